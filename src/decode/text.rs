//! Text and Markdown to lines and grids.

use std::cell::Cell;

use super::asciidoc;
use super::html::scan::{Scanner, Tag};
use super::html::{self, table::Part};
use super::inline;
use super::latex;
use super::left_out::LeftOut;
use super::lines::{Piece, Places};
use super::markdown;
use super::mediawiki;
use super::otsl;
use super::shape::Shape;
use super::spanned::Found;
use super::tables::{self, Lines, OneLine, Recognised};
use crate::document::{Item, Line, Mark, Page};
use crate::model::Note;
use crate::patterns::Patterns;
use crate::words::words;

/// The items of a text with the page of each, and what was met.
#[derive(Debug, Default)]
pub(crate) struct Items {
    pub(crate) items: Vec<(Option<u32>, Item)>,
    pub(crate) notes: Vec<Note>,
    /// Whether marks of Markdown, or tables in its form, were met.
    pub(crate) markdown: bool,
    /// Whether a table was met whose cells are separated by commas or semicolons.
    pub(crate) csv: bool,
    /// What is in the source and is not read on.
    pub(crate) left_out: LeftOut,
}

impl Items {
    pub(crate) fn push(&mut self, page: Option<u32>, item: Item) {
        self.items.push((page, item));
    }

    fn append(&mut self, other: Items) {
        self.items.extend(other.items);
        self.notes.extend(other.notes);
        self.markdown |= other.markdown;
        self.csv |= other.csv;
        self.left_out.append(other.left_out);
    }

    /// Adds the notes on what was left out.
    pub(crate) fn tell_left_out(&mut self) {
        self.notes.extend(std::mem::take(&mut self.left_out).notes());
    }

    /// Whether all that was met are tables of separated values.
    pub(crate) fn is_csv(&self) -> bool {
        self.csv && self.items.iter().all(|(_, item)| matches!(item, Item::Grid(_)))
    }

    /// The items by page; a text that marks no pages is one page.
    pub(crate) fn pages(self, count: Option<u32>) -> Vec<Page> {
        let mut pages: Vec<Page> = (0..count.unwrap_or(1))
            .map(|n| Page { number: count.map(|_| n + 1), items: Vec::new() })
            .collect();
        let last = pages.len().saturating_sub(1);
        for (page, item) in self.items {
            let index = page.map_or(0, |p| p.saturating_sub(1) as usize).min(last);
            if let Some(page) = pages.get_mut(index) {
                page.items.push(item);
            }
        }
        pages
    }
}

/// Lines and grids of a text that is no HTML page.
pub(crate) fn items(text: &str, pieces: &[Piece], patterns: &Patterns) -> Items {
    let mut out = Items::default();
    let mut places = Places::new(pieces);
    let told = pieces.first().is_some_and(|first| tables::tells_separator(first.text));
    let pieces = pieces.get(usize::from(told)..).unwrap_or_default();
    let mut plain: Vec<Piece> = Vec::with_capacity(pieces.len());
    let (mut resume, mut failures) = (0, 0);
    for piece in pieces {
        let mut rest = *piece;
        // A table may have ended within this line, or not before the next.
        if rest.start < resume {
            let inside = (resume - rest.start).min(rest.text.len());
            if rest.start + rest.text.len() < resume {
                continue;
            }
            rest = rest.split(inside).1;
            if rest.is_blank() {
                continue;
            }
        }
        while let Some((at, language)) = table_start(text, &rest) {
            let (before, from) = rest.split(at);
            if failures > MOST_FAILURES && language != Language::Html {
                break;
            }
            let mut found = Items::default();
            let Some(end) = embedded(text, &from, language, &mut places, &mut found) else {
                failures += 1;
                break;
            };
            if !before.is_blank() {
                plain.push(before);
            }
            plain_items(&plain, patterns, &mut out);
            plain.clear();
            out.append(found);
            resume = end.max(from.start + 1);
            rest = from.split((resume - from.start).min(from.text.len())).1;
        }
        if !rest.is_blank() || resume <= piece.start {
            plain.push(rest);
        }
    }
    plain_items(&plain, patterns, &mut out);
    out.tell_left_out();
    out
}

/// Tables at most that open and cannot be read, each of which is looked for up to its end.
const MOST_FAILURES: usize = 20;

/// A language of tables that may stand within a text.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Language {
    Html,
    Otsl,
    Latex,
    MediaWiki,
    AsciiDoc,
}

