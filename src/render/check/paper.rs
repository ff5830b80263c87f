//! Findings as working papers (工作底稿): a paper for each department, with the facts, the
//! findings, their places and basis, and room for opinion and signatures.

use std::collections::BTreeMap;
use std::io;

use super::many::Many;
use super::text::{checks, message, rests_on, title};
use super::waiting::{is_listed, waiting};
use super::{Checked, Look, evidence, words};
use crate::checks;
use crate::explained::Explained;
use crate::model::{Finding, Outcome, Severity};
use crate::patterns::Patterns;
use crate::render::docx::{Body, Cell, package};
use crate::render::paper::{PaperWords, basis, program, sign_off};
use crate::render::place::shown_place;

pub(super) fn docx(many: &Many, look: &Look) -> io::Result<Vec<u8>> {
    let words = PaperWords::new(look.language);
    let mut body = Body::new();
    // A department's reports stand in one paper; one that names none has its own.
    let mut papers: BTreeMap<(&str, usize), Vec<&Checked>> = BTreeMap::new();
    for (at, checked) in many.reports.iter().enumerate() {
        let key = match &checked.head.department {
            Some(department) => (department.as_str(), 0),
            None => ("", at + 1),
        };
        papers.entry(key).or_default().push(checked);
    }
    if papers.is_empty() {
        body.title(words.check_title);
        body.text(words.nothing);
    }
    for reports in papers.values() {
        body.title(words.check_title);
        reports.iter().for_each(|checked| report(&mut body, checked, &words, look));
        sign_off(&mut body, &words);
    }
    package(body)
}

fn report(body: &mut Body, checked: &Checked, words: &PaperWords, look: &Look) {
    facts(body, checked, words, look);
    let found: Vec<&Finding> = Severity::ALL
        .iter()
        .flat_map(|severity| checked.of(*severity))
        .filter(|finding| !is_listed(finding))
        .collect();
    body.heading(&format!("{} ({})", words.findings, found.len()));
    if found.is_empty() {
        body.text(words.nothing);
    } else {
        let head = [words.number, words.severity, words.says, words.place, words.basis];
        let rows: Vec<Vec<Cell>> =
            (1..).zip(&found).map(|(number, finding)| row(number, finding, look)).collect();
        body.table(&[5, 8, 37, 30, 20], &head, &rows);
    }
    let (cells, open) = waiting(checked);
    if !cells.is_empty() {
        body.heading(&format!("{} ({})", words.waiting, cells.len()));
        let rows: Vec<Vec<Cell>> = cells
            .iter()
            .map(|cell| {
                let place = shown_place(&cell.cell.at);
                vec![
                    Cell::new(rests_on(cell.cell, look)),
                    Cell::new(place.in_language(look.language)),
                    Cell::new(checks(cell, look).unwrap_or_default()),
                ]
            })
            .collect();
        body.table(&[40, 20, 40], &[words.cell, words.place, words.checks], &rows);
    }
    if !open.is_empty() {
        body.heading(&format!("{} ({})", words.open, open.len()));
        let rows: Vec<Vec<Cell>> =
            (1..).zip(&open).map(|(number, finding)| row(number, finding, look)).collect();
        let head = [words.number, words.severity, words.says, words.place, words.basis];
        body.table(&[5, 8, 37, 30, 20], &head, &rows);
    }
    if checked.accepted > 0 {
        body.text(&format!("{}: {}", words.accepted, checked.accepted));
    }
}

fn facts(body: &mut Body, checked: &Checked, words: &PaperWords, look: &Look) {
    let head = &checked.head;
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
    let year = head.fiscal_year.map(|year| year.to_string());
    let score = [head.score.clone(), head.grade.clone()];
    let score = score.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let kind = head.kind.term().name(look.language);
    let here = program(Some(&Patterns::builtin().program()), words);
    let pairs = [
        [(words.department, or_none(&head.department)), (words.project, or_none(&head.project))],
        [(words.year, or_none(&year)), (words.title, or_none(&head.title))],
        [(words.kind, kind.to_owned()), (words.form, head.form.clone())],
        [(words.score, score), (words.indicators, head.indicators.to_string())],
        [(words.file, head.name.clone()), (words.sha256, head.sha256.clone())],
        [(words.made_by, program(head.program.as_ref(), words)), (words.written_by, here)],
    ];
    let rows: Vec<Vec<Cell>> = pairs
        .into_iter()
        .map(|pair| {
            pair.into_iter()
                .flat_map(|(label, value)| [Cell::label(label), Cell::new(value)])
                .collect()
        })
        .collect();
    body.heading(words.facts);
    body.table(&[12, 38, 12, 38], &[], &rows);
}

fn row(number: usize, finding: &Finding, look: &Look) -> Vec<Cell> {
    let severity = match finding.outcome {
        Outcome::Finding => finding.severity.term().signed(look.language),
        outcome => outcome.term().signed(look.language),
    };
    let mut said = message(finding, look).to_owned();
    if let (Some(expected), Some(found)) = (&finding.expected, &finding.found) {
        said.push('\n');
        said.push_str(words::expected(expected, found).in_language(look.language));
    }
    let check = checks::find(&finding.check).next();
    let basis = check.map(|check| basis(check as &dyn Explained, look.language));
    vec![
        Cell::new(number.to_string()),
        Cell::new(severity),
        Cell::new(format!("{}\n{said}", title(finding, look))).small(super::label(&finding.check)),
        Cell::default().small(evidence(finding, look).join("\n")),
        Cell::default().small(basis.unwrap_or_default()),
    ]
}
