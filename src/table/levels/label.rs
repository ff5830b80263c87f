//! A printed level label and what becomes of it.

use rust_decimal::Decimal;

use crate::fold;
use crate::model::{Candidate, Evidence, EvidenceKind, Repair, Status, Text};
use crate::patterns::{LevelId, Patterns, Role, Use};
use crate::table::body::BodyRow;
use crate::table::matrix::Holds;
use crate::table::repair::level::{self, Reading};
use crate::words::words;

/// A printed label and what it was read as.
#[derive(Debug)]
pub(super) struct Label {
    /// The row it stands in.
    pub(super) row: usize,
    pub(super) reading: Reading,
    /// What it is certain to mean.
    pub(super) id: Option<LevelId>,
    /// As it is printed and where, and what it was read as.
    pub(super) text: Text,
}

/// What became of a label.
pub(super) enum Resolved {
    Exact(LevelId),
    Restored(LevelId, Vec<Evidence>),
    Open(Vec<LevelId>),
    AsPrinted,
}

/// The labels that a column of the rows prints, in order.
pub(super) fn labels(
    rows: &[BodyRow<'_>],
    level: u8,
    role: Role,
    patterns: &Patterns,
) -> Vec<Label> {
    let printed = rows.iter().enumerate().filter_map(|(row, body)| {
        let field = body.filled(role).filter(|field| field.holds == Holds::Own)?;
        if body.doubted(role).is_some() || is_ditto(field.text(), patterns) {
            return None;
        }
        let reading = level::read(level, field.text(), patterns);
        Some(Label { row, reading, id: None, text: Text::read(field.text(), field.at()) })
    });
    printed.collect()
}

/// Whether a cell says that the label is the one above (同上).
fn is_ditto(text: &str, patterns: &Patterns) -> bool {
    patterns.targets.has(Use::Ditto, &fold::key_of(text))
}

impl Label {
    /// Takes what the label was resolved to.
    pub(super) fn settle(&mut self, resolved: Resolved, patterns: &Patterns) {
        let name = |id| patterns.levels.name(id).to_owned();
        match resolved {
            Resolved::Exact(id) => {
                self.id = Some(id);
                self.text.value = Some(name(id));
            }
            Resolved::Restored(id, evidence) => {
                self.id = Some(id);
                self.text.value = Some(name(id));
                self.text.status = Status::Repaired;
                let repair = Repair { from: self.text.raw.clone(), to: name(id), evidence };
                self.text.repair = Some(Box::new(repair));
            }
            Resolved::Open(possible) => {
                let share = Decimal::ONE / Decimal::from(possible.len().max(1));
                let printed = fold::clean(&self.text.raw);
                let candidates = possible.iter().map(|&id| {
                    let value = name(id);
                    let note = words!(
                        en: "{printed} may be what is left of {value}",
                        zh: "“{printed}”可能是“{value}”残缺所致"
                    );
                    let evidence = vec![Evidence::new(EvidenceKind::Lexicon, note, self.text.at)];
                    let confidence = share.min(Decimal::new(9, 1)).round_dp(2);
                    Candidate { value, confidence, evidence }
                });
                self.text = Text::damaged(&self.text.raw, self.text.at, candidates);
            }
            Resolved::AsPrinted if self.reading == Reading::Blank => self.text.value = None,
            Resolved::AsPrinted if patterns.names.is_unreadable(&self.text.raw) => {
                self.text = Text::damaged(&self.text.raw, self.text.at, Vec::new());
            }
            Resolved::AsPrinted => {}
        }
    }

    /// The label as the level of a row: its own, or one it spans.
    pub(super) fn text_in(&self, row: usize) -> Text {
        if row == self.row {
            return self.text.clone();
        }
        let status = match self.text.status {
            Status::Damaged => Status::Damaged,
            _ => Status::Inherited,
        };
        Text { raw: String::new(), status, repair: None, ..self.text.clone() }
    }
}
