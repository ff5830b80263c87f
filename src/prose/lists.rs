//! Declared numbers of tasks or matters with the list beside them (3大目标任务).

use super::Paragraph;
use crate::fold::clause::{self, ends_clause};
use crate::model::DeclaredList;
use crate::patterns::narrative::{PatternKind, WordKind};
use crate::patterns::{Patterns, enumerate};
use crate::value::number;

/// How far back, in characters, a list is followed.
const REACH: usize = 80;
/// How far after the number, in bytes, its enumeration may start.
const LEAD: usize = 60;
/// How far an enumeration is followed, in bytes, and in paragraphs.
const LONGEST_LIST: usize = 4000;
const MOST_ITEMS: usize = 100;
/// The longest words that refer back to a list, in characters.
const LONGEST_LEAD: usize = 8;
/// The longest item of a list before a number, in characters.
const LONGEST_ITEM: usize = 14;

/// The declared lists of one of the paragraphs.
pub(crate) fn lists(all: &[Paragraph<'_>], index: usize, patterns: &Patterns) -> Vec<DeclaredList> {
    let Some(prose) = all.get(index) else { return Vec::new() };
    let next = all.get(index + 1..).unwrap_or_default();
    let text = prose.folded.text.as_str();
    let words = &patterns.narrative;
    let Some(pattern) = prose.sought(PatternKind::DeclaredList, patterns) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for found in pattern.captures_iter(text) {
        let (Some(whole), Some(count), Some(what)) =
            (found.whole(), found.name("count"), found.name("what"))
        else {
            continue;
        };
        let head = text.get(..whole.start()).unwrap_or_default();
        let inside = |c: char| {
            c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | ' ') || numeral_like(c)
        };
        if head.ends_with(inside) {
            continue;
        }
        let Some(number) = number::number(count.as_str(), patterns) else {
            continue;
        };
        let Some(number) = u32::try_from(number.mantissa()).ok().filter(|&n| n > 1) else {
            continue;
        };
        let measure = found.name("measure").map_or("", |m| m.as_str());
        let chinese = !count.as_str().starts_with(|c: char| c.is_ascii_digit());
        let lead = clause::back_to(text, whole.start(), |_| false, LONGEST_LEAD);
        let back = words.is(WordKind::RefersBack, lead);
        let before = match back {
            true => summed_up(head, all.get(..index).unwrap_or_default(), prose, patterns),
            false => before(text, whole.start(), patterns),
        };
        let after = after(text, whole.end(), prose, next, patterns);
        if before.is_none() && after.is_none() {
            continue;
        }
        out.push(DeclaredList {
            count: number,
            what: what.as_str().to_owned(),
            before,
            after,
            sums_up: back || chinese || words.is(WordKind::SumsUp, measure),
            raw: prose.folded.raw(whole.start(), whole.end()).to_owned(),
            at: prose.folded.at(whole.start(), whole.end()),
        });
    }
    out
}

