//! The list of the kinds of change: one line makes a kind known to the output, to
//! its schema and to `jiaokan explain`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::explained::explained;
use crate::model::Severity;
use crate::words::{Words, words};

macro_rules! kinds {
    ($($variant:ident $name:literal $ids:tt $severity:ident $file:literal en: $en:literal zh: $zh:literal)*) => {
        /// A kind of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum ChangeKind {
            $(#[doc = $en] $variant,)*
        }

        const KINDS: &[Kind] = &[$(Kind {
            kind: ChangeKind::$variant,
            name: $name,
            ids: &$ids,
            severity: Severity::$severity,
            label: || words!(en: $en, zh: $zh),
            text: include_str!(concat!("changes/", $file, ".md")),
        },)*];
    };
}

/// A kind of change: its name, its ids, and what it says of itself.
#[derive(Debug)]
pub struct Kind {
    /// The kind as it stands in [`super::Change`].
    pub kind: ChangeKind,
    /// `snake_case`, as printed.
    pub name: &'static str,
    /// Its ids in the literature of this project, such as `YOY-01`.
    pub ids: &'static [&'static str],
    /// How grave such a change is, unless it says otherwise itself.
    pub severity: Severity,
    label: fn() -> Words,
    /// What it finds and why, in both languages.
    text: &'static str,
}

impl Kind {
    /// A few words for a heading or a filter.
    #[must_use]
    pub fn label(&self) -> Words {
        (self.label)()
    }
}

explained!(Kind);

impl ChangeKind {
    /// The entry of this kind in the list.
    #[must_use]
    pub fn kind(self) -> &'static Kind {
        KINDS.iter().find(|kind| kind.kind == self).expect("every variant comes from the list")
    }
}

/// All kinds of change.
#[must_use]
pub fn kinds() -> &'static [Kind] {
    KINDS
}

/// The kinds with a name or an id. Several kinds may share an id.
pub fn find(name: &str) -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().filter(move |kind| {
        kind.name == name || kind.ids.iter().any(|id| id.eq_ignore_ascii_case(name))
    })
}

kinds! {
    TargetLowered "target_lowered" ["YOY-01"] Medium "target" en: "target lowered" zh: "目标调低"
    TargetRaised "target_raised" [] Info "target" en: "target raised" zh: "目标调高"
    TargetChanged "target_changed" [] Low "target" en: "target changed" zh: "目标变更"
    DeclaredTargetDiffers "declared_target_differs" ["YOY-20"] High "declared" en: "differs from the declared target" zh: "与申报目标不一致"
    BaselineReset "baseline_reset" ["YOY-02"] Medium "baseline" en: "target below last year's actual" zh: "预期值低于上年实现值"
    Dropped "dropped" ["YOY-03"] Medium "rows" en: "dropped" zh: "取消"
    Added "added" [] Info "rows" en: "added" zh: "新增"
    Split "split" ["YOY-03"] Low "split" en: "split" zh: "指标分拆"
    Merged "merged" ["YOY-04"] Low "split" en: "merged" zh: "指标合并"
    Renamed "renamed" ["YOY-04"] Low "name" en: "renamed" zh: "改名"
    MovedLevel "moved_level" [] Low "level" en: "moved to another level" zh: "层级调整"
    UnitChanged "unit_changed" ["YOY-05"] Medium "measure" en: "unit changed" zh: "计量单位变更"
    ComparatorChanged "comparator_changed" ["YOY-05"] Medium "measure" en: "comparator changed" zh: "比较符变更"
    WeightChanged "weight_changed" ["YOY-06"] Low "weight" en: "weight changed" zh: "分值变更"
    MetToUnmet "met_to_unmet" [] Medium "completion" en: "met, now unmet" zh: "由完成转未完成"
    UnmetToMet "unmet_to_met" [] Info "completion" en: "unmet, now met" zh: "由未完成转完成"
    ActualChanged "actual_changed" [] Info "actual" en: "actual value changed" zh: "实现值变动"
    ReasonReused "reason_reused" ["YOY-15"] High "reason" en: "reason reused" zh: "原因照抄"
    FigureCarriedOver "figure_carried_over" ["YOY-08"] High "carried" en: "figures carried over" zh: "数据照搬"
    RoundNumbersJumped "round_numbers_jumped" ["YOY-17"] Low "round" en: "more round numbers" zh: "整数占比突增"
    ScoreChanged "score_changed" [] Info "verdict" en: "score changed" zh: "得分变动"
    GradeChanged "grade_changed" [] Low "verdict" en: "grade changed" zh: "等级变动"
    ScoreUpWhileMetFell "score_up_while_met_fell" ["YOY-10"] High "score" en: "score up while fewer targets were met" zh: "完成下降而得分不降"
    GradeKeptAcrossBand "grade_kept_across_band" ["YOY-11"] Medium "band" en: "grade kept though the score left its band" zh: "得分跨档而等级未变"
    SpendingChanged "spending_changed" [] Info "spending" en: "amount changed" zh: "金额变动"
    BudgetDrift "budget_drift" ["YOY-12"] Medium "drift" en: "budget far from last year's spending" zh: "预算偏离上年决算"
    MoneyUpTargetsKept "money_up_targets_kept" ["YOY-12"] Low "money_up" en: "more money, no target higher" zh: "资金增加而目标未提高"
    QuotedFigureDiffers "quoted_figure_differs" ["YOY-13"] High "quoted" en: "last year's figure quoted differently" zh: "引用上年数据不一致"
    GrowthDiffers "growth_differs" ["YOY-14"] High "growth" en: "growth does not follow from the two reports" zh: "增幅与两年数据不符"
    TextCopied "text_copied" ["YOY-07"] Medium "copied" en: "text copied" zh: "文字照抄"
    ProblemRepeated "problem_repeated" ["YOY-09"] High "problems" en: "problem repeated" zh: "问题重复"
    MeasureRepeated "measure_repeated" ["YOY-09"] Medium "problems" en: "measure promised again" zh: "措施重复"
    RectificationSilent "rectification_silent" ["YOY-16"] Medium "rectification" en: "rectification says nothing of it" zh: "整改未提及"
    TemplateReused "template_reused" ["YOY-18"] Info "template" en: "template reused" zh: "模板沿用"
    TextStale "text_stale" ["YOY-19"] Medium "stale" en: "last year's name or year left in the text" zh: "旧名称、旧年份残留"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explained;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_explains_itself_in_both_languages() {
        kinds().iter().for_each(explained::assert_whole);
    }

    #[test]
    fn a_kind_is_printed_by_its_name_and_found_by_it() {
        let names: BTreeSet<_> = kinds().iter().map(|kind| kind.name).collect();
        assert_eq!(names.len(), kinds().len());
        for kind in kinds() {
            let printed = serde_json::to_value(kind.kind).unwrap();
            assert_eq!(printed, kind.name);
            assert!(find(kind.name).any(|found| found.kind == kind.kind));
        }
    }

    #[test]
    fn every_check_between_years_has_a_kind() {
        for number in 1..=20 {
            let id = format!("yoy-{number:02}");
            assert!(find(&id).next().is_some(), "{id}");
        }
    }
}
