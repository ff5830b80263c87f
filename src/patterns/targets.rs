//! `patterns/targets.toml`: words that the audit checks look for.

use serde::Deserialize;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::expression::{Expression, ExpressionEntry};
use super::lists::{Lists, WordList, purposes};
use crate::fold;
use crate::words::Words;

/// What a list of words is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Use {
    /// 提高, 改善: directions without a measure.
    Vague,
    /// 明显, 逐步: what may stand beside them.
    Degree,
    /// 投诉, 事故: what should not happen, at the end of a name.
    Unwanted,
    /// 成本, 能耗: what is spent, at the end of a name.
    Spent,
    /// 用时, 时限: the same of time.
    TimeSpent,
    /// 优良天数, 培训: what is reached or done, at the end of a name.
    MoreIsBetter,
    /// 支出, 时长: what may be better either way.
    OpenWay,
    /// 补助, 工资: what is paid to others.
    PaidOut,
    /// 件数, 总额: what stands behind the thing counted.
    CountTail,
    /// 率, 占比: behind the thing of which it is a share.
    RateTail,
    /// 增长, 控制: shares that change what a share of less would mean.
    Moved,
    /// 节约, 挽回: before what is spent or lost, more of which is then better.
    Saved,
    /// 争取, 补助: before money that is spent, and the way is open.
    Turned,
    /// 减少, 缩短: before anything of which less is better, and the way is open.
    Lowered,
    /// 受理, 查处: before what should not happen, of which the office's work is counted.
    Handled,
    /// 无, 未发生: that what should not happen did not.
    NoneOfIt,
    /// 同上: the same as in the cell above.
    Ditto,
    /// 满意度 at the end of a name.
    Satisfaction,
    /// 小计: rows that add up others.
    Subtotal,
    /// 超额完成: no reason for a miss.
    NoDeviation,
    /// 未: turns those words round.
    Negated,
    /// Heads of columns that ask for the reason of a miss.
    AsksForMisses,
    /// Heads of columns that ask for more.
    AsksForMore,
    /// That satisfaction is spoken of.
    Satisfied,
    /// How satisfaction was measured.
    Sample,
    /// What can explain a low execution rate.
    Execution,
    /// That something is said to be why.
    Cause,
    /// 合格率, 满意度: a part of a whole at the end of a name.
    PartOfWhole,
    /// 人, 名: units that count people.
    People,
    /// 部, 座: units that count things.
    Things,
    /// 开馆天数: days of one year at the end of a name.
    DaysOfYear,
}

purposes!(Use);

/// Which way a name says that its number is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaning {
    More,
    Less,
    /// It may be either.
    Open,
}

/// Words that the audit checks look for.
#[derive(Debug)]
pub(crate) struct Targets {
    lists: Lists<Use>,
    weights: Vec<Expression>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    words: Vec<WordList<Use>>,
    weight: Vec<ExpressionEntry<String>>,
}

impl Targets {
    /// Whether folded text (a [`fold::key`]) has a word of this use.
    pub(crate) fn has(&self, wanted: Use, key: &str) -> bool {
        self.lists.has(wanted, key)
    }

    /// Whether folded text names a direction without a measure (明显改善).
    pub(crate) fn is_vague(&self, key: &str) -> bool {
        const LONGEST: usize = 8 * 3;
        if key.is_empty() || key.len() > LONGEST {
            return false;
        }
        // 明显 | 改善, 改善 | 明显, or the word alone.
        let ends = key.char_indices().map(|(at, _)| at).chain([key.len()]);
        ends.into_iter().any(|at| {
            let (a, b) = key.split_at(at);
            let degree = |part: &str| part.is_empty() || self.has(Use::Degree, part);
            (self.has(Use::Vague, a) && degree(b)) || (degree(a) && self.has(Use::Vague, b))
        })
    }

    /// Which way a name (folded, without white space) says that its number is better:
    /// by what is counted, at its end. `None`: it says nothing of it.
    pub(crate) fn leaning(&self, name: &str) -> Option<Leaning> {
        let mut rest = without_remark(name);
        let mut share = false;
        loop {
            if self.has(Use::MoreIsBetter, rest) {
                return Some(Leaning::More);
            }
            if let Some(before) = self.before(Use::Spent, rest) {
                return Some(self.turned(before, &[Use::Turned, Use::Lowered]));
            }
            if let Some(before) = self.before(Use::TimeSpent, rest) {
                return Some(self.turned(before, &[Use::Lowered]));
            }
            if let Some(before) = self.before(Use::Unwanted, rest) {
                return Some(self.turned(before, &[Use::Turned, Use::Lowered, Use::Handled]));
            }
            if self.has(Use::OpenWay, rest) {
                return Some(Leaning::Open);
            }
            if share && self.before(Use::Moved, rest).is_some_and(|b| self.holds_less(b)) {
                return Some(Leaning::Open);
            }
            let tail = self.before(Use::RateTail, rest);
            share |= tail.is_some();
            match tail.or_else(|| self.before(Use::CountTail, rest)) {
                Some(before) if !before.is_empty() => rest = before,
                _ => break,
            }
        }
        if share {
            return Some(Leaning::More);
        }
        self.holds_less(name).then_some(Leaning::Open)
    }

