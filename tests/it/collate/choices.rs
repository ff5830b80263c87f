//! One trouble each: which reading is taken, and when none is.

use super::{changed, collate};
use crate::support::extract;
use jiaokan::collation::Outcome;
use jiaokan::decisions::Place;
use jiaokan::model::{EvidenceKind, Status, WitnessKind};
use jiaokan::{Options, Report, Witness};

const ROWS: [[&str; 6]; 6] = [
    ["产出指标", "数量指标", "巡查河道次数", "≥240次", "251次", "10"],
    ["产出指标", "数量指标", "清淤河道长度", "≥12公里", "14公里", "20"],
    ["产出指标", "质量指标", "断面水质达标率", "≥95%", "98.2%", "20"],
    ["产出指标", "时效指标", "汛前检修完成及时率", "100%", "100%", "10"],
    ["效益指标", "生态效益指标", "河岸新增绿化面积", "≥30公顷", "31.5公顷", "20"],
    ["满意度指标", "服务对象满意度指标", "沿河居民满意度", "≥90%", "93%", "10"],
];

type Rows = Vec<Vec<String>>;

fn rows() -> Rows {
    ROWS.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

fn with(edits: &[(usize, usize, &str)]) -> Rows {
    let mut rows = rows();
    for &(row, column, text) in edits {
        rows[row][column] = text.to_owned();
    }
    rows
}

fn report(name: &str, year: i16, rows: &Rows) -> Report {
    let mut text = format!(
        "# 清源县水务局{year}年度部门整体支出绩效自评报告\n\n\
         | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 | 分值 |\n|---|---|---|---|---|---|\n"
    );
    for row in rows {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    // Two files of one content are two files.
    text.push_str(&format!("\n<!-- {name} -->\n"));
    extract(name, text)
}

fn declaration(year: i16, rows: &Rows) -> Report {
    let mut text = format!(
        "# 清源县水务局{year}年度绩效目标申报表\n\n\
         | 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值 |\n|---|---|---|---|---|\n"
    );
    for row in rows {
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            row[0], row[1], row[2], row[3], row[5]
        ));
    }
    extract("declaration.md", text)
}

const NAME: usize = 2;
const TARGET: usize = 3;
const ACTUAL: usize = 4;
const WEIGHT: usize = 5;

#[test]
fn a_sound_copy_restores_names_digits_and_what_follows_from_them() {
    let base = report(
        "scan.md",
        2023,
        &with(&[(1, NAME, "清�河�长�"), (2, ACTUAL, "9B.2%"), (4, TARGET, "≥3O公顷")]),
    );
    assert_eq!(base.indicators[2].completion.rate, None);
    let copy = report("copy.md", 2023, &rows());
    let collation = collate(&base, &[&copy]);
    let report = &collation.report;
    assert_eq!(collation.apparatus.summary.restored, 3, "{:#?}", collation.apparatus);
    assert_eq!(report.indicators[1].name.value.as_deref(), Some("清淤河道长度"));
    assert_eq!(report.indicators[1].name.raw, "清�河�长�");
    assert_eq!(report.indicators[2].actual.number.unwrap().to_string(), "98.2");
    assert_eq!(report.indicators[2].completion.rate.as_deref(), Some("1.0337"));
    assert_eq!(report.indicators[4].completion.met, Some(true));
    let repair = report.indicators[2].actual.repair.as_ref().unwrap();
    assert_eq!((repair.from.as_str(), repair.to.as_str()), ("9B.2%", "98.2%"));
    let evidence = &repair.evidence[0];
    assert_eq!(evidence.kind, EvidenceKind::Witness);
    let source = evidence.source.as_ref().unwrap();
    assert_eq!((source.name.as_str(), source.kind), ("copy.md", WitnessKind::Copy));
    assert_eq!(report.witnesses[0].restored, 3);
    assert_eq!(changed(&base, report).len(), 3);
}

