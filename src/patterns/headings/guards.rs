//! What must, or must not, follow a number for it to be a mark.

/// Word lists that tell marks from values and references.
#[derive(Debug)]
pub(super) struct Guards {
    pub(super) measure: Vec<String>,
    pub(super) whole_measure: Vec<String>,
    pub(super) year: Vec<String>,
    pub(super) reference: Vec<String>,
}

impl Guards {
    /// Whether a text begins with a year: 2024年.
    pub(super) fn is_year(&self, text: &str) -> bool {
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        let rest = text.get(digits..).unwrap_or_default();
        digits == 4 && begins(rest.trim_start(), &self.year)
    }

    /// Whether a text begins with a unit: 万元, but not 项目.
    pub(super) fn is_measure(&self, text: &str) -> bool {
        begins(text, &self.measure) && !begins(text, &self.whole_measure)
    }

    /// Whether a text goes on as after a reference: 至(三)项.
    pub(super) fn is_reference(&self, text: &str) -> bool {
        begins(text, &self.reference)
    }
}

fn begins(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_str()))
}
