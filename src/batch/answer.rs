//! What comes back for one file: its report as bytes, or why there is none.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::long::Long;
use crate::batch::error::Error;
use crate::model::{Finding, Indicator, Outcome, Report, Severity, Status};
use crate::words::{Words, words};

/// A report as its worker rendered it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// What the closing summary counts.
    pub tally: Tally,
    /// The report's JSON, on one line or in lines, without the last line feed.
    pub line: Long,
    /// Its rows as JSON, for tables; empty if none were asked for.
    pub rows: Vec<u8>,
    /// What an index of pages says of it, as JSON; empty if no pages were asked for.
    pub entry: Vec<u8>,
    /// Its page; empty if none was asked for.
    pub page: Vec<u8>,
}

/// Why there is no report, in both languages: a line of `errors.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// The stable code of the error.
    pub code: String,
    /// In English.
    pub message: String,
    /// In Chinese.
    pub message_zh: String,
    /// The page concerned, where it is one.
    pub page: Option<u32>,
}

impl From<&Error> for Complaint {
    fn from(error: &Error) -> Self {
        let Words { en: message, zh: message_zh } = error.words();
        Self { code: error.code().to_owned(), message, message_zh, page: None }
    }
}

/// Counts of a report, or of many.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Rows of indicator tables.
    pub indicators: u64,
    /// Their cells that were restored.
    pub repaired: u64,
    /// Their cells that cannot be read.
    pub damaged: u64,
    /// Findings by severity.
    pub findings: Severities,
    /// Documents that are no reports.
    #[serde(default)]
    pub not_reports: u64,
    /// Reports whose tables have the heads of indicators and no rows.
    #[serde(default)]
    pub without_indicators: u64,
    /// What reading pictures of pages took.
    #[serde(default)]
    pub recognition: RecognitionCost,
}

/// What reading pictures of pages (文字识别) took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognitionCost {
    /// Files with such pages.
    pub files: u64,
    /// Pages whose pictures were read.
    pub pages: u64,
    /// Time that the reading of these files took, in milliseconds; of files that were read side
    /// by side the sum.
    pub milliseconds: u64,
}

/// Numbers of findings (of the outcome `finding`) by severity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Severities {
    pub high: u64,
    pub medium: u64,
    pub low: u64,
    pub info: u64,
}

impl Tally {
    /// The counts of one report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let mut tally = Self { indicators: report.indicators.len() as u64, ..Self::default() };
        for status in report.indicators.iter().flat_map(statuses) {
            tally.repaired += u64::from(status == Status::Repaired);
            tally.damaged += u64::from(status == Status::Damaged);
        }
        for finding in &report.findings {
            tally.findings.count(finding);
        }
        tally.not_reports = u64::from(report.has_note("not_a_report"));
        tally.without_indicators = u64::from(report.has_note("no_indicators"));
        tally
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: &Self) {
        self.indicators += other.indicators;
        self.repaired += other.repaired;
        self.damaged += other.damaged;
        self.findings.high += other.findings.high;
        self.findings.medium += other.findings.medium;
        self.findings.low += other.findings.low;
        self.findings.info += other.findings.info;
        self.not_reports += other.not_reports;
        self.without_indicators += other.without_indicators;
        self.recognition.files += other.recognition.files;
        self.recognition.pages += other.recognition.pages;
        self.recognition.milliseconds += other.recognition.milliseconds;
    }

    /// Documents read from which no indicators come though they should, or that are no reports.
    #[must_use]
    pub fn doubtful(&self) -> u64 {
        self.not_reports + self.without_indicators
    }
}

impl Severities {
    fn count(&mut self, finding: &Finding) {
        if finding.outcome != Outcome::Finding {
            return;
        }
        match finding.severity {
            Severity::High => self.high += 1,
            Severity::Medium => self.medium += 1,
            Severity::Low => self.low += 1,
            Severity::Info => self.info += 1,
        }
    }
}

fn statuses(row: &Indicator) -> impl Iterator<Item = Status> {
    let texts = [&row.level1, &row.level2, &row.name];
    let texts = texts.into_iter().chain(row.reason.as_deref()).map(|text| text.status);
    texts.chain([row.target.status, row.actual.status])
}

impl Answer {
    /// The report itself again; `None` if the line is not one, which only a
    /// journal of another version could bring about.
    #[must_use]
    pub fn report(&self) -> Option<Report> {
        serde_json::from_slice(&self.line.bytes().ok()?).ok()
    }

    /// Bytes of memory that it takes.
    pub(super) fn size(&self) -> usize {
        self.line.in_memory() + self.rows.len() + self.entry.len() + self.page.len()
    }

    /// Writes the bytes without the page, which stands in a file of its own.
    pub(super) fn keep(&self, to: &mut impl Write) -> io::Result<()> {
        self.line.write_to(to)?;
        to.write_all(&self.others(&[]))
    }

    /// The JSON first and as it stands, since it is long and nothing is to be moved for it; then
    /// the others, and the lengths of these.
    pub(super) fn into_reply(self) -> Long {
        let others = self.others(&self.page);
        self.line.then(others)
    }

    fn others(&self, page: &[u8]) -> Vec<u8> {
        let tally = serde_json::to_vec(&self.tally).unwrap_or_default();
        let others = [&self.rows[..], &self.entry, page, &tally];
        let mut bytes = others.concat();
        others.iter().for_each(|part| bytes.extend((part.len() as u64).to_le_bytes()));
        bytes
    }

