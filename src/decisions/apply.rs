//! How a report takes the decisions on it.

use std::collections::BTreeMap;

use super::file::{Decision, Decisions, Verdict};
use super::said;
use crate::emend::{Emender, Grammar, Place, parse, values};
use crate::location::At;
use crate::model::{Decided, Evidence, EvidenceKind, Note, Report, Status};
use crate::patterns::Patterns;

/// The decisions on a report that were not applied yet.
///
/// Where other documents restore values, a decision may have been made before or after they
/// did: what reads as it was decided on is applied at once, the rest afterwards.
pub(crate) struct Pending<'d> {
    open: BTreeMap<&'d Place, &'d Decision>,
    counts: Decided,
    notes: Vec<Note>,
}

impl<'d> Pending<'d> {
    /// The decisions that were made on exactly these bytes; of several on one value the last.
    pub(crate) fn of(sha256: &str, decisions: &'d [Decisions]) -> Self {
        let files = decisions.iter().filter(|file| file.source.sha256 == sha256);
        let open = files.flat_map(|file| &file.decisions).map(|one| (&one.place, one)).collect();
        Self { open, counts: Decided::default(), notes: Vec::new() }
    }

    /// Applies the decisions whose values read as they did.
    pub(crate) fn apply(&mut self, report: Report, patterns: &Patterns) -> Report {
        if self.open.is_empty() {
            return report;
        }
        let now = readings(&report);
        let mut emender = Emender::new(report, patterns);
        let open = std::mem::take(&mut self.open);
        for (place, one) in open {
            match now.get(place).filter(|value| value.is(one)) {
                Some(value) => self.one(&mut emender, one, value, patterns),
                None => {
                    self.open.insert(place, one);
                }
            }
        }
        emender.finish()
    }

    /// Tells of the decisions that could not be applied, and what became of all.
    pub(crate) fn close(mut self, mut report: Report) -> Report {
        if !self.open.is_empty() {
            let now = readings(&report);
            for (place, one) in &self.open {
                self.notes.push(match now.get(place) {
                    Some(value) => {
                        said::reads_otherwise(one, &value.printed, value.read.as_deref(), value.at)
                    }
                    None => said::no_such_place(one),
                });
                self.counts.not_applied += 1;
            }
        }
        if self.counts != Decided::default() {
            report.notes.append(&mut self.notes);
            report.decided = Some(self.counts);
        }
        report
    }

    fn one(
        &mut self,
        emender: &mut Emender<'_>,
        one: &Decision,
        value: &Seen,
        patterns: &Patterns,
    ) {
        match one.decision {
            // There is nothing to accept where nothing was read.
            Verdict::Accept if value.read.is_none() && value.damaged => {
                self.notes.push(said::nothing_to_accept(one, value.at));
                self.counts.not_applied += 1;
            }
            Verdict::Accept => {
                emender.confirm(&one.place, evidence(one, value));
                self.counts.confirmed += 1;
            }
            Verdict::Correct => {
                let typed = one.value.as_deref().unwrap_or_default();
                match parse(typed, value.grammar, patterns) {
                    Ok(typed) => {
                        let evidence = vec![evidence(one, value)];
                        emender.set(&one.place, &typed, Status::Corrected, evidence);
                        self.counts.corrected += 1;
                    }
                    Err(why) => {
                        self.notes.push(said::refused(one, &why, value.at));
                        self.counts.not_applied += 1;
                    }
                }
            }
            Verdict::CannotTell => {
                emender.give_up(&one.place, said::CANNOT_TELL);
                self.notes.push(said::cannot_tell(one, value.at));
                self.counts.cannot_tell += 1;
            }
        }
    }
}

/// A value as it reads.
struct Seen {
    printed: String,
    read: Option<String>,
    damaged: bool,
    grammar: Grammar,
    at: At,
}

impl Seen {
    /// Whether it reads as it did when the decision was made.
    fn is(&self, one: &Decision) -> bool {
        self.printed == one.printed && self.read == one.read
    }
}

fn readings(report: &Report) -> BTreeMap<Place, Seen> {
    let seen = values(report).into_iter().map(|value| {
        let seen = Seen {
            printed: value.printed.to_owned(),
            read: value.read.map(|read| read.into_owned()),
            damaged: value.status == Status::Damaged,
            grammar: value.grammar,
            at: value.at,
        };
        (value.place, seen)
    });
    seen.collect()
}

fn evidence(one: &Decision, value: &Seen) -> Evidence {
    Evidence {
        who: one.who.clone(),
        when: one.when.clone(),
        ..Evidence::new(EvidenceKind::Human, said::of_person(one), value.at)
    }
}
