//! What is made of each value: restored, offered, left, kept.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::Known;
use super::left::{self, Fit};
use super::model::{Entry, Outcome, Reading};
use super::moved;
use super::readings::{ByPlace, Matched};
use super::said;
use super::same::{Relation, relation};
use super::trust::is_number;
use crate::emend::{Emender, Grammar, Part, Typed, Value, parse};
use crate::model::{Candidate, Report, Status, WitnessKind};
use crate::patterns::Patterns;
use crate::words::Words;

/// A reading of a witness at a place of the base.
pub(super) struct Said<'k, 'r> {
    pub(super) witness: usize,
    pub(super) kind: WitnessKind,
    pub(super) value: &'k Value<'r>,
    sound: bool,
}

impl Said<'_, '_> {
    pub(super) fn read(&self) -> &str {
        self.value.read.as_deref().unwrap_or_default()
    }
}

/// What was decided of a place.
struct Choice {
    outcome: Outcome,
    why: Words,
    /// The witnesses whose reading was taken, and it.
    taken: Option<(Vec<usize>, String)>,
    /// Readings that are offered, each with the witnesses that have it.
    offered: Vec<Vec<usize>>,
}

impl Choice {
    fn new(outcome: Outcome, why: Words) -> Self {
        Self { outcome, why, taken: None, offered: Vec::new() }
    }
}

