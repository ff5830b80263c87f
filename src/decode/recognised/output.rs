//! What the file of a recogniser comes to: lines and grids by page, and what is said of them.

use std::collections::BTreeMap;

use super::cells::{self, Told};
use super::confidence;
use super::content;
use super::places::{least, place, same_place, union};
use super::witness;
use crate::decode::inline;
use crate::decode::left_out::LeftOut;
use crate::decode::lines::Piece;
use crate::decode::markdown;
use crate::decode::shape::Shape;
use crate::document::{Document, Grid, Item, Line, Mark, Page};
use crate::layout::Reader;
use crate::layout::boxed::{self, BoxedLine, BoxedPage};
use crate::location::At;
use crate::model::{Format, Note, PageUnit};
use crate::patterns::Patterns;
use crate::words::{Words, words};

/// Lines and grids as they are found, in reading order.
pub(super) struct Output<'p> {
    patterns: &'p Patterns,
    /// The items of each page; 0 where the file marks no pages.
    pages: BTreeMap<u32, Vec<Item>>,
    /// Width and height of the pages that tell them.
    sizes: BTreeMap<u32, [f32; 2]>,
    /// The unit of boxes.
    unit: PageUnit,
    /// Lines of pages whose tables nobody found.
    loose: BTreeMap<u32, Vec<Loose>>,
    left_out: LeftOut,
    notes: Vec<Note>,
    /// Blocks of a kind that nobody knows: how many, and where first.
    unknown: Option<(u32, At)>,
    /// Blocks with text that is no text of the report: how many, and where first.
    aside: Option<(u32, At)>,
    /// Lines and cells so far: each counts as a line of its own.
    line: u32,
    /// The page of the last item: what tells no page of its own follows it.
    current: u32,
}

/// A line or word of a page whose tables nobody found.
#[derive(Debug, Clone)]
pub(super) struct Loose {
    pub(super) text: String,
    pub(super) bbox: [f32; 4],
    pub(super) confidence: Option<f32>,
}

impl<'p> Output<'p> {
    pub(super) fn new(patterns: &'p Patterns) -> Self {
        Output {
            patterns,
            pages: BTreeMap::new(),
            sizes: BTreeMap::new(),
            unit: PageUnit::Px,
            loose: BTreeMap::new(),
            left_out: LeftOut::default(),
            notes: Vec::new(),
            unknown: None,
            aside: None,
            line: 0,
            current: 0,
        }
    }

    /// The unit in which the file tells boxes; pixels if nobody says otherwise.
    pub(super) fn unit(&mut self, unit: PageUnit) {
        self.unit = unit;
    }

    /// Takes down that there is a page, and its size if it is told.
    pub(super) fn page(&mut self, page: u32, size: Option<[f32; 2]>) {
        self.pages.entry(page).or_default();
        self.sizes.extend(size.map(|size| (page, size)));
    }

    pub(super) fn note(&mut self, code: &'static str, message: Words, at: At) {
        self.notes.push(Note::new(code, message, at));
    }

    /// A block whose kind says that it is no text of the report.
    pub(super) fn aside(&mut self, kind: &str, text: &str, at: At) {
        const SHOWN: usize = 80;
        if text.trim().is_empty() {
            return;
        }
        if kind != "seal" {
            self.aside.get_or_insert((0, at)).0 += 1;
            return;
        }
        let shown: String = text.trim().chars().take(SHOWN).collect();
        let message = words!(
            en: "the text of a seal, which is no text of the report: {shown}",
            zh: "印章文字，不作为报告正文：{shown}"
        );
        self.note("seal_text", message, at);
    }

    /// A block of a kind that nobody knows.
    pub(super) fn unknown(&mut self, at: At) {
        self.unknown.get_or_insert((0, at)).0 += 1;
    }

    /// A table of which the file holds no cells: a picture, or nothing.
    pub(super) fn table_without_cells(&mut self, at: At) {
        let message = words!(
            en: "the recogniser found a table here and tells no cells of it: it is missing",
            zh: "识别工具在此找到表格，但未给出任何单元格，该表缺失"
        );
        self.note("table_without_cells", message, at);
    }

    /// A block of text, each of its lines a line.
    pub(super) fn text(&mut self, text: &str, at: At, mark: Option<Mark>, sure: Option<f32>) {
        let mut first = true;
        for part in text.split('\n') {
            if let Some(mut line) = self.cleaned(part, at) {
                line.after_gap = std::mem::take(&mut first);
                line.mark = mark.or(line.mark);
                line.confidence = sure;
                self.push(at, Item::Line(line));
            }
        }
    }

