//! Collation (对校): a report beside other documents that bear witness to it, and the apparatus
//! (校勘记) of where they differ.
//!
//! ```text
//! base, witnesses ─kind→ what each is ─rows→ which row is which ─readings→ each value's readings
//!                        ─trust→ which may stand alone ─choose→ restored, offered or left
//! ```
//!
//! A value is restored only where the base cannot be read or shows an empty cell, where the
//! reading of the witness is sound and compatible with what is left ([`left`]), and where no
//! witness contradicts. A sound value of the base is never changed. The order of the witnesses
//! changes nothing but the order of their readings.

mod choose;
mod explained;
mod kind;
mod left;
mod model;
mod moved;
mod readings;
mod rows;
mod said;
mod same;
mod text;
mod trust;

use crate::emend::Emender;
use crate::model::{Report, WitnessDocument, WitnessKind};
use crate::patterns::Patterns;

pub use explained::{OutcomeKind, kinds};
pub use model::{
    Apparatus, Collation, Document, Entry, Judged, Outcome, Reading, SCHEMA, Summary, TextEntry,
    TextReading, schema,
};

/// A document that bears witness to a report.
#[derive(Debug, Clone, Copy)]
pub struct Witness<'w> {
    /// The document, extracted.
    pub report: &'w Report,
    /// What it is to the base, where the caller knows; else it is found from the documents.
    pub kind: Option<WitnessKind>,
}

impl<'w> Witness<'w> {
    /// A document of which is found what it is.
    #[must_use]
    pub fn new(report: &'w Report) -> Self {
        Self { report, kind: None }
    }

    /// A document that is known to be this.
    #[must_use]
    pub fn of(report: &'w Report, kind: WitnessKind) -> Self {
        Self { report, kind: Some(kind) }
    }
}

/// A witness with what was found of it.
struct Known<'w> {
    report: &'w Report,
    found: kind::Found,
    rows: rows::Pairing,
    trust: trust::Trust,
}

/// Collates a report with its witnesses: the apparatus, and the report with what could be
/// restored. Its findings are those of before: the caller asks the checks again.
#[must_use]
pub fn collate(base: &Report, witnesses: &[Witness<'_>], patterns: &Patterns) -> Collation {
    let values = readings::ByPlace::of(base);
    let mut seen: Vec<&str> = vec![&base.source.sha256];
    let known = witnesses.iter().map(|witness| {
        let again = witness.kind == Some(WitnessKind::SecondReader);
        let twice = !again && seen.contains(&witness.report.source.sha256.as_str());
        seen.push(&witness.report.source.sha256);
        let found = match twice {
            true => kind::Found::same_file(),
            false => kind::of(base, witness),
        };
        let rows = match found.kind {
            Some(kind) => rows::pair(base, witness.report, kind, patterns),
            None => rows::Pairing::none(base),
        };
        Known { report: witness.report, found, rows, trust: trust::Trust::default() }
    });
    let mut known: Vec<Known<'_>> = known.collect();
    let of_each: Vec<readings::ByPlace<'_>> =
        known.iter().map(|witness| readings::ByPlace::of(witness.report)).collect();
    let matched: Vec<readings::Matched<'_, '_>> = known
        .iter()
        .zip(&of_each)
        .map(|(witness, values)| readings::Matched::new(base, witness, values))
        .collect();
    let trusts: Vec<trust::Trust> = known
        .iter()
        .zip(&matched)
        .map(|(witness, matched)| trust::of(base, witness, &values, matched, patterns))
        .collect();
    for (witness, trust) in known.iter_mut().zip(&trusts) {
        witness.trust = *trust;
    }
    let mut emender = Emender::new(base.clone(), patterns);
    let entries = choose::choose(&values, &known, &matched, &mut emender, patterns);
    let text = text::entries(base, &known, patterns);
    drop(matched);
    let documents: Vec<WitnessDocument> = said::documents(&known, &entries);
    let report = emender.report_mut();
    report.notes.extend(said::notes(&known, &entries));
    report.witnesses = documents.clone();
    report.witnesses.sort_by(|a, b| (&a.name, &a.sha256).cmp(&(&b.name, &b.sha256)));
    let apparatus = model::apparatus(base, documents, &known, entries, text);
    Collation { apparatus, report: emender.finish() }
}
