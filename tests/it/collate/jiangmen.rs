//! The one real garbled report that is at hand, with witnesses that are made here: what they
//! say is invented, where they say it is not. Without the report these tests say so and pass.

use std::fs;

use super::{changed, collate};
use crate::support::{extract, shared};
use jiaokan::Report;
use jiaokan::collation::Outcome;
use jiaokan::decisions::Place;

/// The names that cannot be read, as they are printed and as the witnesses say them.
const NAMES: [(u32, &str, &str, &str); 5] = [
    (3, "组织参加 招商活动 的人)", "组织参加招商活动的人数", "人"),
    (
        6,
        "市场提出10化供工人的,但是一个的,但是一个的,但是一个的。",
        "市场化招商提供10亿元以上项目线索数",
        "个",
    ),
    (9, "市超供 投资 投项 化元)", "市场化超亿元供应链投资新投项目额", "亿元"),
    (10, "招的 总理则 人人", "招商活动的总经理级别参会人数", "人"),
    (15, "招度 新货 索 ( 条 )", "招商年度新获项目线索数", "条"),
];

fn text() -> Option<String> {
    Some(fs::read_to_string(shared("reports/gd-jiangmen-invest-2024.md")?).unwrap())
}

fn base(text: &str) -> Report {
    extract("scan.md", text)
}

/// The text of another recogniser that read the names.
fn second(text: &str, names: impl Fn(&str) -> String) -> Report {
    let mut text = text.to_owned();
    for (_, raw, name, unit) in NAMES {
        assert!(text.contains(raw), "{raw}");
        text = text.replace(raw, &format!("{}({unit})", names(name)));
    }
    extract("second.md", text)
}

/// The declaration of a year, row for row.
fn declaration(base: &Report, year: i16) -> Report {
    let mut text = format!(
        "# 部门整体支出绩效目标申报表\n\n（{year}年度）\n\n部门名称：江门市投资促进局\n\n\
         | 一级指标 | 二级指标 | 三级指标 | 年度指标值 |\n|---|---|---|---|\n"
    );
    for row in &base.indicators {
        let said = NAMES.iter().find(|(number, ..)| *number == row.row);
        let name = said.map(|(_, _, name, unit)| format!("{name}({unit})"));
        let name = name.unwrap_or_else(|| row.name.raw.clone());
        let of = |text: &jiaokan::model::Text| text.value.clone().unwrap();
        let target = row.target.raw.replace('↑', "个");
        text.push_str(&format!(
            "| {} | {} | {name} | {target} |\n",
            of(&row.level1),
            of(&row.level2)
        ));
    }
    extract("declaration.md", text)
}

fn names_restored() -> Vec<(Place, Option<String>)> {
    let names = NAMES
        .iter()
        .map(|(row, _, name, _)| (Place::indicator(1, *row, "name"), Some((*name).to_owned())));
    names.collect()
}

#[test]
fn a_declaration_and_a_second_recogniser_restore_the_names_and_nothing_else() {
    let Some(text) = text() else { return };
    let base = base(&text);
    let (second, declaration) = (second(&text, str::to_owned), declaration(&base, 2024));
    // The second text alone lost characters of labels itself: what it reads is only offered,
    // but for the name of which a single place is unreadable and all others agree.
    assert_eq!(changed(&base, &collate(&base, &[&second]).report), names_restored()[..1]);
    for witnesses in [vec![&second, &declaration], vec![&declaration, &second]] {
        let collation = collate(&base, &witnesses);
        assert_eq!(changed(&base, &collation.report), names_restored());
        let entries = &collation.apparatus.entries;
        assert_eq!(entries.len(), NAMES.len());
        assert!(entries.iter().all(|entry| entry.outcome == Outcome::Restored), "{entries:#?}");
        for row in &collation.report.indicators {
            let repair =
                row.name.repair.as_ref().filter(|_| row.name.status != base_status(row, &base));
            let evidence = repair.map_or(&[][..], |repair| &repair.evidence);
            for one in evidence {
                assert!(one.source.as_ref().unwrap().name.ends_with(".md"));
                assert!(one.at.line().is_some());
            }
        }
    }
}

fn base_status(row: &jiaokan::model::Indicator, base: &Report) -> jiaokan::model::Status {
    base.indicators.iter().find(|other| other.row == row.row).unwrap().name.status
}

#[test]
fn the_declaration_alone_restores_names_and_no_wrong_one() {
    let Some(text) = text() else { return };
    let base = base(&text);
    let collation = collate(&base, &[&declaration(&base, 2024)]);
    let restored = changed(&base, &collation.report);
    println!("the declaration alone: {} of {} names", restored.len(), NAMES.len());
    assert!(restored.len() >= 3, "{restored:?}");
    assert!(restored.iter().all(|one| names_restored().contains(one)), "{restored:?}");
}

#[test]
fn a_witness_that_contradicts_restores_nothing() {
    let Some(text) = text() else { return };
    let base = base(&text);
    let second = second(&text, str::to_owned);
    let declaration = declaration(&base, 2024);
    let third = extract(
        "third.md",
        NAMES.iter().fold(text.clone(), |text, (_, raw, name, unit)| {
            let other = format!("{}情况", name.trim_end_matches(['数', '额']));
            text.replace(raw, &format!("{other}({unit})"))
        }),
    );
    let collation = collate(&base, &[&second, &declaration, &third]);
    assert_eq!(changed(&base, &collation.report), []);
    let entries = &collation.apparatus.entries;
    assert!(entries.iter().all(|entry| entry.outcome == Outcome::Offered), "{entries:#?}");
}

#[test]
fn swapped_years_restore_no_value() {
    let Some(text) = text() else { return };
    let base = base(&text);
    let of_2023 = text.replace("2024", "2023").replace("2025", "2024");
    let second = second(&of_2023, str::to_owned);
    assert_eq!(second.fiscal_year.value, Some(2023));
    let declaration = declaration(&base, 2023);
    let collation = collate(&base, &[&second, &declaration]);
    for (place, read) in changed(&base, &collation.report) {
        assert_eq!(place.field, "name", "{read:?}");
        assert!(names_restored().contains(&(place, read)));
    }
}
