//! What stands after a number: unit, brackets, words.

use crate::fold::is_cjk;
use crate::patterns::{Patterns, Sign, Unit};
use crate::value::marks::Marks;

/// What is left after the number and its marks.
#[derive(Debug, Default)]
pub(crate) struct Tail<'p> {
    pub(crate) unit: Option<Unit<'p>>,
    /// The unit as printed where it is not a known one.
    pub(crate) printed: Option<String>,
    pub(crate) unread: Option<(usize, usize)>,
}

/// `rest` without the marks and brackets at its end, and a unit that stood
/// in such brackets. `None` if a bracket holds more than a remark.
pub(crate) fn strip_marks<'t, 'p>(
    patterns: &'p Patterns,
    mut rest: &'t str,
    marks: &mut Marks,
) -> Option<(&'t str, Option<Unit<'p>>)> {
    let units = &patterns.units;
    let limits = patterns.quantities.limits();
    let mut unit = None;
    while !rest.is_empty() && !units.has(rest) {
        if let Some(length) = note_mark(patterns, rest) {
            rest = rest.get(..rest.len() - length)?;
            continue;
        }
        let inner = rest.strip_suffix(')').or_else(|| rest.strip_suffix(']'));
        if let Some(inner) = inner {
            let open = inner.rfind(['(', '['])?;
            let content = inner.get(open + 1..)?;
            match units.find(content) {
                Some(found) => unit = Some(found),
                None if is_remark(content, limits.remark) => {}
                None => return None,
            }
            rest = rest.get(..open)?;
        } else if let Some((length, mark)) = patterns.quantities.after(rest) {
            if !marks.add(mark) {
                return None;
            }
            rest = rest.get(..rest.len() - length)?;
        } else {
            break;
        }
    }
    Some((rest, unit))
}

/// Length of the mark of a note with which a text ends: 41次①, 95%*, 12个[3], 6天（注2）. Raised
/// digits right behind a number are a power of it, and a digit in round brackets may be anything.
fn note_mark(patterns: &Patterns, text: &str) -> Option<usize> {
    let last = text.chars().next_back()?;
    let raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let circled = |c: char| matches!(c, '①'..='⑳' | '❶'..='❿' | '⓵'..='⓾' | '*' | '※' | '†' | '‡');
    if circled(last) || (raised(last) && text.chars().any(|c| !raised(c))) {
        return Some(last.len_utf8());
    }
    if last.is_ascii_digit() {
        // 97.2%注2
        let word = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let named =
            |at: usize| word.get(at..).is_some_and(|word| patterns.quantities.is_note(word));
        let start =
            word.char_indices().rev().take(2).map(|(at, _)| at).filter(|&at| named(at)).last();
        let short = text.len() - word.len() <= 2;
        return start.filter(|&at| short && at > 0).map(|at| text.len() - at);
    }
    let open = match last {
        ']' => text.rfind('['),
        ')' => text.rfind('('),
        _ => None,
    }?;
    let inside = text.get(open + 1..text.len() - 1)?;
    let word = inside.trim_end_matches(|c: char| c.is_ascii_digit());
    let counted = (1..=2).contains(&(inside.len() - word.len()));
    let named = if word.is_empty() { last == ']' } else { patterns.quantities.is_note(word) };
    (counted && named).then_some(text.len() - open)
}

