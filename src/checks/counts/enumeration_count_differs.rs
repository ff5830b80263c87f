//! `enumeration_count_differs.md` says what this finds and why.

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
