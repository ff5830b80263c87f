//! Where a document holds a form of goals (绩效目标表): what stands there is still to come.

use super::is_before;
use crate::fold;
use crate::location::{At, Passage};
use crate::model::ReportKind;
use crate::outline::{Block, Outline, Section};
use crate::patterns::Patterns;

/// The parts of a document that are forms of goals.
pub(super) struct Declared {
    /// The whole document is one.
    whole: bool,
    /// Where forms begin, each with whether it is one of goals, in their order.
    titles: Vec<(At, bool)>,
    /// Forms whose cells stand in one line.
    lines: Vec<At>,
}

impl Declared {
    pub(super) fn of(outline: &Outline, kind: ReportKind, patterns: &Patterns) -> Declared {
        let whole = kind == ReportKind::TargetDeclaration;
        let mut found = Declared { whole, titles: Vec::new(), lines: Vec::new() };
        if whole {
            return found;
        }
        found.blocks(&outline.cover, patterns);
        found.sections(&outline.sections, patterns);
        found
    }

    /// Whether a place stands in a form of goals.
    pub(super) fn holds(&self, at: At) -> bool {
        let before = |title: &&(At, bool)| is_before(title.0, at);
        let below = self.titles.iter().take_while(before).last();
        self.whole
            || below.is_some_and(|&(_, goals)| goals)
            || self.lines.iter().any(|line| line.page() == at.page() && line.line() == at.line())
    }

    fn sections(&mut self, sections: &[Section], patterns: &Patterns) {
        for section in sections {
            self.line(&Passage::new(section.title.clone(), section.at), patterns);
            self.blocks(&section.blocks, patterns);
            self.sections(&section.sections, patterns);
        }
    }

    fn blocks(&mut self, blocks: &[Block], patterns: &Patterns) {
        for block in blocks {
            if let Block::Paragraph(line) | Block::Item(line) = block {
                self.line(line, patterns);
            }
        }
    }

    fn line(&mut self, line: &Passage, patterns: &Patterns) {
        /// How long a line is, in bytes, that holds all cells of a form, and its title.
        const FLAT: usize = 600;
        const OPENING: usize = 40;
        let kinds = &patterns.kinds;
        let at = line.start();
        if kinds.is_title(&line.text) {
            let kind = kinds.of_title(&line.text, false);
            self.titles.push((at, kind == Some(ReportKind::TargetDeclaration)));
        } else if line.text.len() >= FLAT {
            let opening: String = fold::key(&line.text).chars().take(OPENING).collect();
            let goals = kinds.names_goals_form(&opening);
            self.lines.extend(goals.then_some(at));
        }
    }
}
