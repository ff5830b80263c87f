//! `patterns/narrative.toml`: what sentences state that can be compared with the
//! rest of a report.

mod raw;
mod topics;

use std::ops::Range;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::expression::Expression;
use super::lexicon::Lexicon;
use super::lists::Lists;
use crate::fold;
use crate::words::Words;
pub(crate) use raw::{PatternKind, WordKind};
use topics::Topics;

/// Words and expressions around what sentences state.
#[derive(Debug)]
pub(crate) struct Narrative {
    words: Lists<WordKind>,
    patterns: Vec<Expression<PatternKind>>,
    /// What reports call well or not.
    pub(crate) topics: Topics,
}

/// What a heading or a label says of what stands under it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Listed {
    /// 存在问题
    pub(crate) problems: bool,
    /// 改进措施
    pub(crate) measures: bool,
    /// Something else stands beside them.
    pub(crate) mixed: bool,
}

impl Listed {
    /// Whether problems or measures stand there.
    pub(crate) fn any(self) -> bool {
        self.problems || self.measures
    }
}

impl Narrative {
    /// Whether a folded text has a word of this use where it counts.
    pub(crate) fn is(&self, kind: WordKind, text: &str) -> bool {
        self.words.has(kind, text)
    }

    /// Whether a character before a number makes it an ordinal.
    pub(crate) fn is_ordinal(&self, c: char) -> bool {
        self.is(WordKind::Ordinal, c.encode_utf8(&mut [0; 4]))
    }

    /// The words of a use that stand in a folded text, from left to right.
    pub(crate) fn find<'t>(
        &'t self,
        kind: WordKind,
        text: &'t str,
    ) -> impl Iterator<Item = std::ops::Range<usize>> + 't {
        self.words.all(kind, text)
    }

    /// The word of this use that a folded text starts with.
    pub(crate) fn start<'t>(&self, kind: WordKind, text: &'t str) -> Option<&'t str> {
        self.words.words(kind)?.start(text)
    }

    /// All words of this use.
    pub(crate) fn words(&self, kind: WordKind) -> Option<&Lexicon> {
        self.words.words(kind)
    }

    /// The expression of this use.
    pub(crate) fn pattern(&self, kind: PatternKind) -> Option<&Expression<PatternKind>> {
        self.patterns.iter().find(|pattern| *pattern.id() == kind)
    }

    /// Whether words before a number end with how something rose or fell: 比上年减少.
    pub(crate) fn is_change(&self, words: &str) -> bool {
        self.pattern(PatternKind::Growth).is_some_and(|growth| growth.is_match(words))
    }

    /// The words of one use in a text that are no part of a longer one of another use in what is `said` around it
    /// (预算 in 预算执行率).
    pub(crate) fn free(
        &self,
        kind: WordKind,
        text: &str,
        longer: WordKind,
        said: &str,
    ) -> Vec<Range<usize>> {
        let longer: Vec<Range<usize>> = self.find(longer, said).collect();
        let free = |word: &Range<usize>| {
            !longer.iter().any(|longer| longer.start <= word.start && word.end <= longer.end)
        };
        self.find(kind, text).filter(free).collect()
    }

    /// Whether words say of a part of what was planned that it was done: 已支付. 转移支付 is the name of funds.
    pub(crate) fn is_done_of_plan(&self, words: &str) -> bool {
        !self.free(WordKind::DoneOfPlan, words, WordKind::NotDoneOfPlan, words).is_empty()
    }

    /// What a heading or label, as a key, announces: problems, measures, both.
    pub(crate) fn listed(&self, key: &str) -> Listed {
        if self.is(WordKind::OtherHeading, key) {
            return Listed::default();
        }
        Listed {
            problems: self.is(WordKind::Problems, key) || self.is(WordKind::ProblemsWhole, key),
            measures: self.is(WordKind::Measures, key) || self.is(WordKind::MeasuresWhole, key),
            mixed: self.is(WordKind::MixedHeading, key),
        }
    }
}

impl PatternFile for Narrative {
    const BUILTIN: Builtin = builtin!("narrative");
    type Raw = raw::Raw;

    fn compile(raw: raw::Raw) -> Result<Self, Words> {
        Ok(Narrative {
            words: Lists::new(raw.words),
            topics: Topics::new(raw.topic),
            patterns: Expression::all(raw.pattern),
        })
    }

    fn prove(&self) -> Result<(), Words> {
        Expression::prove(&self.patterns)
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = self.topics.lint();
        problems.extend(self.words.lint(|kind, text| {
            let key = fold::key(text);
            self.is(kind, key.trim_end_matches(['。', ':']))
        }));
        problems.extend(self.patterns.iter().flat_map(|pattern| pattern.lint(fold::key)));
        problems
    }
}
