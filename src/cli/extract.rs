//! `jiaokan extract FILE`

use std::io::Read;
use std::path::{Path, PathBuf};

use jiaokan::{Error, Patterns, Source};

use super::failure::{Failure, OneFile};
use super::output;

/// What to extract and how to print it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The report, or `-` for standard input（报告文件）
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print the JSON on one line（单行输出）
    #[arg(long)]
    compact: bool,
    /// Password of an encrypted PDF（PDF 密码）
    #[arg(
        long,
        value_name = "TEXT",
        env = "JIAOKAN_PASSWORD",
        hide_env_values = true
    )]
    password: Option<String>,
    /// Read every number of a PDF again with another library, and report each
    /// digit on which the two differ（用另一个库复核数字）
    #[cfg(feature = "second-reader")]
    #[arg(long)]
    second_reader: bool,
    /// Folder of pattern files laid over the built-in ones（自定义词表目录）
    #[arg(long, value_name = "DIR")]
    patterns: Option<PathBuf>,
}

/// Prints the extraction of one report as JSON.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let [file] = &*arguments.files else {
        return Err(Failure::OneFile(OneFile::Several(arguments.files.len())));
    };
    if file.is_dir() {
        return Err(Failure::OneFile(OneFile::Folder(file.clone())));
    }
    let own = match &arguments.patterns {
        Some(dir) => Some(Patterns::overlaid(dir).map_err(Failure::Patterns)?),
        None => None,
    };
    let patterns = own.as_ref().unwrap_or_else(|| Patterns::builtin());
    let mut source = read(file).map_err(Failure::Input)?;
    source.password.clone_from(&arguments.password);
    #[cfg_attr(not(feature = "second-reader"), allow(unused_mut))]
    let mut report = jiaokan::extract(&source, patterns).map_err(Failure::Input)?;
    #[cfg(feature = "second-reader")]
    if arguments.second_reader && !jiaokan::witness::confirm(&mut report, &source) {
        return Err(Failure::NotPdf(source.name));
    }
    let json = if arguments.compact {
        serde_json::to_vec(&report)
    } else {
        serde_json::to_vec_pretty(&report)
    };
    output::print(&json.map_err(|error| Failure::Output(error.into()))?)
}

/// Reads a file, or standard input for `-`. Only the last part of the path goes
/// into the source's name: where a file lay is no part of the extraction.
fn read(file: &Path) -> Result<Source, Error> {
    let failed = |source| Error::Read {
        path: file.to_path_buf(),
        source,
    };
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        return Ok(Source::new("-", bytes));
    }
    let name = file.file_name().unwrap_or(file.as_os_str());
    let bytes = std::fs::read(file).map_err(failed)?;
    Ok(Source::new(name.to_string_lossy(), bytes))
}
