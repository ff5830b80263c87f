//! Quantities, shares and growth of all paragraphs.

use super::{Paragraph, Sought};
use std::ops::Range;

use super::quantities::{Found, Quantities, quantities};
use crate::fold;
use crate::location::At;
use crate::model::{Growth, Scope, Share, Stated};
use crate::patterns::narrative::{PatternKind, WordKind};
use crate::patterns::{Narrative as Words, Patterns, Units};

/// What is read of the figures in the prose.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) quantities: Vec<Stated>,
    pub(crate) shares: Vec<Share>,
    pub(crate) growth: Vec<Growth>,
    /// Digits before a unit that cannot be trusted, as printed.
    pub(crate) damaged: Vec<(String, At)>,
    /// Where forms start whose cells were run together: their digits are no quantities.
    pub(crate) run_together: Vec<At>,
}

impl Facts {
    /// Reads one paragraph.
    pub(crate) fn add(
        &mut self,
        number: u32,
        prose: &Paragraph<'_>,
        year: Option<i16>,
        patterns: &Patterns,
    ) {
        let text = prose.folded.text.as_str();
        let Quantities { mut found, mut damaged } = quantities(text, prose.traces, year, patterns);
        found.retain(|quantity| {
            !is_of_two_cells(quantity, prose) && !is_hint(text, quantity, patterns)
        });
        let pattern = prose.sought(PatternKind::RunTogether, patterns);
        let heads = pattern.and_then(|pattern| pattern.captures(text)?.whole());
        if let Some(heads) = heads.map(|heads| heads.start()..heads.end()) {
            let of_form = found.iter().any(|quantity| quantity.from >= heads.start);
            found.retain(|quantity| quantity.to <= heads.start);
            damaged.retain(|digits| digits.end <= heads.start);
            self.run_together.extend(of_form.then(|| prose.folded.at(heads.start, heads.end)));
        }
        let place = |range: Range<usize>| {
            let raw = prose.folded.raw(range.start, range.end).to_owned();
            (raw, prose.folded.at(range.start, range.end))
        };
        self.damaged.extend(damaged.into_iter().map(place));
        let paragraph = Figures {
            text,
            base: self.quantities.len(),
            found: &found,
            words: &patterns.narrative,
            units: &patterns.units,
        };
        let mut wholes = paragraph.wholes(prose.may_hold(Sought::OfWhich));
        paragraph.narrow(&mut wholes);
        paragraph.in_brackets(&mut wholes);
        let scopes = paragraph.scopes(&wholes);
        self.quantities.reserve(found.len());
        for ((quantity, part_of), own) in found.iter().zip(wholes).zip(scopes) {
            let mut stated = stated(number, prose, quantity, part_of);
            let other = under_year(quantity, prose, year, patterns);
            stated.scope = match (scope(own, quantity.done, prose), other) {
                (None, other) => other,
                // 2025年计划: what is planned under it is planned for that year.
                (Some(Scope::Planned | Scope::Unclear), Some(Scope::OtherYear)) => other,
                (told, _) => told,
            };
            self.quantities.push(stated);
        }
        for (index, quantity) in found.iter().enumerate() {
            if quantity.percent {
                self.shares.extend(paragraph.share(index, prose));
                self.growth.extend(paragraph.growth(index, prose));
            }
        }
    }
}

/// Whether a number stands apart from the sign behind it, with which a word starts: the next cell of
/// a form (75.00　　　项目当年预算).
fn is_of_two_cells(quantity: &Found, prose: &Paragraph<'_>) -> bool {
    const APART: usize = 2;
    let text = prose.folded.text.as_str();
    let Some(next) = text.get(quantity.to..).and_then(|rest| rest.chars().next()) else {
        return false;
    };
    let printed = prose.folded.raw(quantity.from, quantity.to + next.len_utf8());
    let digits = printed.trim_start_matches(|c: char| !c.is_whitespace());
    let sign = digits.trim_start();
    let gap = digits.chars().take_while(|c| c.is_whitespace()).count();
    gap >= APART && fold::is_cjk(next) && sign.chars().count() == 2
}

/// Whether a quantity says how much is to be written into a form: （200字以内）.
fn is_hint(text: &str, quantity: &Found, patterns: &Patterns) -> bool {
    let closed = quantity.to + usize::from(text[quantity.to..].starts_with(')'));
    let printed = text.get(quantity.from..closed).unwrap_or_default();
    patterns.narrative.is(WordKind::FormHint, printed)
}

fn stated(number: u32, prose: &Paragraph<'_>, quantity: &Found, part_of: Vec<u32>) -> Stated {
    let text = prose.folded.text.as_str();
    let words =
        |range: &std::ops::Range<usize>| text.get(range.clone()).unwrap_or_default().to_owned();
    Stated {
        before: words(&quantity.before),
        after: words(&quantity.after),
        comparator: quantity.comparator,
        number: quantity.number,
        upper: quantity.upper,
        unit: quantity.unit.clone(),
        approximate: quantity.approximate,
        scope: None,
        sentence: [number, quantity.sentence],
        section: prose.section,
        part_of,
        // With the words of comparison, which stand before it: 超2000亿元.
        raw: prose.folded.raw(quantity.before.end, quantity.to).to_owned(),
        at: prose.folded.at(quantity.from, quantity.to),
    }
}

/// The scope of a quantity under its heading or label: a section of goals (绩效目标) tells of plans, but
/// for what its sentence says was done.
fn scope(own: Option<Scope>, done: bool, prose: &Paragraph<'_>) -> Option<Scope> {
    let told = prose.told.filter(|_| !done);
    match own {
        None | Some(Scope::Unclear) if told.is_some() => told,
        // 新增6处, 每户3000元: of goals as well as of what was done.
        Some(Scope::Partial) if told == Some(Scope::Planned) => told,
        own => own,
    }
}

