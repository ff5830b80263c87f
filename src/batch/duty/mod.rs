//! What a worker is there for: to read files, or to do one of the other things that the bytes
//! of a document decide the cost of.

mod collate;
mod compare;
mod panel;
mod trace;

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::long::Long;
use super::work::Work;
use crate::batch::error::Result;

pub use collate::{Collated, Collating, Shape, collate_alone};
pub use compare::{Compared, Comparing, PairFormat, ReportPair, compare};
pub use panel::{Chain, panels};
pub use trace::{Tracing, TracingFormat, trace_alone};

/// Extractions of so many bytes together are compared without a worker where workers may be
/// spared.
const SMALL_EXTRACTIONS: usize = 1 << 20;

/// The duty of a worker, the same for all that it is sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Duty {
    /// Sent the bytes of a file and their SHA-256, it answers with its report.
    Read,
    /// Sent two extractions, with what they were read from and the number of the pair, it
    /// answers with what differs.
    Compare(Comparing),
    /// Sent the bytes of a file, it answers with what each stage makes of it.
    Trace(Tracing),
    /// Sent the names and extractions of reports that follow each other, it answers with their
    /// panel.
    Panel,
    /// Sent the bytes of a base and of each witness, with the name of each, it answers with the
    /// apparatus.
    Collate(Collating),
}

impl Duty {
    /// Does it on what was sent under a name; pages whose picture was read are told, and the JSON
    /// of a report goes to `line` as it is written: the answer is what has not gone.
    pub(super) fn perform(
        &self,
        work: &Work,
        name: &str,
        sent: &[&[u8]],
        on_page: impl Fn(u32, u32) + Send + Sync + 'static,
        line: Line<'_>,
    ) -> Result<Long> {
        let first = sent.first().copied().unwrap_or_default();
        match self {
            Duty::Read => {
                let sha256 = sent.get(1).and_then(|sha256| std::str::from_utf8(sha256).ok());
                Ok(work.answer(name, first, sha256, on_page, line)?.into_reply())
            }
            Duty::Compare(comparing) => comparing.perform(work, sent).map(Long::from),
            Duty::Panel => panel::perform(work, sent).map(Long::from),
            Duty::Trace(tracing) => tracing.perform(work, name, first).map(Long::from),
            Duty::Collate(collating) => collating.perform(work, sent).map(Long::from),
        }
    }
}
