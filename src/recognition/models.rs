//! The models of the recogniser: the bytes of two files, made ready when the first picture is
//! met.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::Recogniser;
use crate::words::{Words, words};

/// The models that the recogniser is made for, as they stand in a report.
pub const MODEL_NAME: &str = "PP-OCRv6 small";

/// The two files of the recogniser, in ONNX.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelFiles {
    /// Finds the lines of text of a picture (DB).
    pub detector: Vec<u8>,
    /// Reads a line (CTC); its characters stand in its metadata, under `character`.
    pub recogniser: Vec<u8>,
}

/// Why there is no recogniser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelProblem(pub(crate) Words);

impl ModelProblem {
    /// A problem in both languages: what was expected and found, and what to do.
    #[must_use]
    pub fn new(en: String, zh: String) -> Self {
        Self(words!(en: "{en}", zh: "{zh}"))
    }
}

type Load = dyn Fn() -> Result<ModelFiles, ModelProblem> + Send + Sync;

/// The models of the recogniser. Clones share what was loaded.
#[derive(Clone)]
pub struct Models {
    load: Arc<Load>,
    ready: Arc<OnceLock<Result<Arc<Recogniser>, ModelProblem>>>,
}

impl Models {
    /// Models whose files are at hand.
    ///
    /// The files are those that `jiaokan models install` fetches, or others of the PP-OCR family:
    /// a detector that gives a map of the picture's size, and a recogniser of lines that are 48
    /// pixels high.
    #[must_use]
    pub fn new(files: ModelFiles) -> Self {
        Self::when_needed(move || Ok(files.clone()))
    }

    /// Models whose files are fetched when the first picture is met, once.
    #[must_use]
    pub fn when_needed(
        load: impl Fn() -> Result<ModelFiles, ModelProblem> + Send + Sync + 'static,
    ) -> Self {
        Self { load: Arc::new(load), ready: Arc::default() }
    }

    /// The recogniser, made ready now if nobody did before.
    pub(crate) fn recogniser(&self) -> Result<Arc<Recogniser>, ModelProblem> {
        self.ready.get_or_init(|| (self.load)().and_then(ready)).clone()
    }
}

impl fmt::Debug for Models {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let loaded = self.ready.get().map(Result::is_ok);
        f.debug_struct("Models").field("ready", &loaded).finish_non_exhaustive()
    }
}

fn ready(files: ModelFiles) -> Result<Arc<Recogniser>, ModelProblem> {
    use super::rten::Rten;

    let detector = Rten::load(files.detector).map_err(unusable)?;
    let recogniser = Rten::load(files.recogniser).map_err(unusable)?;
    let characters = recogniser.metadata("character").unwrap_or_default().to_owned();
    let made = Recogniser::new(Box::new(detector), Box::new(recogniser), &characters);
    made.map(Arc::new).map_err(unusable)
}

fn unusable(error: super::engine::EngineError) -> ModelProblem {
    ModelProblem(words!(
        en: "expected a model that can be run, but: {error}; run `jiaokan models install --force`",
        zh: "识别模型无法运行（{error}）；请运行 `jiaokan models install --force`"
    ))
}