/// 一 in 统一, 第一: the numeral goes on to the left.
fn numeral_like(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// The least and the most items of the list that ends where the number starts: a
/// joint (和) may part two items or stand inside one.
fn before(text: &str, end: usize, patterns: &Patterns) -> Option<[u32; 2]> {
    let words = &patterns.narrative;
    // Commas between the items are none of the marks.
    let border = |c| ends_clause(c) || matches!(c, '(' | ')' | '》' | '"');
    let list = clause::back_to(text, end, border, REACH);
    if list.is_empty() || words.is(WordKind::OpenList, list) {
        return None;
    }
    let commas = list.matches('、').count();
    let joints: Vec<_> = words.find(WordKind::ListJoint, list).collect();
    if commas + joints.len() == 0 || list.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let short = |item: &str| item.chars().count() <= LONGEST_ITEM;
    // The first item has the rest of the sentence before it.
    if !list.split('、').skip(1).all(short) {
        return None;
    }
    let low = u32::try_from(commas + 1).ok()?;
    // After the last comma a joint parts the last two: 甲、乙和丙.
    let tail = list.rfind('、').map_or(0, |at| at);
    let last = joints.iter().filter(|joint| joint.start > tail).count();
    let certain = u32::from(last == 1 && joints.len() == 1 && commas > 0);
    let high = low + u32::try_from(joints.len()).ok()?;
    Some([(low + certain).max(2), high.max(2)])
}

/// The least and the most of what a number may sum up (以上四个方面): an enumeration before it,
/// else one in the paragraphs just before, else the headings that end there.
fn summed_up(
    head: &str,
    earlier: &[Paragraph<'_>],
    prose: &Paragraph<'_>,
    patterns: &Patterns,
) -> Option<[u32; 2]> {
    const NEAR: usize = 3;
    if let Some(found) = enumerated(head, earlier, prose, patterns) {
        return Some(found);
    }
    let marks = &patterns.headings.enumerations;
    let near = earlier.iter().rev().take(NEAR).filter(|near| near.section == prose.section);
    let inside = near.filter_map(|near| {
        let text = near.folded.text.as_str();
        let (_, starts) = enumerate(text, marks).into_iter().next_back()?;
        u32::try_from(starts.len()).ok().filter(|&count| count > 1)
    });
    let counts: Vec<u32> = inside.chain(prose.headings.iter().copied()).collect();
    Some([*counts.iter().min()?, *counts.iter().max()?])
}

/// The number of items in the last enumeration before a place (以上四个方面): in its own
/// paragraph, else the numbered paragraphs just before it.
fn enumerated(
    head: &str,
    earlier: &[Paragraph<'_>],
    prose: &Paragraph<'_>,
    patterns: &Patterns,
) -> Option<[u32; 2]> {
    let marks = &patterns.headings.enumerations;
    let mut start = head.len().saturating_sub(LONGEST_LIST);
    while !head.is_char_boundary(start) {
        start += 1;
    }
    if let Some((_, starts)) = enumerate(head.get(start..)?, marks).into_iter().next_back() {
        let count = u32::try_from(starts.len()).ok().filter(|&count| count > 1)?;
        return Some([count, count]);
    }
    let near = earlier.iter().rev().take(MOST_ITEMS);
    let near = near.take_while(|item| item.section == prose.section);
    let mut last: Option<((bool, u8), u32)> = None;
    let mut expected = 0;
    for item in near {
        let Some((kind, value)) = mark_of(item, patterns) else {
            match last {
                Some(_) => continue,
                None => return None,
            }
        };
        let &mut (own, count) = last.get_or_insert((kind, value));
        // Marks of another kind number the parts of an item.
        if kind != own {
            continue;
        }
        if expected > 0 && value != expected {
            return None;
        }
        expected = value.checked_sub(1)?;
        if expected == 0 {
            return (count > 1).then_some([count, count]);
        }
    }
    None
}

/// The number that a paragraph starts with, and its form.
fn mark_of(item: &Paragraph<'_>, patterns: &Patterns) -> Option<((bool, u8), u32)> {
    let text = item.folded.text.as_str();
    match patterns.headings.forms.number(text) {
        Some(number) => Some(((true, number.form), number.value)),
        None => {
            let mark = patterns.headings.enumerations.mark(text)?;
            Some(((false, mark.style), mark.values.0))
        }
    }
}

/// The number of items in the enumeration that the number leads to.
fn after(
    text: &str,
    end: usize,
    prose: &Paragraph<'_>,
    next: &[Paragraph<'_>],
    patterns: &Patterns,
) -> Option<u32> {
    let rest = text.get(end..)?;
    let words = &patterns.narrative;
    let marks = &patterns.headings.enumerations;
    let mut head = rest.len().min(LEAD);
    while !rest.is_char_boundary(head) {
        head -= 1;
    }
    let lead = rest.get(..head)?;
    let stop = words.find(WordKind::LeadsToList, lead).next()?.start;
    if lead.get(..stop)?.contains(['。', ';']) {
        return None;
    }
    let mut end = rest.len().min(LONGEST_LIST);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let found = enumerate(rest.get(..end)?, marks);
    if let Some((_, starts)) = found.into_iter().next() {
        let first = *starts.first()?;
        let between = rest.get(stop..first)?;
        let direct = first <= LEAD && !between.contains(['。', ';']);
        return direct.then(|| u32::try_from(starts.len()).ok())?;
    }
    // The items are paragraphs of their own.
    if !rest.ends_with(':') || rest.len() > LEAD {
        return None;
    }
    let mut count = 0;
    let mut own = None;
    for item in next.iter().take(MOST_ITEMS).take_while(|item| item.section == prose.section) {
        let Some((kind, value)) = mark_of(item, patterns) else {
            continue;
        };
        // Marks of another kind number the parts of an item.
        if *own.get_or_insert(kind) != kind {
            continue;
        }
        if value != count + 1 {
            break;
        }
        count = value;
    }
    (count > 1).then_some(count)
}
