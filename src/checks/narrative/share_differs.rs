//! `share_differs.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::stated::{Span, places, quoted, shown as shown_quantity, span};
use crate::checks::tolerance::{half_unit, shown};
use crate::checks::{Context, Judgement};
use crate::model::{Severity, Share, Stated};
use crate::patterns::narrative::WordKind;
use crate::words::words;

check!(
    "share_differs",
    ["NAR-02"],
    Medium,
    en: "Share differs",
    zh: "占比不符"
);

/// So many quantities to each side are looked at for a whole that fits.
const MOST_LOOKED_AT: usize = 200;

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let shares = &context.report.narrative.shares;
    let mut out: Vec<Judgement> = shares.iter().filter_map(|share| one(share, context)).collect();
    out.extend(super::rates::rates(context));
    out
}

/// A quantity with its span.
struct Known<'a> {
    index: usize,
    stated: &'a Stated,
    span: Span<'a>,
}

fn known<'a>(index: u32, context: &Context<'a>) -> Option<Known<'a>> {
    let index = usize::try_from(index).ok()?;
    let stated = context.report.narrative.quantities.get(index)?;
    let span = span(stated, context.patterns)?;
    Some(Known { index, stated, span })
}

fn one(share: &Share, context: &Context<'_>) -> Option<Judgement> {
    let part = known(share.part?, context)?;
    let named: Vec<Known<'_>> = named(share, &part, context)
        .into_iter()
        .filter(|whole| whole.span.unit.measure == part.span.unit.measure)
        .collect();
    if let Some(whole) = named.iter().find(|whole| fits(&part, whole, share.percent)) {
        return Some(pass(share, &part, whole));
    }
    let fitting = search(share, &part, context);
    let Some(whole) = named.last() else {
        return Some(match fitting {
            Some(whole) => pass(share, &part, &whole),
            None => match of_same_kind(&part, context) {
                Some(whole) => differs(share, &part, &whole, None).severity(Severity::Low),
                None => unknown(share, &part),
            },
        });
    };
    Some(differs(share, &part, whole, fitting.as_ref()))
}

/// The wholes that the sentence names: by their noun, else before 其中.
fn named<'a>(share: &Share, part: &Known<'a>, context: &Context<'a>) -> Vec<Known<'a>> {
    let all = |indexes: &[u32]| -> Vec<Known<'a>> {
        let known = indexes.iter().filter_map(|&index| known(index, context));
        known.collect()
    };
    let Some(noun) = &share.whole else {
        return all(&part.stated.part_of);
    };
    let earlier = context.report.narrative.quantities.get(..part.index);
    let earlier = earlier.unwrap_or_default();
    let first = earlier.len().saturating_sub(MOST_LOOKED_AT);
    let near = earlier.get(first..).unwrap_or_default();
    let names = |stated: &Stated, noun: &str| {
        stated.before.ends_with(noun) || stated.after.starts_with(noun)
    };
    // 占投资额的 of 完成投资9600万元; 占总人次的 of the 人次 that it is said to be part of.
    let words = &context.patterns.narrative;
    let cut = words.find(WordKind::WholeEnd, noun).last().filter(|at| at.end == noun.len());
    let stem = cut.map_or(noun.as_str(), |at| &noun[..at.start]);
    let counted = words.find(WordKind::WholeStart, noun).next().filter(|at| at.start == 0);
    let counted = counted.map(|at| &noun[at.end..]);
    let is_whole =
        |index: usize| part.stated.part_of.iter().any(|&of| usize::try_from(of) == Ok(index));
    let is_named = |(index, stated): &(usize, &Stated)| {
        names(stated, noun)
            || stem.chars().nth(1).is_some() && names(stated, stem)
            || counted == Some(stated.unit.as_str()) && is_whole(first + index)
    };
    let found = near.iter().enumerate().rev().find(is_named);
    let found = found.and_then(|(index, _)| u32::try_from(first + index).ok());
    all(found.as_slice())
}

/// The first quantity of the sentence, before the part, of which the words end as those of the part do
/// (合同金额128.6亿元…制造业项目合同金额86.4亿元): what the part is most likely a share of.
fn of_same_kind<'a>(part: &Known<'a>, context: &Context<'a>) -> Option<Known<'a>> {
    /// Characters that the two must end in.
    const ALIKE: usize = 3;
    let tail = |stated: &Stated| {
        let tail: Vec<char> = stated.before.chars().rev().take(ALIKE).collect();
        (tail.len() == ALIKE).then_some(tail)
    };
    let own = tail(part.stated)?;
    let earlier = context.report.narrative.quantities.get(..part.index)?.iter().enumerate().rev();
    let same = earlier.take_while(|(_, other)| other.sentence == part.stated.sentence);
    let alike = same.filter(|(_, other)| {
        other.unit == part.stated.unit
            && other.number > part.stated.number
            && tail(other).as_ref() == Some(&own)
    });
    known(u32::try_from(alike.last()?.0).ok()?, context)
}

