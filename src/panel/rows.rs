//! The indicators of reports that follow each other, strung together pair by pair.

use std::collections::{HashMap, HashSet};

use super::model::{PanelCell, PanelRow};
use crate::diff::{self, PairClass};
use crate::fold;
use crate::model::{Base, Indicator, Report, Text};
use crate::patterns::{Patterns, Role};

/// A row with the indicators that it is made of.
pub(super) struct Strung {
    pub(super) shown: PanelRow,
    /// By year.
    pub(super) indicators: Vec<Option<Indicator>>,
}

/// What tells an indicator from the others of its report.
type Place = (u32, u32);

pub(super) fn rows(reports: &[Report], patterns: &Patterns) -> Vec<Strung> {
    let mut strung: Vec<(Vec<Option<Indicator>>, bool)> = Vec::new();
    // Where each indicator of the last report stands in the list.
    let mut of_last: HashMap<Place, usize> = HashMap::new();
    let mut order: Vec<usize> = Vec::new();
    for (year, report) in reports.iter().enumerate() {
        let mut of_this: HashMap<Place, usize> = HashMap::new();
        let mut order_of_this: Vec<usize> = Vec::new();
        let before = year.checked_sub(1).and_then(|before| reports.get(before));
        let pairs = match before {
            Some(before) => diff::pairs(before, report, patterns),
            None => Vec::new(),
        };
        let mut taken: HashMap<Place, (usize, bool)> = HashMap::new();
        for pair in &pairs {
            let (Some(old), Some(new)) = (&pair.old, &pair.new) else { continue };
            let sure = pair.class == PairClass::Same;
            if !sure && pair.class != PairClass::Renamed {
                continue;
            }
            if let Some(&row) = of_last.get(&place(old)) {
                taken.insert(place(new), (row, !sure));
            }
        }
        for indicator in &report.indicators {
            let taken = taken.get(&place(indicator)).copied();
            let taken =
                taken.or_else(|| Some((left_out(&strung, indicator, report, year)?, false)));
            let (row, doubtful) = taken.unwrap_or_else(|| {
                strung.push((vec![None; reports.len()], false));
                (strung.len() - 1, false)
            });
            let Some((cells, doubt)) = strung.get_mut(row) else { continue };
            *doubt |= doubtful;
            if let Some(cell) = cells.get_mut(year) {
                *cell = Some(indicator.clone());
            }
            of_this.insert(place(indicator), row);
            order_of_this.push(row);
        }
        order = merged(&order, &order_of_this);
        of_last = of_this;
    }
    let projects: Vec<HashMap<u32, String>> = reports.iter().map(diff::projects_of).collect();
    let row = |at: usize| {
        let (indicators, doubtful) = strung.get(at)?.clone();
        let mut shown = shown(&indicators, doubtful, patterns)?;
        let last = indicators.iter().zip(&projects).rev();
        let last = last.filter_map(|(row, of)| Some((row.as_ref()?, of))).next();
        shown.project = last.and_then(|(row, of)| of.get(&row.table).cloned());
        Some(Strung { shown, indicators })
    };
    order.into_iter().filter_map(row).collect()
}

/// The row of an indicator that the report before did not have and an earlier one had: of the
/// same names to the letter, and the only one of them on both sides.
fn left_out(
    strung: &[(Vec<Option<Indicator>>, bool)],
    indicator: &Indicator,
    report: &Report,
    year: usize,
) -> Option<usize> {
    let names = names(indicator)?;
    let is_one = |row: &&Indicator| self::names(row).as_ref() == Some(&names);
    if report.indicators.iter().filter(is_one).count() > 1 {
        return None;
    }
    let last = year.checked_sub(1)?;
    let mut rows = strung.iter().enumerate().filter(|(_, (cells, _))| {
        let is_free = [last, year].iter().all(|&year| cells.get(year).is_some_and(Option::is_none));
        is_free && cells.iter().rev().flatten().next().filter(is_one).is_some()
    });
    match (rows.next(), rows.next()) {
        (Some((row, _)), None) => Some(row),
        _ => None,
    }
}

/// What an indicator is known by over years; `None` where one of its names is damaged.
fn names(row: &Indicator) -> Option<[String; 3]> {
    let key = |text: &Text| Some(fold::key(text.value.as_deref()?));
    Some([key(&row.level1)?, key(&row.level2)?, key(&row.name)?])
}

fn place(row: &Indicator) -> Place {
    (row.table, row.row)
}

/// The rows of this year in their order; those that are no more after the row that they
/// stood behind.
fn merged(before: &[usize], now: &[usize]) -> Vec<usize> {
    let of_now: HashSet<usize> = now.iter().copied().collect();
    let places: HashMap<usize, usize> =
        before.iter().enumerate().map(|(place, row)| (*row, place)).collect();
    let ended_from = |from: usize| {
        let rest = before.get(from..).unwrap_or_default().iter();
        rest.copied().take_while(|row| !of_now.contains(row))
    };
    let mut all = Vec::with_capacity(before.len() + now.len());
    all.extend(ended_from(0));
    for row in now {
        all.push(*row);
        if let Some(place) = places.get(row) {
            all.extend(ended_from(place + 1));
        }
    }
    all
}

fn shown(
    indicators: &[Option<Indicator>],
    doubtful: bool,
    patterns: &Patterns,
) -> Option<PanelRow> {
    let last = indicators.iter().rev().flatten().next()?;
    let name = diff::name_of(last);
    let mut former_names: Vec<String> = Vec::new();
    for row in indicators.iter().rev().flatten() {
        let other = diff::name_of(row);
        let known = std::iter::once(&name).chain(&former_names);
        if known.map(|name| fold::key(name)).all(|name| name != fold::key(&other)) {
            former_names.push(other);
        }
    }
    let base_unit = base_unit(indicators);
    let mut cells: Vec<Option<PanelCell>> = Vec::with_capacity(indicators.len());
    let mut before: Option<&Indicator> = None;
    for row in indicators {
        let below = row
            .as_ref()
            .zip(before)
            .is_some_and(|(row, before)| diff::asks_for_less(before, row, patterns));
        cells.push(row.as_ref().map(|row| cell(row, below, base_unit.as_deref())));
        before = row.as_ref();
    }
    Some(PanelRow {
        level1: last.level1.value.clone(),
        level2: last.level2.value.clone(),
        project: None,
        name,
        former_names,
        unit: last.unit.clone(),
        direction: last.direction,
        doubtful,
        base_unit,
        cells,
    })
}

/// The one base unit of all years.
fn base_unit(indicators: &[Option<Indicator>]) -> Option<String> {
    let mut units = indicators.iter().flatten().filter_map(|row| row.base.as_ref());
    let first = units.next()?.unit.clone();
    units.all(|base| base.unit == first).then_some(first)
}

fn cell(row: &Indicator, below: bool, base_unit: Option<&str>) -> PanelCell {
    let base = row.base.as_ref().filter(|base: &&Base| base_unit == Some(base.unit.as_str()));
    let adjusted = row.extra.get(Role::TargetAdjusted.name());
    PanelCell {
        target: fold::clean(&row.target.raw),
        target_status: row.target.status,
        adjusted: adjusted.map(|text| fold::clean(&text.raw)).filter(|raw| !raw.is_empty()),
        actual: fold::clean(&row.actual.raw),
        actual_status: row.actual.status,
        met: row.completion.met,
        rate: row.completion.rate.clone(),
        target_base: base.and_then(|base| base.target),
        actual_base: base.and_then(|base| base.actual),
        below,
        at: row.at,
    }
}
