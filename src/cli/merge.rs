//! `jiaokan merge OUT… -o DIR`

use std::path::PathBuf;
use std::time::Instant;

use crate::batch::out::{self, Record};
use serde_json::{Value, json};

use super::failure::Failure;
use super::language::Language;
use super::messages::batch::Course;
use super::running::ended;
use super::{extract, messages, output};

/// What to join.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The output folders of all shards of one run（各分片的输出目录）
    #[arg(required = true, value_name = "OUT")]
    outputs: Vec<PathBuf>,
    /// Folder for the whole（合并后的输出目录）
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Start over in a folder that holds results（覆盖目录中已有的结果，重新开始）
    #[arg(long)]
    force: bool,
}

/// Writes what one run would have written.
pub(crate) fn run(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    let started = Instant::now();
    let (outputs, path) = (&arguments.outputs, &arguments.output);
    out::apart_from(path, outputs).map_err(Failure::Input)?;
    let options = json!({ "merged": outputs });
    let options = match options {
        Value::Object(options) => options,
        _ => serde_json::Map::new(),
    };
    let mode = extract::mode(false, arguments.force);
    let record = Record::new(options, 0);
    let summary = out::merge(outputs, path, mode, record).map_err(Failure::Input)?;
    let course = Course {
        total: summary.files,
        hidden: 0,
        links: 0,
        took: started.elapsed(),
        interrupted: false,
    };
    output::note(&messages::batch::summary(&summary, course, language));
    output::note(&messages::batch::written(path, &summary, true, language));
    ended(crate::batch::Ended::Complete, &summary)
}
