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

/// The language of the environment's locale, or where none is set of the system's own settings;
/// English where there are none.
pub(super) fn of_environment() -> Language {
    // The order in which POSIX says that the variables count.
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty());
    match set {
        Some(set) => of_locale(&set.to_string_lossy()),
        None => of_locale(&of_system().unwrap_or_default()),
    }
}

/// The locale of the settings of Windows and of macOS: `zh-CN`. Elsewhere the variables are all.
#[cfg(any(windows, target_os = "macos"))]
fn of_system() -> Option<String> {
    sys_locale::get_locale()
}

#[cfg(not(any(windows, target_os = "macos")))]
fn of_system() -> Option<String> {
    None
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
        for locale in
            ["zh_CN.UTF-8", "zh", "zh-Hant", "zh-CN", "zh-Hans-CN", "ZH_TW.Big5", "zh@pinyin"]
        {
            assert_eq!(of_locale(locale), Language::Zh, "{locale}");
        }
        for locale in ["", "C", "C.UTF-8", "en_US.UTF-8", "zha_CN"] {
            assert_eq!(of_locale(locale), Language::En, "{locale}");
        }
    }
}
