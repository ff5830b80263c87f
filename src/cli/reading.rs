//! What matters to the result of each file.

use std::path::PathBuf;

use jiaokan::Patterns;
use jiaokan::batch::Settings;
use jiaokan::patterns::Profile;

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
    /// Folder of pattern files laid over the built-in ones（自定义词表目录）
    #[arg(long, value_name = "DIR")]
    pub(crate) patterns: Option<PathBuf>,
    /// Judge by this profile of grades, points and thresholds instead of the one of the
    /// report's form（核查口径）
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
}

impl ReadingArguments {
    /// The user's own patterns, if there are any.
    pub(crate) fn own_patterns(&self) -> Result<Option<Patterns>, Failure> {
        let own = self.patterns.as_deref().map(Patterns::overlaid);
        own.transpose().map_err(Failure::Patterns)
    }

    /// The profile that was asked for.
    pub(crate) fn profile<'p>(
        &self,
        patterns: &'p Patterns,
    ) -> Result<Option<&'p Profile>, Failure> {
        let Some(name) = &self.profile else {
            return Ok(None);
        };
        let profiles = patterns.profiles();
        let unknown = || Failure::UnknownProfile {
            name: name.clone(),
            nearest: nearest(name, profiles.names()),
        };
        profiles.find(name).map(Some).ok_or_else(unknown)
    }

    /// Finds out whether patterns and profile can be used.
    pub(crate) fn prove(&self) -> Result<(), Failure> {
        let own = self.own_patterns()?;
        self.profile(own.as_ref().unwrap_or_else(|| Patterns::builtin()))?;
        Ok(())
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
        }
    }
}
