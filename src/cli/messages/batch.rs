//! Words of the commands that read many files.

use std::path::Path;

use crate::batch::{Complaint, Summary, Tally};

use crate::cli::language::Language;

/// Why a file has no report.
pub(crate) fn complaint(complaint: &Complaint, language: Language) -> String {
    match language {
        Language::Zh => format!("{}：{}", complaint.code, complaint.message_zh),
        Language::En => format!("{}: {}", complaint.code, complaint.message),
    }
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

/// How far the reading of pictures is within a file; `of` is 0 where nobody knows.
pub(crate) fn page(source: &str, done: u32, of: u32, language: Language) -> String {
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
        Language::Zh => "{bar:30} {pos}/{len} 份，每秒 {per_sec:!}，剩余 {eta}{msg}  {prefix}",
        Language::En => "{bar:30} {pos}/{len} files, {per_sec}, {eta} left{msg}  {prefix}",
    }
}

/// The end of the line of the progress bar: files that failed, and files that are no reports or
/// gave no indicators.
pub(crate) fn trouble_so_far([failed, doubtful]: [u64; 2], language: Language) -> String {
    let mut text = match (failed, language) {
        (0, _) => String::new(),
        (_, Language::Zh) => format!("，{failed} 份出错"),
        (_, Language::En) => format!(", {failed} failed"),
    };
    if doubtful > 0 {
        text.push_str(&match language {
            Language::Zh => format!("，{doubtful} 份不是报告或无指标"),
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
            format!("已完成 {done}/{total} 份，每秒 {rate:.0} 份，{failed} 份出错{more}")
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

/// What a run did.
pub(crate) fn summary(summary: &Summary, hidden: u64, language: Language) -> String {
    let lines = match language {
        Language::Zh => in_chinese(summary, hidden),
        Language::En => in_english(summary, hidden),
    };
    lines.join("\n")
}

fn in_english(summary: &Summary, hidden: u64) -> Vec<String> {
    let Summary { files, failed, recalled, tally, .. } = summary;
    let found = &tally.findings;
    let mut lines = vec![
        format!(
            "{files} files: {} reports with {} indicators ({} cells repaired, {} damaged), {failed} files failed",
            files - failed,
            tally.indicators,
            tally.repaired,
            tally.damaged
        ),
        format!(
            "findings: {} high, {} medium, {} low, {} for information",
            found.high, found.medium, found.low, found.info
        ),
    ];
    if tally.not_reports > 0 {
        lines
            .push(format!("{} of them do not look like reports (not_a_report)", tally.not_reports));
    }
    if tally.without_indicators > 0 {
        lines.push(format!(
            "{} of them have tables of indicators from which no row was read (no_indicators)",
            tally.without_indicators
        ));
    }
    if *recalled > 0 {
        lines.push(format!("{recalled} reports taken over from an earlier run"));
    }
    for group in summary.duplicates.iter().take(SHOWN) {
        lines.push(format!("the same content: {}", group.join(", ")));
    }
    if let Some(more) = more_groups(summary) {
        lines.push(format!("and {more} more groups of files with the same content"));
    }
    if hidden > 0 {
        lines.push(format!("{hidden} hidden files or folders left out; --hidden reads them"));
    }
    lines
}

fn in_chinese(summary: &Summary, hidden: u64) -> Vec<String> {
    let Summary { files, failed, recalled, tally, .. } = summary;
    let found = &tally.findings;
    let mut lines = vec![
        format!(
            "共处理 {files} 份文件：成功提取 {} 份报告、{} 条指标（校正 {} 格，残损 {} 格），{failed} 份出错",
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
    if tally.not_reports > 0 {
        lines.push(format!("其中 {} 份不像绩效自评文件（not_a_report）", tally.not_reports));
    }
    if tally.without_indicators > 0 {
        lines.push(format!(
            "其中 {} 份有指标表头，但未读出任何指标（no_indicators）",
            tally.without_indicators
        ));
    }
    if *recalled > 0 {
        lines.push(format!("其中 {recalled} 份沿用上次运行的结果"));
    }
    for group in summary.duplicates.iter().take(SHOWN) {
        lines.push(format!("内容相同：{}", group.join("，")));
    }
    if let Some(more) = more_groups(summary) {
        lines.push(format!("另有 {more} 组内容相同的文件"));
    }
    if hidden > 0 {
        lines.push(format!("略过 {hidden} 个隐藏文件或目录；如需读取请加 --hidden"));
    }
    lines
}

/// Groups of files with the same content that are named one by one; run.json has all.
const SHOWN: usize = 5;

fn more_groups(summary: &Summary) -> Option<usize> {
    let more = summary.duplicates.len().saturating_sub(SHOWN);
    (more > 0).then_some(more)
}

/// Where the results are.
pub(crate) fn written(path: &Path, summary: &Summary, whole: bool, language: Language) -> String {
    let failed = summary.failed > 0;
    let dir = path.display();
    let errors = path.join("errors.jsonl");
    let errors = errors.display();
    let mut text = match (language, whole) {
        (Language::Zh, true) => format!("结果已写入 {dir}"),
        (Language::Zh, false) => format!("已完成的部分已写入 {dir}；用 --resume 接着运行"),
        (Language::En, true) => format!("the results are in {dir}"),
        (Language::En, false) => {
            format!("what was done is in {dir}; --resume goes on with it")
        }
    };
    if failed {
        text.push_str(&match language {
            Language::Zh => format!("；出错的文件及处理办法见 {errors}"),
            Language::En => format!("; {errors} says of each file that failed what to do"),
        });
    }
    text
}
