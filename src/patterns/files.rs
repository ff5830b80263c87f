//! The list of pattern files. One line here makes a new file known to loading,
//! overlaying, linting and `patterns export`.

use crate::error::Result;
use crate::patterns::overlay::Overlay;
use crate::patterns::{PatternFile, load_file};

macro_rules! files {
    ($($(#[$doc:meta])* $field:ident: $type:ty,)*) => {
        /// The pattern files, typed.
        #[derive(Debug)]
        pub struct Files {
            $($(#[$doc])* pub(crate) $field: $type,)*
        }

        impl Files {
            pub(crate) fn load(overlay: &Overlay) -> Result<Files> {
                Ok(Files { $($field: load_file::<$type>(overlay)?,)* })
            }

            pub(crate) fn lint(&self) -> Vec<String> {
                let mut problems = Vec::new();
                $(problems.extend(
                    self.$field.lint().into_iter().map(|p| format!("{}: {p}", <$type>::FILE)),
                );)*
                problems
            }
        }

        /// Path (under `patterns/`) and text of every built-in pattern file.
        #[must_use]
        pub fn builtin_files() -> Vec<(&'static str, &'static str)> {
            vec![$((<$type>::FILE, <$type>::BUILTIN),)*]
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
    /// The budget block of a form.
    budget: super::budget::BudgetBlock,
    /// Encodings and the traces of wrong ones.
    encodings: super::encodings::Encodings,
}
