//! A cell that is not believed, and why: a note code, and a sentence in both languages.

use rust_decimal::Decimal;

use crate::fold;
use crate::location::At;
use crate::model::{Candidate, Evidence, EvidenceKind, Quantity, Status, Text};
use crate::patterns::Role;
use crate::words::{Words, words};

/// Why a cell is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::table) enum Reason {
    /// The cells of the row do not stand under their heads, and several places fit.
    CellShifted,
    /// The cell of this column was lost.
    CellLost,
    /// A column without a head of its own, or a head over several, is filled twice.
    AmbiguousColumn,
    /// Most cells of a column are no such values as its head says.
    HeadDoesNotFit,
    /// Two rows stand in the cells of one.
    RowsMerged,
    /// White space parts the text of a cell that nothing drawn bounds.
    CellsGlued,
    /// What two cells held stands in one.
    TwoCells,
    /// The lines of a cell are not those of one text that was wrapped.
    LinesNotTold,
    /// The cells of a whole column stand one row too low or too high.
    ColumnMoved,
    /// A row may be an indicator of its own, or the rest of the one above that a page end cut.
    RowNotTold,
    /// The points of several rows are printed in each of them.
    PointsRepeated,
    /// A page ends within the rows that share points, which are printed on both pages.
    PointsNotTold,
    /// The name is a number, a date or a comparison.
    NameIsValue,
    /// The name is a level's label or a head.
    NameIsLabel,
    /// A level is a value, a head, or a label of the other level.
    LevelUnknown,
    /// Two labels stand in one level cell.
    LabelsGlued,
    /// The level above is none under which the level 2 beside it belongs.
    LevelsContradict,
    /// The label is blank where a recogniser may have lost it.
    LabelNotTold,
    /// What stands under the head is nothing of its kind.
    ValueOfOtherKind,
    /// The sign of comparison beside the value is none.
    SignUnreadable,
    /// More points than the whole table has.
    WeightAboveTotal,
    /// More points than the whole table has, scored.
    ScoreAboveTotal,
    /// A watermark, a seal or a page mark stands in the cell.
    StrayText,
    /// Characters of the cell are not told.
    TextNotTold,
    /// A formula of the spreadsheet has no value.
    FormulaError,
    /// A date stands there as the number by which a spreadsheet stores it.
    DateAsNumber,
    /// The recogniser reads the cell, or the head over it, in two ways.
    RecogniserDisagrees,
    /// The recogniser was sure of the cell to so many per cent only.
    LowConfidence(u8),
}

