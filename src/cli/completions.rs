//! `jiaokan completions SHELL`

use clap_complete::Shell;

use super::failure::Failure;
use super::language::Language;
use super::{help, output};

/// For which shell.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The shell（Shell 的种类）
    shell: Shell,
}

/// Prints the completion script.
pub(crate) fn run(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    // Into memory first: the generator panics when its output is closed.
    let mut script = Vec::new();
    let mut command = help::command(language);
    clap_complete::generate(arguments.shell, &mut command, "jiaokan", &mut script);
    output::print(script.trim_ascii_end())
}
