//! Proving the pattern files: their entries by themselves, and, where examples say what
//! is read from a sentence, by what reads it.

use crate::patterns::Patterns;
use crate::prose::{lint_amounts, lint_verdicts};
use crate::value::year;

impl Patterns {
    /// What is wrong with the entries: examples that do not match and the
    /// like, a line each. Empty when all is well.
    ///
    /// ```
    /// let patterns = jiaokan::Patterns::builtin();
    /// assert_eq!(patterns.lint(), Vec::<String>::new());
    /// ```
    #[must_use]
    pub fn lint(&self) -> Vec<String> {
        let files = match self.proven() {
            Ok(files) => files,
            Err(error) => return vec![error.to_string()],
        };
        let mut problems = files.entries_lint();
        let of = |file: &'static str, found: Vec<String>| {
            found.into_iter().map(move |problem| format!("{file}: {problem}"))
        };
        problems.extend(of("money.toml", lint_amounts(&files.money)));
        problems.extend(of("grades.toml", lint_verdicts(&files.grades)));
        problems.extend(of("years.toml", year::lint(&files.years)));
        problems
    }
}