impl Reason {
    /// The code of the note, and the `reason_code` of the value.
    pub(in crate::table) fn code(self) -> &'static str {
        match self {
            Reason::CellShifted => "cell_shifted",
            Reason::CellLost => "cell_lost",
            Reason::AmbiguousColumn => "ambiguous_column",
            Reason::HeadDoesNotFit => "head_does_not_fit",
            Reason::RowsMerged => "rows_merged",
            Reason::CellsGlued => "cells_glued",
            Reason::TwoCells => "two_cells",
            Reason::LinesNotTold => "lines_not_told",
            Reason::ColumnMoved => "column_moved",
            Reason::RowNotTold => "row_not_told",
            Reason::PointsRepeated => "points_repeated",
            Reason::PointsNotTold => "points_not_told",
            Reason::NameIsValue => "name_is_value",
            Reason::NameIsLabel => "name_is_label",
            Reason::LevelUnknown => "level_unknown",
            Reason::LabelsGlued => "labels_glued",
            Reason::LevelsContradict => "levels_contradict",
            Reason::LabelNotTold => "label_not_told",
            Reason::ValueOfOtherKind => "value_of_other_kind",
            Reason::SignUnreadable => "sign_unreadable",
            Reason::WeightAboveTotal => "weight_above_total",
            Reason::ScoreAboveTotal => "score_above_total",
            Reason::StrayText => "stray_text",
            Reason::TextNotTold => "text_not_told",
            Reason::FormulaError => "formula_error",
            Reason::DateAsNumber => "date_as_number",
            Reason::RecogniserDisagrees => "recogniser_disagrees",
            Reason::LowConfidence(_) => "low_confidence",
        }
    }

    /// What is said of the cell that holds `raw`.
    pub(in crate::table) fn said(self, raw: &str) -> Words {
        match self {
            Reason::CellShifted => words!(
                en: "a cell of this row was lost or moved, and {raw} may stand in more than one column",
                zh: "本行有单元格缺失或错位，“{raw}”可能属于不止一列",
            ),
            Reason::CellLost => words!(
                en: "the row has a cell too few: the one of this column was lost",
                zh: "本行少一个单元格，缺的是本列",
            ),
            Reason::AmbiguousColumn => words!(
                en: "several columns may hold this value, and nothing tells which: {raw}",
                zh: "有几列都可能是这个值，无法判断取哪一列：{raw}",
            ),
            Reason::HeadDoesNotFit => words!(
                en: "most cells of a column are not what its head says, so its neighbours are not believed either: {raw}",
                zh: "有一列的内容多与表头不符，相邻各列也不采信：{raw}",
            ),
            Reason::RowsMerged => words!(
                en: "two rows stand in the cells of one: {raw}",
                zh: "一行单元格里是两行的内容：{raw}",
            ),
            Reason::CellsGlued => words!(
                en: "white space parts the text of a cell that no line bounds: it may be that of two cells: {raw}",
                zh: "该单元格没有边线，文字中间有空白，可能是两格的内容：{raw}",
            ),
            Reason::TwoCells => words!(
                en: "what two cells held stands in one: {raw}",
                zh: "两个单元格的内容写在了一格里：{raw}",
            ),
            Reason::LinesNotTold => words!(
                en: "no line parts the rows, and it cannot be told which lines of text belong to this cell: {raw}",
                zh: "各行之间没有边线，无法判断哪几行文字属于本单元格：{raw}",
            ),
            Reason::ColumnMoved => words!(
                en: "the cells of this column fit those beside them one row up or down: the column may have moved, and {raw} may belong to the next row",
                zh: "本列上移或下移一行后才与相邻各列相符，可能整列错位，“{raw}”可能属于相邻的一行",
            ),
            Reason::RowNotTold => words!(
                en: "a row without label and points may be an indicator or the rest of the one above, cut by a page end: {raw}",
                zh: "有一行既无级别标签也无分值，可能是单独的指标，也可能是被分页截断的上一行的后半部分：{raw}",
            ),
            Reason::PointsRepeated => words!(
                en: "the points add up only if {raw}, printed in neighbouring rows, counts once for all of them",
                zh: "相邻各行均印“{raw}”，只计一次时合计才相符：应为这几行共有的分数",
            ),
            Reason::PointsNotTold => words!(
                en: "{raw} is printed on two pages for rows that may share it, and the points do not add up if it counts twice",
                zh: "“{raw}”在前后两页各印一次，可能是同一组指标共有的分数，计两次则合计不符",
            ),
            Reason::NameIsValue => words!(
                en: "{raw} stands where the name should, and is a value",
                zh: "指标名称处是数值“{raw}”",
            ),
            Reason::NameIsLabel => words!(
                en: "{raw} stands where the name should, and is a level's label or a head",
                zh: "指标名称处是级别名称或表头“{raw}”",
            ),
            Reason::LevelUnknown => words!(
                en: "{raw} stands where a level's label should, and is none",
                zh: "级别栏中的“{raw}”不是级别名称",
            ),
            Reason::LabelsGlued => words!(
                en: "two labels stand in one cell: {raw}",
                zh: "一个单元格里有两个级别名称：{raw}",
            ),
            Reason::LabelNotTold => words!(
                en: "the label of this row is blank, and nothing tells that the one above goes on",
                zh: "本行的级别标签为空，无法判断是否沿用上方的标签",
            ),
            Reason::LevelsContradict => words!(
                en: "the level-1 label above does not cover this row: {raw} does not belong under it",
                zh: "上方的一级指标不含本行：“{raw}”不属于该一级指标",
            ),
            Reason::ValueOfOtherKind => words!(
                en: "{raw} is not what the head of this column says",
                zh: "“{raw}”与本列表头不符",
            ),
            Reason::SignUnreadable => words!(
                en: "the column of signs holds none for {raw}",
                zh: "计算符号栏内不是比较符号，“{raw}”的比较方式不明",
            ),
            Reason::WeightAboveTotal => words!(
                en: "a weight of {raw} is more than the whole table has",
                zh: "分值 {raw} 超过全表总分",
            ),
            Reason::ScoreAboveTotal => words!(
                en: "a score of {raw} is more than the whole table has",
                zh: "得分 {raw} 超过全表总分",
            ),
            Reason::TextNotTold => words!(
                en: "some characters of the cell are not told: {raw}",
                zh: "单元格中有无法确定的字符：{raw}",
            ),
            Reason::DateAsNumber => words!(
                en: "{raw} is a date as a spreadsheet stores it: its format was lost",
                zh: "“{raw}”是电子表格中日期的存储数值，日期格式已丢失",
            ),
            Reason::FormulaError => words!(
                en: "the spreadsheet shows the error {raw} in the place of a value",
                zh: "单元格显示的是公式错误“{raw}”，不是值",
            ),
            Reason::RecogniserDisagrees => words!(
                en: "the recogniser contradicts itself on this cell or the head over it: {raw}",
                zh: "识别结果对本单元格或其表头自相矛盾：{raw}",
            ),
            Reason::LowConfidence(sure) => words!(
                en: "the recogniser reads {raw}, and is sure of it to {sure} % only",
                zh: "识别为“{raw}”，置信度仅 {sure}%",
            ),
            Reason::StrayText => words!(
                en: "a watermark, a seal or a page mark stands in the cell: {raw}",
                zh: "单元格中混入水印、印章或页码：{raw}",
            ),
        }
    }
}