#[test]
fn digits_of_which_nothing_is_left_do_not_rest_on_one_copy_that_may_have_lost_one() {
    let base = report("scan.md", 2023, &with(&[(5, WEIGHT, "")]));
    let (copy, other) = (report("copy.md", 2023, &rows()), report("other.md", 2023, &rows()));
    let offered = collate(&base, &[&copy]);
    assert_eq!(changed(&base, &offered.report), []);
    assert_eq!(offered.apparatus.entries[0].outcome, Outcome::Offered);
    assert!(offered.apparatus.entries[0].why.contains("nothing is left"));
    let restored = collate(&base, &[&copy, &other]);
    let weight = restored.report.indicators[5].weight.as_ref().unwrap();
    assert_eq!(weight.value.to_string(), "10");
}

#[test]
fn a_reading_that_does_not_fit_what_is_left_is_not_taken() {
    let base = report("scan.md", 2023, &with(&[(2, ACTUAL, "7l.2%")]));
    let collation = collate(&base, &[&report("copy.md", 2023, &rows())]);
    assert_eq!(changed(&base, &collation.report), []);
    assert_eq!(collation.apparatus.entries[0].outcome, Outcome::Left);
}

#[test]
fn a_copy_that_contradicts_the_base_elsewhere_only_offers() {
    let base = report("scan.md", 2023, &with(&[(2, ACTUAL, "9B.2%")]));
    let copy = report("copy.md", 2023, &with(&[(0, ACTUAL, "257次")]));
    let collation = collate(&base, &[&copy]);
    assert_eq!(changed(&base, &collation.report), []);
    assert_eq!(collation.report.indicators[2].actual.candidates[0].value, "98.2%");
    let outcomes: Vec<Outcome> = collation.apparatus.entries.iter().map(|e| e.outcome).collect();
    assert_eq!(outcomes, [Outcome::Kept, Outcome::Offered]);
    // Two that agree restore it all the same.
    let second = report("second.md", 2023, &rows());
    let collation = collate(&base, &[&copy, &second]);
    let actual = Place::indicator(1, 3, "actual");
    assert_eq!(changed(&base, &collation.report), [(actual, Some("98.2%".to_owned()))]);
}

#[test]
fn witnesses_that_contradict_each_other_restore_nothing() {
    let base = report("scan.md", 2023, &with(&[(1, NAME, "清�河�长�")]));
    let copy = report("copy.md", 2023, &rows());
    let other = report("other.md", 2023, &with(&[(1, NAME, "清障河道长度")]));
    let collation = collate(&base, &[&copy, &other]);
    assert_eq!(changed(&base, &collation.report), []);
    assert_eq!(collation.report.indicators[1].name.candidates.len(), 2);
}

#[test]
fn two_witnesses_against_a_sound_base_change_nothing_and_are_told() {
    let base = report("scan.md", 2023, &with(&[(0, ACTUAL, "257次")]));
    let (one, two) = (report("one.md", 2023, &rows()), report("two.md", 2023, &rows()));
    let collation = collate(&base, &[&one, &two]);
    assert_eq!(changed(&base, &collation.report), []);
    assert_eq!(collation.apparatus.entries[0].outcome, Outcome::Doubted);
    assert_eq!(collation.report.indicators[0].actual.candidates[0].value, "251次");
    assert!(collation.report.has_note("witnesses_agree_otherwise"));
}

#[test]
fn a_declaration_restores_names_targets_and_weights_and_never_an_actual_value() {
    let base = report(
        "scan.md",
        2023,
        &with(&[
            (1, NAME, "清�河�长�"),
            (2, ACTUAL, "9B.2%"),
            (4, TARGET, "≥3O公顷"),
            (5, WEIGHT, "l0"),
        ]),
    );
    let collation = collate(&base, &[&declaration(2023, &rows())]);
    let fields: Vec<(u32, String)> = changed(&base, &collation.report)
        .into_iter()
        .map(|(place, _)| (place.ordinal.unwrap(), place.field))
        .collect();
    let expected = [(2, "name"), (5, "target"), (6, "weight")];
    assert_eq!(fields, expected.map(|(row, field)| (row, field.to_owned())));
}

