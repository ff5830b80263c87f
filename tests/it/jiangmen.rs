//! The one complete filled report that is at hand, against a hand reading of it.
//!
//! Report and reading lie outside the project; without them these tests say so
//! and pass. Everything in the reading that the output contract has a place for
//! is compared.

use std::fs;

use crate::support::{extract, json, sections, shared};
use serde_json::{Value, json};

const NAME: &str = "gd-jiangmen-invest-2024.md";

/// The report's text and the hand reading, if they are at hand.
fn sample() -> Option<(String, Value)> {
    let text = fs::read_to_string(shared(&format!("reports/{NAME}"))?).unwrap();
    let truth = shared("reports/gd-jiangmen-invest-2024.truth.json")?;
    let truth = serde_json::from_str(&fs::read_to_string(truth).unwrap()).unwrap();
    Some((text, truth))
}

fn with_sample(compare: impl Fn(&Value, &Value, &mut Vec<String>)) {
    let Some((text, truth)) = sample() else {
        return;
    };
    let report = json(&extract(NAME, text));
    let mut wrong = Vec::new();
    compare(&truth, &report, &mut wrong);
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn same(what: &str, wanted: &Value, given: &Value, wrong: &mut Vec<String>) {
    if wanted != given {
        wrong.push(format!("{what}: expected {wanted}, but found {given}"));
    }
}

/// A span of the reading as the contract's `at`.
fn place(span: &Value) -> Value {
    json!({ "line": span["line"], "chars": span["col"] })
}

#[test]
fn cover_and_conclusion_are_as_read_by_hand() {
    with_sample(|truth, report, wrong| {
        let meta = &truth["meta"];
        let fields = &report["fields"];
        same("title", &meta["title"]["value"], &report["title"]["value"], wrong);
        same("title at", &place(&meta["title"]["span"]), &report["title"]["at"], wrong);
        same("kind", &json!("department_self_report"), &report["kind"], wrong);
        same("form", &json!("guangdong-department"), &report["form"]["id"], wrong);
        for (field, key) in [
            ("department", "department"),
            ("preparer", "preparer"),
            ("phone", "phone"),
            ("date", "report_date"),
        ] {
            same(field, &meta[key]["value"], &fields[field]["value"], wrong);
            let at = place(&meta[key]["span"]);
            same(&format!("{field} at"), &at, &fields[field]["at"], wrong);
        }
        same("department raw", &meta["department"]["raw"], &fields["department"]["raw"], wrong);
        same("date raw", &meta["report_date"]["raw"], &fields["date"]["raw"], wrong);

        let year = &report["fiscal_year"];
        same("year", &meta["fiscal_year"]["value"], &year["value"], wrong);
        same("year how", &json!("text"), &year["how"], wrong);
        same("year line", &meta["fiscal_year"]["span"]["line"], &year["at"]["line"], wrong);

        let (score, grade) = (&report["conclusion"]["score"], &report["conclusion"]["grade"]);
        same("score", &meta["self_score"]["value"], &score["value"], wrong);
        same("score raw", &meta["self_score"]["raw"], &score["raw"], wrong);
        same("score at", &place(&meta["self_score"]["span"]), &score["at"], wrong);
        same("grade", &meta["self_grade"]["value"], &grade["value"], wrong);
        same("grade raw", &meta["self_grade"]["raw"], &grade["raw"], wrong);
        same("grade at", &place(&meta["self_grade"]["span"]), &grade["at"], wrong);
        same("encoding", &truth["source"]["encoding"], &report["source"]["encoding"], wrong);
        same("bytes", &truth["source"]["bytes"], &report["source"]["bytes"], wrong);
    });
}

#[test]
fn sections_are_as_read_by_hand() {
    with_sample(|truth, report, wrong| {
        let wanted = &truth["sections"].as_array().unwrap()[1..];
        let given = sections(report);
        same("count", &json!(wanted.len()), &json!(given.len()), wrong);
        for (wanted, given) in wanted.iter().zip(&given) {
            let id = wanted["id"].as_str().unwrap();
            for key in ["number", "title", "level"] {
                same(&format!("{id} {key}"), &wanted[key], &given[key], wrong);
            }
            same(&format!("{id} line"), &wanted["line"], &given["at"]["line"], wrong);
        }
        // The parent is told by nesting: compare the path of numbers.
        for (id, parent) in nesting(&report["sections"], None) {
            let wanted = wanted.iter().find(|section| section["line"] == id);
            let Some(wanted) = wanted.filter(|section| section["parent"] != "0") else {
                continue;
            };
            let of = truth["sections"].as_array().unwrap().iter();
            let line = of
                .filter(|section| section["id"] == wanted["parent"])
                .map(|section| section["line"].clone())
                .next();
            same(&format!("parent of line {id}"), &json!(line), &json!(parent), wrong);
        }
    });
}

/// Each section's line with its parent's.
fn nesting(list: &Value, parent: Option<&Value>) -> Vec<(Value, Option<Value>)> {
    let mut out = Vec::new();
    for section in list.as_array().unwrap() {
        let line = section["at"]["line"].clone();
        out.push((line.clone(), parent.cloned()));
        out.extend(nesting(&section["sections"], Some(&line)));
    }
    out
}

#[test]
fn blocks_stand_under_the_sections_and_lines_read_by_hand() {
    with_sample(|truth, report, wrong| {
        let ids: Vec<&Value> = truth["sections"].as_array().unwrap()[1..].iter().collect();
        for (truth_section, given) in ids.iter().zip(sections(report)) {
            let own = truth["blocks"].as_array().unwrap().iter();
            let wanted: Vec<Value> = own
                .filter(|block| block["section"] == truth_section["id"])
                .map(|block| block["lines"][0].clone())
                .collect();
            // An item may hold its body as a block of its own or not.
            let given: Vec<Value> = given["blocks"]
                .as_array()
                .unwrap()
                .iter()
                .map(|block| block["at"]["line"].clone())
                .filter(|line| line != 109)
                .collect();
            same(
                &format!("blocks of {}", truth_section["id"]),
                &json!(wanted),
                &json!(given),
                wrong,
            );
        }
    });
}

#[test]
fn indicators_are_as_read_by_hand() {
    with_sample(|truth, report, wrong| {
        let wanted = truth["indicators"].as_array().unwrap();
        let given = report["indicators"].as_array().unwrap();
        same("rows", &json!(wanted.len()), &json!(given.len()), wrong);
        for (wanted, given) in wanted.iter().zip(given) {
            indicator(wanted, given, wrong);
        }
    });
}

fn indicator(wanted: &Value, given: &Value, wrong: &mut Vec<String>) {
    let row = format!("row {}", wanted["n"]);
    same(&format!("{row} table"), &json!(1), &given["table"], wrong);
    same(&format!("{row} number"), &wanted["n"], &given["row"], wrong);
    same(&format!("{row} line"), &wanted["line"], &given["at"]["line"], wrong);
    for level in ["level1", "level2"] {
        let what = format!("{row} {level}");
        same(&what, &wanted[level]["value"], &given[level]["value"], wrong);
        let status = json!(status(wanted[level]["status"].as_str().unwrap()));
        same(&format!("{what} status"), &status, &given[level]["status"], wrong);
        same(&format!("{what} raw"), &wanted[level]["raw"], &given[level]["raw"], wrong);
        let repaired = status == "repaired";
        let evidence = given[level]["repair"]["evidence"].as_array();
        if repaired && evidence.is_none_or(Vec::is_empty) {
            wrong.push(format!("{what}: repaired without evidence"));
        }
    }
    name(&row, &wanted["name"], given, wrong);
    for side in ["target", "actual"] {
        quantity(&format!("{row} {side}"), &wanted[side], &given[side], wrong);
    }
    completion(&row, wanted, &given["completion"], wrong);
    let reason = &wanted["unmet_reason"];
    same(&format!("{row} reason"), &reason["clean"], &given["reason"]["value"], wrong);
    if !reason.is_null() {
        same(&format!("{row} reason raw"), &reason["raw"], &given["reason"]["raw"], wrong);
    }
    for key in ["weight", "score"] {
        same(&format!("{row} {key}"), &Value::Null, &given[key], wrong);
    }
}

/// A reading that is probable only is a candidate: the clean value stays null.
fn name(row: &str, wanted: &Value, given: &Value, wrong: &mut Vec<String>) {
    let text = &given["name"];
    let status = status(wanted["status"].as_str().unwrap());
    let value = if status == "damaged" { &Value::Null } else { &wanted["clean"] };
    same(&format!("{row} name"), value, &text["value"], wrong);
    same(&format!("{row} name status"), &json!(status), &text["status"], wrong);
    same(&format!("{row} name raw"), &wanted["raw"], &text["raw"], wrong);
    same(&format!("{row} unit"), &wanted["unit_in_name"].clone(), &unit(wanted, given), wrong);
    if wanted["status"] == "probable" {
        same(
            &format!("{row} first candidate"),
            &wanted["clean"],
            &text["candidates"][0]["value"],
            wrong,
        );
    }
}

/// The row's unit; where the hand reading finds none in the name, it may come
/// from the values.
fn unit(wanted: &Value, given: &Value) -> Value {
    if wanted["unit_in_name"].is_null() && given["unit"] == given["target"]["unit"] {
        Value::Null
    } else {
        given["unit"].clone()
    }
}

fn quantity(what: &str, wanted: &Value, given: &Value, wrong: &mut Vec<String>) {
    let raw = wanted["raw"].as_str().unwrap();
    // The reading writes "=" where nothing is printed.
    let printed = wanted["comparator"] != "=" || raw.contains('=');
    let comparator = if printed { &wanted["comparator"] } else { &Value::Null };
    same(&format!("{what} raw"), &wanted["raw"], &given["raw"], wrong);
    same(&format!("{what} comparator"), comparator, &given["comparator"], wrong);
    same(&format!("{what} number"), &wanted["number"], &given["number"], wrong);
    same(&format!("{what} unit"), &wanted["unit"], &given["unit"], wrong);
    same(&format!("{what} text"), &wanted["qualitative"], &given["text"], wrong);
    let given_status = given["status"].as_str().unwrap();
    if wanted["status"] == "certain" {
        same(&format!("{what} status"), &json!("repaired"), &given["status"], wrong);
        for key in ["from", "to"] {
            let (wanted, given) = (&wanted["repair"][key], &given["repair"][key]);
            same(&format!("{what} repair {key}"), wanted, given, wrong);
        }
    } else if !["as_read", "spacing"].contains(&given_status) {
        wrong.push(format!("{what}: status {given_status}"));
    }
    // Where a value stands twice on its line, the reading names the line alone.
    let span = &wanted["span"];
    if span["col"].is_null() {
        if !span.is_null() {
            same(&format!("{what} line"), &span["line"], &given["at"]["line"], wrong);
        }
    } else {
        same(&format!("{what} at"), &place(span), &given["at"], wrong);
    }
}

fn completion(row: &str, wanted: &Value, given: &Value, wrong: &mut Vec<String>) {
    let kind = match wanted["completion_rate"]["kind"].as_str().unwrap() {
        "qualitative_met" => "qualitative",
        kind => kind,
    };
    same(&format!("{row} kind"), &json!(kind), &given["kind"], wrong);
    same(&format!("{row} met"), &wanted["met"], &given["met"], wrong);
    // The reading prints percent with two places, the contract a ratio with four.
    let rate = wanted["completion_rate"]["value"].as_str().map(|percent| {
        let digits = format!("{:0>5}", percent.replace('.', ""));
        let (whole, part) = digits.split_at(digits.len() - 4);
        format!("{whole}.{part}")
    });
    same(&format!("{row} rate"), &json!(rate), &given["rate"], wrong);
}

fn status(hand: &str) -> &'static str {
    match hand {
        "intact" => "as_read",
        "space_only" => "spacing",
        "certain" => "repaired",
        "inherited" => "inherited",
        _ => "damaged",
    }
}

