//! Sheets on paper.

use rust_xlsxwriter::Worksheet;

/// A4 lying down takes so many digits of width before they are too small to be read.
const PAGE: usize = 250;

/// Sets a sheet of so many digits of width up for A4 lying down: shrunk to the width of a page
/// as far as it can be read, else on several pages side by side, all of them filled.
pub(in crate::render) fn set(sheet: &mut Worksheet, width: usize) {
    const A4: u8 = 9;
    let pages = width.div_ceil(PAGE + PAGE / 10).clamp(1, 9) as u16;
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_gridlines(true)
        .set_margins(0.3, 0.3, 0.4, 0.5, 0.2, 0.2)
        .set_footer("&L&A&C&P / &N")
        .set_print_fit_to_pages(pages, 0)
        .set_page_order(true);
}
