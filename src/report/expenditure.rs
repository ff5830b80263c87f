//! Amounts of spending that the prose states (支出情况).

use crate::fold::{self, clause};
use crate::model::{Expenditure, Note, ReportKind, Scope, Status};
use crate::patterns::Patterns;
use crate::prose::{Amount, Paragraph, Prose, Sought, is_on_the_next_year};
use crate::report::year;
use crate::words::words;

/// The amounts of spending of the year evaluated, in reading order. An amount
/// that its clause gives for another year is left out; one whose digits cannot be
/// trusted is a note. What is told of one project of several is not the whole's.
pub(crate) fn expenditure(
    prose: &Prose<'_>,
    kind: ReportKind,
    fiscal_year: Option<i16>,
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Vec<Expenditure> {
    let mut out: Vec<Expenditure> = Vec::new();
    // By which words each is told, if of a project: 项目全年预算数3万元.
    let mut projects: Vec<Option<&str>> = Vec::new();
    for (index, paragraph) in prose.paragraphs.iter().enumerate() {
        let aside = paragraph.aside && !kind.is_of_a_project();
        if aside || !paragraph.may_hold(Sought::Spending) {
            continue;
        }
        let folded = &paragraph.folded;
        let above = index.checked_sub(1).and_then(|above| prose.paragraphs.get(above));
        let above = above.filter(|above| above.section == paragraph.section);
        let above = above.map(|above| above.folded.text.as_str());
        // 项目支出情况 in the report on a project is all that it spent.
        let under = Some(paragraph.spending).filter(|_| !kind.is_of_a_project());
        let under = under.map(fold::key);
        let amounts = patterns.money.amounts(&folded.text, above, under.as_deref());
        // A heading says what amounts are only where none of them says another thing.
        let other = |found: &Amount<'_>| found.basis.is_some() && found.basis != paragraph.basis;
        let heading = paragraph.basis.filter(|_| !amounts.iter().any(other) && !differ(&amounts));
        let (mut project, mut last) = (false, 0);
        for found in amounts {
            // What goes by no name of its own in that sentence is told of the same project.
            let since = folded.text.get(last..found.name_from).unwrap_or_default();
            project &= !found.own && !since.contains(clause::ends_sentence);
            project |= is_of_a_project(&folded.text, &found, patterns);
            last = found.to;
            let before = year::last_before(&folded.text, found.name_from, found.from, patterns);
            let told = before.or(paragraph.year);
            let other = told.is_some() && fiscal_year.is_some() && told != fiscal_year;
            let next = before.is_none() && is_of_the_next_year(paragraph, &found, patterns);
            if other || next {
                continue;
            }
            let at = folded.at(found.from, found.to);
            let raw = folded.raw(found.from, found.to).to_owned();
            let Some(amount) = found.amount else {
                let message = words!(
                    en: "the amount {raw} cannot be read; it is not among the spending",
                    zh: "金额 {raw} 残损，未计入支出"
                );
                notes.push(Note::new("amount_damaged", message, at));
                continue;
            };
            out.push(Expenditure {
                item: found.item.to_owned(),
                amount,
                unit: found.unit.to_owned(),
                basis: found.basis.or(heading),
                raw,
                status: Status::AsRead,
                repair: None,
                at,
            });
            let words = folded.text.get(found.name_from..found.from);
            projects.push(words.filter(|_| project));
        }
    }
    without_those_of_projects(&mut out, &projects, kind);
    out
}

/// Whether the words before the name of an amount make it a project's: 该项目全年预算数.
fn is_of_a_project(text: &str, found: &Amount<'_>, patterns: &Patterns) -> bool {
    let head = text.get(..found.name_from).unwrap_or_default();
    patterns.grades.of_a_project.end(head).is_some()
}

/// Whether the heading above an amount, or its sentence, is on the year after the one evaluated:
/// 下一年度预算安排80万元，其中人员经费50万元.
fn is_of_the_next_year(paragraph: &Paragraph<'_>, found: &Amount<'_>, patterns: &Patterns) -> bool {
    const REACH: usize = 120;
    let text = &paragraph.folded.text;
    paragraph.told == Some(Scope::OtherYear) || {
        let sentence = clause::back_to(text, found.from, clause::ends_sentence, REACH);
        is_on_the_next_year(sentence, patterns)
    }
}

/// Leaves out what is told of projects where the report is not on one: in a report on a department
/// all of it, and where nothing tells what the report is on, what is told of several. `projects`
/// holds by which words each amount is told, if it is one of a project.
fn without_those_of_projects(
    out: &mut Vec<Expenditure>,
    projects: &[Option<&str>],
    kind: ReportKind,
) {
    let count = projects.iter().flatten().count();
    if kind.is_of_a_project() || count == 0 {
        return;
    }
    let told: Vec<(&Expenditure, &str)> = out
        .iter()
        .zip(projects)
        .filter_map(|(one, words)| Some((one, (*words)?)))
        .take(MOST)
        .collect();
    let differ = told.iter().enumerate().any(|(index, (one, words))| {
        let others = told.get(index + 1..).unwrap_or_default();
        others.iter().any(|(other, same)| {
            words == same && (one.amount, &one.unit) != (other.amount, &other.unit)
        })
    });
    if differ || kind != ReportKind::Unknown {
        let mut projects = projects.iter();
        out.retain(|_| projects.next().is_none_or(Option::is_none));
    }
}

/// So many amounts of projects are compared with each other.
const MOST: usize = 50;

/// Whether one item has several amounts: they are not of one basis.
fn differ(amounts: &[Amount<'_>]) -> bool {
    /// So many amounts are compared.
    const MOST: usize = 12;
    let near = amounts.get(..amounts.len().min(MOST)).unwrap_or_default();
    near.iter().enumerate().any(|(index, one)| {
        let others = near.get(index + 1..).unwrap_or_default();
        others.iter().any(|other| other.item == one.item && other.amount != one.amount)
    })
}
