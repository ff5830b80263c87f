//! How fast a report becomes JSON: the garbled fixture as it is, repeated to
//! large files, PDF renderings of three makers, and two megabytes of many kinds
//! on one line.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiaokan::Options;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn to_json(name: &str, bytes: &[u8]) -> String {
    let report = jiaokan::extract(name, bytes, &Options::default()).expect("the input is a report");
    serde_json::to_string(&report).expect("a report is always JSON")
}

fn garbled_report(c: &mut Criterion) {
    let bytes = garbled().into_bytes();
    let mut group = c.benchmark_group("garbled report");
    group.throughput(Throughput::Elements(1));
    group.bench_function("one", |b| {
        b.iter(|| to_json("garbled.md", black_box(&bytes)));
    });
    group.finish();
}

fn large_files(c: &mut Criterion) {
    let mut group = c.benchmark_group("size");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    for (label, size) in [("100 kB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)] {
        let bytes = repeated(size).into_bytes();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(label, |b| {
            b.iter(|| to_json("large.md", black_box(&bytes)));
        });
    }
    group.finish();
}

/// All checks of one report beside the whole way from its bytes to its findings: the
/// first may take no more than a fifth of the second, a quarter of the rest.
fn checks(c: &mut Criterion) {
    let mut group = c.benchmark_group("checks");
    let options = Options::default();
    let large = repeated(1_000_000);
    for (label, text) in [("one", garbled()), ("1 MB", large)] {
        let extract = || jiaokan::extract("garbled.md", black_box(text.as_bytes()), &options);
        let report = extract().expect("the input is a report");
        group.bench_function(format!("{label}: checks"), |b| {
            b.iter(|| jiaokan::check(black_box(&report), &options));
        });
        group.bench_function(format!("{label}: extraction with checks"), |b| {
            b.iter(extract);
        });
    }
    group.finish();
}

/// Renderings of one report of 8 pages by three makers.
fn pdf(c: &mut Criterion) {
    let mut group = c.benchmark_group("PDF of 8 pages");
    for stem in ["lo-song-broken", "lo-cff-broken", "chromium-type3-broken"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf");
        let bytes = fs::read(folder.join(stem).with_extension("pdf"))
            .expect("the fixture is part of the project");
        group.throughput(Throughput::Elements(1));
        group.bench_function(stem, |b| {
            b.iter(|| to_json(stem, black_box(&bytes)));
        });
    }
    group.finish();
}

/// Two megabytes on a single line, of the kinds that invite a scan to start
/// anew at each of their characters.
fn one_line(c: &mut Criterion) {
    const SIZE: usize = 2_000_000;
    let repeat = |unit: &str| unit.repeat(SIZE / unit.len());
    let lines = [
        ("table", flattened_by_a_converter(SIZE)),
        ("prose", repeat("全年清淤河道12.5公里，支出1,234.56万元，满意度达到95%以上；")),
        ("prose without punctuation", repeat("河道清淤")),
        ("tab row", repeat("河道清淤长度\t≥12公里\t")),
        ("pipe row", repeat("|河道清淤长度|≥12公里")),
        ("commas", repeat("河道清淤长度,≥12公里,")),
        ("boxes", repeat("│清淤│")),
        ("pipes", repeat("|")),
        ("angles", repeat("<")),
        ("open cells", repeat("<td>")),
        ("ampersands", repeat("&")),
        ("digits", repeat("1")),
        ("brackets", repeat("（")),
        ("years", repeat("2024年")),
    ];
    let mut group = c.benchmark_group("2 MB on one line");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    for (label, text) in lines {
        let bytes = text.into_bytes();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(label, |b| {
            b.iter(|| to_json("line.md", black_box(&bytes)));
        });
    }
    group.finish();
}

fn garbled() -> String {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports/damaged/garbled-scan.md");
    fs::read_to_string(path).expect("the fixture is part of the project")
}

/// The garbled report again and again, each copy with other figures.
fn repeated(size: usize) -> String {
    let report = garbled();
    let mut out = String::with_capacity(size + report.len());
    for copy in 0.. {
        if out.len() >= size {
            break;
        }
        let digit = char::from_digit(copy % 10, 10).unwrap_or('0');
        out.extend(report.chars().map(|c| if c == '6' { digit } else { c }));
        out.push_str("\n\n");
    }
    out
}

/// A project table on a single line, as converters flatten it.
fn flattened_by_a_converter(size: usize) -> String {
    let mut out = String::from(
        "<table><tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td></tr>",
    );
    for row in 0.. {
        if out.len() >= size {
            break;
        }
        out.push_str(&format!(
            "<tr><td>产出指标</td><td>数量指标</td><td>第{row}段河道清淤长度（米）</td><td>≥{}米</td><td>{}米</td></tr>",
            row * 7 % 900 + 10,
            row * 11 % 1000 + 9
        ));
    }
    out + "</table>"
}

criterion_group!(benches, garbled_report, checks, pdf, large_files, one_line);
criterion_main!(benches);
