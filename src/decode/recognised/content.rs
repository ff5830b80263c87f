//! Tables in a language of their own (HTML, OTSL, LaTeX, Markdown) within a file of data.

use crate::decode::html::table::{self, Part};
use crate::decode::html::tree::Tree;
use crate::decode::left_out::LeftOut;
use crate::decode::lines::{self, Places};
use crate::decode::text::{self, Items};
use crate::document::{Grid, Item};
use crate::location::At;
use crate::patterns::Patterns;

/// The grids and lines of a piece of HTML, each in the place of the whole.
pub(super) fn html(source: &str, at: At, left_out: &mut LeftOut) -> Vec<Item> {
    let pieces = lines::lines(source);
    let mut out = Items::default();
    let mut parts = Vec::new();
    let tree = Tree::page(source);
    table::content(&tree, 0, &mut Places::new(&pieces), &mut out.left_out, &mut parts);
    for part in parts {
        text::push_part(part, None, &mut out);
    }
    left_out.append(std::mem::take(&mut out.left_out).at(at));
    out.items.into_iter().map(|(_, item)| put(item, at)).collect()
}

/// The grids and lines of a table's source, each in the place of the table.
pub(super) fn items(
    source: &str,
    at: At,
    patterns: &Patterns,
    left_out: &mut LeftOut,
) -> Vec<Item> {
    if is_html(source) {
        return html(source, at, left_out);
    }
    let found = text::items(source, &lines::lines(source), patterns);
    found.items.into_iter().map(|(_, item)| put(item, at)).collect()
}

/// Whether a source is HTML that holds a table.
fn is_html(source: &str) -> bool {
    let bytes = source.as_bytes();
    memchr::memchr_iter(b'<', bytes).any(|at| {
        let name = bytes.get(at + 1..).unwrap_or_default();
        [b"table".as_slice(), b"tr", b"td", b"tbody", b"thead"]
            .iter()
            .any(|tag| name.get(..tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag)))
    })
}

/// The item with another place.
fn put(mut item: Item, at: At) -> Item {
    match &mut item {
        Item::Line(line) => {
            line.at = at;
            line.cuts.clear();
        }
        Item::Grid(grid) => {
            grid.at = at;
            grid.cells.iter_mut().for_each(|cell| cell.at = at);
        }
    }
    item
}

/// The first grid of a table's source, its places left aside.
pub(super) fn grid(source: &str) -> Option<Grid> {
    let tree = Tree::page(source);
    let pieces = lines::lines(source);
    let (mut parts, mut left_out) = (Vec::new(), LeftOut::default());
    table::content(&tree, 0, &mut Places::new(&pieces), &mut left_out, &mut parts);
    parts.into_iter().find_map(|part| match part {
        Part::Grid(grid) => Some(grid),
        _ => None,
    })
}
