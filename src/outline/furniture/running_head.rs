//! Running heads and feet (页眉, 页脚).

use rustc_hash::FxHashMap as HashMap;

use super::Reason;
use crate::fold;
use crate::outline::row::{End, Row};
use crate::patterns::{Patterns, Shape};

/// Short lines that stand again and again where pages begin, or where they end.
pub(super) fn mark(
    rows: &[Row],
    shapes: &[Option<Shape>],
    patterns: &Patterns,
    reasons: &mut [Option<Reason>],
) {
    let mut seen: HashMap<(bool, &str), Vec<usize>> = HashMap::default();
    let mut order: Vec<(bool, &str)> = Vec::new();
    let page_number =
        |i: usize| matches!(reasons.get(i).copied().flatten(), Some(Reason::PageNumber(_)));
    let starts =
        |i: usize| rows.get(i).is_some_and(|r| r.border) || i == 0 || (i > 0 && page_number(i - 1));
    let ends = |i: usize| {
        let next = rows.get(i + 1);
        next.is_none_or(|r| r.border) || page_number(i + 1)
    };
    for (index, shape) in shapes.iter().enumerate() {
        let Some(shape) = shape else { continue };
        if reasons.get(index).copied().flatten().is_some() || !may_be_head(&rows[index], shape) {
            continue;
        }
        // A page number may stand on either side of the head.
        let top = starts(index) || (index > 0 && starts(index - 1) && page_number(index - 1));
        let bottom = ends(index) || (page_number(index + 1) && ends(index + 1));
        for side in [top.then_some(true), bottom.then_some(false)].into_iter().flatten() {
            let places = seen.entry((side, shape.text.as_str())).or_insert_with(|| {
                order.push((side, shape.text.as_str()));
                Vec::new()
            });
            places.push(index);
        }
    }
    for key in order {
        let Some(places) = seen.get(&key) else {
            continue;
        };
        // A few characters may repeat by chance.
        let enough = if key.1.chars().count() < 8 { 3 } else { 2 };
        // Straight under a heading it is all that the section says.
        let is_body = |&i: &usize| {
            let above = i.checked_sub(1).and_then(|i| rows.get(i));
            above.is_some_and(|r| !key.0 && is_heading(r, patterns))
        };
        let opening = shapes.first().and_then(Option::as_ref);
        // The title that goes on standing on each page says nothing anywhere.
        let is_title = opening.is_some_and(|first| first.text == key.1);
        if !is_title && places.iter().any(is_body) {
            continue;
        }
        if places.len() >= enough && is_running(places, shapes) {
            // The first line of all is the title, not yet a head over a page.
            for &index in places.iter().filter(|&&i| i > 0) {
                reasons[index].get_or_insert(Reason::RunningHead);
            }
        }
    }
}

/// Whether a row is a number and a title, with no text of its own.
fn is_heading(row: &Row, patterns: &Patterns) -> bool {
    let text = row.text().trim_end_matches(['。', ':', '：']);
    let short = row.line().is_some_and(|(_, look)| look.chars <= 40);
    short
        && !text.contains(['，', '。', '；', ',', ';'])
        && patterns.headings.forms.number(text).is_some()
}

/// Whether a line may be a head at all: a heading, a lead-in, a sentence or a
/// line with values never is.
fn may_be_head(row: &Row, shape: &Shape) -> bool {
    let Some((_, look)) = row.line() else {
        return false;
    };
    (4..=40).contains(&look.chars)
        && matches!(look.end, End::Open | End::Closing)
        && shape.text.chars().any(|c| fold::is_cjk(c) || c.is_ascii_alphabetic())
        && !shape.text.contains(':')
        && !shape.text.starts_with(|c: char| "([#".contains(c))
}

/// Whether the same line stands on several pages, with the same numbers in it
/// or with one that counts the pages.
fn is_running(places: &[usize], shapes: &[Option<Shape>]) -> bool {
    let numbers = |i: &usize| shapes.get(*i).and_then(Option::as_ref).map(|s| s.numbers.as_slice());
    places.windows(2).all(|pair| {
        let (Some(a), Some(b)) = (pair.first().and_then(numbers), pair.get(1).and_then(numbers))
        else {
            return false;
        };
        let changed: Vec<_> = a.iter().zip(b).filter(|(a, b)| a != b).collect();
        a.len() == b.len()
            && match changed.as_slice() {
                [] => true,
                [(a, b)] => **b == **a + 1 || **b == **a + 2,
                _ => false,
            }
    })
}
