//! `patterns/money.toml`: amounts of spending in prose.

use serde::Deserialize;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::lexicon::Lexicon;
use crate::model::Basis;
use crate::words::Words;

/// How prose states an amount of spending.
#[derive(Debug)]
pub(crate) struct Money {
    pub(crate) raw: Raw,
    /// All names of all items, with the item of each and when the name counts.
    pub(crate) names: Lexicon<(usize, Name)>,
    /// With what each word means, and whether only near the number.
    pub(crate) basis: Lexicon<(Option<Basis>, bool)>,
    /// With the place of each unit in the file.
    pub(crate) unit_names: Lexicon<usize>,
    pub(crate) before: Lexicon,
    pub(crate) organisations: Lexicon,
    pub(crate) between: Lexicon,
    pub(crate) respectively: Lexicon,
    pub(crate) joined_by: Lexicon,
    pub(crate) not_after: Lexicon,
    pub(crate) of_another_year: Lexicon,
    pub(crate) of_which: Lexicon,
    pub(crate) funds: Lexicon,
    pub(crate) subject: Lexicon,
    pub(crate) not_only_budget: Lexicon,
    pub(crate) label: Lexicon,
    pub(crate) until: Lexicon,
    pub(crate) cumulative: Lexicon,
    /// Months and parts of a year, and whether each is less than the year.
    pub(crate) periods: Lexicon<bool>,
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
    /// Only of an item that its sentence or the label before it names (预算).
    OfItem,
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
    /// One expense of many (公务接待费).
    #[serde(default)]
    pub(crate) single: bool,
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
    /// Names that only an item goes by that was named before (预算).
    #[serde(default)]
    pub(crate) of_item: Vec<String>,
    #[serde(default)]
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
    #[serde(default)]
    pub(crate) examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unit {
    pub(crate) id: String,
    pub(crate) names: Vec<String>,
    #[serde(default)]
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
    pub(crate) not_only_budget: Vec<String>,
    pub(crate) label: Vec<String>,
    pub(crate) until: Vec<String>,
    pub(crate) cumulative: Vec<String>,
    pub(crate) whole_year: Vec<String>,
    pub(crate) part_of_year: Vec<String>,
}

impl Money {
    /// Whether a folded label is the name of a single expense (公务接待费).
    pub(crate) fn is_single_expense(&self, label: &str) -> bool {
        let item = self.names.get(label).and_then(|&(item, _)| self.raw.item.get(item));
        item.is_some_and(|item| item.single)
    }
}

impl PatternFile for Money {
    const BUILTIN: Builtin = builtin!("money");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let mut names = Vec::new();
        for (index, item) in raw.item.iter().enumerate() {
            names.extend(item.names.iter().map(|name| (name, (index, Name::Own))));
            names.extend(item.plain.iter().map(|name| (name, (index, Name::Plain))));
            names.extend(item.after_budget.iter().map(|name| (name, (index, Name::AfterBudget))));
            names.extend(item.of_item.iter().map(|name| (name, (index, Name::OfItem))));
        }
        let words = raw.basis.iter();
        let words =
            words.flat_map(|basis| basis.words.iter().map(|w| (w, (basis.means, basis.near))));
        let units = raw.unit.iter().enumerate();
        let units = units.flat_map(|(index, unit)| unit.names.iter().map(move |n| (n, index)));
        let whole = raw.grammar.whole_year.iter().map(|word| (word, false));
        let part = raw.grammar.part_of_year.iter().map(|word| (word, true));
        Ok(Money {
            names: Lexicon::folded(names),
            basis: Lexicon::folded(words),
            unit_names: Lexicon::folded(units),
            before: Lexicon::new(&raw.grammar.before),
            organisations: Lexicon::new(&raw.grammar.organisations),
            between: Lexicon::new(&raw.grammar.between),
            respectively: Lexicon::new(&raw.grammar.respectively),
            joined_by: Lexicon::new(&raw.grammar.joined_by),
            not_after: Lexicon::new(&raw.grammar.not_after),
            of_another_year: Lexicon::new(&raw.grammar.of_another_year),
            of_which: Lexicon::new(&raw.grammar.of_which),
            funds: Lexicon::new(&raw.grammar.funds),
            subject: Lexicon::new(&raw.grammar.subject),
            not_only_budget: Lexicon::new(&raw.grammar.not_only_budget),
            label: Lexicon::new(&raw.grammar.label),
            until: Lexicon::new(&raw.grammar.until),
            cumulative: Lexicon::new(&raw.grammar.cumulative),
            periods: Lexicon::folded(whole.chain(part)),
            raw,
        })
    }

    /// Proven where amounts are read: see `crate::lint`.
    fn lint(&self) -> Vec<Words> {
        Vec::new()
    }
}
