//! The head of a comparison: the two reports, their years, and the counts.

use super::changes::copied::Characters;
use super::model::{Change, NotComparable, Pair, PairClass, PairCounts, Side, Summary, Years};
use crate::model::{Report, Severity, Text};

/// How the years of two reports stand to each other.
pub(super) fn years(old: &Report, new: &Report) -> Years {
    if old.source.sha256 == new.source.sha256 {
        return Years::SameFile;
    }
    match (old.fiscal_year.value, new.fiscal_year.value) {
        (Some(old), Some(new)) if old == new => Years::SameYear,
        (Some(old), Some(new)) if old + 1 == new => Years::Following,
        (Some(old), Some(new)) if old < new => Years::Apart,
        (Some(_), Some(_)) => Years::Reversed,
        _ => Years::Unknown,
    }
}

/// One of the two reports.
pub(super) fn side(report: &Report) -> Side {
    let text = |text: &Option<Text>| text.as_ref().and_then(|t| t.value.clone());
    let verdicts = report.indicators.iter();
    let verdicts = verdicts.filter_map(|row| row.completion.met);
    let (mut judged, mut met) = (0, 0);
    for verdict in verdicts {
        judged += 1;
        met += u32::from(verdict);
    }
    Side {
        source: report.source.clone(),
        program: report.program.clone(),
        department: text(&report.fields.department),
        project: text(&report.fields.project),
        kind: report.kind,
        fiscal_year: report.fiscal_year.value,
        title: report.title.value.clone(),
        score: report.conclusion.score.as_ref().map(|score| score.value),
        grade: text(&report.conclusion.grade),
        indicators: count(report.indicators.len()),
        judged,
        met,
    }
}

/// The counts of a comparison; `characters` are those of the new report's prose.
pub(super) fn summary(
    changes: &[Change],
    not_comparable: &[NotComparable],
    pairs: &[Pair],
    characters: Characters,
) -> Summary {
    let of = |severity| count(changes.iter().filter(|c| c.severity == severity).count());
    let class = |class| count(pairs.iter().filter(|pair| pair.class == class).count());
    Summary {
        high: of(Severity::High),
        medium: of(Severity::Medium),
        low: of(Severity::Low),
        info: of(Severity::Info),
        not_comparable: count(not_comparable.len()),
        pairs: PairCounts {
            same: class(PairClass::Same),
            renamed: class(PairClass::Renamed),
            uncertain: class(PairClass::Uncertain),
            ambiguous: class(PairClass::Ambiguous),
            dropped: class(PairClass::Dropped),
            added: class(PairClass::Added),
        },
        characters: count(characters.all),
        copied_characters: count(characters.copied),
        template_characters: count(characters.template),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
