//! `department_names_differ.md` says what this finds and why.

use super::check;
use crate::checks::{Context, Judgement};
use crate::fold::{self, clause};
use crate::location::At;
use crate::model::{ReportKind, RestsOn};
use crate::patterns::AuditWords;
use crate::value::year::Mention;
use crate::words::words;

check!(
    "department_names_differ",
    ["ORG-01"],
    Low,
    en: "Department names differ",
    zh: "部门名称不一致"
);

/// The longest name of a department, in characters.
const LONGEST: usize = 24;
/// Whether a name ends at a sign.
fn ends_name(c: char) -> bool {
    matches!(c, '[' | ']' | '-') || clause::ends_words(c)
}

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let report = context.report;
    let of_department =
        matches!(report.kind, ReportKind::DepartmentSelfReport | ReportKind::DepartmentSelfTable);
    let named = named(context);
    let Some(cover) = report.fields.department.as_ref().filter(|_| of_department) else {
        return Vec::new();
    };
    if named.is_empty() || fold::key(&cover.raw).is_empty() {
        return Vec::new();
    }
    let readable = |name: &&str| !context.patterns.names.is_unreadable(name);
    let Some(department) = cover.value.as_deref().filter(readable) else {
        let judgement = Judgement::not_evaluable(words!(
            en: "the department on the cover cannot be read",
            zh: "封面部门名称残损"
        ));
        let damaged = RestsOn {
            path: "fields.department".to_owned(),
            raw: cover.raw.clone(),
            status: cover.status,
            at: cover.at,
        };
        return vec![judgement.at([cover.at]).rests_on([damaged])];
    };
    let own = fold::key(department);
    let others: Vec<&(String, At)> = named.iter().filter(|(name, _)| !same(&own, name)).collect();
    let Some((other, _)) = others.first() else {
        let count = named.len();
        let judgement = Judgement::pass(words!(
            en: "title and text name the department of the cover, places compared: {count}",
            zh: "标题与正文 {count} 处所称部门与封面一致"
        ));
        return vec![judgement.at([cover.at])];
    };
    let judgement = Judgement::finding(words!(
        en: "the cover names {department}, the text {other}",
        zh: "封面为“{department}”，正文为“{other}”"
    ));
    let places = std::iter::once(cover.at).chain(others.iter().map(|(_, at)| *at));
    vec![judgement.values(department, other).at(places)]
}

/// Names of departments before a year and what a department spends, with their places.
fn named(context: &Context<'_>) -> Vec<(String, At)> {
    let report = context.report;
    let title = report.title.value.as_deref().map(fold::key);
    let mut found: Vec<(String, At)> = Vec::new();
    let years = &context.patterns.years;
    let mut read = |text: &str, mentions: &[Mention], at: At| {
        for mention in mentions {
            let audit = &context.patterns.audit;
            let rest = text.get(mention.to..).unwrap_or_default();
            let name = clause::back_to(text, mention.from, ends_name, LONGEST + 1);
            let is_name = audit.has(AuditWords::Organisation, name)
                && !audit.has(AuditWords::NoOrganisation, name)
                && name.chars().count() <= LONGEST;
            if !mention.cited && is_name && audit.has(AuditWords::DepartmentSubject, rest) {
                found.push((name.to_owned(), at));
            }
        }
    };
    if let Some(title) = &title {
        read(title, &years.mentions(title), report.title.at);
    }
    for paragraph in &context.reading.paragraphs {
        for (sentence, mentions) in paragraph.dated(years) {
            read(sentence, mentions, paragraph.block.at);
        }
    }
    found
}

/// Whether one name is the other, or short for it.
fn same(a: &str, b: &str) -> bool {
    let within = |short: &str, long: &str| {
        let mut rest = long.chars();
        short.chars().all(|c| rest.any(|other| other == c))
    };
    within(a, b) || within(b, a)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn a_short_name_is_the_same() {
        assert!(same("青溪市水务发展局", "市水务局"));
        assert!(!same("青溪市水务发展局", "青溪市林业局"));
    }
}
