//! A web page to the report in it.

use super::apart::Apart;
use super::scan::{Scanner, Tag, Token, attribute};
use super::table::{self, Part};
use super::tree::Tree;
use crate::decode::lines::{Piece, Places};
use crate::decode::markdown;
use crate::decode::text::{self, Items};
use crate::patterns::Patterns;

/// Characters outside any element that make a text with tags in it a text, and
/// not a piece of HTML.
const LOOSE_TEXT: usize = 30;

/// Whether a text is an HTML page, or a fragment of one: it starts with a tag,
/// and what it says stands within elements.
pub(crate) fn is_html(source: &str) -> bool {
    let mut depth = 0usize;
    let mut loose = 0;
    let mut first = true;
    // Tables open, and whether the last tag of one opened a cell.
    let (mut tables, mut in_cell) = (0usize, false);
    for token in Scanner::new(source, 0) {
        if let Token::Open { tag, .. } | Token::Close { tag, .. } = &token
            && tag.is_table_part()
        {
            let opens = matches!(token, Token::Open { .. });
            in_cell = opens && matches!(tag, Tag::Td | Tag::Th | Tag::Caption);
            if *tag == Tag::Table {
                tables = if opens { tables + 1 } else { tables.saturating_sub(1) };
            }
        }
        match token {
            Token::Comment(range) => {
                let doctype = source
                    .get(range.start + 2..range.start + 9)
                    .is_some_and(|word| word.eq_ignore_ascii_case("doctype"));
                if first && doctype {
                    return true;
                }
            }
            Token::Open { tag, .. } => {
                if matches!(tag, Tag::Html | Tag::Head | Tag::Body | Tag::Meta) {
                    return first || depth == 0 && loose == 0;
                }
                if first && tag.is_inline() && tag != Tag::Span {
                    return false;
                }
                depth += usize::from(!tag.is_void());
                first = false;
            }
            Token::Close { .. } => depth = depth.saturating_sub(1),
            Token::Text(range) => {
                let text = source.get(range).unwrap_or_default();
                if first && !text.trim().is_empty() {
                    return false;
                }
                if depth == 0 || (tables > 0 && !in_cell) {
                    loose += text.chars().filter(|c| !c.is_whitespace()).count();
                    if loose > LOOSE_TEXT || text.lines().any(markdown::is_marked) {
                        return false;
                    }
                }
            }
        }
    }
    !first
}

/// Lines and grids of the report in a page.
pub(crate) fn items(source: &str, pieces: &[Piece], patterns: &Patterns) -> Items {
    let mut tree = Tree::page(source);
    let mass = mass(&tree);
    prune(&mut tree, &mass, patterns);
    let main = main_element(&tree, &mass, patterns);
    let mut out = Items::default();
    let mut parts = Vec::new();
    table::content(&tree, main, &mut Places::new(pieces), &mut out.left_out, &mut parts);
    for part in parts {
        if let Part::Preformatted(range) = &part {
            let inside: Vec<Piece> = clip(pieces, range.start, range.end);
            text::plain_items(&inside, patterns, &mut out);
        } else {
            text::push_part(part, None, &mut out);
        }
    }
    out.tell_left_out();
    out
}

/// The pieces of lines between two offsets.
fn clip<'a>(pieces: &[Piece<'a>], from: usize, to: usize) -> Vec<Piece<'a>> {
    let start = pieces.partition_point(|p| p.start + p.text.len() < from);
    let within = pieces.iter().skip(start).take_while(|p| p.start < to);
    within
        .map(|p| {
            let tail = (p.start + p.text.len()).saturating_sub(to);
            p.shorten(from.saturating_sub(p.start), tail)
        })
        .collect()
}

/// For each node the characters printed in it and below it, those of links
/// left aside.
fn mass(tree: &Tree) -> Vec<usize> {
    let mut mass = vec![0; tree.nodes.len()];
    for (index, node) in tree.nodes.iter().enumerate().rev() {
        let own = match node.tag {
            None if index > 0 => {
                let text = tree.text(node);
                text.chars().filter(|c| !c.is_whitespace()).count()
            }
            Some(tag) if tag == Tag::A || tag == Tag::Head || tag.is_opaque() => 0,
            _ => node.children.iter().filter_map(|&c| mass.get(c)).sum(),
        };
        if let Some(slot) = mass.get_mut(index) {
            *slot = own;
        }
    }
    mass
}

