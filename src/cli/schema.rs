//! `jiaokan schema`

use super::failure::Failure;
use super::output;

/// Prints the JSON Schema of an extraction.
pub(crate) fn run() -> Result<(), Failure> {
    let text = serde_json::to_vec_pretty(&jiaokan::model::schema())
        .map_err(|error| Failure::Output(error.into()))?;
    output::print(&text)
}
