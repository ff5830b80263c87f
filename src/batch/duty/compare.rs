//! Pairs of reports compared, within bounds of time and memory for each.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::{Duty, SMALL_EXTRACTIONS};
use crate::batch::answer::{Complaint, Reply};
use crate::batch::crew::{Begun, Job, Question, crew};
use crate::batch::engine::{Ended, Interrupt, Options};
use crate::batch::error::{Error, Result};
use crate::batch::frame;
use crate::batch::queue::{Feeder, Held, Turn};
use crate::batch::work::Work;
use crate::diff::Subject;
use crate::render::diff::{
    self as render, ChangeRows, Comparison, IndexEntry, Screen, Unread, by_kind, differs,
};
use crate::{model, pipeline};

/// How each pair is compared and written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Comparing {
    /// What to write of it.
    pub formats: Vec<PairFormat>,
    /// Whether the rows of its changes are wanted.
    pub rows: bool,
    /// In which language, and from which severity; the number of a pair is sent with it.
    pub options: render::Options,
    /// For what the text is set.
    pub screen: Screen,
    /// Whether the number of a pair stands on its page.
    pub numbered: bool,
}

/// A form in which a single comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum PairFormat {
    Terminal,
    Json,
    JsonLine,
    Html,
    Xlsx,
    Docx,
}

/// Two reports that are to be compared: the name of each, and its extraction.
#[derive(Debug)]
pub struct ReportPair {
    /// The earlier one.
    pub old: (String, Vec<u8>),
    /// The later one.
    pub new: (String, Vec<u8>),
    /// Its number, from 1.
    pub number: usize,
    /// Whether the two were found to belong together by what the reports alone do not show: a
    /// lineage file, or the code of the project.
    pub known: bool,
}

/// A pair that was compared.
#[derive(Debug)]
pub struct Compared {
    /// The comparison without its details.
    pub entry: IndexEntry,
    /// Whether something differs, at the severity that was asked for or above.
    pub differs: bool,
    /// Its changes as rows, if those were wanted.
    pub rows: ChangeRows,
    /// What was written of it, in the order of the formats.
    pub written: Vec<(PairFormat, Vec<u8>)>,
}

/// What is sent of a comparison beside what was written of it.
#[derive(Serialize, Deserialize)]
struct Head {
    entry: IndexEntry,
    differs: bool,
    rows: ChangeRows,
    formats: Vec<PairFormat>,
}

impl Comparing {
    pub(super) fn perform(&self, work: &Work, sent: &[&[u8]]) -> Result<Vec<u8>> {
        let [old_name, old, new_name, new, number, known] = sent else {
            return Ok(Vec::new());
        };
        let read = |name: &[u8], bytes: &[u8]| model::read(&String::from_utf8_lossy(name), bytes);
        let (old, new) = (read(old_name, old)?, read(new_name, new)?);
        let number = number.first_chunk().map_or(1, |number| u64::from_le_bytes(*number));
        let number = usize::try_from(number).unwrap_or(1);
        let mut diff = pipeline::diff(&old, &new, work.options());
        if *known == KNOWN && diff.subject == Subject::Different {
            diff.subject = Subject::Renamed;
        }
        let of =
            Comparison { diff: &diff, old_findings: &old.findings, new_findings: &new.findings };
        let options = render::Options { place: self.numbered.then_some(number), ..self.options };
        let failed = |source| Error::Write { path: "-".into(), source };
        let json =
            |written: serde_json::Result<Vec<u8>>| written.map_err(|error| failed(error.into()));
        let mut written = Vec::new();
        for format in &self.formats {
            written.push(match format {
                PairFormat::Terminal => render::terminal(&of, options, self.screen).into_bytes(),
                PairFormat::Json => json(render::json(&diff, options.min_severity))?,
                PairFormat::JsonLine => json(render::json_line(&diff, options.min_severity))?,
                PairFormat::Html => render::html(&of, options).into_bytes(),
                PairFormat::Xlsx => render::xlsx(&of, options).map_err(failed)?,
                PairFormat::Docx => render::docx(&of, options).map_err(failed)?,
            });
        }
        let rows = match self.rows {
            true => ChangeRows::of(&diff, number, options),
            false => ChangeRows::default(),
        };
        let head = Head {
            differs: differs(&diff, options.min_severity),
            rows,
            formats: self.formats.clone(),
            entry: IndexEntry {
                number,
                file: None,
                kinds: by_kind(&diff.changes),
                old: diff.old,
                new: diff.new,
                subject: diff.subject,
                years: diff.years,
                summary: diff.summary,
            },
        };
        let mut body = Vec::new();
        frame::put(&mut body, &serde_json::to_vec(&head).expect("a head is always JSON"));
        written.iter().for_each(|content| frame::put(&mut body, content));
        Ok(body)
    }
}

