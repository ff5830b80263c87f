//! 存在问题 and 改进措施: where they are listed.

use super::group::Group;
use crate::fold;
use crate::fold::clause::ends_statement;
use crate::location::{At, Passage};
use crate::model::Statement;
use crate::outline::{Block, Outline, Section};
use crate::patterns::Patterns;
use crate::patterns::narrative::{Listed, WordKind};
use crate::prose::Folded;
use crate::table::FormRow;

/// The longest label before a colon, in characters.
const LONGEST_LABEL: usize = 24;

/// The problems and the measures of a report, in reading order.
pub(super) fn lists(
    outline: &Outline,
    rows: &[FormRow],
    patterns: &Patterns,
) -> (Vec<Statement>, Vec<Statement>) {
    let read = |turns: bool| {
        let mut found = Lists { patterns, turns, problems: Vec::new(), measures: Vec::new() };
        found.outside(&outline.cover);
        for section in &outline.sections {
            found.section(section, None);
        }
        found.cells(rows);
        // What a form prints of how to fill it in is nobody's statement.
        let hint = |said: &Statement| {
            let key = fold::key(&said.text);
            patterns.narrative.is(WordKind::FormHint, key.trim_end_matches('。'))
        };
        found.problems.retain(|said| !hint(said));
        found.measures.retain(|said| !hint(said));
        (found.problems, found.measures)
    };
    let (problems, measures) = read(false);
    match problems.is_empty() || !measures.is_empty() {
        true => (problems, measures),
        // Nothing is headed as measures: they stand in the sentences on the problems.
        false => read(true),
    }
}

struct Lists<'p> {
    patterns: &'p Patterns,
    /// Problems may turn to measures where no heading says so.
    turns: bool,
    problems: Vec<Statement>,
    measures: Vec<Statement>,
}

