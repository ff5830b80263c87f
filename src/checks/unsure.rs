//! Values of which a recogniser was not sure: what is found with them says so.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::evidence::{Place, place};
use crate::fold;
use crate::location::At;
use crate::model::{Finding, Outcome, Report};
use crate::words::words;

/// The note of a text of which the recogniser was not sure.
const NOTE: &str = "low_confidence";

/// Values of which the recogniser was not sure, by their places and by that of their row.
#[derive(Debug, Default)]
pub(super) struct Unsure<'a> {
    values: HashMap<Place, Vec<&'a str>>,
}

impl<'a> Unsure<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let noted = report.notes.iter().filter(|note| note.code == NOTE);
        let noted: Vec<At> = noted.map(|note| note.at).collect();
        let lines: HashSet<_> = noted
            .iter()
            .filter(|at| at.chars().is_some())
            .map(|at| (at.page(), at.line()))
            .collect();
        let noted: HashSet<Place> = noted.into_iter().map(place).collect();
        let mut unsure = Self::default();
        if noted.is_empty() {
            return unsure;
        }
        let mut add = |at: At, row: Option<At>, raw: &'a str| {
            // Of a paragraph the note stands at the whole.
            let whole = at.chars().is_some() && lines.contains(&(at.page(), at.line()));
            if noted.contains(&place(at)) || whole {
                for at in [Some(at), row.filter(|&row| row != at)].into_iter().flatten() {
                    unsure.values.entry(place(at)).or_default().push(raw);
                }
            }
        };
        for row in &report.indicators {
            for quantity in [&row.target, &row.actual] {
                add(quantity.at, Some(row.at), &quantity.raw);
            }
            for number in [&row.weight, &row.score].into_iter().flatten() {
                add(number.at, Some(row.at), &number.raw);
            }
        }
        for row in &report.budget {
            let numbers =
                [&row.initial, &row.budget, &row.executed, &row.rate, &row.weight, &row.score];
            for number in numbers.into_iter().flatten() {
                add(number.at, Some(row.at), &number.raw);
            }
        }
        report.expenditure.iter().for_each(|amount| add(amount.at, None, &amount.raw));
        report.conclusion.score.iter().for_each(|score| add(score.at, None, &score.raw));
        unsure
    }

    /// Says of a finding which of its values the recogniser was not sure of.
    pub(super) fn tell(&self, finding: &mut Finding) {
        const SHOWN: usize = 5;
        if self.values.is_empty() || finding.outcome == Outcome::Pass {
            return;
        }
        let mut raws: Vec<String> = Vec::new();
        for at in &finding.at {
            for raw in self.values.get(&place(*at)).into_iter().flatten() {
                let raw = fold::clean(raw);
                if !raws.contains(&raw) {
                    raws.push(raw);
                }
            }
        }
        if raws.is_empty() {
            return;
        }
        let more = if raws.len() > SHOWN { ", …" } else { "" };
        raws.truncate(SHOWN);
        let (list, list_zh) = (raws.join(", "), raws.join("、"));
        let said = words!(
            en: "; it rests on what the recogniser was not sure of: {list}{more}",
            zh: "；所依据的识别结果置信度低：{list_zh}{more}"
        );
        finding.message.push_str(&said.en);
        finding.message_zh.push_str(&said.zh);
    }
}
