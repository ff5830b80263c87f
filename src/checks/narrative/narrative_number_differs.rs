//! `narrative_number_differs.md` says what this finds and why.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::{Row, Standing};
use crate::checks::stated::{quoted, shown, span};
use crate::checks::tolerance::about;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::model::{Quantity, Stated};
use crate::patterns::narrative::WordKind;
use crate::words::{Words, words};

check!(
    "narrative_number_differs",
    ["NAR-01"],
    High,
    en: "Number in the text differs",
    zh: "正文数字与表不符"
);

/// Fewer characters than these do not tell one thing from another.
const SHORTEST: usize = 3;
/// How many of the characters of a name stand in a noun that agrees in its number, in
/// hundredths: 引进项目投资额 and 招引产业项目投资额 share six of seven.
const ALIKE: usize = 75;
/// So many rows with one number are looked at; a number that stands more often says
/// little of any one row.
const MOST_ALIKE: usize = 64;

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let rows = Rows::new(context);
    let mut out = Vec::new();
    for stated in &context.report.narrative.quantities {
        if !rows.has_unit(stated) {
            continue;
        }
        let noun = noun(stated, context);
        let judgement = rows.same_noun(stated, &noun).or_else(|| rows.alike(stated, &noun));
        if let Some(judgement) = judgement {
            out.push(judgement);
        }
    }
    out
}

/// The rows of a report by their nouns and by their numbers.
struct Rows<'r, 'a> {
    context: &'r Context<'a>,
    by_noun: BTreeMap<Vec<char>, Vec<&'r Row<'a>>>,
    by_number: BTreeMap<Decimal, Vec<&'r Row<'a>>>,
    /// The units of rows, in their usual signs.
    units: BTreeSet<Cow<'a, str>>,
}

impl<'r, 'a> Rows<'r, 'a> {
    fn new(context: &'r Context<'a>) -> Self {
        let mut by_noun: BTreeMap<Vec<char>, Vec<&Row<'_>>> = BTreeMap::new();
        let mut by_number: BTreeMap<Decimal, Vec<&Row<'_>>> = BTreeMap::new();
        let mut units = BTreeSet::new();
        for row in context.rows {
            if let Some(name) = row.indicator.name.value.as_deref() {
                let key = fold::clean_key(bare(name, context));
                let noun = characters(&core(&key, context));
                if noun.len() >= SHORTEST {
                    by_noun.entry(noun).or_default().push(row);
                }
            }
            units.extend(unit_of(row, context));
            if let Some(number) = row.indicator.actual.number {
                by_number.entry(number).or_default().push(row);
            }
        }
        Self { context, by_noun, by_number, units }
    }

    /// Whether a row has the unit of a quantity.
    fn has_unit(&self, stated: &Stated) -> bool {
        let unit = self.context.patterns.units.find(&stated.unit);
        unit.is_some_and(|unit| self.units.contains(&unit.sign))
    }

    /// A quantity whose noun is that of a row.
    fn same_noun(&self, stated: &Stated, noun: &str) -> Option<Judgement> {
        let key = fold::clean_key(noun);
        let rows = match self.by_noun.get(&characters(&core(&key, self.context))) {
            Some(rows) => rows.clone(),
            None => self.only_of_level(&particles_out(key, self.context)).into_iter().collect(),
        };
        let rows: Vec<&Row<'_>> =
            rows.into_iter().filter(|row| self.same_unit(stated, row)).collect();
        let first = rows.first()?;
        let exact = |cell: &Quantity| cell.number == Some(stated.number) && equal(stated, cell);
        if let Some(row) = rows.iter().find(|row| exact(&row.indicator.actual)) {
            return Some(agrees(stated, row));
        }
        // 5 may be the target, or 5.2 in round numbers.
        if rows.iter().any(|row| equal(stated, &row.indicator.target)) {
            return None;
        }
        if let Some(row) = rows.iter().find(|row| equal(stated, &row.indicator.actual)) {
            return Some(agrees(stated, row));
        }
        if stated.scope.is_some() || stated.comparator.is_some() || stated.approximate {
            return None;
        }
        if rows.iter().any(|row| row.standing == Standing::Damaged) {
            return Some(damaged(stated, first));
        }
        let known = |row: &&&Row<'_>| {
            let actual = &row.indicator.actual;
            actual.number.is_some() && actual.comparator.is_none() && !actual.approximate
        };
        rows.iter().find(known).map(|row| differs(stated, row))
    }

    /// The row of a level that has no other, where the label of that level (满意度) is what a
    /// sentence speaks of.
    fn only_of_level(&self, noun: &str) -> Option<&'r Row<'a>> {
        let levels = &self.context.patterns.levels;
        let told = || noun.chars().count() >= SHORTEST && levels.is_bare(noun);
        let id = levels.exact_text(1, noun).filter(|_| told())?;
        let mut rows = self.context.rows.iter().filter(|row| row.levels[0] == Some(id));
        let row = rows.next().filter(|_| rows.next().is_none())?;
        // A row whose level is not told may be another one.
        self.context.rows.iter().all(|row| row.levels[0].is_some()).then_some(row)
    }

    /// A quantity that equals the actual value of a row with a similar name, or of one
    /// whose unreadable name it was found to support.
    fn alike(&self, stated: &Stated, noun: &str) -> Option<Judgement> {
        let rows = self.by_number.get(&stated.number)?;
        let row = rows.iter().take(MOST_ALIKE).find(|row| {
            let alike = match row.indicator.name.value.as_deref() {
                Some(name) => covered(bare(name, self.context), noun) >= ALIKE,
                None => supported(row, stated),
            };
            alike && self.same_unit(stated, row) && equal(stated, &row.indicator.actual)
        })?;
        Some(agrees(stated, row))
    }

    fn same_unit(&self, stated: &Stated, row: &Row<'_>) -> bool {
        let unit = unit_of(row, self.context);
        let own = span(stated, self.context.patterns);
        matches!((unit, own), (Some(unit), Some(own)) if unit == own.unit.sign)
    }
}

