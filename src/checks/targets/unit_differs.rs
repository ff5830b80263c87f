//! `unit_differs.md` says what this finds and why.

use super::check;
use crate::checks::row::{Row, unreadable};
use crate::checks::tally::close;
use crate::checks::{Context, Judgement};
use crate::location::At;
use crate::model::Severity;
use crate::patterns::{NUMBER, Patterns, Use};
use crate::words::{Words, words};

check!(
    "unit_differs",
    ["TGT-05"],
    Medium,
    en: "Units differ",
    zh: "计量单位不一致"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut compared = 0;
    let mut out = Vec::new();
    for row in context.rows {
        match differing(row, context.patterns) {
            Some(Differ::No) => compared += 1,
            Some(Differ::Yes(both)) => {
                let [a, b] = &*both;
                out.push(finding(row, a, b));
            }
            None => {}
        }
    }
    close(out, unreadable(context.rows), || {
        let said = words!(
            en: "the units of {compared} rows agree in kind",
            zh: "{compared} 行的计量单位性质一致"
        );
        (compared > 0).then(|| Judgement::pass(said))
    })
}

enum Differ<'a> {
    No,
    Yes(Box<[Printed<'a>; 2]>),
}

/// A unit and where it stands.
struct Printed<'a> {
    sign: &'a str,
    dimension: String,
    at: At,
}

/// Two units of a row that differ in kind; `None` if there are no two.
fn differing<'a>(row: &Row<'a>, patterns: &Patterns) -> Option<Differ<'a>> {
    let indicator = row.indicator;
    let places = [
        (indicator.unit.as_deref(), indicator.name.at),
        (indicator.target.unit.as_deref(), indicator.target.at),
        (indicator.actual.unit.as_deref(), indicator.actual.at),
    ];
    let mut first: Option<&str> = None;
    // Most rows print one unit only.
    if !places.iter().any(|(unit, _)| match (first, *unit) {
        (Some(a), Some(b)) => a != b,
        (_, unit) => {
            first = first.or(unit);
            false
        }
    }) {
        return first.map(|_| Differ::No);
    }
    let known = places.into_iter().filter_map(|(sign, at)| {
        let unit = patterns.units.find(sign?)?;
        let dimension = unit.dimension.split('/').next()?.to_owned();
        (dimension != NUMBER).then_some(Printed { sign: sign?, dimension, at })
    });
    let mut known = known.collect::<Vec<_>>().into_iter();
    let first = known.next()?;
    // ≥20部 and 20人 are both counted, and not the same.
    let [_, (target, target_at), (actual, actual_at)] = places;
    if let (Some(target), Some(actual)) = (target, actual) {
        let is = |of: Use, sign: &str| patterns.targets.has(of, sign);
        let people_and_things = |a: &str, b: &str| is(Use::People, a) && is(Use::Things, b);
        if people_and_things(target, actual) || people_and_things(actual, target) {
            let printed = |sign, at| Printed { sign, dimension: first.dimension.clone(), at };
            let both = [printed(target, target_at), printed(actual, actual_at)];
            return Some(Differ::Yes(Box::new(both)));
        }
    }
    let other = known.find(|unit| unit.dimension != first.dimension);
    Some(other.map_or(Differ::No, |other| Differ::Yes(Box::new([first, other]))))
}

fn finding(row: &Row<'_>, a: &Printed<'_>, b: &Printed<'_>) -> Judgement {
    let Words { en: number, zh: number_zh } = row.number();
    let (name, one, two) = (row.name(), a.sign, b.sign);
    let (target, actual) = (
        crate::fold::clean(&row.indicator.target.raw),
        crate::fold::clean(&row.indicator.actual.raw),
    );
    let said = words!(
        en: "row {number}, {name}: {one} and {two} measure different things (target {target}, actual {actual})",
        zh: "第 {number_zh} 个指标 {name}：{one} 与 {two} 不是同类单位（预期值 {target}，实现值 {actual}）"
    );
    let places = [row.indicator.name.at, row.indicator.target.at, row.indicator.actual.at];
    let mut at = vec![a.at, b.at];
    at.extend(places.iter().filter(|place| **place != a.at && **place != b.at));
    let severity = match a.dimension == b.dimension {
        true => Severity::Low,
        false => Severity::Medium,
    };
    let judgement = Judgement::finding(said).values(one, two).severity(severity);
    judgement.at(at).rests_on(row.values_rest_on())
}
