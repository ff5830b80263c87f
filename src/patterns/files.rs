//! The list of pattern files. One line here makes a new file known to loading,
//! overlaying, linting and `patterns export`.

use std::sync::OnceLock;

use crate::error::PatternsError;
use crate::patterns::builtin::{self, Lazy};
use crate::patterns::forms::Forms;
use crate::patterns::lexicon::Lexicon;
use crate::patterns::overlay::Overlay;
use crate::patterns::{PatternFile, load_lazily, load_text};
use crate::words::Words;

macro_rules! files {
    ($($(#[$doc:meta])* $field:ident: $type:ty,)*) => {
        /// All patterns that an extraction works with.
        ///
        /// ```
        /// let patterns = jiaokan::Patterns::builtin();
        /// assert!(patterns.lint().is_empty());
        /// ```
        #[derive(Debug)]
        pub struct Patterns {
            /// The user's own files.
            pub(super) overlay: Overlay,
            $($(#[$doc])* pub(crate) $field: Lazy<$type>,)*
            /// The layouts of the authorities.
            pub(crate) forms: Lazy<Forms>,
            /// What is looked for in every paragraph and told by no word, and the words of all else
            /// with what each tells of: `prose::sought` puts them together.
            pub(crate) sought: OnceLock<(u64, Lexicon<u64>)>,
        }

        impl Patterns {
            /// The built-in files; each is made ready when it is first asked for.
            pub(super) fn prepared() -> Patterns {
                Patterns {
                    overlay: Overlay::default(),
                    $($field: Lazy::new(builtin::load),)*
                    forms: Lazy::new(Forms::builtin),
                    sought: OnceLock::new(),
                }
            }

            /// With the overlay's files laid over them, which are read at once.
            pub(super) fn overlaid(overlay: Overlay) -> Result<Patterns, PatternsError> {
                let forms = if overlay.forms().next().is_none() {
                    Lazy::new(Forms::builtin)
                } else {
                    Lazy::ready(Forms::load(&overlay)?, Forms::builtin)
                };
                Ok(Patterns {
                    $($field: load_lazily::<$type>(&overlay)?,)*
                    forms,
                    sought: OnceLock::new(),
                    overlay,
                })
            }

            /// The same with all examples, to be proven.
            pub(super) fn with_examples(overlay: &Overlay) -> Result<Patterns, PatternsError> {
                Ok(Patterns {
                    overlay: overlay.clone(),
                    $($field: Lazy::ready(load_text::<$type>(overlay)?, builtin::load),)*
                    forms: Lazy::ready(Forms::load(overlay)?, Forms::builtin),
                    sought: OnceLock::new(),
                })
            }

            /// What is wrong with the entries of each file.
            pub(super) fn lint_files(&self) -> Vec<Words> {
                let mut problems = Vec::new();
                $(problems.extend(
                    self.$field.lint().into_iter().map(|p| p.of(<$type>::BUILTIN.file)),
                );)*
                problems.extend(self.forms.lint());
                problems
            }
        }

        /// Path (under `patterns/`) and text of every built-in pattern file.
        #[must_use]
        pub fn builtin_files() -> Vec<(&'static str, &'static str)> {
            let mut files = vec![$((<$type>::BUILTIN.file, <$type>::BUILTIN.text),)*];
            files.extend_from_slice(builtin::FORMS);
            files
        }
    };
}

files! {
    /// Header cells to column roles.
    columns: super::columns::Columns,
    /// The vocabulary of level cells.
    levels: super::levels::Levels,
    /// Damaged units.
    confusables: super::confusables::Confusables,
    /// Tails of indicator names and signs of unreadable ones.
    names: super::names::Names,
    /// Rows of a table that are no indicators.
    tables: super::tables::Tables,
    /// What tells a cell that cannot be believed.
    guard: super::guard::Guard,
    /// The budget block of a form.
    budget: super::budget::BudgetBlock,
    /// Encodings and the traces of wrong ones.
    encodings: super::encodings::Encodings,
    /// Words of numerals: 百分之, and idioms that only look like numerals.
    numerals: super::numerals::Numerals,
    /// Units of measurement.
    units: super::units::Units,
    /// Words around a number, and values that are words.
    quantities: super::quantities::Quantities,
    /// Words around a date.
    dates: super::dates::Dates,
    /// Page numbers, stamps and other furniture of pages.
    furniture: super::furniture::Furniture,
    /// Number forms of headings, titles, labels, enumerations.
    headings: super::headings::Headings,
    /// Labels of cover and form fields.
    fields: super::fields::Fields,
    /// Scores and grades in prose and forms.
    grades: super::grades::Grades,
    /// Titles to kinds of document.
    kinds: super::kinds::Kinds,
    /// Amounts of spending in prose.
    money: super::money::Money,
    /// Years in titles and sentences.
    years: super::years::Years,
    /// What sentences state.
    narrative: super::narrative::Narrative,
    /// What an authority asks of a self-evaluation.
    profiles: super::profiles::Profiles,
    /// Words that checks look for.
    targets: super::targets::Targets,
    /// The frame of a web page.
    boilerplate: super::boilerplate::Boilerplate,
    /// Which indicator of one year is which of another.
    pairing: super::pairing::Pairing,
    /// What the changes between two years are told by.
    changes: super::changes::Changes,
    /// What a cell holds, where its column was lost.
    flat: super::flat::Flat,
    /// How sure a recogniser must be.
    recognised: super::recognised::Recognised,
    /// What the audit checks look for in sentences.
    audit: super::audit::Audit,
    /// What the cells of workbooks show.
    number_formats: super::number_formats::NumberFormats,
}
