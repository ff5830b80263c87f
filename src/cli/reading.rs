//! What matters to the result of each file.

use std::path::PathBuf;

use crate::Options;
use crate::batch::Settings;
use crate::model::Detail;

use super::failure::Failure;
use super::nearest::nearest;

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
    /// Folder of pattern files laid over the built-in ones
    /// （叠加在内置规则之上的规则文件目录）
    #[arg(long, value_name = "DIR")]
    pub(crate) patterns: Option<PathBuf>,
    /// Judge by this profile of grades, points and thresholds instead of the one of the
    /// report's form（按此评价标准核查，不用报告格式自带的）
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
}

impl ReadingArguments {
    /// The options of the core; pattern files and profile are found to be usable.
    pub(crate) fn options(&self) -> Result<Options, Failure> {
        let options = self.settings(false).options().map_err(Failure::Patterns)?;
        if let Some(name) = &options.profile {
            let profiles = options.patterns.profiles();
            if profiles.find(name).is_none() {
                let nearest = nearest(name, profiles.names());
                return Err(Failure::UnknownProfile { name: name.clone(), nearest });
            }
        }
        Ok(options)
    }

    pub(crate) fn settings(&self, tables: bool) -> Settings {
        Settings {
            password: self.password.clone(),
            #[cfg(feature = "second-reader")]
            second_reader: self.second_reader,
            #[cfg(not(feature = "second-reader"))]
            second_reader: false,
            patterns: self.patterns.clone(),
            profile: self.profile.clone(),
            tables,
            detail: Detail::Full,
            extractions: false,
        }
    }
}
