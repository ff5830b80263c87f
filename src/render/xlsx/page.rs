//! A sheet of parts below each other: the overview and the guide.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::fit;
use super::style::Styles;
use crate::words::{Language, Words};

/// A sheet that is written from top to bottom.
pub(super) struct Page<'p> {
    pub(super) sheet: &'p mut Worksheet,
    pub(super) styles: &'p Styles,
    pub(super) language: Language,
    row: u32,
}

/// What stands in a cell of a [`Page`].
pub(super) enum Entry<'e> {
    Empty,
    Text(String),
    Count(u64),
    /// Not shown when it is nothing.
    CountOrEmpty(u64),
    Money(Option<f64>, &'e Format),
}

impl<'p> Page<'p> {
    pub(super) fn new(sheet: &'p mut Worksheet, styles: &'p Styles, language: Language) -> Self {
        Self { sheet, styles, language, row: 0 }
    }

    pub(super) fn title(&mut self, words: &Words) -> Result<(), XlsxError> {
        self.line(words, &self.styles.title)?;
        self.row += 1;
        Ok(())
    }

    /// The head of a part.
    pub(super) fn part(&mut self, words: &Words) -> Result<(), XlsxError> {
        self.row += 1;
        self.line(words, &self.styles.part)
    }

    pub(super) fn remark(&mut self, words: &Words) -> Result<(), XlsxError> {
        self.line(words, &self.styles.remark)
    }

    fn line(&mut self, words: &Words, format: &Format) -> Result<(), XlsxError> {
        let text = words.in_language(self.language);
        self.sheet.write_string_with_format(self.row, 0, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// A line that leads to another sheet.
    pub(super) fn link(&mut self, words: &Words, sheet: &str) -> Result<(), XlsxError> {
        let text = words.in_language(self.language);
        let url = Url::new(format!("internal:'{sheet}'!A1")).set_text(text);
        self.sheet.write_url_with_format(self.row, 0, url, &self.styles.linked)?;
        self.row += 1;
        Ok(())
    }

    /// The heads of a table.
    pub(super) fn heads(&mut self, heads: &[Words]) -> Result<(), XlsxError> {
        for (at, head) in (0..).zip(heads) {
            let text = head.in_language(self.language);
            self.sheet.write_string_with_format(self.row, at, text, &self.styles.heading)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A row of a table; its text is wrapped to columns of these widths.
    pub(super) fn entries(
        &mut self,
        entries: &[Entry<'_>],
        widths: &[usize],
    ) -> Result<(), XlsxError> {
        const LINE_HEIGHT: usize = 16;
        let mut lines = 1;
        for (at, entry) in (0..).zip(entries) {
            let number = |count: &u64| *count as f64;
            match entry {
                Entry::Empty | Entry::CountOrEmpty(0) | Entry::Money(None, _) => {}
                Entry::Text(text) => {
                    let width = widths.get(usize::from(at)).copied().unwrap_or(20);
                    lines = lines.max(fit::lines(text, width));
                    let text = fit::text(text, self.language);
                    self.sheet.write_string_with_format(self.row, at, text, &self.styles.text)?;
                }
                Entry::Count(count) | Entry::CountOrEmpty(count) => {
                    let format = self.styles.decimal(0);
                    self.sheet.write_number_with_format(self.row, at, number(count), format)?;
                }
                Entry::Money(Some(amount), format) => {
                    self.sheet.write_number_with_format(self.row, at, *amount, format)?;
                }
            }
        }
        if lines > 1 {
            self.sheet.set_row_height(self.row, (lines * LINE_HEIGHT) as u32)?;
        }
        self.row += 1;
        Ok(())
    }

    pub(super) fn widths(&mut self, widths: &[usize]) -> Result<(), XlsxError> {
        for (at, width) in (0..).zip(widths) {
            self.sheet.set_column_width(at, *width as f64)?;
        }
        Ok(())
    }
}
