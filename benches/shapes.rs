//! Whether time grows no faster than size: seventeen shapes at three sizes, the nanoseconds of a
//! processor that a byte of each takes, and how many times that is what the size before took. A ratio
//! of 1 is linear time; more than 1.3 is too much.
//!
//!     cargo bench --bench shapes            # 0.1, 1 and 10 MB: some minutes
//!     cargo bench --bench shapes -- 1 prose # up to 1 MB, one shape
#![allow(missing_docs, clippy::print_stdout, reason = "a bench is a program")]

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use jiaokan::{Options, Report, diff, extract};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TITLE: &str = "青溪市水务局2023年度部门整体支出绩效自评报告\n\n";
const HEAD: [&str; 7] =
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"];

/// A shape: its name, what stands once, and its parts, by number.
type Shape = (&'static str, fn() -> String, fn(usize) -> String);

const SHAPES: &[Shape] = &[
    ("prose", title, |n| {
        format!("本年度对第{n}条河道开展了巡查，群众较为满意，但管护仍有不足。\n\n")
    }),
    ("amounts", title, |n| format!("预算{n}.5万元，")),
    ("lines", title, |n| format!("预算{n}.5万元，\n")),
    // A labelled sentence that nothing ends, and a sum of which nothing ends the parts.
    ("labelled", labelled, |n| format!("巡查{n}条河道，")),
    ("parts", parts, |n| format!("其中第{n}项{n}.5万元，")),
    ("headings", title, |n| {
        format!("{}、第{n}项工作\n\n（一）完成情况\n\n已完成。\n\n", n % 9 + 1)
    }),
    ("rates", title, |n| {
        format!("年初预算{n}万元，全年支出{n}万元，预算执行率100%，结余0万元。\n\n")
    }),
    (
        "references",
        || "<html><meta charset=utf-8><body><h1>绩效自评报告</h1>".into(),
        |n| format!("<p>&#39044;&#x7B97;&nbsp;{n}&lt;&amp;&#65;</p>"),
    ),
    ("table", markdown, |n| format!("|产出指标|数量指标|巡查第{n}条河道次数|≥24次|30次|10|10|\n")),
    ("numbered", markdown, |n| format!("|产出指标|数量指标|巡查河道{n}|≥24次|30次|10|10|\n")),
    ("owners", owners, |n| format!("|水渠{n}工程|产出指标|巡查第{n}条河道次数|≥24次|30次|\n")),
    ("cells", html, |n| format!("<tr>{}</tr>\n", format!("<td>{n}</td>").repeat(7))),
    ("spans", html, |n| {
        format!(
            "<tr><td rowspan=3>产出指标</td><td rowspan=3>数量指标</td><td>甲{n}</td><td>≥1次</td><td>1次</td>\
             <td>5</td><td>5</td></tr><tr><td>乙{n}</td><td colspan=2>≥2次</td><td>5</td><td>5</td></tr>\
             <tr><td>丙{n}</td><td>≥3次</td><td>3次</td><td>5</td><td>5</td></tr>\n"
        )
    }),
    ("aligned", aligned, |n| {
        format!("产出指标   数量指标   巡查第{n}条河道次数   ≥24次   30次   10   10\n")
    }),
    ("heads", title, |n| {
        let head = HEAD.join("\t");
        format!("{head}\n产出指标\t数量指标\t巡查第{n}条河道次数\t≥24次\t30次\t10\n")
    }),
    ("gone", gone, |n| format!("数量指标 巡查第{n}条河道次数 ≥24次 30次 10\n")),
];

fn title() -> String {
    TITLE.to_owned()
}

fn labelled() -> String {
    format!("{TITLE}年度目标：")
}

fn parts() -> String {
    format!("{TITLE}全年支出900万元，")
}

fn markdown() -> String {
    format!("{TITLE}|{}|\n|{}\n", HEAD.join("|"), "---|".repeat(7))
}

fn owners() -> String {
    format!("{TITLE}|项目名称|一级指标|三级指标|年度指标值|实际完成值|\n|{}\n", "---|".repeat(5))
}

fn html() -> String {
    let head: String = HEAD.iter().map(|cell| format!("<td>{cell}</td>")).collect();
    format!("<html><meta charset=utf-8><body><h1>{TITLE}</h1><table><tr>{head}</tr>\n")
}

fn aligned() -> String {
    format!("{TITLE}{}\n", HEAD.join("   "))
}

fn gone() -> String {
    format!("{TITLE}{}\n", HEAD.join(" "))
}

/// A text of a shape with so many bytes.
fn text(start: fn() -> String, part: fn(usize) -> String, bytes: usize) -> String {
    let mut text = start();
    let mut number = 0;
    while text.len() < bytes {
        let _ = text.write_str(&part(number));
        number += 1;
    }
    text
}

/// The shortest of some runs, each of so many repetitions that the clock of the processor, which may
/// tick every four milliseconds, tells it to a hundredth: what else the machine does only adds to it.
fn shortest(runs: usize, mut run: impl FnMut()) -> Duration {
    const LEAST: Duration = Duration::from_millis(400);
    let mut each = |times: u32| {
        let (begun, worked) = (Instant::now(), worked());
        (0..times).for_each(|_| run());
        let worked = self::worked().zip(worked);
        worked.map_or_else(|| begun.elapsed(), |(now, before)| now - before)
    };
    let first = each(1).max(Duration::from_millis(4));
    let times = (LEAST.as_millis() / first.as_millis()).clamp(1, 100) as u32;
    let times_of = (0..runs).map(|_| each(times) / times);
    times_of.min().unwrap_or(first)
}

/// How long a processor has worked for this thread, where the system tells (Linux): a busy machine
/// does not lengthen that.
fn worked() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split_whitespace().next()?.parse().ok()?))
}

