//! Words of help and usage errors.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::wrong::Wrong;
use crate::visible;
use crate::words::Language;

pub(crate) const OPTIONS: &str = "选项";
pub(crate) const ARGUMENTS: &str = "参数";
pub(crate) const COMMANDS: &str = "命令";
pub(crate) const COMMAND: &str = "命令";
pub(crate) const PRINT_HELP: &str = "显示帮助（-h 为简要，--help 为完整）";
pub(crate) const PRINT_HELP_OF: &str = "显示某一命令的帮助";
pub(crate) const PRINT_VERSION: &str = "显示版本";
pub(crate) const TOPIC: &str = "要说明的命令；不指定则说明全部命令";

/// What a page of help is made of. The library would put a colon of its own behind heads.
pub(crate) fn template(has_commands: bool, has_arguments: bool) -> String {
    let mut parts = vec!["{before-help}{about-with-newline}\n用法：{usage}".to_owned()];
    let mut part = |head: &str, tag: &str| parts.push(format!("{head}：\n{tag}"));
    if has_commands {
        part(COMMANDS, "{subcommands}");
    }
    if has_arguments {
        part(ARGUMENTS, "{positionals}");
    }
    part(OPTIONS, "{options}");
    parts.join("\n\n") + "{after-help}"
}

/// The library's line of usage with its words in Chinese.
pub(crate) fn usage(english: &str) -> String {
    let usage = english.trim().trim_start_matches("Usage:").trim();
    let usage = usage.replace("[OPTIONS]", "[选项]").replace("[COMMAND]", "[命令]");
    usage.replace("<COMMAND>", "<命令>")
}

/// The values that an option takes.
pub(crate) fn possible(names: &[&str]) -> String {
    format!("〔可选：{}〕", names.join("、"))
}

/// What an option is without being given.
pub(crate) fn default(values: &[String]) -> String {
    format!("〔默认：{}〕", values.join("、"))
}

/// The variable that gives an option as well.
pub(crate) fn variable(name: &str) -> String {
    format!("〔环境变量：{name}〕")
}

/// A manual page; the heads that the library gives in English are put into Chinese.
pub(crate) fn manual(page: &str, language: Language) -> String {
    const HEADS: [(&str, &str); 8] = [
        (".SH NAME", ".SH 名称"),
        (".SH SYNOPSIS", ".SH 用法"),
        (".SH DESCRIPTION", ".SH 说明"),
        (".SH OPTIONS", ".SH 选项"),
        (".SH SUBCOMMANDS", ".SH 命令"),
        (".SH ARGUMENTS", ".SH 参数"),
        (".SH VERSION", ".SH 版本"),
        (".SH EXTRA", ".SH 其他"),
    ];
    let heads = HEADS.iter().filter(|_| language == Language::Zh);
    let lines = page.lines().map(|line| {
        let found = heads.clone().find(|(english, _)| *english == line);
        found.map_or(line, |(_, chinese)| chinese)
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// How many pages were written.
pub(crate) fn manual_written(count: usize, dir: &std::path::Path, language: Language) -> String {
    let dir = visible::path(dir);
    match language {
        Language::Zh => format!("已将 {count} 页手册写入 {dir}；用 man -l 文件 查看"),
        Language::En => format!("wrote {count} manual pages to {dir}; `man -l FILE` shows one"),
    }
}

/// What to try, for a line without a command.
pub(crate) fn what_to_try(language: Language) -> &'static str {
    match language {
        Language::Zh => {
            "\
jiaokan 校勘：把绩效自评报告读成表格，核查矛盾，对比年度。可以先试：
  jiaokan demo 示例目录              生成虚构的报告并提取，看看结果是什么样
  jiaokan extract 报告目录 -o 输出目录  提取全部报告：工作簿、CSV、JSON
  jiaokan check 报告文件或目录        核查报告内部的矛盾
  jiaokan diff 上年目录 本年目录      对比两个年度
全部命令见 jiaokan help；某一命令的选项见 jiaokan help 命令"
        }
        Language::En => {
            "\
jiaokan reads performance self-evaluation reports, finds contradictions and compares years. Try:
  jiaokan demo DIR               unpacks invented reports and extracts them: see what comes out
  jiaokan extract FOLDER -o OUT  extracts all reports: a workbook, CSV, JSON
  jiaokan check FILE_OR_FOLDER   what an auditor would look at
  jiaokan diff OLD NEW           two years, indicator by indicator
`jiaokan help` lists all commands, `jiaokan help COMMAND` the options of one"
        }
    }
}

/// A wrong line in Chinese: what was found, what was expected, what to do.
pub(crate) fn usage_error(error: &clap::Error) -> String {
    let text = |kind| error.get(kind).map(shown).unwrap_or_default();
    let (argument, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let known = text(ContextKind::ValidValue);
    let mut said = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个选项，或此处不应有它"),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("选项 {argument} 缺少值"),
        ErrorKind::InvalidValue => format!("{argument} 不能是“{value}”"),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error)
                .and_then(|source| source.downcast_ref::<Wrong>())
                .map_or_else(String::new, |wrong| format!("：{}", wrong.0.zh));
            format!("{argument} 不能是“{value}”{why}")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg);
            match other.is_empty() || other == argument {
                true => format!("{argument} 只能给出一次"),
                false => format!("{argument} 不能与 {other} 同时使用"),
            }
        }
        ErrorKind::TooManyValues => format!("{argument} 的值过多：“{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的值的个数不对")
        }
        ErrorKind::NoEquals => format!("{argument} 与其值之间应有等号"),
        ErrorKind::InvalidUtf8 => "参数不是合法的 UTF-8 文字".to_owned(),
        _ => "命令行有误".to_owned(),
    };
    if !known.is_empty() {
        said.push_str(&format!("；可选：{known}"));
    }
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant: Vec<String> =
        suggested.into_iter().map(text).filter(|text| !text.is_empty()).collect();
    if !meant.is_empty() {
        said.push_str(&format!("；是否想用 {}？", meant.join("、")));
    }
    let line = text(ContextKind::Usage);
    let line = match line.is_empty() {
        true => String::new(),
        false => format!("\n用法：{}", usage(&line)),
    };
    format!("E_USAGE：{said}{line}\n详见 --help")
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(all) => all.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(all) => {
            let all: Vec<String> = all.iter().map(ToString::to_string).collect();
            all.join("、")
        }
        ContextValue::Number(number) => number.to_string(),
        ContextValue::Bool(_) => String::new(),
        other => other.to_string(),
    }
}
