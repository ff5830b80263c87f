//! The command line, one file per subcommand.
//!
//! Data goes to standard output, words to standard error. Only this module
//! touches files, the environment and the terminal.

mod bounds;
mod check;
mod choices;
mod collate;
mod completions;
mod config;
mod demo;
mod diff;
mod doctor;
mod evidence;
mod explain;
mod extract;
mod failure;
mod help;
mod inputs;
mod language;
mod man;
mod merge;
mod messages;
#[cfg(feature = "ocr")]
mod models;
mod nearest;
mod output;
mod panel;
mod patterns;
mod progress;
mod reading;
mod reports;
mod running;
mod schema;
mod stream;
mod trace;
mod view;
mod worker;
mod written;
mod wrong;

use std::borrow::Cow;
use std::process::ExitCode;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use config::Config;
use failure::Failure;
use language::{Language, Languages};

use crate::visible;

/// Options of all commands stand behind those of a command in its help.
const BEHIND: usize = 900;

/// Restores China's budget performance self-evaluation reports to typed JSON and tables
/// （绩效自评报告校勘：每个值都保留原文、位置、状态和依据）
#[derive(Debug, Parser)]
#[command(name = "jiaokan", version, max_term_width = 100)]
struct Arguments {
    /// Language of messages; without it, that of LC_ALL, LC_MESSAGES or LANG, or of the system
    /// （提示语言；不指定时随 LC_ALL、LC_MESSAGES 或 LANG，均未设置时随系统语言）
    #[arg(long, global = true, value_enum, display_order = BEHIND)]
    lang: Option<Language>,
    /// File of options that repeat; without it, jiaokan.toml of this folder if it is there
    /// （常用选项文件；不指定时读取当前目录的 jiaokan.toml，没有则不读）
    #[arg(long, global = true, value_name = "FILE", display_order = BEHIND)]
    config: Option<PathBuf>,
    /// Say nothing but what went wrong: no progress, no closing words
    /// （只显示出错的情况，不显示进度和结束语）
    #[arg(long, short, global = true, display_order = BEHIND)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Extract one report as JSON, or many into a folder（提取：单份报告输出 JSON，多份写入目录）
    Extract(Box<extract::Arguments>),
    /// Show what the audit checks find in reports（核查：找出报告内部的矛盾和疑点）
    Check(Box<check::Arguments>),
    /// Say what a check finds and why, or list all checks（说明核查项查什么、为什么；或列出全部）
    Explain(explain::Arguments),
    /// Compare the reports of two years（对比两个年度的报告）
    Diff(Box<diff::Arguments>),
    /// Put indicators beside each other over all years（指标历年对照：指标逐年并列）
    Panel(Box<panel::Arguments>),
    /// Look at a folder before it is read: kinds, trouble, what to do（读取前体检：种类、问题、怎么办）
    Doctor(Box<doctor::Arguments>),
    /// Collate a report with other copies, its declaration, other years
    /// （与其他文本、绩效目标申报表、其他年度对校，出校勘记）
    Collate(Box<collate::Arguments>),
    /// Write a page for each report: the source beside what was read, to decide on
    /// （生成复核网页：原件与读取结果对照，供人工决定）
    View(Box<view::Arguments>),
    /// Unpack invented reports, extract them, and say what to look at
    /// （生成示例报告并提取，说明可看什么）
    Demo(demo::Arguments),
    /// Join the outputs of shards（合并各分片的输出）
    Merge(merge::Arguments),
    /// Show what each stage makes of a report: lines, grids, sections, rows
    /// （逐步显示读取过程：行、表格、章节、指标）
    Trace(Box<trace::Arguments>),
    /// Read documents that another program sends
    #[command(hide = true)]
    Stream(Box<stream::Arguments>),
    /// Print the JSON Schema of what is written, and of decisions
    /// （输出各种结果及复核结论的 JSON Schema）
    Schema(schema::Arguments),
    /// Start, test and add to patterns of your own（自定义规则：导出、检查、添加）
    #[command(subcommand)]
    Patterns(patterns::Command),
    /// Fetch, list or remove the models with which pictures are read
    /// （下载、列出或删除文字识别模型）
    #[cfg(feature = "ocr")]
    #[command(subcommand)]
    Models(models::Command),
    /// Print a completion script for a shell（输出命令补全脚本）
    Completions(completions::Arguments),
    /// Write manual pages into a folder（将手册页写入目录）
    Man(man::Arguments),
}

