//! The command line, one file per subcommand.
//!
//! Data goes to standard output, words to standard error. Only this module
//! touches files, the environment and the terminal.

mod completions;
mod extract;
mod failure;
mod language;
mod messages;
mod output;
mod patterns;
mod schema;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;
use language::Language;

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
    /// Extract one report as JSON（提取一份报告）
    Extract(extract::Arguments),
    /// Print the JSON Schema of an extraction（输出 JSON Schema）
    Schema,
    /// Start from, and test, patterns of your own（词表：导出与检查）
    #[command(subcommand)]
    Patterns(patterns::Command),
    /// Print a completion script for a shell（命令补全脚本）
    Completions(completions::Arguments),
}

/// Runs the program and says how it went: 0 all well, 1 the input could not be
/// read, 2 wrong usage or pattern files. An interrupt ends the process by its
/// signal, which shells show as 130.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let language = arguments.lang.unwrap_or_else(Language::of_environment);
    let done = match arguments.command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Schema => schema::run(),
        Command::Patterns(command) => patterns::run(&command, language),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of our output has had enough: nothing went wrong.
        Err(Failure::OutputClosed) => ExitCode::SUCCESS,
        Err(failure) => {
            output::say(&messages::failure(&failure, language));
            ExitCode::from(failure.status())
        }
    }
}