    pub(super) fn from_reply(mut reply: Long) -> Option<Self> {
        const LENGTH: usize = size_of::<u64>();
        let lengths = reply.split_off(4 * LENGTH)?;
        let (lengths, _) = lengths.as_chunks::<LENGTH>();
        let mut lengths = lengths.iter().rev();
        let mut last = || {
            let length = usize::try_from(u64::from_le_bytes(*lengths.next()?)).ok()?;
            reply.split_off(length)
        };
        let tally = serde_json::from_slice(&last()?).ok()?;
        let (page, entry, rows) = (last()?, last()?, last()?);
        Some(Self { tally, line: reply, rows, entry, page })
    }
}

/// What a worker says to its parent.
#[derive(Debug)]
pub(super) enum Reply {
    /// It is ready for work, or did it: what came of it, in the form that its duty has.
    Done(Long),
    /// The file, or the start, failed.
    Failed(Complaint),
    /// The same, and the worker is no longer to be trusted.
    Broken(Complaint),
}

/// Closes the body of a frame with which a long reply begins: more of it follows.
pub(super) const BEGUN: u8 = 4;

/// Closes the body of a frame that is no reply yet: so many of so many pages are read.
const PAGE: u8 = 3;

/// The body that tells of a page.
pub(super) fn page_to_bytes(done: u32, of: u32) -> Vec<u8> {
    [&done.to_le_bytes()[..], &of.to_le_bytes(), &[PAGE]].concat()
}

/// How many pages are read, and of how many, if a body tells that and is no reply.
pub(super) fn page_from_bytes(body: &[u8]) -> Option<(u32, u32)> {
    let body: [u8; 9] = body.try_into().ok()?;
    let [a, b, c, d, of @ .., PAGE] = body else { return None };
    Some((u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes(of)))
}

impl Reply {
    /// What came of it, or why nothing did. A worker that answers in another form than its
    /// duty has is one that broke.
    pub(super) fn read<T>(
        self,
        name: &str,
        read: impl FnOnce(Long) -> Option<T>,
    ) -> Result<T, Complaint> {
        match self {
            Reply::Done(body) => read(body).ok_or_else(|| {
                let found = words!(en: "an answer that makes no sense", zh: "答复无法理解");
                Complaint::from(&Error::Crashed { name: name.to_owned(), found })
            }),
            Reply::Failed(complaint) | Reply::Broken(complaint) => Err(complaint),
        }
    }

    /// The same of a duty whose answers are short.
    pub(super) fn read_short<T>(
        self,
        name: &str,
        read: impl FnOnce(Vec<u8>) -> Option<T>,
    ) -> Result<T, Complaint> {
        self.read(name, |body| read(body.into_bytes().ok()?))
    }

    /// The same with what its answer begins with, which came before it.
    pub(super) fn after(self, begun: Long) -> Reply {
        match self {
            Reply::Done(rest) if begun.is_empty() => Reply::Done(rest),
            // What comes last is never long.
            Reply::Done(rest) => Reply::Done(begun.then(rest.into_bytes().unwrap_or_default())),
            failed => failed,
        }
    }

    /// The body of a frame that says it. What tells the kinds apart stands last, so that nothing is
    /// moved for it.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let said = |complaint| serde_json::to_vec(&complaint).unwrap_or_default();
        let (tag, mut body) = match self {
            Reply::Done(body) => (0, body.into_bytes().unwrap_or_default()),
            Reply::Failed(complaint) => (1, said(complaint)),
            Reply::Broken(complaint) => (2, said(complaint)),
        };
        body.push(tag);
        body
    }

    pub(super) fn from_bytes(mut body: Vec<u8>) -> Option<Self> {
        match body.pop()? {
            0 => Some(Reply::Done(body.into())),
            1 => serde_json::from_slice(&body).ok().map(Reply::Failed),
            2 => serde_json::from_slice(&body).ok().map(Reply::Broken),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_from_every_reply() {
        assert_eq!(page_from_bytes(&page_to_bytes(3, 40)), Some((3, 40)));
        let replies = [
            Reply::Done(Answer::default().into_reply()),
            Reply::Failed(Complaint::from(&Error::Memory { name: "a".to_owned() })),
        ];
        for reply in replies {
            assert_eq!(page_from_bytes(&reply.into_bytes()), None);
        }
        assert!(Reply::from_bytes(page_to_bytes(1, 2)).is_none());
        assert_eq!(page_from_bytes(&[PAGE]), None);
    }

    #[test]
    fn an_answer_comes_back_as_it_was_and_a_cut_one_does_not() {
        let part = |text: &str| text.as_bytes().to_vec();
        let tally = Tally { indicators: 7, ..Tally::default() };
        let line = part(r#"{"schema":1}"#).into();
        let answer = Answer { tally, line, rows: part("rows"), entry: part(""), page: part("<p>") };
        let read = |bytes: &[u8]| Answer::from_reply(bytes.to_vec().into());
        let bytes = answer.clone().into_reply().into_bytes().unwrap();
        assert_eq!(read(&bytes), Some(answer.clone()));
        let mut kept = Vec::new();
        answer.keep(&mut kept).unwrap();
        assert_eq!(read(&kept), Some(Answer { page: Vec::new(), ..answer }));
        for cut in 0..bytes.len() {
            assert_eq!(read(&bytes[..cut]), None, "{cut}");
        }
    }
}
