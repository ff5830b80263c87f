//! What the library says to people, in Chinese and English side by side.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// [`Words`] from two format strings over the variables in scope and the values behind them. A Chinese literal
/// after `zh:` is a message to people; anywhere else in the sources it would be
/// vocabulary, which belongs in `patterns/`.
macro_rules! words {
    (en: $en:literal, zh: $zh:literal $(,)?) => {
        $crate::words::Words { en: format!($en), zh: format!($zh) }
    };
    (en: $en:literal, zh: $zh:literal, $($value:expr),+ $(,)?) => {
        $crate::words::Words { en: format!($en, $($value),+), zh: format!($zh, $($value),+) }
    };
}

pub(crate) use words;

/// A language that messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

/// One sentence in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct Words {
    /// English
    pub en: String,
    /// 中文
    pub zh: String,
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en)
    }
}

impl std::error::Error for Words {}

impl Words {
    /// The sentence in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// A list of things that are called alike in both languages.
    pub(crate) fn list<T: AsRef<str>>(things: &[T]) -> Words {
        let things: Vec<&str> = things.iter().map(AsRef::as_ref).collect();
        Words { en: things.join(", "), zh: things.join("、") }
    }

    /// The same, said of a thing.
    pub(crate) fn of(self, thing: impl std::fmt::Display) -> Words {
        let Words { en, zh } = self;
        words!(en: "{thing}: {en}", zh: "{thing}：{zh}")
    }

    /// The same with more behind it.
    pub(crate) fn and(self, more: Words) -> Words {
        Words { en: self.en + &more.en, zh: self.zh + &more.zh }
    }

    /// Clauses side by side.
    pub(crate) fn clauses(parts: &[Words]) -> Words {
        let joined = |of: fn(&Words) -> &str, mark: &str| {
            parts.iter().map(of).collect::<Vec<_>>().join(mark)
        };
        Words { en: joined(|part| &part.en, "; "), zh: joined(|part| &part.zh, "；") }
    }
}

/// So many things in English: `1 file`, `2 files`.
#[cfg(feature = "cli")]
pub(crate) fn counted(count: impl TryInto<u64>, thing: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{end}")
}

/// A fixed phrase in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// English
    pub en: &'static str,
    /// 中文
    pub zh: &'static str,
}

impl Phrase {
    /// The phrase in one language.
    #[must_use]
    pub fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn both_languages_say_the_same_values() {
        let rate = "88.82";
        let said = words!(en: "the rate is {rate}%", zh: "完成率为 {rate}%");
        assert_eq!(said.in_language(Language::En), "the rate is 88.82%");
        assert_eq!(said.in_language(Language::Zh), "完成率为 88.82%");
    }
}
