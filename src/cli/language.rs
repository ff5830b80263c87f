//! The language of messages.

use clap::ValueEnum;

/// A language that messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

/// The languages of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Languages {
    /// Of what is said.
    pub(crate) messages: Language,
    /// The one that was asked for.
    asked: Option<Language>,
}

impl Languages {
    pub(crate) fn new(asked: Option<Language>) -> Self {
        Self { messages: asked.unwrap_or_else(Language::of_environment), asked }
    }

    /// Of headings in tables: what is written does not depend on the machine's locale.
    pub(crate) fn headings(self) -> crate::words::Language {
        match self.asked {
            Some(Language::Zh) => crate::words::Language::Zh,
            Some(Language::En) | None => crate::words::Language::En,
        }
    }
}

impl From<Language> for crate::words::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => crate::words::Language::Zh,
            Language::En => crate::words::Language::En,
        }
    }
}

impl Language {
    /// The language of the environment's locale; English where none is set.
    pub(crate) fn of_environment() -> Self {
        // The order in which POSIX says that the variables count.
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(std::env::var_os)
            .find(|value| !value.is_empty());
        Self::of_locale(&set.unwrap_or_default().to_string_lossy())
    }

    fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '.', '-', '@']).next();
        match language {
            Some(language) if language.eq_ignore_ascii_case("zh") => Language::Zh,
            _ => Language::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_locale_is_known_by_its_language_part_alone() {
        for locale in ["zh_CN.UTF-8", "zh", "zh-Hant", "ZH_TW.Big5", "zh@pinyin"] {
            assert_eq!(Language::of_locale(locale), Language::Zh, "{locale}");
        }
        for locale in ["", "C", "C.UTF-8", "en_US.UTF-8", "zha_CN"] {
            assert_eq!(Language::of_locale(locale), Language::En, "{locale}");
        }
    }
}
