//! Which rows are headings, which are items of lists, which are labels.

mod run;
mod shape;
mod tail;
mod unnumbered;

use std::ops::Range;

use super::layout::Layout;
use super::row::{Body, Row};
use crate::patterns::{Headings, Numbered};

pub(super) use unnumbered::clear_cover;

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of a paragraph.
    Text,
    /// The second part of the heading in the row before.
    HeadingTail,
    /// A numbered heading: its number, and where in the line its title stands;
    /// what follows the title is body.
    Heading(Numbered, Range<usize>),
    /// A heading without number: where its title stands, and whether it opens
    /// a part of its own (附件).
    Label(Range<usize>, bool),
    /// An item of a list.
    Item,
    /// A line that is whole in itself, such as the caption of a table.
    Caption,
    /// A grid.
    Grid,
}

/// Longest title, in characters. The longest of the measured forms,
/// 上年度绩效自评或财政重点绩效评价整改情况 with what cities add to it, has 38.
const TITLE: usize = 44;

/// The role of each row.
pub(super) fn roles(rows: &[Row], layout: &Layout, headings: &Headings) -> Vec<Role> {
    let mut roles: Vec<Role> = rows
        .iter()
        .map(|row| match row.body {
            Body::Grid(_) => Role::Grid,
            Body::Line(..) => Role::Text,
        })
        .collect();
    run::number(rows, layout, headings, &mut roles);
    unnumbered::label(rows, layout, headings, &mut roles);
    tail::mark(rows, layout, &mut roles);
    roles
}
