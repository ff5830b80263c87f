//! Tokens to the nodes of a tree, with the end tags that are left out.

use std::ops::Range;

use super::apart::{Classes, apart};
use super::scan::{Tag, Token};
use super::tree::{Node, Tree};

/// Deepest nesting kept; elements below it are taken as children of the
/// deepest one, so that no input can exhaust the stack of a reader.
const MAX_DEPTH: usize = 200;

/// A tree that is being built.
pub(super) struct Builder<'a> {
    tree: Tree<'a>,
    /// Open elements, outermost first; the root is always open.
    open: Vec<(usize, Option<Tag>)>,
    /// How many of them are cells.
    cells: usize,
    classes: Classes<'a>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a str, start: usize, classes: Classes<'a>) -> Self {
        let root = Node {
            tag: None,
            range: start..source.len(),
            attributes: 0..0,
            children: Vec::new(),
            apart: None,
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
            classes,
        }
    }

    pub(super) fn in_cell(&self) -> bool {
        self.cells > 0
    }

    pub(super) fn finish(mut self, end: usize) -> Tree<'a> {
        while self.open.len() > 1 {
            self.close_last(end);
        }
        self.tree.end = end;
        if let Some(root) = self.tree.nodes.first_mut() {
            root.range.end = end;
        }
        self.tree
    }

    pub(super) fn take(&mut self, token: &Token) {
        match token {
            Token::Text(range) => {
                let text = self.tree.source.get(range.clone()).unwrap_or_default();
                let parent = self.parent(text.trim().is_empty());
                self.add(None, range.clone(), 0..0, parent);
            }
            Token::Comment(_) => {}
            Token::Open { tag, attributes, range } => {
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
        let found = if in_cells && !fits_in_table { outer } else { last };
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
        let source = self.tree.source.get(attributes.clone()).unwrap_or_default();
        let apart = tag.and_then(|tag| apart(tag, source, &self.classes));
        self.tree.nodes.push(Node { tag, range, attributes, children: Vec::new(), apart });
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
            let part = self.open.iter().rposition(|&(_, t)| t.is_some_and(Tag::is_table_part));
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
            Tbody | Thead | Tfoot => {
                (&[Thead, Tbody, Tfoot, Tr, Td, Th, Caption, Colgroup], &[Table])
            }
            Li => (&[Li], &[Ul, Ol, Table, Td, Th]),
            Dt | Dd => (&[Dt, Dd], &[Dl, Table, Td, Th]),
            Option => (&[Option], &[Select]),
            _ if !tag.is_inline() && !tag.is_void() => {
                (&[P], &[Td, Th, Table, Div, Li, Blockquote])
            }
            _ => return,
        };
        let inner = self.open.iter().rposition(|&(_, t)| t.is_some_and(|t| within.contains(&t)));
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
        let crosses =
            self.open.iter().skip(found + 1).any(|&(_, t)| is_cell(t) && !tag.is_table_part());
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
