//! Words of the commands that read many files.

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use crate::batch::{Complaint, Summary, Tally};

use crate::cli::language::Language;
use crate::visible;
use crate::words::counted;

/// Why a file has no report.
pub(crate) fn complaint(complaint: &Complaint, language: Language) -> String {
    let said = match language {
        Language::Zh => format!("{}：{}", complaint.code, complaint.message_zh),
        Language::En => format!("{}: {}", complaint.code, complaint.message),
    };
    visible::text(&said).into_owned()
}

/// What makes a single document doubtful.
pub(crate) fn doubt(tally: &Tally, language: Language) -> Option<&'static str> {
    Some(match (tally.not_reports, tally.without_indicators, language) {
        (0, 0, _) => return None,
        (0, _, Language::Zh) => "有指标表头，但未读出任何指标（no_indicators）",
        (0, _, Language::En) => {
            "there are heads of indicators, but no row could be read (no_indicators)"
        }
        (_, _, Language::Zh) => "该文件不像绩效自评文件（not_a_report）",
        (_, _, Language::En) => "the file does not look like a report (not_a_report)",
    })
}

/// How many of several documents are doubtful, and why.
pub(crate) fn doubts(tally: &Tally, language: Language) -> Vec<String> {
    let (not_reports, without) = (tally.not_reports, tally.without_indicators);
    let not_reports = (not_reports > 0).then(|| match (language, not_reports) {
        (Language::Zh, n) => format!("其中 {n} 个不像绩效自评文件（not_a_report）"),
        (Language::En, 1) => "1 of them does not look like a report (not_a_report)".to_owned(),
        (Language::En, n) => format!("{n} of them do not look like reports (not_a_report)"),
    });
    let without = (without > 0).then(|| match language {
        Language::Zh => format!("其中 {without} 个有指标表头，但未读出任何指标（no_indicators）"),
        Language::En => {
            let have = if without == 1 { "has" } else { "have" };
            format!(
                "{without} of them {have} tables of indicators from which no row was read (no_indicators)"
            )
        }
    });
    not_reports.into_iter().chain(without).collect()
}

/// How far the reading of pictures is within a file; `of` is 0 where nobody knows.
pub(crate) fn page(source: &str, done: u32, of: u32, language: Language) -> String {
    let source = visible::line(source);
    match (language, of) {
        (Language::Zh, 0) => format!("{source}：已识别 {done} 页"),
        (Language::Zh, of) => format!("{source}：已识别第 {done}/{of} 页"),
        (Language::En, 0) => format!("{source}: {done} pages recognised"),
        (Language::En, of) => format!("{source}: page {done} of {of} recognised"),
    }
}

/// The line of the progress bar; what stands at its end is the page of a picture.
pub(crate) fn bar(language: Language) -> &'static str {
    match language {
        Language::Zh => "{bar:30} {pos}/{len} 个文件，每秒 {rate} 个，剩余 {left}{msg}  {prefix}",
        Language::En => "{bar:30} {pos}/{len} files, {rate} a second, {left} left{msg}  {prefix}",
    }
}

/// A length of time, in whole seconds.
pub(crate) fn time(time: Duration, language: Language) -> String {
    let seconds = time.as_secs();
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60];
    let units = match language {
        Language::Zh => [" 小时", " 分", " 秒"],
        Language::En => [" h", " min", " s"],
    };
    let parts: Vec<String> = parts
        .iter()
        .zip(units)
        .filter(|(count, _)| **count > 0)
        .map(|(count, unit)| format!("{count}{unit}"))
        .collect();
    match parts.is_empty() {
        true => format!("0{}", units[2]),
        false => parts.join(" "),
    }
}

