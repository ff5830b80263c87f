//! The words around a number as lists, for a reader of typed values outside this program.

use serde::Serialize;

use super::{Quantities, fold_word};
use crate::model::Comparator;

/// The words around a number, folded, and the signs that decide.
#[derive(Debug, Serialize)]
pub(crate) struct Spelled<'p> {
    pub(crate) before: Vec<(String, i8)>,
    pub(crate) between: Vec<(String, i8)>,
    pub(crate) after: Vec<(String, i8)>,
    pub(crate) separators: Vec<String>,
    pub(crate) placeholders: Vec<String>,
    /// Signs of which a placeholder may be a run.
    pub(crate) placeholder_runs: Vec<&'p str>,
    pub(crate) no_unit: Vec<String>,
    pub(crate) lookalikes: &'p str,
    pub(crate) lost: &'p str,
    pub(crate) stops: &'p str,
    pub(crate) unknown_unit: usize,
    pub(crate) remark: usize,
}

impl Quantities {
    /// The words around a number, each with the way in which it points: 1 for at least, -1
    /// for at most, 0 for equal, 2 where it says nothing of that.
    pub(crate) fn spelled(&self) -> Spelled<'_> {
        let raw = &self.raw;
        let folded = |words: &[String]| -> Vec<String> {
            words.iter().map(|word| fold_word(word)).collect()
        };
        let marks = |words: fn(&super::Mark) -> &[String]| {
            let all = raw.mark.iter().flat_map(|mark| {
                let way = match mark.comparator {
                    Some(Comparator::AtLeast | Comparator::MoreThan) => 1,
                    Some(Comparator::AtMost | Comparator::LessThan) => -1,
                    Some(Comparator::Equal) => 0,
                    None => 2,
                };
                words(mark).iter().map(move |word| (fold_word(word), way))
            });
            all.collect()
        };
        Spelled {
            before: marks(|mark| &mark.before),
            between: marks(|mark| &mark.between),
            after: marks(|mark| &mark.after),
            separators: raw.separator.iter().flat_map(|one| folded(&one.words)).collect(),
            placeholders: raw.placeholder.iter().flat_map(|one| folded(&one.words)).collect(),
            placeholder_runs: raw.placeholder.iter().map(|one| &*one.marks).collect(),
            no_unit: raw.no_unit.iter().flat_map(|one| folded(&one.words)).collect(),
            lookalikes: &raw.limits.lookalikes,
            lost: &raw.limits.lost,
            stops: &raw.limits.stops,
            unknown_unit: raw.limits.unknown_unit,
            remark: raw.limits.remark,
        }
    }
}
