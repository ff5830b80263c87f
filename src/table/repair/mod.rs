//! Restoring damaged labels and units, and recognising what cannot be restored.
//!
//! Digits are never repaired. A label is restored only against the vocabulary
//! of its own column, and only when one reading is possible.

pub(super) mod bracket;
pub(super) mod level;
pub(super) mod name;
pub(super) mod unit;
