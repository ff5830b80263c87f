//! `jiaokan extract PATH…`

mod folder;
mod lines;
mod one;

use std::path::PathBuf;

use crate::batch::Inputs;
use crate::batch::out::Format;

pub(super) use folder::mode;
pub(super) use one::read;

use super::failure::Failure;
use super::inputs::InputArguments;
use super::language::Languages;
use super::reading::ReadingArguments;
use super::running::RunArguments;

/// What to extract, how, and where to.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// Folder for the results; without it they go to standard output: of one file its
    /// JSON, of several a line each（输出目录）
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// What to write into the folder（输出格式）[default: json,csv,xlsx]
    #[arg(
        long,
        value_name = "FORMAT",
        value_delimiter = ',',
        requires = "output",
        value_parser = format
    )]
    format: Vec<Format>,
    /// Go on with an earlier run: read only what is new, changed or failed（断点续跑）
    #[arg(long, requires = "output", conflicts_with = "force")]
    resume: bool,
    /// Start over in a folder that holds results（覆盖已有结果，重新开始）
    #[arg(long, requires = "output")]
    force: bool,
    /// Print the JSON of one file on one line（单行输出）
    #[arg(long, conflicts_with = "output")]
    compact: bool,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    running: RunArguments,
}

/// Extracts one report or many.
pub(crate) fn run(arguments: &Arguments, languages: Languages) -> Result<(), Failure> {
    let single = arguments.inputs.single();
    match (&arguments.output, single) {
        (None, Some(file)) if !arguments.running.is_bounded() => {
            one::run(arguments, file, languages.messages)
        }
        (None, single) => lines::run(arguments, single.is_some(), languages),
        (Some(output), _) => folder::run(arguments, output, languages),
    }
}

impl Arguments {
    /// The extraction that writes pages into a folder, and nothing else.
    pub(in crate::cli) fn pages(
        inputs: InputArguments,
        output: PathBuf,
        force: bool,
        reading: ReadingArguments,
        running: RunArguments,
    ) -> Self {
        let (output, format) = (Some(output), vec![Format::View]);
        Self { inputs, output, format, resume: false, force, compact: false, reading, running }
    }

    /// The files of a batch.
    fn found(&self) -> Result<Inputs, Failure> {
        // Wrong pattern files are found before any worker meets them.
        self.reading.options()?;
        self.reading.one_base(self.inputs.single().is_some())?;
        let wanted = self.inputs.wanted(self.output.clone());
        Inputs::find(&wanted).map_err(Failure::Input)
    }
}

fn format(name: &str) -> Result<Format, String> {
    let found = Format::ALL.iter().find(|format| format.name() == name);
    found.copied().ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("expected one of {}", known.join(", "))
    })
}