    /// Whether a name (folded, without white space) says what should not happen.
    pub(crate) fn names_what_is_unwanted(&self, name: &str) -> bool {
        let mut rest = without_remark(name);
        loop {
            if self.has(Use::Unwanted, rest) {
                return true;
            }
            match self.before(Use::RateTail, rest).or_else(|| self.before(Use::CountTail, rest)) {
                Some(before) if !before.is_empty() => rest = before,
                _ => return false,
            }
        }
    }

    /// A name (folded) without the word behind what is counted: 宣传活动 of 宣传活动场次.
    pub(crate) fn without_count<'t>(&self, name: &'t str) -> Option<&'t str> {
        self.before(Use::CountTail, name).filter(|stem| !stem.is_empty())
    }

    /// What stands before a word of this use at the end of a text.
    fn before<'t>(&self, wanted: Use, text: &'t str) -> Option<&'t str> {
        let (length, ()) = self.lists.words(wanted)?.at_end(text)?;
        text.get(..text.len() - length)
    }

    /// Whether what may be better when it is less stands anywhere in a text.
    fn holds_less(&self, text: &str) -> bool {
        let is_in = |of| self.lists.words(of).is_some_and(|words| words.is_in(text));
        [Use::Unwanted, Use::Spent, Use::TimeSpent].into_iter().any(is_in)
    }

    /// Less is better, unless what stands before says otherwise.
    fn turned(&self, before: &str, turning: &[Use]) -> Leaning {
        if self.has(Use::Saved, before) {
            Leaning::More
        } else if turning.iter().any(|&turned| self.has(turned, before)) {
            Leaning::Open
        } else {
            Leaning::Less
        }
    }

    /// The digits of a weight that stands at the end of a folded label.
    pub(crate) fn weight_in_label<'t>(&self, key: &'t str) -> Option<&'t str> {
        // Most labels print none.
        if !key.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        self.weights.iter().find_map(|pattern| {
            let found = pattern.captures(key)?;
            let digits = found.name("weight").or_else(|| found.name("bare"))?;
            Some(digits.as_str())
        })
    }
}

/// A folded name without a remark in brackets at its end.
fn without_remark(name: &str) -> &str {
    let open = name.strip_suffix(')').and_then(|inner| inner.rfind('('));
    open.and_then(|open| name.get(..open)).filter(|stem| !stem.is_empty()).unwrap_or(name)
}

impl PatternFile for Targets {
    const BUILTIN: Builtin = builtin!("targets");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        Ok(Targets { lists: Lists::new(raw.words), weights: Expression::all(raw.weight) })
    }

    fn prove(&self) -> Result<(), Words> {
        Expression::prove(&self.weights)
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = self.lists.lint(|of, text| self.has(of, &fold::key(text)));
        problems.extend(self.weights.iter().flat_map(|pattern| pattern.lint(fold::key)));
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::Leaning::{self, Less, More, Open};
    use crate::patterns::Patterns;

    #[test]
    fn a_name_leans_by_what_it_counts() {
        let names: &[(Option<Leaning>, &[&str])] = &[
            (
                Some(Less),
                &[
                    "登记失业人数",
                    "单位耗电量",
                    "群众投诉件数",
                    "病害处置用时",
                    "安全事故起数",
                    "工期",
                    "施工工期",
                    "物业服务经费",
                    "人均办公费",
                    "三公经费占比",
                    "森林火灾受害率",
                    "投诉处理时间",
                    "平均等候时间",
                    "设备故障率",
                    "预算超支率",
                    "项目成本控制情况",
                    "服务对象投诉率(%)",
                    "逾期未办件数",
                    "案件审理周期",
                    "公文差错率",
                    "救助成本",
                ],
            ),
            (
                Some(More),
                &[
                    "投诉办结率",
                    "投诉处理及时率",
                    "失业保险参保人数",
                    "事故应急演练次数",
                    "成本节约率",
                    "群众投诉下降率",
                    "挽回经济损失金额",
                    "节约办公经费",
                    "空气质量优良天数",
                    "工期达标率",
                    "违法建设拆除面积",
                    "污染治理面积",
                    "经费拨付及时率",
                    "事故隐患整改率",
                    "开放天数",
                    "带动消费增长率",
                    "企业满意度",
                    "消防安全培训人次",
                    "培训人数",
                    "新建管网长度",
                    "门票收入",
                ],
            ),
            (
                Some(Open),
                &[
                    "受理投诉件数",
                    "减少安全事故起数",
                    "查处违法件数",
                    "研发经费",
                    "降低企业成本",
                    "项目支出",
                    "培训时长",
                    "成本控制率",
                    "政府债务增长率",
                    "失业保险金发放额",
                    "办公用电量",
                    "争取专项经费",
                    "经费补助标准",
                    "保养周期",
                ],
            ),
            (None, &["走访企业数量", "带动消费", "污水处理量"]),
        ];
        let targets = &Patterns::builtin().targets;
        for (expected, names) in names {
            for name in *names {
                let name = crate::fold::clean_key(name);
                assert_eq!(targets.leaning(&name), *expected, "{name}");
            }
        }
    }

    #[test]
    fn a_direction_with_a_degree_is_vague_and_one_with_a_measure_is_not() {
        let targets = &Patterns::builtin().targets;
        for vague in ["提升", "明显改善", "逐步提高", "有效提升", "改善明显"] {
            assert!(targets.is_vague(vague), "{vague}");
        }
        for checkable in ["", "持续", "健全", "提高5%", "控制在预算内", "改善人居环境", "良好"]
        {
            assert!(!targets.is_vague(checkable), "{checkable}");
        }
    }
}
