//! ## What it finds
//! A declared number of tasks, projects or matters (3大目标任务, 以下四个方面) that is not
//! the number of those listed before or after it.
//!
//! ## Why it matters
//! A task that was declared and is not reported on is most often one that was not done.
//!
//! ## Known limits
//! A list in words (甲、乙和丙) is counted only where its joints are clear; one that ends
//! in 等 is open and is not counted. A number that may count something else
//! (道路、桥梁5个项目) is never a finding.
//!
//! ## Basis
//! 本校: what one sentence declares and lists.
//!
//! ---
//! ## 查什么
//! 所称任务、项目、方面的个数（3 大目标任务、以下四个方面），与前后列举的个数不符。
//!
//! ## 为什么重要
//! 列了数而没有说到的任务，多半是没有做的。
//!
//! ## 局限
//! 文字列举（甲、乙和丙）只在连接词明确时计数，以“等”结尾的不计数。可能另有所指的数
//! （道路、桥梁 5 个项目）不作为问题。
//!
//! ## 依据
//! 本校：同一句所称与所列。

use super::check;
use crate::checks::{Context, Judgement};
use crate::model::DeclaredList;
use crate::words::words;

check!(
    "enumeration_count_differs",
    ["CNT-04"],
    Low,
    en: "Count of a list differs",
    zh: "列举个数不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let lists = &context.report.narrative.lists;
    lists.iter().filter_map(one).collect()
}

fn one(list: &DeclaredList) -> Option<Judgement> {
    let (declared, what) = (list.count, &list.what);
    let raw: String = list.raw.split_whitespace().collect();
    if let Some(after) = list.after {
        if after == declared {
            let said = words!(
                en: "{raw}: {after} are listed",
                zh: "{raw}：列举 {after} 项，相符"
            );
            return Some(Judgement::pass(said).at([list.at]));
        }
        let said = words!(
            en: "{raw}: {after} are listed after it",
            zh: "{raw}：其后列举了 {after} 项（{what}）"
        );
        return Some(Judgement::finding(said).values(declared, after).at([list.at]));
    }
    let [least, most] = list.before?;
    if (least..=most).contains(&declared) {
        let said = words!(
            en: "{raw}: as many are listed before it",
            zh: "{raw}：与前面列举的个数相符"
        );
        return Some(Judgement::pass(said).at([list.at]));
    }
    let range = if least == most { least.to_string() } else { format!("{least}-{most}") };
    if !list.sums_up {
        return None;
    }
    let said = words!(
        en: "{raw}: {range} are listed before it",
        zh: "{raw}：前面列举了 {range} 项（{what}）"
    );
    Some(Judgement::finding(said).values(declared, range).at([list.at]))
}
