//! The JSON Schema of an extraction, generated from the types.

use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::report::Report;

/// The JSON Schema (2020-12) of what an extraction prints.
///
/// ```
/// let schema = jiaokan::model::schema();
/// assert_eq!(schema.get("title").and_then(|t| t.as_str()), Some("jiaokan.report/1"));
/// ```
#[must_use]
pub fn schema() -> Schema {
    // For what is written: a key that may be left out is optional, a key whose
    // value may be null is not.
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Report>()
}