/// The scope of a quantity under a heading that names another year (2025年预算情况), if its sentence
/// names none: what is to come is not this year's, and of the year before it may be told what was done
/// about it (2022年问题整改情况).
fn under_year(
    quantity: &Found,
    prose: &Paragraph<'_>,
    year: Option<i16>,
    patterns: &Patterns,
) -> Option<Scope> {
    let (own, named) = (year?, prose.year?);
    let text = prose.folded.text.as_str();
    let sentence = || text.get(quantity.sentence_from..quantity.from).unwrap_or_default();
    if own == named || !patterns.years.mentions(sentence()).is_empty() {
        return None;
    }
    Some(if named > own { Scope::OtherYear } else { Scope::Unclear })
}

/// One paragraph with its quantities.
pub(super) struct Figures<'a> {
    pub(super) text: &'a str,
    /// Index of its first quantity among all of the report.
    pub(super) base: usize,
    pub(super) found: &'a [Found],
    pub(super) words: &'a Words,
    pub(super) units: &'a Units,
}

impl Figures<'_> {
    pub(super) fn index(&self, own: usize) -> u32 {
        u32::try_from(self.base + own).unwrap_or(u32::MAX)
    }

    /// Whether a quantity is by how much another rose or fell (比上年减少20人).
    pub(super) fn is_change(&self, quantity: &Found) -> bool {
        self.words.is_change(self.words_before(quantity))
    }

    /// Whether a quantity is a rate of growth, or by how much something is more or less than what its clause starts
    /// to compare it with: 较2019年增加12万元.
    pub(super) fn is_compared(&self, quantity: &Found) -> bool {
        let words = self.words_before(quantity).trim_start_matches(',');
        let first = words.chars().next().map_or(0, char::len_utf8);
        let compares = || self.words.is(WordKind::Compares, &words[..first]);
        self.is_change(quantity) && (quantity.percent || compares())
    }

    fn words_before(&self, quantity: &Found) -> &str {
        self.text.get(quantity.before.clone()).unwrap_or_default()
    }

    fn share(&self, index: usize, prose: &Paragraph<'_>) -> Option<Share> {
        let quantity = self.found.get(index)?;
        let before = self.words_before(quantity);
        let found = self.words.pattern(PatternKind::Share)?.captures(before)?;
        let start = quantity.before.start + found.whole()?.start();
        let whole = found.name("whole").or(found.name("of")).map(|whole| whole.as_str().to_owned());
        let part = self.just_before(index, start, 1).map(|first| self.index(first));
        Some(Share {
            percent: quantity.number,
            part,
            whole: whole.filter(|whole| !whole.is_empty()),
            raw: prose.folded.raw(start, quantity.to).to_owned(),
            at: prose.folded.at(start, quantity.to),
        })
    }

    fn growth(&self, index: usize, prose: &Paragraph<'_>) -> Vec<Growth> {
        let Some(quantity) = self.found.get(index) else {
            return Vec::new();
        };
        let before = self.words_before(quantity);
        let pattern = self.words.pattern(PatternKind::Growth);
        let Some(found) = pattern.and_then(|pattern| pattern.captures(before)) else {
            return Vec::new();
        };
        let start = found.whole().map_or(0, |m| m.start());
        let head = before.get(..start).unwrap_or_default();
        let mut start = quantity.before.start + start;
        let respectively = self.words.find(WordKind::Respectively, head).last();
        let row = match respectively.filter(|word| word.end == head.len()) {
            Some(word) => {
                start -= head.len() - word.start;
                self.row(index)
            }
            None => 1,
        };
        let first = self.just_before(index, start, row);
        let falls = self.words.is(WordKind::Falls, before);
        let members = self.found.iter().enumerate().skip(index).take(row);
        let growth = |(own, member): (usize, &Found)| {
            let from = if own == index { start } else { member.from };
            Growth {
                percent: if falls { -member.number } else { member.number },
                of: first.map(|first| self.index(first + own - index)),
                raw: prose.folded.raw(from, member.to).to_owned(),
                at: prose.folded.at(from, member.to),
            }
        };
        members.map(growth).collect()
    }

    /// How many rates stand in a row from this one on: 54.3%和13.6%.
    fn row(&self, index: usize) -> usize {
        let rest = self.found.get(index..).unwrap_or_default();
        let joined = rest.windows(2).take_while(|pair| {
            let [left, right] = pair else { return false };
            let between = self.text.get(left.to..right.from).unwrap_or_default();
            right.percent
                && (between == "、" || self.words.is(WordKind::ListJoint, between))
                && between.chars().count() <= 2
        });
        joined.count() + 1
    }

    /// The first of the `wanted` quantities that stand, with nothing but marks
    /// between, before the place where the words of a rate start.
    fn just_before(&self, index: usize, start: usize, wanted: usize) -> Option<usize> {
        let first = index.checked_sub(wanted)?;
        let members = self.found.get(first..index)?;
        let last = members.last()?;
        let between = self.text.get(last.to..start)?;
        let near = between.chars().all(|c| matches!(c, ',' | '(' | '、'));
        let own = self.found.get(index)?;
        // 比上年减少20人，下降14.3%: the rate is not that of the change.
        let other = |q: &Found| q.scope == Some(Scope::OtherYear) || self.is_change(q);
        let fits = |q: &Found| !q.percent && q.sentence == own.sentence && !other(q);
        (near && members.iter().all(fits)).then_some(first)
    }
}
