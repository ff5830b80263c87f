//! Recognition of text (文字识别): the pixels of lines to characters with their places and how
//! sure they are. Nothing here knows of pages or tables; `picture` does.
//!
//! ```text
//! pixels ─detect→ lines ─(cut out)→ strips ─recognise→ characters
//!                └───── engine: a model, run ─────┘
//! ```

#[cfg(feature = "cli")]
mod compact;
mod detect;
mod engine;
mod models;
pub(crate) mod pixels;
pub(crate) mod reader;
mod recognise;
mod resize;
mod rten;
mod settings;

#[cfg(feature = "cli")]
pub(crate) use compact::compact;
pub use models::{MODEL_NAME, ModelFiles, ModelProblem, Models};
pub(crate) use recognise::Recogniser;
pub(crate) use settings::{NO_RECOGNITION, OnDrawing};
pub use settings::{OnPage, Recognition, RecognitionMode};