/// The apparatus of all values; what can be restored is given to the report.
pub(super) fn choose(
    values: &ByPlace<'_>,
    known: &[Known<'_>],
    matched: &[Matched<'_, '_>],
    emender: &mut Emender<'_>,
    patterns: &Patterns,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    if known.iter().all(|witness| witness.found.kind.is_none()) {
        return entries;
    }
    let filled = Filled::of(values);
    for mine in &values.values {
        let said: Vec<Said<'_, '_>> = matched
            .iter()
            .enumerate()
            .filter_map(|(witness, matched)| {
                let (kind, value) = (matched.kind()?, matched.get(&mine.place)?);
                Some(Said { witness, kind, value, sound: matched.values.is_sound(value) })
            })
            .collect();
        let open = mine.status == Status::Damaged || filled.is_lost(mine);
        let choice = match open {
            true => restore(mine, &said, known, emender.report()),
            false => keep(mine, &said, known),
        };
        let Some(choice) = choice else { continue };
        entries.push(take(mine, &said, choice, known, emender, patterns));
    }
    entries
}

/// Which fields of the tables are filled in most rows: an empty cell there may be a lost one.
struct Filled<'v> {
    counts: std::collections::BTreeMap<(Option<u32>, &'v str), (u32, u32)>,
}

impl<'v> Filled<'v> {
    fn of(values: &'v ByPlace<'_>) -> Self {
        let mut counts = std::collections::BTreeMap::new();
        for value in values.values.iter().filter(|value| value.place.part == Part::Indicators) {
            let key = (value.place.table, value.place.field.as_str());
            let (filled, all) = counts.entry(key).or_insert((0, 0));
            *filled += u32::from(value.read.is_some());
            *all += 1;
        }
        Self { counts }
    }

    fn is_lost(&self, value: &Value<'_>) -> bool {
        const ASKED: [&str; 5] = ["name", "target", "actual", "weight", "score"];
        let field = value.place.field.as_str();
        let count = self.counts.get(&(value.place.table, field));
        value.is_blank()
            && value.printed.trim().is_empty()
            && value.place.part == Part::Indicators
            && ASKED.contains(&field)
            && count.is_some_and(|(filled, all)| filled * 2 > *all)
    }
}

/// A value that the base does not read.
fn restore(
    mine: &Value<'_>,
    said: &[Said<'_, '_>],
    known: &[Known<'_>],
    base: &Report,
) -> Option<Choice> {
    let sound: Vec<&Said<'_, '_>> = said.iter().filter(|one| one.sound).collect();
    let of_year = |one: &&&Said<'_, '_>| one.kind != WitnessKind::OtherYear;
    let mut counted: Vec<&Said<'_, '_>> = sound.iter().filter(of_year).copied().collect();
    let other_year = counted.is_empty();
    if other_year {
        counted = sound;
    }
    if counted.is_empty() {
        // A cell that is empty everywhere is no damage.
        let damaged = mine.status == Status::Damaged;
        return damaged
            .then(|| Choice::new(Outcome::Left, said::nobody_reads_it(!said.is_empty())));
    }
    by_reading(&mut counted, known);
    let groups = groups(&counted, mine.grammar);
    let fits = |group: &Vec<usize>| {
        let of = counted.iter().filter(|one| group.contains(&one.witness));
        of.map(|one| fit(mine, one, known, base)).min().unwrap_or(Fit::Not)
    };
    if let [group] = &groups[..] {
        let fit = fits(group);
        let one = counted.iter().find(|one| group.contains(&one.witness))?;
        if fit == Fit::Not {
            return Some(Choice::new(Outcome::Left, said::does_not_fit(one.read())));
        }
        let alone = counted.len() == 1;
        let may = match (other_year, alone) {
            (true, _) => of_other_year(mine, fit, one, known),
            (false, false) => true,
            (false, true) => alone_enough(mine, fit, one, known),
        };
        if may {
            let why = said::restored(&counted, known, fit);
            let taken = Some((group.clone(), one.read().to_owned()));
            return Some(Choice { taken, ..Choice::new(Outcome::Restored, why) });
        }
        let offered = vec![group.clone()];
        let why = match rests_on_one(fit, one, known) {
            true => said::rests_on_one(one, known),
            false => said::worn(one, known),
        };
        return Some(Choice { offered, ..Choice::new(Outcome::Offered, why) });
    }
    let why = said::contradict(&groups, &counted);
    let offered = groups.into_iter().filter(|group| fits(group) != Fit::Not).collect();
    Some(Choice { offered, ..Choice::new(Outcome::Offered, why) })
}

/// How a reading fits what is left, and the unit of the row.
fn fit(mine: &Value<'_>, one: &Said<'_, '_>, known: &[Known<'_>], base: &Report) -> Fit {
    let unit = |report: &Report, value: &Value<'_>| -> Option<String> {
        let place = &value.place;
        let mut rows = report.indicators.iter();
        rows.find(|row| (place.table, place.ordinal) == (Some(row.table), Some(row.row)))?
            .unit
            .clone()
    };
    if mine.place.part == Part::Indicators
        && let Some(witness) = known.get(one.witness)
        && let (Some(a), Some(b)) = (unit(base, mine), unit(witness.report, one.value))
        && a != b
    {
        return Fit::Not;
    }
    if mine.place.part == Part::Indicators
        && one.kind == WitnessKind::Copy
        && moved::is_moved(mine.reason_code)
        && let (Some(own), Some(witness)) = (moved::row(base, mine), known.get(one.witness))
        && let Some(other) = moved::row(witness.report, one.value)
        && moved::is_rest_of(own, other)
    {
        // What stands in the cell is another's; the whole row tells.
        return Fit::Whole;
    }
    left::fit(mine.printed, one.value.printed, one.read(), mine.grammar)
}

/// Whether one witness of the year is enough.
fn alone_enough(mine: &Value<'_>, fit: Fit, one: &Said<'_, '_>, known: &[Known<'_>]) -> bool {
    let Some(witness) = known.get(one.witness) else {
        return false;
    };
    // A label of the vocabulary, printed whole in this very row, in which all that is left
    // stands. One that a row has from those above says nothing where a row between was lost.
    let printed = !matches!(one.value.status, Status::Inherited | Status::Repaired);
    let of_level = matches!(mine.grammar, Grammar::Level1 | Grammar::Level2);
    let label = of_level && fit >= Fit::Whole && printed;
    let sound = match is_number(one.read(), one.value) {
        true => witness.trust.sound_in_numbers(),
        false => witness.trust.sound_in_words(),
    };
    // Words of which the base has every place, and a copy that contradicts it in no other.
    let placed =
        fit == Fit::Exact && !is_number(one.read(), one.value) && witness.trust.words.differ == 0;
    let inherited = of_level && !printed;
    !inherited && !rests_on_one(fit, one, known) && (label || sound || placed)
}

