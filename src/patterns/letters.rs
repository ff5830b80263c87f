//! Which characters stand in a short text: of most one look tells that they do not.

use std::ops::Deref;

use serde::Deserialize;

/// The characters of a text, a bit for each by six bits of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters(u64);

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        text.chars().map(Self::of_one).fold(Letters::default(), Letters::and)
    }

    fn of_one(c: char) -> Self {
        Letters(1 << ((c as u32).wrapping_mul(0x9E37_79B1) >> 26))
    }

    /// Those of both.
    pub(super) fn and(self, other: Self) -> Self {
        Letters(self.0 | other.0)
    }

    /// Whether all characters of another may be among these.
    pub(super) fn may_hold(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
}

/// The characters of a list, as they stand in a file.
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Characters {
    all: String,
    letters: Letters,
}

impl Characters {
    /// Whether a character is one of them: nearly none is.
    pub(crate) fn has(&self, c: char) -> bool {
        self.letters.may_hold(Letters::of_one(c)) && self.all.contains(c)
    }
}

impl From<String> for Characters {
    fn from(all: String) -> Self {
        Characters { letters: Letters::of(&all), all }
    }
}

impl Deref for Characters {
    type Target = str;

    fn deref(&self) -> &str {
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_text_may_stand_in_it() {
        let label = Letters::of("产出指标");
        for part in ["", "产指", "标出", "产出指标"] {
            assert!(label.may_hold(Letters::of(part)), "{part}");
        }
        assert!(!label.may_hold(Letters::of("巡查河道")));
        assert!(label.and(Letters::of("巡查")).may_hold(Letters::of("查产")));
    }

    #[test]
    fn a_list_has_its_characters_and_no_others() {
        let list = Characters::from("分%〇".to_owned());
        assert!("分%〇".chars().all(|c| list.has(c)));
        assert!(!('\u{0}'..'\u{3000}').any(|c| c != '%' && list.has(c)));
    }
}
