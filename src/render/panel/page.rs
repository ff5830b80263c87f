//! Panels as one HTML page with a small chart for each indicator.

use askama::Template;

use super::LeftOut;
use super::chart::chart;
use super::words::{Labels, heading, name, sign, year};
use crate::model::Status;
use crate::panel::{Panel, PanelCell, PanelRow};
use crate::render::page::{GENERATOR, STYLE, code_of, written};
use crate::render::place::shown_place;
use crate::words::Language;

const SCRIPT: &str = include_str!("page.js");

#[derive(Template)]
#[template(path = "panel/page.html", escape = "shown")]
struct Page<'p> {
    lang: &'static str,
    style: &'static str,
    script: &'static str,
    generator: &'static str,
    t: Labels,
    panels: Vec<PanelView>,
    left_out: &'p [LeftOut],
}

struct PanelView {
    heading: String,
    years: Vec<YearView>,
    rows: Vec<RowView>,
    findings: Vec<FindingView>,
}

struct YearView {
    year: String,
    file: String,
    score: String,
}

struct RowView {
    name: String,
    path: String,
    former: String,
    doubtful: bool,
    found: bool,
    chart: Option<String>,
    cells: Vec<Option<CellView>>,
}

struct CellView {
    target: String,
    adjusted: String,
    actual: String,
    sign: &'static str,
    unmet: bool,
    below: bool,
    place: String,
}

struct FindingView {
    code: &'static str,
    severity: String,
    message: String,
    row: usize,
}

pub(super) fn html(panels: &[Panel], left_out: &[LeftOut], language: Language) -> String {
    let t = Labels::new(language);
    written(&Page {
        lang: code_of(language),
        style: STYLE,
        script: SCRIPT,
        generator: GENERATOR,
        t,
        panels: panels.iter().map(|panel| view(panel, t, language)).collect(),
        left_out,
    })
}

fn view(panel: &Panel, t: Labels, language: Language) -> PanelView {
    let years = panel.years.iter().enumerate().map(|(at, own)| YearView {
        year: year(panel, at),
        file: own.source.clone(),
        score: own.score.map(|score| score.to_string()).unwrap_or_default(),
    });
    let rows = panel.rows.iter().enumerate().map(|(at, row)| {
        let found = panel.findings.iter().any(|finding| finding.row == at);
        row_view(panel, row, found, t, language)
    });
    let findings = panel.findings.iter().map(|finding| FindingView {
        code: finding.severity.term().code,
        severity: finding.severity.term().signed(language),
        message: match language {
            Language::En => finding.message.clone(),
            Language::Zh => finding.message_zh.clone(),
        },
        row: finding.row + 1,
    });
    PanelView {
        heading: heading(panel, language),
        years: years.collect(),
        rows: rows.collect(),
        findings: findings.collect(),
    }
}

fn row_view(panel: &Panel, row: &PanelRow, found: bool, t: Labels, language: Language) -> RowView {
    let levels = [&row.project, &row.level1, &row.level2];
    let path: Vec<&str> = levels.into_iter().flatten().map(String::as_str).collect();
    let said: Vec<String> = row
        .cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| {
            let cell = cell.as_ref()?;
            Some(format!("{}: {} / {}", year(panel, at), cell.target, cell.actual))
        })
        .collect();
    RowView {
        name: name(row),
        path: path.join(" › "),
        former: row.former_names.join("; "),
        doubtful: row.doubtful,
        found,
        chart: chart(row, &format!("{} — {}", row.name, said.join("; "))),
        cells: row.cells.iter().map(|cell| Some(cell_view(cell.as_ref()?, t, language))).collect(),
    }
}

fn cell_view(cell: &PanelCell, t: Labels, language: Language) -> CellView {
    let noted = |raw: &str, status: Status| match status {
        Status::Damaged => format!("{raw} [{}]", t.damaged),
        _ => raw.to_owned(),
    };
    CellView {
        target: noted(&cell.target, cell.target_status),
        adjusted: cell.adjusted.clone().unwrap_or_default(),
        actual: noted(&cell.actual, cell.actual_status),
        sign: sign(cell),
        unmet: cell.met == Some(false),
        below: cell.below,
        place: shown_place(&cell.at).in_language(language).to_owned(),
    }
}
