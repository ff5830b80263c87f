//! Signs of the kinds of change, sentences about the years, and percentages. What
//! codes are called stands in [`crate::terms`].

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diff::{ChangeKind, Diff, Side, Subject, Years};
use crate::visible;
use crate::words::{Words, words};

/// A sign for a kind of change.
pub(super) fn change_symbol(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::TargetLowered | ChangeKind::BaselineReset | ChangeKind::MetToUnmet => "↓",
        ChangeKind::TargetRaised | ChangeKind::UnmetToMet => "↑",
        ChangeKind::Dropped => "−",
        ChangeKind::Added => "+",
        ChangeKind::Renamed => "≈",
        ChangeKind::MovedLevel => "→",
        ChangeKind::ReasonReused
        | ChangeKind::FigureCarriedOver
        | ChangeKind::TextCopied
        | ChangeKind::ProblemRepeated
        | ChangeKind::MeasureRepeated
        | ChangeKind::TemplateReused
        | ChangeKind::TextStale
        | ChangeKind::GradeKeptAcrossBand => "=",
        _ => "≠",
    }
}

/// What is to be known where the two reports are not of one department or project by their names.
pub(super) fn subject(diff: &Diff) -> Option<Words> {
    match diff.subject {
        Subject::One | Subject::Unknown => None,
        Subject::Different => Some(words!(
            en: "The two reports do not seem to be of one department or project: what differs may be no change.",
            zh: "两份报告似乎不属于同一部门或项目：以下差异未必是变动。"
        )),
        Subject::Renamed => {
            let name = |side: &Side| visible::line(&side.subject()).into_owned();
            let (old, new) = (name(&diff.old), name(&diff.new));
            Some(words!(
                en: "{old} is called {new} now, and is taken to be the same.",
                zh: "{old} 现称 {new}，按同一对象比较。"
            ))
        }
    }
}

/// What is to be known of the years before anything else.
pub(super) fn years(years: Years) -> Option<Words> {
    match years {
        Years::Following => None,
        Years::SameFile => Some(words!(
            en: "Both are the same file.",
            zh: "两份是同一个文件。"
        )),
        Years::SameYear => Some(words!(
            en: "Both reports are of one year: what only a following year can show (copied text, figures carried over) was not looked for.",
            zh: "两份报告属于同一年度：未检查只有跨年才有意义的变动（文字照抄、数据照搬等）。"
        )),
        Years::Apart => Some(words!(
            en: "More than one year lies between the two reports.",
            zh: "两份报告的年度不相邻。"
        )),
        Years::Reversed => Some(words!(
            en: "The old report is of a later year than the new one: most likely they were given the wrong way round.",
            zh: "“上年报告”的年度晚于“本年报告”：两份报告的次序很可能颠倒了。"
        )),
        Years::Unknown => Some(words!(
            en: "The year of at least one report is not known; the two are taken to follow each other.",
            zh: "至少一份报告的年度不明，暂按相邻两年处理。"
        )),
    }
}

/// A ratio as a percentage with at most two decimals and, where asked, its sign:
/// `0.8882` is `88.82%`.
pub(super) fn percent(ratio: Decimal, signed: bool) -> String {
    let rounding = RoundingStrategy::MidpointAwayFromZero;
    let hundredfold = ratio.saturating_mul(Decimal::ONE_HUNDRED);
    let rounded = hundredfold.round_dp_with_strategy(2, rounding).normalize();
    let plus = match signed && rounded.is_sign_positive() && !rounded.is_zero() {
        true => "+",
        false => "",
    };
    format!("{plus}{rounded}%")
}

/// A ratio as a percentage.
pub(super) fn ratio(ratio: &Decimal) -> String {
    percent(*ratio, false)
}
