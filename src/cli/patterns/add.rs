//! `jiaokan patterns add unit 台件`

use std::path::PathBuf;

use crate::batch::{self, Error};
use crate::cli::failure::Failure;
use crate::cli::language::Language;
use crate::cli::{messages, output};
use crate::patterns::{self, Addition, Patterns};

/// What to add.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// What it is（类别）
    #[arg(value_enum)]
    what: Addition,
    /// The word as it is printed（原文写法）
    word: String,
    /// Of a column its role, such as target; of a level its name as reports print it（表头的含义，
    /// 或所属级别的规范名称）
    #[arg(long = "as", value_name = "NAME", conflicts_with = "like")]
    meaning: Option<String>,
    /// Of a unit another that measures the same; without it, it is a unit of its own count
    /// （与之度量相同事物的单位）
    #[arg(long, value_name = "UNIT")]
    like: Option<String>,
    /// The folder of your own pattern files; made if absent（自定义规则目录）
    #[arg(long, value_name = "DIR", default_value = "my-patterns")]
    patterns: PathBuf,
}

/// Writes an entry with an example, and proves it; what does not hold is not written.
pub(super) fn run(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    let dir = &arguments.patterns;
    let file = patterns::file_of(arguments.what);
    let path = dir.join(file);
    let own = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(source) => return Err(Failure::Patterns(Error::Read { path, source })),
    };
    let before = match dir.is_dir() {
        true => &batch::patterns_of(dir).map_err(Failure::Patterns)?,
        false => &**Patterns::builtin(),
    };
    let like = arguments.meaning.as_deref().or(arguments.like.as_deref());
    let text = patterns::add(arguments.what, &arguments.word, like, &own, before)
        .map_err(Failure::Usage)?;
    let after = before.overlay(file, &text).map_err(|error| Failure::Patterns(error.into()))?;
    let meaning = arguments.meaning.as_deref();
    patterns::prove(arguments.what, &arguments.word, meaning, &after).map_err(Failure::Lint)?;
    super::write_whole(&path, &text).map_err(Failure::Patterns)?;
    output::say(&messages::doctor::added(&arguments.word, &path, dir, language));
    Ok(())
}
