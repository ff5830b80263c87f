//! The pattern files as typed data.
//!
//! Keywords, units, heading forms and layouts live in `patterns/*.toml`, not in
//! the source. Every entry has an `id` and shows `examples`, and where useful
//! `rejects`; [`Patterns::lint`] proves them. A user's own files extend the
//! built-in ones: the same `id` replaces an entry, a new `id` adds one.

#[cfg(feature = "cli")]
mod additions;
mod audit;
mod boilerplate;
mod budget;
mod builtin;
mod changes;
pub(crate) mod columns;
mod confusables;
mod dates;
mod encodings;
mod entry;
pub(crate) mod expression;
pub(crate) mod fields;
mod files;
mod flat;
pub(crate) mod forms;
pub(crate) mod furniture;
pub(crate) mod grades;
mod guard;
mod headings;
mod index;
pub(crate) mod kinds;
mod letters;
pub(crate) mod levels;
pub(crate) mod lexicon;
pub(crate) mod lint;
mod lists;
pub(crate) mod money;
pub(crate) mod names;
pub(crate) mod narrative;
mod number_formats;
mod numerals;
mod overlay;
mod packed;
mod pairing;
mod profiles;
mod quantities;
mod recognised;
mod tables;
mod targets;
mod units;
pub(crate) mod years;

use std::sync::{Arc, LazyLock};

use serde::de::DeserializeOwned;

use builtin::{Builtin, Lazy};

use crate::error::{PatternsError, of_toml};
use crate::model::Program;
use crate::words;

#[cfg(feature = "cli")]
pub use additions::{Addition, add, file_of, prove};
pub(crate) use audit::AuditWords;
pub(crate) use budget::{BudgetColumn, Span as BudgetSpan};
pub(crate) use changes::{SectionKind, WordOf};
pub(crate) use columns::Columns;
pub use columns::Role;
pub(crate) use dates::{Sign, Span};
pub(crate) use encodings::{Encodings, Misreading};
pub use files::{Patterns, builtin_files};
pub(crate) use flat::{Flat, WordKind};
pub(crate) use furniture::{Furniture, PageNumber, Shape, Side};
pub(crate) use headings::{Headings, Numbered, Words, enumerate, write_chinese};
pub(crate) use levels::{LevelId, Levels};
pub(crate) use narrative::Narrative;
pub(crate) use number_formats::{CodeWord, NumberFormats};
pub(crate) use pairing::Likeness;
pub(crate) use profiles::{Band, ExecutionPoints};
pub use profiles::{Profile, Profiles};
pub(crate) use quantities::{Direction, Mark, Verdict, fold_signs};
pub(crate) use recognised::Recognised;
pub(crate) use tables::RowKind;
pub(crate) use targets::{Leaning, Use};
pub use units::Unit;
pub(crate) use units::{NUMBER, Units};

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
    fn compile(raw: Self::Raw) -> Result<Self, words::Words>;

    /// Proves what is only compiled when it is first used.
    ///
    /// # Errors
    /// What is wrong with an entry, after its `id`.
    fn prove(&self) -> Result<(), words::Words> {
        Ok(())
    }

    /// What is wrong with the entries themselves: an example that does not
    /// match, a reject that does, an `id` given twice.
    fn lint(&self) -> Vec<words::Words>;
}

