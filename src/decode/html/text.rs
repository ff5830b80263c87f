//! The text of an element, as blocks with places.

use super::apart::Apart;
use super::entities;
use super::scan::Tag;
use super::tree::Tree;
use crate::decode::left_out::{LeftOut, Reason};
use crate::decode::lines::{Places, is_line_end};
use crate::decode::raised::{Raised, lowered, raised};
use crate::location::At;

/// A paragraph, heading, list item or cell content.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    pub(crate) text: String,
    pub(crate) at: At,
    /// The block element around it.
    pub(crate) tag: Option<Tag>,
    /// Whether only a `<br>` parts it from the block before.
    pub(crate) after_break: bool,
}

/// The text of a cell: its blocks and `<br>` set off by line feeds, its tags
/// dropped, its own line ends kept as white space.
pub(crate) fn cell(
    tree: &Tree,
    index: usize,
    places: &mut Places,
    left_out: &mut LeftOut,
) -> Block {
    let mut writer = Writer::new(tree, places, left_out, true);
    writer.walk(index, None);
    let mut blocks = writer.into_blocks().into_iter();
    let mut whole = blocks.next().unwrap_or_default();
    for block in blocks {
        whole.text.push('\n');
        whole.text.push_str(&block.text);
    }
    whole
}

/// Collects blocks from a tree.
pub(crate) struct Writer<'t, 'a, 'p, 'q> {
    tree: &'t Tree<'a>,
    places: &'p mut Places<'q>,
    left_out: &'p mut LeftOut,
    blocks: Vec<Block>,
    text: String,
    at: Option<At>,
    tag: Option<Tag>,
    /// Keep the line ends of the source.
    verbatim: bool,
    /// Whether the next block starts after a `<br>`.
    after_break: bool,
    /// Raised characters that open a block: the mark of a note if text follows.
    opening_mark: Option<(String, At)>,
}

impl<'t, 'a, 'p, 'q> Writer<'t, 'a, 'p, 'q> {
    pub(crate) fn new(
        tree: &'t Tree<'a>,
        places: &'p mut Places<'q>,
        left_out: &'p mut LeftOut,
        verbatim: bool,
    ) -> Self {
        Self {
            tree,
            places,
            left_out,
            blocks: Vec::new(),
            text: String::new(),
            at: None,
            tag: None,
            verbatim,
            after_break: false,
            opening_mark: None,
        }
    }

    /// Adds the text of a node and of all below it.
    pub(crate) fn walk(&mut self, index: usize, tag: Option<Tag>) {
        let Some(node) = self.tree.node(index) else {
            return;
        };
        let Some(own) = node.tag else {
            if index == 0 {
                self.children(index, tag);
            } else {
                self.text(index, tag);
            }
            return;
        };
        if let Some(apart) = node.apart
            && self.apart(index, apart)
        {
            return;
        }
        match own {
            Tag::Br => {
                self.finish();
                self.after_break = !self.blocks.is_empty();
            }
            Tag::Hr => self.finish(),
            _ if own.is_opaque() || own == Tag::Head => {}
            _ if own.is_inline() => self.children(index, tag),
            _ => {
                self.finish();
                let before = self.verbatim;
                self.verbatim |= own == Tag::Pre;
                let role = if own.is_heading() || own == Tag::Li { Some(own) } else { tag };
                self.children(index, role);
                self.finish();
                self.verbatim = before;
                self.after_break = false;
            }
        }
    }

    /// Takes an element that stands apart; `false` if its text is read on like any other.
    fn apart(&mut self, index: usize, apart: Apart) -> bool {
        let text = self.tree.plain_text(index);
        if text.is_empty() || apart == Apart::Gloss {
            return true;
        }
        let reason = match apart {
            Apart::Hidden => Reason::Hidden,
            Apart::Struck => Reason::Struck,
            _ => Reason::NoteMark,
        };
        let start = self.tree.node(index).map_or(0, |n| n.range.start);
        let at = self.places.at(start, start);
        let kind = match apart {
            Apart::Raised => raised(&self.text, &text),
            Apart::Lowered => lowered(&self.text, &text),
            _ => Raised::Note,
        };
        match kind {
            Raised::Note if reason == Reason::NoteMark && self.text.trim().is_empty() => {
                // A cell of nothing else prints a value.
                self.opening_mark = Some((text, at));
            }
            Raised::Note => self.left_out.add(reason, at),
            Raised::Sign(sign) => self.text.push_str(&sign),
            Raised::Apart => {
                self.text.push('^');
                return false;
            }
            Raised::Text => return false,
        }
        true
    }

    fn children(&mut self, index: usize, tag: Option<Tag>) {
        let tree = self.tree;
        for (child, _) in tree.children(index) {
            self.walk(child, tag);
        }
    }

    /// Adds a text node.
    fn text(&mut self, index: usize, tag: Option<Tag>) {
        let Some(node) = self.tree.node(index) else {
            return;
        };
        let source = self.tree.text(node);
        let mut at = node.range.start;
        for line in source.split_inclusive(is_line_end) {
            self.line(line, at, tag);
            at += line.len();
        }
    }

    fn line(&mut self, line: &str, start: usize, tag: Option<Tag>) {
        let body = line.trim();
        if body.is_empty() {
            self.space(line);
            return;
        }
        let lead = line.len() - line.trim_start().len();
        self.space(line.get(..lead).unwrap_or_default());
        if let Some((_, at)) = self.opening_mark.take() {
            self.left_out.add(Reason::NoteMark, at);
        }
        if self.text.trim().is_empty() {
            self.text.clear();
            self.tag = tag;
            let from = start + lead;
            self.at = Some(self.places.at(from, from + body.len()));
        } else if let Some(at) = &mut self.at {
            // Inline mark-up parts one printed line; the place covers it all.
            let (piece, to) = self.places.find(start + lead + body.len());
            if piece.map(|p| p.line) == at.line()
                && let Some([from, end]) = at.chars()
            {
                *at = at.with_chars(Some([from, end.max(to)]));
            }
        }
        self.text.push_str(&entities::decode(body));
        self.space(line.get(lead + body.len()..).unwrap_or_default());
    }

    fn space(&mut self, white: &str) {
        if white.is_empty() || self.text.is_empty() {
            return;
        }
        if self.verbatim && white.contains(is_line_end) {
            if self.text.ends_with(' ') {
                self.text.pop();
            }
            if !self.text.ends_with('\n') {
                self.text.push('\n');
            }
        } else if !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    /// The blocks written.
    pub(crate) fn into_blocks(mut self) -> Vec<Block> {
        self.finish();
        self.blocks
    }

    /// Ends the block that is open.
    fn finish(&mut self) {
        if let Some((text, at)) = self.opening_mark.take() {
            self.text = text;
            self.at = Some(at);
        }
        let text = self.text.trim();
        if !text.is_empty() {
            self.blocks.push(Block {
                text: text.to_owned(),
                at: self.at.unwrap_or_default(),
                tag: self.tag,
                after_break: std::mem::take(&mut self.after_break),
            });
        }
        self.text.clear();
        self.at = None;
    }
}
