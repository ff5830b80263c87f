//! `narrative_number_differs.md` says what this finds and why.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::check;
use super::nouns::{SHORTEST, bare, characters, core, counted, covered, noun, particles_out};
use crate::checks::row::{Row, Standing};
use crate::checks::stated::{quoted, shown, span};
use crate::checks::tolerance::{about, half_unit};
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::model::{Quantity, Severity, Stated};
use crate::patterns::Unit;
use crate::patterns::narrative::WordKind;
use crate::words::{Words, words};

check!(
    "narrative_number_differs",
    ["NAR-01"],
    High,
    en: "Number in the text differs",
    zh: "正文数字与表不符"
);

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
        let Some(unit) = context.patterns.units.find(&stated.unit) else { continue };
        let (has_unit, has_measure) =
            (rows.units.contains(&unit.sign), rows.measures.contains(&unit.measure));
        if !has_measure {
            continue;
        }
        let noun = noun(stated, context);
        let named = rows.named(stated, &noun);
        let told = || rows.same_noun(stated, &named).or_else(|| rows.alike(stated, &noun));
        let judgement = has_unit
            .then(told)
            .flatten()
            .or_else(|| rows.scaled(stated, &named))
            .or_else(|| rows.slipped(stated, &noun));
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
    /// By the digits of their numbers in order of size: those of a number with a slip of the pen.
    by_digits: BTreeMap<Vec<u8>, Vec<&'r Row<'a>>>,
    /// Rows of which the verb is most of the name (办理案件数), by all of it.
    by_verb: BTreeMap<Vec<char>, Vec<&'r Row<'a>>>,
    /// The units of rows, in their usual signs.
    units: BTreeSet<Cow<'a, str>>,
    /// What they measure.
    measures: BTreeSet<Cow<'a, str>>,
}

impl<'r, 'a> Rows<'r, 'a> {
    fn new(context: &'r Context<'a>) -> Self {
        let mut by_noun: BTreeMap<Vec<char>, Vec<&Row<'_>>> = BTreeMap::new();
        let mut by_number: BTreeMap<Decimal, Vec<&Row<'_>>> = BTreeMap::new();
        let mut by_digits: BTreeMap<Vec<u8>, Vec<&Row<'_>>> = BTreeMap::new();
        let mut by_verb: BTreeMap<Vec<char>, Vec<&Row<'_>>> = BTreeMap::new();
        let (mut units, mut measures) = (BTreeSet::new(), BTreeSet::new());
        for row in context.rows {
            if let Some(name) = row.indicator.name.value.as_deref() {
                let key = fold::clean_key(bare(name, context));
                let noun = characters(&core(&key, context));
                let counted = counted(&key, context).map(|stem| characters(&stem));
                if let Some(stem) = counted.filter(|stem| *stem != noun)
                    && stem.len() >= SHORTEST
                {
                    by_noun.entry(stem).or_default().push(row);
                }
                if noun.len() >= SHORTEST {
                    by_noun.entry(noun).or_default().push(row);
                } else {
                    let whole = characters(&core(&fold::clean_key(name), context));
                    if whole.len() >= SHORTEST {
                        by_verb.entry(whole).or_default().push(row);
                    }
                }
            }
            if let Some(unit) = unit_of(row, context) {
                measures.insert(unit.measure);
                units.insert(unit.sign);
            }
            if let Some(number) = row.indicator.actual.number {
                by_number.entry(number).or_default().push(row);
                if let Some(digits) = digits(number) {
                    by_digits.entry(digits).or_default().push(row);
                }
            }
        }
        Self { context, by_noun, by_number, by_digits, by_verb, units, measures }
    }

    /// The rows that a noun names.
    fn named(&self, stated: &Stated, noun: &str) -> Vec<&'r Row<'a>> {
        let key = fold::clean_key(noun);
        if let Some(rows) = self.by_noun.get(&characters(&core(&key, self.context))) {
            return rows.clone();
        }
        self.only_of_level(&particles_out(key, self.context))
            .into_iter()
            .chain(self.with_verb(stated))
            .collect()
    }

