//! HTML as a tree of elements and text.

use std::ops::Range;

use super::apart::{Apart, Classes};
use super::builder::Builder;
use super::entities;
use super::scan::{Scanner, Tag, Token};

/// An element or a stretch of text.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// `None` for text.
    pub(crate) tag: Option<Tag>,
    /// Text: its bytes. Element: from its start tag to its end.
    pub(crate) range: Range<usize>,
    /// Bytes of the attributes.
    pub(crate) attributes: Range<usize>,
    pub(crate) children: Vec<usize>,
    /// How its text stands apart from the text around it.
    pub(crate) apart: Option<Apart>,
}

/// A tree of nodes; node 0 is the root.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    pub(crate) source: &'a str,
    pub(crate) nodes: Vec<Node>,
    /// Where reading stopped.
    pub(crate) end: usize,
    /// The nodes that are tables, in order.
    pub(super) tables: Vec<usize>,
    /// The nodes that are preformatted, in order.
    pub(super) pres: Vec<usize>,
}

impl<'a> Tree<'a> {
    /// The tree of a whole page.
    pub(crate) fn page(source: &'a str) -> Tree<'a> {
        let mut builder = Builder::new(source, 0, Classes::of(source));
        for token in Scanner::new(source, 0) {
            builder.take(&token);
        }
        builder.finish(source.len())
    }

    /// The tree of the table whose first tag stands at `start`. It ends with
    /// the table's end tag; where that is missing, with the last tag of a table,
    /// and the text after that up to an empty line.
    pub(crate) fn table(source: &'a str, start: usize) -> Tree<'a> {
        let mut builder = Builder::new(source, start, Classes::default());
        let mut end = start;
        let mut open = 0usize;
        for token in Scanner::new(source, start) {
            match &token {
                Token::Open { tag, range, .. } if tag.is_table_part() => {
                    if *tag == Tag::Table {
                        // A table that opens outside any cell follows an end
                        // tag that is missing.
                        if open > 0 && !builder.in_cell() {
                            break;
                        }
                        open += 1;
                    }
                    end = range.end;
                }
                Token::Close { tag, range } if tag.is_table_part() => {
                    end = range.end;
                    if *tag == Tag::Table {
                        open = open.saturating_sub(1);
                        if open == 0 {
                            builder.take(&token);
                            return builder.finish(end);
                        }
                    }
                }
                Token::Text(range) => {
                    let text = source.get(range.clone()).unwrap_or_default();
                    let outside = !builder.in_cell() && !text.trim().is_empty();
                    if let Some(gap) = blank_line(text)
                        && (outside || !text.get(gap..).unwrap_or_default().trim().is_empty())
                        && !closes_later(source, range.end)
                    {
                        let stop = if builder.in_cell() { gap } else { 0 };
                        builder.take(&Token::Text(range.start..range.start + stop));
                        return builder.finish(end.max(range.start + stop));
                    }
                    if builder.in_cell() {
                        end = range.end;
                    }
                }
                _ => {}
            }
            builder.take(&token);
        }
        builder.finish(end)
    }

    pub(crate) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// The attributes of an element.
    pub(crate) fn attributes(&self, index: usize) -> &'a str {
        self.node(index).and_then(|n| self.source.get(n.attributes.clone())).unwrap_or_default()
    }

    /// Whether a table stands below a node.
    pub(crate) fn holds_table(&self, index: usize) -> bool {
        self.holds(&self.tables, index)
    }

    /// Whether preformatted text stands below a node.
    pub(crate) fn holds_pre(&self, index: usize) -> bool {
        self.holds(&self.pres, index)
    }

    /// Nodes are numbered in the order of the source, so those below a node
    /// come next and start within its range.
    fn holds(&self, sought: &[usize], index: usize) -> bool {
        let next = sought.partition_point(|&t| t <= index);
        let found = sought.get(next).and_then(|&t| self.node(t));
        let end = self.node(index).map_or(0, |n| n.range.end);
        found.is_some_and(|t| t.range.start < end)
    }

    pub(crate) fn text(&self, node: &Node) -> &'a str {
        self.source.get(node.range.clone()).unwrap_or_default()
    }

    /// Whether an element is not shown.
    pub(crate) fn is_hidden(&self, index: usize) -> bool {
        self.node(index).is_some_and(|n| n.apart == Some(Apart::Hidden))
    }

    /// The text below a node, white space as one space.
    pub(crate) fn plain_text(&self, index: usize) -> String {
        let mut text = String::new();
        let mut stack = vec![index];
        while let Some(at) = stack.pop() {
            let Some(node) = self.node(at) else { continue };
            match node.tag {
                None if at > 0 => {
                    for word in entities::decode(self.text(node)).split_whitespace() {
                        let space = if text.is_empty() { "" } else { " " };
                        text.push_str(space);
                        text.push_str(word);
                    }
                }
                Some(tag) if tag.is_opaque() => {}
                _ => stack.extend(node.children.iter().rev()),
            }
        }
        text
    }

    /// The children of an element.
    pub(crate) fn children(&self, index: usize) -> impl Iterator<Item = (usize, &Node)> {
        let children = self.node(index).map_or(&[][..], |n| &n.children);
        children.iter().filter_map(|&c| Some((c, self.node(c)?)))
    }
}

/// How far ahead an end tag is looked for behind an empty line in a table.
const LOOK_AHEAD: usize = 4000;

/// Whether the table goes on: the next tag of a table soon after is not a
/// start of another one.
fn closes_later(source: &str, from: usize) -> bool {
    for token in Scanner::new(source, from).take(8) {
        match token {
            Token::Open { tag: Tag::Table, .. } => return false,
            Token::Open { tag, .. } | Token::Close { tag, .. } if tag.is_table_part() => {
                return true;
            }
            Token::Text(range) if range.len() > LOOK_AHEAD => return false,
            _ => {}
        }
    }
    false
}

/// Offset of the first empty line.
fn blank_line(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && line.trim().is_empty() {
            return Some(at);
        }
        at += line.len();
    }
    None
}
