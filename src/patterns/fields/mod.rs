//! `patterns/fields.toml`: labels of cover and form fields, and how a line is
//! split into labels and values.

mod bare;
mod bodies;
mod label;
mod line;
mod page;

use rustc_hash::FxHashMap as HashMap;

use serde::Deserialize;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::lexicon::Lexicon;
use crate::fold;
use crate::words::{Words, words};

pub(crate) use line::Labelled;

/// Labels of fields and words that surround their values.
#[derive(Debug)]
pub(crate) struct Fields {
    raw: Raw,
    /// By first character: folded label, its field, whether it is second choice.
    labels: HashMap<char, Vec<(Vec<char>, usize, bool)>>,
    cells: HashMap<String, (usize, bool)>,
    amounts_in: Lexicon,
    stamps: Lexicon,
    placeholders: Lexicon,
    pub(crate) organisations: Lexicon,
    not_values: Lexicon,
    /// Words of the head of a table, as printed.
    heads: Lexicon,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    field: Vec<Field>,
    grammar: Grammar,
}

/// One field of covers and forms.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    labels: Vec<String>,
    #[serde(default)]
    second: Vec<String>,
    /// A code printed before the value stands under this name.
    #[serde(default)]
    pub(crate) code: Option<Code>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    rejects: Vec<String>,
}

/// A code before a value: `102003-某局`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    pub(crate) id: String,
    pub(crate) shortest: usize,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Any text.
    Text,
    /// The name of a body.
    Organisation,
    /// Names of persons.
    Person,
    /// A telephone number.
    Phone,
    /// A person and a telephone number in one (联系人及电话).
    Contact,
    /// A date.
    Date,
    /// A year (评价年度).
    Year,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    line: String,
    value: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Grammar {
    amounts_in: Vec<String>,
    stamps: Vec<String>,
    placeholders: Vec<String>,
    organisations: Vec<String>,
    not_values: Vec<String>,
    neighbours: Vec<String>,
    label_starts: Vec<String>,
    label_ends: Vec<String>,
    parted: Vec<String>,
    not_parted: Vec<String>,
    masks: String,
    page_days: Vec<String>,
    page_signs: Vec<String>,
    heads: Vec<String>,
    column_heads: Vec<String>,
    of_levels: Vec<String>,
}

impl PatternFile for Fields {
    const BUILTIN: Builtin = builtin!("fields");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let mut labels: HashMap<char, Vec<(Vec<char>, usize, bool)>> = HashMap::default();
        let mut cells = HashMap::default();
        for (index, field) in raw.field.iter().enumerate() {
            let first = field.labels.iter().map(|label| (label, false));
            for (label, second) in first.chain(field.second.iter().map(|label| (label, true))) {
                let key: Vec<char> = fold::key(label).chars().collect();
                let Some(&c) = key.first() else { continue };
                if let Some((other, _)) =
                    cells.insert(super::columns::header_key(label), (index, second))
                    && other != index
                {
                    return Err(words!(
                        en: "expected {label} under one field, but found it under {} and {}",
                        zh: "“{label}”只应属于一个字段，却列在 {} 和 {} 之下",
                        raw.field[other].id,
                        field.id
                    ));
                }
                labels.entry(c).or_default().push((key, index, second));
            }
        }
        let grammar = &raw.grammar;
        Ok(Fields {
            labels,
            cells,
            amounts_in: Lexicon::new(&grammar.amounts_in),
            stamps: Lexicon::new(&grammar.stamps),
            placeholders: Lexicon::new(&grammar.placeholders),
            organisations: Lexicon::new(&grammar.organisations),
            not_values: Lexicon::new(&grammar.not_values),
            heads: Lexicon::meaning(grammar.heads.iter().map(|head| (head.clone(), ()))),
            raw,
        })
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for (index, field) in self.raw.field.iter().enumerate() {
            let value = |line: &str| {
                let found = self.on_line(line).into_iter().find(|l| l.field == index)?;
                let printed = &line[found.value];
                self.bare(&printed[..self.end_of_value(printed)])
                    .map(|bare| fold::clean(&bare.text))
                    .filter(|v| found.colon || !self.is_prose(v))
            };
            for example in &field.examples {
                if value(&example.line).as_deref() != Some(&example.value) {
                    problems.push(words!(
                        en: "{}: example {} gives {:?}",
                        zh: "{}：示例“{}”读出 {:?}",
                        field.id,
                        example.line,
                        value(&example.line)
                    ));
                }
            }
            for reject in &field.rejects {
                if let Some(found) = value(reject) {
                    problems.push(words!(
                        en: "{}: reject {reject} gives {found}",
                        zh: "{}：反例“{reject}”却读出“{found}”",
                        field.id
                    ));
                }
            }
        }
        problems
    }
}
