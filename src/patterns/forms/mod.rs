//! `patterns/forms/*.toml`: the layouts of the authorities, and how a report is
//! recognised as following one.

mod recognise;

use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::columns::Role;
use crate::model::ReportKind;

pub(crate) use recognise::{Forms, Seen};

/// The layout (of one authority) that a report follows (自评报告格式).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Name of its file.
    pub id: String,
    /// Version of the layout.
    pub version: String,
    /// What its authority calls it.
    pub name: String,
    /// What kind of document follows it.
    pub kind: ReportKind,
    /// Where it is in use.
    pub region: Option<String>,
    /// The document it comes from.
    pub source: String,
    /// The level-1 indicators (一级指标) that it uses.
    #[serde(default)]
    pub level1: Vec<String>,
    /// The level-2 indicators (二级指标) that it uses.
    #[serde(default)]
    pub level2: Vec<String>,
    /// Sections that a report of this form must have.
    #[serde(default)]
    pub required: Vec<Required>,
    /// Points of the level-1 indicators and of budget execution (`预算执行率`).
    #[serde(default)]
    pub weights: BTreeMap<String, u16>,
    /// The profile (`profiles.toml`) by which its reports are judged.
    pub profile: Option<String>,
    /// The sum of signal weights from which on a report is taken for this form.
    threshold: i32,
    #[serde(default)]
    signal: Vec<Signal>,
    #[serde(default)]
    column: Vec<Column>,
    #[serde(default)]
    example: Vec<Example>,
    #[serde(skip)]
    roles: HashMap<String, Role>,
}

/// A section that a form asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Required {
    /// Its usual title.
    pub title: String,
    /// Words of which one must stand in a title for the section to be there;
    /// folded, without white space.
    pub any: Vec<String>,
}

/// Words that speak for a form (a negative weight: against it).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signal {
    place: Place,
    any: Vec<String>,
    weight: i32,
}

/// Where the words of a signal are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    /// In the title.
    Title,
    /// In the titles of sections.
    Section,
    /// In the cells of tables.
    Cell,
    /// As whole cells, remarks in brackets left out.
    WholeCell,
    /// In the lines before the first heading.
    Cover,
}

/// A header cell that means something else in this form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    names: Vec<String>,
    role: Role,
}

/// What a report of this form looks like.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    #[serde(default)]
    title: String,
    #[serde(default)]
    cover: Vec<String>,
    #[serde(default)]
    sections: Vec<String>,
    #[serde(default)]
    cells: Vec<String>,
}

impl Form {
    /// Whether this form has heads of its own.
    pub(crate) fn has_roles(&self) -> bool {
        !self.roles.is_empty()
    }

    /// What a header cell (its key) means in this form, where that differs from
    /// `patterns/columns.toml`.
    pub(crate) fn role_of_key(&self, key: &str) -> Option<Role> {
        self.roles.get(key).copied()
    }
}