/// Offset in a piece of the first table in one of the languages.
fn table_start(source: &str, piece: &Piece) -> Option<(usize, Language)> {
    let html = table_tag(source, piece).map(|at| (at, Language::Html));
    let otsl = otsl::starts(piece.text).map(|at| (at, Language::Otsl));
    let latex = latex::starts(piece.text).map(|at| (at, Language::Latex));
    // These stand at the start of a line.
    let wiki = mediawiki::starts(piece.text).map(|at| (at, Language::MediaWiki));
    let asciidoc = asciidoc::starts(piece.text).map(|at| (at, Language::AsciiDoc));
    [html, otsl, latex, wiki, asciidoc].into_iter().flatten().min_by_key(|&(at, _)| at)
}

/// Reads the table that starts with a piece, and gives the offset of its end in the source.
fn embedded(
    source: &str,
    from: &Piece,
    language: Language,
    places: &mut Places,
    out: &mut Items,
) -> Option<usize> {
    let Found { grid, caption, end } = match language {
        Language::Html => {
            let tree = html::tree::Tree::table(source, from.start);
            let mut parts = Vec::new();
            html::table::content(&tree, 0, places, &mut out.left_out, &mut parts);
            out.markdown = true;
            for part in parts {
                push_part(part, from.page, out);
            }
            return Some(tree.end);
        }
        Language::Otsl => otsl::read(source, from.start, places)?,
        Language::Latex => latex::read(source, from.start, places)?,
        Language::MediaWiki => mediawiki::read(source, from.start, places)?,
        Language::AsciiDoc => asciidoc::read(source, from.start, places)?,
    };
    for line in caption {
        out.push(line.at.page().or(from.page), Item::Line(line));
    }
    out.push(grid.at.page().or(from.page), Item::Grid(grid));
    Some(end)
}

/// What an HTML element comes to, as items.
pub(crate) fn push_part(part: Part, page: Option<u32>, out: &mut Items) {
    match part {
        Part::Preformatted(_) => {}
        Part::Grid(grid) => out.push(grid.at.page().or(page), Item::Grid(grid)),
        Part::Block(block) => {
            let mark = match block.tag {
                Some(Tag::Li) => Some(Mark::Bullet),
                Some(tag) if tag.is_heading() => Some(Mark::Heading),
                _ => None,
            };
            let at = block.at;
            for (index, text) in block.text.split('\n').enumerate() {
                if text.trim().is_empty() {
                    continue;
                }
                let line = Line {
                    text: text.trim().to_owned(),
                    at,
                    after_gap: index == 0 && !block.after_break,
                    mark,
                    ..Line::default()
                };
                out.push(at.page().or(page), Item::Line(line));
            }
        }
    }
}

/// Spaces at least on a line on which a whole table was run together.
const LEAST_SPACES: u32 = 6;

/// A table run together on one line: what stands before it, the table, and what
/// follows; or the line as it is and a note, if its rows cannot be told.
fn one_line(
    piece: &Piece,
    found: OneLine,
    gap: bool,
    patterns: &Patterns,
    out: &mut Items,
) -> bool {
    let push = |piece: &Piece, gap, out: &mut Items| {
        if let Some(line) = markdown::line(piece, false, gap) {
            out.push(piece.page, Item::Line(line));
        }
    };
    let Some((grid, after, notes)) = found.table else {
        out.notes.push(flattened(piece));
        push(piece, gap, out);
        return false;
    };
    heads(&found.before, patterns, out);
    out.notes.extend(notes);
    out.push(piece.page, Item::Grid(grid));
    push(&after, true, out);
    after.text.is_empty()
}

/// Tells of a table of which only the heads can be told.
fn flattened(piece: &Piece) -> Note {
    let message = words!(
        en: "the line names the columns of a table, but its cells cannot be told apart",
        zh: "本行写有表头各列，但无法区分各单元格"
    );
    Note::new("table_flattened_unreadable", message, piece.trim().at())
}