/// The unit of a row, in its usual sign.
fn unit_of<'a>(row: &Row<'_>, context: &Context<'a>) -> Option<Cow<'a, str>> {
    let indicator = row.indicator;
    let printed = indicator.actual.unit.as_ref().or(indicator.unit.as_ref())?;
    Some(context.patterns.units.find(printed)?.sign)
}

/// Whether the words of an unreadable name were found in the sentence of a quantity.
fn supported(row: &Row<'_>, stated: &Stated) -> bool {
    let candidates = row.indicator.name.candidates.iter();
    let mut evidence = candidates.flat_map(|candidate| &candidate.evidence);
    evidence.any(|evidence| evidence.at == stated.at)
}

/// Whether a quantity is what a cell holds.
fn equal(stated: &Stated, cell: &Quantity) -> bool {
    let same = |number: Decimal| about(stated.number, number);
    cell.number.is_some_and(same)
        && stated.upper == cell.upper
        && (stated.comparator == cell.comparator || stated.comparator.is_none())
}

fn agrees(stated: &Stated, row: &Row<'_>) -> Judgement {
    let Words { en: number, zh: number_zh } = row.number();
    let (said_of, name) = (quoted(stated), row.name());
    let said = words!(
        en: "\"{said_of}\" is the actual value of row {number} ({name})",
        zh: "“{said_of}”与第 {number_zh} 个指标（{name}）的实现值相符"
    );
    let name = row.text_rests_on("name", &row.indicator.name);
    Judgement::pass(said)
        .at([stated.at, row.indicator.at])
        .rests_on(row.values_rest_on().chain(name))
}

fn damaged(stated: &Stated, row: &Row<'_>) -> Judgement {
    let Words { en: number, zh: number_zh } = row.number();
    let said_of = quoted(stated);
    let said = words!(
        en: "\"{said_of}\" cannot be compared with row {number}, which cannot be read",
        zh: "第 {number_zh} 个指标的数值残损，不能与“{said_of}”核对"
    );
    Judgement::not_evaluable(said).at([stated.at, row.indicator.at]).rests_on(row.values_rest_on())
}

fn differs(stated: &Stated, row: &Row<'_>) -> Judgement {
    let Words { en: number, zh: number_zh } = row.number();
    let (said_of, name) = (quoted(stated), row.name());
    let actual = fold::clean(&row.indicator.actual.raw);
    let said = words!(
        en: "the text says \"{said_of}\", row {number} ({name}) says {actual}",
        zh: "正文称“{said_of}”，而第 {number_zh} 个指标（{name}）实现值为 {actual}"
    );
    Judgement::finding(said)
        .values(&actual, shown(stated))
        .at([stated.at, row.indicator.at])
        .rests_on(row.values_rest_on())
}

/// What a quantity counts: the words before it, and those after its unit.
fn noun(stated: &Stated, context: &Context<'_>) -> String {
    format!("{}{}", bare(&stated.before, context), stated.after)
}

/// Words without those of time and the verbs at their start.
fn bare<'w>(words: &'w str, context: &Context<'_>) -> &'w str {
    let narrative = &context.patterns.narrative;
    let mut rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    while let Some(word) = narrative.start(WordKind::Neutral, rest) {
        rest = rest.get(word.len()..).unwrap_or_default();
    }
    rest
}

/// The key of a noun without particles and the tail that only says that it is counted.
fn core(key: &str, context: &Context<'_>) -> String {
    particles_out(context.patterns.names.without_tail(key).to_owned(), context)
}

fn particles_out(mut words: String, context: &Context<'_>) -> String {
    let particles: Vec<_> = context.patterns.narrative.find(WordKind::Particle, &words).collect();
    for at in particles.into_iter().rev() {
        words.replace_range(at, "");
    }
    words
}

/// The characters of a noun in an order that does not depend on how it was put.
fn characters(noun: &str) -> Vec<char> {
    let mut characters = Vec::with_capacity(noun.len() / 3);
    characters.extend(noun.chars().filter(|c| fold::is_cjk(*c)));
    characters.sort_unstable();
    characters
}

/// How many of the characters of a name stand in a noun, in hundredths.
fn covered(name: &str, noun: &str) -> usize {
    let (name, noun) = (characters(name), characters(noun));
    let mut left = noun.into_iter().peekable();
    let in_noun = |c: &&char| {
        while left.next_if(|other| other < *c).is_some() {}
        left.next_if_eq(*c).is_some()
    };
    let all = name.len();
    if all < SHORTEST {
        return 0;
    }
    let same = name.iter().filter(in_noun).count();
    same * 100 / all
}
