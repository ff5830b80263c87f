//! What matters to the result of each file.

use std::path::PathBuf;

use crate::Options;
use crate::batch::Settings;

use super::failure::Failure;
use super::nearest::nearest;

/// How each file is read and judged.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadingArguments {
    /// Password of encrypted PDF files（PDF 密码）
    #[arg(long, value_name = "TEXT", env = "JIAOKAN_PASSWORD", hide_env_values = true)]
    pub(crate) password: Option<String>,
    /// Read every number of a PDF again with another library, and report each
    /// digit on which the two differ（用另一个库复核数字）
    #[cfg(feature = "second-reader")]
    #[arg(long)]
    pub(crate) second_reader: bool,
    /// Folder of pattern files laid over the built-in ones（自定义规则目录）
    #[arg(long, value_name = "DIR")]
    pub(crate) patterns: Option<PathBuf>,
    /// Judge by this profile of grades, points and thresholds instead of the one of the
    /// report's form（核查口径）
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
            pages: None,
        }
    }
}
