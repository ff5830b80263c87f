//! The catalogue of terms: what each code of the output is called in English and in
//! Chinese, and its sign. All outputs take their words from here, so that a thing has
//! one name wherever it is shown.
//!
//! A term's code is what stands in the JSON and in the tables. The sign tells terms
//! apart where there is no colour.

use crate::model::{CompletionKind, Direction, Outcome, ReportKind, Severity, Status, WitnessKind};
use crate::words::{Language, Words, words};

/// A code of the output with its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// As it stands in the JSON.
    pub code: &'static str,
    /// English
    pub en: &'static str,
    /// 中文
    pub zh: &'static str,
    /// One character; empty for terms that are never shown in a list with others.
    pub sign: &'static str,
}

impl Term {
    /// Its name in one language.
    #[must_use]
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }

    /// Its sign and its name.
    #[must_use]
    pub fn signed(&self, language: Language) -> String {
        format!("{} {}", self.sign, self.name(language))
    }
}

/// The term of a code among some.
#[must_use]
pub fn find(terms: &[Term], code: &str) -> Option<Term> {
    terms.iter().find(|term| term.code == code).copied()
}

/// A list of terms from lines `"code" "English", zh: "中文", "sign";`.
macro_rules! term_list {
    ($($code:literal $en:literal, zh: $zh:literal, $sign:literal;)*) => {
        &[$($crate::terms::Term { code: $code, en: $en, zh: $zh, sign: $sign }),*]
    };
}

/// Gives the values of an enumeration their terms, in the order in which they are
/// listed.
macro_rules! terms {
    ($type:ident { $($variant:ident $code:literal $en:literal, zh: $zh:literal, $sign:literal;)* }) => {
        impl $type {
            /// The terms of all values, in the order in which they are listed.
            pub const TERMS: &'static [$crate::terms::Term] =
                $crate::terms::term_list! { $($code $en, zh: $zh, $sign;)* };

            /// What this value is called.
            #[must_use]
            pub fn term(self) -> $crate::terms::Term {
                match self {
                    $($type::$variant => $crate::terms::Term {
                        code: $code, en: $en, zh: $zh, sign: $sign,
                    },)*
                }
            }
        }
    };
}

pub(crate) use {term_list, terms};

terms! { Severity {
    High "high" "high", zh: "高", "■";
    Medium "medium" "medium", zh: "中", "◆";
    Low "low" "low", zh: "低", "◇";
    Info "info" "info", zh: "提示", "·";
} }

impl Severity {
    /// All severities, the gravest first.
    pub const ALL: [Severity; 4] =
        [Severity::High, Severity::Medium, Severity::Low, Severity::Info];
}

terms! { Outcome {
    Finding "finding" "finding", zh: "问题", "!";
    NotEvaluable "not_evaluable" "not evaluable", zh: "无法核查", "?";
    Pass "pass" "passed", zh: "通过", "✓";
} }

terms! { Status {
    AsRead "as_read" "as printed", zh: "原样", "";
    Spacing "spacing" "white space removed", zh: "去空白", "";
    Repaired "repaired" "repaired", zh: "已校正", "→";
    Inherited "inherited" "from a merged cell", zh: "承合并单元格", "";
    Damaged "damaged" "damaged", zh: "残损", "?";
    Confirmed "confirmed" "confirmed by a person", zh: "已复核", "✓";
    Corrected "corrected" "corrected by a person", zh: "已更正", "✎";
} }

terms! { WitnessKind {
    Copy "copy" "another copy", zh: "同一报告的另一份文本", "";
    Declaration "declaration" "declaration of targets", zh: "绩效目标申报表", "";
    OtherYear "other_year" "report of another year", zh: "上年或下年报告", "";
    SecondReader "second_reader" "second reader of the file", zh: "另一读取库复读", "";
} }

terms! { ReportKind {
    DepartmentSelfReport "department_self_report" "department's self-evaluation report", zh: "部门整体支出绩效自评报告", "";
    ProjectSelfReport "project_self_report" "project's self-evaluation report", zh: "项目支出绩效自评报告", "";
    ProjectSelfTable "project_self_table" "project's self-evaluation table", zh: "项目支出绩效自评表", "";
    DepartmentSelfTable "department_self_table" "department's self-evaluation table", zh: "部门整体支出绩效自评表", "";
    TargetDeclaration "target_declaration" "declaration of targets", zh: "绩效目标申报表", "";
    FiscalEvaluation "fiscal_evaluation" "evaluation by the finance authority", zh: "财政重点绩效评价报告", "";
    Unknown "unknown" "not recognised", zh: "未识别", "";
} }

terms! { CompletionKind {
    Exact "exact" "exact", zh: "准确", "";
    LowerBound "lower_bound" "lower bound", zh: "下限", "≥";
    UpperBound "upper_bound" "upper bound", zh: "上限", "≤";
    Qualitative "qualitative" "in words", zh: "定性", "";
    NotEvaluable "not_evaluable" "not evaluable", zh: "无法判断", "?";
} }

terms! { Direction {
    More "more" "more is better", zh: "越大越好", "↑";
    Less "less" "less is better", zh: "越小越好", "↓";
    Exact "exact" "this very value", zh: "应相等", "=";
    Between "between" "within a range", zh: "应在区间内", "↔";
    Words "words" "in words", zh: "定性", "";
} }

