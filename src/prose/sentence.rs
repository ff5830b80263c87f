//! What a sentence on spending has said up to a place in it.

use super::amounts::TOTAL;
use super::topic::Topic;
use crate::model::Basis;

/// What the sentence at hand has said so far.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    pub(super) start: usize,
    /// The basis of its total, which holds for the parts as well.
    pub(super) basis: Option<Basis>,
    /// Its totals are of more than one basis.
    pub(super) bases: bool,
    pub(super) topic: Topic,
    /// What it was about before its first amount.
    pub(super) label: Topic,
    /// It stated a total, and the topic is several of its parts.
    pub(super) total: bool,
    pub(super) parts: bool,
    /// It stated what came in.
    pub(super) revenue: bool,
    /// The topic is that of an earlier statement: it ends with the next item.
    pub(super) earlier: bool,
    /// The item of which the last amount was a budget.
    pub(super) budget_of: Option<usize>,
    /// How far the text was looked through, and whether it named an amount of
    /// something else since the last amount of spending.
    pub(super) seen: usize,
    pub(super) money: bool,
}

impl Sentence {
    /// Whether it states a budget before what stands now.
    pub(super) fn has_budget(&self) -> bool {
        is_budget(self.basis)
    }

    /// Whether the item that it speaks of was given a budget just before.
    pub(super) fn has_budget_of_item(&self) -> bool {
        let budget_of = self.budget_of.map(Topic::Item);
        !self.money && budget_of.is_some_and(|item| item == self.topic)
    }

    /// Goes on behind parts: 预算数…（其中：基本支出…、项目支出…），决算数… is the total again, which
    /// no single part can be.
    pub(super) fn leave_parts(&mut self) {
        if self.total && self.parts && self.label == Topic::None {
            self.topic = Topic::None;
        }
    }

    /// Goes on behind a semicolon.
    pub(super) fn next_statement(&mut self) {
        self.leave_parts();
        // 收入…，其中事业收入…；支出…: the amounts before were parts.
        self.money &= !(self.label == Topic::None && (self.total || self.revenue));
        self.earlier = true;
        self.budget_of = None;
    }

    /// Takes down what came in. Under a heading on an item, the amounts behind it that go by no name of their own
    /// are not that item's: (一)基本支出情况, 预算收入69万元，其中年初预算57万元.
    pub(super) fn state_revenue(&mut self) {
        self.revenue |= self.topic == Topic::None;
        if self.topic == self.label && matches!(self.topic, Topic::Item(_)) {
            self.topic = Topic::Other;
        }
    }

    /// Takes down an item that has its amount.
    pub(super) fn state(&mut self, item: usize, named: bool, basis: Option<Basis>) {
        if item == TOTAL {
            self.bases |= self.basis.is_some_and(|last| Some(last) != basis);
            self.basis = basis;
            self.total |= self.topic == Topic::None;
        } else if self.money {
            // 年初预算…，调整为…，其中：基本支出…: a total that was not understood stands between.
            self.basis = None;
        }
        let topic = match self.topic {
            // 基本支出…；项目支出…: each statement has its own item.
            Topic::Item(_) if named && self.earlier && self.label == Topic::None => Topic::None,
            topic => topic,
        };
        let before = self.topic;
        self.topic = topic.and(item);
        self.parts |= self.topic == Topic::Other && matches!(before, Topic::Item(_));
        self.earlier = false;
        self.budget_of = Some(item).filter(|_| is_budget(basis));
    }
}

/// Whether a basis is that of a budget.
pub(super) fn is_budget(basis: Option<Basis>) -> bool {
    matches!(basis, Some(Basis::Budget | Basis::InitialBudget))
}
