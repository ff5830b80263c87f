//! Whether a witness may restore values when no other says the same: only one that is sound
//! itself. A copy in which cells are damaged, or that contradicts what the base prints
//! soundly, may be wrong in the very place that is asked for, and nothing would tell.

use super::Known;
use super::readings::{ByPlace, Matched};
use super::same::{Relation, relation};
use super::text;
use crate::emend::Value;
use crate::model::{Format, Report, Status, WitnessKind};
use crate::patterns::Patterns;

/// Readings of two documents side by side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) agree: u32,
    pub(super) differ: u32,
}

/// What was found when a witness was held against the base.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Trust {
    pub(super) numbers: Tally,
    pub(super) words: Tally,
    /// Values of its own that it cannot read, or that had to be repaired; cells and rows of the
    /// base that it lacks.
    pub(super) damaged: u32,
    /// It was written and never a picture: no recogniser lost a character of it unseen.
    pub(super) written: bool,
}

/// So many readings must be the same before it can be told that a witness is sound.
const FEWEST: u32 = 3;

impl Trust {
    pub(super) fn sound_in_numbers(&self) -> bool {
        self.damaged == 0 && self.numbers.differ == 0 && self.numbers.agree >= FEWEST
    }

    pub(super) fn sound_in_words(&self) -> bool {
        self.damaged == 0 && self.words.differ == 0 && self.words.agree >= FEWEST
    }
}

/// Whether a reading is one of digits.
pub(super) fn is_number(read: &str, value: &Value<'_>) -> bool {
    use crate::emend::Grammar;
    let digits = read.contains(|c: char| c.is_ascii_digit());
    match value.grammar {
        Grammar::Number | Grammar::Amount | Grammar::Date | Grammar::Year => true,
        Grammar::Quantity => digits,
        // A telephone number.
        Grammar::Text => read.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '(' | ')')),
        Grammar::Level1 | Grammar::Level2 | Grammar::Name => false,
    }
}

pub(super) fn of(
    base: &Report,
    witness: &Known<'_>,
    values: &ByPlace<'_>,
    matched: &Matched<'_, '_>,
    patterns: &Patterns,
) -> Trust {
    let mut trust = Trust { written: is_set(witness.report), ..Trust::default() };
    let Some(kind) = witness.found.kind else {
        return trust;
    };
    let misread = is_recognised(base) && is_set(witness.report);
    for mine in values.values.iter().filter(|value| values.is_sound(value)) {
        let theirs = matched.get(&mine.place);
        // A cell that the base fills and the witness shows empty was lost there.
        trust.damaged += u32::from(theirs.is_some_and(Value::is_blank));
        let theirs = theirs.filter(|theirs| matched.values.is_sound(theirs));
        let (Some(read), Some(theirs)) = (&mine.read, theirs) else { continue };
        let Some(other) = &theirs.read else { continue };
        let number = is_number(read, mine) || is_number(other, theirs);
        let tally = if number { &mut trust.numbers } else { &mut trust.words };
        match relation(read, other, mine.grammar) {
            Relation::Same => tally.agree += 1,
            Relation::Near if number => tally.agree += 1,
            // Characters get lost and are not won.
            Relation::BaseLost if !number => {}
            // A recogniser misread what a document that was never a picture says.
            Relation::Near if misread => {}
            Relation::Near | Relation::BaseLost | Relation::Other => tally.differ += 1,
        }
    }
    let worn = |value: &&Value<'_>| {
        let worn = matches!(value.status, Status::Damaged | Status::Repaired);
        worn && matched_kind_has(kind, value)
    };
    trust.damaged += matched.values.values.iter().filter(worn).count() as u32;
    if kind == WitnessKind::Copy {
        let lacking = |(index, row): &(usize, &crate::model::Indicator)| {
            row.name.value.is_some() && witness.rows.of(*index).is_none()
        };
        trust.damaged += base.indicators.iter().enumerate().filter(lacking).count() as u32;
        let prose = text::held_against(base, witness.report, patterns);
        trust.words.differ += prose.lost;
        trust.numbers.differ += prose.other_digits;
    }
    trust
}

/// Whether damage of a value bears on what this kind of witness is asked for.
fn matched_kind_has(kind: WitnessKind, value: &Value<'_>) -> bool {
    let field = value.place.field.as_str();
    match kind {
        WitnessKind::Copy | WitnessKind::SecondReader => true,
        WitnessKind::Declaration => !matches!(field, "actual" | "score" | "reason"),
        WitnessKind::OtherYear => matches!(field, "level1" | "level2" | "name"),
    }
}

/// Whether a document may have been recognised from a picture.
fn is_recognised(report: &Report) -> bool {
    !is_set(report)
}

/// Whether a document was never a picture: it was written, not recognised.
fn is_set(report: &Report) -> bool {
    let written = matches!(
        report.source.format,
        Format::Docx
            | Format::Doc
            | Format::Xlsx
            | Format::Xls
            | Format::Html
            | Format::Ofd
            | Format::Pdf
    );
    const RECOGNISED: [&str; 2] = ["ocr_text_layer", "low_confidence"];
    written
        && report.source.recognised_by.is_none()
        && !RECOGNISED.iter().any(|code| report.has_note(code))
}