/// Part ÷ whole in per cent, the least and the most.
fn ratio(part: &Span<'_>, whole: &Span<'_>) -> (Decimal, Option<Decimal>) {
    let per_cent = |a: Decimal, b: Decimal| {
        let ratio = a.checked_div(b)?;
        ratio.checked_mul(Decimal::ONE_HUNDRED)
    };
    let least = part.least.zip(whole.most).and_then(|(a, b)| per_cent(a, b));
    let most = part.most.zip(whole.least).and_then(|(a, b)| per_cent(a, b));
    (least.unwrap_or(Decimal::ZERO), most)
}

fn fits(part: &Known<'_>, whole: &Known<'_>, percent: Decimal) -> bool {
    let half = half_unit(percent);
    let (least, most) = ratio(&part.span, &whole.span);
    percent + half >= least && most.is_none_or(|most| percent - half <= most)
}

/// The whole elsewhere in the report that the share fits: the nearest of those in the
/// same section, else the nearest.
fn search<'a>(share: &Share, part: &Known<'a>, context: &Context<'a>) -> Option<Known<'a>> {
    let quantities = &context.report.narrative.quantities;
    let first = part.index.saturating_sub(MOST_LOOKED_AT);
    let last = (part.index + MOST_LOOKED_AT).min(quantities.len());
    let near = (first..last).filter(|&index| index != part.index);
    let fitting = near.filter_map(|index| {
        let whole = known(u32::try_from(index).ok()?, context)?;
        let exact = whole.span.least.is_some() && whole.span.most.is_some();
        let same = whole.span.unit.measure == part.span.unit.measure;
        (exact && same && fits(part, &whole, share.percent)).then_some(whole)
    });
    fitting.min_by_key(|whole| {
        let elsewhere = whole.stated.section != part.stated.section;
        (elsewhere, whole.index.abs_diff(part.index))
    })
}

/// `1431.2 ÷ 1929.4 = 74.18%`
fn arithmetic(part: &Known<'_>, whole: &Known<'_>) -> String {
    let (a, b) = (part.stated, whole.stated);
    let exact = |known: &Known<'_>| known.stated.number.checked_mul(known.span.unit.factor);
    let rate = exact(part).zip(exact(whole)).and_then(|(a, b)| a.checked_div(b));
    let rate = rate.and_then(|rate| rate.checked_mul(Decimal::ONE_HUNDRED));
    let rate = rate.map_or_else(String::new, |rate| format!("{}%", shown(rate)));
    // Of more than 2000 the share is less.
    let sign = match (whole.span.most, whole.span.least) {
        (None, Some(_)) => "≤",
        (Some(_), None) => "≥",
        _ => "=",
    };
    let (a, b) = match a.unit == b.unit {
        true => (a.number.to_string(), b.number.to_string()),
        false => (shown_quantity(a), shown_quantity(b)),
    };
    format!("{a} ÷ {b} {sign} {rate}")
}

fn pass(share: &Share, part: &Known<'_>, whole: &Known<'_>) -> Judgement {
    let sum = arithmetic(part, whole);
    let percent = share.percent;
    let said = words!(
        en: "the share of {percent}% fits: {sum}",
        zh: "占比 {percent}% 相符：{sum}"
    );
    Judgement::pass(said).at(places([share.at, part.stated.at, whole.stated.at]))
}

fn unknown(share: &Share, part: &Known<'_>) -> Judgement {
    let (percent, part_said) = (share.percent, quoted(part.stated));
    let said = words!(
        en: "the share of {percent}% ({part_said}) names no whole, and no figure of the text fits",
        zh: "占比 {percent}%（{part_said}）没有说明占什么，文中也没有相符的数"
    );
    Judgement::not_evaluable(said).at(places([share.at, part.stated.at]))
}

fn differs(
    share: &Share,
    part: &Known<'_>,
    whole: &Known<'_>,
    fitting: Option<&Known<'_>>,
) -> Judgement {
    let percent = share.percent;
    let sum = arithmetic(part, whole);
    let whole_said = quoted(whole.stated);
    let at = [share.at, part.stated.at, whole.stated.at];
    let at = places(at.into_iter().chain(fitting.map(|fit| fit.stated.at)));
    let said = match fitting {
        Some(fit) => {
            let (fit_sum, fit_said) = (arithmetic(part, fit), quoted(fit.stated));
            words!(
                en: "the share is printed as {percent}%, but of \"{whole_said}\" it is {sum}; it fits \"{fit_said}\": {fit_sum}",
                zh: "占比填 {percent}%，而按“{whole_said}”计算 {sum}；与“{fit_said}”相符：{fit_sum}"
            )
        }
        None => words!(
            en: "the share is printed as {percent}%, but of \"{whole_said}\" it is {sum}; no other figure of the text fits",
            zh: "占比填 {percent}%，而按“{whole_said}”计算 {sum}；文中也没有其他相符的数"
        ),
    };
    Judgement::finding(said).values(sum, format!("{percent}%")).at(at)
}
