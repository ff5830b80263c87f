//! The command line, one file per subcommand.
//!
//! Data goes to standard output, words to standard error. Only this module
//! touches files, the environment and the terminal.

mod check;
mod collate;
mod completions;
mod demo;
mod diff;
mod evidence;
mod explain;
mod extract;
mod failure;
mod inputs;
mod language;
mod merge;
mod messages;
#[cfg(feature = "ocr")]
mod models;
mod nearest;
mod output;
mod patterns;
mod progress;
mod reading;
mod running;
mod schema;
mod trace;
mod view;
mod worker;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;
use language::{Language, Languages};

/// Restores China's budget performance self-evaluation reports to typed JSON
/// （绩效自评报告校勘：每个值都保留原文、位置、状态和依据）
#[derive(Debug, Parser)]
#[command(name = "jiaokan", version, max_term_width = 100)]
struct Arguments {
    /// Language of messages（提示语言）; without it, taken from LC_ALL, LC_MESSAGES or LANG
    #[arg(long, global = true, value_enum)]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Extract one report as JSON, or many into a folder（提取报告）
    Extract(Box<extract::Arguments>),
    /// Show what the audit checks find in reports（核查报告）
    Check(Box<check::Arguments>),
    /// Say what a check finds and why, or list all checks（解释检查项）
    Explain(explain::Arguments),
    /// Compare the reports of two years（年度对照）
    Diff(Box<diff::Arguments>),
    /// Collate a report with other copies, its declaration, other years（对校，出校勘记）
    Collate(Box<collate::Arguments>),
    /// Write a page for each report: the source beside what was read, to decide on（生成复核网页：
    /// 原件与读取结果对照，供人工决定）
    View(Box<view::Arguments>),
    /// Unpack invented reports, extract them, and say what to look at（示例）
    Demo(demo::Arguments),
    /// Join the outputs of shards（合并各分片的输出）
    Merge(merge::Arguments),
    /// Show what each stage makes of a report: lines, grids, sections, rows（逐步显示读取过程）
    Trace(Box<trace::Arguments>),
    /// Read files for another jiaokan
    #[command(hide = true)]
    Worker,
    /// Print the JSON Schema of an extraction, or of a comparison（输出 JSON Schema）
    Schema(schema::Arguments),
    /// Start from, and test, patterns of your own（规则文件：导出与检查）
    #[command(subcommand)]
    Patterns(patterns::Command),
    /// Fetch, list or remove the models with which pictures are read（文字识别模型）
    #[cfg(feature = "ocr")]
    #[command(subcommand)]
    Models(models::Command),
    /// Print a completion script for a shell（命令补全脚本）
    Completions(completions::Arguments),
}

/// Runs the program and says how it went: 0 all well, 1 some input could not be
/// read, 2 wrong usage or pattern files, 3 findings as grave as `--fail-on` says, 4
/// differences where asked for, 130 interrupted. What could not be read (1) counts before
/// what was found (3, 4): it may hide findings. An interrupt ends a command
/// that reads one file by its signal, which shells show as 130 too.
pub fn run() -> ExitCode {
    silence_contained_panics();
    let arguments = Arguments::parse();
    let languages = Languages::new(arguments.lang);
    let language = languages.messages;
    let done = match arguments.command {
        Command::Extract(arguments) => extract::run(&arguments, languages),
        Command::Diff(arguments) => diff::run(&arguments, languages),
        Command::Check(arguments) => check::run(&arguments, language),
        Command::Collate(arguments) => collate::run(&arguments, languages),
        Command::Explain(arguments) => explain::run(&arguments, language),
        Command::View(arguments) => view::run(*arguments, languages),
        Command::Demo(arguments) => demo::run(&arguments, languages),
        Command::Merge(arguments) => merge::run(&arguments, language),
        Command::Trace(arguments) => trace::run(&arguments, language),
        Command::Worker => {
            worker::run();
            Ok(())
        }
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Patterns(command) => patterns::run(&command, language),
        #[cfg(feature = "ocr")]
        Command::Models(command) => models::run(&command, language),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of our output has had enough: nothing went wrong.
        Err(Failure::OutputClosed) => ExitCode::SUCCESS,
        Err(failure) => {
            let words = messages::failure(&failure, language);
            if !words.is_empty() {
                output::say(&words);
            }
            ExitCode::from(failure.status())
        }
    }
}

/// A panic of a library that reads PDF is caught, and told as an error where it matters.
fn silence_contained_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::decode::is_contained() {
            before(panic);
        }
    }));
}
