//! A comparison as a workbook for the working papers: 摘要, 变动清单, 指标对照,
//! 文字对照, 疑似匹配, 无法比较, 核查; and the overview of many.

mod lists;
mod overview;
pub(in crate::render) mod sheet;
mod summary;

use std::io;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::view::View;
use super::{Comparison, Options};
use crate::render::xlsx::{failed, properties};
use sheet::Look;

pub use overview::xlsx_index;

/// The workbook of one comparison. The same comparison gives the same bytes.
///
/// # Errors
/// If a sheet has more rows than a workbook can hold.
pub fn xlsx(comparison: &Comparison<'_>, options: Options) -> io::Result<Vec<u8>> {
    let view = View::new(comparison, options);
    let look = Look::new(options.language);
    let sheets = || {
        Ok(vec![
            summary::summary(&view, &look)?,
            lists::changes(&view, &look)?,
            lists::indicators(&view, &look)?,
            lists::texts(&view, &look)?,
            lists::doubtful(&view, &look)?,
            lists::uncompared(&view, &look)?,
            lists::findings(&view, &look)?,
        ])
    };
    sheets().and_then(saved).map_err(failed)
}

fn saved(sheets: Vec<Worksheet>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?);
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}
