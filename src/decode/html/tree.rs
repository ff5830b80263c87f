//! Tags to a tree, with the end tags that authors and tools leave out.

use std::ops::Range;

use super::scan::{Scanner, Tag, Token};

/// Deepest nesting kept; elements below it are taken as children of the
/// deepest one, so that no input can exhaust the stack of a reader.
const MAX_DEPTH: usize = 200;

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
}

/// A tree of nodes; node 0 is the root.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    pub(crate) source: &'a str,
    pub(crate) nodes: Vec<Node>,
    /// Where reading stopped.
    pub(crate) end: usize,
    /// The nodes that are tables, in order.
    tables: Vec<usize>,
    /// The nodes that are preformatted, in order.
    pres: Vec<usize>,
}

impl<'a> Tree<'a> {
    /// The tree of a whole page.
    pub(crate) fn page(source: &'a str) -> Tree<'a> {
        let mut builder = Builder::new(source, 0);
        for token in Scanner::new(source, 0) {
            builder.take(&token);
        }
        builder.finish(source.len())
    }

    /// The tree of the table whose first tag stands at `start`. It ends with
    /// the table's end tag; where that is missing, with the last tag of a table,
    /// and the text after that up to an empty line.
    pub(crate) fn table(source: &'a str, start: usize) -> Tree<'a> {
        let mut builder = Builder::new(source, start);
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
        self.node(index)
            .and_then(|n| self.source.get(n.attributes.clone()))
            .unwrap_or_default()
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
            Token::Open {
                tag: Tag::Table, ..
            } => return false,
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

struct Builder<'a> {
    tree: Tree<'a>,
    /// Open elements, outermost first; the root is always open.
    open: Vec<(usize, Option<Tag>)>,
    /// How many of them are cells.
    cells: usize,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, start: usize) -> Self {
        let root = Node {
            tag: None,
            range: start..source.len(),
            attributes: 0..0,
            children: Vec::new(),
        };
        Self {
            tree: Tree {
                source,
                nodes: vec![root],
                end: source.len(),
                tables: Vec::new(),
                pres: Vec::new(),
            },
            open: vec![(0, None)],
            cells: 0,
        }
    }

    fn in_cell(&self) -> bool {
        self.cells > 0
    }

    fn finish(mut self, end: usize) -> Tree<'a> {
        while self.open.len() > 1 {
            self.close_last(end);
        }
        self.tree.end = end;
        if let Some(root) = self.tree.nodes.first_mut() {
            root.range.end = end;
        }
        self.tree
    }

    fn take(&mut self, token: &Token) {
        match token {
            Token::Text(range) => {
                let text = self.tree.source.get(range.clone()).unwrap_or_default();
                let parent = self.parent(text.trim().is_empty());
                self.add(None, range.clone(), 0..0, parent);
            }
            Token::Comment(_) => {}
            Token::Open {
                tag,
                attributes,
                range,
            } => {
                self.close_implied(*tag, range.start);
                let parent = self.parent(tag.is_table_part() || *tag == Tag::Form);
                let node = self.add(Some(*tag), range.clone(), attributes.clone(), parent);
                if !tag.is_void() && self.open.len() < MAX_DEPTH {
                    self.open.push((node, Some(*tag)));
                    self.cells += usize::from(is_cell(Some(*tag)));
                }
            }
            Token::Close { tag, range } => self.close(*tag, range.start),
        }
    }

    /// The node to which content is added. What stands in a table and in none
    /// of its cells is put after the table, as browsers put it before.
    fn parent(&self, fits_in_table: bool) -> usize {
        let last = self.open.last();
        let in_cells = matches!(last, Some((_, Some(tag))) if tag.is_table_part()
            && !matches!(tag, Tag::Td | Tag::Th | Tag::Caption));
        let table = self.open.iter().rposition(|&(_, t)| t == Some(Tag::Table));
        let outer = table.and_then(|t| self.open.get(t.checked_sub(1)?));
        let found = if in_cells && !fits_in_table {
            outer
        } else {
            last
        };
        found.map_or(0, |&(node, _)| node)
    }

    fn add(
        &mut self,
        tag: Option<Tag>,
        range: Range<usize>,
        attributes: Range<usize>,
        parent: usize,
    ) -> usize {
        let index = self.tree.nodes.len();
        self.tree.nodes.push(Node {
            tag,
            range,
            attributes,
            children: Vec::new(),
        });
        if tag == Some(Tag::Table) {
            self.tree.tables.push(index);
        } else if tag == Some(Tag::Pre) {
            self.tree.pres.push(index);
        }
        if let Some(parent) = self.tree.nodes.get_mut(parent) {
            parent.children.push(index);
        }
        index
    }

    /// Closes what the start of `tag` ends: a cell ends the cell before it, a
    /// row the row, a block the paragraph. The search stops at the table.
    fn close_implied(&mut self, tag: Tag, at: usize) {
        use Tag::*;
        if matches!(tag, Td | Th | Tr | Tbody | Thead | Tfoot) {
            // What was put after the table ends where the table goes on.
            let part = self
                .open
                .iter()
                .rposition(|&(_, t)| t.is_some_and(Tag::is_table_part));
            let in_cell = part.is_some_and(|p| is_cell(self.open.get(p).and_then(|o| o.1)));
            while let Some(part) = part.filter(|_| !in_cell)
                && self.open.len() > part + 1
            {
                self.close_last(at);
            }
        }
        let (ends, within): (&[Tag], &[Tag]) = match tag {
            Td | Th => (&[Td, Th, Caption], &[Tr, Table]),
            Tr => (&[Tr, Td, Th, Caption, Colgroup], &[Table]),
            Tbody | Thead | Tfoot => (
                &[Thead, Tbody, Tfoot, Tr, Td, Th, Caption, Colgroup],
                &[Table],
            ),
            Li => (&[Li], &[Ul, Ol, Table, Td, Th]),
            Dt | Dd => (&[Dt, Dd], &[Dl, Table, Td, Th]),
            Option => (&[Option], &[Select]),
            _ if !tag.is_inline() && !tag.is_void() => {
                (&[P], &[Td, Th, Table, Div, Li, Blockquote])
            }
            _ => return,
        };
        let inner = self
            .open
            .iter()
            .rposition(|&(_, t)| t.is_some_and(|t| within.contains(&t)));
        let from = inner.map_or(1, |i| i + 1);
        let outermost = self
            .open
            .iter()
            .enumerate()
            .skip(from)
            .find(|(_, (_, t))| t.is_some_and(|t| ends.contains(&t)));
        if let Some((keep, _)) = outermost {
            while self.open.len() > keep {
                self.close_last(at);
            }
        }
    }

    /// Closes the nearest open element of the tag; an end tag within a cell
    /// closes nothing outside it, except the table's own parts.
    fn close(&mut self, tag: Tag, at: usize) {
        let found = self.open.iter().rposition(|&(_, t)| t == Some(tag));
        let Some(found) = found.filter(|&f| f > 0) else {
            return;
        };
        let crosses = self
            .open
            .iter()
            .skip(found + 1)
            .any(|&(_, t)| is_cell(t) && !tag.is_table_part());
        if crosses {
            return;
        }
        while self.open.len() > found {
            self.close_last(at);
        }
    }

    fn close_last(&mut self, at: usize) {
        if let Some((index, tag)) = self.open.pop() {
            self.cells -= usize::from(is_cell(tag));
            if let Some(node) = self.tree.nodes.get_mut(index) {
                node.range.end = at;
            }
        }
    }
}

fn is_cell(tag: Option<Tag>) -> bool {
    matches!(tag, Some(Tag::Td | Tag::Th))
}
