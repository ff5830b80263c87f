//! A word of one's own laid over the built-in files: a unit, the head of a column, the name
//! of a level, as an entry with an example in the text of the user's file.

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::Patterns;
use super::builtin::Builtin;
use super::columns::{Columns, header_key};
use super::levels::Levels;
use super::units::Units;
use super::{PatternFile, Unit};
use crate::fold;
use crate::words::{Words, words};

/// What is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Addition {
    /// A unit of measurement（计量单位）
    Unit,
    /// The head of a column（表头）
    Column,
    /// The name of a level（一级或二级指标的名称）
    Level,
}

/// The file that an addition goes to.
#[must_use]
pub fn file_of(what: Addition) -> &'static str {
    match what {
        Addition::Unit => Units::BUILTIN.file,
        Addition::Column => Columns::BUILTIN.file,
        Addition::Level => Levels::BUILTIN.file,
    }
}

/// The text of a user's file with a word added to it. `like` is a unit that measures the
/// same, the role of a column, or the name of a level; `own` the text so far.
///
/// # Errors
/// What was expected and found, and what to do.
pub fn add(
    what: Addition,
    word: &str,
    like: Option<&str>,
    own: &str,
    patterns: &Patterns,
) -> Result<String, Words> {
    let word = fold::clean(word);
    if word.is_empty() {
        return Err(words!(en: "expected a word to add, but found none", zh: "未给出要添加的词"));
    }
    if let Some(known) = known(what, &word, like, patterns) {
        let of = match known == word {
            true => Words::default(),
            false => words!(en: ": {known}", zh: "（{known}）"),
        };
        let Words { en: of, zh: of_zh } = of;
        return Err(words!(
            en: "{word} is known already{of}; nothing was written",
            zh: "“{word}”已在规则中{of_zh}，未写入"
        ));
    }
    match what {
        Addition::Unit => unit(&word, like, own, patterns),
        Addition::Column => {
            let role = like.ok_or_else(|| wants("--as", &roles()))?;
            listed::<Columns>("column", &["id"], role, "names", &word, own, &roles())
        }
        Addition::Level => {
            let level = like.ok_or_else(|| wants("--as", &levels(patterns)))?;
            let all = levels(patterns);
            listed::<Levels>("level", &["name", "id"], level, "aliases", &word, own, &all)
        }
    }
}

/// Whether a text is proven: the word is understood, and every example of the files holds.
///
/// # Errors
/// What does not hold, a line each.
pub fn prove(
    what: Addition,
    word: &str,
    like: Option<&str>,
    patterns: &Patterns,
) -> Result<(), Vec<Words>> {
    let problems = patterns.lint();
    if !problems.is_empty() {
        return Err(problems);
    }
    match known(what, &fold::clean(word), like, patterns) {
        Some(_) => Ok(()),
        None => Err(vec![words!(
            en: "{word}: the entry is there, but the word is not found by it",
            zh: "{word}：已有词条，却认不出这个词"
        )]),
    }
}

/// What a word is already.
fn known(what: Addition, word: &str, like: Option<&str>, patterns: &Patterns) -> Option<String> {
    match what {
        Addition::Unit => patterns.units.find(word).map(|unit| unit.sign.into_owned()),
        Addition::Column => {
            let meaning = patterns.columns.meaning(&header_key(word));
            meaning.map(|meaning| meaning.role.name().to_owned())
        }
        Addition::Level => {
            let of = |level| patterns.levels.exact(level, word);
            let wanted = like.map(fold::key);
            let mut found = [of(1), of(2)].into_iter().flatten();
            let fits = |name: &str| wanted.as_ref().is_none_or(|wanted| *wanted == fold::key(name));
            let id = found.find(|&id| fits(patterns.levels.name(id)))?;
            Some(patterns.levels.name(id).to_owned())
        }
    }
}

fn wants(option: &str, all: &[String]) -> Words {
    let Words { en: list, zh: list_zh } = Words::list(all);
    words!(
        en: "expected {option} with one of {list}, but found none; add it",
        zh: "须用 {option} 指明，可选：{list_zh}"
    )
}

/// The roles that a head can have.
fn roles() -> Vec<String> {
    ids::<Columns>("column", "id")
}

/// The names of the levels.
fn levels(patterns: &Patterns) -> Vec<String> {
    let all = (1..=2).flat_map(|level| patterns.levels.of_level(level));
    all.map(|id| patterns.levels.name(id).to_owned()).collect()
}

/// A key of all entries of a built-in file.
fn ids<F: PatternFile>(list: &str, key: &str) -> Vec<String> {
    let entries = entries::<F>(list);
    let keys = entries.iter().filter_map(|entry| entry.get(key)?.as_str());
    keys.map(str::to_owned).collect()
}

