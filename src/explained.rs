//! What audit checks and kinds of change say of themselves: the file
//! `<name>.md` beside their source, in English and, after a line `---`, in Chinese.

use crate::model::Severity;
use crate::words::Words;

/// Something that `jiaokan explain` can explain.
pub trait Explained {
    /// `snake_case`.
    fn name(&self) -> &'static str;

    /// Its ids in the literature of this project, such as `PTS-01`.
    fn ids(&self) -> &'static [&'static str];

    /// How grave it is, unless it says otherwise itself.
    fn severity(&self) -> Severity;

    /// The text that documents it in both languages.
    fn text(&self) -> &'static str;

    /// What it finds, why it matters, its known limits and its basis.
    fn explanation(&self) -> Words {
        halves(self.text())
    }

    /// What it finds, on one line.
    fn summary(&self) -> Words {
        let said = self.explanation();
        let first = |text: &str, between: &str| {
            let lines = text.lines().skip_while(|line| line.starts_with('#'));
            let lines: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
            lines.join(between)
        };
        Words { en: first(&said.en, " "), zh: first(&said.zh, "") }
    }
}

/// [`Explained`] for a type that has a field for each answer.
macro_rules! explained {
    ($type:ty) => {
        impl $crate::explained::Explained for $type {
            fn name(&self) -> &'static str {
                self.name
            }

            fn ids(&self) -> &'static [&'static str] {
                self.ids
            }

            fn severity(&self) -> $crate::model::Severity {
                self.severity
            }

            fn text(&self) -> &'static str {
                self.text
            }
        }
    };
}

pub(crate) use explained;

/// The line of a text that parts the English from the Chinese half.
const BETWEEN: &str = "---";

/// The two halves of a text.
fn halves(text: &str) -> Words {
    let lines: Vec<&str> = text.lines().collect();
    let mut halves = lines.split(|line| *line == BETWEEN);
    let mut half = || halves.next().unwrap_or_default().join("\n").trim().to_owned();
    Words { en: half(), zh: half() }
}

/// Fails unless a text has the four headings in both languages.
#[cfg(test)]
pub(crate) fn assert_whole(thing: &impl Explained) {
    let english = ["## What it finds", "## Why it matters", "## Known limits", "## Basis"];
    let chinese = ["## 查什么", "## 为什么重要", "## 局限", "## 依据"];
    let said = thing.explanation();
    for (half, heads) in [(&said.en, english), (&said.zh, chinese)] {
        let found: Vec<&str> = half.lines().filter(|l| l.starts_with("## ")).collect();
        assert_eq!(found, heads, "{}", thing.name());
    }
}
