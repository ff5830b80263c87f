//! Panels as text for a terminal: a column for each year while there is room, else a line.

use super::LeftOut;
use super::words::{Labels, heading, name, sign, year};
use crate::model::Status;
use crate::panel::{Panel, PanelCell, PanelRow};
use crate::render::diff::Screen;
use crate::render::screen::{Run, Style, cells, visible, wrap};
use crate::words::Language;

/// Cells of a column that still holds `≥1200 / 1310 ✓`.
const NARROWEST: usize = 14;
const WIDEST: usize = 24;
/// Cells of the column of names.
const NAMES: usize = 26;
const GAP: usize = 2;

pub(super) fn terminal(
    panels: &[Panel],
    left_out: &[LeftOut],
    language: Language,
    screen: Screen,
) -> String {
    let t = Labels::new(language);
    let width = screen.width.clamp(40, 200);
    let mut page = Page { screen: Screen { width, ..screen }, t, text: String::new() };
    page.line(&[(Style::Bold, t.title.to_owned())]);
    if panels.is_empty() {
        page.line(&[(Style::Plain, t.no_panels.to_owned())]);
    }
    for panel in panels {
        page.panel(panel, language);
    }
    if !left_out.is_empty() {
        page.text.push('\n');
        page.line(&[(Style::Bold, format!("{} ({})", t.left_out, left_out.len()))]);
    }
    for (file, why) in left_out {
        page.paragraph(&[(Style::Plain, visible(&format!("{file}  {why}")))], 2);
    }
    page.text
}

struct Page {
    screen: Screen,
    t: Labels,
    text: String,
}

impl Page {
    fn line(&mut self, runs: &[Run]) {
        self.paragraph(runs, 0);
    }

    fn paragraph(&mut self, runs: &[Run], indent: usize) {
        self.text.push_str(&self.screen.paragraph(runs, indent));
    }

    fn panel(&mut self, panel: &Panel, language: Language) {
        self.text.push('\n');
        self.line(&[(Style::Bold, visible(&heading(panel, language)))]);
        let years = panel.years.len().max(1);
        let room = self.screen.width.saturating_sub(NAMES) / years;
        let column = room.saturating_sub(GAP).min(WIDEST);
        match column >= NARROWEST {
            true => self.columns(panel, column),
            false => self.stacked(panel),
        }
        for finding in &panel.findings {
            let severity = finding.severity.term();
            let message = match language {
                Language::En => &finding.message,
                Language::Zh => &finding.message_zh,
            };
            let sign = (style(finding.severity), severity.signed(language));
            self.paragraph(&[sign, (Style::Plain, format!("  {}", visible(message)))], 2);
        }
    }

    /// A column for each year: what was asked for over what was reached.
    fn columns(&mut self, panel: &Panel, column: usize) {
        let mut head = vec![vec![(Style::Dim, self.t.indicator.to_owned())]];
        for at in 0..panel.years.len() {
            head.push(vec![(Style::Dim, year(panel, at))]);
        }
        self.beside(&head, column);
        for row in &panel.rows {
            let mut columns = vec![self.named(row)];
            for cell in &row.cells {
                columns.push(match cell {
                    Some(cell) => self.cell(cell, "\n"),
                    None => vec![(Style::Dim, self.t.absent.to_owned())],
                });
            }
            self.beside(&columns, column);
        }
    }

    /// A line for each year.
    fn stacked(&mut self, panel: &Panel) {
        for row in &panel.rows {
            let name = self.named(row);
            self.paragraph(&name, 2);
            for (at, cell) in row.cells.iter().enumerate() {
                let mut runs = vec![(Style::Dim, format!("{}  ", year(panel, at)))];
                runs.extend(match cell {
                    Some(cell) => self.cell(cell, "  "),
                    None => vec![(Style::Dim, self.t.absent.to_owned())],
                });
                self.paragraph(&runs, 4);
            }
        }
    }

    fn named(&self, row: &PanelRow) -> Vec<Run> {
        let mut runs = vec![(Style::Bold, visible(&name(row)))];
        if let Some(project) = &row.project {
            runs.push((Style::Dim, format!(" · {}", visible(project))));
        }
        if row.doubtful {
            runs.push((Style::Medium, format!(" ? {}", self.t.doubtful)));
        }
        runs
    }

    fn cell(&self, cell: &PanelCell, between: &str) -> Vec<Run> {
        let damaged = |status: Status| match status {
            Status::Damaged => format!(" [{}]", self.t.damaged),
            _ => String::new(),
        };
        let below = if cell.below { " ↓" } else { "" };
        let adjusted = cell.adjusted.as_ref().map(|raw| format!(" → {raw}"));
        let target = format!(
            "{}{}{}{below}",
            cell.target,
            adjusted.unwrap_or_default(),
            damaged(cell.target_status)
        );
        let style = match cell.met {
            Some(false) => Style::High,
            _ => Style::Plain,
        };
        let actual = format!("{} {}{}", cell.actual, sign(cell), damaged(cell.actual_status));
        let between = between.to_owned();
        vec![
            (Style::Plain, visible(&target)),
            (Style::Plain, between),
            (style, visible(actual.trim_end())),
        ]
    }

    /// Texts in columns beside each other, the first as wide as names are.
    fn beside(&mut self, columns: &[Vec<Run>], width: usize) {
        let widths = |at: usize| if at == 0 { NAMES - GAP } else { width };
        let wrapped: Vec<Vec<Vec<Run>>> =
            columns.iter().enumerate().map(|(at, runs)| wrap(runs, widths(at))).collect();
        let lines = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..lines {
            let mut out = String::new();
            for (at, column) in wrapped.iter().enumerate() {
                let empty = Vec::new();
                let runs = column.get(line).unwrap_or(&empty);
                let used: usize = runs.iter().map(|(_, text)| cells(text)).sum();
                out.push_str(&self.screen.line(runs));
                out.push_str(&" ".repeat(widths(at).saturating_sub(used) + GAP));
            }
            self.text.push_str(out.trim_end());
            self.text.push('\n');
        }
    }
}

fn style(severity: crate::model::Severity) -> Style {
    use crate::model::Severity;
    match severity {
        Severity::High => Style::High,
        Severity::Medium => Style::Medium,
        Severity::Low => Style::Low,
        Severity::Info => Style::Dim,
    }
}