/// Share of a page's text, in percent, that an element must hold to be kept
/// whatever it is called.
const KEPT_WHATEVER: usize = 40;

/// Takes out what serves the page and not the report.
fn prune(tree: &mut Tree, mass: &[usize], patterns: &Patterns) {
    let total = mass.first().copied().unwrap_or(0);
    let dropped: Vec<bool> = (0..tree.nodes.len())
        .map(|index| {
            let heavy = mass.get(index).is_some_and(|m| m * 100 > total * KEPT_WHATEVER);
            !heavy && is_frame(tree, index, patterns) && !holds_title(tree, index, patterns)
        })
        .collect();
    for (node, heavy) in tree.nodes.iter_mut().zip(mass) {
        let kept = |child: &usize| !dropped.get(*child).is_some_and(|&d| d);
        node.children.retain(kept);
        // Most of a page is hidden only until somebody opens its tab.
        if heavy * 100 > total * KEPT_WHATEVER && node.apart == Some(Apart::Hidden) {
            node.apart = None;
        }
    }
}

fn is_frame(tree: &Tree, index: usize, patterns: &Patterns) -> bool {
    let Some(tag) = tree.node(index).and_then(|n| n.tag) else {
        return false;
    };
    if matches!(tag, Tag::Nav | Tag::Footer | Tag::Aside | Tag::Header | Tag::Button) {
        return true;
    }
    if tag.is_inline() || tag.is_table_part() || tag.is_heading() || tag == Tag::Body {
        return false;
    }
    let attributes = tree.attributes(index);
    let named =
        |name| attribute(attributes, name).is_some_and(|value| patterns.boilerplate.drops(value));
    let hidden = tree.is_hidden(index);
    hidden || (!attributes.is_empty() && (named("class") || named("id")))
}

/// Whether words of a title are printed below a node, links left aside.
fn holds_title(tree: &Tree, index: usize, patterns: &Patterns) -> bool {
    let mut stack = vec![index];
    while let Some(at) = stack.pop() {
        let Some(node) = tree.node(at) else { continue };
        match node.tag {
            None if at > 0 && patterns.boilerplate.names_title(tree.text(node)) => return true,
            Some(tag) if tag == Tag::A || tag.is_opaque() => {}
            _ => stack.extend(&node.children),
        }
    }
    false
}

/// Share of an element's text, in percent, that one of its children must hold
/// to be taken for it.
const MAIN_SHARE: usize = 85;

/// The smallest element that holds nearly all of the text, and the title.
fn main_element(tree: &Tree, mass: &[usize], patterns: &Patterns) -> usize {
    let mut main = 0;
    let weight = |index: usize| mass.get(index).copied().unwrap_or(0);
    loop {
        // What was pruned no longer counts.
        let total: usize = tree.children(main).map(|(c, _)| weight(c)).sum();
        let heavy = tree.children(main).find(|&(c, n)| {
            weight(c) * 100 >= total * MAIN_SHARE && n.tag.is_some_and(|t| holds_blocks(tree, c, t))
        });
        let Some((next, _)) = heavy else {
            return main;
        };
        let loses_title = tree.children(main).any(|(c, n)| {
            let heading = n.tag.is_some_and(Tag::is_heading);
            c != next && (heading || (weight(c) > 0 && holds_title(tree, c, patterns)))
        });
        if loses_title {
            return main;
        }
        main = next;
    }
}

/// Whether an element is a container of blocks and not itself content. Parts of
/// a table are, if they hold a table.
fn holds_blocks(tree: &Tree, index: usize, tag: Tag) -> bool {
    if tag.is_table_part() {
        return tree.holds_table(index);
    }
    !tag.is_inline()
        && !tag.is_heading()
        && !matches!(tag, Tag::P | Tag::Pre | Tag::Li | Tag::Ul | Tag::Ol | Tag::Head)
}
