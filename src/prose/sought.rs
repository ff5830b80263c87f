//! What a paragraph may state: asked once for all that is looked for in every paragraph.

use crate::patterns::Patterns;
use crate::patterns::narrative::{PatternKind, WordKind};
use crate::patterns::pairs::Pairs;

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
    /// Those of a folded text.
    pub(super) fn of(text: &str, patterns: &Patterns) -> Traces {
        let pairs = Pairs::of(text);
        let words = &patterns.narrative;
        let mut traces = Traces::default();
        traces.add(Sought::Spending, patterns.money.names.may_be_in(&pairs));
        traces.add(Sought::Verdict, patterns.grades.labels.may_be_in(&pairs));
        traces.add(Sought::Claim, words.topics.may_be_in(&pairs));
        for (sought, kind) in WORDS {
            traces.add(sought, words.may_be_in(kind, &pairs));
        }
        for kind in MATCHING {
            let pattern = words.pattern(kind);
            let may = pattern.is_some_and(|pattern| pattern.may_match_in(&pairs));
            traces.add(Sought::Matching(kind), may);
        }
        traces
    }

    fn add(&mut self, sought: Sought, may: bool) {
        if may {
            self.0 |= sought.bit();
        }
    }

    /// Whether it has words of that.
    pub(super) fn may_hold(self, sought: Sought) -> bool {
        self.0 & sought.bit() != 0
    }
}
