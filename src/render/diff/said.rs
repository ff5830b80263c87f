//! What the classes and grades of a comparison are called, with a symbol each, so
//! that they are told apart in black and white.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diff::{ChangeKind, PairClass, TextClass, Years};
use crate::model::{Outcome, ReportKind, Severity, Status};
use crate::words::{Words, words};

/// How grave.
pub(super) fn severity(severity: Severity) -> Words {
    match severity {
        Severity::High => words!(en: "high", zh: "高"),
        Severity::Medium => words!(en: "medium", zh: "中"),
        Severity::Low => words!(en: "low", zh: "低"),
        Severity::Info => words!(en: "info", zh: "提示"),
    }
}

/// Fuller the graver.
pub(super) fn severity_symbol(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "■",
        Severity::Medium => "◆",
        Severity::Low => "◇",
        Severity::Info => "·",
    }
}

/// The name of a severity in attributes and addresses.
pub(super) fn severity_code(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
        Severity::Info => "info",
    }
}

/// All severities, the gravest first.
pub(super) const SEVERITIES: [Severity; 4] =
    [Severity::High, Severity::Medium, Severity::Low, Severity::Info];

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

/// How two rows stand to each other.
pub(super) fn class(class: PairClass) -> Words {
    match class {
        PairClass::Same => words!(en: "same", zh: "同一指标"),
        PairClass::Renamed => words!(en: "renamed?", zh: "疑似改名"),
        PairClass::Uncertain => words!(en: "uncertain", zh: "残损存疑"),
        PairClass::Ambiguous => words!(en: "ambiguous", zh: "多种可能"),
        PairClass::Dropped => words!(en: "dropped", zh: "取消"),
        PairClass::Added => words!(en: "added", zh: "新增"),
    }
}

/// A sign for a class of pairs.
pub(super) fn class_symbol(class: PairClass) -> &'static str {
    match class {
        PairClass::Same => "=",
        PairClass::Renamed => "≈",
        PairClass::Uncertain | PairClass::Ambiguous => "?",
        PairClass::Dropped => "−",
        PairClass::Added => "+",
    }
}

/// The name of a class in attributes.
pub(super) fn class_code(class: PairClass) -> &'static str {
    match class {
        PairClass::Same => "same",
        PairClass::Renamed => "renamed",
        PairClass::Uncertain => "uncertain",
        PairClass::Ambiguous => "ambiguous",
        PairClass::Dropped => "dropped",
        PairClass::Added => "added",
    }
}

/// How two blocks stand to each other, with a sign and a name for attributes.
pub(super) fn text_class(class: TextClass) -> (Words, &'static str, &'static str) {
    match class {
        TextClass::Copied => (words!(en: "copied", zh: "照抄"), "=", "copied"),
        TextClass::Same => (words!(en: "same, short", zh: "相同短句"), "=", "same"),
        TextClass::Changed => (words!(en: "rewritten", zh: "改写"), "≠", "changed"),
        TextClass::Removed => (words!(en: "removed", zh: "删去"), "−", "removed"),
        TextClass::Added => (words!(en: "added", zh: "新写"), "+", "added"),
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

/// What kind of document.
pub(super) fn report_kind(kind: ReportKind) -> Words {
    match kind {
        ReportKind::DepartmentSelfReport => {
            words!(en: "department's self-evaluation report", zh: "部门整体支出绩效自评报告")
        }
        ReportKind::ProjectSelfReport => {
            words!(en: "project's self-evaluation report", zh: "项目支出绩效自评报告")
        }
        ReportKind::ProjectSelfTable => {
            words!(en: "project's self-evaluation table", zh: "项目支出绩效自评表")
        }
        ReportKind::DepartmentSelfTable => {
            words!(en: "department's self-evaluation table", zh: "部门整体支出绩效自评表")
        }
        ReportKind::TargetDeclaration => {
            words!(en: "declaration of targets", zh: "绩效目标申报表")
        }
        ReportKind::FiscalEvaluation => {
            words!(en: "evaluation by the finance authority", zh: "财政重点绩效评价报告")
        }
        ReportKind::Unknown => words!(en: "not recognised", zh: "未识别"),
    }
}

/// What could not be compared.
pub(super) fn what(what: &str) -> Words {
    match what {
        "name" => words!(en: "name", zh: "指标名称"),
        "target" => words!(en: "target", zh: "预期值"),
        "actual" => words!(en: "actual value", zh: "实现值"),
        "reason" => words!(en: "reason", zh: "未完成原因"),
        "weight" => words!(en: "weight", zh: "分值"),
        "score" => words!(en: "score", zh: "得分"),
        "grade" => words!(en: "grade", zh: "等级"),
        "level1" => words!(en: "level 1", zh: "一级指标"),
        "level2" => words!(en: "level 2", zh: "二级指标"),
        "unit" => words!(en: "unit", zh: "计量单位"),
        "completion" => words!(en: "completion", zh: "完成情况"),
        "budget" => words!(en: "budget", zh: "预算"),
        "spending" | "expenditure" => words!(en: "spending", zh: "支出"),
        other => words!(en: "{other}", zh: "{other}"),
    }
}

/// How a value came from what is printed; nothing where it is simply printed.
pub(super) fn status(status: Status) -> Option<Words> {
    match status {
        Status::AsRead | Status::Spacing => None,
        Status::Repaired => Some(words!(en: "restored", zh: "已校正")),
        Status::Inherited => Some(words!(en: "from a spanning cell", zh: "承合并单元格")),
        Status::Damaged => Some(words!(en: "damaged", zh: "残损")),
    }
}

/// How a check ended, with a sign.
pub(super) fn outcome(outcome: Outcome) -> (Words, &'static str) {
    match outcome {
        Outcome::Pass => (words!(en: "pass", zh: "通过"), "✓"),
        Outcome::Finding => (words!(en: "finding", zh: "问题"), "!"),
        Outcome::NotEvaluable => (words!(en: "not evaluable", zh: "无法判定"), "?"),
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

/// A relative change as a percentage with its sign.
pub(super) fn signed(ratio: &Decimal) -> String {
    percent(*ratio, true)
}
