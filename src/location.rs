//! Where a value stood in its source.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The place of a value in its source. Text sources give `line` and `chars`;
/// page-based sources give `page` and `bbox`. What a place lacks is left out of the JSON.
///
/// Every value has one, a large table millions: 32 bytes hold it. What stands in a box has no name
/// of a cell.
#[derive(Clone, Copy)]
pub struct At {
    page: u32,
    line: u32,
    chars: [u32; 2],
    /// The corners of a box, or [`CELL`] with column and row of a cell.
    place: [u32; 4],
}

/// Stands for what a place lacks.
const NONE: u32 = u32::MAX;
/// Stands before a cell. No corner of a box has these bits: neither is a number.
const CELL: u32 = u32::MAX - 1;

/// A place as JSON tells it.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "At")]
struct Told {
    /// Page, from 1; absent where the source has no pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// Line of the decoded text, from 1. Of what a recogniser gave: its lines and cells are
    /// counted, since several may share a box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// Start and end (exclusive) within that line, in Unicode scalar values from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    chars: Option<[u32; 2]>,
    /// Left, top, right, bottom from the top left of the page, in points unless the source
    /// names another unit (`page_unit`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bbox: Option<[f32; 4]>,
    /// The cell of a workbook, such as `D5`; `page` counts its sheets, `line` is the row, and
    /// `chars` count within the text of the cell where that is more than one value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cell: Option<CellName>,
}

impl Serialize for At {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (page, line, chars) = (self.page(), self.line(), self.chars());
        Told { page, line, chars, bbox: self.bbox(), cell: self.cell() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Told { page, line, chars, bbox, cell } = Told::deserialize(deserializer)?;
        let at = At::default().with_page(page).with_line(line).with_chars(chars);
        Ok(match bbox {
            Some(_) => at.with_bbox(bbox),
            None => at.with_cell(cell),
        })
    }
}

impl JsonSchema for At {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "At".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = Told::json_schema(generator);
        schema.insert("description".to_owned(), DESCRIPTION.into());
        schema
    }
}

/// What the schema says of a place.
const DESCRIPTION: &str = "The place of a value in its source. Text sources give `line` and \
    `chars`;\npage-based sources give `page` and `bbox`. What a place lacks is left out of the JSON.";

impl Default for At {
    fn default() -> Self {
        Self { page: NONE, line: NONE, chars: [NONE; 2], place: [NONE; 4] }
    }
}

impl PartialEq for At {
    fn eq(&self, other: &Self) -> bool {
        let text = |at: &Self| (at.page, at.line, at.chars);
        let same_place = || {
            self.place == other.place || {
                let boxes = self.bbox().zip(other.bbox());
                boxes.is_some_and(|(one, other)| one == other)
            }
        };
        text(self) == text(other) && same_place()
    }
}

impl std::fmt::Debug for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut all = f.debug_struct("At");
        let (page, line, chars) = (self.page(), self.line(), self.chars());
        page.into_iter().for_each(|page| _ = all.field("page", &page));
        line.into_iter().for_each(|line| _ = all.field("line", &line));
        chars.into_iter().for_each(|chars| _ = all.field("chars", &chars));
        self.bbox().into_iter().for_each(|bbox| _ = all.field("bbox", &bbox));
        self.cell().into_iter().for_each(|cell| _ = all.field("cell", &cell));
        all.finish()
    }
}

/// The name of a cell of a sheet, such as `D5`: at most 16,384 columns and 1,048,576 rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellName {
    /// Column, from 0 (`A`).
    pub column: u32,
    /// Row, from 0 (`1`).
    pub row: u32,
}

impl std::fmt::Display for CellName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut letters = [0u8; 7];
        let (mut rest, mut from) = (u64::from(self.column) + 1, letters.len());
        while rest > 0 {
            from -= 1;
            if let Some(letter) = letters.get_mut(from) {
                *letter = b'A' + ((rest - 1) % 26) as u8;
            }
            rest = (rest - 1) / 26;
        }
        for &letter in letters.get(from..).unwrap_or_default() {
            write!(f, "{}", char::from(letter))?;
        }
        write!(f, "{}", u64::from(self.row) + 1)
    }
}

impl std::str::FromStr for CellName {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<CellName, Self::Err> {
        const EXPECTED: &str = "expected the name of a cell, such as D5";
        let split = text.find(|c: char| !c.is_ascii_uppercase()).ok_or(EXPECTED)?;
        let (letters, digits) = text.split_at(split);
        if letters.is_empty() || letters.len() > 6 {
            return Err(EXPECTED);
        }
        let number = |sum: u32, letter: u8| sum * 26 + u32::from(letter - b'A') + 1;
        let column = letters.bytes().fold(0, number) - 1;
        let row: u32 = digits.parse().map_err(|_| EXPECTED)?;
        Ok(CellName { column, row: row.checked_sub(1).ok_or(EXPECTED)? })
    }
}

