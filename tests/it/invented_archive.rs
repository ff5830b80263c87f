//! The generator of invented archives: what it promises is so.

use std::collections::BTreeMap;

use jiaokan::Report;
use jiaokan::model::{Encoding, ReportKind, Status};

const COUNT: usize = 240;

fn reports() -> Vec<Report> {
    let extract =
        |file: crate::support::archive::Invented| crate::support::extract(&file.path, file.bytes);
    crate::support::archive::invented(7, COUNT).map(extract).collect()
}

#[test]
fn the_same_seed_gives_the_same_files_and_another_seed_others() {
    let files = |seed, count| crate::support::archive::invented(seed, count).collect::<Vec<_>>();
    assert_eq!(files(7, 40), files(7, 40));
    assert_eq!(files(7, 40)[..20], files(7, 20)[..]);
    assert_ne!(files(7, 20), files(8, 20));
    let paths: BTreeMap<_, _> =
        crate::support::archive::invented(7, COUNT).map(|f| (f.path, ())).collect();
    assert_eq!(paths.len(), COUNT);
}

#[test]
fn files_are_written_below_folders_of_year_place_and_department() {
    let folder = tempfile::tempdir().unwrap();
    crate::support::archive::write(folder.path(), 7, 5).unwrap();
    for file in crate::support::archive::invented(7, 5) {
        assert_eq!(file.path.split('/').count(), 4, "{}", file.path);
        assert_eq!(std::fs::read(folder.path().join(&file.path)).unwrap(), file.bytes);
    }
}

#[test]
fn a_quarter_is_in_gb18030_and_an_eighth_in_utf_16() {
    let reports = reports();
    let of = |encoding| {
        let is = |report: &&Report| report.source.encoding == Some(encoding);
        reports.iter().filter(is).count()
    };
    assert_eq!(of(Encoding::Gb18030), COUNT / 4);
    assert_eq!(of(Encoding::Utf16Le) + of(Encoding::Utf16Be), COUNT / 8);
    assert_eq!(of(Encoding::Utf8), COUNT * 5 / 8);
}

#[test]
fn kinds_damage_and_unmet_targets_are_all_there() {
    let reports = reports();
    let kinds = |kind| reports.iter().filter(|r| r.kind == kind).count();
    assert_eq!(kinds(ReportKind::DepartmentSelfReport), COUNT * 6 / 10);
    assert_eq!(kinds(ReportKind::ProjectSelfTable), COUNT * 3 / 10);
    let rows = || reports.iter().flat_map(|report| &report.indicators);
    assert!(reports.iter().all(|report| report.indicators.len() > 5));
    assert!(rows().filter(|row| row.completion.met == Some(false)).count() > COUNT / 4);
    for status in [Status::Repaired, Status::Inherited] {
        assert!(rows().any(|row| row.level1.status == status), "{status:?}");
    }
    assert!(rows().any(|row| row.name.status == Status::Damaged));
}

#[test]
fn spending_adds_up_and_counts_are_as_declared() {
    let reports = reports();
    let department = |report: &&Report| report.kind == ReportKind::DepartmentSelfReport;
    for report in reports.iter().filter(department) {
        let amount = |item: &str| {
            let found = report.expenditure.iter().find(|e| e.item == item);
            found.unwrap_or_else(|| panic!("{item} in {}", report.source.name)).amount
        };
        assert_eq!(amount("total"), amount("basic") + amount("project"));
        assert_eq!(amount("basic"), amount("personnel") + amount("public"));
        assert!(report.conclusion.score.is_some() && report.fields.department.is_some());
    }
}

/// For measuring sizes and times by hand: `JIAOKAN_ARCHIVE=DIR JIAOKAN_COUNT=20000 cargo test
/// --test it -- --ignored writes_an_archive`.
#[test]
#[ignore = "writes an archive where JIAOKAN_ARCHIVE says"]
fn writes_an_archive() {
    let root = std::env::var_os("JIAOKAN_ARCHIVE").expect("JIAOKAN_ARCHIVE names a folder");
    let count = std::env::var("JIAOKAN_COUNT").ok().and_then(|count| count.parse().ok());
    crate::support::archive::write(root.as_ref(), 16, count.unwrap_or(20_000)).unwrap();
}