    /// Rows that the words of a quantity name with the verb, once those of time are left out.
    fn with_verb(&self, stated: &Stated) -> Vec<&'r Row<'a>> {
        let mut rest = stated.before.trim_start_matches(|c: char| c.is_ascii_digit());
        while !self.by_verb.is_empty() {
            let key = fold::clean_key(&format!("{rest}{}", stated.after));
            if let Some(rows) = self.by_verb.get(&characters(&core(&key, self.context))) {
                return rows.clone();
            }
            let word = self.context.patterns.narrative.start(WordKind::Neutral, rest);
            match word.and_then(|word| rest.get(word.len()..)) {
                Some(after) => rest = after,
                None => break,
            }
        }
        Vec::new()
    }

    /// A quantity of which the noun is that of rows.
    fn same_noun(&self, stated: &Stated, named: &[&Row<'_>]) -> Option<Judgement> {
        let rows = named.iter().copied();
        let rows: Vec<&Row<'_>> = rows.filter(|row| self.same_unit(stated, row)).collect();
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
        rows.iter().find(known).map(|row| differs(stated, row, Words::default()))
    }

    /// The row of a level that has no other, where the label of that level (满意度) is what a
    /// sentence speaks of.
    fn only_of_level(&self, noun: &str) -> Option<&'r Row<'a>> {
        let levels = &self.context.patterns.levels;
        let told = || noun.len() >= SHORTEST && levels.is_bare(noun);
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
        let own = self.context.patterns.units.find(&stated.unit);
        matches!((unit, own), (Some(unit), Some(own)) if unit.sign == own.sign)
    }

    /// A quantity in another unit (亿元, 万元) than the row that it names, of which the figure is that of
    /// the row but for the place of the point.
    fn scaled(&self, stated: &Stated, named: &[&Row<'_>]) -> Option<Judgement> {
        if !is_plain(stated) {
            return None;
        }
        let own = span(stated, self.context.patterns)?;
        let (least, most) = (own.least?, own.most?);
        let of_row = |row: &&Row<'_>| {
            let unit = unit_of(row, self.context)?;
            let actual = row.indicator.actual.number.filter(|number| *number > Decimal::ZERO)?;
            let other = unit.sign != own.unit.sign && unit.measure == own.unit.measure;
            let known = other && is_exact(&row.indicator.actual);
            let half = half_unit(actual).checked_mul(unit.factor)?;
            let value = actual.checked_mul(unit.factor).filter(|_| known)?;
            let fits = |times: Decimal| {
                let (low, high) = (value.checked_sub(half)?, value.checked_add(half)?);
                let (low, high) = (low.checked_mul(times)?, high.checked_mul(times)?);
                Some(low <= most && least <= high)
            };
            let power = |exponent: i64| match exponent {
                0.. => Decimal::from(10_i64.pow(exponent.unsigned_abs() as u32)),
                _ => Decimal::new(1, exponent.unsigned_abs() as u32),
            };
            let off = |exponent: i64| fits(power(exponent)) == Some(true);
            match off(0) {
                true => None,
                false => EXPONENTS.into_iter().find(|exponent| off(*exponent)),
            }
        };
        let (row, exponent) = named.iter().find_map(|row| Some((*row, of_row(row)?)))?;
        let times = 10_u64.pow(exponent.unsigned_abs() as u32);
        Some(differs(
            stated,
            row,
            words!(
                en: ": {times} times apart",
                zh: "，相差 {times} 倍"
            ),
        ))
    }

    /// A quantity that has the digits of the row in another order (216, 261), where the words are alike.
    fn slipped(&self, stated: &Stated, noun: &str) -> Option<Judgement> {
        if !is_plain(stated) {
            return None;
        }
        let rows = self.by_digits.get(&digits(stated.number)?)?;
        let whole = |number: Decimal| number.trunc().to_string().len();
        let row = rows.iter().take(MOST_ALIKE).find(|row| {
            let indicator = row.indicator;
            let Some(actual) = indicator.actual.number else { return false };
            let fits = whole(actual) == whole(stated.number)
                && actual != stated.number
                && is_exact(&indicator.actual)
                && self.same_unit(stated, row)
                && !equal(stated, &indicator.target);
            let alike = || {
                let name = bare(indicator.name.value.as_deref()?, self.context);
                // 走访慰问 of 走访慰问户数; what is left of 慰问人数 says too little.
                let stem = core(&fold::clean_key(name), self.context);
                let by_stem = stem.chars().count() > SHORTEST && covered(&stem, noun) >= ALIKE;
                Some(by_stem || covered(name, noun) >= ALIKE)
            };
            fits && alike() == Some(true)
        })?;
        let said = words!(
            en: ": the same digits in another order",
            zh: "，数字相同而次序不同"
        );
        Some(differs(stated, row, said).severity(Severity::Medium))
    }
}

/// How often ten the figure of the text may be the one of the row by a slip in the unit.
const EXPONENTS: [i64; 10] = [1, -1, 2, -2, 3, -3, 4, -4, 8, -8];

/// Whether a quantity is this year's own figure, and neither a bound nor a round one.
fn is_plain(stated: &Stated) -> bool {
    stated.scope.is_none()
        && stated.comparator.is_none()
        && stated.upper.is_none()
        && !stated.approximate
}

fn is_exact(cell: &Quantity) -> bool {
    cell.comparator.is_none() && cell.upper.is_none() && !cell.approximate
}

/// The digits of a number in order of size, without zeros behind the point; `None` of a number that
/// has no others in another order, or too few.
fn digits(number: Decimal) -> Option<Vec<u8>> {
    /// Of fewer digits two numbers have the same by chance.
    const LEAST: usize = 3;
    if number.scale() == 0 && number.abs() < Decimal::ONE_HUNDRED {
        return None;
    }
    let mut digits = number.normalize().to_string().into_bytes();
    digits.retain(u8::is_ascii_digit);
    digits.sort_unstable();
    (digits.len() >= LEAST && digits.first() != digits.last()).then_some(digits)
}

/// Whether a quantity is one of a row, by similar words and its unit.
pub(in crate::checks) fn is_of(stated: &Stated, row: &Row<'_>, context: &Context<'_>) -> bool {
    let name = row.indicator.name.value.as_deref().map(|name| bare(name, context));
    let unit = context.patterns.units.find(&stated.unit).map(|unit| unit.sign);
    is_exact(&row.indicator.actual)
        && unit.is_some()
        && unit_of(row, context).map(|unit| unit.sign) == unit
        && name.is_some_and(|name| covered(name, &noun(stated, context)) >= ALIKE)
}

/// The unit of a row.
fn unit_of<'a>(row: &Row<'_>, context: &Context<'a>) -> Option<Unit<'a>> {
    let indicator = row.indicator;
    let printed = indicator.actual.unit.as_ref().or(indicator.unit.as_ref())?;
    context.patterns.units.find(printed)
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

fn differs(stated: &Stated, row: &Row<'_>, more: Words) -> Judgement {
    let Words { en: number, zh: number_zh } = row.number();
    let (said_of, name) = (quoted(stated), row.name());
    let actual = fold::clean(&row.indicator.actual.raw);
    let said = words!(
        en: "the text says \"{said_of}\", row {number} ({name}) says {actual}",
        zh: "正文称“{said_of}”，而第 {number_zh} 个指标（{name}）实现值为 {actual}"
    );
    Judgement::finding(said.and(more))
        .values(&actual, shown(stated))
        .at([stated.at, row.indicator.at])
        .rests_on(row.values_rest_on())
}
