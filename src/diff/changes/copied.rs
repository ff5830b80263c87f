//! `copied.md` says what this finds and why.

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, SideName, TextBlock, TextClass};
use crate::diff::prose::{figures, significant};
use crate::model::Severity;
use crate::patterns::{Patterns, SectionKind};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() {
        return;
    }
    let mut sections: Vec<Vec<(&TextBlock, &TextBlock)>> = Vec::new();
    for (old, new) in copied(context) {
        if section(new, context.patterns) == Some(SectionKind::Duties) {
            continue;
        }
        let mut groups = sections.iter_mut();
        let same = |group: &&mut Vec<(&TextBlock, &TextBlock)>| {
            group.first().is_some_and(|(_, first)| first.section == new.section)
        };
        match groups.find(same) {
            Some(group) => group.push((old, new)),
            None => sections.push(vec![(old, new)]),
        }
    }
    let characters = Characters::of(context);
    let share = (characters.copied * 100).checked_div(characters.all).unwrap_or(0);
    for group in sections {
        if let Some(change) = of_section(&group, share, context.patterns) {
            found.push(change);
        }
    }
}

fn copied<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a TextBlock, &'a TextBlock)> + use<'a> {
    context.text.iter().filter_map(|pair| match pair.class {
        TextClass::Copied => pair.old.as_ref().zip(pair.new.as_ref()),
        _ => None,
    })
}

/// Characters of the new report's prose.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::diff) struct Characters {
    pub(in crate::diff) all: usize,
    /// In blocks that are last year's to the digit.
    pub(in crate::diff) copied: usize,
    /// In blocks of last year's words with new figures.
    pub(in crate::diff) template: usize,
    /// In blocks too short to say anything that are last year's.
    pub(in crate::diff) short: usize,
}

impl Characters {
    pub(in crate::diff) fn of(context: &Context<'_>) -> Self {
        let mut counts = Self::default();
        for pair in context.text {
            let Some(new) = &pair.new else { continue };
            let length = new.text.chars().count();
            counts.all += length;
            match pair.class {
                TextClass::Copied => counts.copied += length,
                TextClass::Template => counts.template += length,
                TextClass::Same => counts.short += length,
                TextClass::Changed | TextClass::Removed | TextClass::Added => {}
            }
        }
        counts
    }
}

/// What is said in the section of a block.
pub(super) fn section(block: &TextBlock, patterns: &Patterns) -> Option<SectionKind> {
    block.section.iter().rev().find_map(|title| patterns.changes.section(title))
}

fn of_section(
    group: &[(&TextBlock, &TextBlock)],
    share: usize,
    patterns: &Patterns,
) -> Option<Change> {
    let (old, new) = *group.first()?;
    let count = group.len();
    let length: usize = group.iter().map(|(_, new)| new.text.chars().count()).sum();
    let title = new.section.last().map_or("—", String::as_str);
    let kept: Vec<Vec<String>> =
        group.iter().map(|(_, new)| figures(&new.text, patterns)).collect();
    let weight = kept.iter().map(|figures| Weight::of(figures, patterns)).max()?;
    let figures: usize = kept.iter().map(Vec::len).sum();
    let words = match weight {
        Weight::Words => words!(
            en: "{title}: {count} paragraph(s) of {length} characters are last year's, word for word; {share}% of the report is",
            zh: "{title}：{count} 段共 {length} 字照抄上年；全文照抄 {share}%"
        ),
        Weight::Few | Weight::Many => words!(
            en: "{title}: {count} paragraph(s) of {length} characters are last year's, with the same {figures} figure(s); {share}% of the report is",
            zh: "{title}：{count} 段共 {length} 字照抄上年，其中 {figures} 个数字也未变；全文照抄 {share}%"
        ),
    };
    let mut change = Change::new(ChangeKind::TextCopied, words)
        .severity(severity(section(new, patterns), weight))
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

/// How much the figures of a copied paragraph weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// It has none: a statement.
    Words,
    /// So few and short that they may have been the same again.
    Few,
    /// More than chance would leave as they were.
    Many,
}

impl Weight {
    fn of(figures: &[String], patterns: &Patterns) -> Self {
        let limits = patterns.changes.limits();
        let long = figures.iter().any(|figure| significant(figure) >= limits.carried_digits);
        match figures.len() {
            0 => Weight::Words,
            many if long || many >= limits.carried => Weight::Many,
            _ => Weight::Few,
        }
    }
}

/// What is said of results and problems is to be looked at first.
fn severity(section: Option<SectionKind>, weight: Weight) -> Severity {
    match (section, weight) {
        (
            Some(SectionKind::Results | SectionKind::Problems | SectionKind::Rectification),
            Weight::Many,
        ) => Severity::High,
        (
            Some(SectionKind::Results | SectionKind::Problems | SectionKind::Rectification),
            Weight::Few | Weight::Words,
        )
        | (None, Weight::Many) => Severity::Medium,
        (Some(SectionKind::Management) | None, _) => Severity::Low,
        (Some(SectionKind::Duties), _) => Severity::Info,
    }
}
