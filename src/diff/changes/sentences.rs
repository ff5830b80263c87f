//! Numbers that sentences of the new report state of an indicator.

use rust_decimal::Decimal;

use crate::diff::found::{Both, Context};
use crate::diff::pairing;
use crate::fold::{self, clause};
use crate::location::At;
use crate::patterns::{Patterns, WordOf};
use crate::prose;

/// Characters that may stand between the name of an indicator and its number.
const BETWEEN: usize = 6;
/// Characters of the longest unit looked for behind a number.
const LONGEST_UNIT: usize = 4;
/// A name of fewer characters stands in too many sentences.
const SHORTEST: usize = 4;

/// A sentence of the new report, folded, with the place of its paragraph.
pub(super) struct Sentence<'a> {
    pub(super) text: String,
    pub(super) printed: &'a str,
    pub(super) at: At,
}

/// A number in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stated {
    /// In the base unit of what it measures.
    pub(super) base: Decimal,
    /// As printed, with its unit.
    pub(super) printed: String,
    /// Where it ends, in bytes of the sentence.
    pub(super) to: usize,
}

/// The sentences of the new report.
pub(super) fn of<'a>(context: &Context<'a>) -> Vec<Sentence<'a>> {
    let blocks = context.text.iter().filter_map(|pair| pair.new.as_ref());
    let sentences = blocks.flat_map(|block| {
        let parts = block.text.split(|c| clause::ends_statement(fold::fold_char(c)));
        parts.filter(|part| !part.is_empty()).map(|part| Sentence {
            text: fold::sentence_key(part),
            printed: part,
            at: block.at,
        })
    });
    sentences.collect()
}

/// The name by which sentences speak of an indicator: without the words that most
/// names end in.
pub(super) fn spoken_name(both: &Both<'_>, patterns: &Patterns) -> Option<String> {
    let stem = |row| {
        let key = pairing::masked(&pairing::name(row), patterns);
        patterns.pairing.stem(&key)
    };
    let (old, new) = (stem(both.old), stem(both.new));
    if old != new {
        return None;
    }
    // 慰问职工人次 is spoken of as 慰问职工988人次.
    let unit = both.new.unit.as_deref().map(fold::key);
    let named = unit.as_deref().and_then(|unit| new.strip_suffix(unit)).map(str::to_owned);
    let long = |name: &String| name.chars().count() >= SHORTEST;
    named.filter(long).or(Some(new)).filter(long)
}

/// The number, in `measure`, that stands behind the name in a part of a sentence.
pub(super) fn number_after(
    part: &str,
    name: &str,
    measure: &str,
    patterns: &Patterns,
) -> Option<Stated> {
    let from = part.find(name)? + name.len();
    let rest = part.get(from..)?;
    let mut chars = rest.char_indices().take(BETWEEN + 1);
    let (skip, _) = chars.find(|&(_, c)| c.is_ascii_digit())?;
    let between = rest.get(..skip)?;
    let changes = &patterns.changes;
    let plain = between.is_empty() || changes.is(WordOf::Between, between);
    // A running total, or what was planned, is another figure.
    if !plain || changes.word(WordOf::OtherFigure, part).is_some() {
        return None;
    }
    let (number, length) = prose::number(rest.get(skip..)?)?;
    let after = rest.get(skip + length..)?;
    let ends = after.char_indices().map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.take(LONGEST_UNIT).collect();
    let units = ends.into_iter().rev();
    let unit = units.filter_map(|end| Some((end, patterns.units.find(after.get(..end)?)?))).next();
    let (end, unit) = unit?;
    (unit.measure == measure).then_some(())?;
    let to = from + skip + length + end;
    Some(Stated {
        base: number.checked_mul(unit.factor)?,
        printed: part.get(from + skip..to)?.to_owned(),
        to,
    })
}
