//! Words of the commands that read many files.

use std::path::Path;

use crate::batch::{Complaint, Summary};

use crate::cli::language::Language;

/// Why a file has no report.
pub(crate) fn complaint(complaint: &Complaint, language: Language) -> String {
    match language {
        Language::Zh => format!("{}：{}", complaint.code, complaint.message_zh),
        Language::En => format!("{}: {}", complaint.code, complaint.message),
    }
}

/// The line of the progress bar.
pub(crate) fn bar(language: Language) -> &'static str {
    match language {
        Language::Zh => "{bar:30} {pos}/{len} 份，每秒 {per_sec:!}，剩余 {eta}{msg}",
        Language::En => "{bar:30} {pos}/{len} files, {per_sec}, {eta} left{msg}",
    }
}

/// The end of the line of the progress bar.
pub(crate) fn failed_so_far(failed: u64, language: Language) -> String {
    match language {
        Language::Zh => format!("，{failed} 份出错"),
        Language::En => format!(", {failed} failed"),
    }
}

/// How far a run is, where there is no bar: files done, all files, failed files.
pub(crate) fn so_far([done, total, failed]: [u64; 3], rate: f64, language: Language) -> String {
    match language {
        Language::Zh => format!("已完成 {done}/{total} 份，每秒 {rate:.0} 份，{failed} 份出错"),
        Language::En => format!("{done} of {total} files, {rate:.0} a second, {failed} failed"),
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
            "{files} files: {} reports with {} indicators ({} cells restored, {} damaged), {failed} files failed",
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
            "共 {files} 份文件：得到 {} 份报告、{} 条指标（修复 {} 格，损坏 {} 格），{failed} 份出错",
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