/// A cell of a row that is not believed to belong to its role.
#[derive(Debug, Clone)]
pub(super) struct Doubt {
    pub(super) role: Role,
    pub(super) reason: Reason,
    /// What may stand there instead, where several cells may.
    pub(super) readings: Vec<(String, At)>,
}

impl Doubt {
    /// The text of the cell as damaged.
    pub(super) fn text(&self, raw: &str, at: At) -> Text {
        let reason_code = Some(self.reason.code().into());
        Text { reason_code, ..Text::damaged(raw, at, self.candidates(raw, at)) }
    }

    /// The value of the cell as damaged.
    pub(super) fn quantity(&self, raw: &str, at: At) -> Quantity {
        Quantity {
            status: Status::Damaged,
            reason_code: Some(self.reason.code().into()),
            candidates: self.candidates(raw, at).into(),
            ..Quantity::blank(raw, at)
        }
    }

    fn candidates(&self, raw: &str, at: At) -> Vec<Candidate> {
        if let Reason::LowConfidence(sure) = self.reason {
            return vec![Candidate {
                value: fold::clean(raw),
                confidence: Decimal::new(sure.into(), 2),
                evidence: vec![Evidence::new(EvidenceKind::Witness, self.reason.said(raw), at)],
            }];
        }
        let share = Decimal::ONE / Decimal::from(self.readings.len().max(2));
        let candidates = self.readings.iter().map(|(text, at)| Candidate {
            value: fold::clean(text),
            confidence: share.round_dp(2),
            evidence: vec![Evidence::new(EvidenceKind::Sibling, self.reason.said(text), *at)],
        });
        candidates.collect()
    }
}