/// Whether digits would rest on one witness alone: nothing is left of them in the base, and a
/// recogniser may have lost one in the witness, which nothing would tell.
fn rests_on_one(fit: Fit, one: &Said<'_, '_>, known: &[Known<'_>]) -> bool {
    let written = known.get(one.witness).is_some_and(|witness| witness.trust.written);
    fit == Fit::Nothing && is_number(one.read(), one.value) && !written
}

/// Whether another year's report is enough: for words of which enough is left.
fn of_other_year(mine: &Value<'_>, fit: Fit, one: &Said<'_, '_>, known: &[Known<'_>]) -> bool {
    const FEWEST_LEFT: usize = 3;
    let label = matches!(mine.grammar, Grammar::Level1 | Grammar::Level2);
    let enough = left::count(mine.printed) >= if label { 1 } else { FEWEST_LEFT };
    let sound = known.get(one.witness).is_some_and(|witness| witness.trust.sound_in_words());
    fit >= Fit::Whole && enough && sound
}

/// Brings readings into an order that does not depend on that of the witnesses: the fullest
/// first.
fn by_reading(readings: &mut [&Said<'_, '_>], known: &[Known<'_>]) {
    readings.sort_by_key(|one| {
        let source = known.get(one.witness).map(|witness| &witness.report.source.sha256);
        (Reverse(one.read().len()), one.read().to_owned(), one.value.printed, source)
    });
}

/// Whether two readings say the same. Of two quantities one may leave out the unit or the
/// sign that the other prints.
fn is_same(a: &str, b: &str, grammar: Grammar) -> bool {
    let quantity = matches!(grammar, Grammar::Quantity | Grammar::Amount);
    match relation(a, b, grammar) {
        Relation::Same => true,
        Relation::Near => quantity && a.contains(|c: char| c.is_ascii_digit()),
        Relation::BaseLost | Relation::Other => false,
    }
}

/// Witnesses that read the same, by their numbers.
fn groups(counted: &[&Said<'_, '_>], grammar: Grammar) -> Vec<Vec<usize>> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for one in counted {
        let same = |(read, _): &&mut (String, Vec<usize>)| is_same(read, one.read(), grammar);
        match groups.iter_mut().find(same) {
            Some((_, group)) => group.push(one.witness),
            None => groups.push((one.read().to_owned(), vec![one.witness])),
        }
    }
    groups.sort();
    groups.into_iter().map(|(_, group)| group).collect()
}

/// A value that the base reads: something to tell only if a witness reads it otherwise.
fn keep(mine: &Value<'_>, said: &[Said<'_, '_>], known: &[Known<'_>]) -> Option<Choice> {
    let read = mine.read.as_deref().unwrap_or_default();
    let of_year = said.iter().filter(|one| one.sound && one.kind != WitnessKind::OtherYear);
    let (same, mut others): (Vec<&Said<'_, '_>>, Vec<&Said<'_, '_>>) =
        of_year.partition(|one| relation(read, one.read(), mine.grammar) == Relation::Same);
    if others.is_empty() {
        return None;
    }
    by_reading(&mut others, known);
    let groups = groups(&others, mine.grammar);
    let agree = matches!(&groups[..], [group] if group.len() > 1) && same.is_empty();
    // What a person decided stands.
    if agree && !mine.status.is_decided() && mine.read.is_some() {
        let why = said::agree_otherwise(&others);
        return Some(Choice { offered: groups, ..Choice::new(Outcome::Doubted, why) });
    }
    Some(Choice::new(Outcome::Kept, said::kept(mine, &same, &others)))
}

