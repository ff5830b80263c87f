//! The JSON Schema of an extraction, generated from the types.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::Value;

use super::report::Report;

/// Members that the lean form leaves out beside those that are null.
const LEFT_OUT: &str = "narrative";

/// The JSON Schema (2020-12) of what an extraction prints, full or lean.
///
/// ```
/// let schema = jiaokan::model::schema();
/// assert_eq!(schema.get("title").and_then(|t| t.as_str()), Some("jiaokan.report/1"));
/// ```
#[must_use]
pub fn schema() -> Schema {
    // For what is written: a key that may be left out is optional, a key whose
    // value may be null is not.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Report>();
    // The lean form leaves out what is null.
    RecursiveTransform(only_what_is_always_there).transform(&mut schema);
    schema
}

/// Takes members that may be null out of those that an object must have.
fn only_what_is_always_there(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    let properties = object.get("properties").cloned().unwrap_or_default();
    let Some(Value::Array(required)) = object.get_mut("required") else {
        return;
    };
    required.retain(|name| {
        let name = name.as_str().unwrap_or_default();
        name != LEFT_OUT && !properties.get(name).is_some_and(may_be_null)
    });
}

fn may_be_null(schema: &Value) -> bool {
    let is_null = |kind: &Value| kind == "null";
    match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_null),
        Some(kind) => is_null(kind),
        None => {
            let branches = schema.get("anyOf").and_then(Value::as_array);
            branches.is_some_and(|branches| branches.iter().any(may_be_null))
        }
    }
}
