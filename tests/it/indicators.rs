//! Each file of `fixtures/indicators/` shows one trouble of indicator tables;
//! beside it stands, readable, what must come out.
//!
//! `UPDATE_EXPECT=1 cargo test --test it indicators` rewrites the expectations:
//! read the difference before you commit it.

use std::fmt::Write as _;

use crate::support::{beside, expect_all, extract_file};
use jiaokan::model::{Quantity, Report, Text};

fn text(text: &Text) -> String {
    let value = text.value.as_deref().unwrap_or("null");
    let mut out = match format!("{:?}", text.status).as_str() {
        "AsRead" => value.to_owned(),
        status => format!("{value} <{}>", status.to_lowercase()),
    };
    if let Some(repair) = &text.repair {
        let kinds: Vec<_> = repair.evidence.iter().map(|e| format!("{:?}", e.kind)).collect();
        write!(out, " [{} -> {}: {}]", repair.from, repair.to, kinds.join("+")).unwrap();
    }
    for candidate in &text.candidates {
        write!(out, " ?{} {}", candidate.value, candidate.confidence).unwrap();
    }
    out
}

fn quantity(quantity: &Quantity) -> String {
    let part = |part: Option<String>| part.unwrap_or_default();
    let sign = quantity.comparator.map(|c| serde_json::to_value(c).unwrap());
    let mut out = format!(
        "{}{}{}{}{}",
        part(sign.and_then(|s| s.as_str().map(str::to_owned))),
        part(quantity.number.map(|n| n.to_string())),
        part(quantity.upper.map(|n| format!("..{n}"))),
        part(quantity.unit.as_ref().map(|u| format!(" {u}"))),
        part(quantity.text.as_ref().map(|t| format!("\"{t}\""))),
    );
    if quantity.approximate {
        out.push_str(" approximate");
    }
    if out.is_empty() {
        out.push_str("null");
    }
    let status = format!("{:?}", quantity.status).to_lowercase();
    if !matches!(status.as_str(), "asread" | "spacing") {
        write!(out, " <{status}>").unwrap();
    }
    if let Some(repair) = &quantity.repair {
        write!(out, " [{} -> {}]", repair.from, repair.to).unwrap();
    }
    out
}

fn rendering(report: &Report) -> String {
    let mut out = String::new();
    for row in &report.indicators {
        writeln!(out, "{}.{} line {}", row.table, row.row, row.at.line().unwrap_or(0)).unwrap();
        writeln!(out, "  level1  {}", text(&row.level1)).unwrap();
        writeln!(out, "  level2  {}", text(&row.level2)).unwrap();
        writeln!(out, "  name    {}", text(&row.name)).unwrap();
        writeln!(out, "  unit    {}", row.unit.as_deref().unwrap_or("null")).unwrap();
        writeln!(out, "  target  {}", quantity(&row.target)).unwrap();
        writeln!(out, "  actual  {}", quantity(&row.actual)).unwrap();
        let completion = &row.completion;
        let rate = completion.rate.as_deref().unwrap_or("null");
        writeln!(out, "  rate    {rate} {:?} met {:?}", completion.kind, completion.met).unwrap();
        if let (Some(weight), Some(score)) = (&row.weight, &row.score) {
            writeln!(out, "  points  {} of {}", score.value, weight.value).unwrap();
        }
        if let Some(reason) = &row.reason {
            writeln!(out, "  reason  {}", text(reason)).unwrap();
        }
        for (role, value) in &row.extra {
            writeln!(out, "  {role} {}", text(value)).unwrap();
        }
    }
    for row in &report.budget {
        let number = |n: &Option<jiaokan::model::Number>| {
            n.as_ref().map_or("null".to_owned(), |n| n.value.to_string())
        };
        let amounts =
            [&row.initial, &row.budget, &row.executed, &row.rate, &row.weight, &row.score];
        let amounts: Vec<_> = amounts.into_iter().map(number).collect();
        let unit = row.unit.as_deref().unwrap_or("null");
        writeln!(out, "budget {} \"{}\" {unit}: {}", row.item, row.label, amounts.join(" "))
            .unwrap();
    }
    if let Some(score) = &report.conclusion.score {
        writeln!(out, "score {}", score.value).unwrap();
    }
    for note in &report.notes {
        writeln!(out, "note {} line {}", note.code, note.at.line().unwrap_or(0)).unwrap();
    }
    out
}

#[test]
fn each_trouble_of_a_table_reads_as_expected() {
    expect_all(
        "indicators",
        |input| beside(input, "expected.txt"),
        |input| rendering(&extract_file(input)),
    );
}
