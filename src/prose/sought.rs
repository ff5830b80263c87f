//! What a paragraph may state: asked once for all that is looked for in every paragraph.

use crate::patterns::Patterns;
use crate::patterns::lexicon::Lexicon;
use crate::patterns::narrative::{PatternKind, WordKind};

/// What is looked for by words that few paragraphs have.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sought {
    /// Amounts of spending.
    Spending,
    /// Scores and grades.
    Verdict,
    /// What clauses say of a topic.
    Claim,
    /// 其中
    OfWhich,
    /// 上年, 同期
    OtherYear,
    /// 计划, 目标
    Planned,
    /// 累计, 截至
    Cumulative,
    /// 上半年, 新增
    Partial,
    /// What an expression of sentences finds.
    Matching(PatternKind),
}

/// What is told by words of one use.
const WORDS: [(Sought, WordKind); 5] = [
    (Sought::OfWhich, WordKind::OfWhich),
    (Sought::OtherYear, WordKind::OtherYear),
    (Sought::Planned, WordKind::Planned),
    (Sought::Cumulative, WordKind::Cumulative),
    (Sought::Partial, WordKind::Partial),
];

/// The expressions that are looked for in every paragraph.
const MATCHING: [PatternKind; 6] = [
    PatternKind::DeclaredList,
    PatternKind::BudgetChange,
    PatternKind::AllMet,
    PatternKind::IndicatorCount,
    PatternKind::IndicatorCountAfter,
    PatternKind::RunTogether,
];

impl Sought {
    /// What words of one use tell, if it is looked for so.
    pub(super) fn of_words(kind: WordKind) -> Option<Sought> {
        WORDS.iter().find(|(_, own)| *own == kind).map(|(sought, _)| *sought)
    }

    fn bit(self) -> u32 {
        let place = match self {
            Sought::Spending => 0,
            Sought::Verdict => 1,
            Sought::Claim => 2,
            Sought::OfWhich => 3,
            Sought::OtherYear => 4,
            Sought::Planned => 5,
            Sought::Cumulative => 6,
            Sought::Partial => 7,
            Sought::Matching(kind) => 8 + kind as u32,
        };
        1 << place
    }
}

/// What a paragraph has words of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Traces(u32);

impl Traces {
    /// Those of a folded text: one pass tells of all, since most lists have no word in most texts.
    pub(super) fn of(text: &str, patterns: &Patterns) -> Traces {
        let (wordless, words) = patterns.sought.get_or_init(|| words(patterns));
        let found = words.bits(text, *wordless);
        Traces(found as u32 & (found >> ALSO) as u32)
    }

    /// Whether it has words of that.
    pub(super) fn may_hold(self, sought: Sought) -> bool {
        self.0 & sought.bit() != 0
    }
}

/// What is told by two lists, of each of which a word must stand in the text, has one bit for each:
/// that of the second so far above that of the first.
const ALSO: u32 = u32::BITS;

/// What is told by no word, and all words of what is sought, each with the bits of what it tells of.
fn words(patterns: &Patterns) -> (u64, Lexicon<u64>) {
    fn add<T>(words: &mut Vec<(String, u64)>, list: &Lexicon<T>, bits: u64) {
        words.extend(list.words().map(|(word, _)| (word.to_owned(), bits)));
    }
    let (first, also) = (|sought: Sought| u64::from(sought.bit()), |bit: u64| bit << ALSO);
    let both = |sought: Sought| first(sought) | also(first(sought));
    let narrative = &patterns.narrative;
    let (mut wordless, mut words) = (0, Vec::new());
    add(&mut words, &patterns.money.names, both(Sought::Spending));
    add(&mut words, &patterns.grades.labels, both(Sought::Verdict));
    add(&mut words, &narrative.topics.nouns, both(Sought::Claim));
    for (sought, kind) in WORDS {
        narrative.words(kind).into_iter().for_each(|list| add(&mut words, list, both(sought)));
    }
    for (kind, pattern) in MATCHING.map(|kind| (kind, narrative.pattern(kind))) {
        let bit = first(Sought::Matching(kind));
        let lists = pattern.into_iter().flat_map(|pattern| pattern.asks_for());
        for (list, bit) in lists.zip([bit, also(bit)]) {
            match list {
                Some(list) => add(&mut words, list, bit),
                None => wordless |= bit,
            }
        }
    }
    (wordless, Lexicon::meaning(words))
}