/// The end of the line of the progress bar: files that failed, and files that are no reports or
/// gave no indicators.
pub(crate) fn trouble_so_far([failed, doubtful]: [u64; 2], language: Language) -> String {
    let mut text = match (failed, language) {
        (0, _) => String::new(),
        (_, Language::Zh) => format!("，{failed} 个出错"),
        (_, Language::En) => format!(", {failed} failed"),
    };
    if doubtful > 0 {
        text.push_str(&match language {
            Language::Zh => format!("，{doubtful} 个不是报告或无指标"),
            Language::En => format!(", {doubtful} no reports or without indicators"),
        });
    }
    text
}

/// How far a run is, where there is no bar: files done, all files, failed files, doubtful ones.
pub(crate) fn so_far(
    [done, total, failed, doubtful]: [u64; 4],
    rate: f64,
    language: Language,
) -> String {
    let more = trouble_so_far([0, doubtful], language);
    match language {
        Language::Zh => {
            format!("已完成 {done}/{total} 个文件，每秒 {rate:.0} 个，{failed} 个出错{more}")
        }
        Language::En => {
            format!("{done} of {total} files, {rate:.0} a second, {failed} failed{more}")
        }
    }
}

/// After the first Ctrl-C.
pub(crate) fn finishing(language: Language) -> &'static str {
    match language {
        Language::Zh => "正在读完手头的文件并写出结果；再按一次立即停止",
        Language::En => {
            "finishing the files that are being read, then writing the results; once more to stop at once"
        }
    }
}

/// How long a run took, and what it leaves to be done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Course {
    /// Files that were to be read.
    pub(crate) total: u64,
    /// Hidden files that were left out.
    pub(crate) hidden: u64,
    /// Links that were not followed.
    pub(crate) links: u64,
    pub(crate) took: Duration,
    /// Whether somebody stopped it.
    pub(crate) interrupted: bool,
}

/// Files from which a run is one whose speed is of interest.
const MANY: u64 = 50;

/// What a run did.
pub(crate) fn summary(summary: &Summary, course: Course, language: Language) -> String {
    let mut lines = match language {
        Language::Zh => in_chinese(summary, course.hidden),
        Language::En => in_english(summary, course.hidden),
    };
    if course.links > 0 {
        let links = course.links;
        lines.push(match language {
            Language::Zh => format!("略过 {links} 个符号链接（--no-follow）"),
            Language::En => format!("{links} links not followed (--no-follow)"),
        });
    }
    if summary.files >= MANY {
        let rate = summary.files as f64 / course.took.as_secs_f64().max(0.001);
        let took = time(course.took, language);
        lines.push(match language {
            Language::Zh => format!("用时 {took}，每秒 {rate:.0} 个文件"),
            Language::En => format!("took {took}, {rate:.0} files a second"),
        });
    }
    lines.extend(failures(summary, language));
    if course.interrupted {
        let (done, left) = (summary.files, course.total.saturating_sub(summary.files));
        lines.push(match language {
            Language::Zh => format!("运行已中断：读完 {done} 个文件，还有 {left} 个未读"),
            Language::En => format!("interrupted: {done} files were read, {left} were not"),
        });
    }
    lines.join("\n")
}

/// The names of files that failed: the first ones, then how many more by code.
fn failures(summary: &Summary, language: Language) -> Vec<String> {
    let mut lines: Vec<String> = summary
        .first_failed
        .iter()
        .map(|(source, code)| format!("  {code}  {}", visible::line(source)))
        .collect();
    if lines.is_empty() {
        return lines;
    }
    lines.insert(
        0,
        match language {
            Language::Zh => "未能读取：".to_owned(),
            Language::En => "could not be read:".to_owned(),
        },
    );
    let mut more = summary.failed_by_code.clone();
    for (_, code) in &summary.first_failed {
        if let Some(count) = more.get_mut(code) {
            *count -= 1;
        }
    }
    let codes: Vec<String> = more
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    let count: u64 = more.values().sum();
    match language {
        _ if count == 0 => {}
        Language::Zh => lines.push(format!("  另有 {count} 个：{}", codes.join("，"))),
        Language::En => lines.push(format!("  and {count} more: {}", codes.join(", "))),
    }
    lines
}

