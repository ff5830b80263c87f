//! How pictures of pages are read.

use std::fmt;
use std::num::NonZero;
use std::sync::Arc;

use super::Models;

/// Which pages are read as pictures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecognitionMode {
    /// Those whose text cannot be used; a text that a scanner laid under a picture is compared
    /// with the picture.
    #[default]
    Auto,
    /// None.
    Off,
    /// All, also those with a text.
    Force,
}

/// Told of each page that was read: how many of the file are done, and of how many.
#[derive(Clone)]
pub struct OnPage(Arc<dyn Fn(u32, u32) + Send + Sync>);

impl OnPage {
    /// Calls this after each page, from any thread.
    #[must_use]
    pub fn new(told: impl Fn(u32, u32) + Send + Sync + 'static) -> Self {
        Self(Arc::new(told))
    }

    pub(crate) fn tell(&self, done: u32, of: u32) {
        (self.0)(done, of);
    }
}

impl fmt::Debug for OnPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnPage")
    }
}

/// Given the drawing (SVG) of what was found on each page, to lay over it.
#[derive(Clone)]
pub(crate) struct OnDrawing(Arc<dyn Fn(u32, String) + Send + Sync>);

impl OnDrawing {
    /// Calls this with the number of the page, from 1, from any thread.
    #[cfg(feature = "cli")]
    pub(crate) fn new(given: impl Fn(u32, String) + Send + Sync + 'static) -> Self {
        Self(Arc::new(given))
    }

    pub(crate) fn give(&self, page: u32, drawing: String) {
        (self.0)(page, drawing);
    }
}

impl fmt::Debug for OnDrawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnDrawing")
    }
}

/// How pictures of pages are read (文字识别).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Recognition {
    /// Which pages are read as pictures.
    pub mode: RecognitionMode,
    /// The models; without them no picture is read.
    pub models: Option<Models>,
    /// The resolution at which pages are read at most, and at which pages without pictures are
    /// drawn: from 72 to 600 dots an inch, 300 unless told otherwise.
    pub dpi: Option<u16>,
    /// How many pages of a file are read side by side. What is read does not depend on it; each
    /// takes 150 to 300 MB.
    pub threads: NonZero<usize>,
    /// Told of each page.
    pub on_page: Option<OnPage>,
    /// Given what was found on each page, drawn.
    pub(crate) on_drawing: Option<OnDrawing>,
}

impl Recognition {
    const NONE: Recognition = Recognition {
        mode: RecognitionMode::Auto,
        models: None,
        dpi: None,
        threads: NonZero::<usize>::MIN,
        on_page: None,
        on_drawing: None,
    };
}

/// No models: no picture is read.
pub(crate) static NO_RECOGNITION: Recognition = Recognition::NONE;

impl Default for Recognition {
    fn default() -> Self {
        Self::NONE
    }
}
