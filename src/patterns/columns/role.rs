//! What a column of an indicator table holds.

use serde::Deserialize;

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal,)+) => {
        /// What a column holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Role {
            $($(#[$doc])* $role,)+
        }

        impl Role {
            /// Its name in the output and in `columns.toml`.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Role::$role => $name,)+
                }
            }
        }
    };
}

roles! {
    /// 绩效指标: a cell that spans all rows; holds no value.
    Group = "group",
    /// 序号
    Number = "number",
    /// 指标编码
    Code = "code",
    /// 一级指标
    Level1 = "level1",
    /// 二级指标
    Level2 = "level2",
    /// 三级指标 of a table with four levels
    Level3 = "level3",
    /// 四级指标: the name in a table with four levels
    Level4 = "level4",
    /// 三级指标
    Name = "name",
    /// 预期值
    Target = "target",
    /// 年初目标值, where another column holds the target in force
    TargetInitial = "target_initial",
    /// 调整后指标值
    TargetAdjusted = "target_adjusted",
    /// 实施期指标值
    TargetPeriod = "target_period",
    /// 上半年目标值
    TargetPart = "target_part",
    /// 次年目标值
    TargetForecast = "target_forecast",
    /// 上年目标值
    TargetPrevious = "target_previous",
    /// A target of which the head does not tell whether it is the one in force
    TargetOther = "target_other",
    /// 实现值
    Actual = "actual",
    /// 第三方核定值
    ActualReview = "actual_review",
    /// 实施期完成值
    ActualPeriod = "actual_period",
    /// 1-7月执行情况
    ActualPart = "actual_part",
    /// 全年预计完成情况
    ActualForecast = "actual_forecast",
    /// 上年实际值
    ActualPrevious = "actual_previous",
    /// An actual value of which the head does not tell whether it is the year's
    ActualOther = "actual_other",
    /// 基期值
    Previous = "previous",
    /// 指标性质: ≥, ≤, =, 定性
    Comparator = "comparator",
    /// 计量单位
    Unit = "unit",
    /// 分值
    Weight = "weight",
    /// 分值 of the level-1 indicator
    WeightLevel1 = "weight_level1",
    /// 分值 of the level-2 indicator
    WeightLevel2 = "weight_level2",
    /// 分值 of the level-3 indicator of a table with four levels
    WeightLevel3 = "weight_level3",
    /// Another 分值 of the indicator
    WeightOther = "weight_other",
    /// 得分
    Score = "score",
    /// 得分 of the level-1 indicator
    ScoreLevel1 = "score_level1",
    /// 得分 of the level-2 indicator
    ScoreLevel2 = "score_level2",
    /// 得分 of the level-3 indicator of a table with four levels
    ScoreLevel3 = "score_level3",
    /// 复核得分
    ScoreReview = "score_review",
    /// A score of which the head does not tell whose it is
    ScoreOther = "score_other",
    /// 扣分
    Deduction = "deduction",
    /// 完成率
    Rate = "rate",
    /// 得分系数
    Coefficient = "coefficient",
    /// 未能实现预期值的原因
    Reason = "reason",
    /// 改进措施
    Measure = "measure",
    /// 是否核心指标
    Core = "core",
    /// 评分标准
    Criterion = "criterion",
    /// 采集数据项: what an actual value was worked out from
    Data = "data",
    /// 完成目标可能性, in a table of an unfinished year
    Outlook = "outlook",
    /// 备注
    Remark = "remark",
    /// 年度总体目标: the goal of the whole form, in words
    Overall = "overall",
    /// 单位名称, where each row names it
    Department = "department",
    /// 实施单位, where each row names it
    ImplementingUnit = "implementing_unit",
    /// 项目名称, where each row names it
    Project = "project",
    /// 预算年度, where each row names it
    FiscalYear = "fiscal_year",
    /// 审核状态, 责任科室 and the like: nothing of the indicator
    Administrative = "administrative",
    /// A head that no entry names.
    #[serde(skip)]
    Unknown = "unknown",
}

impl Role {
    /// Whether it holds what was aimed at or reached, of whatever time and whoever says so.
    pub(crate) fn is_quantity(self) -> bool {
        matches!(
            self,
            Role::Target
                | Role::TargetInitial
                | Role::TargetAdjusted
                | Role::TargetPeriod
                | Role::TargetPart
                | Role::TargetForecast
                | Role::TargetPrevious
                | Role::TargetOther
        ) || self.is_actual()
    }

    /// Whether it holds what was reached, of whatever time and whoever says so.
    pub(crate) fn is_actual(self) -> bool {
        matches!(
            self,
            Role::Actual
                | Role::ActualReview
                | Role::ActualPeriod
                | Role::ActualPart
                | Role::ActualForecast
                | Role::ActualPrevious
                | Role::ActualOther
                | Role::Previous
        )
    }

    /// Whether it holds points: 分值, 得分 and 扣分 of whatever level and whoever gives them.
    pub(crate) fn is_points(self) -> bool {
        matches!(
            self,
            Role::Weight
                | Role::WeightLevel1
                | Role::WeightLevel2
                | Role::WeightLevel3
                | Role::WeightOther
                | Role::Score
                | Role::ScoreLevel1
                | Role::ScoreLevel2
                | Role::ScoreLevel3
                | Role::ScoreReview
                | Role::ScoreOther
                | Role::Deduction
        )
    }

    /// Whether what stands in the column is kept in `extra` of the indicator.
    pub(crate) fn is_extra(self) -> bool {
        !matches!(
            self,
            Role::Group
                | Role::Number
                | Role::Level1
                | Role::Level2
                | Role::Level4
                | Role::Name
                | Role::Target
                | Role::Actual
                | Role::Comparator
                | Role::Unit
                | Role::Weight
                | Role::Score
                | Role::Reason
                | Role::Overall
                | Role::Department
                | Role::ImplementingUnit
                | Role::Project
                | Role::FiscalYear
                | Role::Administrative
                | Role::Unknown
        )
    }
}
