//! Whether two reports are on one thing (对比对象): of one department, and on one project.
//!
//! Names decide; where they differ, only what the reports themselves show can make two names
//! one body: the indicators are the same, and the names are alike or the new report tells of
//! the old name (原市旅游局). Two offices of one kind in two counties print the same indicators,
//! so that those alone prove nothing.

use super::model::{Pair, PairClass, Side};
use super::pairing::{self, is_subsequence};
use super::subject::Subject;
use crate::fold::{self, Bigrams, clause};
use crate::model::{Report, ReportKind, Text};
use crate::patterns::{Patterns, WordOf};
use crate::prose::reading::Reading;

impl Side {
    /// Department and project in one text, as far as they are printed.
    pub(crate) fn subject(&self) -> String {
        let parts = self.department.iter().chain(&self.project);
        parts.map(String::as_str).collect::<Vec<_>>().join(" · ")
    }
}

/// Whether two reports are on one thing.
pub(super) fn subject(old: &Report, new: &Report, pairs: &[Pair], patterns: &Patterns) -> Subject {
    let (one, other) = (Names::of(old, patterns), Names::of(new, patterns));
    if one.code.is_some() && one.code == other.code {
        return Subject::One;
    }
    let departments = standing(&one.department, &other.department);
    let projects = match (&one.project, &other.project) {
        (Some(_), None) | (None, Some(_)) if of_other_kinds(old, new) => Standing::Differ,
        (old, new) => standing(old, new),
    };
    let same_rows = || mostly_same(pairs);
    let department_renamed = || {
        let (Some(a), Some(b)) = (&one.department, &other.department) else { return false };
        same_rows() && is_renamed(a, b, new, patterns)
    };
    let project_renamed = || {
        let (Some(a), Some(b)) = (&one.project, &other.project) else { return false };
        same_rows() && are_alike(a, b, patterns)
    };
    match (departments, projects) {
        (Standing::Unknown, Standing::Unknown) => Subject::Unknown,
        (Standing::Differ, Standing::Differ) => Subject::Different,
        (Standing::Differ, _) => renamed(department_renamed()),
        (Standing::Unknown, Standing::Differ) => Subject::Different,
        (_, Standing::Differ) => renamed(project_renamed()),
        _ => Subject::One,
    }
}

fn renamed(is: bool) -> Subject {
    if is { Subject::Renamed } else { Subject::Different }
}

/// What a report calls itself, as it is compared.
struct Names {
    department: Option<String>,
    project: Option<String>,
    code: Option<String>,
}

impl Names {
    fn of(report: &Report, patterns: &Patterns) -> Self {
        let fields = &report.fields;
        let text = |text: Option<&Text>| text.and_then(|text| text.value.clone());
        let named = |name: String| (!name.is_empty()).then_some(name);
        let department = text(fields.department.as_ref());
        let project = text(fields.project.as_ref());
        Names {
            department: department.map(|d| patterns.pairing.department(&d)).and_then(named),
            project: project.map(|p| pairing::masked(&p, patterns)).and_then(named),
            code: text(fields.more.get("project_code")).map(|c| fold::key(&c)).and_then(named),
        }
    }
}

/// How two names stand to each other.
enum Standing {
    Same,
    Differ,
    /// At least one is not printed.
    Unknown,
}

fn standing(old: &Option<String>, new: &Option<String>) -> Standing {
    match (old, new) {
        (Some(old), Some(new)) if old == new => Standing::Same,
        (Some(_), Some(_)) => Standing::Differ,
        _ => Standing::Unknown,
    }
}

/// Whether one is on a department as a whole and the other on a project.
fn of_other_kinds(old: &Report, new: &Report) -> bool {
    let whole = |report: &Report| match report.kind {
        ReportKind::DepartmentSelfReport | ReportKind::DepartmentSelfTable => Some(true),
        ReportKind::ProjectSelfReport | ReportKind::ProjectSelfTable => Some(false),
        _ => None,
    };
    matches!((whole(old), whole(new)), (Some(a), Some(b)) if a != b)
}

/// Fewer indicators than these are one by chance.
const FEWEST: usize = 3;

/// Whether at least half of the indicators of the longer report stand in both under one name.
fn mostly_same(pairs: &[Pair]) -> bool {
    let same = pairs.iter().filter(|pair| pair.class == PairClass::Same).count();
    let olds = pairs.iter().filter(|pair| pair.old.is_some()).count();
    let news = pairs.iter().filter(|pair| pair.new.is_some()).count();
    same >= FEWEST && same * 2 >= olds.max(news)
}

/// Whether a department has another name now: both of one place, and the names are alike, or the new
/// report says what it was called.
fn is_renamed(old: &str, new: &str, report: &Report, patterns: &Patterns) -> bool {
    let (place, body) = patterns.pairing.place_and_body(old);
    let (new_place, new_body) = patterns.pairing.place_and_body(new);
    if place != new_place {
        return false;
    }
    are_alike(body, new_body, patterns) || is_told(body, report, patterns)
}

/// Whether two names share most of their characters, or one is the other with some put in
/// (农业局, 农业农村局).
fn are_alike(old: &str, new: &str, patterns: &Patterns) -> bool {
    let alike = Bigrams::of(old).dice(&Bigrams::of(new)) >= patterns.pairing.limits.renamed;
    let within =
        |part: &str, whole: &str| part.chars().count() >= FEWEST && is_subsequence(part, whole);
    alike || within(old, new) || within(new, old)
}

/// Whether a sentence of the report names the body and says that it was reorganised.
fn is_told(body: &str, report: &Report, patterns: &Patterns) -> bool {
    if body.chars().count() < FEWEST {
        return false;
    }
    let reading = Reading::new(report);
    reading.paragraphs.iter().any(|paragraph| {
        let text = fold::key(&paragraph.block.text);
        let mut sentences = text.split(clause::ends_statement);
        sentences.any(|sentence| {
            sentence.contains(body)
                && patterns.changes.word(WordOf::Reorganised, sentence).is_some()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_under_another_name_is_of_one_place() {
        let patterns = Patterns::builtin();
        let parts = |name| patterns.pairing.place_and_body(name);
        assert_eq!(parts("青溪市水务局"), ("青溪市", "水务局"));
        assert_eq!(parts("水务局"), ("", "水务局"));
        assert_eq!(parts("市水务局"), ("", "市水务局"));
        assert!(are_alike("农业局", "农业农村局", patterns));
        assert!(!are_alike("民政局", "教育局", patterns));
    }
}