#[test]
fn another_year_restores_names_and_levels_only() {
    let base = report(
        "scan.md",
        2023,
        &with(&[(1, NAME, "清�河道长�"), (2, ACTUAL, "9B.2%"), (4, TARGET, "≥3O公顷")]),
    );
    let last_year = report("2022.md", 2022, &rows());
    let collation = collate(&base, &[&last_year]);
    let name = Place::indicator(1, 2, "name");
    assert_eq!(changed(&base, &collation.report), [(name, Some("清淤河道长度".to_owned()))]);
    let far = report("2020.md", 2020, &rows());
    assert_eq!(changed(&base, &collate(&base, &[&far]).report), []);
    // What is said does not make another year the same one.
    let told = [Witness::of(&last_year, WitnessKind::Copy)];
    let collation = jiaokan::collate(&base, &told, &Options::default());
    assert_eq!(changed(&base, &collation.report), []);
    assert!(collation.report.has_note("witness_not_used"));
}

#[test]
fn a_row_that_one_of_the_two_lost_is_not_taken_for_another() {
    let mut base = with(&[(1, NAME, "清�河�长�")]);
    base.remove(2);
    let mut witness = rows();
    witness.remove(1);
    let base = report("scan.md", 2023, &base);
    let collation = collate(&base, &[&report("copy.md", 2023, &witness)]);
    assert_eq!(changed(&base, &collation.report), []);
}

#[test]
fn a_report_collated_with_itself_gives_nothing() {
    let base = report("scan.md", 2023, &with(&[(1, NAME, "清�河�长�"), (2, ACTUAL, "9B.2%")]));
    let collation = collate(&base, &[&base, &base]);
    assert!(collation.apparatus.is_empty());
    assert_eq!(changed(&base, &collation.report), []);
    let clean = report("clean.md", 2023, &rows());
    assert!(collate(&clean, &[&report("copy.md", 2023, &rows())]).apparatus.is_empty());
}

#[test]
fn the_order_of_witnesses_changes_nothing_but_the_order_of_readings() {
    let base = report(
        "scan.md",
        2023,
        &with(&[(1, NAME, "清�河�长�"), (2, ACTUAL, "9B.2%"), (0, ACTUAL, "257次")]),
    );
    let copy = report("copy.md", 2023, &rows());
    let other = report("other.md", 2023, &with(&[(2, ACTUAL, "98.9%")]));
    let declared = declaration(2023, &rows());
    let last = report("2022.md", 2022, &rows());
    let orders = [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]];
    let all = [&copy, &other, &declared, &last];
    let of = |order: [usize; 4]| {
        let collation = collate(&base, &order.map(|at| all[at]));
        let mut entries = collation.apparatus.entries;
        for entry in &mut entries {
            for reading in &mut entry.readings {
                reading.witness = order[reading.witness as usize] as u32;
            }
            entry.readings.sort_by_key(|reading| reading.witness);
        }
        (entries, collation.apparatus.summary, collation.report)
    };
    let first = of(orders[0]);
    for order in &orders[1..] {
        assert!(of(*order) == first, "{order:?}");
    }
    assert!(first.0.iter().any(|entry| entry.outcome == Outcome::Restored));
}

#[test]
fn what_a_person_decided_is_not_changed() {
    let mut base = report("scan.md", 2023, &with(&[(0, ACTUAL, "257次")]));
    base.indicators[0].actual.status = Status::Confirmed;
    let (one, two) = (report("one.md", 2023, &rows()), report("two.md", 2023, &rows()));
    let collation = collate(&base, &[&one, &two]);
    assert_eq!(collation.apparatus.entries[0].outcome, Outcome::Kept);
    assert!(collation.report.indicators[0].actual.candidates.is_empty());
}
