//! The pattern files as typed data.
//!
//! Keywords, units, heading forms and layouts live in `patterns/*.toml`, not in
//! the source. Every entry has an `id` and shows `examples`, and where useful
//! `rejects`; [`Patterns::lint`] proves them. A user's own files extend the
//! built-in ones: the same `id` replaces an entry, a new `id` adds one.

mod audit;
mod boilerplate;
mod budget;
mod builtin;
mod changes;
pub(crate) mod columns;
mod confusables;
mod dates;
mod encodings;
pub(crate) mod expression;
pub(crate) mod fields;
mod files;
mod flat;
pub(crate) mod forms;
pub(crate) mod furniture;
pub(crate) mod grades;
mod guard;
mod headings;
pub(crate) mod kinds;
pub(crate) mod levels;
mod lexicon;
mod lint;
mod lists;
pub(crate) mod money;
pub(crate) mod names;
pub(crate) mod narrative;
mod numerals;
mod overlay;
mod pairing;
mod profiles;
mod quantities;
pub(crate) mod scan;
mod tables;
mod targets;
mod units;
pub(crate) mod years;

use std::path::Path;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;

use builtin::{Builtin, Lazy};

use crate::error::{Error, Result};

pub(crate) use audit::AuditWords;
pub(crate) use budget::BudgetColumn;
pub(crate) use changes::{SectionKind, WordOf};
pub(crate) use columns::Columns;
pub use columns::Role;
pub(crate) use dates::{Sign, Span};
pub(crate) use encodings::{Encodings, Misreading};
pub use files::builtin_files;
pub(crate) use flat::{Flat, WordKind};
pub(crate) use furniture::{Furniture, PageNumber, Shape, Side};
pub(crate) use headings::{Headings, Numbered, Words, enumerate, write_chinese};
pub(crate) use levels::{LevelId, Levels};
pub(crate) use narrative::Narrative;
pub(crate) use pairing::Likeness;
pub(crate) use profiles::{Band, ExecutionPoints};
pub use profiles::{Profile, Profiles};
pub(crate) use quantities::{Direction, Mark, Verdict, fold_sign};
pub(crate) use tables::RowKind;
pub(crate) use targets::Use;
pub(crate) use units::NUMBER;
pub use units::Unit;

/// One pattern file: its name, its built-in text, and how it becomes data.
pub(crate) trait PatternFile: Sized {
    /// What is built in.
    const BUILTIN: Builtin;
    /// The entries as they stand in the file; deny unknown fields.
    type Raw: DeserializeOwned;

    /// Prepares the entries for use (compiles patterns, builds look-ups).
    ///
    /// # Errors
    /// Says what was expected and found, naming the entry's `id`.
    fn compile(raw: Self::Raw) -> std::result::Result<Self, String>;

    /// What is wrong with the entries themselves: an example that does not
    /// match, a reject that does, an `id` given twice.
    fn lint(&self) -> Vec<String>;
}

/// All patterns that an extraction works with.
///
/// ```
/// let patterns = jiaokan::Patterns::builtin();
/// assert_eq!(patterns.lint(), Vec::<String>::new());
/// ```
#[derive(Debug)]
pub struct Patterns {
    overlay: overlay::Overlay,
    files: files::Files,
}

impl std::ops::Deref for Patterns {
    type Target = files::Files;

    fn deref(&self) -> &files::Files {
        &self.files
    }
}

impl Patterns {
    /// The patterns that are built in.
    #[must_use]
    pub fn builtin() -> &'static Patterns {
        static BUILTIN: LazyLock<Patterns> = LazyLock::new(|| {
            let overlay = overlay::Overlay::default();
            Patterns { files: files::Files::builtin(), overlay }
        });
        &BUILTIN
    }

    /// The built-in patterns with the files of `dir` laid over them.
    ///
    /// # Errors
    /// [`Error::Patterns`] if a file of `dir` is none of ours or cannot be
    /// used, [`Error::Read`] if the folder cannot be read.
    pub fn overlaid(dir: &Path) -> Result<Patterns> {
        let overlay = overlay::read(dir)?;
        let files = files::Files::overlaid(&overlay)?;
        Ok(Patterns { overlay, files })
    }

    /// What authorities ask of a self-evaluation (评价口径), by name.
    #[must_use]
    pub fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// The layout of this `id`; `unknown` if there is none.
    #[must_use]
    pub fn form(&self, id: &str) -> &forms::Form {
        self.forms.find(id)
    }

    /// What is wrong with the entries: examples that do not match and the
    /// like, a line each. Empty when all is well.
    #[must_use]
    pub fn lint(&self) -> Vec<String> {
        // The built-in entries are in use without what proves them.
        let files = match files::Files::with_examples(&self.overlay) {
            Ok(files) => files,
            Err(error) => return vec![error.to_string()],
        };
        let mut problems = files.lint();
        problems.extend(files.profiles.dangling(&files));
        problems
    }
}

/// A file with the entries of the overlay merged in, and with all examples.
fn load_text<F: PatternFile>(overlay: &overlay::Overlay) -> Result<F> {
    let Builtin { file, text, .. } = F::BUILTIN;
    let wrong = |problem: String| Error::Patterns { file: overlay.name_of(file), problem };
    let raw = match overlay.text(file) {
        None => toml::from_str(text).map_err(|e| wrong(e.to_string()))?,
        Some(own) => overlay::merge(text, own).map_err(&wrong)?,
    };
    F::compile(raw).map_err(wrong)
}

/// A file as it is used: what is built in waits until it is asked for.
fn load_lazily<F: PatternFile>(overlay: &overlay::Overlay) -> Result<Lazy<F>> {
    Ok(match overlay.text(F::BUILTIN.file) {
        None => Lazy::new(builtin::load),
        Some(_) => Lazy::ready(load_text(overlay)?, builtin::load),
    })
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    #[test]
    fn every_example_matches_and_no_reject_does() {
        assert_eq!(Patterns::builtin().lint(), Vec::<String>::new());
    }
}
