//! The cells of a sheet, its merged ranges and what it hides.

use super::is_true;
use super::reader::{Events, Next, attributes, name};
use super::strings::{Text, string, unescaped};
use crate::decode::package::PackageError;
use crate::decode::sheet::book::{
    self, Apart, Area, Cells, MOST_COLUMNS, MOST_ROWS, Sheet, Stored, Style, Value, truth_word,
};

/// What the sheets of a workbook share.
pub(super) struct Shared<'s> {
    pub(super) strings: &'s [Text],
    pub(super) styles: &'s [Style],
}

/// Reads a sheet.
pub(super) fn read(
    text: &str,
    shared: &Shared<'_>,
    from_1904: bool,
    sheet: &mut Sheet,
    cells: &mut Cells,
) -> Result<(), PackageError> {
    let mut events = Events::new(text);
    // The row of the next cell, and its column, where they are not told.
    let (mut next_row, mut row, mut column) = (0, 0, 0);
    while let Some(next) = events.next()? {
        let Next::Start(start) = next else { continue };
        match name(&start) {
            "row" => {
                let mut hidden = false;
                row = next_row;
                for (name, value) in attributes(&start) {
                    match name {
                        "r" => row = value.parse::<u32>().map_or(row, |r| r.saturating_sub(1)),
                        "hidden" => hidden |= is_true(&value),
                        "ht" => hidden |= value.parse() == Ok(0.0),
                        _ => {}
                    }
                }
                next_row = row.saturating_add(1);
                column = 0;
                if hidden && row < MOST_ROWS {
                    push_range(&mut sheet.hidden_rows, row, row);
                }
            }
            "c" => {
                let place = cell_place(&start).unwrap_or((row, column));
                column = place.1.saturating_add(1);
                let mut head = Head::of(&start, shared);
                if let Some((value, apart)) = value(&mut events, &mut head, shared, from_1904)? {
                    if apart != Apart::default() {
                        sheet.apart.insert(place, apart);
                    }
                    cells.add(sheet, place, Stored { value, style: head.style })?;
                }
            }
            "col" => {
                let (mut first, mut last, mut hidden) = (None, None, false);
                for (name, value) in attributes(&start) {
                    match name {
                        "min" => first = value.parse::<u32>().ok(),
                        "max" => last = value.parse::<u32>().ok(),
                        "hidden" => hidden |= is_true(&value),
                        "width" => hidden |= value.parse() == Ok(0.0),
                        _ => {}
                    }
                }
                if let (true, Some(first), Some(last)) = (hidden, first, last) {
                    let last = last.min(MOST_COLUMNS);
                    if (1..=last).contains(&first) {
                        push_range(&mut sheet.hidden_columns, first - 1, last - 1);
                    }
                }
            }
            "mergeCell" => {
                let range = attributes(&start).find(|(name, _)| *name == "ref");
                if let Some(area) = range.and_then(|(_, value)| area(&value)) {
                    sheet.merge(area)?;
                }
            }
            "sheetView" => {
                let zeros = attributes(&start).find(|(name, _)| *name == "showZeros");
                sheet.hides_zeros |= zeros.is_some_and(|(_, value)| !is_true(&value));
            }
            // What follows the cells may use the same names.
            "extLst" | "oddHeader" | "customSheetViews" => events.skip()?,
            _ => {}
        }
    }
    Ok(())
}

/// Adds a range, to the last one if it goes on there.
fn push_range(ranges: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    match ranges.last_mut() {
        Some((_, end)) if *end + 1 == first => *end = last,
        _ => ranges.push((first, last)),
    }
}

/// What the tag of a cell says.
struct Head {
    kind: Kind,
    style: Style,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
    /// The text that a formula gives.
    Text,
    Truth,
    Error,
    Date,
}

