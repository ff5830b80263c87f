//! What a page shows to lines and tables.

use super::borderless::{self, Heads, Open};
use super::clean::{self, Clean, Turn};
use super::geometry::{PageGeometry, Rect};
use super::lattice::KnownColumns;
use super::layers::Overlay;
use super::mesh::Mesh;
use super::order::{self, Element};
use super::piece::Piece;
use super::{columns_below, glyph_line, laid_under, lattice, page_marks, rows_inside, rulings};
use crate::location::At;
use crate::patterns::Patterns;

/// A page as lines and tables in reading order.
#[derive(Debug)]
pub(super) struct PageLayout {
    /// Index of the page, from 0.
    pub(super) index: usize,
    pub(super) elements: Vec<Element>,
    /// The text turned upright: its size, and how it was turned.
    width: f32,
    height: f32,
    turn: Turn,
    /// How many units of its places a point is.
    unit: f32,
    /// Where the places of the upright page lie on one that is not straight.
    back: Option<Mesh>,
    /// What lies over its text.
    pub(super) overlays: Vec<Overlay>,
}

impl PageLayout {
    /// Lays out a page. `recognised` tells that its text is laid, unseen, under a
    /// picture; `open` is the table without drawn borders with which the page before
    /// ended, and `heads` are those of its last net; both become those of this page. `known` is
    /// what the columns of the last net with heads hold.
    pub(super) fn of(
        index: usize,
        geometry: PageGeometry,
        recognised: bool,
        open: &mut Option<Open>,
        heads: &mut Option<Heads>,
        known: &mut Option<KnownColumns>,
        patterns: &Patterns,
    ) -> PageLayout {
        let Clean { mut page, turn, mut overlays } = clean::clean(geometry, recognised);
        // A page that is a picture and shows lines: its text is that of a recogniser, seen or not.
        if page.boxed.is_none() && (recognised || page.back.is_some()) {
            let (set_anew, differing) = laid_under::set_anew(page);
            page = set_anew;
            overlays.extend(differing);
        }
        let (horizontal, vertical) = rulings::rulings(&page);
        let lattices = lattice::lattices(&horizontal, &vertical);
        let mut glyphs = std::mem::take(&mut page.glyphs);
        let marks = if recognised { Vec::new() } else { page_marks::take(&mut glyphs, patterns) };
        let mut pieces = Vec::with_capacity(lattices.len());
        for lattice in lattices {
            overlays.extend(if recognised { None } else { lattice.take_across(&mut glyphs) });
            if !recognised {
                overlays.extend(lattice.doubt_colours(&mut glyphs));
            }
            let piece = lattice.fill(index, &mut glyphs).without_blank_rows();
            let inside = || page.rulings.iter().filter(|ruling| ruling.touches(&piece.bbox));
            let coloured = inside().all(|ruling| ruling.horizontal);
            let mut own = match coloured {
                true => Heads::of(&piece, heads.as_ref(), patterns),
                false => None,
            };
            let mut no_net = lattice::is_no_net(&piece, inside().next().is_some(), patterns)
                || open.is_some() && lattice::is_frame(&piece);
            if let Some(own) = &mut own {
                own.no_net |= borderless::leaves_cells_out(&piece, own, &glyphs);
                no_net |= own.no_net;
            }
            if no_net {
                let lines = piece.cells.into_iter().flat_map(|cell| cell.lines);
                glyphs.extend(lines.flat_map(|line| line.glyphs));
            } else if piece.cells.iter().any(|cell| !cell.lines.is_empty()) {
                let piece = columns_below::parted(piece);
                let above = heads.as_ref().map_or(&[][..], |heads| heads.roles_of(&piece));
                let piece = lattice::completed(piece, above, known.as_ref(), patterns);
                *known = KnownColumns::of(&piece, patterns).or(known.take());
                let piece = rows_inside::parted(piece);
                // It may have more columns and rows now.
                own = match piece.undrawn || own.is_some() {
                    true => Heads::of(&piece, heads.as_ref(), patterns),
                    false => None,
                };
                pieces.push(match &own {
                    Some(own) => borderless::labelled(piece, own, &page.rulings, patterns),
                    None => piece,
                });
            }
            *heads = own;
        }
        *heads = heads.take().map(Heads::carried);
        let mut lines = glyph_line::lines(&glyphs);
        let rules = (horizontal.as_slice(), page.rulings.as_slice());
        let boxed = page.boxed.is_some();
        let found = borderless::pieces(index, &mut glyphs, &lines, (rules, boxed), open, patterns);
        if !found.is_empty() {
            lines = glyph_line::lines(&glyphs);
            pieces.extend(found);
        }
        if !marks.is_empty() {
            glyphs.extend(marks);
            lines = glyph_line::lines(&glyphs);
        }
        PageLayout {
            index,
            elements: order::elements(lines, pieces),
            width: page.width,
            height: page.height,
            turn,
            unit: page.boxed.unwrap_or(1.0),
            back: page.back,
            overlays,
        }
    }

    /// Takes the tables out, each with the number of its element, which stays.
    pub(super) fn take_pieces(&mut self) -> Vec<(usize, Piece)> {
        let elements = self.elements.iter_mut().enumerate();
        let pieces = elements.filter_map(|(number, element)| match element {
            Element::Table(piece) => Some((number, std::mem::take(piece))),
            Element::Line(_) => None,
        });
        pieces.collect()
    }

    /// A box on the upright page as a place on the displayed one.
    pub(super) fn at(&self, rect: &Rect) -> At {
        let mut placed = self.turn.displayed(*rect, self.width, self.height);
        if let Some(back) = &self.back {
            placed = back.rect(&placed);
        }
        // To a hundredth, or finer where a point is less than one unit.
        let steps = if self.unit < 1.0 { 10_000.0 } else { 100.0 };
        let round = |value: f32| (value * self.unit * steps).round() / steps;
        At::default()
            .with_page(Some(self.index as u32 + 1))
            .with_bbox(Some([placed.left, placed.top, placed.right, placed.bottom].map(round)))
    }
}
