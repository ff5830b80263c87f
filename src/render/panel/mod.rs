//! Panels for people and programs: terminal, table, workbook, one page with small charts.

mod chart;
mod page;
mod table;
mod terminal;
mod words;

use std::io;

use crate::panel::Panel;
use crate::render::diff::Screen;
use crate::words::Language;

/// A file that could not be read, or a report that was left out: its file and why.
pub type LeftOut = (String, String);

/// The panels as text.
#[must_use]
pub fn terminal(
    panels: &[Panel],
    left_out: &[LeftOut],
    language: Language,
    screen: Screen,
) -> String {
    terminal::terminal(panels, left_out, language, screen)
}

/// The panels as one page without requests to the network.
#[must_use]
pub fn html(panels: &[Panel], left_out: &[LeftOut], language: Language) -> String {
    page::html(panels, left_out, language)
}

/// The panels as CSV: a row per indicator and year.
#[must_use]
pub fn csv(panels: &[Panel], language: Language) -> Vec<u8> {
    table::csv(panels, language)
}

/// The same as Parquet.
///
/// # Errors
/// None in practice: every cell is as its column says.
#[cfg(feature = "parquet")]
pub fn parquet(panels: &[Panel]) -> io::Result<Vec<u8>> {
    table::parquet(panels)
}

/// The panels as a workbook: indicators by year, what was found, a row per indicator and
/// year, the reports, and what was left out.
///
/// # Errors
/// If there are more rows than a sheet can hold.
pub fn xlsx(panels: &[Panel], left_out: &[LeftOut], language: Language) -> io::Result<Vec<u8>> {
    table::xlsx(panels, left_out, language)
}
