//! `split.md` says what this finds and why.

use super::target;
use crate::diff::found::{Both, Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::{Change, Pair, PairClass, SideName};
use crate::diff::pairing;
use crate::fold::Bigrams;
use crate::model::{Direction, Indicator, Severity};
use crate::words::{Words, words};

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    let open = (0u32..).zip(context.pairs).filter(|(_, pair)| pair.class == PairClass::Ambiguous);
    for (place, pair) in open {
        let (whole, side) = match (&pair.old, &pair.new) {
            (Some(row), None) => (row, SideName::Old),
            (None, Some(row)) => (row, SideName::New),
            _ => continue,
        };
        let parts = parts(whole, pair, side, context);
        if parts.len() > 1 && parts.len() == pair.candidates.len() {
            found.push(change(place, whole, side, &parts, context));
        }
    }
}

/// The rows of the other report that could be this one and no other, if their names or their targets
/// say that they make it up together.
fn parts<'a>(
    whole: &Indicator,
    pair: &Pair,
    side: SideName,
    context: &Context<'a>,
) -> Vec<&'a Indicator> {
    let of_whole = |pair: &&Pair| match pair.candidates.as_slice() {
        [only] => (only.table, only.row) == (whole.table, whole.row),
        _ => false,
    };
    let open = context.pairs.iter().filter(|pair| pair.class == PairClass::Ambiguous);
    let other = open.filter(of_whole).filter_map(|pair| match side {
        SideName::Old if pair.old.is_none() => pair.new.as_ref(),
        SideName::New if pair.new.is_none() => pair.old.as_ref(),
        _ => None,
    });
    let parts: Vec<&Indicator> = other.collect();
    let named = |part: &Indicator| {
        pair.candidates.iter().any(|c| (c.table, c.row) == (part.table, part.row))
    };
    let all_named = parts.iter().all(|part| named(part));
    let key = |row: &Indicator| pairing::masked(&pairing::name(row), context.patterns);
    // 线上培训人数 and 线下培训人数 are 培训人数 with a word more each.
    let holds = |part: &&Indicator| pairing::is_subsequence(&key(whole), &key(part));
    let adds_up = || {
        let measured = |row| measured::target(row, context.patterns);
        let targets: Vec<_> = parts.iter().map(|part| measured(part)).collect();
        let rows: Vec<_> = parts.iter().copied().zip(targets.iter().map(Option::as_ref)).collect();
        measured::is_sum((whole, measured(whole).as_ref()), &rows).unwrap_or_default()
    };
    // 食品抽检批次 and 药品抽检批次 are 食品药品抽检批次 together.
    let put_together = || match parts.as_slice() {
        [a, b] => pairing::is_put_together(&key(whole), [&key(a), &key(b)]),
        _ => false,
    };
    match all_named && (parts.iter().all(holds) || adds_up() || put_together()) {
        true => parts,
        false => Vec::new(),
    }
}

fn change(
    place: u32,
    whole: &Indicator,
    side: SideName,
    parts: &[&Indicator],
    context: &Context<'_>,
) -> Change {
    let shown = |row: &Indicator| {
        let (name, target) = (pairing::name(row), measured::printed(&row.target));
        words!(en: "{name} ({target})", zh: "{name}（{target}）")
    };
    let Words { en: one, zh: one_zh } = shown(whole);
    let each: Vec<Words> = parts.iter().map(|part| shown(part)).collect();
    let many = each.iter().map(|part| part.en.as_str()).collect::<Vec<_>>().join(", ");
    let many_zh: Vec<&str> = each.iter().map(|part| part.zh.as_str()).collect();
    let many_zh = Words::list(&many_zh).zh;
    let (Words { en: sum, zh: sum_zh }, severity) = sum(whole, side, parts, context);
    let (kind, words) = match side {
        SideName::Old => (
            ChangeKind::Split,
            words!(
                en: "{one} seems to be split into {many}{sum}",
                zh: "{one_zh} 似分拆为 {many_zh}{sum_zh}"
            ),
        ),
        SideName::New => (
            ChangeKind::Merged,
            words!(
                en: "{many} seem to be merged into {one}{sum}",
                zh: "{many_zh} 似合并为 {one_zh}{sum_zh}"
            ),
        ),
    };
    let mut change = Change::new(kind, words).severity(severity);
    change.indicator = Some(pairing::name(whole));
    change.pair = Some(place);
    let raw = |row: &Indicator| row.target.raw.clone();
    let other = match side {
        SideName::Old => SideName::New,
        SideName::New => SideName::Old,
    };
    for part in parts.iter().skip(1) {
        change = change.rests_on(other, raw(part), part.at);
    }
    let first = parts.first().map_or(whole, |part| part);
    match side {
        SideName::Old => change.old(raw(whole), whole.at).new_side(raw(first), first.at),
        SideName::New => change.old(raw(first), first.at).new_side(raw(whole), whole.at),
    }
}