impl Lists<'_> {
    fn section(&mut self, section: &Section, group: Option<&mut Group>) {
        let narrative = &self.patterns.narrative;
        let key = fold::key(&section.title);
        let listed = self.may_turn(narrative.listed(&key));
        let other = |key| {
            narrative.is(WordKind::OtherHeading, key) || narrative.is(WordKind::OtherWhole, key)
        };
        if listed.any() {
            let mut own = Group::new(listed);
            self.inside(section, &mut own);
            self.close(own);
        } else if let (Some(group), false) = (group, other(&key)) {
            group.heading(section, self.patterns);
            self.inside(section, group);
        } else {
            self.outside(&section.blocks);
            for below in &section.sections {
                self.section(below, None);
            }
        }
    }

    fn inside(&mut self, section: &Section, group: &mut Group) {
        for passage in passages(&section.blocks).filter(|passage| !is_footnote(&passage.text)) {
            let text = Folded::new(passage);
            let label = label(&text.text, self.patterns);
            let from = label.map_or(0, |(listed, from)| {
                group.labelled(self.may_turn(listed));
                from
            });
            self.add(&text, from, group);
        }
        for below in &section.sections {
            self.section(below, Some(group));
        }
    }

    /// Paragraphs under no such heading: only what a label leads in, and the
    /// numbered items after it.
    fn outside(&mut self, blocks: &[Block]) {
        let mut open: Option<Group> = None;
        for passage in passages(blocks) {
            // Few paragraphs start with a label: only these are folded.
            let goes_on = open.is_some();
            if !goes_on && !may_be_labelled(&passage.text) {
                continue;
            }
            let text = Folded::new(passage);
            if let Some((listed, from)) = label(&text.text, self.patterns) {
                if let Some(done) = open.take() {
                    self.close(done);
                }
                let mut group = Group::new(self.may_turn(listed));
                self.add(&text, from, &mut group);
                open = Some(group);
            } else if let Some(mut group) = open.take() {
                if group.goes_on(&text.text, self.patterns) {
                    group.add(&text, 0, self.patterns);
                    open = Some(group);
                } else {
                    self.close(group);
                }
            }
        }
        if let Some(done) = open {
            self.close(done);
        }
    }

    /// Cells of a form: a label and the cell after it, or rows of labels and the
    /// row below them.
    fn cells(&mut self, rows: &[FormRow]) {
        let mut above: Option<(&FormRow, Vec<Listed>)> = None;
        for row in rows {
            if let Some((labels, listed)) = above.take()
                && labels.table == row.table
                && labels.cells.len() == row.cells.len()
            {
                for (listed, cell) in listed.into_iter().zip(&row.cells) {
                    self.cell(listed, cell, 0);
                }
                continue;
            }
            let listed: Vec<Listed> =
                row.cells.iter().map(|(text, _)| self.of_cell(text)).collect();
            if listed.len() > 1 && listed.iter().all(|l| l.any()) {
                above = Some((row, listed));
                continue;
            }
            for (index, cell) in row.cells.iter().enumerate() {
                let before = index.checked_sub(1).and_then(|i| listed.get(i)).copied();
                if let Some(before) = before.filter(|l| l.any()) {
                    self.cell(before, cell, 0);
                } else if may_be_labelled(&cell.0) {
                    let key = fold::clean_key(&cell.0);
                    if let Some((listed, from)) = label(&key, self.patterns) {
                        self.cell(self.may_turn(listed), cell, from);
                    }
                }
            }
        }
    }

    fn of_cell(&self, text: &str) -> Listed {
        if text.chars().nth(LONGEST_LABEL).is_some() {
            return Listed::default();
        }
        let key = fold::clean_key(text);
        self.patterns.narrative.listed(key.trim_end_matches(':'))
    }

    fn cell(&mut self, listed: Listed, (text, at): &(String, At), from: usize) {
        let passage = Passage::new(text.clone(), *at);
        let mut group = Group::new(listed).of_cell();
        self.add(&Folded::new(&passage), from, &mut group);
        self.close(group);
    }

    /// Adds a paragraph from a byte on. Behind its own label it may hold further ones:
    /// 存在问题：一是…。改进措施：一是….
    fn add(&self, text: &Folded<'_>, from: usize, group: &mut Group) {
        let mut start = from;
        let mut ends = text.text.char_indices().filter(|&(at, c)| at >= from && ends_statement(c));
        while let Some((end, mark)) = ends.next().filter(|_| from > 0) {
            let next = end + mark.len_utf8();
            let rest = text.text.get(next..).unwrap_or_default();
            if let Some((listed, length)) = label(rest, self.patterns) {
                group.add_part(text, start..next, self.patterns);
                group.labelled(self.may_turn(listed));
                start = next + length;
            }
        }
        group.add_part(text, start..text.text.len(), self.patterns);
    }

    /// What is headed as problems may hold the measures as well, if nothing else does.
    fn may_turn(&self, listed: Listed) -> Listed {
        Listed { measures: listed.measures || (self.turns && listed.problems), ..listed }
    }

    fn close(&mut self, group: Group) {
        let (problems, measures) = group.items(self.patterns);
        self.problems.extend(problems);
        self.measures.extend(measures);
    }
}

fn passages(blocks: &[Block]) -> impl Iterator<Item = &Passage> {
    blocks.iter().filter_map(|block| match block {
        Block::Paragraph(passage) | Block::Item(passage) => Some(passage),
        Block::Table(_) => None,
    })
}

/// Whether a paragraph is a note at the foot of the text: `[1] …`.
fn is_footnote(text: &str) -> bool {
    let rest = text.trim_start().strip_prefix('[').unwrap_or_default();
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    number.len() < rest.len() && number.starts_with(']')
}

fn may_be_labelled(text: &str) -> bool {
    let mut start = text.chars().take(LONGEST_LABEL + 1);
    start.any(|c| matches!(c, ':' | '：'))
}

/// The label that a folded text starts with, and where the text after it starts.
fn label(text: &str, patterns: &Patterns) -> Option<(Listed, usize)> {
    let colon = text.find(':')?;
    let before = text.get(..colon)?;
    let short = before.chars().nth(LONGEST_LABEL).is_none() && !before.contains(['。', ',', ';']);
    let listed = patterns.narrative.listed(before);
    (short && listed.any()).then_some((listed, colon + 1))
}
