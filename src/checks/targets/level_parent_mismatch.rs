//! `level_parent_mismatch.md` says what this finds and why.

use super::check;
use crate::checks::row::{Row, numbers, places};
use crate::checks::tally::close;
use crate::checks::{Context, Judgement};
use crate::model::{Severity, Status};
use crate::patterns::{LevelId, Patterns, Use};
use crate::words::{Words, words};

check!(
    "level_parent_mismatch",
    ["TGT-03"],
    Medium,
    en: "Level under the wrong parent",
    zh: "指标层级归属有误"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let patterns = context.patterns;
    let measured = satisfied_under(patterns);
    let (mut out, mut damaged) = (Vec::new(), Vec::new());
    let mut judged = 0;
    for row in context.rows {
        let indicator = row.indicator;
        if [&indicator.level1, &indicator.level2].iter().any(|text| text.status == Status::Damaged)
        {
            damaged.push(row);
            continue;
        }
        let [Some(level1), Some(level2)] = row.levels else {
            continue;
        };
        judged += 1;
        let parents = patterns.levels.parents(level2);
        // 成本指标 under 成本指标: what has the name of its level 1 is under it.
        let named_alike = patterns.levels.name(level1) == patterns.levels.name(level2);
        let strange = !parents.is_empty() && !parents.contains(&level1) && !named_alike;
        if strange {
            out.push(finding(row, parents, patterns));
        } else if names_satisfaction(row, patterns) && !measured.contains(&level1) {
            out.push(misplaced(row));
        }
    }
    let open = (!damaged.is_empty()).then(|| {
        let Words { en: which, zh: which_zh } = numbers(damaged.iter().copied());
        let said = words!(
            en: "a level of rows {which} cannot be read",
            zh: "第 {which_zh} 个指标的级别残损"
        );
        Judgement::not_evaluable(said).at(places(damaged))
    });
    close(out, open, || {
        let said = words!(
            en: "each level 2 of {judged} rows stands under its level 1",
            zh: "{judged} 行的二级指标均在所属一级指标之下"
        );
        (judged > 0).then(|| Judgement::pass(said))
    })
}

/// The level-1 entries under which satisfaction may stand.
fn satisfied_under(patterns: &Patterns) -> Vec<LevelId> {
    let is = |id: &LevelId| {
        let name = patterns.levels.name(*id);
        patterns.targets.has(Use::Satisfaction, name)
    };
    let levels2 = patterns.levels.of_level(2).filter(is);
    let mut parents: Vec<LevelId> =
        levels2.flat_map(|id| patterns.levels.parents(id).to_vec()).collect();
    parents.sort_unstable();
    parents.dedup();
    parents
}

/// Whether the name alone, and no level, says that satisfaction is measured.
fn names_satisfaction(row: &Row<'_>, patterns: &Patterns) -> bool {
    let name = row.indicator.name.value.as_deref().unwrap_or_default();
    patterns.targets.has(Use::Satisfaction, name)
}

fn finding(row: &Row<'_>, parents: &[LevelId], patterns: &Patterns) -> Judgement {
    let (level1, level2) = (&row.indicator.level1, &row.indicator.level2);
    let expected: Vec<&str> = parents.iter().map(|&id| patterns.levels.name(id)).collect();
    let expected = expected.join(" / ");
    let Words { en: number, zh: number_zh } = row.number();
    let (one, two) =
        (level1.value.as_deref().unwrap_or_default(), level2.value.as_deref().unwrap_or_default());
    let said = words!(
        en: "row {number}: {two} stands under {one}, not under {expected}",
        zh: "第 {number_zh} 个指标：{two} 列在 {one} 之下，应在 {expected} 之下"
    );
    judged(row, said).values(expected, one)
}

fn misplaced(row: &Row<'_>) -> Judgement {
    let Words { en: number, zh: number_zh } = row.number();
    let name = row.name();
    let one = row.indicator.level1.value.as_deref().unwrap_or_default();
    let said = words!(
        en: "row {number}: {name} measures satisfaction, but stands under {one}",
        zh: "第 {number_zh} 个指标：{name} 属于满意度，却列在 {one} 之下"
    );
    judged(row, said)
}

fn judged(row: &Row<'_>, said: crate::words::Words) -> Judgement {
    let (level1, level2) = (&row.indicator.level1, &row.indicator.level2);
    let carried = [("level1", level1), ("level2", level2)];
    let carried = carried.map(|(field, text)| row.text_rests_on(field, text));
    let printed = carried.iter().all(Option::is_none);
    let severity = if printed { Severity::Medium } else { Severity::Low };
    Judgement::finding(said)
        .at([level1.at, level2.at, row.indicator.name.at])
        .severity(severity)
        .rests_on(carried.into_iter().flatten())
}
