//! What matters to the result of each file.

#[cfg(feature = "ocr")]
use std::num::NonZero;
use std::path::PathBuf;

use crate::Options;
use crate::batch::{Settings, WitnessFile};
use crate::model::Detail;
#[cfg(feature = "ocr")]
use crate::recognition::RecognitionMode;

use super::evidence::EvidenceArguments;
use super::failure::Failure;
use super::messages;
use super::nearest::nearest;

/// Which pages are read as pictures.
#[cfg(feature = "ocr")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Ocr {
    /// Those without text that can be used; a text that a scanner laid under a picture is
    /// compared with it（没有可用文字的页）
    #[default]
    Auto,
    /// None（不识别）
    Off,
    /// All, also those with a text（全部）
    Force,
}

#[cfg(feature = "ocr")]
impl From<Ocr> for RecognitionMode {
    fn from(ocr: Ocr) -> Self {
        match ocr {
            Ocr::Auto => RecognitionMode::Auto,
            Ocr::Off => RecognitionMode::Off,
            Ocr::Force => RecognitionMode::Force,
        }
    }
}

/// How each file is read and judged.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadingArguments {
    /// Password of encrypted PDF files（加密 PDF 的密码）
    #[arg(long, value_name = "TEXT", env = "JIAOKAN_PASSWORD", hide_env_values = true)]
    pub(crate) password: Option<String>,
    /// Read every number of a PDF again with another library, and report each
    /// digit on which the two differ（用另一个库重读 PDF 中的每个数字，
    /// 两者不同的每一位都列为问题）
    #[cfg(feature = "second-reader")]
    #[arg(long)]
    pub(crate) second_reader: bool,
    /// Whether pictures of pages are read（是否识别图片页）
    #[cfg(feature = "ocr")]
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) ocr: Ocr,
    /// Resolution at which pictures of pages are read at most; 300 without it
    /// （识别图片页的最高分辨率；默认 300）
    #[cfg(feature = "ocr")]
    #[arg(long, value_name = "DPI", value_parser = clap::value_parser!(u16).range(72..=600))]
    pub(crate) dpi: Option<u16>,
    /// Folder of pattern files laid over the built-in ones
    /// （叠加在内置规则之上的规则文件目录）
    #[arg(long, value_name = "DIR")]
    pub(crate) patterns: Option<PathBuf>,
    /// Judge by this profile of grades, points and thresholds instead of the one of the
    /// report's form（按此评价标准核查，不用报告格式自带的）
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    #[command(flatten)]
    pub(crate) evidence: EvidenceArguments,
}

impl ReadingArguments {
    /// The options of the core; pattern files and profile are found to be usable.
    pub(crate) fn options(&self) -> Result<Options, Failure> {
        let settings = self.with_witnesses(Vec::new(), false);
        #[allow(unused_mut, reason = "without pictures nothing is changed")]
        let mut options = settings.options().map_err(Failure::Patterns)?;
        #[cfg(feature = "ocr")]
        {
            // One file is read at a time: its pages have all processors.
            options.recognition.threads =
                std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        }
        if let Some(name) = &options.profile {
            let profiles = options.patterns.profiles();
            if profiles.find(name).is_none() {
                let nearest = nearest(name, profiles.names());
                return Err(Failure::UnknownProfile { name: name.clone(), nearest });
            }
        }
        Ok(options)
    }

    /// A witness that is named without its report can only be that of a single one.
    pub(crate) fn one_base(&self, single: bool) -> Result<(), Failure> {
        match single || self.evidence.witness.is_empty() {
            true => Ok(()),
            false => Err(Failure::Usage(messages::collate::one_base())),
        }
    }

    pub(crate) fn settings(&self, tables: bool) -> Result<Settings, Failure> {
        Ok(self.with_witnesses(self.evidence.files()?, tables))
    }

    fn with_witnesses(&self, witnesses: Vec<WitnessFile>, tables: bool) -> Settings {
        Settings {
            password: self.password.clone(),
            #[cfg(feature = "second-reader")]
            second_reader: self.second_reader,
            #[cfg(not(feature = "second-reader"))]
            second_reader: false,
            patterns: self.patterns.clone(),
            profile: self.profile.clone(),
            decisions: self.evidence.decisions.clone(),
            witnesses,
            tables,
            detail: Detail::Full,
            lines: false,
            extractions: false,
            #[cfg(feature = "ocr")]
            ocr: self.ocr.into(),
            #[cfg(feature = "ocr")]
            dpi: self.dpi,
            pages: None,
        }
    }
}
