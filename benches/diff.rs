//! How fast two years are compared: tables of 300 indicators, and a usual pair of
//! extractions from JSON to the comparison.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiaokan::internals::diff::Listed;
use jiaokan::{Options, Report, model};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn extract(name: &str, text: &str) -> Report {
    jiaokan::extract(name, text.as_bytes(), &Options::default()).expect("it is text")
}

/// A table of rows whose names are made of words by turns.
fn table(year: u16, rows: usize, tail: &str) -> Report {
    const DONE: [&str; 10] =
        ["走访", "培训", "新建", "发放", "检查", "修缮", "养护", "采购", "组织", "治理"];
    const OF: [&str; 10] = [
        "企业",
        "农户学员",
        "健身步道",
        "宣传手册",
        "消防设施",
        "护林站点",
        "阅览座席",
        "医疗设备",
        "招聘活动",
        "河道岸线",
    ];
    const WHERE: [&str; 3] = ["县城", "乡镇", "园区"];
    let mut text = format!(
        "# {year}年度部门整体支出绩效自评报告\n\n| 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|---|\n"
    );
    for row in 0..rows {
        let (done, of) = (DONE[row % 10], OF[row / 10 % 10]);
        let place = WHERE[row / 100 % 3];
        let target = row * 7 % 90 + 10;
        text.push_str(&format!(
            "| 产出指标 | 数量指标 | {place}{done}{of}{tail}（个） | ≥{target}个 | {target}个 |\n"
        ));
    }
    extract("table.md", &text)
}

fn pairing(c: &mut Criterion) {
    let options = Options::default();
    let old = table(2022, 300, "数量");
    let mut group = c.benchmark_group("300 indicators");
    for (label, new) in [
        ("of the same names", table(2023, 300, "数量")),
        ("all renamed", table(2023, 300, "完成的总规模")),
    ] {
        assert_eq!(new.indicators.len(), 300);
        group.bench_function(label, |b| {
            b.iter(|| jiaokan::diff(black_box(&old), black_box(&new), &options));
        });
    }
    group.finish();
}

/// The garbled fixture against itself a year on, as 2,000 pairs are compared.
fn usual_pair(c: &mut Criterion) {
    let options = Options::default();
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports/damaged/garbled-scan.md");
    let text = fs::read_to_string(path).expect("the fixture is part of the project");
    let old = extract("old.md", &text);
    let later = text.replace("2024", "2025").replace("2023", "2024");
    let new = extract("new.md", &later);
    let json = |report: &Report| serde_json::to_vec(report).expect("a report is always JSON");
    let (old, new) = (json(&old), json(&new));
    let mut group = c.benchmark_group("usual pair");
    group.throughput(Throughput::Elements(1));
    group.bench_function("from JSON to JSON", |b| {
        b.iter(|| {
            let old = model::read("old.json", black_box(&old)).expect("it is an extraction");
            let new = model::read("new.json", black_box(&new)).expect("it is an extraction");
            serde_json::to_vec(&jiaokan::diff(&old, &new, &options)).expect("it is always JSON")
        });
    });
    group.bench_function("its head alone", |b| {
        b.iter(|| Listed::read("old.json", black_box(&old), None, &options.patterns));
    });
    group.finish();
}

criterion_group!(benches, pairing, usual_pair);
criterion_main!(benches);
