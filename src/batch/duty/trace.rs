//! What each stage makes of one report, within bounds.

#[cfg(feature = "ocr")]
use std::collections::BTreeMap;
use std::path::PathBuf;
#[cfg(feature = "ocr")]
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::Duty;
use crate::batch::alone::alone;
use crate::batch::answer::Complaint;
use crate::batch::engine::Options;
use crate::batch::error::Result;
use crate::batch::evidence::document;
use crate::batch::reading::is_small_text;
use crate::batch::work::Work;
use crate::collate::Witness;
use crate::model::Report;
#[cfg(feature = "ocr")]
use crate::recognition::OnDrawing;
use crate::render::trace::{self, Trace};
use crate::words::Language;
use crate::{pipeline, visible};

/// How the stages are shown.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tracing {
    /// In which form.
    pub format: TracingFormat,
    /// In which language.
    pub language: Language,
    /// Documents that bear witness to the report.
    pub witnesses: Vec<PathBuf>,
}

/// A form of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TracingFormat {
    /// All stages, for people.
    Text,
    /// The lines and grids of each page.
    Json,
    /// What was found in the pictures of pages.
    #[cfg(feature = "ocr")]
    Svg,
}

impl Tracing {
    pub(super) fn perform(&self, work: &Work, name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
        #[allow(unused_mut, reason = "without pictures nothing is changed")]
        let mut options = work.options().clone();
        #[cfg(feature = "ocr")]
        let drawn = Drawn::default();
        #[cfg(feature = "ocr")]
        if self.format == TracingFormat::Svg {
            options.recognition.on_drawing = Some(drawn.taken());
        }
        let read = self.witnesses.iter().map(|path| document(path, &options));
        let documents: Vec<Report> = read.collect::<Result<_>>()?;
        let witnesses: Vec<Witness<'_>> = documents.iter().map(Witness::new).collect();
        let mut trace = Trace::default();
        let source = options.source(name, bytes);
        let report = pipeline::observed(&source, &witnesses, &options, &mut trace)?;
        let text = match self.format {
            TracingFormat::Text => trace::text(&trace, &report, self.language),
            TracingFormat::Json => visible::json_text(format!("{:#}\n", trace::json(&trace))),
            #[cfg(feature = "ocr")]
            TracingFormat::Svg => drawn.text(),
        };
        Ok(text.into_bytes())
    }
}

/// The stages of one report, or why it cannot be read.
///
/// # Errors
/// If no worker starts.
pub fn trace_alone(
    name: &str,
    bytes: &[u8],
    tracing: Tracing,
    options: &Options,
) -> Result<std::result::Result<Vec<u8>, Complaint>> {
    let harmless = tracing.witnesses.is_empty() && is_small_text(bytes);
    let reply = alone(name, &[bytes], harmless, Duty::Trace(tracing), options)?;
    Ok(reply.read_short(name, Some))
}

/// The drawings of the pages, by their numbers.
#[cfg(feature = "ocr")]
#[derive(Debug, Default)]
struct Drawn(Arc<Mutex<BTreeMap<u32, String>>>);

#[cfg(feature = "ocr")]
impl Drawn {
    fn taken(&self) -> OnDrawing {
        let pages = Arc::clone(&self.0);
        OnDrawing::new(move |page, drawing| {
            pages.lock().unwrap_or_else(PoisonError::into_inner).insert(page, drawing);
        })
    }

    /// One after the other.
    fn text(&self) -> String {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.values().map(String::as_str).collect()
    }
}
