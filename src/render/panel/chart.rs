//! A small line chart of one indicator, as SVG within the page.

use std::fmt::Write;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::panel::PanelRow;
use crate::visible;

const WIDTH: f64 = 150.0;
const HEIGHT: f64 = 44.0;
const MARGIN: f64 = 6.0;

/// The chart of a row, with what it says for those who do not see it; `None` where there
/// are fewer than two years of numbers in one unit.
pub(super) fn chart(row: &PanelRow, title: &str) -> Option<String> {
    row.base_unit.as_ref()?;
    let series = |of: fn(&crate::panel::PanelCell) -> Option<Decimal>| -> Vec<Option<f64>> {
        row.cells.iter().map(|cell| of(cell.as_ref()?)?.to_f64()).collect()
    };
    let (targets, actuals) = (series(|cell| cell.target_base), series(|cell| cell.actual_base));
    let all: Vec<f64> = targets.iter().chain(&actuals).copied().flatten().collect();
    let years = (0..row.cells.len()).filter(|&at| targets[at].is_some() || actuals[at].is_some());
    if years.count() < 2 {
        return None;
    }
    let low = all.iter().copied().fold(f64::INFINITY, f64::min);
    let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let step = (WIDTH - 2.0 * MARGIN) / (row.cells.len().saturating_sub(1).max(1)) as f64;
    let x = |at: usize| MARGIN + step * at as f64;
    let y = |value: f64| match high > low {
        true => HEIGHT - MARGIN - (value - low) / span * (HEIGHT - 2.0 * MARGIN),
        false => HEIGHT / 2.0,
    };
    let mut out = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\"><title>{}</title>",
        escaped(&visible::line(title))
    );
    for (class, series) in [("line-target", &targets), ("line-actual", &actuals)] {
        // A year without a number breaks the line.
        for run in runs(series) {
            let points: Vec<String> =
                run.iter().map(|&(at, value)| format!("{:.1},{:.1}", x(at), y(value))).collect();
            let _ = write!(out, "<polyline class=\"{class}\" points=\"{}\"/>", points.join(" "));
        }
    }
    for (at, value) in actuals.iter().enumerate() {
        let Some(value) = value else { continue };
        let met = row.cells.get(at).and_then(Option::as_ref).and_then(|cell| cell.met);
        let class = match met {
            Some(false) => "unmet",
            _ => "met",
        };
        let _ = write!(
            out,
            "<circle class=\"{class}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"2.8\"/>",
            x(at),
            y(*value)
        );
    }
    out.push_str("</svg>");
    Some(out)
}

/// The stretches of years with a number.
fn runs(series: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let mut runs: Vec<Vec<(usize, f64)>> = Vec::new();
    let mut open = false;
    for (at, value) in series.iter().enumerate() {
        match (value, runs.last_mut()) {
            (Some(value), Some(run)) if open => run.push((at, *value)),
            (Some(value), _) => runs.push(vec![(at, *value)]),
            (None, _) => {}
        }
        open = value.is_some();
    }
    runs.retain(|run| run.len() > 1);
    runs
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