/// Gives the report what was chosen, and the apparatus its entry.
fn take(
    mine: &Value<'_>,
    said: &[Said<'_, '_>],
    mut choice: Choice,
    known: &[Known<'_>],
    emender: &mut Emender<'_>,
    patterns: &Patterns,
) -> Entry {
    let evidence = |group: &[usize]| {
        let of = said.iter().filter(|one| group.contains(&one.witness));
        let mut evidence: Vec<_> = of.filter_map(|one| said::evidence(one, known)).collect();
        let key = |one: &crate::model::Evidence| {
            one.source.as_ref().map(|source| (source.name.clone(), source.sha256.clone()))
        };
        evidence.sort_by_key(key);
        evidence
    };
    let mut chosen = mine.read.as_deref().map(str::to_owned);
    if let Some((group, read)) = choice.taken.take() {
        let mut readings: Vec<&Said<'_, '_>> =
            said.iter().filter(|one| group.contains(&one.witness)).collect();
        by_reading(&mut readings, known);
        let typed = readings
            .first()
            .and_then(|one| typed_value(mine, one, known, emender.report(), patterns));
        let set = typed.is_some_and(|typed| {
            emender.set(&mine.place, &typed, Status::Repaired, evidence(&group))
        });
        match set {
            true => chosen = Some(read),
            false => choice.outcome = Outcome::Left,
        }
    }
    let share = Decimal::ONE / Decimal::from(choice.offered.len().max(2));
    for group in &choice.offered {
        let mut readings: Vec<&Said<'_, '_>> =
            said.iter().filter(|one| group.contains(&one.witness)).collect();
        by_reading(&mut readings, known);
        let Some(one) = readings.first() else { continue };
        emender.offer(
            &mine.place,
            Candidate {
                value: one.read().to_owned(),
                confidence: share.round_dp(2),
                evidence: evidence(group),
            },
        );
    }
    Entry {
        place: mine.place.clone(),
        indicator: said::indicator(emender.report(), &mine.place),
        printed: mine.printed.to_owned(),
        read: mine.read.as_deref().map(str::to_owned),
        status: mine.status,
        at: mine.at,
        readings: said
            .iter()
            .map(|one| Reading {
                witness: one.witness as u32,
                printed: one.value.printed.to_owned(),
                read: one.value.read.as_deref().map(str::to_owned),
                status: one.value.status,
                at: one.value.at,
            })
            .collect(),
        outcome: choice.outcome,
        chosen,
        why: choice.why.en,
        why_zh: choice.why.zh,
    }
}

/// The value of a witness as the base takes it.
fn typed_value(
    mine: &Value<'_>,
    one: &Said<'_, '_>,
    known: &[Known<'_>],
    base: &Report,
    patterns: &Patterns,
) -> Option<Typed> {
    let row = |report: &Report, value: &Value<'_>| {
        let place = &value.place;
        let mut rows = report.indicators.iter();
        rows.find(|row| (place.table, place.ordinal) == (Some(row.table), Some(row.row))).cloned()
    };
    let witness = known.get(one.witness)?;
    match mine.grammar {
        Grammar::Quantity => {
            let row = row(witness.report, one.value)?;
            let quantity = if mine.place.field == "target" { row.target } else { row.actual };
            Some(Typed::Quantity(Box::new(quantity)))
        }
        // The unit that the name prints in brackets goes with it, where the row has none.
        Grammar::Name => {
            let own = row(witness.report, one.value)?.unit;
            let missing = row(base, mine)?.unit.is_none();
            let (_, printed) = crate::value::unit::in_name(one.value.printed, patterns);
            let unit = own.filter(|unit| missing && printed.as_ref() == Some(unit));
            Some(Typed::Text(one.read().to_owned(), unit))
        }
        Grammar::Text | Grammar::Level1 | Grammar::Level2 => {
            Some(Typed::Text(one.read().to_owned(), None))
        }
        other => parse(one.read(), other, patterns).ok(),
    }
}