    /// A paragraph, of which the place of each line is told.
    pub(super) fn paragraph(&mut self, parts: &[Part], mark: Option<Mark>) {
        let mut whole = Line { after_gap: true, mark, ..Line::default() };
        for part in parts {
            let Some(line) = self.cleaned(&part.text, part.at) else { continue };
            if whole.text.is_empty() {
                whole.at = part.at;
            } else if part.apart && parted_by_space(&whole.text, &line.text) {
                whole.text.push(' ');
            }
            whole.boxes.push((whole.text.len() as u32, part.at));
            whole.text.push_str(&line.text);
            whole.mark = whole.mark.or(line.mark);
            whole.confidence = least(whole.confidence, part.confidence);
        }
        if !whole.text.is_empty() {
            let all = whole.boxes.iter().filter(|(_, at)| at.page() == whole.at.page());
            let bbox = all.filter_map(|(_, at)| at.bbox()).reduce(union);
            whole.at = whole.at.with_bbox(bbox);
            self.push(whole.at, Item::Line(whole));
        }
    }

    /// A block of HTML.
    pub(super) fn html(&mut self, source: &str, at: At, mark: Option<Mark>) {
        for mut item in content::html(source, at, &mut self.left_out) {
            if let Item::Line(line) = &mut item {
                line.mark = mark.or(line.mark);
            }
            self.push(at, item);
        }
    }

    /// A line without its mark-up.
    fn cleaned(&mut self, text: &str, at: At) -> Option<Line> {
        let piece = Piece { text, start: 0, page: None, line: 1, from: 0 };
        let ruling = Shape::of(&piece).ruling;
        if inline::may_hold(text) {
            for (reason, _) in inline::reasons(text) {
                self.left_out.add(reason, at);
            }
        }
        let line = markdown::line(&piece, ruling, false)?;
        Some(Line { at, cuts: Vec::new(), ..line })
    }

    /// A table in a language of tables (HTML, OTSL, Markdown), and what stands in it beside
    /// its cells.
    pub(super) fn table(&mut self, source: &str, at: At, witness: &dyn Fn(&mut Grid) -> Vec<Note>) {
        let mut found = false;
        for mut item in content::items(source, at, self.patterns, &mut self.left_out) {
            found = true;
            if let Item::Grid(grid) = &mut item {
                self.notes.extend(witness(grid));
            }
            self.push(at, item);
        }
        if !found {
            self.table_without_cells(at);
        }
    }

    /// A table whose cells are told one by one.
    pub(super) fn cells(
        &mut self,
        told: Vec<Told>,
        at: At,
        witness: &dyn Fn(&mut Grid) -> Vec<Note>,
    ) {
        match cells::grid(told, at) {
            Ok(mut grid) if !grid.cells.is_empty() => {
                self.notes.extend(witness(&mut grid));
                self.push(at, Item::Grid(grid));
            }
            Ok(_) => self.table_without_cells(at),
            Err(message) => self.note("table_too_large", message, at),
        }
    }

    /// The lines or words of a page whose tables nobody found.
    pub(super) fn loose(&mut self, page: u32, lines: impl IntoIterator<Item = Loose>) {
        for line in lines {
            match place(Some(page), Some(line.bbox)) {
                at if at.bbox().is_some() => self.loose.entry(page).or_default().push(line),
                // Nobody knows beside what it stands.
                at => self.text(&line.text, at, None, line.confidence),
            }
        }
    }

    /// The place of the next line or cell: several may share a box, and none its number.
    fn numbered(&mut self, at: At, text: &str) -> At {
        self.line += 1;
        let length = text.chars().count() as u32;
        at.with_line(Some(self.line)).with_chars(Some([0, length]))
    }

    /// Adds an item, unless it is a table that stands there already.
    fn push(&mut self, at: At, mut item: Item) {
        match &mut item {
            Item::Line(line) if line.boxes.is_empty() => {
                line.at = self.numbered(line.at, &line.text);
            }
            Item::Line(_) => {}
            Item::Grid(grid) => {
                grid.recognised = true;
                for cell in &mut grid.cells {
                    cell.at = self.numbered(cell.at, &cell.text);
                }
            }
        }
        self.current = at.page().unwrap_or(self.current);
        let items = self.pages.entry(self.current).or_default();
        if let Item::Grid(grid) = &item {
            // A copy follows soon.
            const NEAR: usize = 64;
            let again = items.iter_mut().rev().take(NEAR).find_map(|item| match item {
                Item::Grid(known) if same_place(known.at, grid.at) => Some(known),
                _ => None,
            });
            if let Some(known) = again {
                self.notes.extend(witness::of_other_copy(known, grid));
                return;
            }
        }
        items.push(item);
    }

