//! What is built in, in two forms, and when it is read.
//!
//! A file's text is for people (`patterns export`), for a user's overlay and for the
//! proof of its entries. To start, the program reads what `build.rs` made of it, without
//! examples and in a form that costs little to read. Each file is made ready when it is first asked for, so a document
//! pays for what it needs.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::{PatternFile, packed};
use crate::error::of_toml;
use crate::words::words;

/// A built-in pattern file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Builtin {
    /// Path under `patterns/`.
    pub(crate) file: &'static str,
    /// As it stands there.
    pub(crate) text: &'static str,
    /// As the program reads it.
    pub(crate) data: &'static str,
}

/// The built-in file of a name, without `.toml`.
macro_rules! builtin {
    ($name:literal) => {
        $crate::patterns::builtin::Builtin {
            file: concat!($name, ".toml"),
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/patterns/", $name, ".toml")),
            data: include_str!(concat!(env!("OUT_DIR"), "/", $name, ".packed")),
        }
    };
}
pub(crate) use builtin;

/// Path under `patterns/` and text of each built-in layout.
pub(crate) const FORMS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/forms.rs"));

/// All built-in layouts as the program reads them.
pub(crate) const FORMS_DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/forms.packed"));

/// Something that is made when it is first asked for.
pub(crate) struct Lazy<T> {
    cell: OnceLock<T>,
    make: fn() -> T,
}

impl<T> Lazy<T> {
    /// To be made by a function.
    pub(crate) fn new(make: fn() -> T) -> Self {
        Lazy { cell: OnceLock::new(), make }
    }

    /// Made already.
    pub(crate) fn ready(value: T, make: fn() -> T) -> Self {
        Lazy { cell: OnceLock::from(value), make }
    }
}

impl<T> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.cell.get_or_init(self.make)
    }
}

impl<T: fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cell.fmt(f)
    }
}

/// The built-in entries of a file, without their examples.
///
/// # Panics
/// If they cannot be used, which `tests/it/patterns.rs` rules out.
pub(crate) fn load<F: PatternFile>() -> F {
    let Builtin { file, text, data } = F::BUILTIN;
    let compiled = match packed::read(data) {
        Ok(raw) => F::compile(raw),
        // The text knows the line.
        Err(error) => Err(match toml::from_str::<F::Raw>(text) {
            Err(placed) => of_toml(text, &placed),
            Ok(_) => words!(en: "{error}", zh: "{error}"),
        }),
    };
    match compiled {
        Ok(file) => file,
        Err(problem) => panic!("patterns/{file}: {problem}"),
    }
}
