//! `duplicate_indicator.md` says what this finds and why.

use rustc_hash::FxHashMap as HashMap;

use super::check;
use crate::checks::row::{Row, numbers, places};
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::model::{Severity, Status};
use crate::patterns::Patterns;
use crate::value::number;
use crate::words::{Words, words};

check!(
    "duplicate_indicator",
    ["TGT-06"],
    Medium,
    en: "Duplicate indicator",
    zh: "指标重复"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut out = Vec::new();
    let mut compared = 0;
    let mut unread = Vec::new();
    let tables = context.rows.chunk_by(|a, b| a.indicator.table == b.indicator.table);
    for table in tables {
        let names: Vec<Name<'_>> = table.iter().filter_map(Name::of).collect();
        compared += names.len();
        let damaged = table.iter().filter(|row| row.indicator.name.status == Status::Damaged);
        unread.extend(damaged);
        let mut found = pairs(&names);
        found.extend(counted_twice(&names, context.patterns));
        out.extend(found.into_iter().map(|(a, b)| finding(a, b)));
    }
    if compared + unread.len() < 2 {
        return Vec::new();
    }
    if out.is_empty() && compared > 1 {
        let said = words!(
            en: "none of {compared} names stands twice",
            zh: "{compared} 个指标名称没有重复"
        );
        out.push(Judgement::pass(said));
    }
    if !unread.is_empty() {
        let Words { en: which, zh: which_zh } = numbers(unread.iter().copied());
        let said = words!(
            en: "the names of rows {which} cannot be read and were not compared",
            zh: "第 {which_zh} 个指标的名称残损，未作比较"
        );
        let values = unread.iter().filter_map(|row| row.text_rests_on("name", &row.indicator.name));
        let values: Vec<_> = values.collect();
        out.push(Judgement::not_evaluable(said).at(places(unread)).rests_on(values));
    }
    out
}

/// A name, folded, and its pairs of neighbouring characters in order.
struct Name<'a> {
    row: &'a Row<'a>,
    key: String,
    pairs: Vec<(char, char)>,
}

impl<'a> Name<'a> {
    fn of(row: &'a Row<'a>) -> Option<Name<'a>> {
        let name = &row.indicator.name;
        if row.subtotal || name.status == Status::Inherited {
            return None;
        }
        let key = fold::key(name.value.as_deref()?);
        let mut pairs: Vec<_> = key.chars().zip(key.chars().skip(1)).collect();
        pairs.sort_unstable();
        (!pairs.is_empty()).then_some(Name { row, key, pairs })
    }
}

/// Dice's measure of two names from which on they are near: nine tenths.
const NEAR: (usize, usize) = (9, 10);
/// A pair of characters in more names than this tells nothing apart.
const COMMON: usize = 32;

/// Rows with the same or nearly the same name. Names that are near have the same digits and share
/// one of their rarest pairs of characters, so only those are compared: no table is gone through
/// once for each row.
fn pairs<'a>(names: &[Name<'a>]) -> Vec<(&'a Row<'a>, &'a Row<'a>)> {
    let mut same: HashMap<&str, usize> = HashMap::default();
    let mut frequency: HashMap<(char, char), usize> = HashMap::default();
    let mut out = Vec::new();
    let mut distinct = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        if let Some(&first) = same.get(name.key.as_str()) {
            out.push((names[first].row, name.row));
            continue;
        }
        same.insert(&name.key, index);
        for pair in &name.pairs {
            *frequency.entry(*pair).or_default() += 1;
        }
        distinct.push(name);
    }
    let mut near: Vec<(usize, usize)> = Vec::new();
    for group in with_the_same_digits(distinct.iter().map(|name| &*name.key)) {
        let mut holders: HashMap<(char, char), Vec<usize>> = HashMap::default();
        for index in group {
            let name = distinct[index];
            let mut rare = name.pairs.clone();
            rare.sort_by_key(|pair| (frequency.get(pair).copied(), *pair));
            // Of n pairs two near names share all but this many.
            let may_differ = name.pairs.len() * (NEAR.1 - NEAR.0) * 2 / NEAR.1 + 1;
            rare.truncate(may_differ);
            let mut seen: Vec<usize> = Vec::new();
            for pair in rare {
                let list = holders.entry(pair).or_default();
                seen.extend(list.iter());
                if list.len() < COMMON {
                    list.push(index);
                }
            }
            seen.sort_unstable();
            seen.dedup();
            seen.retain(|&other| is_near(distinct[other], name));
            near.extend(seen.into_iter().map(|other| (index, other)));
        }
    }
    near.sort_unstable();
    out.extend(near.into_iter().map(|(index, other)| (distinct[other].row, distinct[index].row)));
    out
}

