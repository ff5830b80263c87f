//! `patterns/money.toml`: amounts of spending in prose.

mod amounts;

use serde::Deserialize;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::lexicon::Lexicon;
use crate::fold;
use crate::model::Basis;

/// How prose states an amount of spending.
#[derive(Debug)]
pub(crate) struct Money {
    raw: Raw,
    /// All names of all items, with the item of each and whether the name is plain.
    names: Lexicon<(usize, bool)>,
    /// With what each word means, and whether only near the number.
    basis: Lexicon<(Option<Basis>, bool)>,
    unit_names: Vec<(String, usize)>,
    before: Lexicon,
    organisations: Lexicon,
    between: Lexicon,
    respectively: Lexicon,
    joined_by: Lexicon,
    not_after: Lexicon,
    of_another_year: Lexicon,
    of_which: Lexicon,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    item: Vec<Item>,
    basis: Vec<BasisWords>,
    unit: Vec<Unit>,
    grammar: Grammar,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: String,
    /// Read, and not part of the output.
    #[serde(default)]
    silent: bool,
    names: Vec<String>,
    /// Names that any item can go by (决算数).
    #[serde(default)]
    plain: Vec<String>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    amounts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BasisWords {
    id: String,
    /// Absent: the words look like a basis and are none.
    means: Option<Basis>,
    words: Vec<String>,
    /// Only between the item and its number.
    #[serde(default)]
    near: bool,
    #[serde(default)]
    examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    id: String,
    names: Vec<String>,
    #[serde(default)]
    examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Grammar {
    before: Vec<String>,
    organisations: Vec<String>,
    between: Vec<String>,
    respectively: Vec<String>,
    joined_by: Vec<String>,
    not_after: Vec<String>,
    of_another_year: Vec<String>,
    of_which: Vec<String>,
}

impl Money {
    fn spelled(&self, text: &str) -> Vec<String> {
        let key = fold::key(text);
        let name = |basis| {
            self.raw.basis.iter().find(|b| !b.near && b.means == Some(basis)).map_or("", |b| &b.id)
        };
        self.amounts(&key)
            .iter()
            .map(|a| format!("{} {}{} {}", a.item, a.amount, a.unit, a.basis.map_or("-", name)))
            .collect()
    }
}

impl PatternFile for Money {
    const BUILTIN: Builtin = builtin!("money");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        let mut names = Vec::new();
        for (index, item) in raw.item.iter().enumerate() {
            names.extend(item.names.iter().map(|name| (name, (index, false))));
            names.extend(item.plain.iter().map(|name| (name, (index, true))));
        }
        let words = raw.basis.iter();
        let words =
            words.flat_map(|basis| basis.words.iter().map(|w| (w, (basis.means, basis.near))));
        let mut unit_names: Vec<(String, usize)> = Vec::new();
        for (index, unit) in raw.unit.iter().enumerate() {
            unit_names.extend(unit.names.iter().map(|name| (fold::key(name), index)));
        }
        unit_names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        Ok(Money {
            names: Lexicon::folded(names),
            basis: Lexicon::folded(words),
            unit_names,
            before: Lexicon::new(&raw.grammar.before),
            organisations: Lexicon::new(&raw.grammar.organisations),
            between: Lexicon::new(&raw.grammar.between),
            respectively: Lexicon::new(&raw.grammar.respectively),
            joined_by: Lexicon::new(&raw.grammar.joined_by),
            not_after: Lexicon::new(&raw.grammar.not_after),
            of_another_year: Lexicon::new(&raw.grammar.of_another_year),
            of_which: Lexicon::new(&raw.grammar.of_which),
            raw,
        })
    }

    fn lint(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let items = self.raw.item.iter().map(|i| (&i.id, &i.examples));
        let bases = self.raw.basis.iter().map(|b| (&b.id, &b.examples));
        let units = self.raw.unit.iter().map(|u| (&u.id, &u.examples));
        for (id, examples) in items.chain(bases).chain(units) {
            for example in examples {
                let found = self.spelled(&example.text);
                if found != example.amounts {
                    problems.push(format!(
                        "{id}: expected {:?} in {}, but found {found:?}",
                        example.amounts, example.text
                    ));
                }
            }
        }
        for item in &self.raw.item {
            for reject in &item.rejects {
                let found = self.spelled(reject);
                if !found.is_empty() {
                    problems.push(format!("{}: reject {reject} gives {found:?}", item.id));
                }
            }
        }
        problems
    }
}
