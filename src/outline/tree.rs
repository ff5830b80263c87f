//! Rows and their roles to the tree of sections.

use std::ops::Range;

use super::heading::Role;
use super::join::{self, Join, Left};
use super::layout::Layout;
use super::rank::{Ranks, Sequence};
use super::row::{Row, end_of, passage};
use super::{Block, Section};
use crate::fold;
use crate::location::{At, Passage};
use crate::model::Note;
use crate::patterns::{Headings, Numbered};
use crate::words::{Phrase, Words, words};

/// The blocks before the first heading, and the sections.
pub(super) fn grow(
    rows: &[Row],
    roles: &[Role],
    layout: &Layout,
    headings: &Headings,
    notes: &mut Vec<Note>,
) -> (Vec<Block>, Vec<Section>) {
    let mut tree = Tree {
        headings,
        layout,
        ranks: Ranks::new(headings),
        cover: Vec::new(),
        sections: Vec::new(),
        path: Vec::new(),
        open: None,
        notes,
    };
    for (row, role) in rows.iter().zip(roles) {
        match role {
            Role::Heading(number, title) => tree.numbered(row, number, title.clone()),
            Role::Label(title, part) => tree.label(row, title.clone(), *part),
            Role::HeadingTail => tree.tail(row),
            Role::Item => tree.start(row, true),
            Role::Caption => {
                tree.start(row, false);
                tree.close();
            }
            Role::Text => tree.text(row),
            Role::Grid => tree.grid(row),
        }
    }
    tree.finish()
}

struct Tree<'a> {
    headings: &'a Headings,
    layout: &'a Layout,
    ranks: Ranks<'a>,
    cover: Vec<Block>,
    sections: Vec<Section>,
    /// The sections that the current place lies in, outermost first; not yet
    /// part of `sections`.
    path: Vec<Section>,
    open: Option<Paragraph>,
    notes: &'a mut Vec<Note>,
}

/// A paragraph that may still go on.
struct Paragraph {
    passage: Passage,
    item: bool,
    /// Width of its last line.
    width: u32,
    /// Characters of its last line.
    chars: u32,
    punctuated: bool,
    last: At,
}

