//! ## What it finds
//! Cells of the indicator table and fields of the cover that cannot be read with
//! certainty: labels that lost their characters, names in which a recogniser went round
//! in circles, numbers with letters in them.
//!
//! ## Why it matters
//! Such a value is left open and never guessed; what rests on it cannot be judged. The
//! original must be looked up.
//!
//! ## Known limits
//! This says something of the copy and not of the department: a remark. Damage that
//! gives another readable text is not seen.
//!
//! ## Basis
//! 校勘: what cannot be restored with certainty is marked and left as it is (阙疑).
//!
//! ---
//! ## 查什么
//! 指标表和封面中无法确认读法的内容：缺字的标签、识别器重复循环的指标名称、夹有字母的数字。
//!
//! ## 为什么重要
//! 这样的值一律留空、不作猜测；凡依据它的核查都无法进行，应查对原件。
//!
//! ## 局限
//! 这是文件副本的问题，并非填报单位的问题，仅作提示。损坏后恰好成为另一可读文字的，看不出来。
//!
//! ## 依据
//! 校勘“阙疑”之法：不能确定者，存其原文，不作臆改。

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
    zh: "内容无法辨认"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let report = context.report;
    let mut damaged: Vec<RestsOn> = Vec::new();
    let mut add = |path: String, raw: &str, status: Status, at: At| {
        if status == Status::Damaged {
            let raw = raw.to_owned();
            damaged.push(RestsOn { path, raw, status, at });
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
            add(format!("fields.{name}"), &text.raw, text.status, text.at);
        }
    }
    for (index, row) in report.indicators.iter().enumerate() {
        let texts = [
            ("level1", Some(&row.level1)),
            ("level2", Some(&row.level2)),
            ("name", Some(&row.name)),
            ("reason", row.reason.as_ref()),
        ];
        for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text?))) {
            add(format!("indicators[{index}].{name}"), &text.raw, text.status, text.at);
        }
        for (name, value) in [("target", &row.target), ("actual", &row.actual)] {
            add(format!("indicators[{index}].{name}"), &value.raw, value.status, value.at);
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
