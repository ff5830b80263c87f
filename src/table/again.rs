//! Rows that say the same as those before them: a page that stands in the file twice, or forms
//! that are alike. None is dropped; that they are there twice is said.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use super::body::BodyRow;
use crate::patterns::Role;

/// Rows at least that are a part of a table printed again. One row may say what another says.
const LEAST: usize = 2;
/// Rows at most of such a part: a page or two.
const MOST: usize = 200;

/// The stretches of rows that say the same as as many rows right before them.
pub(super) fn again(rows: &[BodyRow<'_>]) -> Vec<Range<usize>> {
    let keys: Vec<Option<u64>> = rows.iter().map(key).collect();
    let mut found = Vec::new();
    let mut from = 0;
    while from + 2 * LEAST <= keys.len() {
        let most = MOST.min((keys.len() - from) / 2);
        let length = (LEAST..=most).find(|&length| {
            let (one, two) = (from..from + length, from + length..from + 2 * length);
            keys[from] == keys[from + length]
                && keys[one.clone()] == keys[two]
                && keys[one].iter().all(Option::is_some)
        });
        match length {
            Some(length) => {
                found.push(from + length..from + 2 * length);
                from += length;
            }
            None => from += 1,
        }
    }
    found
}

/// What a row says, if it names an indicator.
fn key(row: &BodyRow<'_>) -> Option<u64> {
    row.filled(Role::Name)?;
    let mut hasher = FxHasher::default();
    for (role, field) in row.fields() {
        (role, field.text()).hash(&mut hasher);
    }
    Some(hasher.finish())
}