    /// The document, and what was met.
    pub(super) fn finish(mut self) -> Document {
        let mut notes = std::mem::take(&mut self.notes);
        notes.extend(std::mem::take(&mut self.left_out).notes());
        if let Some((count, at)) = self.aside {
            let message = words!(
                en: "{count} block(s) of running heads, page numbers, margins, pictures or formulas were left out, first here",
                zh: "略去 {count} 处页眉页脚、页码、旁注、图片或公式，首处在此"
            );
            notes.push(Note::new("blocks_left_out", message, at));
        }
        if let Some((count, at)) = self.unknown {
            let message = words!(
                en: "{count} block(s) of a kind that is not known were left out, first here",
                zh: "略去 {count} 个类型不明的区块，首处在此"
            );
            notes.push(Note::new("block_unknown", message, at));
        }
        self.lay_out(&mut notes);
        let paged = self.pages.keys().any(|&page| page > 0);
        let last = self.pages.keys().next_back().copied().unwrap_or(0);
        // What stands before the first page that is told is of that page.
        let before = if paged { self.pages.remove(&0) } else { None };
        if let (Some(before), Some(mut first)) = (before, self.pages.first_entry()) {
            first.get_mut().splice(..0, before);
        }
        let pages = std::mem::take(&mut self.pages).into_iter();
        let pages: Vec<Page> =
            pages.map(|(number, items)| Page { number: paged.then_some(number), items }).collect();
        for page in &pages {
            confidence::tell(page, &self.patterns.recognised, &mut notes);
        }
        // Sizes are told for all pages or for none: their place in the list is the page.
        let whole = self.sizes.len() as u32 == last && last > 0;
        let boxed = pages.iter().flat_map(|page| &page.items).any(|item| match item {
            Item::Line(line) => line.at.bbox().is_some(),
            Item::Grid(grid) => grid.at.bbox().is_some(),
        });
        Document {
            format: Some(Format::Recognised),
            page_count: paged.then_some(last),
            pages,
            page_sizes: if whole && boxed {
                self.sizes.into_values().collect()
            } else {
                Vec::new()
            },
            page_unit: boxed.then_some(self.unit),
            notes,
            ..Document::default()
        }
    }

    /// Lays out the pages whose tables nobody found.
    fn lay_out(&mut self, notes: &mut Vec<Note>) {
        let loose = std::mem::take(&mut self.loose);
        if loose.is_empty() {
            return;
        }
        let mut reader = Reader::new(loose.len(), self.patterns);
        for page in loose.keys() {
            let lines = loose.get(page).into_iter().flatten().map(|line| BoxedLine {
                text: &line.text,
                bbox: line.bbox,
                confidence: line.confidence,
            });
            let size = self.sizes.get(page).map(|&[width, height]| (width, height));
            let boxed =
                BoxedPage { size, in_points: self.unit == PageUnit::Pt, lines: lines.collect() };
            reader.page((*page as usize).saturating_sub(1), Some(boxed::geometry(&boxed)));
        }
        let (mut laid_out, met) = reader.finish();
        notes.extend(met);
        // What these tools are not sure of is told, and stays.
        for item in laid_out.iter_mut().flat_map(|page| &mut page.items) {
            if let Item::Line(line) = item {
                line.unsure.clear();
            }
        }
        for (page, number) in laid_out.into_iter().zip(loose.keys()) {
            self.pages.entry(*number).or_default().extend(page.items);
        }
    }
}

/// A line of a paragraph, or a part of one.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) at: At,
    pub(super) confidence: Option<f32>,
    /// Whether a line ends before it.
    pub(super) apart: bool,
    /// Whether it starts an item of a list.
    pub(super) starts: bool,
}

/// Whether a space stood between two parts that a line end parts.
fn parted_by_space(left: &str, right: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric();
    let letter = |c: char| c.is_ascii_alphabetic();
    match (left.chars().next_back(), right.chars().next()) {
        (Some(a), Some(b)) => word(a) && word(b) && (letter(a) || letter(b)),
        _ => false,
    }
}
