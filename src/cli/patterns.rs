//! `jiaokan patterns export DIR`, `jiaokan patterns check DIR` and `jiaokan patterns add`

mod add;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::batch::{self, Error};
use crate::patterns::builtin_files;

use super::failure::Failure;
use super::language::Language;
use super::{messages, output};

/// What to do with pattern files.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Write the built-in pattern files to a folder（将内置规则文件写入目录）
    Export {
        /// The folder; made if absent（目录，没有则新建）
        dir: PathBuf,
        /// Overwrite files that exist（覆盖已有文件）
        #[arg(long)]
        force: bool,
    },
    /// Load a folder's files over the built-in ones and prove every example
    /// （加载目录中的规则文件并验证全部示例）
    Check {
        /// The folder（规则文件目录）
        dir: PathBuf,
    },
    /// Add a unit, the head of a column or the name of a level to your own files, with an
    /// example, and prove it（添加一个计量单位、表头或指标级别名称）
    Add(add::Arguments),
}

/// Exports, checks or adds.
pub(crate) fn run(command: &Command, language: Language) -> Result<(), Failure> {
    match command {
        Command::Export { dir, force } => {
            let count = export(dir, *force)?;
            output::note(&messages::exported(count, dir, language));
        }
        Command::Check { dir } => {
            check(dir)?;
            output::note(&messages::checked(dir, language));
        }
        Command::Add(arguments) => add::run(arguments, language)?,
    }
    Ok(())
}

/// Writes all built-in files below `dir`, or none if one of them exists and
/// `force` is not given.
fn export(dir: &Path, force: bool) -> Result<usize, Failure> {
    let files: Vec<(PathBuf, &str)> =
        builtin_files().into_iter().map(|(name, text)| (dir.join(name), text)).collect();
    let existing: Vec<PathBuf> = files
        .iter()
        .filter(|(path, _)| path.symlink_metadata().is_ok())
        .map(|(path, _)| path.clone())
        .collect();
    if !force && !existing.is_empty() {
        return Err(Failure::Exists(existing));
    }
    for (path, text) in &files {
        write_whole(path, text).map_err(Failure::Patterns)?;
    }
    Ok(files.len())
}

/// Writes a file beside its place and moves it there, so that no half-written
/// file is ever seen under its name.
fn write_whole(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |source| Error::Write { path: path.to_path_buf(), source };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    let beside = path.with_extension(format!("{}.part", std::process::id()));
    let written = fs::File::create_new(&beside)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What went wrong is already known; a leftover is all that could remain.
        let _ = fs::remove_file(&beside);
    }
    written.map_err(failed)
}

fn check(dir: &Path) -> Result<(), Failure> {
    let patterns = batch::patterns_of(dir).map_err(Failure::Patterns)?;
    let problems = patterns.lint();
    if problems.is_empty() { Ok(()) } else { Err(Failure::Lint(problems)) }
}
