//! SpreadsheetML: the XML of Excel 2003, which web systems still write as `.xls`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;

use super::book::{
    self, Area, Book, Cells, MOST_COLUMNS, MOST_ROWS, Sheet, Stored, Style, Value, truth_word,
};
use crate::decode::package::PackageError;
use crate::decode::package::xml::{Element, Tree};

/// Whether a text is one.
pub(crate) fn is_spreadsheet(text: &str) -> bool {
    const WITHIN: usize = 4000;
    let start = text.trim_start();
    let mut end = start.len().min(WITHIN);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let head = start.get(..end).unwrap_or_default();
    head.starts_with('<')
        && head.contains("urn:schemas-microsoft-com:office:spreadsheet")
        && head.contains("Workbook")
        && !head.contains("<html")
}

/// Reads a workbook.
pub(super) fn book(text: &str) -> Result<Book, PackageError> {
    let tree = Tree::parse(text.trim_start())?;
    let mut book = Book::default();
    let mut styles = Styles::default();
    let mut cells = Cells::default();
    for part in tree.root().children() {
        match part.name() {
            "ExcelWorkbook" => book.from_1904 = part.child("Date1904").is_some(),
            "Styles" => styles = Styles::read(part, &mut book),
            "Worksheet" => {
                let sheet = sheet(part, &styles, book.from_1904, &mut cells)?;
                book.sheets.push(sheet);
            }
            _ => {}
        }
    }
    Ok(book)
}

/// The styles of cells by their names.
#[derive(Debug, Default)]
struct Styles {
    named: HashMap<String, Style>,
}

impl Styles {
    fn read(styles: Element<'_, '_>, book: &mut Book) -> Styles {
        let mut known = HashMap::default();
        let mut found = Styles::default();
        for style in styles.children().filter(|element| element.name() == "Style") {
            let Some(id) = style.attribute("ID") else { continue };
            // A style stands behind the one that it rests on.
            let mut own = style.attribute("Parent").map_or_else(Style::default, |id| found.of(&id));
            if let Some(format) = style.child("NumberFormat") {
                let code = format.attribute("Format").unwrap_or_default();
                own.format = book.format(&mut known, code_of(&code));
            }
            if let Some(font) = style.child("Font") {
                own.struck = font.attribute("StrikeThrough").is_some_and(|is| is.trim() == "1");
            }
            found.named.insert(id.into_owned(), own);
        }
        found
    }

    fn of(&self, id: &str) -> Style {
        self.named.get(id).copied().unwrap_or(Style::UNKNOWN)
    }

    fn of_cell(&self, ids: [Option<&str>; 3]) -> Style {
        match ids.into_iter().flatten().next() {
            Some(id) => self.of(id),
            None => self.named.get("Default").copied().unwrap_or_default(),
        }
    }
}

/// The code of a format that has a name.
fn code_of(name: &str) -> &str {
    match name {
        "General Number" => "General",
        "General Date" => "yyyy/m/d h:mm",
        "Short Date" => "yyyy/m/d",
        "Long Time" => "h:mm:ss",
        "Medium Time" => "h:mm AM/PM",
        "Short Time" => "h:mm",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        // With the sign of the machine's own currency, which the file does not tell.
        "Currency" => "#,##0.00;-#,##0.00",
        _ => name,
    }
}

fn sheet(
    worksheet: Element<'_, '_>,
    styles: &Styles,
    from_1904: bool,
    cells: &mut Cells,
) -> Result<Sheet, PackageError> {
    let visible = worksheet.child("WorksheetOptions").and_then(|o| o.child("Visible"));
    let name = worksheet.attribute("Name").unwrap_or_default().into_owned();
    let hidden = visible.is_some_and(|visible| visible.text().contains("Hidden"));
    let mut sheet = Sheet { name, hidden, ..Sheet::default() };
    let Some(table) = worksheet.child("Table") else { return Ok(sheet) };
    let mut column_styles = ColumnStyles::default();
    let (mut next_row, mut next_column) = (0u32, 0u32);
    for element in table.children() {
        match element.name() {
            "Column" => {
                let first = index(element, next_column);
                let last = first.saturating_add(number(element, "Span")).min(MOST_COLUMNS - 1);
                next_column = last.saturating_add(1);
                if is_hidden(element, "Width") {
                    sheet.hidden_columns.push((first, last));
                }
                if let Some(id) = element.attribute("StyleID") {
                    column_styles.ranges.insert(first, (last, id.into_owned()));
                }
            }
            "Row" => {
                let first = index(element, next_row);
                let last = first.saturating_add(number(element, "Span")).min(MOST_ROWS - 1);
                next_row = last.saturating_add(1);
                if is_hidden(element, "Height") {
                    sheet.hidden_rows.push((first, last));
                }
                let row = RowReader { number: first, styles, column_styles: &column_styles };
                row.read(element, from_1904, &mut sheet, cells)?;
            }
            _ => {}
        }
    }
    Ok(sheet)
}

/// The styles of columns, by the first of each range of them.
#[derive(Debug, Default)]
struct ColumnStyles {
    ranges: BTreeMap<u32, (u32, String)>,
}