/// The title, the fields and the amounts that were run together before a table: a line for each, or
/// a grid.
fn heads(piece: &Piece, patterns: &Patterns, out: &mut Items) {
    let words: Vec<Piece> = tables::words(piece).collect();
    let mut lines: Vec<Piece> = Vec::new();
    let flush = |lines: &mut Vec<Piece>, out: &mut Items| {
        for line in lines.drain(..).filter_map(|piece| markdown::line(&piece, false, true)) {
            out.push(piece.page, Item::Line(line));
        }
    };
    // Whether the next word starts a line of its own.
    let mut apart = true;
    let mut at = 0;
    while let Some(&word) = words.get(at) {
        let of_budget =
            patterns.budget.is_head(word.text) || patterns.budget.column(word.text).is_some();
        if of_budget {
            let fields: Vec<tables::Field> =
                words.iter().skip(at).take(MOST_OF_BUDGET).map(tables::Field::of).collect();
            if let Some(block) = tables::budget_block(&fields, patterns) {
                flush(&mut lines, out);
                let (grid, taken, notes) = block.into_grid();
                out.notes.extend(notes);
                out.push(piece.page, Item::Grid(grid));
                at += taken;
                apart = true;
                continue;
            }
        }
        let label = patterns.fields.of_cell(word.text).is_some();
        let alone = label || patterns.kinds.is_title(word.text);
        // What belongs to the form ends the value of a field.
        let of_form = of_budget
            || patterns.columns.role(word.text).is_some()
            || patterns.tables.row_kind(word.text).is_some();
        let starts = alone || of_form || !patterns.fields.on_line(word.text).is_empty();
        match lines.last_mut() {
            Some(line) if !apart && !starts => {
                let end = word.start + word.text.len();
                let text = piece.text.get(line.start - piece.start..end - piece.start);
                line.text = text.unwrap_or(line.text);
            }
            _ => lines.push(word),
        }
        apart = alone;
        at += 1;
    }
    flush(&mut lines, out);
}

/// Words at most of a budget block.
const MOST_OF_BUDGET: usize = 120;

/// Offset in a piece of the first tag that opens a table, or a part of one whose start was
/// lost.
fn table_tag(source: &str, piece: &Piece) -> Option<usize> {
    let bytes = piece.text.as_bytes();
    memchr::memchr_iter(b'<', bytes).find(|&at| {
        let name = bytes.get(at + 1..).unwrap_or_default();
        let is = |tag: &[u8]| {
            name.get(..tag.len()).is_some_and(|n| n.eq_ignore_ascii_case(tag))
                && name.get(tag.len()).is_none_or(|b| !b.is_ascii_alphanumeric())
        };
        let named = is(b"table") || is(b"tr") || is(b"td") || is(b"tbody") || is(b"thead");
        named && Scanner::stands_at(source, piece.start + at)
    })
}

/// Lines and grids of the pieces between embedded tables.
pub(crate) fn plain_items(pieces: &[Piece], patterns: &Patterns, out: &mut Items) {
    let quotes = pieces.iter().any(|piece| piece.text.trim_start().starts_with('>'));
    let unquoted: Vec<Piece> = match quotes {
        true => pieces.iter().map(|p| tables::quoted_row(p).unwrap_or(*p)).collect(),
        false => Vec::new(),
    };
    let pieces = if quotes { unquoted.as_slice() } else { pieces };
    let shapes: Vec<Shape> = pieces.iter().map(Shape::of).collect();
    for piece in pieces.iter().filter(|piece| inline::may_hold(piece.text)) {
        let mut rest = *piece;
        for (reason, at) in inline::reasons(piece.text) {
            rest = rest.split(at - (rest.start - piece.start)).1;
            out.left_out.add(reason, Piece { text: "", ..rest }.at());
        }
    }
    let lines = Lines {
        pieces,
        shapes: &shapes,
        no_records_before: &Cell::new(0),
        no_pipes_before: &Cell::new(0),
        no_closed_before: &Cell::new(0),
        no_entries: &Cell::new((0, 0)),
    };
    let (mut index, mut gap) = (0, true);
    while let Some((piece, shape)) = lines.get(index) {
        let found = tables::recognise(lines, index, patterns);
        if let Some(Recognised { grid, next, notes, csv }) = found {
            out.markdown |= piece.text.contains('|') && !csv;
            out.csv |= csv;
            out.notes.extend(notes);
            out.push(piece.page, Item::Grid(grid));
            index = next.max(index + 1);
            gap = true;
            continue;
        }
        index += 1;
        if shape.spaces + shape.gaps >= LEAST_SPACES
            && let Some(found) = tables::one_line(piece, patterns)
        {
            gap = one_line(piece, found, gap, patterns, out);
            continue;
        }
        if shape.blank {
            gap = true;
            continue;
        }
        if tables::is_run_together(piece, shape, patterns) {
            out.notes.push(flattened(piece));
        }
        out.markdown |= markdown::is_marked(piece.text);
        match markdown::line(piece, shape.ruling, gap) {
            Some(line) => {
                out.push(piece.page, Item::Line(line));
                gap = false;
            }
            None => gap = true,
        }
    }
}
