//! Links from a row to its source file.

use rust_xlsxwriter::{Format, Formula, Url, Worksheet, XlsxError};

use crate::visible;

/// Links of a sheet that are kept as such, which takes memory for each. The others
/// are formulas, which go to the file with their row; a spreadsheet would not open
/// more than 65,530 of the first kind either.
pub(super) const KEPT: usize = 10_000;

/// The longest text of a formula.
const LONGEST_IN_FORMULA: usize = 255;

/// Writes the path of a source with a link to it. `kept` counts the links of the
/// sheet that are kept.
pub(in crate::render) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    source: &str,
    target: Option<String>,
    kept: &mut usize,
    [plain, linked]: [&Format; 2],
) -> Result<(), XlsxError> {
    let target = target.filter(|target| can_be_linked(target));
    let source = &*visible::line(source);
    match target {
        Some(target) if *kept < KEPT => {
            let url = Url::new(format!("file:///{}", escaped(&target))).set_text(source);
            sheet.write_url_with_format(row, column, url, linked)?;
            *kept += 1;
        }
        Some(target) if fits_formula(&target) && fits_formula(source) => {
            let formula = format!("HYPERLINK({},{})", quoted(&target), quoted(source));
            let formula = Formula::new(formula).set_result(source);
            sheet.write_formula_with_format(row, column, formula, linked)?;
        }
        _ => {
            sheet.write_string_with_format(row, column, source, plain)?;
        }
    }
    Ok(())
}

/// Whether a link can lead to a page of the file.
pub(super) fn has_pages(target: &str) -> bool {
    let ending = target.rsplit('.').next().unwrap_or_default();
    ending.eq_ignore_ascii_case("pdf") && can_be_linked(target)
}

/// Writes the number of a page with a link to it: `file.pdf#page=6`.
pub(super) fn write_page(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    page: &str,
    target: &str,
    [plain, linked]: [&Format; 2],
) -> Result<(), XlsxError> {
    let target = format!("{target}#page={page}");
    let is_number = page.bytes().all(|digit| digit.is_ascii_digit());
    if fits_formula(&target) && is_number {
        let formula = format!("HYPERLINK({},{page})", quoted(&target));
        let formula = Formula::new(formula).set_result(page);
        sheet.write_formula_with_format(row, column, formula, linked)?;
    } else {
        let number = page.parse::<f64>().unwrap_or_default();
        sheet.write_number_with_format(row, column, number, plain)?;
    }
    Ok(())
}

/// Writes a link to a place on a page in the folder of the workbook.
pub(super) fn write_place(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    target: &str,
    text: &str,
    [plain, linked]: [&Format; 2],
) -> Result<(), XlsxError> {
    if fits_formula(target) {
        let formula = format!("HYPERLINK({},{})", quoted(target), quoted(text));
        let formula = Formula::new(formula).set_result(text);
        sheet.write_formula_with_format(row, column, formula, linked)?;
    } else {
        sheet.write_string_with_format(row, column, target, plain)?;
    }
    Ok(())
}

/// After `#` a spreadsheet looks for a place in the file.
fn can_be_linked(target: &str) -> bool {
    const LONGEST: usize = 2_000;
    let length = escaped(target).encode_utf16().count();
    !target.is_empty()
        && length <= LONGEST
        && !target.contains(|c: char| c == '#' || c.is_control())
}

/// As spreadsheets write the path of a file: Chinese as it is.
fn escaped(target: &str) -> String {
    let mut escaped = String::with_capacity(target.len());
    for c in target.chars() {
        match c {
            ' ' | '%' | '"' | '<' | '>' | '[' | ']' | '^' | '`' | '{' | '}' => {
                escaped.push_str(&format!("%{:02x}", u32::from(c)));
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

fn fits_formula(text: &str) -> bool {
    quoted(text).encode_utf16().count() <= LONGEST_IN_FORMULA
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
