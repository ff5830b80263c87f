//! Reports of two folders that belong together.

use jiaokan::Patterns;
use jiaokan::Report;
use jiaokan::internals::diff::{Lineage, Listed, Matching, SideName, Summary, match_up, rank};
use jiaokan::model::ReportKind;

use super::{compare, pairs, reports};

/// A report that says no more than what it is.
fn report(department: &str, year: u16) -> Report {
    let text = format!(
        "# {year}年度部门整体支出绩效自评报告\n\n部门名称：{department}\n\n## 一、部门基本情况\n\n略。\n"
    );
    crate::support::extract(&format!("{department}-{year}.md"), text)
}

fn listed(report: &Report) -> Listed {
    let json = serde_json::to_vec(report).unwrap();
    let patterns = Patterns::builtin();
    let read = Listed::read(&report.source.name, &json, None, patterns).unwrap();
    assert_eq!(read, Listed::of(report, None, patterns));
    read
}

fn matched(old: &[Report], new: &[Report], lineage: &str) -> Matching {
    let lists = [old, new].map(|side| side.iter().map(listed).collect::<Vec<_>>());
    match_up(&lists[0], &lists[1], &Lineage::read("lineage.csv", lineage).unwrap())
}

const NOTHING: &str = "old,new,from,kind\n";

#[test]
fn reports_pair_by_department_kind_and_year_in_any_order() {
    let old = [report("柳塘市林业局", 2022), report("云岫市商务局（本级）", 2022)];
    let new =
        [report("云岫市商务局", 2023), report("柳塘市林业局", 2023), report("新来县统计局", 2023)];
    let found = matched(&old, &new, NOTHING);
    let pairs: Vec<_> = found.pairs.iter().map(|pair| (pair.old, pair.new)).collect();
    assert_eq!(pairs, [(1, 0), (0, 1)]);
    assert_eq!(found.only_new.len(), 1);
    assert_eq!(found.only_new[0].place, 2);
    assert!(found.only_old.is_empty() && found.conflicts.is_empty());
}

#[test]
fn folders_of_several_years_pair_each_with_the_next() {
    let old = [2021, 2022].map(|year| report("柳塘市林业局", year));
    let new = [2023, 2022].map(|year| report("柳塘市林业局", year));
    let found = matched(&old, &new, NOTHING);
    let pairs: Vec<_> = found.pairs.iter().map(|pair| (pair.old, pair.new)).collect();
    assert_eq!(pairs, [(1, 0), (0, 1)]);
}

#[test]
fn a_renamed_bureau_pairs_by_the_lineage_file_and_not_before_its_day() {
    let old = [report("青溪市水利局", 2022)];
    let new = [report("青溪市水务局", 2023)];
    let renamed =
        |from: &str| format!("old,new,from,kind\n青溪市水利局,青溪市水务局,{from},rename\n");
    assert!(matched(&old, &new, NOTHING).pairs.is_empty());
    let found = matched(&old, &new, &renamed("2023-05"));
    assert_eq!(found.pairs[0].renamed.as_ref().unwrap().new, "青溪市水务局");
    assert!(matched(&old, &new, &renamed("2024-01")).pairs.is_empty());
}

#[test]
fn a_merger_is_told_and_a_circle_of_names_ends() {
    let old = [report("甲县文化局", 2022), report("乙县旅游局", 2022)];
    let new = [report("丙县文旅局", 2023)];
    let list = "old,new,from,kind\n甲县文化局,丙县文旅局,2023,merge\n\
                乙县旅游局,丁县旅游局,,rename\n丁县旅游局,乙县旅游局,,rename\n";
    let found = matched(&old, &new, list);
    assert!(found.pairs.is_empty());
    assert_eq!(found.only_old[0].why.en, "merged: 甲县文化局 became part of 丙县文旅局 2023");
}

#[test]
fn two_reports_of_one_key_are_a_conflict_and_not_guessed() {
    let old = [report("柳塘市林业局", 2022)];
    let new = [report("柳塘市林业局", 2023), report("柳塘市林业局", 2023)];
    let found = matched(&old, &new, NOTHING);
    assert!(found.pairs.is_empty());
    assert_eq!(found.conflicts.len(), 1);
    assert_eq!(found.conflicts[0].side, SideName::New);
    assert_eq!(found.conflicts[0].places, [0, 1]);
    assert!(found.only_old[0].why.en.starts_with("the other folder has several"));
}

#[test]
fn a_declaration_pairs_with_the_evaluation_of_its_project() {
    let folder = crate::support::fixtures("diff/declared-targets");
    let (old, new) = reports(&folder);
    assert_eq!(old.kind, ReportKind::TargetDeclaration);
    let found = matched(&[old], &[new], NOTHING);
    assert_eq!(found.pairs.len(), 1);
}

#[test]
fn departments_rank_by_their_gravest_changes() {
    let diffs: Vec<_> = pairs()
        .iter()
        .map(|folder| {
            let (old, new) = reports(folder);
            compare(&old, &new)
        })
        .collect();
    let ranking = rank(diffs.iter().map(|diff| (&diff.new, &diff.summary)));
    let high: Vec<u32> = ranking.iter().map(|standing| standing.summary.high).collect();
    assert!(high.is_sorted_by(|a, b| a >= b) && high[0] > 0, "{high:?}");
    let counted: usize = ranking.iter().map(|standing| standing.comparisons.len()).sum();
    assert_eq!(counted, diffs.len());
    let mut all = Summary::default();
    diffs.iter().for_each(|diff| all.add(&diff.summary));
    assert_eq!(high.iter().sum::<u32>(), all.high);
}
