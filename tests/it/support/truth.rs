//! What is true of a report, written by hand, against what is extracted.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::{count_status, json, quantity, sections, shown};
use jiaokan::Report;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Truth {
    form: Option<String>,
    kind: String,
    fiscal_year: Option<i64>,
    title: Option<String>,
    department: Option<String>,
    project: Option<String>,
    preparer: Option<String>,
    phone: Option<String>,
    date: Option<String>,
    implementing_unit: Option<String>,
    score: Option<String>,
    grade: Option<String>,
    encoding: Option<String>,
    sections: Option<usize>,
    repaired: usize,
    damaged: usize,
    /// `[item, amount, unit, basis]`, in order.
    expenditure: Option<Vec<[String; 4]>>,
    /// `[item, initial, budget, executed, rate, weight, score]`, in order.
    budget: Option<Vec<[String; 7]>>,
    rows: Vec<Vec<String>>,
    /// Rates of completion, row by row, `""` for null.
    rates: Option<Vec<String>>,
    /// `yes`, `no`, or `""` for null, row by row.
    met: Option<Vec<String>>,
    /// Which way the target points, `""` for null, row by row.
    directions: Option<Vec<String>>,
    /// Number of its table, row by row.
    tables: Option<Vec<u64>>,
    /// Texts that must stand in some paragraph, whole: joins and cleaning.
    #[serde(default)]
    paragraphs: Vec<String>,
}

/// A truth, from its file.
pub(crate) fn read(path: &Path) -> Truth {
    let text = std::fs::read_to_string(path).unwrap();
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", shown(path)))
}

/// All differences between a report and what is true of it.
pub(crate) fn compare(input: &Path, truth: &Truth, report: &Report) -> Vec<String> {
    let report = json(report);
    let mut found = Differences { input: shown(input), list: Vec::new() };

    let fields = &report["fields"];
    found.text("kind", Some(&truth.kind), &report["kind"]);
    found.text("form", truth.form.as_ref(), &report["form"]["id"]);
    found.text("title", truth.title.as_ref(), &report["title"]["value"]);
    for (name, wanted) in [
        ("department", &truth.department),
        ("project", &truth.project),
        ("preparer", &truth.preparer),
        ("phone", &truth.phone),
        ("date", &truth.date),
        ("implementing_unit", &truth.implementing_unit),
    ] {
        found.text(name, wanted.as_ref(), &fields[name]["value"]);
    }
    found.text("score", truth.score.as_ref(), &report["conclusion"]["score"]["value"]);
    found.text("grade", truth.grade.as_ref(), &report["conclusion"]["grade"]["value"]);
    found.text("encoding", truth.encoding.as_ref(), &report["source"]["encoding"]);
    if let Some(year) = truth.fiscal_year {
        let value = report["fiscal_year"]["value"].as_i64().unwrap_or(0);
        found.same("fiscal year", year, value);
    }
    if let Some(count) = truth.sections {
        found.same("sections", count, sections(&report).len());
    }
    found.same("repaired", truth.repaired, count_status(&report, "repaired"));
    found.same("damaged", truth.damaged, count_status(&report, "damaged"));
    if let Some(wanted) = &truth.expenditure {
        let given = column_values(&report["expenditure"], &["item", "amount", "unit", "basis"]);
        found.same("expenditure", lists(wanted), given);
    }
    if let Some(wanted) = &truth.budget {
        let keys = ["item", "initial", "budget", "executed", "rate", "weight", "score"];
        found.same("budget", lists(wanted), column_values(&report["budget"], &keys));
    }
    rows(truth, &report, &mut found);
    completion(truth, &report, &mut found);
    let paragraphs = all_blocks(&report);
    for wanted in &truth.paragraphs {
        if !paragraphs.iter().any(|text| text.contains(wanted)) {
            found.add(format!("no paragraph holds {wanted}"));
        }
    }
    found.list
}

fn rows(truth: &Truth, report: &Value, found: &mut Differences) {
    let indicators = report["indicators"].as_array().unwrap();
    found.same("rows", truth.rows.len(), indicators.len());
    let columns =
        ["level1", "level2", "name", "unit", "target", "actual", "reason", "weight", "score"];
    for (index, (wanted, row)) in truth.rows.iter().zip(indicators).enumerate() {
        for (column, wanted) in columns.iter().zip(wanted) {
            let given = match *column {
                "unit" => row["unit"].as_str().unwrap_or_default().to_owned(),
                "target" | "actual" if wanted == "?" => unread(&row[column]),
                "target" | "actual" => quantity(&row[column]),
                _ => row[column]["value"].as_str().unwrap_or_default().to_owned(),
            };
            found.same(&format!("row {} {column}", index + 1), wanted, &given);
        }
    }
}

/// `?` for a damaged quantity whose value is null, else what it was read as.
fn unread(value: &Value) -> String {
    if value["status"] == "damaged" && value["number"].is_null() && value["text"].is_null() {
        "?".to_owned()
    } else {
        quantity(value)
    }
}

/// What is stated row by row about completion and tables.
fn completion(truth: &Truth, report: &Value, found: &mut Differences) {
    let rows = report["indicators"].as_array().unwrap();
    if let Some(wanted) = &truth.rates {
        let rate = |row: &Value| row["completion"]["rate"].as_str().unwrap_or_default().to_owned();
        found.same("rates", wanted, &rows.iter().map(rate).collect());
    }
    if let Some(wanted) = &truth.met {
        let met = |row: &Value| match row["completion"]["met"].as_bool() {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => String::new(),
        };
        found.same("met", wanted, &rows.iter().map(met).collect());
    }
    if let Some(wanted) = &truth.directions {
        let direction = |row: &Value| row["direction"].as_str().unwrap_or_default().to_owned();
        found.same("directions", wanted, &rows.iter().map(direction).collect());
    }
    if let Some(wanted) = &truth.tables {
        let table = |row: &Value| row["table"].as_u64().unwrap();
        found.same("tables", wanted, &rows.iter().map(table).collect());
    }
}

/// One list of values for each element; a value is a text, a number, or absent.
fn column_values(list: &Value, keys: &[&str]) -> Vec<Vec<String>> {
    let value = |element: &Value, key: &&str| match &element[key] {
        Value::String(text) => text.clone(),
        other => other["value"].as_str().unwrap_or_default().to_owned(),
    };
    list.as_array()
        .unwrap()
        .iter()
        .map(|element| keys.iter().map(|key| value(element, key)).collect())
        .collect()
}

fn lists<const N: usize>(wanted: &[[String; N]]) -> Vec<Vec<String>> {
    wanted.iter().map(|row| row.to_vec()).collect()
}

fn all_blocks(report: &Value) -> Vec<String> {
    sections(report)
        .iter()
        .flat_map(|section| section["blocks"].as_array().unwrap())
        .map(|block| block["text"].as_str().unwrap().to_owned())
        .collect()
}

struct Differences {
    input: String,
    list: Vec<String>,
}

impl Differences {
    fn add(&mut self, what: String) {
        self.list.push(format!("{}: {what}", self.input));
    }

    fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, wanted: T, given: T) {
        if wanted != given {
            self.add(format!("{what}: expected {wanted:?}, but found {given:?}"));
        }
    }

    /// A stated text must be given; `""` says that there is none.
    fn text(&mut self, what: &str, wanted: Option<&String>, given: &Value) {
        if let Some(wanted) = wanted {
            self.same(what, wanted.as_str(), given.as_str().unwrap_or_default());
        }
    }
}
