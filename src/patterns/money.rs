//! `patterns/money.toml`: amounts of spending in prose.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use super::PatternFile;
use super::words::Words;
use crate::fold;
use crate::model::Basis;

/// How prose states an amount of spending.
#[derive(Debug)]
pub(crate) struct Money {
    pub(crate) raw: Raw,
    /// All names of all items; `item_of` gives the item of each and when it counts.
    pub(crate) names: AhoCorasick,
    pub(crate) item_of: Vec<(usize, Name)>,
    pub(crate) basis: AhoCorasick,
    pub(crate) basis_of: Vec<(Option<Basis>, bool)>,
    pub(crate) unit_names: Vec<(String, usize)>,
    pub(crate) before: Words,
    pub(crate) organisations: Words,
    pub(crate) between: Words,
    pub(crate) respectively: Words,
    pub(crate) joined_by: Words,
    pub(crate) not_after: Words,
    pub(crate) of_another_year: Words,
    pub(crate) of_which: Words,
    pub(crate) funds: Words,
    pub(crate) subject: AhoCorasick,
    pub(crate) label: Words,
    pub(crate) until: AhoCorasick,
    pub(crate) cumulative: AhoCorasick,
    /// Months and parts of a year, and whether each is less than the year.
    pub(crate) periods: AhoCorasick,
    pub(crate) less_than_a_year: Vec<bool>,
}

/// When a name of an item counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    /// Always.
    Own,
    /// Any item can go by it (决算数).
    Plain,
    /// After a budget in its sentence (支出).
    AfterBudget,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    pub(crate) item: Vec<Item>,
    pub(crate) basis: Vec<BasisWords>,
    pub(crate) unit: Vec<Unit>,
    pub(crate) grammar: Grammar,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item {
    pub(crate) id: String,
    /// Read, and not part of the output.
    #[serde(default)]
    pub(crate) silent: bool,
    /// Silent, and the sentence does not turn to it (年中追加).
    #[serde(default)]
    pub(crate) aside: bool,
    pub(crate) names: Vec<String>,
    /// Names that any item can go by (决算数).
    #[serde(default)]
    pub(crate) plain: Vec<String>,
    /// The same, where the sentence states a budget before it (支出).
    #[serde(default)]
    pub(crate) after_budget: Vec<String>,
    pub(crate) examples: Vec<Example>,
    #[serde(default)]
    pub(crate) rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Example {
    pub(crate) text: String,
    pub(crate) amounts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BasisWords {
    pub(crate) id: String,
    /// Absent: the words look like a basis and are none.
    pub(crate) means: Option<Basis>,
    pub(crate) words: Vec<String>,
    /// Only between the item and its number.
    #[serde(default)]
    pub(crate) near: bool,
    pub(crate) examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unit {
    pub(crate) id: String,
    pub(crate) names: Vec<String>,
    pub(crate) examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grammar {
    pub(crate) before: Vec<String>,
    pub(crate) organisations: Vec<String>,
    pub(crate) between: Vec<String>,
    pub(crate) respectively: Vec<String>,
    pub(crate) joined_by: Vec<String>,
    pub(crate) not_after: Vec<String>,
    pub(crate) of_another_year: Vec<String>,
    pub(crate) of_which: Vec<String>,
    pub(crate) funds: Vec<String>,
    pub(crate) subject: Vec<String>,
    pub(crate) label: Vec<String>,
    pub(crate) until: Vec<String>,
    pub(crate) cumulative: Vec<String>,
    pub(crate) whole_year: Vec<String>,
    pub(crate) part_of_year: Vec<String>,
}

impl PatternFile for Money {
    const FILE: &'static str = "money.toml";
    const BUILTIN: &'static str = include_str!("../../patterns/money.toml");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        let automaton = |words: &[String]| {
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .kind(Some(AhoCorasickKind::DFA))
                .build(words)
                .map_err(|e| e.to_string())
        };
        let (mut names, mut item_of) = (Vec::new(), Vec::new());
        for (index, item) in raw.item.iter().enumerate() {
            let of = |list: &[String], when: Name| -> Vec<(String, Name)> {
                list.iter().map(|name| (fold::key(name), when)).collect()
            };
            let own = of(&item.names, Name::Own).into_iter();
            let plain = of(&item.plain, Name::Plain).into_iter();
            let after = of(&item.after_budget, Name::AfterBudget).into_iter();
            for (name, when) in own.chain(plain).chain(after) {
                names.push(name);
                item_of.push((index, when));
            }
        }
        let (mut words, mut basis_of) = (Vec::new(), Vec::new());
        for basis in &raw.basis {
            for word in &basis.words {
                words.push(fold::key(word));
                basis_of.push((basis.means, basis.near));
            }
        }
        let mut unit_names: Vec<(String, usize)> = Vec::new();
        for (index, unit) in raw.unit.iter().enumerate() {
            unit_names.extend(unit.names.iter().map(|name| (fold::key(name), index)));
        }
        unit_names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        let keys = |words: &[String]| words.iter().map(|word| fold::key(word)).collect::<Vec<_>>();
        let periods = [raw.grammar.whole_year.clone(), raw.grammar.part_of_year.clone()].concat();
        Ok(Money {
            names: automaton(&names)?,
            item_of,
            basis: automaton(&words)?,
            basis_of,
            unit_names,
            before: Words::new(&raw.grammar.before),
            organisations: Words::new(&raw.grammar.organisations),
            between: Words::new(&raw.grammar.between),
            respectively: Words::new(&raw.grammar.respectively),
            joined_by: Words::new(&raw.grammar.joined_by),
            not_after: Words::new(&raw.grammar.not_after),
            of_another_year: Words::new(&raw.grammar.of_another_year),
            of_which: Words::new(&raw.grammar.of_which),
            funds: Words::new(&raw.grammar.funds),
            subject: automaton(&keys(&raw.grammar.subject))?,
            label: Words::new(&raw.grammar.label),
            until: automaton(&keys(&raw.grammar.until))?,
            cumulative: automaton(&keys(&raw.grammar.cumulative))?,
            periods: automaton(&keys(&periods))?,
            less_than_a_year: [
                vec![false; raw.grammar.whole_year.len()],
                vec![true; raw.grammar.part_of_year.len()],
            ]
            .concat(),
            raw,
        })
    }

    /// Proven where amounts are read: see `crate::lint`.
    fn lint(&self) -> Vec<String> {
        Vec::new()
    }
}
