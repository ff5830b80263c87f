//! The words around a number, put together.

use crate::model::Comparator;
use crate::patterns::Mark;

/// What the words around a number say together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    pub(crate) comparator: Option<Comparator>,
    pub(crate) approximate: bool,
    pub(crate) unit: Option<String>,
    pub(crate) no_range: bool,
    pub(crate) time: bool,
}

impl Marks {
    /// Adds a word; `false` if it contradicts one before it. Of two that agree
    /// (≥95%以上) the first stands.
    pub(crate) fn add(&mut self, mark: &Mark) -> bool {
        use Comparator::{AtLeast, AtMost, Equal, LessThan, MoreThan};
        let direction = |c: Comparator| match c {
            AtLeast | MoreThan => 1,
            AtMost | LessThan => -1,
            Equal => 0,
        };
        if let (Some(old), Some(new)) = (self.comparator, mark.comparator)
            && direction(old) != direction(new)
        {
            return false;
        }
        self.comparator = self.comparator.or(mark.comparator);
        self.approximate |= mark.approximate;
        self.no_range |= !mark.range;
        self.time |= mark.time;
        if mark.unit.is_some() {
            self.unit.clone_from(&mark.unit);
        }
        true
    }
}
