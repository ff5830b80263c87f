//! What stands at the edges of a page, above its first table and below its last.

use crate::fold;
use crate::layout::order::Element;
use crate::layout::page::PageLayout;
use crate::patterns::{Patterns, RowKind, Shape};

/// What stands at the edges of a page, furniture left out.
pub(super) struct Edges {
    begins: bool,
    ends: bool,
    /// Shapes of the few lines above its first table and below its last one,
    /// as far as they are not furniture by themselves.
    above: Vec<String>,
    below: Vec<String>,
}

/// More lines than this over or under a table are no running heads.
const MOST_HEADS: usize = 3;

impl Edges {
    pub(super) fn of(page: &PageLayout, patterns: &Patterns) -> Edges {
        let is_table = |element: &&Element| matches!(element, Element::Table(_));
        let shapes = |lines: &mut dyn Iterator<Item = &Element>| -> Vec<String> {
            let lines = lines.take_while(|e| !is_table(e)).take(MOST_HEADS + 1);
            lines.filter_map(|e| own_shape(e, patterns)).collect()
        };
        let any = page.elements.iter().any(|e| is_table(&e));
        let above = shapes(&mut page.elements.iter());
        let below = shapes(&mut page.elements.iter().rev());
        Edges {
            begins: any && above.len() <= MOST_HEADS,
            ends: any && below.len() <= MOST_HEADS,
            above,
            below,
        }
    }
}

/// Whether the first table of a page may go on with the last one of the page
/// before: every line between them is furniture, or stands again on the next
/// page but one or two, as running heads do.
pub(super) fn goes_on(edges: &[Edges], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).and_then(|n| edges.get(n)) else {
        return false;
    };
    let Some(own) = edges.get(index) else {
        return false;
    };
    let near = edges.get(index.saturating_sub(2)..(index + 3).min(edges.len()));
    let near = near.unwrap_or_default();
    let repeats = |side: fn(&Edges) -> &Vec<String>, shape: &String| {
        near.iter().filter(|edges| side(edges).contains(shape)).count() >= 2
    };
    before.ends
        && own.begins
        && own.above.iter().all(|shape| repeats(|e| &e.above, shape))
        && before.below.iter().all(|shape| repeats(|e| &e.below, shape))
}

/// The shape of a line that is not furniture by itself.
fn own_shape(element: &Element, patterns: &Patterns) -> Option<String> {
    let Element::Line(line) = element else {
        return None;
    };
    let text = line.text().text;
    let key = fold::key(&text);
    let shape = Shape::of(&key);
    let furniture = patterns.furniture.page_number(&shape).is_some()
        || patterns.furniture.is_stamp(&key, &shape)
        || patterns.tables.row_kind(&text) == Some(RowKind::Continued)
        || ends_in_continued(&text, patterns)
        || patterns.tables.unit_line(&text).is_some();
    (!furniture).then_some(shape.text)
}

/// Whether a title says in brackets at its end that the table goes on: …自评表（续）.
fn ends_in_continued(text: &str, patterns: &Patterns) -> bool {
    let bracket = text.rfind(['(', '（']);
    let end = bracket.and_then(|from| text.get(from..));
    end.is_some_and(|end| patterns.tables.row_kind(end) == Some(RowKind::Continued))
}