impl Patterns {
    /// The patterns that are built in.
    #[must_use]
    pub fn builtin() -> &'static Arc<Patterns> {
        static BUILTIN: LazyLock<Arc<Patterns>> = LazyLock::new(|| Arc::new(Patterns::prepared()));
        &BUILTIN
    }

    /// These patterns with a file of one's own laid over them: an entry with the `id` of
    /// one that is there takes its place, another is added. `file` is a path under
    /// `patterns/`, such as `units.toml` or `forms/my-county.toml`.
    ///
    /// # Errors
    /// If there is no such file, or an entry of the text cannot be used.
    ///
    /// ```
    /// let own = r#"
    ///     [[unit]]
    ///     id = "qing"
    ///     dimension = "area"
    ///     factor = "66666.7"
    ///     signs = ["顷"]
    ///     examples = ["3顷"]
    /// "#;
    /// let patterns = jiaokan::Patterns::builtin().overlay("units.toml", own)?;
    /// # Ok::<(), jiaokan::PatternsError>(())
    /// ```
    pub fn overlay(&self, file: &str, text: &str) -> Result<Patterns, PatternsError> {
        self.overlay_all([(file, text)])
    }

    /// [`Patterns::overlay`] with many files.
    ///
    /// # Errors
    /// Those of the first file that cannot be used.
    pub fn overlay_all<'t>(
        &self,
        files: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Patterns, PatternsError> {
        let mut overlay = self.overlay.clone();
        for (file, text) in files {
            overlay.add(file, text)?;
        }
        Patterns::overlaid(overlay)
    }

    /// The version of this program, and a fingerprint of these patterns: of the built-in
    /// files, and of those that are laid over them.
    #[must_use]
    pub fn program(&self) -> Program {
        const BUILTIN: &str = include_str!(concat!(env!("OUT_DIR"), "/patterns.sha256"));
        let patterns = match self.overlay.fingerprint(BUILTIN) {
            None => BUILTIN.into(),
            Some(own) => own.into(),
        };
        Program { version: env!("CARGO_PKG_VERSION").into(), patterns }
    }

    /// What authorities ask of a self-evaluation (评价标准), by name.
    #[doc(hidden)]
    #[must_use]
    pub fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// Spellings of the heads of columns, each with the role that it stands for.
    #[cfg(feature = "cli")]
    pub(crate) fn column_names(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.columns.names().map(|(name, role)| (name, role.name()))
    }

    /// Spellings of the labels of a level, each with the name of its entry.
    #[cfg(feature = "cli")]
    pub(crate) fn level_names(&self, level: u8) -> impl Iterator<Item = (&str, &str)> {
        self.levels.of_level(level).flat_map(move |id| {
            self.levels.spellings(id).map(move |spelling| (spelling, self.levels.name(id)))
        })
    }

    /// The layout of this `id`; `unknown` if there is none.
    #[doc(hidden)]
    #[must_use]
    pub fn form(&self, id: &str) -> &forms::Form {
        self.forms.find(id)
    }

    /// The same with what proves them: the built-in entries are in use without it.
    ///
    /// # Errors
    /// [`PatternsError`] if a file cannot be used.
    pub(crate) fn proven(&self) -> Result<Patterns, PatternsError> {
        Patterns::with_examples(&self.overlay)
    }

    /// What is wrong with the entries by themselves: see [`Patterns::lint`].
    pub(crate) fn entries_lint(&self) -> Vec<words::Words> {
        let mut problems = self.lint_files();
        problems.extend(self.profiles.dangling(&self.levels, &self.forms));
        problems
    }
}

/// A file with the entries of the overlay merged in, and with all examples.
fn load_text<F: PatternFile>(overlay: &overlay::Overlay) -> Result<F, PatternsError> {
    let Builtin { file, text, .. } = F::BUILTIN;
    let wrong = |problem: words::Words| PatternsError { file: overlay.name_of(file), problem };
    let raw = match overlay.text(file) {
        None => toml::from_str(text).map_err(|e| wrong(of_toml(text, &e)))?,
        Some(own) => overlay::merge(text, own).map_err(&wrong)?,
    };
    F::compile(raw).and_then(|file| file.prove().map(|()| file)).map_err(wrong)
}

/// A file as it is used: what is built in waits until it is asked for.
fn load_lazily<F: PatternFile>(overlay: &overlay::Overlay) -> Result<Lazy<F>, PatternsError> {
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
        assert_eq!(Patterns::builtin().lint(), Vec::new());
    }
}