/// The unit that `rest` is, which stands `start` bytes into the cell. `None` if it
/// is more than a unit.
pub(crate) fn tail<'p>(
    patterns: &'p Patterns,
    rest: &str,
    start: usize,
    marks: &mut Marks,
    chinese: bool,
) -> Option<Tail<'p>> {
    let units = &patterns.units;
    let (start, rest) = match rest.strip_prefix(' ') {
        Some(unit) => (start + 1, unit),
        None => (start, rest),
    };
    if rest.is_empty() {
        return Some(Tail::default());
    }
    // 6月 is a month of the year, 6个月 a time.
    if patterns.dates.strip_sign(Sign::Month, rest) == Some("") {
        return None;
    }
    // The mark of a note behind the number, and the unit behind it: 24[1]架.
    if let Some((mark, unit)) = rest.split_once(']').filter(|(mark, _)| mark.starts_with('['))
        && note_mark(patterns, &format!("{mark}]")) == Some(mark.len() + 1)
        && let Some(unit) = units.find(unit)
    {
        return Some(Tail { unit: Some(unit), ..Tail::default() });
    }
    if let Some(unit) = units.find(rest).or_else(|| unit_around_mark(patterns, rest, marks)) {
        let unit = Some(unit);
        return Some(Tail { unit, ..Tail::default() });
    }
    if let Some(unit) = unit_with_noun(patterns, rest) {
        let unit = Some(unit);
        return Some(Tail { unit, ..Tail::default() });
    }
    if chinese || !may_be_damaged_unit(patterns, rest) {
        return None;
    }
    let known_end = |at: usize| rest.get(at..).is_some_and(|end| units.has(end));
    let words = rest.chars().all(is_cjk);
    let plain = words
        && rest.chars().nth(1).is_some()
        && !rest.char_indices().any(|(at, _)| at > 0 && known_end(at));
    Some(Tail {
        unit: None,
        printed: plain.then(|| rest.to_owned()),
        unread: Some((start, start + rest.len())),
    })
}

/// 5家企业, 3万名学生: the unit of count before a noun. A single character is no
/// noun but a unit that was damaged.
fn unit_with_noun<'p>(patterns: &'p Patterns, rest: &str) -> Option<Unit<'p>> {
    let quantities = &patterns.quantities;
    let longest = quantities.limits().unit_with_noun;
    let short = rest.chars().nth(longest).is_none();
    if !short || !rest.chars().all(is_cjk) || !quantities.may_have_noun(rest) {
        return None;
    }
    let (noun, _) = rest.char_indices().rev().nth(1)?;
    rest.char_indices()
        .map(|(at, _)| at)
        .filter(|&at| at > 0 && at <= noun)
        .rev()
        .find_map(|at| patterns.units.find(rest.get(..at)?))
        .filter(|unit| unit.measure == "count")
}

/// 20余家, 1万多人: the unit with a word inside it or before it.
fn unit_around_mark<'p>(patterns: &'p Patterns, rest: &str, marks: &mut Marks) -> Option<Unit<'p>> {
    let scale = patterns.units.scale_at_start(rest).unwrap_or(0);
    for at in [0, scale] {
        let (head, mark_and_unit) = rest.split_at_checked(at)?;
        let Some((length, mark)) = patterns.quantities.between(mark_and_unit) else {
            continue;
        };
        let unit = head.to_owned() + mark_and_unit.get(length..)?;
        if let Some(unit) = patterns.units.find(&unit) {
            return marks.add(mark).then_some(unit);
        }
    }
    None
}

/// Whether a word after a number is short enough, and no verb or judgement,
/// so that it can be an unknown unit or a damaged one.
fn may_be_damaged_unit(patterns: &Patterns, rest: &str) -> bool {
    let quantities = &patterns.quantities;
    let structural = |c: char| {
        c.is_ascii_alphanumeric()
            || c.is_numeric()
            || matches!(
                c,
                '/' | ':' | ',' | '+' | '-' | '~' | '(' | ')' | '[' | ']' | '%' | '‰' | '=' | ' '
            )
    };
    let short = rest.chars().count() <= quantities.limits().unknown_unit;
    short
        && !rest.contains(structural)
        && quantities.separator(rest).is_none()
        && quantities.may_be_unit(rest)
        && !starts_with_unit_and_sign(patterns, rest)
}

/// 个↑: a known unit and then a sign that says something else.
fn starts_with_unit_and_sign(patterns: &Patterns, rest: &str) -> bool {
    let words = rest.find(|c| !is_cjk(c)).unwrap_or(rest.len());
    let unit = |words| rest.get(..words).is_some_and(|unit| patterns.units.has(unit));
    words > 0 && words < rest.len() && unit(words)
}

/// A remark in brackets that leaves the value what it is: short, without
/// digits.
fn is_remark(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && !text.contains(|c: char| c.is_ascii_digit())
}
