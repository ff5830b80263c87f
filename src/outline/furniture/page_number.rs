//! Page numbers (页码) and stamps.

use rustc_hash::FxHashMap as HashMap;

use super::{Reason, tail};
use crate::fold;
use crate::outline::row::{Body, End, Row, closes};
use crate::patterns::{Furniture, PageNumber, Patterns, Shape, Side};
use crate::words::Phrase;

/// Characters of text that lie at least between two page numbers in a row, if
/// nothing else shows where pages end. A page holds 300 to 900; the numbers of
/// a list or a form's rows stand closer.
const PAGE: u64 = 250;

/// Marks stamps, and what is a page number by its shape, by its sequence, or by
/// its place.
pub(super) fn mark(
    rows: &[Row],
    shapes: &[Option<Shape>],
    patterns: &Patterns,
    reasons: &mut [Option<Reason>],
) {
    let furniture = &patterns.furniture;
    // The numbers that lead up to a page: value to place and length of the chain.
    let mut chains: HashMap<u32, Chain> = HashMap::default();
    let mut candidates: Vec<(usize, PageNumber, u64)> = Vec::new();
    let mut position = 0u64;
    for (index, row) in rows.iter().enumerate() {
        position += row.line().map_or(0, |(_, look)| u64::from(look.chars));
        let Some(shape) = shapes.get(index).and_then(Option::as_ref) else {
            continue;
        };
        if furniture.is_stamp(row.key(), shape) {
            reasons[index] = Some(Reason::Stamp);
            continue;
        }
        let Some(number) = page_number(row, shape, furniture) else {
            continue;
        };
        if number.certain {
            reasons[index] = Some(Reason::PageNumber(Phrase {
                en: "no value is printed so",
                zh: "数值不会这样排印",
            }));
        }
        candidates.push((index, number, position));
    }
    for &(index, number, position) in &candidates {
        let before = number.page.checked_sub(1).and_then(|p| chains.get(&p));
        let (length, members) = match before {
            Some(chain) if position.saturating_sub(chain.position) >= PAGE => {
                (chain.length + 1, Some(chain.last))
            }
            _ => (1, None),
        };
        let chain = Chain { last: index, before: members, length, position };
        if length >= 3 {
            follow(&chains, number.page, &chain, reasons);
        }
        chains.insert(number.page, chain);
    }
    for &(index, number, _) in &candidates {
        if reasons[index].is_none()
            && number.page <= 999
            && let Some(evidence) = stands_at_page_end(rows, index, furniture)
        {
            reasons[index] = Some(Reason::PageNumber(evidence));
        }
    }
}

/// A page number and those that lead up to it.
#[derive(Debug)]
struct Chain {
    last: usize,
    before: Option<usize>,
    length: u32,
    position: u64,
}

/// Marks a chain of page numbers, from its end back to what is marked already.
fn follow(chains: &HashMap<u32, Chain>, page: u32, end: &Chain, reasons: &mut [Option<Reason>]) {
    let evidence = Reason::PageNumber(Phrase {
        en: "it goes on a sequence of page numbers",
        zh: "与前后页码相接",
    });
    reasons[end.last].get_or_insert(evidence);
    let (mut page, mut next) = (page, end.before);
    while let Some(index) = next {
        page -= 1;
        let known = reasons[index].is_some();
        reasons[index].get_or_insert(evidence);
        let chain = chains.get(&page).filter(|c| c.last == index);
        // Two steps are looked at in any case: the first members of a chain are
        // only known to be such when the third is met.
        next = chain.filter(|c| !known || c.length < 3).and_then(|c| c.before);
    }
}

fn page_number(row: &Row, shape: &Shape, furniture: &Furniture) -> Option<PageNumber> {
    if row.mark().is_none() {
        return furniture.page_number(shape);
    }
    // What looks like a list item may be `- 3 -`, its first dash taken for a mark.
    let whole = Shape { text: format!("-{}", shape.text), numbers: shape.numbers.clone() };
    furniture.page_number(&whole).filter(|n| n.certain)
}

/// What shows that a lone number stands where a page ends, if anything does.
fn stands_at_page_end(rows: &[Row], index: usize, furniture: &Furniture) -> Option<Phrase> {
    let row = rows.get(index)?;
    let before = index.checked_sub(1).and_then(|i| rows.get(i));
    let after = rows.get(index + 1);
    let text = |row: Option<&Row>| row.map(|r| fold::key(tail(r.text()))).unwrap_or_default();
    let head = |row: Option<&Row>| row.map(|r| fold::key(start(r.text()))).unwrap_or_default();
    if furniture.shows_value(Side::ValueBefore, &text(before))
        || furniture.shows_value(Side::ValueAfter, &head(after))
    {
        return None;
    }
    let first = row.border;
    let last = after.is_some_and(|r| r.page != row.page);
    let paged = rows.last().is_some_and(|r| r.page > 0);
    if paged && (first || last || after.is_none()) {
        return Some(Phrase {
            en: "it stands alone where a page begins or ends",
            zh: "单独位于页首或页尾",
        });
    }
    match (&before?.body, &after?.body) {
        (Body::Grid(_), Body::Grid(_)) => Some(Phrase {
            en: "it stands alone between two tables",
            zh: "单独位于两个表格之间",
        }),
        (Body::Line(_, left), Body::Line(_, right)) => {
            let broken = matches!(left.end, End::Open | End::Comma) && left.chars >= 15;
            let goes_on = right.chars >= 5 && (fold::is_cjk(right.first) || closes(right.first));
            (broken && goes_on).then_some(Phrase {
                en: "it stands alone between two halves of a sentence",
                zh: "单独位于一句话的两半之间",
            })
        }
        _ => None,
    }
}

/// The first few characters of a text.
fn start(text: &str) -> &str {
    let to = text.char_indices().nth(8).map_or(text.len(), |(i, _)| i);
    text.get(..to).unwrap_or_default()
}