/// Runs the program and says how it went: 0 all well, 1 some input could not be
/// read, 2 wrong usage or pattern files, 3 findings as grave as `--fail-on` says, 4
/// differences where asked for, 130 interrupted. What could not be read (1) counts before
/// what was found (3, 4): it may hide findings. An interrupt ends a command
/// that reads one file by its signal, which shells show as 130 too.
pub fn run() -> ExitCode {
    silence_contained_panics();
    #[cfg(feature = "second-reader")]
    if let Ok(program) = std::env::current_exe() {
        crate::batch::set_program(program);
    }
    let line: Vec<OsString> = std::env::args_os().collect();
    // Another jiaokan started this one. It is no command of people, and to make the others ready
    // would cost as much as a page.
    if matches!(&line[..], [_, word] if word == "worker") {
        worker::run();
        return ExitCode::SUCCESS;
    }
    let (asked, config) = match before(&line) {
        Ok(before) => before,
        Err(early) => return ended(&early.0, early.1),
    };
    let language = asked.unwrap_or_else(language::of_environment);
    if line.len() < 2 {
        output::say(messages::help::what_to_try(language));
        return ExitCode::from(2);
    }
    let arguments = match parse(&line, config.as_ref(), language) {
        Ok(Parsed::Arguments(arguments)) => *arguments,
        Ok(Parsed::Done(status)) => return status,
        Err(failure) => return ended(&failure, language),
    };
    output::set_quiet(arguments.quiet);
    let languages = Languages::new(asked, language);
    let done = match arguments.command {
        Command::Extract(arguments) => extract::run(&arguments, languages),
        Command::Diff(arguments) => diff::run(&arguments, languages),
        Command::Check(arguments) => check::run(&arguments, languages),
        Command::Panel(arguments) => panel::run(&arguments, languages),
        Command::Doctor(arguments) => doctor::run(&arguments, languages),
        Command::Collate(arguments) => collate::run(&arguments, languages),
        Command::Explain(arguments) => explain::run(&arguments, language),
        Command::View(arguments) => view::run(*arguments, languages),
        Command::Demo(arguments) => demo::run(&arguments, languages),
        Command::Merge(arguments) => merge::run(&arguments, language),
        Command::Trace(arguments) => trace::run(&arguments, language),
        Command::Stream(arguments) => stream::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Patterns(command) => patterns::run(&command, language),
        #[cfg(feature = "ocr")]
        Command::Models(command) => models::run(&command, language),
        Command::Completions(arguments) => completions::run(&arguments, language),
        Command::Man(arguments) => man::run(&arguments, language),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => ended(&failure, language),
    }
}

/// Says what there is to say of a failure.
fn ended(failure: &Failure, language: Language) -> ExitCode {
    // The reader of our output has had enough: nothing went wrong.
    if matches!(failure, Failure::OutputClosed) {
        return ExitCode::SUCCESS;
    }
    let words = messages::failure(failure, language);
    if !words.is_empty() {
        output::say(&words);
    }
    ExitCode::from(failure.status())
}

/// The language that was asked for and the options of the file: what must be known before
/// the line is understood. What works for another program has no options of the file.
type Before = (Option<Language>, Option<Config>);

fn before(line: &[OsString]) -> Result<Before, Box<(Failure, Language)>> {
    let value = |name: &str| value_of(line, name);
    let typed = value("--lang").and_then(|value| match value.to_str() {
        Some("zh") => Some(Language::Zh),
        Some("en") => Some(Language::En),
        _ => None,
    });
    if line.get(1).is_some_and(|word| word == "stream") {
        return Ok((typed, None));
    }
    let named = value("--config").map(PathBuf::from);
    let config = Config::load(named.as_deref())
        .map_err(|failure| Box::new((failure, typed.unwrap_or_else(language::of_environment))))?;
    let asked = typed.or_else(|| config.as_ref().and_then(Config::language));
    Ok((asked, config))
}

