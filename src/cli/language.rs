//! The language of messages.

pub(crate) use crate::words::Language;

/// The languages of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Languages {
    /// Of what is said.
    pub(crate) messages: Language,
    /// The one that was asked for.
    asked: Option<Language>,
}

impl Languages {
    /// `messages` is the one that was asked for, or that of the environment.
    pub(crate) fn new(asked: Option<Language>, messages: Language) -> Self {
        Self { messages, asked }
    }

    /// Of headings in tables for programs: they do not depend on the machine's locale.
    pub(crate) fn headings(self) -> Language {
        self.asked.unwrap_or(Language::En)
    }
}

/// The language of the environment's locale; English where none is set.
pub(super) fn of_environment() -> Language {
    // The order in which POSIX says that the variables count.
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty());
    of_locale(&set.unwrap_or_default().to_string_lossy())
}

fn of_locale(locale: &str) -> Language {
    let language = locale.split(['_', '.', '-', '@']).next();
    match language {
        Some(language) if language.eq_ignore_ascii_case("zh") => Language::Zh,
        _ => Language::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_locale_is_known_by_its_language_part_alone() {
        for locale in ["zh_CN.UTF-8", "zh", "zh-Hant", "ZH_TW.Big5", "zh@pinyin"] {
            assert_eq!(of_locale(locale), Language::Zh, "{locale}");
        }
        for locale in ["", "C", "C.UTF-8", "en_US.UTF-8", "zha_CN"] {
            assert_eq!(of_locale(locale), Language::En, "{locale}");
        }
    }
}