impl Head {
    fn of(start: &quick_xml::events::BytesStart<'_>, shared: &Shared<'_>) -> Head {
        let mut head = Head { kind: Kind::Number, style: Style::default() };
        let mut style = 0;
        for (name, value) in attributes(start) {
            match name {
                "s" => style = value.parse().unwrap_or(usize::MAX),
                "t" => {
                    head.kind = match value.as_ref() {
                        "s" => Kind::Shared,
                        "inlineStr" => Kind::Inline,
                        "str" => Kind::Text,
                        "b" => Kind::Truth,
                        "e" => Kind::Error,
                        "d" => Kind::Date,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
        head.style = match shared.styles.get(style) {
            Some(style) => *style,
            None if style == 0 => Style::default(),
            None => Style::UNKNOWN,
        };
        head
    }

    /// A text in such a cell: its runs may be set otherwise than the cell.
    fn text(&mut self, mut text: Text) -> (Value, Apart) {
        if self.style.struck && !text.is_plain() {
            text = text.in_a_struck_cell();
            self.style.struck = false;
        }
        (Value::Text(text.text), text.apart)
    }
}

/// The value of the cell that has just begun; `None` if it is empty.
fn value(
    events: &mut Events<'_>,
    head: &mut Head,
    shared: &Shared<'_>,
    from_1904: bool,
) -> Result<Option<(Value, Apart)>, PackageError> {
    let outside = events.depth().saturating_sub(1);
    let (mut stored, mut inline, mut formula) = (None, None, false);
    while events.depth() > outside {
        match events.next()? {
            Some(Next::Start(start)) => match name(&start) {
                "v" => stored = Some(events.text()?),
                "is" => inline = Some(string(events)?),
                "f" => {
                    formula = true;
                    events.skip()?;
                }
                _ => events.skip()?,
            },
            Some(_) => {}
            None => break,
        }
    }
    let plain = |value: Value| (value, Apart::default());
    if let (Kind::Inline, Some(text)) = (head.kind, inline) {
        return Ok(Some(head.text(text)));
    }
    let stored = match (stored, head.kind) {
        (Some(stored), Kind::Text) => return Ok(Some(plain(Value::Text(unescaped(stored))))),
        (Some(stored), _) if !stored.trim().is_empty() => stored,
        _ => return Ok(formula.then_some(plain(Value::Uncalculated))),
    };
    let number = || stored.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let as_text = || Value::Text(stored.clone());
    Ok(Some(plain(match head.kind {
        Kind::Shared => {
            let index = stored.trim().parse::<usize>().ok();
            match index.and_then(|index| shared.strings.get(index)) {
                Some(text) => return Ok(Some(head.text(text.clone()))),
                // A text that the workbook lost.
                None => Value::Text(char::REPLACEMENT_CHARACTER.to_string()),
            }
        }
        Kind::Truth => Value::Word(truth_word(is_true(stored.trim()))),
        Kind::Date => match book::serial(&stored) {
            // Counted from 1904 the same day has a smaller number.
            Some(days) => Value::Number(if from_1904 { days - 1462.0 } else { days }),
            None => as_text(),
        },
        Kind::Error | Kind::Inline | Kind::Text => as_text(),
        Kind::Number => number().map_or_else(as_text, Value::Number),
    })))
}

/// Row and column that a cell names.
fn cell_place(start: &quick_xml::events::BytesStart<'_>) -> Option<(u32, u32)> {
    let (_, name) = attributes(start).find(|(name, _)| *name == "r")?;
    place(&name)
}

/// Row and column of a name such as `D5` or `$D$5`, from 0.
fn place(name: &str) -> Option<(u32, u32)> {
    let (mut column, mut row) = (0u32, 0u32);
    for byte in name.bytes().filter(|byte| *byte != b'$') {
        match byte {
            b'A'..=b'Z' if row == 0 => {
                column = column.checked_mul(26)?.checked_add(u32::from(byte - b'A') + 1)?;
            }
            b'a'..=b'z' if row == 0 => {
                column = column.checked_mul(26)?.checked_add(u32::from(byte - b'a') + 1)?;
            }
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

fn area(range: &str) -> Option<Area> {
    let (from, to) = range.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(from)?, place(to)?);
    Some(Area { top, bottom, left, right })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::sheet::book::Format;

    fn sheet(text: &str) -> Sheet {
        let strings = [Text { text: "甲".to_owned(), ..Text::default() }];
        let code = Style { format: Format::Code(0), struck: false };
        let struck = Style { format: Format::General, struck: true };
        let shared = Shared { strings: &strings, styles: &[Style::default(), code, struck] };
        let mut sheet = Sheet::default();
        read(text, &shared, false, &mut sheet, &mut Cells::default()).unwrap();
        sheet
    }

    #[test]
    fn cells_of_every_kind_are_read() {
        let sheet = sheet(
            "<worksheet><sheetData><row><c t='s'><v>0</v></c><c s='1'><v>0.5</v></c></row>\
             <row r='5'><c r='C5' t='inlineStr'><is><t>乙</t></is></c><c t='b'><v>1</v></c>\
             <c t='e'><v>#DIV/0!</v></c><c><f>A1</f></c><c><f>A1</f><v>3</v></c>\
             <c t='str'><f>A1</f><v></v></c><c s='9'><v>1</v></c></row></sheetData></worksheet>",
        );
        let value = |row, column| sheet.cells.get(&(row, column)).map(|c| c.value.clone());
        assert_eq!(value(0, 0), Some(Value::Text("甲".to_owned())));
        assert_eq!(value(0, 1), Some(Value::Number(0.5)));
        assert_eq!(sheet.cells.get(&(0, 1)).map(|c| c.style.format), Some(Format::Code(0)));
        assert_eq!(value(4, 2), Some(Value::Text("乙".to_owned())));
        assert_eq!(value(4, 3), Some(Value::Word("TRUE")));
        assert_eq!(value(4, 4), Some(Value::Text("#DIV/0!".to_owned())));
        assert_eq!(value(4, 5), Some(Value::Uncalculated));
        assert_eq!(value(4, 6), Some(Value::Number(3.0)));
        assert_eq!(value(4, 7), None);
        assert_eq!(sheet.cells.get(&(4, 8)).map(|c| c.style.format), Some(Format::Unknown));
    }

    #[test]
    fn a_struck_cell_holds_what_its_runs_set_otherwise() {
        let run = |how: &str, text: &str| format!("<r>{how}<t>{text}</t></r>");
        let cell =
            |runs: &[String]| format!("<c s='2' t='inlineStr'><is>{}</is></c>", runs.concat());
        let plain = "<rPr><b/></rPr>";
        let row = [
            cell(&[run("", "281"), run(plain, "274人")]),
            cell(&[run(plain, "274人")]),
            cell(&[run("", "281人")]),
            "<c s='2'><v>281</v></c>".to_owned(),
        ];
        let sheet = sheet(&format!(
            "<worksheet><sheetData><row>{}</row></sheetData></worksheet>",
            row.concat()
        ));
        let told = |column| {
            let stored = &sheet.cells[&(0, column)];
            let apart = sheet.apart.get(&(0, column)).is_some_and(|apart| apart.struck);
            (stored.value.clone(), stored.style.struck, apart)
        };
        let left = || Value::Text("274人".to_owned());
        assert_eq!(told(0), (left(), false, true));
        assert_eq!(told(1), (left(), false, false));
        assert_eq!(told(2), (Value::Text("281人".to_owned()), true, false));
        assert_eq!(told(3), (Value::Number(281.0), true, false));
    }

    #[test]
    fn what_is_hidden_and_merged_is_told() {
        let sheet = sheet(
            "<worksheet><cols><col min='6' max='7' hidden='true'/><col min='9' max='9' width='0'/>\
             </cols><sheetData><row r='2' hidden='1'/><row r='3' ht='0'/></sheetData>\
             <mergeCells><mergeCell ref='A1:C2'/><mergeCell ref='B5:B5'/></mergeCells></worksheet>",
        );
        assert_eq!(sheet.hidden_columns, [(5, 6), (8, 8)]);
        assert_eq!(sheet.hidden_rows, [(1, 2)]);
        assert_eq!(sheet.merged, [Area { top: 0, bottom: 1, left: 0, right: 2 }]);
    }

    #[test]
    fn names_of_cells_are_places() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("$AA$10"), Some((9, 26)));
        assert_eq!(
            (place("1A"), place("A"), place("A0"), place("A99999999999")),
            (None, None, None, None)
        );
    }
}