impl Serialize for CellName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CellName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for CellName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CellName".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[A-Z]{1,6}[1-9][0-9]*$" })
    }
}

impl At {
    /// A place on a line of a text source.
    #[must_use]
    pub fn on_line(page: Option<u32>, line: u32, from: u32, to: u32) -> Self {
        let at = Self::default().with_page(page).with_line(Some(line));
        at.with_chars(Some([from, to]))
    }

    /// Page, from 1; `None` where the source has no pages.
    #[must_use]
    pub fn page(&self) -> Option<u32> {
        (self.page != NONE).then_some(self.page)
    }

    /// Line of the decoded text, from 1. Of what a recogniser gave: its lines and cells are
    /// counted, since several may share a box.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        (self.line != NONE).then_some(self.line)
    }

    /// Start and end (exclusive) within that line, in Unicode scalar values from 0.
    #[must_use]
    pub fn chars(&self) -> Option<[u32; 2]> {
        (self.chars[0] != NONE).then_some(self.chars)
    }

    /// Left, top, right, bottom from the top left of the page, in points unless the source
    /// names another unit (`page_unit`).
    #[must_use]
    pub fn bbox(&self) -> Option<[f32; 4]> {
        (self.place[0] < CELL).then(|| self.place.map(f32::from_bits))
    }

    /// The cell of a workbook, such as `D5`; then the page counts its sheets, the line is the row,
    /// and the characters count within the text of the cell where that is more than one value.
    #[must_use]
    pub fn cell(&self) -> Option<CellName> {
        let [kind, column, row, _] = self.place;
        (kind == CELL).then_some(CellName { column, row })
    }

    /// The same on a page, or none.
    #[must_use]
    pub fn with_page(self, page: Option<u32>) -> Self {
        Self { page: page.unwrap_or(NONE), ..self }
    }

    /// The same on a line, or none.
    #[must_use]
    pub fn with_line(self, line: Option<u32>) -> Self {
        Self { line: line.unwrap_or(NONE), ..self }
    }

    /// The same at characters of its line, or none.
    #[must_use]
    pub fn with_chars(self, chars: Option<[u32; 2]>) -> Self {
        Self { chars: chars.unwrap_or([NONE; 2]), ..self }
    }

    /// The same in a box, or none.
    #[must_use]
    pub fn with_bbox(self, bbox: Option<[f32; 4]>) -> Self {
        let number = |corner: f32| if corner.is_nan() { f32::NAN } else { corner };
        let corners = bbox.map(|corners| corners.map(|corner| number(corner).to_bits()));
        Self { place: corners.unwrap_or([NONE; 4]), ..self }
    }

    /// The same in a cell of a workbook, or none.
    #[must_use]
    pub fn with_cell(self, cell: Option<CellName>) -> Self {
        let place = cell.map(|CellName { column, row }| [CELL, column, row, NONE]);
        Self { place: place.unwrap_or([NONE; 4]), ..self }
    }

    /// The part of a box that holds the characters `from..to` of `count` that
    /// stand in it one after the other, equally far apart. A box that is higher
    /// than wide holds them below each other.
    fn part_of_box(self, from: usize, to: usize, count: usize) -> Self {
        let narrow = |[left, top, right, bottom]: [f32; 4]| {
            if count < 2 || from >= to || to > count {
                return [left, top, right, bottom];
            }
            let cut = |start: f32, end: f32| {
                let step = (end - start) / count as f32;
                let place = |n: usize| ((start + step * n as f32) * 100.0).round() / 100.0;
                (place(from), place(to))
            };
            if bottom - top > (right - left) * 1.5 {
                let (top, bottom) = cut(top, bottom);
                [left, top, right, bottom]
            } else {
                let (left, right) = cut(left, right);
                [left, top, right, bottom]
            }
        };
        self.bbox().map_or(self, |bbox| self.with_bbox(Some(narrow(bbox))))
    }

    /// The box around both, if they stand on one line of a page.
    fn along(self, other: At) -> Option<At> {
        let ([a, b, c, d], [e, f, g, h]) = (self.bbox()?, other.bbox()?);
        let overlap = d.min(h) - b.max(f);
        let same_line = self.page() == other.page() && overlap * 2.0 > (d - b).min(h - f);
        same_line.then_some(self.with_bbox(Some([a.min(e), b.min(f), c.max(g), d.max(h)])))
    }

    /// The part of this place that starts `from` and ends `to` characters after
    /// its start. Only the characters are narrowed; a box stays whole.
    #[must_use]
    pub fn part(self, from: usize, to: usize) -> Self {
        let narrow = |[start, _]: [u32; 2]| [start + from as u32, start + to as u32];
        self.with_chars(self.chars().map(narrow))
    }
}

