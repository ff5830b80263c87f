//! `jiaokan completions SHELL`

use clap::CommandFactory;
use clap_complete::Shell;

use super::failure::Failure;
use super::output;

/// For which shell.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints the completion script.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    // Into memory first: the generator panics when its output is closed.
    let mut script = Vec::new();
    let mut command = super::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "jiaokan", &mut script);
    output::print(script.trim_ascii_end())
}
