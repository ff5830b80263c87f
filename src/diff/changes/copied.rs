//! `copied.md` says what this finds and why.

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, SideName, TextBlock, TextClass};
use crate::model::Severity;
use crate::patterns::{Patterns, SectionKind};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() {
        return;
    }
    let copied = context.text.iter().filter_map(|pair| match pair.class {
        TextClass::Copied => pair.old.as_ref().zip(pair.new.as_ref()),
        _ => None,
    });
    let mut sections: Vec<Vec<(&TextBlock, &TextBlock)>> = Vec::new();
    for (old, new) in copied {
        let mut groups = sections.iter_mut();
        let same = |group: &&mut Vec<(&TextBlock, &TextBlock)>| {
            group.first().is_some_and(|(_, first)| first.section == new.section)
        };
        match groups.find(same) {
            Some(group) => group.push((old, new)),
            None => sections.push(vec![(old, new)]),
        }
    }
    let (characters, all) = characters(context);
    let share = (characters * 100).checked_div(all).unwrap_or(0);
    for group in sections {
        if let Some(change) = of_section(&group, share, context.patterns) {
            found.push(change);
        }
    }
}

/// Characters of the new report's prose in copied blocks, and all.
pub(in crate::diff) fn characters(context: &Context<'_>) -> (usize, usize) {
    let mut counts = (0, 0);
    for pair in context.text {
        let Some(new) = &pair.new else { continue };
        let length = new.text.chars().count();
        counts.1 += length;
        if pair.class == TextClass::Copied {
            counts.0 += length;
        }
    }
    counts
}

fn of_section(
    group: &[(&TextBlock, &TextBlock)],
    share: usize,
    patterns: &Patterns,
) -> Option<Change> {
    let (old, new) = *group.first()?;
    let count = group.len();
    let length: usize = group.iter().map(|(_, new)| new.text.chars().count()).sum();
    let section = new.section.last().map_or("—", String::as_str);
    let words = words!(
        en: "{section}: {count} paragraph(s) of {length} characters are last year's; {share}% of the report is",
        zh: "{section}：{count} 段共 {length} 字照抄上年；全文照抄 {share}%"
    );
    let mut change = Change::new(ChangeKind::TextCopied, words)
        .severity(severity(new, patterns))
        .old(old.text.as_str(), old.at)
        .new_side(new.text.as_str(), new.at);
    for (old, new) in group.iter().skip(1) {
        change = change.rests_on(SideName::Old, old.text.as_str(), old.at).rests_on(
            SideName::New,
            new.text.as_str(),
            new.at,
        );
    }
    Some(change)
}

fn severity(block: &TextBlock, patterns: &Patterns) -> Severity {
    let titles = block.section.iter().rev();
    let kind = titles.filter_map(|title| patterns.changes.section(title)).next();
    match kind {
        Some(SectionKind::Results | SectionKind::Problems | SectionKind::Rectification) => {
            Severity::High
        }
        Some(SectionKind::Duties) => Severity::Info,
        Some(SectionKind::Management) => Severity::Low,
        None => ChangeKind::TextCopied.kind().severity,
    }
}
