//! Cells of forms that hold sentences, and what the labels beside and the heads above them say of
//! these: under 年度总体目标 a form tells what was meant, under 实际完成情况 what was done.

use crate::fold;
use crate::location::Passage;
use crate::model::Scope;
use crate::patterns::Patterns;
use crate::patterns::narrative::WordKind;
use crate::table::FormRow;

/// A cell shorter than this, in bytes, is a label or a value, not a sentence.
const SHORTEST: usize = 30;
/// The longest label or head, in characters.
const LONGEST_LABEL: usize = 24;

/// What a cell is to those beside and below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// The label of a goal: 年度总体目标.
    Goal,
    /// The label of what was done: 实际完成情况.
    Done,
    /// Another short text.
    Short,
    /// A sentence.
    Long,
}

/// The cells that hold sentences, each with what the form says it tells.
pub(super) fn long_cells(rows: &[FormRow], patterns: &Patterns) -> Vec<(Passage, Option<Scope>)> {
    let mut out = Vec::new();
    let mut above: Option<Above> = None;
    for row in rows {
        let marks: Vec<Mark> = row.cells.iter().map(|(text, _)| mark(text, patterns)).collect();
        let sentences = marks.iter().all(|mark| *mark == Mark::Long);
        let heads = above.take().filter(|above| above.reaches(row.table, &marks, sentences));
        let is_head = name_goals(&marks);
        for (index, (text, at)) in row.cells.iter().enumerate() {
            if text.len() < SHORTEST {
                continue;
            }
            let told = match &heads {
                Some(above) if !is_head => under(&above.heads, &marks, index),
                _ => behind(&marks, index),
            };
            out.push((Passage::new(text.clone(), *at), told));
        }
        above = match heads {
            _ if is_head => Some(Above { table: row.table, heads: marks, passed: false }),
            // Several goals below each other: 目标1：…, 目标2：….
            Some(above) if sentences => Some(Above { passed: true, ..above }),
            _ => None,
        };
    }
    out
}

/// The heads over a row.
struct Above {
    table: usize,
    heads: Vec<Mark>,
    /// A row stands between.
    passed: bool,
}

impl Above {
    /// Whether the heads are those of a row.
    fn reaches(&self, table: usize, marks: &[Mark], sentences: bool) -> bool {
        let alone = self.heads.len() == 1 && marks.len() != 1;
        self.table == table && !alone && (sentences || !self.passed)
    }
}

fn mark(text: &str, patterns: &Patterns) -> Mark {
    let long = if text.len() < SHORTEST { Mark::Short } else { Mark::Long };
    if text.chars().nth(LONGEST_LABEL).is_some() {
        return long;
    }
    let key = fold::clean_key(&fold::unglossed(text));
    let key = key.trim_end_matches(':');
    // 年度绩效目标（文字）
    let remark = key.strip_suffix(')').and_then(|key| key.rsplit_once('('));
    let key = remark.map_or(key, |(key, _)| key);
    let words = &patterns.narrative;
    if key.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | '。' | ';')) {
        long
    } else if words.is(WordKind::GoalHeading, key) || words.is(WordKind::PlanLabel, key) {
        Mark::Goal
    } else if words.is(WordKind::DoneHeading, key) {
        Mark::Done
    } else {
        long
    }
}

/// Whether a row holds heads, one of them that of goals: 年度总体目标 | 预期目标 | 实际完成情况.
fn name_goals(marks: &[Mark]) -> bool {
    let count = |wanted: Mark| marks.iter().filter(|mark| **mark == wanted).count();
    let told = count(Mark::Done) > 0 || count(Mark::Goal) > 1 || marks.len() == 1;
    count(Mark::Goal) > 0 && count(Mark::Long) == 0 && told
}

/// What the heads of the row above say of a cell. A label at the left may span both rows, or stand in
/// the lower one alone; where neither is told, nobody knows which head is meant.
fn under(heads: &[Mark], marks: &[Mark], index: usize) -> Option<Scope> {
    let spans = heads.len() > 2 && marks.first() == Some(&Mark::Long);
    let labelled = heads.len() > 1 && marks.first() != Some(&Mark::Long);
    let head = match (heads.len(), marks.len()) {
        (heads, own) if heads == own => Some(index),
        (heads, own) if heads == own + 1 && spans => Some(index + 1),
        (heads, own) if heads + 1 == own && labelled => index.checked_sub(1),
        _ => return Some(Scope::Unclear),
    };
    (heads.get(head?) == Some(&Mark::Goal)).then_some(Scope::Planned)
}

/// What the labels in its own row say of a cell: 年度总体目标 | 新建泵站2座. A second text behind that
/// label may tell of what was done.
fn behind(marks: &[Mark], index: usize) -> Option<Scope> {
    let before = |count: usize| index.checked_sub(count).and_then(|index| marks.get(index));
    match (before(2), before(1)) {
        (_, Some(Mark::Goal)) => Some(Scope::Planned),
        (Some(Mark::Goal), Some(Mark::Long | Mark::Short)) => Some(Scope::Unclear),
        _ => None,
    }
}
