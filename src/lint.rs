//! Proving the pattern files: their entries by themselves, and, where examples say what
//! is read from a sentence, by what reads it.

use crate::patterns::Patterns;
use crate::prose::{lint_amounts, lint_verdicts};
use crate::value::year;
use crate::words::Words;

impl Patterns {
    /// What is wrong with the entries: examples that do not match and the
    /// like, a line each. Empty when all is well.
    ///
    /// ```
    /// let patterns = jiaokan::Patterns::builtin();
    /// assert!(patterns.lint().is_empty());
    /// ```
    #[must_use]
    pub fn lint(&self) -> Vec<Words> {
        let files = match self.proven() {
            Ok(files) => files,
            Err(error) => return vec![error.problem.of(error.file)],
        };
        let mut problems = files.entries_lint();
        let of = |file: &'static str, found: Vec<Words>| {
            found.into_iter().map(move |problem| problem.of(file))
        };
        problems.extend(of("money.toml", lint_amounts(&files.money)));
        problems.extend(of("grades.toml", lint_verdicts(&files.grades)));
        problems.extend(of("years.toml", year::lint(&files.years)));
        problems
    }
}
