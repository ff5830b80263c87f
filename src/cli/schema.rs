//! `jiaokan schema`

use clap::ValueEnum;

use super::failure::Failure;
use super::output;

/// Of what.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Of what（哪一种结构）
    #[arg(value_enum, default_value_t)]
    of: Of,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Of {
    /// An extraction: jiaokan.report/1（提取结果）
    #[default]
    Report,
    /// A comparison: jiaokan.diff/1（年度对比）
    Diff,
    /// An apparatus: jiaokan.collation/1（校勘记）
    Collation,
    /// Decisions of persons: jiaokan.decisions/1（复核结论）
    Decisions,
}

/// Prints the JSON Schema.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let schema = match arguments.of {
        Of::Report => crate::model::schema(),
        Of::Diff => crate::diff::schema(),
        Of::Collation => crate::collate::schema(),
        Of::Decisions => crate::decisions::schema(),
    };
    let text = serde_json::to_vec_pretty(&schema).map_err(|error| Failure::Output(error.into()))?;
    output::print(&text)
}