/// A stretch of text put together from one or more places of the source, which
/// can tell for any of its characters where that stood.
///
/// Paragraphs are joined over line and page ends; a value found in the joined
/// text is traced back with [`Passage::at`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passage {
    /// The text as printed, line ends already dropped or turned into joins.
    pub text: String,
    runs: Vec<Run>,
    /// Stretches (bytes) of which a recogniser was not sure.
    unsure: Vec<[usize; 2]>,
}

/// Where a run of a passage stood.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Run {
    /// Offset in the text of the passage (bytes) where the run starts.
    from: usize,
    /// The place of the whole run.
    at: At,
    /// Its characters stand somewhere in its box, and not evenly one after the other.
    block: bool,
}

impl Passage {
    /// A passage that is one run of the source.
    #[must_use]
    pub fn new(text: impl Into<String>, at: At) -> Self {
        let runs = vec![Run { from: 0, at, block: false }];
        Self { text: text.into(), runs, unsure: Vec::new() }
    }

    /// A passage of which it is only told in which box it stands, on one line or more: the
    /// place of each part of it is that box, and its characters.
    #[must_use]
    pub fn block(text: impl Into<String>, at: At) -> Self {
        let runs = vec![Run { from: 0, at, block: true }];
        Self { text: text.into(), runs, unsure: Vec::new() }
    }

    /// Appends another passage directly, with nothing between the two.
    pub fn append(&mut self, other: &Passage) {
        let base = self.text.len();
        self.text.push_str(&other.text);
        self.runs.extend(other.runs.iter().map(|run| Run { from: base + run.from, ..*run }));
        self.unsure.extend(other.unsure.iter().map(|range| range.map(|at| base + at)));
    }

    /// Says of which stretches (bytes) a recogniser was not sure.
    pub(crate) fn doubt(&mut self, stretches: impl IntoIterator<Item = [usize; 2]>) {
        self.unsure.extend(stretches);
    }

    /// Whether a recogniser was not sure of some of it.
    pub(crate) fn has_doubt(&self) -> bool {
        !self.unsure.is_empty()
    }

    /// Whether a recogniser was not sure of the character at a byte.
    pub(crate) fn is_unsure(&self, byte: usize) -> bool {
        self.unsure.iter().any(|&[from, to]| (from..to).contains(&byte))
    }

    /// Appends text that stands nowhere in the source, such as the space
    /// between two joined Latin words, or an automatic number. It is counted to the run
    /// before it; before the first run it takes no room.
    pub fn append_unplaced(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Where the bytes `from..to` of the text stood. A range over several runs
    /// gives the part on the first one, boxes on one line together.
    #[must_use]
    pub fn at(&self, from: usize, to: usize) -> At {
        let count = |a: usize, b: usize| self.text.get(a..b).map_or(0, |s| s.chars().count());
        self.at_counted(from, to, count)
    }

    /// [`Passage::at`] with another way to count the characters between two
    /// bytes, for callers that ask often of one long text.
    pub(crate) fn at_counted(
        &self,
        from: usize,
        to: usize,
        count: impl Fn(usize, usize) -> usize,
    ) -> At {
        let index = self.runs.partition_point(|run| run.from <= from).saturating_sub(1);
        let Some(&Run { from: start, at, block }) = self.runs.get(index) else {
            return At::default();
        };
        let (from, to) = (from.max(start), to.max(start));
        let end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.from);
        let head = count(start, from.min(end));
        let length = count(from.min(end), to.min(end));
        if at.bbox().is_some() && !block {
            let whole = head + length + count(to.min(end), end);
            let first = at.part_of_box(head, head + length, whole);
            return self.along(index + 1, to, first, count);
        }
        let part = at.part(head, head + length);
        match (part.chars(), at.chars()) {
            // Unplaced text at the end of a run must not reach past the run.
            (Some([a, b]), Some([_, limit])) => part.with_chars(Some([a.min(limit), b.min(limit)])),
            _ => part,
        }
    }

    /// A box and the parts of the next runs up to `to` on the same line.
    fn along(
        &self,
        next: usize,
        to: usize,
        first: At,
        count: impl Fn(usize, usize) -> usize,
    ) -> At {
        let mut whole = first;
        let rest = self.runs.get(next..).unwrap_or_default();
        for (number, &Run { from: start, at, block }) in rest.iter().enumerate() {
            if start >= to {
                break;
            }
            let end = rest.get(number + 1).map_or(self.text.len(), |next| next.from);
            let part = match block {
                true => at,
                false => at.part_of_box(0, count(start, to.min(end)), count(start, end)),
            };
            match whole.along(part) {
                Some(both) => whole = both,
                None => break,
            }
        }
        whole
    }

