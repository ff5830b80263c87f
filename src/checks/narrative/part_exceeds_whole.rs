//! `part_exceeds_whole.md` says what this finds and why.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet as HashSet;

use super::check;
use crate::checks::stated::{Span, places, quoted, span};
use crate::checks::tolerance::{adds_up, sum};
use crate::checks::{Context, Judgement};
use crate::model::{Severity, Stated};
use crate::patterns::narrative::WordKind;
use crate::words::words;

check!(
    "part_exceeds_whole",
    ["NAR-05"],
    High,
    en: "Part exceeds its whole",
    zh: "部分大于整体"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let quantities = &context.report.narrative.quantities;
    let mut out = Vec::new();
    // The parts of one sentence pass together.
    let sentences = quantities.chunk_by(|a, b| a.sentence == b.sentence);
    for sentence in sentences {
        // 下达10万元，其中：甲12万元，乙调减2万元: of parts that are taken off, another may be more.
        let words = &context.patterns.narrative;
        let is_cut = |part: &Stated| {
            words.is(WordKind::Falls, &part.before) || words.is(WordKind::Cut, &part.before)
        };
        let parts = || sentence.iter().filter(|part| !part.part_of.is_empty());
        let cut: HashSet<&[u32]> =
            parts().filter(|part| is_cut(part)).map(|part| part.part_of.as_slice()).collect();
        let pairs = parts().filter(|part| !cut.contains(part.part_of.as_slice()));
        let pairs: Vec<Pair<'_>> = pairs.filter_map(|part| Pair::of(part, context)).collect();
        let (wrong, right): (Vec<_>, Vec<_>) = pairs.iter().partition(|pair| pair.exceeds());
        out.extend(wrong.iter().map(|pair| pair.judge()));
        if wrong.is_empty() {
            out.extend(together(&pairs, context));
        }
        if wrong.is_empty() && !right.is_empty() {
            let count = right.len();
            let at = right.iter().flat_map(|pair| [pair.whole.at, pair.part.at]);
            let said = words!(
                en: "no part of {count} exceeds its whole",
                zh: "{count} 个部分均不大于整体"
            );
            out.push(Judgement::pass(said).at(places(at)));
        }
    }
    out
}

struct Pair<'a> {
    part: &'a Stated,
    part_span: Span<'a>,
    whole: &'a Stated,
    whole_span: Span<'a>,
}

impl<'a> Pair<'a> {
    /// A part with the largest of the wholes that it can be compared with.
    fn of(part: &'a Stated, context: &Context<'a>) -> Option<Self> {
        let part_span = span(part, context.patterns)?;
        let words = &context.patterns.narrative;
        // 年初预算…，其中：…；调整预算…: a total that follows the parts is none of them.
        let spending = &context.report.expenditure;
        let total = || spending.iter().any(|one| one.item == "total" && one.at == part.at);
        let added = part.unit == "%" || words.is(WordKind::AddedMoney, &part.before);
        if added || part.part_of.is_empty() || total() {
            return None;
        }
        let quantities = &context.report.narrative.quantities;
        let wholes = part.part_of.iter().filter_map(|&index| {
            let whole = quantities.get(usize::try_from(index).ok()?)?;
            let span = span(whole, context.patterns)?;
            let nearest = part.part_of.last() == Some(&index);
            let count = nearest && part.unit == whole.unit && part.scope == whole.scope;
            (count || comparable(part, &part_span, whole, &span)).then_some((whole, span))
        });
        let (whole, whole_span) =
            wholes.max_by_key(|(_, span)| (span.most.is_none(), span.most))?;
        Some(Self { part, part_span, whole, whole_span })
    }

    /// Whether the part is larger whatever the digits were rounded from, or may be and
    /// the whole is only given as a bound.
    fn exceeds(&self) -> bool {
        let bound = self.whole_span.most.or(self.whole_span.least);
        matches!((self.part_span.least, bound), (Some(part), Some(whole)) if part > whole)
    }

    fn judge(&self) -> Judgement {
        let (part, whole) = (quoted(self.part), quoted(self.whole));
        let at = places([self.whole.at, self.part.at]);
        if self.whole_span.most.is_none() {
            let said = words!(
                en: "\"{part}\" may exceed its whole, of which only a bound is given (\"{whole}\")",
                zh: "“{part}”是否超过整体无法判断，整体只给出界限（“{whole}”）"
            );
            return Judgement::not_evaluable(said).at(at);
        }
        let said = words!(
            en: "the part \"{part}\" is larger than its whole \"{whole}\"",
            zh: "部分“{part}”大于整体“{whole}”"
        );
        let expected = format!("<={}", self.whole.number);
        Judgement::finding(said).values(expected, self.part.number).at(at)
    }
}

