//! The indicators of both years as rows of one table.

use rust_decimal::Decimal;

use super::marks::{Marked, Piece, marks, unmarked};
use super::speaker::Speaker;
use super::wording;
use crate::diff::{Change, Pair, PairCandidate, PairClass};
use crate::model::{Completion, CompletionKind, Indicator, Number, Quantity, Status, Text};

/// An indicator of both years.
#[derive(Debug)]
pub(super) struct RowView {
    /// Which of the pairs, from 0: what changes refer to.
    pub(super) pair: u32,
    pub(super) class_code: &'static str,
    pub(super) class_symbol: &'static str,
    pub(super) class_label: String,
    pub(super) similarity: Option<Decimal>,
    pub(super) level1: Marked,
    pub(super) level2: Marked,
    pub(super) name: Marked,
    pub(super) target: Marked,
    pub(super) actual: Marked,
    pub(super) completion: Marked,
    pub(super) weight: Marked,
    pub(super) points: Marked,
    pub(super) reason: Marked,
    has_old: bool,
    has_new: bool,
    pub(super) old_place: String,
    pub(super) new_place: String,
    /// The number of its entry in the list of changes, from 1.
    pub(super) entry: Option<usize>,
    /// Kinds of change that concern it, the gravest first.
    pub(super) changes: Vec<RowChange>,
    pub(super) candidates: Vec<CandidateView>,
    /// Whether a person has to look at the pairing itself.
    pub(super) doubtful: bool,
}

impl RowView {
    pub(super) fn has_old(&self) -> bool {
        self.has_old
    }

    pub(super) fn has_new(&self) -> bool {
        self.has_new
    }

    /// Level 1 and 2 where the row stands now, or stood last.
    pub(super) fn levels(&self) -> [&[Piece]; 2] {
        [&self.level1, &self.level2].map(|level| match level.new.is_empty() {
            true => level.old.as_slice(),
            false => level.new.as_slice(),
        })
    }

    /// Whether it stood under other levels.
    pub(super) fn is_moved(&self) -> bool {
        let differs = |level: &Marked| level.old.iter().chain(&level.new).any(|p| p.changed);
        differs(&self.level1) || differs(&self.level2)
    }

    /// Whether one of the sides gives a reason.
    pub(super) fn has_reason(&self) -> bool {
        !self.reason.old.is_empty() || !self.reason.new.is_empty()
    }
}

/// A kind of change that concerns a row.
#[derive(Debug)]
pub(super) struct RowChange {
    pub(super) code: &'static str,
    pub(super) symbol: &'static str,
    pub(super) label: String,
    pub(super) severity_code: &'static str,
}

/// Another row that a row could be.
#[derive(Debug)]
pub(super) struct CandidateView {
    pub(super) name: String,
    pub(super) similarity: Decimal,
    pub(super) place: String,
}

pub(super) fn rows(speaker: &Speaker<'_>, listed: &[&Change]) -> Vec<RowView> {
    let mut of_pair: Vec<Vec<&Change>> = vec![Vec::new(); speaker.diff.pairs.len()];
    for change in listed {
        let at = change.pair.map_or(usize::MAX, |at| at as usize);
        if let Some(changes) = of_pair.get_mut(at) {
            changes.push(change);
        }
    }
    let pairs = speaker.diff.pairs.iter().enumerate();
    pairs
        .zip(&of_pair)
        .map(|((at, pair), changes)| row(speaker, at as u32, pair, changes))
        .collect()
}

/// The levels that a row stands under, after its project where the report is on several.
pub(super) fn path(pair: &Pair) -> String {
    let row = pair.new.as_ref().or(pair.old.as_ref());
    let levels = row.map(|row| [&row.level1, &row.level2]);
    let said = levels.into_iter().flatten().map(shown);
    let project = pair.project.as_deref().into_iter();
    let said: Vec<&str> = project.chain(said).filter(|text| !text.is_empty()).collect();
    said.join(" › ")
}

fn row(speaker: &Speaker<'_>, at: u32, pair: &Pair, changes: &[&Change]) -> RowView {
    let sides = Sides(pair);
    let cited = |row: &Option<Indicator>| {
        row.as_ref().map_or_else(String::new, |row| speaker.cite(&row.at))
    };
    RowView {
        pair: at,
        class_code: pair.class.term().code,
        class_symbol: pair.class.term().sign,
        class_label: pair.class.term().name(speaker.language).to_owned(),
        similarity: pair.similarity,
        level1: sides.marked(|row| shown(&row.level1).to_owned()),
        level2: sides.marked(|row| shown(&row.level2).to_owned()),
        name: sides.noted(|row| (name(row), damage(speaker, row.name.status))),
        target: sides.noted(|row| quantity(speaker, row, &row.target)),
        actual: sides.noted(|row| quantity(speaker, row, &row.actual)),
        completion: sides.noted(|row| completion(speaker, &row.completion)),
        weight: sides.marked(|row| number(row.weight.as_ref())),
        points: sides.marked(|row| number(row.score.as_ref())),
        reason: sides.marked(|row| row.reason.as_deref().map_or("", shown).to_owned()),
        has_old: pair.old.is_some(),
        has_new: pair.new.is_some(),
        old_place: cited(&pair.old),
        new_place: cited(&pair.new),
        entry: None,
        changes: row_changes(speaker, changes),
        candidates: pair.candidates.iter().map(|c| candidate(speaker, c)).collect(),
        doubtful: !pair.candidates.is_empty()
            || matches!(
                pair.class,
                PairClass::Renamed | PairClass::Uncertain | PairClass::Ambiguous
            ),
    }
}

