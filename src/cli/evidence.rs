//! What is brought to reports from other files, by option.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::Options;
use crate::batch::{WitnessFile, pairs_of, readable};

use super::failure::Failure;
use super::language::Language;
use super::{messages, output};

/// Decisions of persons, and witnesses.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct EvidenceArguments {
    /// What persons decided on values: a file that the review page saved, or a folder of such
    /// files; each holds for exactly the bytes it was made on（复核结论文件，或其所在目录；只对
    /// 复核时的原文件有效）
    #[arg(long, value_name = "PATH")]
    pub(crate) decisions: Option<PathBuf>,
    /// Another copy of the report, its declaration of targets, or another year's report, from
    /// which unreadable values are restored; may be given several times（校本：同一报告的另一份
    /// 文本、绩效目标申报表或上下年报告，用于补正残损；可多次给出）
    #[arg(long, value_name = "FILE")]
    pub(crate) witness: Vec<PathBuf>,
    /// Table of reports and their witnesses, CSV with the columns base, witness, kind（底本与
    /// 校本对应表，CSV，列为 base、witness、kind）
    #[arg(long = "witnesses", value_name = "TABLE")]
    pub(crate) pairs: Option<PathBuf>,
}

impl EvidenceArguments {
    /// The witnesses that are named, found to be readable.
    pub(crate) fn files(&self) -> Result<Vec<WitnessFile>, Failure> {
        let mut files = Vec::new();
        for path in &self.witness {
            readable(path).map_err(Failure::Input)?;
            files.push(WitnessFile { base: None, path: path.clone(), kind: None });
        }
        if let Some(table) = &self.pairs {
            files.extend(pairs_of(table).map_err(Failure::Patterns)?);
        }
        Ok(files)
    }
}

/// Files of decisions whose bytes were not met.
#[derive(Debug, Default)]
pub(crate) struct Unused {
    /// Names by SHA-256.
    files: BTreeMap<String, String>,
}

impl Unused {
    pub(crate) fn of(options: &Options) -> Self {
        let files = options.decisions.iter();
        let files = files.map(|file| (file.source.sha256.clone(), file.source.name.clone()));
        Self { files: files.collect() }
    }

    /// A file was read.
    pub(crate) fn saw(&mut self, sha256: Option<&str>) -> &mut Self {
        if let Some(sha256) = sha256 {
            self.files.remove(sha256);
        }
        self
    }

    /// Tells of decisions on files that were not among those read.
    pub(crate) fn say(&self, language: Language) {
        for (sha256, name) in &self.files {
            output::say(messages::collate::unused(name, sha256).in_language(language));
        }
    }
}
