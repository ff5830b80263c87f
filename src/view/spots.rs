//! The places of a source that the page lights: each once, by its number.

use rustc_hash::FxHashMap as HashMap;

use crate::location::{At, CellName};

/// The places that values, findings and sections name.
#[derive(Debug, Default)]
pub(super) struct Spots {
    places: Vec<Spot>,
    known: HashMap<Key, usize>,
}

/// A place, and whether a value stands there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) at: At,
    /// A value stands there, that is, the place is shown before anybody asks for it.
    pub(super) value: bool,
}

/// [`At`] with the edges of its box as bits, to be looked up.
type Key = (Option<u32>, Option<u32>, Option<[u32; 2]>, Option<[u32; 4]>, Option<CellName>);

impl Spots {
    /// The number of a place; `None` for one that tells nothing.
    pub(super) fn number(&mut self, at: &At, value: bool) -> Option<usize> {
        let somewhere = at.line().is_some() || at.bbox().is_some() || at.cell().is_some();
        if !somewhere {
            return None;
        }
        let bbox = at.bbox().map(|edges| edges.map(f32::to_bits));
        let key = (at.page(), at.line(), at.chars(), bbox, at.cell());
        let next = self.places.len();
        let number = *self.known.entry(key).or_insert(next);
        if number == next {
            self.places.push(Spot { at: *at, value });
        } else if let Some(spot) = self.places.get_mut(number) {
            spot.value |= value;
        }
        Some(number)
    }

    /// The places with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Spot)> {
        self.places.iter().enumerate()
    }

    /// The places of each line of a source, for sources that tell lines.
    pub(super) fn by_line(&self) -> HashMap<u32, Vec<usize>> {
        let mut lines: HashMap<u32, Vec<usize>> = HashMap::default();
        for (number, spot) in self.iter() {
            if let Some(line) = spot.at.line() {
                lines.entry(line).or_default().push(number);
            }
        }
        lines
    }

    pub(super) fn get(&self, number: usize) -> Option<&Spot> {
        self.places.get(number)
    }
}