fn in_english(summary: &Summary, hidden: u64) -> Vec<String> {
    let Summary { files, failed, recalled, tally, .. } = summary;
    let found = &tally.findings;
    let mut lines = vec![
        format!(
            "{}: {} with {} ({} repaired, {} damaged), {} failed",
            counted(*files, "file"),
            counted(files - failed, "report"),
            counted(tally.indicators, "indicator"),
            counted(tally.repaired, "cell"),
            tally.damaged,
            counted(*failed, "file")
        ),
        format!(
            "findings: {} high, {} medium, {} low, {} for information",
            found.high, found.medium, found.low, found.info
        ),
    ];
    lines.extend(doubts(tally, Language::En));
    if *recalled > 0 {
        lines.push(format!("{} taken over from an earlier run", counted(*recalled, "report")));
    }
    if let Some([first, second]) = a_pair(summary) {
        let copies = summary.copies();
        let have = if copies == 1 { "has" } else { "have" };
        lines.push(format!(
            "{copies} of them {have} the content of another file ({first} and {second}, …)"
        ));
    }
    if hidden > 0 {
        let files = if hidden == 1 { "file or folder" } else { "files or folders" };
        lines.push(format!("{hidden} hidden {files} left out; --hidden reads them"));
    }
    lines
}

fn in_chinese(summary: &Summary, hidden: u64) -> Vec<String> {
    let Summary { files, failed, recalled, tally, .. } = summary;
    let found = &tally.findings;
    let mut lines = vec![
        format!(
            "共处理 {files} 个文件：成功提取 {} 份报告、{} 条指标（校正 {} 格，残损 {} 格），{failed} 个出错",
            files - failed,
            tally.indicators,
            tally.repaired,
            tally.damaged
        ),
        format!(
            "问题：高 {}，中 {}，低 {}，提示 {}",
            found.high, found.medium, found.low, found.info
        ),
    ];
    lines.extend(doubts(tally, Language::Zh));
    if *recalled > 0 {
        lines.push(format!("其中 {recalled} 个沿用上次运行的结果"));
    }
    if let Some([first, second]) = a_pair(summary) {
        let copies = summary.copies();
        lines.push(format!("其中 {copies} 个与另一文件内容相同（如 {first} 与 {second}）"));
    }
    if hidden > 0 {
        lines.push(format!("略过 {hidden} 个隐藏文件或目录；如需读取请加 --hidden"));
    }
    lines
}

/// Two files that have the same content.
fn a_pair(summary: &Summary) -> Option<[Cow<'_, str>; 2]> {
    match &**summary.duplicates.first()? {
        [first, second, ..] => Some([visible::line(first), visible::line(second)]),
        _ => None,
    }
}

/// Where the results are.
pub(crate) fn written(path: &Path, summary: &Summary, whole: bool, language: Language) -> String {
    let failed = summary.failed > 0;
    let copies = !summary.duplicates.is_empty();
    let dir = visible::path(path);
    let errors = path.join("errors.jsonl");
    let errors = visible::path(&errors);
    let mut text = match (language, whole) {
        (Language::Zh, true) => format!("结果已写入 {dir}"),
        (Language::Zh, false) => {
            format!("已完成的部分已写入 {dir}；同一命令加 --resume 可接着运行")
        }
        (Language::En, true) => format!("the results are in {dir}"),
        (Language::En, false) => {
            format!("what was done is in {dir}; the same command with --resume goes on with it")
        }
    };
    if failed {
        text.push_str(&match language {
            Language::Zh => format!("；出错的文件及处理办法见 {errors}"),
            Language::En => format!("; {errors} says of each file that failed what to do"),
        });
    }
    if copies {
        let list = path.join("duplicates.jsonl");
        let list = visible::path(&list);
        text.push_str(&match language {
            Language::Zh => format!("；内容相同的文件见 {list}"),
            Language::En => format!("; {list} lists files with the same content"),
        });
    }
    text
}
