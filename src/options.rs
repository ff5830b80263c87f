//! How a report is read and judged.

use std::sync::Arc;

use crate::decisions::Decisions;
#[cfg(feature = "second-reader")]
use crate::decode::SecondReader;
use crate::patterns::Patterns;
#[cfg(feature = "ocr")]
use crate::recognition::Recognition;
use crate::source::Source;

/// How a report is read and judged.
///
/// ```
/// let mut options = jiaokan::Options::default();
/// options.profile = Some("five_grades".to_owned());
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// The wordings, units and layouts that are known.
    pub patterns: Arc<Patterns>,
    /// What the checks judge by (评价标准), by name; without one, what the report's layout
    /// says. By a name that the patterns lack nothing is judged, and one outcome says so.
    pub profile: Option<String>,
    /// The password of an encrypted PDF. It stands nowhere in the output.
    pub password: Option<String>,
    /// Whether the numbers of a PDF are read again with another library (对校); without the
    /// feature `second-reader` they are not. That library panics on some files and fills its stack
    /// on a few: the program runs it in a process of its own, this library on a thread, where a
    /// full stack ends the process.
    pub second_reader: bool,
    /// Who reads again.
    #[cfg(feature = "second-reader")]
    pub(crate) reads_again: SecondReader,
    /// What persons decided on values, of any number of files: of each file, its own
    /// decisions are applied, known by the SHA-256 of its bytes.
    pub decisions: Arc<Vec<Decisions>>,
    /// How pictures of pages are read (文字识别). Without models they are not.
    #[cfg(feature = "ocr")]
    pub recognition: Recognition,
}

impl Options {
    /// A source that is read so.
    pub(crate) fn source<'a>(&'a self, name: &'a str, bytes: &'a [u8]) -> Source<'a> {
        Source {
            name,
            bytes,
            password: self.password.as_deref(),
            sha256: None,
            #[cfg(feature = "ocr")]
            recognition: &self.recognition,
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            patterns: Arc::clone(Patterns::builtin()),
            profile: None,
            password: None,
            second_reader: false,
            #[cfg(feature = "second-reader")]
            reads_again: SecondReader::default(),
            decisions: Arc::default(),
            #[cfg(feature = "ocr")]
            recognition: Recognition::default(),
        }
    }
}
