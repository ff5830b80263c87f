//! The place of one value.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::CellName;

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

/// The place of a value in its source. Text sources give `line` and `chars`;
/// page-based sources give `page` and `bbox`. What a place lacks is left out of the JSON.
// As the JSON and its schema tell it.
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
        Told::json_schema(generator)
    }
}

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

    /// The place up to where another on the same line ends.
    pub(crate) fn until(self, last: At) -> Self {
        match (self.chars(), last.chars()) {
            (Some([from, _]), Some([_, end])) => self.with_chars(Some([from, end])),
            _ => self,
        }
    }

    /// What tells it from any other place.
    pub(crate) fn bits(&self) -> [u32; 8] {
        let ([from, to], [a, b, c, d]) = (self.chars, self.place);
        [self.page, self.line, from, to, a, b, c, d]
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
    pub(super) fn part_of_box(self, from: usize, to: usize, count: usize) -> Self {
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
    pub(super) fn along(self, other: At) -> Option<At> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back_from_its_json_and_is_small() {
        assert_eq!(size_of::<At>(), 32);
        let cell = CellName { column: 3, row: 4 };
        let bbox = [0.0, -1.5, f32::MAX, f32::MIN_POSITIVE];
        let page = At::default().with_page(Some(0));
        for (at, json) in [
            (At::default(), "{}".to_owned()),
            (page, r#"{"page":0}"#.to_owned()),
            (At::on_line(None, 7, 0, 9), r#"{"line":7,"chars":[0,9]}"#.to_owned()),
            (page.with_cell(Some(cell)), r#"{"page":0,"cell":"D5"}"#.to_owned()),
            (
                At::on_line(Some(2), 7, 0, 9).with_bbox(Some(bbox)),
                format!(r#"{{"page":2,"line":7,"chars":[0,9],"bbox":{}}}"#, json_of(&bbox)),
            ),
        ] {
            assert_eq!(json_of(&at), json);
            assert_eq!(serde_json::from_str::<At>(&json).unwrap(), at);
        }
    }

    fn json_of(value: &impl Serialize) -> String {
        serde_json::to_string(value).unwrap()
    }

    #[test]
    fn what_a_place_is_told_it_tells_again() {
        let cell = CellName { column: 16_383, row: 1_048_575 };
        let nowhere = f32::from_bits(u32::MAX);
        for (page, line, chars) in [(None, Some(1), None), (Some(1), None, Some([0, u32::MAX]))] {
            let at = At::default().with_page(page).with_line(line).with_chars(chars);
            assert_eq!((at.page(), at.line(), at.chars()), (page, line, chars));
            assert_eq!((at.bbox(), at.cell()), (None, None));
            let in_cell = at.with_cell(Some(cell));
            assert_eq!((in_cell.bbox(), in_cell.cell()), (None, Some(cell)));
            // What is no number is a corner all the same.
            let boxed = in_cell.with_bbox(Some([nowhere, 1.0, 2.0, 3.0]));
            assert!(
                boxed
                    .bbox()
                    .is_some_and(|[left, rest @ ..]| { left.is_nan() && rest == [1.0, 2.0, 3.0] })
            );
            assert_eq!(boxed.cell(), None);
            assert_eq!(boxed.with_bbox(None), at);
        }
        let zeros = [0.0f32, -0.0].map(|left| At::default().with_bbox(Some([left, 1.0, 2.0, 3.0])));
        assert_eq!(zeros[0], zeros[1]);
    }
}
