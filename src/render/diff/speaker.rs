//! Puts the parts of a comparison into words of one language.

use rust_decimal::Decimal;

use super::labels::Labels;
use super::marks::{Marked, Piece, marks, unmarked};
use super::view::{
    ChangeView, Count, FindingView, FurtherView, KindCount, PrintedView, SideView, TextView,
    UncomparedView,
};
use super::{rows, wording};
use crate::diff::{
    Change, ChangeKind, Diff, NotComparable, Place, Printed, Side, SideName, TextBlock, TextPair,
};
use crate::location::At;
use crate::model::{Direction, Finding, Outcome, Severity, Status};
use crate::render::paths::shown_bound;
use crate::render::place::shown_place;
use crate::terms::{self, Term};
use crate::words::{Language, Words, words};

/// Says things of a comparison in one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speaker<'d> {
    pub(super) language: Language,
    pub(super) t: Labels,
    pub(super) diff: &'d Diff,
}

impl Speaker<'_> {
    pub(super) fn say(&self, words: &Words) -> String {
        words.in_language(self.language).to_owned()
    }

    pub(super) fn either<'s>(&self, en: &'s str, zh: &'s str) -> &'s str {
        match self.language {
            Language::En => en,
            Language::Zh => zh,
        }
    }

    /// The place, as every line cites it; the files stand in the head.
    pub(super) fn cite(&self, at: &At) -> String {
        self.say(&shown_place(at))
    }

    /// What a change is called: of a limit, that it was loosened, and not lowered.
    pub(super) fn label(&self, change: &Change) -> String {
        let pair = change.pair.and_then(|at| self.diff.pairs.get(at as usize));
        let direction = pair.and_then(|pair| pair.new.as_ref()).and_then(|row| row.direction);
        let lowered = change.change == ChangeKind::TargetLowered;
        let raised = change.change == ChangeKind::TargetRaised;
        match direction {
            Some(Direction::Less) if lowered => self.t.loosened.to_owned(),
            Some(Direction::Less) if raised => self.t.tightened.to_owned(),
            Some(Direction::Less) if change.change == ChangeKind::BaselineReset => {
                self.t.above_last.to_owned()
            }
            Some(Direction::Words) if lowered => self.t.put_off.to_owned(),
            Some(Direction::Words) if raised => self.t.brought_forward.to_owned(),
            _ => self.say(&change.change.kind().label()),
        }
    }

    pub(super) fn side(&self, side: &Side, heading: &'static str) -> SideView {
        let known = |text: &Option<String>| text.clone().unwrap_or_else(|| self.t.none.to_owned());
        SideView {
            heading,
            file: side.source.name.clone(),
            sha256: side.source.sha256.clone(),
            department: known(&side.department),
            project: known(&side.project),
            has_project: side.project.is_some(),
            kind: side.kind.term().name(self.language).to_owned(),
            year: known(&side.fiscal_year.map(|year| year.to_string())),
            title: known(&side.title),
            score: known(&side.score.map(|score| score.to_string())),
            grade: known(&side.grade),
            indicators: side.indicators,
            met: format!("{} {} {}", side.met, self.t.of_judged, side.judged),
        }
    }

    pub(super) fn severities(&self) -> Vec<Count> {
        let count = |severity| self.diff.changes.iter().filter(|c| c.severity == severity).count();
        Severity::ALL
            .iter()
            .map(|severity| Count {
                code: severity.term().code,
                symbol: severity.term().sign,
                label: severity.term().name(self.language).to_owned(),
                count: count(*severity) as u32,
            })
            .collect()
    }

    /// The kinds that occur, in the order of their list.
    pub(super) fn kinds(&self) -> Vec<KindCount> {
        let count = |kind, severity| {
            let of_kind = self.diff.changes.iter().filter(|c| c.change == kind);
            of_kind.filter(|c| c.severity == severity).count() as u32
        };
        crate::diff::kinds()
            .iter()
            .map(|kind| {
                let by_severity = Severity::ALL.map(|severity| count(kind.kind, severity));
                KindCount {
                    code: kind.name,
                    symbol: wording::change_symbol(kind.kind),
                    label: self.say(&kind.label()),
                    by_severity,
                    count: by_severity.iter().sum(),
                }
            })
            .filter(|kind| kind.count > 0)
            .collect()
    }

    pub(super) fn classes(&self) -> Vec<Count> {
        use crate::diff::PairClass::{Added, Ambiguous, Dropped, Renamed, Same, Uncertain};
        let counts = self.diff.summary.pairs;
        let all = [
            (Same, counts.same),
            (Renamed, counts.renamed),
            (Uncertain, counts.uncertain),
            (Ambiguous, counts.ambiguous),
            (Dropped, counts.dropped),
            (Added, counts.added),
        ];
        all.into_iter()
            .map(|(class, count)| Count {
                code: class.term().code,
                symbol: class.term().sign,
                label: class.term().name(self.language).to_owned(),
                count,
            })
            .collect()
    }

    /// A part of the new report's characters; nothing where there is none.
    pub(super) fn share(&self, part: u32) -> Option<String> {
        let whole = self.diff.summary.characters;
        let share = Decimal::from(part).checked_div(Decimal::from(whole))?;
        if share.is_zero() {
            return None;
        }
        let share = wording::percent(share, false);
        let words = words!(
            en: "{part} of the new report's {whole} characters ({share})",
            zh: "{part}/{whole} 字（占本年正文 {share}）"
        );
        Some(self.say(&words))
    }

    pub(super) fn change(&self, change: &Change) -> ChangeView {
        let kind = change.change.kind();
        let pair = change.pair.and_then(|at| self.diff.pairs.get(at as usize));
        let old = change.old.as_deref().unwrap_or_default();
        let new = change.new.as_deref().unwrap_or_default();
        let cited = |at: &Option<At>| at.map_or_else(String::new, |at| self.cite(&at));
        ChangeView {
            code: kind.name,
            symbol: wording::change_symbol(change.change),
            label: self.label(change),
            severity: change.severity,
            severity_code: change.severity.term().code,
            severity_symbol: change.severity.term().sign,
            severity_label: change.severity.term().name(self.language).to_owned(),
            indicator: change.indicator.clone().unwrap_or_default(),
            path: pair.map(rows::path).unwrap_or_default(),
            pair: change.pair,
            marked: side_by_side(old, new),
            has_old: change.old.is_some(),
            has_new: change.new.is_some(),
            relative: change.relative,
            message: self.either(&change.message, &change.message_zh).to_owned(),
            old_place: cited(&change.at_old),
            new_place: cited(&change.at_new),
            further: change.further.iter().map(|p| self.further(p)).collect(),
            similarity: pair.and_then(|pair| pair.similarity),
        }
    }

    fn further(&self, place: &Place) -> FurtherView {
        FurtherView {
            side: match place.side {
                SideName::Old => self.t.old_short,
                SideName::New => self.t.new_short,
            },
            place: self.cite(&place.at),
            raw: crate::fold::clean(&place.raw),
        }
    }

    pub(super) fn uncompared(&self, entry: &NotComparable) -> UncomparedView {
        UncomparedView {
            what: terms::item(&entry.what, self.language),
            indicator: entry.indicator.clone().unwrap_or_default(),
            old: entry.old.as_ref().map(|p| self.printed(p)),
            new: entry.new.as_ref().map(|p| self.printed(p)),
            message: self.either(&entry.message, &entry.message_zh).to_owned(),
        }
    }

    fn printed(&self, printed: &Printed) -> PrintedView {
        PrintedView {
            raw: crate::fold::clean(&printed.raw),
            status: shown_status(printed.status).map(|term| term.name(self.language).to_owned()),
            place: self.cite(&printed.at),
        }
    }

    pub(super) fn text(&self, pair: &TextPair) -> TextView {
        let term = pair.class.term();
        let text =
            |block: &Option<TextBlock>| block.as_ref().map_or("", |b| b.text.as_str()).to_owned();
        let section = |block: &Option<TextBlock>| {
            block.as_ref().map_or_else(String::new, |b| b.section.join(" › "))
        };
        let cited = |block: &Option<TextBlock>| {
            block.as_ref().map_or_else(String::new, |b| self.cite(&b.at))
        };
        let (old, new) = (text(&pair.old), text(&pair.new));
        TextView {
            code: term.code,
            symbol: term.sign,
            label: term.name(self.language).to_owned(),
            section: section(&pair.new),
            old_section: section(&pair.old),
            marked: if pair.old.is_some() && pair.new.is_some() {
                marks(&old, &new)
            } else {
                unmarked(&old, &new)
            },
            similarity: pair.similarity,
            old_place: cited(&pair.old),
            new_place: cited(&pair.new),
        }
    }

    pub(super) fn finding(&self, side: &'static str, finding: &Finding) -> FindingView {
        let outcome = finding.outcome.term();
        let (code, severity) = match finding.outcome {
            Outcome::Finding => (
                finding.severity.term().code,
                finding.severity.term().name(self.language).to_owned(),
            ),
            Outcome::Pass | Outcome::NotEvaluable => ("", String::new()),
        };
        let places: Vec<String> = finding.at.iter().map(|at| self.cite(at)).collect();
        FindingView {
            side,
            check: format!("{} {}", self.either(&finding.title, &finding.title_zh), finding.check)
                .trim_start()
                .to_owned(),
            symbol: outcome.sign,
            outcome: outcome.name(self.language).to_owned(),
            severity_code: code,
            severity,
            message: self.either(&finding.message, &finding.message_zh).to_owned(),
            expected: finding.expected.as_deref().map(shown_bound).unwrap_or_default(),
            found: finding.found.as_deref().map(shown_bound).unwrap_or_default(),
            place: places.join(self.either("; ", "；")),
        }
    }
}

/// What changed within two texts. Of two long ones that have nothing in common, no
/// character is marked: they stand beside each other and none became the other.
fn side_by_side(old: &str, new: &str) -> Marked {
    const LONG: usize = 24;
    let marked = marks(old, new);
    let all = |pieces: &[Piece]| !pieces.is_empty() && pieces.iter().all(|piece| piece.changed);
    let is_long = old.chars().count().max(new.chars().count()) > LONG;
    match is_long && all(&marked.old) && all(&marked.new) {
        true => unmarked(old, new),
        false => marked,
    }
}

/// How a value came from what is printed; nothing where it is simply printed.
fn shown_status(status: Status) -> Option<Term> {
    match status {
        Status::AsRead | Status::Spacing => None,
        _ => Some(status.term()),
    }
}
