//! Sheets on paper.

use rust_xlsxwriter::{Worksheet, XlsxError};

/// A4 lying down takes so many digits of width at full size.
const PAGE: usize = 150;
/// Smaller than this, in per cent, nobody reads it.
const SMALLEST: usize = 60;

/// Sets a sheet of so many digits of width up for A4 lying down: shrunk to the width of a page
/// as far as it can be read, else on several pages side by side.
pub(super) fn set(sheet: &mut Worksheet, width: usize) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_gridlines(true)
        .set_margins(0.3, 0.3, 0.4, 0.5, 0.2, 0.2)
        .set_footer("&L&A&C&P / &N");
    let scale = (PAGE * 100).checked_div(width).unwrap_or(100).min(100);
    if scale >= SMALLEST {
        sheet.set_print_fit_to_pages(1, 0);
    } else {
        sheet.set_page_order(true).set_print_scale(SMALLEST as u16);
    }
    Ok(())
}
