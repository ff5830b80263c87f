//! `cell_unreadable.md` says what this finds and why.

use super::check;
use crate::checks::{Context, Judgement};
use crate::location::At;
use crate::model::{RestsOn, Status};
use crate::words::words;

check!(
    "cell_unreadable",
    ["OCR-01"],
    Info,
    en: "Cells unreadable",
    zh: "内容残损"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let report = context.report;
    let mut damaged: Vec<RestsOn> = Vec::new();
    let mut add = |path: &dyn Fn() -> String, raw: &str, status: Status, at: At| {
        if status == Status::Damaged {
            damaged.push(RestsOn { path: path(), raw: raw.to_owned(), status, at });
        }
    };
    let fields = &report.fields;
    let named = [
        ("department", &fields.department),
        ("preparer", &fields.preparer),
        ("phone", &fields.phone),
    ];
    for (name, text) in named {
        if let Some(text) = text {
            add(&|| format!("fields.{name}"), &text.raw, text.status, text.at);
        }
    }
    for (index, row) in report.indicators.iter().enumerate() {
        let texts = [
            ("level1", Some(&row.level1)),
            ("level2", Some(&row.level2)),
            ("name", Some(&row.name)),
            ("reason", row.reason.as_deref()),
        ];
        for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text?))) {
            add(&|| format!("indicators[{index}].{name}"), &text.raw, text.status, text.at);
        }
        for (name, value) in [("target", &row.target), ("actual", &row.actual)] {
            add(&|| format!("indicators[{index}].{name}"), &value.raw, value.status, value.at);
        }
    }
    let count = damaged.len();
    if count > 0 {
        let judgement = Judgement::finding(words!(
            en: "cells that cannot be read with certainty: {count}; look them up in the original",
            zh: "{count} 处内容无法确认读法，请查对原件"
        ));
        let places: Vec<At> = damaged.iter().map(|value| value.at).collect();
        return vec![judgement.at(places).rests_on(damaged)];
    }
    let rows = report.indicators.len();
    let pass = words!(
        en: "every cell can be read, rows: {rows}",
        zh: "{rows} 行指标均可辨认"
    );
    if rows > 0 { vec![Judgement::pass(pass)] } else { Vec::new() }
}
