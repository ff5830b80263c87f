//! HTML, Word and whatever has no pages of its own: paragraphs and tables as they follow
//! each other.

use super::super::html::Html;
use super::super::marked::{self, Stretch};
use super::super::spots::Spots;
use super::{SourceView, page_name};
use crate::document::{Cell, Document, Grid, Item, Line, Mark};
use crate::location::At;
use rustc_hash::FxHashMap as HashMap;

/// A document as it follows.
pub(super) fn view(document: &Document, spots: &Spots) -> SourceView {
    let by_line = spots.by_line();
    let flow = Flow { spots, by_line };
    let mut html = String::from("<div class=\"flow\">");
    for page in &document.pages {
        if let Some(number) = page.number {
            html.push_str("<p class=\"pagebreak\">");
            html.push_str(&Html::words(&page_name(number)).0);
            html.push_str("</p>");
        }
        for item in &page.items {
            match item {
                Item::Line(line) => flow.line(&mut html, line),
                Item::Grid(grid) => flow.grid(&mut html, grid),
            }
        }
    }
    html.push_str("</div>");
    SourceView { kind: "flow", html: Html(html), missing: Vec::new() }
}

pub(super) struct Flow<'s> {
    pub(super) spots: &'s Spots,
    pub(super) by_line: HashMap<u32, Vec<usize>>,
}

/// A stretch of a shown text, in its characters, and where it starts in a line of the source.
struct Run {
    from: usize,
    to: usize,
    at: At,
    /// The character of the line at which it starts; `None` if its characters are not those
    /// of the source one by one.
    start: Option<u32>,
}

impl Flow<'_> {
    fn line(&self, html: &mut String, line: &Line) {
        let class = match line.mark {
            Some(Mark::Heading) => "<p class=\"h\">",
            Some(Mark::Bullet) => "<p class=\"li\">",
            None if line.after_gap => "<p class=\"gap\">",
            None => "<p>",
        };
        html.push_str(class);
        let stretches = self.stretches(&runs(line));
        marked::push(html, &line.text, &stretches, self.spots);
        html.push_str("</p>");
    }

    fn grid(&self, html: &mut String, grid: &Grid) {
        html.push_str("<table class=\"grid\"><tbody>");
        let mut row = None;
        for cell in &grid.cells {
            if row != Some(cell.row) {
                if row.is_some() {
                    html.push_str("</tr>");
                }
                html.push_str("<tr>");
                row = Some(cell.row);
            }
            self.cell(html, cell);
        }
        if row.is_some() {
            html.push_str("</tr>");
        }
        html.push_str("</tbody></table>");
    }

    fn cell(&self, html: &mut String, cell: &Cell) {
        html.push_str("<td");
        for (name, span) in [("rowspan", cell.rowspan), ("colspan", cell.colspan)] {
            if span > 1 {
                html.push_str(&format!(" {name}=\"{}\"", span.min(1000)));
            }
        }
        html.push('>');
        marked::push(html, &cell.text, &self.in_cell(cell), self.spots);
        html.push_str("</td>");
    }

    /// The places that lie in a cell.
    pub(super) fn in_cell(&self, cell: &Cell) -> Vec<Stretch> {
        let length = cell.text.chars().count();
        let whole = cell.at.chars().map(|[from, to]| to.saturating_sub(from) as usize);
        let start = cell.at.chars().map(|[from, _]| from).filter(|_| whole == Some(length));
        self.stretches(&[Run { from: 0, to: length, at: cell.at, start }])
    }

    fn stretches(&self, runs: &[Run]) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        for run in runs {
            let here = run.at.line().and_then(|line| self.by_line.get(&line));
            for &spot in here.into_iter().flatten() {
                let Some(at) = self.spots.get(spot).map(|spot| spot.at) else { continue };
                let other =
                    at.page().is_some() && run.at.page().is_some() && at.page() != run.at.page();
                if other || at.cell() != run.at.cell() {
                    continue;
                }
                let (from, to) = match (at.chars(), run.at.chars(), run.start) {
                    (Some([a, b]), _, Some(start)) => {
                        let length = (run.to - run.from) as u32;
                        let from = a.saturating_sub(start).min(length) as usize;
                        let to = b.saturating_sub(start).min(length) as usize;
                        (run.from + from, run.from + to)
                    }
                    (Some([a, b]), Some([c, d]), None) if a.max(c) >= b.min(d) => continue,
                    _ => (run.from, run.to),
                };
                if from < to {
                    stretches.push(Stretch { from, to, spot });
                }
            }
        }
        stretches
    }
}

/// The stretches of a line, each with its place.
fn runs(line: &Line) -> Vec<Run> {
    let count =
        |from: usize, to: usize| line.text.get(from..to).map_or(0, |text| text.chars().count());
    let end = line.text.len();
    if !line.boxes.is_empty() {
        let ends = line.boxes.iter().skip(1).map(|&(from, _)| from as usize).chain([end]);
        let runs = line.boxes.iter().zip(ends).map(|(&(from, at), to)| {
            let start = count(0, from as usize);
            let length = count(from as usize, to);
            Run { from: start, to: start + length, at, start: told(at, length) }
        });
        return runs.collect();
    }
    let first = line.at.chars().map_or(0, |[from, _]| from);
    let (mut byte, mut char) = (line.unplaced as usize, 0);
    let mut runs = Vec::with_capacity(line.cuts.len() + 1);
    for (next, next_char) in line.cuts.iter().copied().chain([(end as u32, 0)]) {
        let from = count(0, byte);
        let length = count(byte, next as usize);
        let start = line.at.chars().map(|_| first + char);
        runs.push(Run { from, to: from + length, at: line.at, start });
        (byte, char) = (next as usize, next_char);
    }
    runs
}

fn told(at: At, length: usize) -> Option<u32> {
    let [from, to] = at.chars()?;
    (to.saturating_sub(from) as usize == length).then_some(from)
}
