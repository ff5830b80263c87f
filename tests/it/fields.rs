//! Everything of a report outside its indicator table, by cases in
//! `fixtures/{fields,expenditure,conclusion}`: a document as text, and what must
//! be found in it.

use std::path::Path;

use jiaokan::internals::location::At;
use jiaokan::model::Report;

use crate::cases::assemble;

/// What a case may ask for, as one line each.
fn facts(report: &Report) -> Vec<String> {
    let place = |at: At| match (at.line(), at.chars()) {
        (Some(line), Some([from, to])) => format!("{line}:{from}-{to}"),
        _ => "?".to_owned(),
    };
    let json = serde_json::to_value(report).unwrap();
    let word = |value: &serde_json::Value| value.as_str().map_or("null".to_owned(), str::to_owned);
    let mut out = Vec::new();
    out.push(format!("title = {}", word(&json["title"]["value"])));
    out.push(format!("kind = {}", word(&json["kind"])));
    out.push(format!("form = {}", report.form.id));
    let year = &report.fiscal_year;
    out.push(match year.value {
        Some(value) => {
            format!("year = {value} by {} at {}", word(&json["fiscal_year"]["how"]), place(year.at))
        }
        None => "year = null".to_owned(),
    });
    let at = |value: &serde_json::Value| {
        let chars = &value["at"]["chars"];
        format!("{}:{}-{}", value["at"]["line"], chars[0], chars[1])
    };
    for (name, value) in json["fields"].as_object().unwrap() {
        if value.is_null() {
            out.push(format!("{name} = null"));
        } else {
            out.push(format!("{name} = {} at {}", word(&value["value"]), at(value)));
            out.push(format!("{name} raw {}", word(&value["raw"])));
        }
    }
    for amount in &report.expenditure {
        let basis = serde_json::to_value(amount.basis).unwrap();
        out.push(format!(
            "{} {}{} {} at {}",
            amount.item,
            amount.amount,
            amount.unit,
            word(&basis),
            place(amount.at)
        ));
    }
    out.push(match &report.conclusion.score {
        Some(score) => format!("score = {} raw {} at {}", score.value, score.raw, place(score.at)),
        None => "score = null".to_owned(),
    });
    out.push(match &report.conclusion.grade {
        Some(grade) => format!(
            "grade = {} raw {} at {}",
            grade.value.as_deref().unwrap_or("null"),
            grade.raw,
            place(grade.at)
        ),
        None => "grade = null".to_owned(),
    });
    out
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// One trouble and what must come of it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    /// Lines of [`facts`] that must be there.
    #[serde(default)]
    found: Vec<String>,
    /// All amounts, where the case is about them.
    amounts: Option<Vec<String>>,
}

fn run(folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no cases under {}", folder.display());
    let mut wrong = Vec::new();
    for file in files {
        let cases: Cases = toml::from_str(&std::fs::read_to_string(&file).unwrap())
            .unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for case in cases.case {
            let report = assemble(case.text.trim_start_matches('\n'));
            let facts = facts(&report);
            for wanted in case.found.iter().filter(|w| !facts.contains(w)) {
                wrong.push(format!("{}: expected {wanted}, found {facts:#?}", case.name));
            }
            if let Some(wanted) = &case.amounts {
                let items = report.expenditure.len();
                let score = facts.len() - 2;
                let found = &facts[score - items..score];
                if found != wanted.as_slice() {
                    wrong.push(format!(
                        "{}: expected amounts {wanted:#?}, found {found:#?}",
                        case.name
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fields_are_found_wherever_they_stand() {
    run("fields");
}

#[test]
fn amounts_of_spending_are_found_with_their_basis() {
    run("expenditure");
}

#[test]
fn the_verdict_is_the_reports_own() {
    run("conclusion");
}