impl Compared {
    fn from_bytes(mut body: &[u8]) -> Option<Self> {
        let Head { entry, differs, rows, formats } =
            serde_json::from_slice(frame::take(&mut body)?).ok()?;
        let mut written = Vec::new();
        for format in formats {
            written.push((format, frame::take(&mut body)?.to_vec()));
        }
        Some(Self { entry, differs, rows, written })
    }
}

/// Compares pairs and hands what becomes of each to `sink`, in their order. `pair` gives one
/// when its turn comes, or why one of its reports cannot be read.
///
/// # Errors
/// If no worker starts.
pub fn compare(
    count: usize,
    pair: &(dyn Fn(usize) -> std::result::Result<ReportPair, Unread> + Sync),
    comparing: Comparing,
    options: &Options,
    interrupt: &Interrupt,
    sink: &mut dyn FnMut(std::result::Result<Compared, Unread>) -> ControlFlow<()>,
) -> Result<Ended> {
    let duty = Duty::Compare(comparing);
    crew(&Pairs { pair }, count, duty, options, interrupt, &mut |_, Done(compared)| match sink(
        *compared,
    ) {
        ControlFlow::Continue(()) => ControlFlow::Continue(()),
        ControlFlow::Break(()) => ControlFlow::Break(Ended::Stopped),
    })
}

/// Pairs that are compared.
struct Pairs<'p> {
    pair: &'p (dyn Fn(usize) -> std::result::Result<ReportPair, Unread> + Sync),
}

/// What became of a pair.
struct Done(Box<std::result::Result<Compared, Unread>>);

impl Held for Done {
    fn size(&self) -> usize {
        let written =
            self.0.as_ref().as_ref().map_or(0, |done| {
                done.written.iter().map(|(_, content)| content.len()).sum::<usize>()
            });
        1024 + written
    }
}

impl Job for Pairs<'_> {
    type Thing = ();
    type Question = AskedPair;
    type Outcome = Done;

    fn next(&self, feeder: &Feeder<'_, '_, Done>, turn: Turn) -> Result<Option<(usize, ())>> {
        Ok(feeder.take(turn).map(|index| (index, ())))
    }

    fn begin(&self, index: usize, (): ()) -> Result<Begun<AskedPair, Done>> {
        Ok(match (self.pair)(index) {
            Ok(pair) => Begun::Asks(AskedPair {
                name: format!("{} ↔ {}", pair.old.0, pair.new.0),
                number: (pair.number as u64).to_le_bytes(),
                known: if pair.known { KNOWN } else { &[] },
                pair,
            }),
            Err(unread) => Begun::Done(Done(Box::new(Err(unread)))),
        })
    }

    fn end(&self, _: usize, AskedPair { name, .. }: AskedPair, reply: Reply) -> Result<Done> {
        let compared = reply.read_short(&name, |body| Compared::from_bytes(&body));
        Ok(Done(Box::new(compared.map_err(|Complaint { code, message, message_zh, .. }| Unread {
            side: crate::diff::SideName::New,
            source: name,
            code,
            message: crate::words::Words { en: message, zh: message_zh },
        }))))
    }
}

/// A pair that a worker is to compare.
struct AskedPair {
    name: String,
    pair: ReportPair,
    number: [u8; 8],
    known: &'static [u8],
}

/// What is sent of two reports that are known to belong together.
const KNOWN: &[u8] = b"known";

impl Question for AskedPair {
    fn name(&self) -> &str {
        &self.name
    }

    fn parts(&self) -> Vec<&[u8]> {
        let ReportPair { old, new, .. } = &self.pair;
        vec![old.0.as_bytes(), &old.1, new.0.as_bytes(), &new.1, &self.number, self.known]
    }

    fn is_harmless(&self) -> bool {
        self.pair.old.1.len() + self.pair.new.1.len() <= SMALL_EXTRACTIONS
    }
}
