//! A report and its witnesses collated, within bounds.

use serde::{Deserialize, Serialize};

use super::Duty;
use crate::batch::alone::alone;
use crate::batch::answer::Complaint;
use crate::batch::engine::Options;
use crate::batch::error::{Error, Result};
use crate::batch::evidence::document_of;
use crate::batch::frame;
use crate::batch::reading::is_small_text;
use crate::batch::work::Work;
use crate::collate::Witness;
use crate::model::{Report, WitnessKind};
use crate::pipeline;
use crate::render::collate as render;
use crate::render::diff::Screen;
use crate::visible;
use crate::words::Language;

/// How a report is collated, and how the apparatus is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Collating {
    /// What each witness is, where that is said.
    pub kinds: Vec<Option<WitnessKind>>,
    /// The form of the apparatus.
    pub shape: Shape,
    /// Its language.
    pub language: Language,
    /// For what its text is set.
    pub screen: Screen,
    /// Whether the report with what was restored is wanted.
    pub restored: bool,
}

/// A form of an apparatus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Shape {
    Terminal,
    Json,
    Html,
    Xlsx,
}

/// A report that was collated.
#[derive(Debug, Default)]
pub struct Collated {
    /// The apparatus, as it was wanted.
    pub apparatus: Vec<u8>,
    /// The JSON of the report with what was restored, if it was wanted.
    pub restored: Vec<u8>,
    /// What documents were read, by their SHA-256.
    pub read: Vec<String>,
    /// The base, if it is no PDF that a second reader could read.
    pub no_pdf: Option<String>,
    /// How many witnesses there are.
    pub witnesses: usize,
}

/// What is sent of it beside the apparatus and the report.
#[derive(Serialize, Deserialize)]
struct Head {
    read: Vec<String>,
    no_pdf: Option<String>,
    witnesses: usize,
}

impl Collating {
    pub(super) fn perform(&self, work: &Work, sent: &[&[u8]]) -> Result<Vec<u8>> {
        let options = work.options();
        let mut documents = Vec::new();
        for pair in sent.chunks_exact(2) {
            let [name, bytes] = pair else { continue };
            documents.push(document_of(&String::from_utf8_lossy(name), bytes, options)?);
        }
        let read = documents.iter().map(|report| report.source.sha256.clone()).collect();
        let mut head = Head { read, no_pdf: None, witnesses: 0 };
        if documents.is_empty() {
            return Ok(Collated::to_bytes(&head, &[], &[]));
        }
        let base = documents.remove(0);
        let mut kinds = self.kinds.clone();
        kinds.resize(documents.len(), None);
        if options.second_reader {
            let bytes = sent.get(1).copied().unwrap_or_default();
            match again(&base, bytes, options) {
                Some(report) => {
                    documents.push(report);
                    kinds.push(Some(WitnessKind::SecondReader));
                }
                None => {
                    head.no_pdf = Some(base.source.name);
                    return Ok(Collated::to_bytes(&head, &[], &[]));
                }
            }
        }
        head.witnesses = documents.len();
        if documents.is_empty() {
            return Ok(Collated::to_bytes(&head, &[], &[]));
        }
        let witnesses = documents.iter().zip(kinds);
        let witnesses: Vec<Witness<'_>> =
            witnesses.map(|(report, kind)| Witness { report, kind }).collect();
        let collation = pipeline::collate(&base, &witnesses, options);
        let failed = |source| Error::Write { path: "-".into(), source };
        let json = |written: serde_json::Result<Vec<u8>>| {
            let mut json = visible::json(written.map_err(|error| failed(error.into()))?);
            json.push(b'\n');
            Ok::<_, Error>(json)
        };
        let restored = match self.restored {
            true => json(serde_json::to_vec_pretty(&collation.report))?,
            false => Vec::new(),
        };
        let apparatus = &collation.apparatus;
        let written = match self.shape {
            Shape::Terminal => render::terminal(apparatus, self.language, self.screen).into_bytes(),
            Shape::Html => render::html(apparatus, self.language).into_bytes(),
            Shape::Xlsx => render::xlsx(apparatus, self.language).map_err(failed)?,
            Shape::Json => json(render::json(apparatus))?,
        };
        Ok(Collated::to_bytes(&head, &written, &restored))
    }
}

/// The base as another library reads its numbers; `None` if it is no PDF.
#[cfg(feature = "second-reader")]
fn again(base: &Report, bytes: &[u8], options: &crate::Options) -> Option<Report> {
    pipeline::second_reading(base, bytes, options)
}

#[cfg(not(feature = "second-reader"))]
fn again(_: &Report, _: &[u8], _: &crate::Options) -> Option<Report> {
    None
}

impl Collated {
    fn to_bytes(head: &Head, apparatus: &[u8], restored: &[u8]) -> Vec<u8> {
        let mut body = Vec::new();
        frame::put(&mut body, &serde_json::to_vec(head).expect("a head is always JSON"));
        frame::put(&mut body, apparatus);
        frame::put(&mut body, restored);
        body
    }

    fn from_bytes(body: Vec<u8>) -> Option<Self> {
        let mut body = &body[..];
        let Head { read, no_pdf, witnesses } =
            serde_json::from_slice(frame::take(&mut body)?).ok()?;
        let apparatus = frame::take(&mut body)?.to_vec();
        let restored = frame::take(&mut body)?.to_vec();
        Some(Self { apparatus, restored, read, no_pdf, witnesses })
    }
}

/// A base, the first of these documents, collated with the others; or why one of them cannot be
/// read.
///
/// # Errors
/// If no worker starts.
pub fn collate_alone(
    documents: &[(String, Vec<u8>)],
    collating: Collating,
    options: &Options,
) -> Result<std::result::Result<Collated, Complaint>> {
    let name = documents.first().map_or("", |(name, _)| name);
    let sent = documents.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes]);
    let sent: Vec<&[u8]> = sent.collect();
    let harmless = documents.iter().all(|(_, bytes)| is_small_text(bytes));
    let reply = alone(name, &sent, harmless, Duty::Collate(collating), options)?;
    Ok(reply.read_short(name, Collated::from_bytes))
}