/// What stands after `--name` or `--name=`.
fn value_of(line: &[OsString], name: &str) -> Option<OsString> {
    let line = line.split(|word| word == "--").next().unwrap_or_default();
    line.iter().enumerate().find_map(|(at, word)| {
        if word == name {
            return line.get(at + 1).cloned();
        }
        let text = word.to_str()?.strip_prefix(name)?.strip_prefix('=')?;
        Some(OsStr::new(text).to_owned())
    })
}

/// A line that was understood.
enum Parsed {
    Arguments(Box<Arguments>),
    /// Help or version, which was shown; or a wrong line, of which that was said.
    Done(ExitCode),
}

fn parse(
    line: &[OsString],
    config: Option<&Config>,
    language: Language,
) -> Result<Parsed, Failure> {
    let with_file = |command: clap::Command| match config {
        Some(config) => config.defaults(command),
        None => Ok(command),
    };
    // Most lines are understood and need no word of the help, which takes as long to make in
    // one language as a short report to read.
    let silent = with_file(Arguments::command())?.try_get_matches_from(line);
    let understood = silent.and_then(|matches| Arguments::from_arg_matches(&matches));
    if let Ok(arguments) = understood {
        return Ok(Parsed::Arguments(Box::new(arguments)));
    }
    let plain = help::command(language);
    let matches = match with_file(plain.clone())?.try_get_matches_from(line) {
        Ok(matches) => matches,
        Err(error) => {
            // What is well without the file is the fault of the file.
            let blamed = config.filter(|_| error.use_stderr());
            let blamed = blamed.filter(|_| plain.try_get_matches_from(line).is_ok());
            let path = blamed.map(|config| config.path.as_path());
            return Ok(Parsed::Done(wrong_line(&error, path, language)));
        }
    };
    if let Some(text) = help::asked(&matches, language) {
        output::print(text.trim_end().as_bytes())?;
        return Ok(Parsed::Done(ExitCode::SUCCESS));
    }
    match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => Ok(Parsed::Arguments(Box::new(arguments))),
        Err(error) => Ok(Parsed::Done(wrong_line(&error, None, language))),
    }
}

/// Shows help or version, or says what is wrong.
fn wrong_line(
    error: &clap::Error,
    blamed: Option<&std::path::Path>,
    language: Language,
) -> ExitCode {
    let is_help = error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if !error.use_stderr() || is_help || language == Language::En {
        if let Some(path) = blamed {
            output::say(&format!("{}:", visible::path(path)));
        }
        let said = error.to_string();
        let seen = typed_visibly(&said);
        match seen.strip_prefix("error: ").filter(|_| !is_help) {
            Some(wrong) => output::say(&format!("E_USAGE: {}", wrong.trim_end())),
            None if seen != said => output::say(seen.trim_end()),
            // If nobody listens there is nobody to tell.
            None => _ = error.print(),
        }
    } else {
        let blamed = blamed.map(|path| format!("{}\n", visible::path(path))).unwrap_or_default();
        let said = messages::help::usage_error(error);
        output::say(&format!("{blamed}{}", typed_visibly(&said)));
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// A message in which words of the line may stand. These may be the names of files, as `*` gives
/// them: none does something, or begins a line.
fn typed_visibly(said: &str) -> String {
    let mut said = said.to_owned();
    for word in std::env::args_os() {
        let word = word.to_string_lossy();
        if let Cow::Owned(seen) = visible::line(&word) {
            said = said.replace(&*word, &seen);
        }
    }
    visible::text(&said).into_owned()
}

/// A panic of a library that reads PDF is caught, and told as an error where it matters.
pub fn silence_contained_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::decode::is_contained() {
            before(panic);
        }
    }));
}