/// The entries of a list of a built-in file, with their examples.
fn entries<F: PatternFile>(list: &str) -> Vec<Table> {
    let Builtin { text, .. } = F::BUILTIN;
    let table: Table = text.parse().unwrap_or_default();
    let entries = table.get(list).and_then(Value::as_array).cloned().unwrap_or_default();
    entries.into_iter().filter_map(|entry| entry.try_into().ok()).collect()
}

/// A unit is an entry of its own, which measures what another does.
fn unit(word: &str, like: Option<&str>, own: &str, patterns: &Patterns) -> Result<String, Words> {
    const USUAL: &str = "count";
    let alike: Option<Unit<'_>> = match like {
        None => None,
        Some(like) => Some(patterns.units.find(like).ok_or_else(|| {
            words!(
                en: "expected a known unit after --like, but found {like}; give one that measures the same",
                zh: "--like 后应为已知单位，实为“{like}”；请给出度量相同事物的单位，如 个、公里"
            )
        })?),
    };
    let mut entry = Table::new();
    let mut put = |key: &str, value: Value| entry.insert(key.to_owned(), value);
    let (dimension, measure, factor) = match &alike {
        None => (USUAL.to_owned(), word.to_owned(), "1".to_owned()),
        Some(unit) => {
            (unit.dimension.to_string(), unit.measure.to_string(), unit.factor.to_string())
        }
    };
    put("id", Value::String(format!("own_{word}")));
    put("dimension", Value::String(dimension.clone()));
    // A unit of its own measure is never converted to another.
    if measure != dimension {
        put("measure", Value::String(measure));
    }
    put("factor", Value::String(factor));
    put("scalable", Value::Boolean(dimension == USUAL));
    put("signs", Value::Array(vec![Value::String(word.to_owned())]));
    put("examples", Value::Array(vec![Value::String(word.to_owned())]));
    appended(own, "unit", entry)
}

/// A word that joins a list of an entry: of the user's, or of the built-in one, which the
/// user's then takes the place of.
fn listed<F: PatternFile>(
    list: &str,
    keys: &[&str],
    wanted: &str,
    field: &str,
    word: &str,
    own: &str,
    all: &[String],
) -> Result<String, Words> {
    let is = |entry: &Table| {
        let mut values = keys.iter().filter_map(|key| entry.get(*key)?.as_str());
        values.any(|value| fold::key(value) == fold::key(wanted))
    };
    let Some(mut entry) = entries::<F>(list).into_iter().find(is) else {
        let Words { en: all, zh: all_zh } = Words::list(all);
        return Err(words!(
            en: "expected one of {all}, but found {wanted}",
            zh: "“{wanted}”不在可选范围内，可选：{all_zh}"
        ));
    };
    let id = entry.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(text) = joined(own, list, &id, field, word) {
        return Ok(text);
    }
    for key in [field, "examples"] {
        let values = entry.entry(key.to_owned()).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(values) = values {
            values.push(Value::String(word.to_owned()));
        }
    }
    appended(own, list, entry)
}

/// The text with a word put before the others of two lists of an entry that is in it; all
/// else, comments too, stays as it is. `None` where there is no such entry.
fn joined(own: &str, list: &str, id: &str, field: &str, word: &str) -> Option<String> {
    let table = DeTable::parse(own).ok()?;
    let DeValue::Array(entries) = value_of(table.get_ref(), list)?.get_ref() else {
        return None;
    };
    let text = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    };
    let entry = entries.iter().find_map(|entry| match entry.get_ref() {
        DeValue::Table(entry) => {
            (text(value_of(entry, "id")?.get_ref()).as_deref() == Some(id)).then_some(entry)
        }
        _ => None,
    })?;
    let mut places: Vec<usize> = Vec::new();
    for key in [field, "examples"] {
        places.push(value_of(entry, key)?.span().start + 1);
    }
    places.sort_unstable();
    let mut out = own.to_owned();
    let quoted = Value::String(word.to_owned()).to_string();
    for place in places.into_iter().rev() {
        let before_end = own.get(place..)?.trim_start().starts_with(']');
        let between = if before_end { "" } else { ", " };
        out.insert_str(place, &format!("{quoted}{between}"));
    }
    Some(out)
}

/// The value of a key, with its place.
fn value_of<'t, 'd>(table: &'t DeTable<'d>, key: &str) -> Option<&'t Spanned<DeValue<'d>>> {
    let mut values = table.iter();
    values
        .find(|(own, _)| {
            let own: &str = own.get_ref();
            own == key
        })
        .map(|(_, value)| value)
}

/// The text with an entry at its end.
fn appended(own: &str, list: &str, entry: Table) -> Result<String, Words> {
    let mut file = Table::new();
    file.insert(list.to_owned(), Value::Array(vec![Value::Table(entry)]));
    let entry = toml::to_string(&file).map_err(
        |error| words!(en: "the entry cannot be written: {error}", zh: "词条无法写出：{error}"),
    )?;
    let own = own.trim_end();
    let gap = if own.is_empty() { "" } else { "\n\n" };
    Ok(format!("{own}{gap}{entry}"))
}
