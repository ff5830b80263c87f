//! What two reports are on, as a comparison says it; `belonging` tells which.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::terms::terms;

/// Whether two reports are of one department and on one project (对比对象).
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub enum Subject {
    /// Both name the same department, and the same project where they name one.
    One,
    /// One name differs, and what the two print shows that it is the same body or project under
    /// another name; or a lineage file says so.
    Renamed,
    /// The two do not seem to belong together: what differs may be no change.
    Different,
    /// At least one of them names nothing.
    #[default]
    Unknown,
}

terms! { Subject {
    One "one" "one department or project", zh: "同一部门或项目", "=";
    Renamed "renamed" "the same under another name", zh: "更名", "≈";
    Different "different" "not of one department or project", zh: "不属于同一部门或项目", "≠";
    Unknown "unknown" "not named", zh: "未载明", "?";
} }
