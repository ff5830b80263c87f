//! What must, or must not, follow a number for it to be a mark.

use crate::patterns::lexicon::Lexicon;

/// Word lists that tell marks from values and references.
#[derive(Debug)]
pub(super) struct Guards {
    pub(super) measure: Lexicon,
    pub(super) whole_measure: Lexicon,
    pub(super) year: Lexicon,
    pub(super) reference: Lexicon,
}

impl Guards {
    /// Whether a text begins with a year: 2024年.
    pub(super) fn is_year(&self, text: &str) -> bool {
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        let rest = text.get(digits..).unwrap_or_default();
        digits == 4 && self.year.start(rest.trim_start()).is_some()
    }

    /// Whether a text begins with a unit: 万元, but not 项目.
    pub(super) fn is_measure(&self, text: &str) -> bool {
        self.measure.start(text).is_some() && self.whole_measure.start(text).is_none()
    }

    /// Whether a text goes on as after a reference: 至(三)项.
    pub(super) fn is_reference(&self, text: &str) -> bool {
        self.reference.start(text).is_some()
    }
}
