//! Headings that are broken over two lines.

use super::Role;
use crate::fold::fold_char;
use crate::outline::layout::Layout;
use crate::outline::row::{End, Row};

/// Finds the second parts of headings that are broken over two lines.
pub(super) fn mark(rows: &[Row], layout: &Layout, roles: &mut [Role]) {
    for index in 1..rows.len() {
        let (Some(above), Some(row)) = (rows.get(index - 1), rows.get(index)) else {
            continue;
        };
        let (Some((left, left_look)), Some((line, look))) = (above.line(), row.line()) else {
            continue;
        };
        let whole = match roles.get(index - 1) {
            Some(Role::Heading(_, title)) => title.end == left.text.len(),
            _ => false,
        };
        if !whole || roles.get(index) != Some(&Role::Text) || left_look.end == End::Final {
            continue;
        }
        let closed = has_open_bracket(&left.text) && closes_next(rows, index - 1);
        let full = layout.full.is_some_and(|full| left_look.width * 20 >= full * 19);
        let rest =
            full && look.chars <= 12 && look.end == End::Open && !layout.is_indented(line.indent);
        if let Some(role) = roles.get_mut(index).filter(|_| closed || rest) {
            *role = Role::HeadingTail;
        }
    }
}

/// Whether the line after a title closes the bracket that the title leaves open.
pub(super) fn closes_next(rows: &[Row], index: usize) -> bool {
    let next = rows.get(index + 1).and_then(Row::line);
    next.is_some_and(|(line, look)| look.chars <= 24 && line.text.contains([')', '）', '》']))
}

/// Whether a bracket stays open at the end of a title.
fn has_open_bracket(text: &str) -> bool {
    let depth = text.chars().map(fold_char).fold(0i32, |depth, c| match c {
        '(' | '《' => depth + 1,
        ')' | '》' => (depth - 1).max(0),
        _ => depth,
    });
    depth > 0
}