impl Tree<'_> {
    fn numbered(&mut self, row: &Row, number: &Numbered, title: Range<usize>) {
        self.close();
        let written = self.headings.forms.write(row.text(), number);
        let (level, sequence) = self.ranks.numbered(number);
        let said = match sequence {
            Sequence::Next => None,
            Sequence::Gap(0) => Some((
                "numbering_gap",
                words!(
                    en: "expected the numbering to start at its first number, but found {written}",
                    zh: "编号应从第一号起，实为“{written}”"
                ),
            )),
            Sequence::Gap(last) => {
                let next = last + 1;
                let message = words!(
                    en: "expected number {next} of this level, but found {written}",
                    zh: "本级应为第 {next} 号，实为“{written}”"
                );
                Some(("numbering_gap", message))
            }
            Sequence::Repeat => Some((
                "numbering_repeat",
                words!(
                    en: "expected a number not used before on this level, but found {written}",
                    zh: "本级编号“{written}”重复"
                ),
            )),
        };
        if let Some((code, message)) = said {
            self.notes.push(Note::new(code, message, row.at()));
        }
        self.section(row, Some(written), level, title);
    }

    fn label(&mut self, row: &Row, title: Range<usize>, part: bool) {
        self.close();
        let level = if part { self.ranks.part() } else { self.ranks.label() };
        self.section(row, None, level, title);
    }

    /// Opens a section; what follows its title on the same line is body.
    fn section(&mut self, row: &Row, number: Option<String>, level: u8, title: Range<usize>) {
        while self.path.last().is_some_and(|s| s.level >= level) {
            self.shut();
        }
        let Some((line, look)) = row.line() else {
            return;
        };
        let whole = passage(line);
        self.path.push(Section {
            number,
            level,
            title: title_of(line.text.get(title.clone()).unwrap_or_default()),
            at: whole.at(0, title.end),
            ..Section::default()
        });
        let rest = line.text.get(title.end..).unwrap_or_default();
        let body = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(fold::fold_char(c), '。' | ':')
        });
        if body.is_empty() {
            return;
        }
        let from = line.text.len() - body.len();
        let passage = whole.slice(from, line.text.len());
        let at = passage.start();
        self.notes.push(Note::new(
            "heading_split_from_body",
            words!(
                en: "split the line into a heading and the text that follows it",
                zh: "将本行分为标题和其后的正文"
            ),
            at,
        ));
        self.open = Some(Paragraph {
            chars: look.chars,
            punctuated: look.punctuated,
            item: false,
            width: look.width,
            last: at,
            passage,
        });
    }

    /// Adds the second part of a heading to the title.
    fn tail(&mut self, row: &Row) {
        if let Some(section) = self.path.last_mut() {
            let right = title_of(row.text());
            section.title.push_str(join::separator(&section.title, &right));
            section.title.push_str(&right);
        }
    }

    fn text(&mut self, row: &Row) {
        let joined = self.open.as_ref().and_then(|open| {
            let left = Left {
                text: &open.passage.text,
                width: open.width,
                chars: open.chars,
                punctuated: open.punctuated,
                end: end_of(&open.passage.text),
            };
            join::join(&left, row, self.layout, self.headings)
        });
        match joined {
            Some(join) => self.go_on(row, join),
            None => self.start(row, false),
        }
    }

    /// Appends a line to the open paragraph.
    fn go_on(&mut self, row: &Row, join: Join) {
        let (Some(open), Some((line, look))) = (self.open.as_mut(), row.line()) else {
            return;
        };
        if !join.wrap {
            let (left, right) = (last_chars(&open.passage.text), first_chars(&line.text));
            let Words { en: lines, zh: lines_zh } = lines(open.last, line.at);
            let Phrase { en: why, zh: why_zh } = join.evidence;
            let message = words!(
                en: "joined …{left} and {right}…{lines}: {why}",
                zh: "将“…{left}”与“{right}…”接为一句{lines_zh}：{why_zh}"
            );
            self.notes.push(Note::new("sentence_joined", message, line.at));
        }
        let between = join::separator(&open.passage.text, &line.text);
        if !between.is_empty() {
            open.passage.append_unplaced(between);
        }
        open.passage.append(&passage(line));
        open.width = look.width;
        open.chars = look.chars;
        open.punctuated |= look.punctuated;
        open.last = line.at;
    }

    fn start(&mut self, row: &Row, item: bool) {
        self.close();
        if let Some((line, look)) = row.line() {
            self.open = Some(Paragraph {
                passage: passage(line),
                item,
                width: look.width,
                chars: look.chars,
                punctuated: look.punctuated,
                last: line.at,
            });
        }
    }

    fn grid(&mut self, row: &Row) {
        self.close();
        if let super::row::Body::Grid(index) = row.body {
            self.blocks().push(Block::Table(index));
        }
    }

    /// Ends the open paragraph.
    fn close(&mut self) {
        if let Some(Paragraph { passage, item, .. }) = self.open.take() {
            let block = if item { Block::Item(passage) } else { Block::Paragraph(passage) };
            self.blocks().push(block);
        }
    }

    fn blocks(&mut self) -> &mut Vec<Block> {
        match self.path.last_mut() {
            Some(section) => &mut section.blocks,
            None => &mut self.cover,
        }
    }

    /// Ends the innermost section.
    fn shut(&mut self) {
        if let Some(section) = self.path.pop() {
            match self.path.last_mut() {
                Some(above) => above.sections.push(section),
                None => self.sections.push(section),
            }
        }
    }

    fn finish(mut self) -> (Vec<Block>, Vec<Section>) {
        self.close();
        while !self.path.is_empty() {
            self.shut();
        }
        (self.cover, self.sections)
    }
}

/// A title without the marks around and after it, clean.
fn title_of(text: &str) -> String {
    let clean = fold::clean(text);
    let bare = clean.trim_end_matches(|c: char| matches!(fold::fold_char(c), '。' | ':' | '.'));
    let boxed =
        bare.strip_prefix(['【', '[', '〖']).and_then(|t| t.strip_suffix(['】', ']', '〗']));
    boxed.unwrap_or(bare).trim().to_owned()
}

/// The places of two joined parts, for people.
fn lines(left: At, right: At) -> Words {
    match (left.line(), right.line()) {
        (Some(left), Some(right)) => {
            words!(en: " (lines {left} and {right})", zh: "（第 {left}、{right} 行）")
        }
        _ => Words::default(),
    }
}

fn last_chars(text: &str) -> &str {
    let from = text.char_indices().rev().nth(7).map_or(0, |(i, _)| i);
    text.get(from..).unwrap_or_default()
}

fn first_chars(text: &str) -> &str {
    let to = text.char_indices().nth(8).map_or(text.len(), |(i, _)| i);
    text.get(..to).unwrap_or_default()
}
