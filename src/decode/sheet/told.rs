//! What a workbook holds and does not print, or prints otherwise than it is stored: told with
//! place and count.

use super::book::Apart;
use crate::decode::left_out::{LeftOut, Reason};
use crate::location::At;
use crate::model::Note;
use crate::words::{Words, words};

/// What is told once for each sheet, with a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    HiddenRow,
    HiddenColumn,
    /// A value under a merged range.
    Covered,
    /// A format that shows nothing.
    HiddenByFormat,
    /// A formula without a stored value.
    Uncalculated,
}

const ALL: [What; 5] =
    [What::HiddenRow, What::HiddenColumn, What::Covered, What::HiddenByFormat, What::Uncalculated];

/// Notes of one kind for single cells of a sheet, before the rest is only counted.
const MOST_SINGLE: u32 = 100;

/// What is told of a workbook.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) notes: Vec<Note>,
    counts: [Option<(u32, At)>; ALL.len()],
    /// How many cells were told one by one, and the first that was not.
    rounded: (u32, Option<At>),
    unknown: (u32, Option<At>),
    left_out: LeftOut,
}

impl Told {
    /// Counts a cell.
    pub(super) fn add(&mut self, what: What, at: At) {
        if let Some(slot) = self.counts.get_mut(what as usize) {
            slot.get_or_insert((0, at)).0 += 1;
        }
    }

    /// What was left out of the text of a cell.
    pub(super) fn apart(&mut self, apart: Apart, at: At) {
        let reasons = [(apart.struck, Reason::Struck), (apart.mark, Reason::NoteMark)];
        for (_, reason) in reasons.into_iter().filter(|(is, _)| *is) {
            self.left_out.add(reason, at);
        }
    }

    /// A number that is shown rounded.
    pub(super) fn rounded(&mut self, shown: &str, stored: &str, at: At) {
        self.rounded.0 += 1;
        if self.rounded.0 > MOST_SINGLE {
            self.rounded.1.get_or_insert(at);
            return;
        }
        let message = words!(
            en: "{shown} is shown, {stored} is stored; what is shown counts",
            zh: "显示为 {shown}，存储值为 {stored}；以显示为准"
        );
        self.notes.push(Note::new("shown_rounded", message, at));
    }

    /// A number whose format cannot be told.
    pub(super) fn unknown(&mut self, stored: &str, code: &str, at: At) {
        self.unknown.0 += 1;
        if self.unknown.0 > MOST_SINGLE {
            self.unknown.1.get_or_insert(at);
            return;
        }
        let code: String = code.chars().take(60).collect();
        let message = words!(
            en: "{stored} is stored, in a number format that is not known ({code}): what the cell shows cannot be told",
            zh: "存储值为 {stored}，但其数字格式（{code}）无法识别，不能确定单元格显示的内容"
        );
        self.notes.push(Note::new("number_format_unknown", message, at));
    }

    /// The end of a sheet: what was counted on it is told.
    pub(super) fn sheet(&mut self) {
        self.notes.extend(std::mem::take(&mut self.left_out).notes());
        let counts = std::mem::take(&mut self.counts);
        for (what, found) in ALL.into_iter().zip(counts) {
            if let Some((count, at)) = found {
                let (code, message) = said(what, count);
                self.notes.push(Note::new(code, message, at));
            }
        }
        for (code, (count, first)) in [
            ("shown_rounded", std::mem::take(&mut self.rounded)),
            ("number_format_unknown", std::mem::take(&mut self.unknown)),
        ] {
            if let Some(at) = first {
                let more = count - MOST_SINGLE;
                let message = words!(
                    en: "the same of {more} more cell(s) of this sheet, from here on",
                    zh: "自此处起，本工作表另有 {more} 个单元格亦然"
                );
                self.notes.push(Note::new(code, message, at));
            }
        }
    }

    /// Sheets that are hidden.
    pub(super) fn hidden_sheets(&mut self, names: &[&str], cells: usize) {
        const MOST_NAMES: usize = 5;
        if cells == 0 {
            return;
        }
        let count = names.len();
        let mut listed: Vec<&str> = names.iter().take(MOST_NAMES).copied().collect();
        if count > MOST_NAMES {
            listed.push("…");
        }
        let listed = listed.join(", ");
        let message = words!(
            en: "{count} hidden sheet(s) with {cells} filled cell(s) were left out: {listed}",
            zh: "略去 {count} 个隐藏工作表，共 {cells} 个非空单元格：{listed}"
        );
        self.notes.push(Note::new("hidden_sheets", message, At::default()));
    }

    /// A table that is too large.
    pub(super) fn cut(&mut self, cells: usize, at: At) {
        let message = words!(
            en: "a table of more than {cells} cells: from here on it was left out",
            zh: "表格超过 {cells} 个单元格，自此处起略去"
        );
        self.notes.push(Note::new("table_cut", message, at));
    }
}

fn said(what: What, count: u32) -> (&'static str, Words) {
    match what {
        What::HiddenRow => (
            "hidden_rows",
            words!(
                en: "{count} filled cell(s) in hidden rows were left out, the first here",
                zh: "略去隐藏行中的 {count} 个非空单元格，首个在此"
            ),
        ),
        What::HiddenColumn => (
            "hidden_columns",
            words!(
                en: "{count} filled cell(s) in hidden columns were left out, the first here",
                zh: "略去隐藏列中的 {count} 个非空单元格，首个在此"
            ),
        ),
        What::Covered => (
            "covered_cells",
            words!(
                en: "{count} value(s) under merged cells, which are not printed, were left out, the first here",
                zh: "略去合并单元格下不显示的 {count} 个值，首个在此"
            ),
        ),
        What::HiddenByFormat => (
            "hidden_by_format",
            words!(
                en: "{count} value(s) whose number format shows nothing were left out, the first here",
                zh: "略去因数字格式而不显示的 {count} 个值，首个在此"
            ),
        ),
        What::Uncalculated => (
            "formula_without_value",
            words!(
                en: "{count} formula(s) were saved without a value and are not read, the first here; open the workbook in a spreadsheet program and save it",
                zh: "有 {count} 个公式未保存计算结果，无法读取，首个在此；请用表格软件打开并重新保存"
            ),
        ),
    }
}
