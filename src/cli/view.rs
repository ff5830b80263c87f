//! `jiaokan view PATH…`

use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::inputs::InputArguments;
use super::language::Languages;
use super::reading::ReadingArguments;
use super::running::RunArguments;
use super::written;
use super::{extract, messages, output};
use crate::batch::{self, Settings, out};
use crate::visible;
use crate::words::words;

/// Whose pages to write, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// The page (FILE.html), or the folder for the pages of several reports and their index;
    /// without it the page is written into the current folder（网页文件，或存放多份报告
    /// 网页及总表的目录；不给则写入当前目录）
    #[arg(short, long, value_name = "DIR|FILE.html")]
    output: Option<PathBuf>,
    /// Overwrite what is there（覆盖已有文件）
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    running: RunArguments,
}

/// Writes the page of one report, or those of many.
pub(crate) fn run(arguments: Arguments, languages: Languages) -> Result<(), Failure> {
    let single = arguments.inputs.single().map(Path::to_path_buf);
    match (single, arguments.output.clone()) {
        (Some(file), None) => one(&arguments, &file, &beside_us(&file), languages),
        (Some(file), Some(path)) if is_page(&path) => one(&arguments, &file, &path, languages),
        (_, Some(path)) if !is_page(&path) => many(arguments, path, languages),
        (None, Some(path)) => {
            let path = visible::path(&path);
            Err(Failure::Usage(words!(
                en: "expected a folder for the pages of several reports, but found {path}; give -o DIR",
                zh: "多份报告的网页应写入一个目录，实为 {path}；请用 -o 目录"
            )))
        }
        _ => Err(Failure::Usage(words!(
            en: "expected a folder for the pages of several reports; give -o DIR",
            zh: "多份报告的网页需要一个输出目录；请用 -o 目录"
        ))),
    }
}

/// Whether a path names a page, and no folder.
fn is_page(path: &Path) -> bool {
    let html =
        |end: &std::ffi::OsStr| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm");
    !path.is_dir() && path.extension().is_some_and(html)
}

/// The page of a file in the current folder.
fn beside_us(file: &Path) -> PathBuf {
    let name = match file == Path::new("-") {
        true => "report".to_owned(),
        false => {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
            let tame = |c: char| if visible::is_active(c) { '_' } else { c };
            name.unwrap_or_default().chars().map(tame).collect()
        }
    };
    PathBuf::from(format!("{name}.view.html"))
}

/// Writes the page of one report, whole or not at all.
fn one(
    arguments: &Arguments,
    file: &Path,
    path: &Path,
    languages: Languages,
) -> Result<(), Failure> {
    let language = languages.messages;
    out::apart_from(path, arguments.inputs.paths()).map_err(Failure::Input)?;
    if path.exists() && !arguments.force {
        return Err(Failure::Exists(vec![path.to_path_buf()]));
    }
    arguments.reading.options()?;
    let settings = Settings { pages: Some(language), ..arguments.reading.settings(false)? };
    let (name, bytes) =
        batch::read_one(file, arguments.running.max_size()).map_err(Failure::Input)?;
    let mut options = arguments.running.for_one(settings);
    options.on_page = arguments.running.pages_of_one(language);
    let outcome = batch::read_alone(&name, bytes, &options).map_err(Failure::Input)?;
    let answer = outcome.result.map_err(Failure::Told)?;
    written::file(path, &answer.page, arguments.force)?;
    let need = answer.report().map_or(0, |report| crate::review::to_decide(&report).len());
    output::say(&messages::view::written(path, need, language));
    messages::batch::doubt(&answer.tally, language).into_iter().for_each(output::say);
    Ok(())
}

/// The pages of several reports with their index, as `extract --format view` writes them.
fn many(arguments: Arguments, path: PathBuf, languages: Languages) -> Result<(), Failure> {
    let Arguments { inputs, force, reading, running, .. } = arguments;
    let index = path.join("index.html");
    let pages = extract::Arguments::pages(inputs, path, force, reading, running);
    let done = extract::run(&pages, languages);
    if index.is_file() {
        output::say(&messages::view::index(&index, languages.messages));
    }
    done
}
