//! The grammar of typed values in the page is that of the program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use jiaokan::Patterns;
use jiaokan::internals::emend::{Grammar, parse, values};
use jiaokan::internals::view;
use serde_json::{Value, json};

use crate::support;

fn cases() -> Vec<Value> {
    let text = std::fs::read_to_string(support::fixtures("view/typed.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn grammar(case: &Value) -> Grammar {
    serde_json::from_value(case["grammar"].clone()).unwrap()
}

fn accepted(typed: &str, grammar: Grammar) -> bool {
    parse(typed, grammar, Patterns::builtin()).is_ok()
}

#[test]
fn the_program_reads_the_table_as_it_says() {
    let wrong: Vec<String> = cases()
        .iter()
        .filter(|case| accepted(case["typed"].as_str().unwrap(), grammar(case)) != case["accepted"])
        .map(Value::to_string)
        .collect();
    assert!(wrong.is_empty(), "the program says otherwise of\n{}", wrong.join("\n"));
}

#[test]
fn the_page_reads_the_table_as_the_program_does() {
    if !super::has("node") {
        return;
    }
    let cases = cases();
    let said = asked(&cases);
    let wrong: Vec<String> = cases
        .iter()
        .zip(&said)
        .filter(|(case, said)| case["accepted"] != **said)
        .map(|(case, _)| case.to_string())
        .collect();
    assert!(wrong.is_empty(), "the page says otherwise of\n{}", wrong.join("\n"));
}

/// What is printed in reports, whole and with a character lost or doubled: the page refuses
/// more than the program at times, and never takes what the program refuses.
#[test]
fn the_page_takes_nothing_that_the_program_refuses() {
    if !super::has("node") {
        return;
    }
    let mut cases = Vec::new();
    for input in support::inputs("reports") {
        let report = support::extract_file(&input);
        for value in values(&report) {
            let printed = value.printed.trim();
            if printed.is_empty() || printed.chars().count() > 40 {
                continue;
            }
            let chars: Vec<char> = printed.chars().collect();
            let cut: String = chars.iter().skip(1).collect();
            let end: String = chars.iter().take(chars.len() - 1).collect();
            let twice: String = chars.iter().flat_map(|c| [*c, *c]).take(8).collect();
            let lost = printed.replacen(['1', '0'], "l", 1);
            for typed in [printed.to_owned(), cut, end, twice, lost] {
                cases.push(json!({ "grammar": value.grammar, "typed": typed }));
            }
        }
    }
    cases.sort_by_key(Value::to_string);
    cases.dedup();
    let said = asked(&cases);
    let (mut both, mut program) = (0, 0);
    let mut wrong = Vec::new();
    for (case, said) in cases.iter().zip(said) {
        let told = accepted(case["typed"].as_str().unwrap(), grammar(case));
        both += usize::from(told && said);
        program += usize::from(told);
        if said && !told {
            wrong.push(case.to_string());
        }
    }
    println!("{} texts; of {program} that the program takes the page takes {both}", cases.len());
    assert!(wrong.is_empty(), "the page takes\n{}", wrong.join("\n"));
    assert!(both * 100 >= program * 95, "the page takes {both} of {program}");
}

/// What the grammar of the page says of each case.
fn asked(cases: &[Value]) -> Vec<bool> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view/page/grammar.js");
    let ask = "const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));\
        const grammar = require(process.argv[1])(input.typing);\
        console.log(JSON.stringify(input.cases.map(c => grammar.accepts(c.typed, c.grammar))));";
    let mut node = Command::new("node");
    let node = node.arg("-e").arg(ask).arg(&script);
    let mut child = node.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let input = json!({ "typing": view::typing(Patterns::builtin()), "cases": cases });
    child.stdin.take().unwrap().write_all(input.to_string().as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success());
    serde_json::from_slice(&out.stdout).unwrap()
}