struct Sides<'p>(&'p Pair);

impl Sides<'_> {
    /// A cell of both sides. A row without a counterpart is different as a whole, so
    /// its characters are not marked.
    fn marked(&self, cell: impl Fn(&Indicator) -> String) -> Marked {
        self.noted(|row| (cell(row), None))
    }

    /// A cell with a note of ours, which differs as a whole or not at all. Beside a
    /// damaged text nothing is marked: what differs there is unknown.
    fn noted(&self, cell: impl Fn(&Indicator) -> (String, Option<Noted>)) -> Marked {
        let (old, new) = (self.0.old.as_ref().map(&cell), self.0.new.as_ref().map(&cell));
        let both = old.is_some() && new.is_some();
        let ((old, old_note), (new, new_note)) = (old.unwrap_or_default(), new.unwrap_or_default());
        let damaged = [&old_note, &new_note].iter().any(|n| matches!(n, Some(Noted::Damaged(_))));
        let mut marked = match both && !damaged {
            true => marks(&old, &new),
            false => unmarked(&old, &new),
        };
        let differ = both && !damaged && old_note != new_note;
        append(&mut marked.old, old_note.map(Noted::text), differ);
        append(&mut marked.new, new_note.map(Noted::text), differ);
        marked
    }
}

/// Something that is not printed but said of what is.
#[derive(Debug, PartialEq, Eq)]
enum Noted {
    Damaged(String),
    Read(String),
}

impl Noted {
    fn text(self) -> String {
        match self {
            Noted::Damaged(text) | Noted::Read(text) => text,
        }
    }
}

/// Puts a note behind the text of a side.
fn append(pieces: &mut Vec<Piece>, text: Option<String>, changed: bool) {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return;
    };
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(&format!(" {text}")),
        Some(last) => {
            last.text.push(' ');
            pieces.push(Piece { text, changed });
        }
        None => pieces.push(Piece { text, changed }),
    }
}

fn row_changes(speaker: &Speaker<'_>, changes: &[&Change]) -> Vec<RowChange> {
    let mut sorted: Vec<&Change> = changes.to_vec();
    sorted.sort_by_key(|change| std::cmp::Reverse(change.severity));
    let mut said: Vec<RowChange> = Vec::new();
    for change in sorted {
        let kind = change.change.kind();
        if said.iter().all(|known| known.code != kind.name) {
            said.push(RowChange {
                code: kind.name,
                symbol: wording::change_symbol(change.change),
                label: speaker.label(change),
                severity_code: change.severity.term().code,
            });
        }
    }
    said
}

fn candidate(speaker: &Speaker<'_>, candidate: &PairCandidate) -> CandidateView {
    CandidateView {
        name: candidate.name.clone(),
        similarity: candidate.similarity,
        place: speaker.cite(&candidate.at),
    }
}

/// The clean value; what stands there where it cannot be read.
fn shown(text: &Text) -> &str {
    text.value.as_deref().unwrap_or(&text.raw)
}

fn name(row: &Indicator) -> String {
    let unit = row.unit.as_ref();
    let unit = unit.map_or_else(String::new, |unit| format!(" ({unit})"));
    format!("{}{unit}", shown(&row.name))
}

/// As printed, with the unit that a damaged sign was read as.
fn quantity(
    speaker: &Speaker<'_>,
    row: &Indicator,
    quantity: &Quantity,
) -> (String, Option<Noted>) {
    let raw = crate::fold::clean(&quantity.raw);
    let read = match (quantity.status, &quantity.repair, &row.unit) {
        (Status::Repaired | Status::Corrected, Some(repair), _) => {
            Some(Noted::Read(format!("→ {}", repair.to)))
        }
        (Status::Repaired, None, Some(unit)) => Some(Noted::Read(format!("→ {unit}"))),
        (status, ..) => damage(speaker, status),
    };
    (raw, read)
}

fn damage(speaker: &Speaker<'_>, status: Status) -> Option<Noted> {
    let damaged = status == Status::Damaged;
    damaged.then(|| Noted::Damaged(format!("[{}]", speaker.t.damaged)))
}

fn completion(speaker: &Speaker<'_>, completion: &Completion) -> (String, Option<Noted>) {
    let rate = completion.rate.as_deref().and_then(|rate| rate.parse().ok());
    // A bound is never shown as a measured rate.
    let bound = match completion.kind {
        CompletionKind::LowerBound => "≥",
        CompletionKind::UpperBound => "≤",
        _ => "",
    };
    let rate = rate.map(|rate| format!("{bound}{}", wording::percent(rate, false)));
    let met = match completion.met {
        Some(true) => Some(format!("✓ {}", speaker.t.is_met)),
        Some(false) => Some(format!("✗ {}", speaker.t.is_unmet)),
        None => None,
    };
    (rate.unwrap_or_default(), met.map(Noted::Read))
}

fn number(number: Option<&Number>) -> String {
    number.map_or_else(String::new, |number| number.value.to_string())
}