/// Parts of one whole that make more than it together. Things that are counted may be
/// counted in more than one part (女性、党员), and money by source and by use.
fn together(pairs: &[Pair<'_>], context: &Context<'_>) -> Vec<Judgement> {
    // The parts of the spending have a check of their own.
    let spending =
        |pair: &Pair<'_>| context.report.expenditure.iter().any(|amount| amount.at == pair.part.at);
    if pairs.iter().any(spending) {
        return Vec::new();
    }
    let groups = pairs.chunk_by(|a, b| a.whole.at == b.whole.at);
    groups.filter(|group| group.len() > 1).filter_map(exceed).collect()
}

fn exceed(group: &[Pair<'_>]) -> Option<Judgement> {
    let whole = group.first()?;
    let unit = &whole.whole_span.unit;
    let last = |pair: &Pair<'_>| noun(pair.part).chars().next_back();
    let alike = group.windows(2).all(|pair| last(&pair[0]) == last(&pair[1]));
    if unit.dimension == "count" {
        return None;
    }
    let least = group.iter().map(|pair| pair.part_span.least);
    let least_sum = sum(&least.collect::<Option<Vec<Decimal>>>()?)?;
    let same = group.iter().all(|pair| pair.part.unit == whole.whole.unit);
    let most = whole.whole_span.most?;
    if !same || least_sum <= most {
        return None;
    }
    // Money of several names (财政补助、个人缴费) may be told by source and by use, and is then twice the
    // whole; where it is the whole and a little more, the parts are all of it and a figure is wrong.
    let by_several_names = unit.is_money() && !alike;
    let little = most.checked_div(Decimal::from(LITTLE))?;
    if by_several_names && (least_sum > most.checked_add(little)? || some_make_it(group)) {
        return None;
    }
    let numbers: Vec<String> = group.iter().map(|pair| pair.part.number.to_string()).collect();
    let terms = numbers.join(" + ");
    let parts: Vec<Decimal> = group.iter().map(|pair| pair.part.number).collect();
    let total = sum(&parts)?;
    let whole_said = quoted(whole.whole);
    let said = words!(
        en: "the parts {terms} = {total} are more than their whole \"{whole_said}\"",
        zh: "各部分 {terms} = {total}，大于整体“{whole_said}”"
    );
    let at = std::iter::once(whole.whole.at).chain(group.iter().map(|pair| pair.part.at));
    let expected = format!("<={}", whole.whole.number);
    let severity = if by_several_names { Severity::Low } else { Severity::Medium };
    Some(Judgement::finding(said).severity(severity).values(expected, total).at(places(at)))
}

/// Whether some of the parts make the whole already, so that the others are parts of these.
fn some_make_it(group: &[Pair<'_>]) -> bool {
    /// Of more parts nothing is said.
    const MOST: usize = 8;
    let numbers: Vec<Decimal> = group.iter().map(|pair| pair.part.number).collect();
    let Some(whole) = group.first().map(|pair| pair.whole.number) else { return true };
    let all = (1_u32 << numbers.len().min(MOST)) - 1;
    let chosen = |set: u32| numbers.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1);
    numbers.len() > MOST
        || (1..all).any(|set| {
            let terms: Vec<Decimal> = chosen(set).map(|(_, number)| *number).collect();
            adds_up(whole, &terms)
        })
}

/// What parts may be more than their whole by a slip of the pen: one of so many parts of it.
const LITTLE: u32 = 10;

/// Whether both count the same kind of thing.
fn comparable(part: &Stated, part_span: &Span<'_>, whole: &Stated, whole_span: &Span<'_>) -> bool {
    if part_span.unit.measure != whole_span.unit.measure {
        return false;
    }
    if part_span.unit.is_money() {
        return true;
    }
    part.unit == whole.unit && same_head(noun(part), noun(whole))
}

fn noun(stated: &Stated) -> &str {
    match stated.after.is_empty() {
        true => &stated.before,
        false => &stated.after,
    }
}

/// Whether two nouns end in the same two characters.
fn same_head(a: &str, b: &str) -> bool {
    let head = |noun: &str| -> Vec<char> { noun.chars().rev().take(2).collect() };
    let (a, b) = (head(a), head(b));
    a.len() == 2 && a == b
}