#[test]
fn amounts_are_as_read_by_hand() {
    with_sample(|truth, report, wrong| {
        let wanted = truth["money"].as_array().unwrap();
        let given = report["expenditure"].as_array().unwrap();
        same("count", &json!(wanted.len()), &json!(given.len()), wrong);
        for (wanted, given) in wanted.iter().zip(given) {
            let id = wanted["id"].as_str().unwrap();
            let item = match wanted["item"].as_str().unwrap() {
                "总支出" => "total",
                "基本支出" => "basic",
                "项目支出" => "project",
                "人员支出" => "personnel",
                "公用支出" => "public",
                other => panic!("{other}"),
            };
            let basis = match wanted["basis_label"].as_str().unwrap() {
                "决算" | "完成" => "final_account",
                _ => "budget",
            };
            same(&format!("{id} item"), &json!(item), &given["item"], wrong);
            same(&format!("{id} basis"), &json!(basis), &given["basis"], wrong);
            for key in ["amount", "unit", "raw"] {
                same(&format!("{id} {key}"), &wanted[key], &given[key], wrong);
            }
            same(&format!("{id} at"), &place(&wanted["span"]), &given["at"], wrong);
        }
        same("budget", &json!([]), &report["budget"], wrong);
    });
}

#[test]
fn sentences_broken_over_a_page_are_joined_and_the_joins_are_noted() {
    with_sample(|truth, report, wrong| {
        let texts: Vec<String> = sections(report)
            .iter()
            .flat_map(|section| section["blocks"].as_array().unwrap())
            .map(|block| block["text"].as_str().unwrap().to_owned())
            .collect();
        let notes = report["notes"].as_array().unwrap();
        for join in truth["joins"].as_array().unwrap() {
            let id = &join["id"];
            if let Some(joined) = join["joined"].as_str()
                && !texts.iter().any(|text| text.contains(joined))
            {
                wrong.push(format!("{id}: {joined} stands in no block"));
            }
            let lines = join["lines"].as_array().unwrap();
            let noted = notes.iter().any(|note| {
                note["code"].as_str().unwrap().contains("join")
                    && lines.contains(&note["at"]["line"])
            });
            if !noted {
                wrong.push(format!("{id}: no note of a join at {lines:?}"));
            }
        }
    });
}

