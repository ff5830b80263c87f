//! What of a row counts when it is looked for in the other report.

use crate::diff::measured::{self, Measured};
use crate::fold::{self, Bigrams};
use crate::model::{Direction, Indicator, Status};
use crate::patterns::Patterns;

/// A row with what is compared of it, made once.
#[derive(Debug)]
pub(super) struct Features<'r> {
    pub(super) row: &'r Indicator,
    /// Its place in the report, from 0.
    pub(super) place: usize,
    /// The folded name with its years masked; of a damaged one, what is left of it.
    pub(super) key: String,
    pub(super) bigrams: Bigrams,
    pub(super) damaged: bool,
    /// Signs stand in the name for characters that nobody could read, or little is left of it.
    torn: bool,
    /// The tables of one project that it stands in; 0 where that is not known.
    pub(super) bound: u32,
    pub(super) level2: Option<&'r str>,
    pub(super) dimension: Option<String>,
    pub(super) direction: Option<Direction>,
    pub(super) target: Option<Measured>,
    /// Everything printed in the row: rows of one content are one and the same.
    pub(super) content: String,
}

impl<'r> Features<'r> {
    pub(super) fn of(place: usize, row: &'r Indicator, bound: u32, patterns: &Patterns) -> Self {
        let damaged = row.name.status == Status::Damaged;
        let key = unquoted(&masked(&name(row), patterns));
        let printed = key.chars().count();
        let unit = measured::unit(&row.target, row, patterns)
            .or_else(|| measured::unit(&row.actual, row, patterns));
        let key = if damaged { readable(&key, patterns) } else { key };
        let left = key.chars().count();
        Features {
            row,
            place,
            bound,
            torn: damaged && (left < printed || left < LEAST_PRINTED),
            bigrams: Bigrams::of(&patterns.pairing.stem(&key)),
            key,
            damaged,
            level2: row.level2.value.as_deref(),
            dimension: unit.map(|unit| unit.dimension.into_owned()),
            direction: row.direction,
            target: measured::target(row, patterns),
            content: content(row),
        }
    }
}

/// So many characters of a name that is no words printed alike in two reports are no chance.
const LEAST_PRINTED: usize = 6;

impl Features<'_> {
    /// The name by which rows of one name are found: a sound one, or one that reads like scraps and
    /// has all its characters. A recogniser's scraps are not the same in two years.
    pub(super) fn named(&self) -> Option<&str> {
        (!self.torn && !self.key.is_empty()).then_some(&*self.key)
    }

    /// Whether this row may have been split into two others, or merged from them.
    pub(super) fn is_whole_of(&self, parts: [&Self; 2]) -> bool {
        self.is_made_up_of(parts) || self.is_named_of(parts)
    }

    /// Whether the targets of two rows add up to the one of this row, which they may have been split
    /// from, or merged to: all three of one level 2 and in one unit. Shares do not add up.
    fn is_made_up_of(&self, parts: [&Self; 2]) -> bool {
        let alike = |part: &Self| (part.level2, &part.dimension) == (self.level2, &self.dimension);
        if self.damaged || parts.iter().any(|part| part.damaged || !alike(part)) {
            return false;
        }
        let rows = [parts[0], parts[1]].map(|row| (row.row, row.target.as_ref()));
        measured::is_sum((self.row, self.target.as_ref()), &rows).unwrap_or_default()
    }

    /// Whether the name of this row is that of two others put together (食品药品抽检批次 of 食品抽检批次
    /// and 药品抽检批次), so that it may have been split into them, or merged from them: all three of one
    /// level 2 and in one unit.
    fn is_named_of(&self, parts: [&Self; 2]) -> bool {
        let alike = |part: &&Self| {
            let kind = |row: &Self| (row.level2, row.dimension.clone(), row.direction);
            !part.damaged && kind(part) == kind(self)
        };
        let [one, other] = parts;
        !self.damaged
            && parts.iter().all(alike)
            && is_put_together(&self.key, [&one.key, &other.key])
    }

    /// Whether two rows print one name, whatever is thought of it.
    pub(super) fn is_printed_as(&self, other: &Self) -> bool {
        self.named().is_some() && self.named() == other.named()
    }
}

/// Whether a text is two shorter ones put together: each stands in it in its order, and no character
/// is left over where one is found as far to the front and the other as far to the back as it can be.
pub(in crate::diff) fn is_put_together(whole: &str, parts: [&str; 2]) -> bool {
    let whole: Vec<char> = whole.chars().collect();
    let turned: Vec<char> = whole.iter().rev().copied().collect();
    let own = |part: &str| -> Vec<char> { part.chars().collect() };
    let either = |front: &str, back: &str| {
        let back: Vec<char> = own(back).into_iter().rev().collect();
        let (Some(front), Some(mut back)) =
            (places_in(&whole, &own(front)), places_in(&turned, &back))
        else {
            return false;
        };
        back.reverse();
        front.iter().zip(back).all(|(front, back)| *front || back)
    };
    let [one, other] = parts;
    one != other && (either(one, other) || either(other, one))
}

/// Which characters of a text are those of a shorter one, the first that fit; `None` where it does
/// not stand there in its order.
fn places_in(whole: &[char], part: &[char]) -> Option<Vec<bool>> {
    let mut taken = vec![false; whole.len()];
    let mut order = 0..whole.len();
    for c in part {
        let at = order.find(|&at| whole[at] == *c)?;
        taken[at] = true;
    }
    (part.len() < whole.len()).then_some(taken)
}

/// The name that people know a row by: of a form without names its level.
pub(in crate::diff) fn name(row: &Indicator) -> String {
    let named = row.name.value.as_deref().or_else(|| {
        let raw = row.name.raw.trim();
        (!raw.is_empty()).then_some(raw)
    });
    let level = || row.level2.value.as_deref().or(row.level1.value.as_deref());
    fold::clean(named.or_else(level).unwrap_or_default())
}

/// A folded text with its years masked, so that 2022年培训 is 2023年培训.
pub(in crate::diff) fn masked(text: &str, patterns: &Patterns) -> String {
    let key = fold::key(text);
    let mut masked = String::with_capacity(key.len());
    let mut from = 0;
    for mention in patterns.years.mentions(&key) {
        masked.push_str(key.get(from..mention.from).unwrap_or_default());
        from = mention.to;
    }
    masked.push_str(key.get(from..).unwrap_or_default());
    masked
}

/// A name without quotation marks, which come and go: “两癌”检查, 两癌检查.
fn unquoted(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」')).collect()
}

/// What is left of a damaged name: without signs that stand for lost characters.
fn readable(key: &str, patterns: &Patterns) -> String {
    let lost = |c: char| patterns.names.is_unreadable(c.encode_utf8(&mut [0; 4]));
    key.chars().filter(|&c| !lost(c)).collect()
}

/// Everything printed in a row, in one text.
fn content(row: &Indicator) -> String {
    let number = |number: &Option<crate::model::Number>| {
        number.as_ref().map(|n| n.raw.clone()).unwrap_or_default()
    };
    let reason = row.reason.as_deref().map(|r| r.raw.as_str());
    let level = |text: &crate::model::Text| text.value.clone().unwrap_or_else(|| text.raw.clone());
    [
        &name(row),
        &level(&row.level1),
        &level(&row.level2),
        row.unit.as_deref().unwrap_or_default(),
        &row.target.raw,
        &row.actual.raw,
        &number(&row.weight),
        &number(&row.score),
        reason.unwrap_or_default(),
    ]
    .join("\t")
}