impl ColumnStyles {
    fn of(&self, column: u32) -> Option<&str> {
        let (_, (last, id)) = self.ranges.range(..=column).next_back()?;
        (column <= *last).then_some(id)
    }
}

struct RowReader<'r> {
    number: u32,
    styles: &'r Styles,
    column_styles: &'r ColumnStyles,
}

impl RowReader<'_> {
    fn read(
        &self,
        row: Element<'_, '_>,
        from_1904: bool,
        sheet: &mut Sheet,
        cells: &mut Cells,
    ) -> Result<(), PackageError> {
        let row_style = row.attribute("StyleID");
        let mut next = 0u32;
        for cell in row.children().filter(|element| element.name() == "Cell") {
            let column = index(cell, next);
            let right = column.saturating_add(number(cell, "MergeAcross"));
            let bottom = self.number.saturating_add(number(cell, "MergeDown"));
            next = right.saturating_add(1);
            let (top, left) = (self.number, column);
            sheet.merge(Area {
                top,
                left,
                bottom: bottom.min(MOST_ROWS - 1),
                right: right.min(MOST_COLUMNS - 1),
            })?;
            let own = cell.attribute("StyleID");
            let of_column = self.column_styles.of(column);
            let style = self.styles.of_cell([own.as_deref(), row_style.as_deref(), of_column]);
            let formula = cell.attribute("Formula").is_some();
            let value = match cell.child("Data") {
                Some(data) => value(data, from_1904),
                None if formula => Some(Value::Uncalculated),
                None => None,
            };
            if let Some(value) = value {
                cells.add(sheet, (top, left), Stored { value, style })?;
            }
        }
        Ok(())
    }
}

fn value(data: Element<'_, '_>, from_1904: bool) -> Option<Value> {
    let kind = data.attribute("Type").unwrap_or_default();
    let text = data.text();
    let number = || text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let found = match kind.as_ref() {
        "Number" => number().map(Value::Number),
        "DateTime" => book::serial(&text).map(|days| {
            // Counted from 1904 the same day has a smaller number.
            Value::Number(if from_1904 { days - 1462.0 } else { days })
        }),
        "Boolean" => Some(Value::Word(truth_word(text.trim() == "1"))),
        _ => None,
    };
    found.or_else(|| (!text.is_empty()).then_some(Value::Text(text)))
}

/// The place that an element names, or the next one, from 0.
fn index(element: Element<'_, '_>, next: u32) -> u32 {
    let told = element.attribute("Index").and_then(|value| value.trim().parse::<u32>().ok());
    told.map_or(next, |told| told.saturating_sub(1))
}

fn number(element: Element<'_, '_>, name: &str) -> u32 {
    element.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or_default()
}

fn is_hidden(element: Element<'_, '_>, size: &str) -> bool {
    let hidden = element.attribute("Hidden").is_some_and(|value| value.trim() == "1");
    let none = element.attribute(size).and_then(|value| value.trim().parse::<f64>().ok());
    hidden || none == Some(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::sheet::book::Format;

    #[test]
    fn cells_spans_formats_and_what_is_hidden_are_read() {
        let text = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
            <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
            xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles>\
            <Style ss:ID=\"Default\"/><Style ss:ID=\"s1\"><NumberFormat ss:Format=\"0%\"/></Style>\
            <Style ss:ID=\"s2\" ss:Parent=\"s1\"><Font ss:StrikeThrough=\"1\"/></Style></Styles><Worksheet ss:Name=\"甲\"><Table>\
            <Column ss:Index=\"3\" ss:Hidden=\"1\" ss:Span=\"1\"/>\
            <Row ss:Index=\"2\"><Cell ss:MergeAcross=\"1\" ss:MergeDown=\"1\">\
            <Data ss:Type=\"String\">甲<B>乙</B></Data></Cell>\
            <Cell ss:StyleID=\"s2\"><Data ss:Type=\"Number\">1</Data></Cell></Row>\
            <Row ss:Hidden=\"1\"><Cell ss:Index=\"5\"><Data ss:Type=\"DateTime\">\
            2024-12-31T00:00:00.000</Data></Cell><Cell ss:Formula=\"=A1\"/></Row>\
            </Table></Worksheet></Workbook>";
        assert!(is_spreadsheet(text));
        let book = book(text).unwrap();
        let sheet = book.sheets.first().unwrap();
        let value = |row, column| sheet.cells.get(&(row, column)).map(|c| c.value.clone());
        assert_eq!(value(1, 0), Some(Value::Text("甲乙".to_owned())));
        assert_eq!(value(1, 2), Some(Value::Number(1.0)));
        let style = Style { format: Format::Code(0), struck: true };
        assert_eq!(sheet.cells.get(&(1, 2)).map(|c| c.style), Some(style));
        assert_eq!(value(2, 4), Some(Value::Number(45657.0)));
        assert_eq!(value(2, 5), Some(Value::Uncalculated));
        assert_eq!(sheet.merged, [Area { top: 1, bottom: 2, left: 0, right: 1 }]);
        assert_eq!(
            (&sheet.hidden_columns[..], &sheet.hidden_rows[..]),
            (&[(2, 3)][..], &[(2, 2)][..])
        );
    }
}