/// The indexes of names whose digits are the same, where there are several: names whose digits
/// differ are never near, and a long table may number all of its rows.
fn with_the_same_digits<'a>(
    names: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = Vec<usize>> {
    let mut known: HashMap<Vec<char>, usize> = HashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, name) in names.enumerate() {
        let group = *known.entry(digits(name)).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups.into_iter().filter(|group| group.len() > 1)
}

/// Rows of which one is named as the other is, with a word behind what is counted:
/// 宣传活动, 宣传活动场次. What they count must be the same.
fn counted_twice<'a>(names: &[Name<'a>], patterns: &Patterns) -> Vec<(&'a Row<'a>, &'a Row<'a>)> {
    let bare: HashMap<&str, &Name<'a>> = names.iter().map(|name| (&*name.key, name)).collect();
    let of = |name: &Name<'a>| {
        let stem = patterns.targets.without_count(&name.key)?;
        let other = bare.get(stem)?;
        // Near names are told already.
        if is_near(other, name) {
            return None;
        }
        let unit = |row: &Row<'a>| row.indicator.unit.clone();
        let same_unit = match (unit(other.row), unit(name.row)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let (first, second) = match other.row.index < name.row.index {
            true => (other.row, name.row),
            false => (name.row, other.row),
        };
        same_unit.then_some((first, second))
    };
    names.iter().filter_map(of).collect()
}

fn is_near(a: &Name<'_>, b: &Name<'_>) -> bool {
    let shared = shared(&a.pairs, &b.pairs);
    let near = 2 * shared * NEAR.1 >= NEAR.0 * (a.pairs.len() + b.pairs.len());
    near && only_added(&a.key, &b.key) && !differ_in_number(&a.key, &b.key)
}

/// Whether one name is the other with characters added. Names that have another
/// character in the same place (省级, 市级) are two.
fn only_added(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let mut rest = long.chars();
    short.chars().all(|wanted| rest.any(|c| c == wanted))
}

/// How many elements two ordered lists share.
fn shared(a: &[(char, char)], b: &[(char, char)]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

/// Whether the digits of two names, Chinese or not, differ.
fn differ_in_number(a: &str, b: &str) -> bool {
    digits(a) != digits(b)
}

fn digits(name: &str) -> Vec<char> {
    let is = |c: &char| c.is_ascii_alphanumeric() || number::chinese_digit(*c).is_some();
    name.chars().filter(is).collect()
}

fn finding(a: &Row<'_>, b: &Row<'_>) -> Judgement {
    let (first, second) = (a.name(), b.name());
    let Words { en: one, zh: one_zh } = a.number();
    let Words { en: two, zh: two_zh } = b.number();
    let said = if first == second {
        words!(
            en: "rows {one} and {two} are both {first}",
            zh: "第 {one_zh} 个指标与第 {two_zh} 个指标同为 {first}"
        )
    } else {
        words!(
            en: "rows {one} and {two} are nearly the same: {first}, {second}",
            zh: "第 {one_zh} 个指标与第 {two_zh} 个指标几乎相同：{first}、{second}"
        )
    };
    let at = [a.indicator.name.at, b.indicator.name.at];
    let names = [a, b].map(|row| row.text_rests_on("name", &row.indicator.name));
    // In a department's table each project may have its own 验收合格率.
    let alike = first == second && a.indicator.target.raw == b.indicator.target.raw;
    let severity = if alike { Severity::Medium } else { Severity::Low };
    Judgement::finding(said).at(at).severity(severity).rests_on(names.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_pairs(text: &str) -> Vec<(char, char)> {
        let mut pairs: Vec<_> = text.chars().zip(text.chars().skip(1)).collect();
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn shared_pairs_are_counted_once_each() {
        let (a, b) = (name_pairs("abab"), name_pairs("abc"));
        assert_eq!(shared(&a, &b), 1);
        assert_eq!(shared(&a, &a), 3);
    }

    #[test]
    fn only_names_with_the_same_digits_are_compared() {
        let names = ["第1段", "堤防", "第2段", "第1节", "岸线", "第2条"];
        let groups: Vec<Vec<usize>> = with_the_same_digits(names.into_iter()).collect();
        assert_eq!(groups, [[0, 3], [1, 4], [2, 5]]);
        assert_eq!(with_the_same_digits(names.into_iter().take(3)).count(), 0);
    }

    #[test]
    fn a_number_tells_names_apart() {
        assert!(differ_in_number("一期工程完成率", "二期工程完成率"));
        assert!(!differ_in_number("培训班次数", "培训班次数量"));
    }
}
