//! Words of the commands about checks.

use crate::explained::Explained;

use crate::cli::language::Language;

/// A check that there is none of.
pub(crate) fn unknown(name: &str, nearest: &[String], language: Language) -> String {
    let list = nearest.join(", ");
    match (language, nearest.is_empty()) {
        (Language::Zh, true) => {
            format!("E_USAGE：没有名为 {name} 的核查项；`jiaokan explain` 列出全部")
        }
        (Language::Zh, false) => format!(
            "E_USAGE：没有名为 {name} 的核查项；相近的有：{list}；`jiaokan explain` 列出全部"
        ),
        (Language::En, true) => format!(
            "E_USAGE: expected the name or id of a check, but found {name}; `jiaokan explain` lists all"
        ),
        (Language::En, false) => format!(
            "E_USAGE: expected the name or id of a check, but found {name}; did you mean {list}? `jiaokan explain` lists all"
        ),
    }
}

/// A profile that there is none of.
pub(crate) fn unknown_profile(name: &str, nearest: &[String], language: Language) -> String {
    let list = nearest.join(", ");
    match language {
        Language::Zh => format!("E_USAGE：没有名为 {name} 的评价标准；现有：{list}"),
        Language::En => format!("E_USAGE: expected a profile such as {list}, but found {name}"),
    }
}

/// The first line of an explanation: name, ids, severity.
pub(crate) fn head(thing: &dyn Explained, language: Language) -> String {
    let (name, ids) = (thing.name(), thing.ids().join(", "));
    let severity = thing.severity().term().name(language);
    let severity = match language {
        Language::Zh => format!("严重程度：{severity}"),
        Language::En => format!("severity: {severity}"),
    };
    match ids.is_empty() {
        true => format!("{name}  {severity}"),
        false => format!("{name}  {ids}  {severity}"),
    }
}

/// What stands under the list of all.
pub(crate) fn after_list([checks, changes, outcomes]: [usize; 3], language: Language) -> String {
    match language {
        Language::Zh => format!(
            "核查项 {checks} 个，年度变化 {changes} 种，对校结果 {outcomes} 种；`jiaokan explain 名称` 给出详细说明"
        ),
        Language::En => format!(
            "{checks} checks, {changes} kinds of change and {outcomes} outcomes of a collation; `jiaokan explain NAME` says more of one"
        ),
    }
}