fn read(text: &str) -> Report {
    extract("report.md", text.as_bytes(), &Options::default()).expect("a report")
}

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let largest = arguments.iter().find_map(|a| a.parse::<f64>().ok()).unwrap_or(10.0);
    let chosen = |name: &str| {
        let names: Vec<&String> = arguments.iter().filter(|a| a.parse::<f64>().is_err()).collect();
        names.is_empty() || names.iter().any(|one| one.as_str() == name)
    };
    let sizes: Vec<usize> = [0.1, 1.0, 10.0]
        .into_iter()
        .filter(|&mb| mb <= largest)
        .map(|mb| (mb * 1e6) as usize)
        .collect();
    println!("{:<12} {:>10} {:>12} {:>10} {:>7}", "shape", "bytes", "ms", "ns a byte", "ratio");
    for &(name, start, part) in SHAPES.iter().filter(|(name, ..)| chosen(name)) {
        let mut before = None;
        for &bytes in &sizes {
            let text = text(start, part, bytes);
            let runs = if bytes > 1_000_000 { 2 } else { 5 };
            let time = shortest(runs, || drop(black_box(read(&text))));
            before = Some(line(name, text.len(), time, before));
        }
    }
    if chosen("diff") {
        let row = SHAPES.iter().find(|(name, ..)| *name == "table");
        let Some(&(_, start, part)) = row else { return };
        let mut before = None;
        for &bytes in &sizes {
            let text = text(start, part, bytes / 2);
            let (old, new) = (read(&text), read(&text.replace("30次", "31次")));
            let time = shortest(2, || drop(black_box(diff(&old, &new, &Options::default()))));
            before = Some(line("diff", text.len() * 2, time, before));
        }
    }
}

/// Prints a line; the nanoseconds a byte.
fn line(name: &str, bytes: usize, time: Duration, before: Option<f64>) -> f64 {
    let each = time.as_nanos() as f64 / bytes as f64;
    let ratio = before.map_or_else(|| "-".to_owned(), |before| format!("{:.2}", each / before));
    let ms = time.as_secs_f64() * 1e3;
    println!("{name:<12} {bytes:>10} {ms:>12.1} {each:>10.1} {ratio:>7}");
    each
}
