//! The entries of `narrative.toml` as they stand in the file.

use serde::Deserialize;

use crate::patterns::expression::ExpressionEntry;
use crate::patterns::lists::{WordList, purposes};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    pub(super) words: Vec<WordList<WordKind>>,
    pub(super) pattern: Vec<ExpressionEntry<PatternKind>>,
    pub(super) topic: Vec<Topic>,
}

/// Something that a report calls well in one place and not well in another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    pub(super) id: String,
    pub(super) nouns: Vec<String>,
    pub(super) good: Vec<String>,
    pub(super) bad: Vec<String>,
    /// Clauses that call it well.
    #[serde(default)]
    pub(super) examples: Vec<String>,
    /// Clauses that do not.
    #[serde(default)]
    pub(super) opposites: Vec<String>,
    /// Clauses that do neither.
    #[serde(default)]
    pub(super) rejects: Vec<String>,
}

/// What a list of words is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WordKind {
    /// Headings of problems: 存在问题.
    Problems,
    /// Headings that are nothing else: 问题.
    ProblemsWhole,
    /// Headings of measures: 改进措施.
    Measures,
    /// Headings that are nothing else: 建议.
    MeasuresWhole,
    /// Headings of something else: 上年度整改情况.
    OtherHeading,
    /// Headings that are nothing else: 原因分析.
    OtherWhole,
    /// Headings of something more: 主要经验及做法、存在的问题.
    MixedHeading,
    /// What is printed where there is nothing: 无.
    Nothing,
    /// Headings and labels of what is told of one project of several: …项目自评综述.
    OneProject,
    /// Labels of paragraphs on one of several projects: “桥梁检测”项目。
    OneProjectLabel,
    /// What a sentence holds that complains: 不足.
    Complaint,
    /// Before a number that only counts off: 第.
    Ordinal,
    /// After a quantity that is part of a name: 的.
    PartOfAName,
    /// What makes a quantity another year's: 上年.
    OtherYear,
    /// The year after the one evaluated: 下一年.
    NextYear,
    /// Before that, what says that something of this year goes on in it: 结转.
    CarriedInto,
    /// Words that hold one of those and say it of what stands straight behind them: 上年结转, 比上年.
    OtherYearAside,
    /// What turns a sentence to the year evaluated: 今年.
    OwnYear,
    /// Before a year, what makes that a part of what its clause speaks of: 拨付2022年度奖金.
    TakesAYear,
    /// Behind a day of another year, what was done on it of the money of this one: 下达.
    Issued,
    /// How a clause starts that only tells why: 因.
    StartsACause,
    /// What makes it one that is only meant: 计划.
    Planned,
    /// Words that hold one of those and plan nothing: 预算执行率.
    NotPlanned,
    /// Before a word of plans, what only compares with them: 比预算减少4万元.
    Compares,
    /// Behind a word of plans, what makes the number that of a reason: 的原因是.
    GivesAReason,
    /// What says of a part of what was planned that it was done: 已.
    DoneOfPlan,
    /// Names that hold one of those: 转移支付.
    NotDoneOfPlan,
    /// A verb that plans: 计划 before 维修泵站7座.
    PlansToDo,
    /// Behind such a word, what makes it the name of what was planned: 计划投资.
    PlannedNoun,
    /// What tells in a clause behind a planned one what was done: 支出.
    TurnsFromPlans,
    /// All that stands between two numbers of a row: 和.
    JoinsARow,
    /// Before a number, that it is by how much: 高出.
    DiffersBy,
    /// Before a word of plans, what went beyond it: 超出.
    Exceeds,
    /// Before a number, what it rose or fell to: 增至.
    ComesTo,
    /// Before the number from which it did: 由.
    ComesFrom,
    /// Headings and labels of goals: 年度目标.
    PlannedHeading,
    /// Headings of goals, of which the sections below tell as well: 绩效目标.
    GoalHeading,
    /// Labels of cells that tell what is to be done: 项目实施计划.
    PlanLabel,
    /// How a clause behind a label of goals starts that tells what was done: 实际.
    Actual,
    /// Labels in a sentence behind which goals stand: 绩效目标下达情况.
    GoalLabel,
    /// Behind a year, that it is only the first of many: 以来.
    EverSince,
    /// What a label of goals may hold that leaves open what stands behind it: 完成.
    TurnedLabel,
    /// How headings of goals end that were reached: 完成的绩效目标.
    ReachedGoal,
    /// Words in such headings that leave them goals: 未.
    UnreachedGoal,
    /// Behind the word for goals, before the colon: 为.
    IsAsFollows,
    /// Heads over what was done: 实际完成情况.
    DoneHeading,
    /// The last word of a clause that says what is to be: 应.
    Obliged,
    /// Words that end like one of those: 供应.
    NotObliged,
    /// The last word before one of comparison, that it was not so: 未.
    Denied,
    /// What makes a clause that tells a number a wish: 确保.
    Wished,
    /// Behind a quantity, what makes it one that was planned, whoever did it: 计划任务.
    MeantBehind,
    /// The last word of a clause that tells a plan, if nothing there was done: 任务.
    MeantAtEnd,
    /// What says that what was planned was done: 完成.
    CameTrue,
    /// The end of what a form prints of how to fill it in: （200字以内）.
    FormHint,
    /// How a sentence starts that tells what is to come: 预计.
    Foreseen,
    /// Where a sentence on goals turns to what was done: 实际完成.
    TurnsToActual,
    /// The label of one of several goals, before its number: 目标1.
    NumberedGoal,
    /// What makes it one of more than a year: 累计.
    Cumulative,
    /// Those of them that only add up: 累计.
    AddsUp,
    /// What says before such a word that it adds up within the year evaluated: 今年以来.
    WithinTheYear,
    /// What stands before a time up to which something is added up: 截至.
    UpToATime,
    /// What says of a whole list that it is counted up to a day: 截至.
    UpToADay,
    /// What says of a number that it is of each: 人均.
    OfEach,
    /// What says of a number behind one of each that it is of all: 共计.
    SumOfAll,
    /// Words of plans that plan money, and before what is counted may tell of what was done: 预算.
    PlannedMoney,
    /// Words for goals, which may themselves be counted: 绩效目标.
    Goals,
    /// Units in which goals are counted: 条.
    CountsGoals,
    /// What changes a budget: 核减.
    ChangesABudget,
    /// Behind that, that the budget is the changed one: 后.
    AfterAChange,
    /// Of a part of what was planned, all words before its number where it was done: 支出.
    DoneWhole,
    /// What opens a list of goals without a colon: 年度目标是.
    GoalIs,
    /// The noun of a goal before what was done: 指标.
    GoalNoun,
    /// Words before what was done that name nothing of its own: 实际完成值.
    ActualValue,
    /// Where the parts of the amount straight before begin: 分别是.
    ListsParts,
    /// Before parts, words that may name other things that belong to the whole: 包括.
    Comprises,
    /// The unit that a year may seem to have: 度.
    UnitOfAYear,
    /// Words of plans that tell only straight before a number what is meant: 要求.
    Demanded,
    /// Before a number, by how much something was more or less than planned: 少完成.
    FallsShort,
    /// The same of its own clause: 共有.
    Standing,
    /// Words that hold one of those and count what was done: 执行总量.
    NotStanding,
    /// What makes it one of less than the year: 新增.
    Partial,
    /// Words that hold one of those and set nothing apart: 分别于.
    NotPartial,
    /// Growth below zero: 下降.
    Falls,
    /// Before a row of numbers: 分别.
    Respectively,
    /// Behind a count, that it is all of them: 均.
    AllOfThem,
    /// Before a word, what makes it its opposite: 不.
    Negates,
    /// The name of a rate that is of whatever was planned: 完成.
    GenericRate,
    /// How the noun of a whole starts and ends beside what it counts: 总人次, 投资额.
    WholeStart,
    WholeEnd,
    /// Where the parts begin: 其中.
    OfWhich,
    /// Before a percentage behind it, what says that of the whole: 已.
    OfTheWhole,
    /// Before a count of all indicators: 共.
    AllIndicators,
    /// Before a count of some: 其中.
    SomeIndicators,
    /// Names of the rows of a table: 绩效指标.
    RowsOfTheTable,
    /// Before a count whose list is open: 等.
    OpenList,
    /// Before a number of what was listed: 以上.
    RefersBack,
    /// Before an enumeration of what was declared: 如下.
    LeadsToList,
    /// Between the last two of a list: 和.
    ListJoint,
    /// The measure of a number that sums up a list: 大 in 三大任务.
    SumsUp,
    /// What makes a clause no report of a change: 严格.
    NoChange,
    /// What makes a clause a wish: 确保.
    Wish,
    /// What makes a complaint one that is averted: 避免.
    Averted,
    /// Before an execution rate: 执行率.
    ExecutionRate,
    /// An execution rate of the whole, and of no part.
    WholeRate,
    /// The end of the name of a rate: 率 in 办结率.
    RateOfCounts,
    /// Between a rate and its number: 达.
    Reached,
    /// At the start of what was to be counted: 应检.
    Due,
    /// At the start of what was: 实检.
    Done,
    /// Funds that are a part of the spending: 财政拨款.
    PartOfSpending,
    /// Around the noun of a quantity, and nothing of it: 全年.
    Neutral,
    /// What joins the words of a noun: 的.
    Particle,
    /// 数 at the end of a noun: that it is counted.
    CountedTail,
    /// Nouns that say little by themselves: 项目.
    CommonNoun,
    /// Money that others add: 带动.
    AddedMoney,
    /// A word that starts with the sign of a unit: 项目资金.
    LongerWord,
    /// Words that end like one of comparison before a number: 下达, 节约.
    WordOfItsOwn,
    /// 滞后
    Delay,
    /// What can be late: 工程.
    Delayed,
    /// 压减
    Cut,
    /// 未能
    LeftUndone,
    /// Levels of time: 时效.
    InTime,
    /// Pairs of characters that say little: 项目.
    CommonPair,
}

purposes!(WordKind);

/// What an expression is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PatternKind {
    /// Where a text turns from a problem to a measure; group `turn`.
    TurnsToMeasures,
    /// The words before a share; group `whole`.
    Share,
    /// The words before a growth rate; groups `base`, `how`.
    Growth,
    /// Counts of indicators; groups `count`, `what`.
    IndicatorCount,
    /// The same with the count behind; groups `noun`, the end of what is counted, `count`.
    IndicatorCountAfter,
    /// The rates after a count; groups `low`, `high`, `bound`.
    IndicatorRate,
    /// Completion after a count; group `not`.
    IndicatorMet,
    /// Counts without a noun behind one of indicators; groups `said`, `count` behind the
    /// verb and `not`, or `count_before` it and `not_after`.
    IndicatorSplit,
    /// Counts of tasks; groups `count`, `measure`, `what`.
    DeclaredList,
    /// 压减预算
    BudgetChange,
    /// 各项绩效目标全部完成; group `claim`.
    AllMet,
    /// The points of a part and what it scored; groups `weight`, `score`.
    PointsOfPart,
    /// The heads of a form whose cells were run together.
    RunTogether,
}