/// The parts of an indicator and the fields of a report: what a path into the JSON
/// ends in.
pub const ITEMS: &[Term] = term_list! {
    "level1" "level 1", zh: "一级指标", "";
    "level2" "level 2", zh: "二级指标", "";
    "name" "name", zh: "指标名称", "";
    "unit" "unit", zh: "计量单位", "";
    "target" "target value", zh: "预期值", "";
    "actual" "actual value", zh: "实现值", "";
    "weight" "weight", zh: "分值", "";
    "score" "score", zh: "得分", "";
    "reason" "reason", zh: "未完成原因", "";
    "completion" "completion", zh: "完成情况", "";
    "grade" "grade", zh: "等级", "";
    "department" "department", zh: "部门名称", "";
    "project" "project", zh: "项目名称", "";
    "implementing_unit" "implementing unit", zh: "实施单位", "";
    "preparer" "preparer", zh: "填报人", "";
    "phone" "telephone", zh: "联系电话", "";
    "date" "date", zh: "填报日期", "";
    "title" "title", zh: "标题", "";
    "fiscal_year" "fiscal year", zh: "评价年度", "";
    "budget" "budget", zh: "预算", "";
    "expenditure" "spending", zh: "支出", "";
    "spending" "spending", zh: "支出", "";
};

/// Items of spending: `item` of `expenditure` (`patterns/money.toml`) and of `budget`
/// (`patterns/budget.toml`).
pub const SPENDING_ITEMS: &[Term] = term_list! {
    "total" "total spending", zh: "总支出", "";
    "basic" "basic spending", zh: "基本支出", "";
    "project" "project spending", zh: "项目支出", "";
    "personnel" "personnel spending", zh: "人员支出", "";
    "public" "public spending", zh: "公用支出", "";
    "three_public" "spending on the three public items", zh: "三公经费", "";
    "official_vehicles" "official vehicles", zh: "公务用车购置及运行维护费", "";
    "official_reception" "official receptions", zh: "公务接待费", "";
    "going_abroad" "official travel abroad", zh: "因公出国（境）费", "";
    "wages" "wages and welfare", zh: "工资福利支出", "";
    "goods_and_services" "goods and services", zh: "商品和服务支出", "";
    "individuals_and_families" "grants to individuals and families", zh: "对个人和家庭的补助", "";
    "capital" "capital spending", zh: "资本性支出", "";
    "fiscal" "fiscal appropriation", zh: "财政拨款", "";
    "carried_over" "carried over from last year", zh: "上年结转资金", "";
    "special_account" "funds of the special fiscal account", zh: "财政专户管理资金", "";
    "unit_funds" "own funds of the unit", zh: "单位资金", "";
    "government_fund" "government fund", zh: "政府性基金", "";
    "state_capital" "state capital operations", zh: "国有资本经营预算", "";
    "local" "local funds", zh: "地方资金", "";
    "other" "other funds", zh: "其他资金", "";
};

/// What an item of spending is called; its code where a pattern file of somebody's own has added it.
#[must_use]
pub fn spending_item(code: &str) -> Words {
    match find(SPENDING_ITEMS, code) {
        Some(Term { en, zh, .. }) => words!(en: "{en}", zh: "{zh}"),
        None => words!(en: "{code}", zh: "{code}"),
    }
}

/// What a part of an indicator or a field is called; its code where it has no term.
#[must_use]
pub fn item(code: &str, language: Language) -> String {
    find(ITEMS, code).map_or_else(|| code.to_owned(), |term| term.name(language).to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde::Serialize;

    use super::*;

    fn codes<T: Serialize + Copy>(values: &[T], terms: &[Term], term: impl Fn(T) -> Term) {
        assert_eq!(values.len(), terms.len());
        for &value in values {
            assert_eq!(serde_json::to_value(value).unwrap(), term(value).code);
        }
    }

    #[test]
    fn a_code_is_what_stands_in_the_json() {
        codes(&Severity::ALL, Severity::TERMS, Severity::term);
        let outcomes = [Outcome::Finding, Outcome::NotEvaluable, Outcome::Pass];
        codes(&outcomes, Outcome::TERMS, Outcome::term);
        let statuses = [
            Status::AsRead,
            Status::Spacing,
            Status::Repaired,
            Status::Inherited,
            Status::Damaged,
            Status::Confirmed,
            Status::Corrected,
        ];
        codes(&statuses, Status::TERMS, Status::term);
    }

    #[test]
    fn a_code_has_one_name_and_signs_of_one_list_differ() {
        let lists = [
            Severity::TERMS,
            Outcome::TERMS,
            Status::TERMS,
            ReportKind::TERMS,
            CompletionKind::TERMS,
            WitnessKind::TERMS,
            ITEMS,
        ];
        for list in lists {
            let mut names = BTreeMap::new();
            let mut signs = BTreeSet::new();
            for term in list {
                assert!(names.insert(term.code, term.zh).is_none(), "{} twice", term.code);
                let shown = term.sign.is_empty() || signs.insert(term.sign);
                assert!(shown, "{} twice", term.sign);
                assert!(!term.zh.contains(|c: char| c.is_ascii_alphabetic()), "{}", term.zh);
            }
        }
    }
}