    /// Where the passage starts: its first run, whole; of a page, its first line.
    #[must_use]
    pub fn start(&self) -> At {
        let first = self.runs.first().map(|run| run.at).unwrap_or_default();
        match first.bbox() {
            Some(_) => self.at(0, self.text.len()),
            None => first,
        }
    }

    /// The places of all runs, in order.
    pub fn places(&self) -> impl Iterator<Item = At> + '_ {
        self.runs.iter().map(|run| run.at)
    }

    /// The sub-passage of the bytes `from..to`, which must lie on character
    /// borders (else the passage is empty).
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> Passage {
        let Some(text) = self.text.get(from..to) else {
            return Passage::default();
        };
        // Unplaced text may stand before the first run.
        let first = self.runs.first().map_or(0, |run| run.from).clamp(from, to);
        let own = self.runs.partition_point(|run| run.from <= from).saturating_sub(1);
        let block = self.runs.get(own).is_some_and(|run| run.block);
        let mut runs = vec![Run { from: first - from, at: self.at(from, to), block }];
        for run in self.runs.iter().filter(|run| run.from > first && run.from < to) {
            runs.push(Run { from: run.from - from, at: self.at(run.from, to), ..*run });
        }
        let within = |&[a, b]: &[usize; 2]| {
            let (a, b) = (a.max(from), b.min(to));
            (a < b).then(|| [a - from, b - from])
        };
        let unsure = self.unsure.iter().filter_map(within).collect();
        Passage { text: text.to_owned(), runs, unsure }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_names_that_workbooks_give_them() {
        for (column, row, name) in
            [(0, 0, "A1"), (25, 8, "Z9"), (26, 9, "AA10"), (16383, 0, "XFD1")]
        {
            let cell = CellName { column, row };
            assert_eq!(cell.to_string(), name);
            assert_eq!(name.parse(), Ok(cell));
        }
        for wrong in ["", "5", "D", "D0", "d5", "D-1", "ABCDEFG1"] {
            assert!(wrong.parse::<CellName>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_value_in_a_joined_paragraph_is_traced_to_its_own_line() {
        let mut passage = Passage::new("完成支出", At::on_line(None, 4, 0, 4));
        passage.append(&Passage::new("12万元。", At::on_line(None, 6, 2, 7)));
        let from = passage.text.find('1').unwrap();
        assert_eq!(passage.at(from, from + 2), At::on_line(None, 6, 2, 4));
        assert_eq!(passage.slice(from, from + 2).start(), At::on_line(None, 6, 2, 4));
    }

    #[test]
    fn a_value_in_evenly_set_text_is_traced_to_its_own_box() {
        let on = |left, right| {
            At::default().with_page(Some(1)).with_bbox(Some([left, 10.0, right, 20.0]))
        };
        let mut passage = Passage::new("支出", on(0.0, 20.0));
        passage.append(&Passage::new("12.5", on(20.0, 40.0)));
        passage.append(&Passage::new("万元", on(40.0, 60.0)));
        let from = passage.text.find('2').unwrap();
        assert_eq!(passage.at(from, from + 1), on(25.0, 30.0));
        let to = passage.text.len() - "元".len();
        assert_eq!(passage.at(from - 1, to), on(20.0, 50.0));
    }

    #[test]
    fn a_value_in_a_block_of_lines_is_traced_to_the_block() {
        let bbox = Some([10.0, 10.0, 90.0, 50.0]);
        let at = |from, to| At::on_line(Some(1), 7, from, to).with_bbox(bbox);
        let passage = Passage::block("完成支出12万元。", at(0, 9));
        let from = passage.text.find('1').unwrap();
        assert_eq!(passage.at(from, from + 2), at(4, 6));
        assert_eq!(passage.slice(from, from + 2).at(1, 2), at(5, 6));
    }

    #[test]
    fn a_number_that_stands_nowhere_takes_no_room() {
        let mut passage = Passage::default();
        passage.append_unplaced("一、");
        passage.append(&Passage::new("总体目标", At::on_line(None, 4, 0, 4)));
        let number = "一、".len();
        assert_eq!(passage.at(0, number), At::on_line(None, 4, 0, 0));
        assert_eq!(passage.at(0, passage.text.len()), At::on_line(None, 4, 0, 4));
        assert_eq!(passage.at(number, number + 6), At::on_line(None, 4, 0, 2));
        let part = passage.slice(3, number + 6);
        assert_eq!(part.at(3, part.text.len()), At::on_line(None, 4, 0, 2));
        assert_eq!(passage.slice(0, 3).start(), At::on_line(None, 4, 0, 0));
    }

    #[test]
    fn a_range_over_two_lines_gives_its_part_on_the_first() {
        let mut passage = Passage::new("探", At::on_line(None, 1, 9, 10));
        passage.append(&Passage::new("索", At::on_line(None, 3, 0, 1)));
        assert_eq!(passage.at(0, passage.text.len()), At::on_line(None, 1, 9, 10));
    }
}