#[test]
fn the_same_report_in_another_dress_gives_the_same_extraction() {
    let Some((text, _)) = sample() else {
        return;
    };
    let wanted = undressed(json(&extract(NAME, text.clone())));
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let full_width: String = text.chars().map(to_full_width).collect();
    let dresses: [(&str, Vec<u8>); 6] = [
        ("gb18030", gb18030(&text)),
        ("utf-16le with a mark", utf16),
        ("crlf", text.replace('\n', "\r\n").into_bytes()),
        ("utf-8 with a mark", format!("\u{FEFF}{text}").into_bytes()),
        ("pipes", pipes(&text).into_bytes()),
        ("full-width", full_width.into_bytes()),
    ];
    let mut wrong = Vec::new();
    for (dress, bytes) in dresses {
        let given = undressed(json(&extract(NAME, bytes)));
        for (key, wanted) in wanted.as_object().unwrap() {
            same(&format!("{dress}: {key}"), wanted, &given[key], &mut wrong);
        }
    }
    let shown: Vec<String> = wrong.iter().map(|w| w.chars().take(2000).collect()).collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), shown.join("\n"));
}

fn gb18030(text: &str) -> Vec<u8> {
    let (bytes, _, unmapped) = encoding_rs::GB18030.encode(text);
    assert!(!unmapped);
    bytes.into_owned()
}

fn pipes(text: &str) -> String {
    let line = |line: &str| match line.contains('\t') {
        true => format!("| {} |", line.replace('\t', " | ")),
        false => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn to_full_width(c: char) -> char {
    match c {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '(' => '（',
        ')' => '）',
        c => c,
    }
}

/// What does not depend on the dress: no places, no source, punctuation of one
/// width; of notes only what they are.
fn undressed(mut report: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.remove("at");
                map.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            Value::String(text) => {
                *text = text.chars().map(jiaokan::internals::fold::fold_char).collect()
            }
            _ => {}
        }
    }
    report.as_object_mut().unwrap().remove("source");
    for note in report["notes"].as_array_mut().unwrap() {
        note.as_object_mut().unwrap().remove("message");
    }
    strip(&mut report);
    report
}