/// What the targets of the parts come to beside that of the whole, and how grave that is.
fn sum(
    whole: &Indicator,
    side: SideName,
    parts: &[&Indicator],
    context: &Context<'_>,
) -> (Words, Severity) {
    let measured = |row| measured::target(row, context.patterns);
    let targets: Vec<_> = parts.iter().map(|part| measured(part)).collect();
    let rows: Vec<_> = parts.iter().copied().zip(targets.iter().map(Option::as_ref)).collect();
    let one = measured(whole);
    let together = measured::sum((whole, one.as_ref()), &rows);
    let (Some(one), Some(together)) = (one, together) else {
        return (Words::default(), Severity::Low);
    };
    let (before, now) = match side {
        SideName::Old => (one.number, together),
        SideName::New => (together, one.number),
    };
    if before == now {
        let words = words!(
            en: "; together the targets ask for as much as before",
            zh: "；预期值合计与上年相同"
        );
        return (words, Severity::Low);
    }
    let relative = measured::relative(before, now);
    let Words { en: by, zh: by_zh } = measured::by(relative);
    let lowered = match whole.direction {
        Some(Direction::More) => now < before,
        Some(Direction::Less) => now > before,
        _ => false,
    };
    let words = words!(
        en: "; together the targets went from {before} to {now}{by}",
        zh: "；预期值合计由 {before} 变为 {now}{by_zh}"
    );
    let severity = match lowered {
        true => target::severity(relative, context),
        false => Severity::Low,
    };
    (words, severity)
}

/// More rows than this of one report alone are not looked at as parts: reports have a handful.
pub(super) const MOST_PARTS: usize = 64;

/// An indicator that only the new report has, and whose target makes up for what the target of this
/// one lost: most likely a part of it has an indicator of its own now.
pub(super) fn taken_out<'a>(both: &Both<'_>, context: &Context<'a>) -> Option<&'a Indicator> {
    let added = context.pairs.iter().filter(|pair| pair.class == PairClass::Added);
    let mut added = added.filter_map(|pair| pair.new.as_ref()).take(MOST_PARTS);
    added.find(|part| make_up(both.old, [both.new, part], context))
}

/// An indicator of both years whose new target is its old one and that of a row which only the old
/// report has: most likely that row was put into it.
pub(super) fn put_into<'a>(row: &Indicator, context: &Context<'a>) -> Option<Both<'a>> {
    context.both().find(|both| make_up(both.new, [both.old, row], context))
}

/// Whether two indicators, of one level 2 and with words in common, have targets that add up to that of
/// a third.
fn make_up(whole: &Indicator, parts: [&Indicator; 2], context: &Context<'_>) -> bool {
    let patterns = context.patterns;
    let name = |row: &Indicator| {
        let key = pairing::masked(&pairing::name(row), patterns);
        Bigrams::of(&patterns.pairing.stem(&key))
    };
    let least = patterns.pairing.limits.name;
    let alike = |part: &&Indicator| {
        part.level2.value == whole.level2.value && name(part).dice(&name(whole)) >= least
    };
    let targets = parts.map(|part| measured::target(part, patterns));
    let rows = [(parts[0], targets[0].as_ref()), (parts[1], targets[1].as_ref())];
    let target = measured::target(whole, patterns);
    let adds_up = measured::is_sum((whole, target.as_ref()), &rows).unwrap_or_default();
    adds_up && parts.iter().all(alike)
}
