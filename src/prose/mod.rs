//! The sentences of a document, folded once, and what they state: amounts, verdicts,
//! quantities, shares, growth, counts, lists, claims.
//!
//! Tables ask them for what bears on a damaged cell; the report takes over the rest.

mod adjacent;
mod amounts;
mod carried;
mod change;
mod claims;
mod counts;
mod facts;
mod folded;
mod item_mark;
mod lists;
mod meant;
mod measured;
mod number;
mod parts;
mod quantities;
pub(crate) mod reading;
mod scope;
mod sentence;
mod sought;
mod sums;
mod support;
mod topic;
mod verdict;
mod whose_year;

use std::cell::OnceCell;

use crate::fold::{self, clause};
use crate::location::Passage;
use crate::model::{Basis, IndicatorCount, Scope};
use crate::outline::{Block, Outline, Section};
use crate::patterns::Patterns;
use crate::patterns::expression::Expression;
use crate::patterns::narrative::{PatternKind, WordKind};
use sought::Traces;

pub(crate) use amounts::{Amount, lint as lint_amounts};
pub(crate) use claims::{all_met, budget_changes, claims};
pub(crate) use facts::Facts;
pub(crate) use folded::Folded;
pub(crate) use lists::lists;
pub(crate) use number::number;
pub(crate) use sought::Sought;
pub(crate) use verdict::{Asked, Verdict, lint as lint_verdicts};

/// A paragraph or a long cell, folded.
pub(crate) struct Paragraph<'a> {
    pub(crate) folded: Folded<'a>,
    traces: Traces,
    source: &'a Passage,
    /// 统计口径 that a heading above it names.
    pub(crate) basis: Option<Basis>,
    /// It stands under a heading such as 自评结论.
    pub(crate) verdict: bool,
    /// It stands before the first heading.
    pub(crate) cover: bool,
    /// What its heading or the label of its cell says of it: under 年度目标 it is planned, under 下一年度安排
    /// of another year.
    pub(crate) told: Option<Scope>,
    /// The year that the nearest heading with one names: 2025年预算情况.
    pub(crate) year: Option<i16>,
    /// It tells of one project of several (…项目自评综述), or stands in another report behind
    /// the department's own: its amounts and scores are not those of the whole.
    pub(crate) aside: bool,
    /// The heading right above it, and the nearest one that names spending.
    pub(crate) heading: &'a str,
    pub(crate) spending: &'a str,
    /// Number of the section it stands in, in reading order; 0 before the first,
    /// and for cells.
    pub(crate) section: u32,
    /// How many numbered headings it may sum up (以上四个方面): those up to its own where it
    /// ends the last of them, those in the section before where it starts the next one.
    pub(crate) headings: Vec<u32>,
}

/// All prose of a document in reading order.
pub struct Prose<'a> {
    pub(crate) paragraphs: Vec<Paragraph<'a>>,
    /// Those of the outline; cells of forms stand after them.
    outline: usize,
    counts: OnceCell<Vec<IndicatorCount>>,
    /// The counts of the first paragraphs, and how many these are: made when the tables were
    /// read.
    counted: (Vec<IndicatorCount>, usize),
    support: support::Support<'a>,
}

/// The prose of an outline.
#[must_use]
pub fn prose<'a>(outline: &'a Outline, patterns: &Patterns) -> Prose<'a> {
    let mut out = Vec::new();
    add(&outline.cover, Heading { cover: true, ..CELL }, patterns, &mut out);
    let mut count = 0;
    let (own, annexed) = outline.sections.split_at(outline.own_sections(patterns));
    walk(own, CELL, &mut count, patterns, &mut out);
    walk(annexed, Heading { aside: true, ..CELL }, &mut count, patterns, &mut out);
    Prose {
        outline: out.len(),
        paragraphs: out,
        counts: OnceCell::new(),
        counted: (Vec::new(), 0),
        support: support::Support::default(),
    }
}

impl<'a> Prose<'a> {
    /// The same with the cells of forms that hold sentences.
    pub(crate) fn with_cells<'b>(
        self,
        cells: &'b [(Passage, Option<Scope>)],
        patterns: &Patterns,
    ) -> Prose<'b>
    where
        'a: 'b,
    {
        let counted = self.counts.into_inner().map(|counts| (counts, self.paragraphs.len()));
        let mut paragraphs: Vec<Paragraph<'b>> = self.paragraphs;
        let own = |(cell, told): &'b (Passage, Option<Scope>)| {
            Paragraph::new(cell, Heading { told: *told, ..CELL }, patterns)
        };
        paragraphs.extend(cells.iter().map(own));
        Prose {
            paragraphs,
            outline: self.outline,
            counts: OnceCell::new(),
            counted: counted.unwrap_or(self.counted),
            support: support::Support::default(),
        }
    }

    /// The counts of indicators that all paragraphs state, in order.
    pub(crate) fn counts(&self, patterns: &Patterns) -> &[IndicatorCount] {
        self.counts.get_or_init(|| {
            let (known, counted) = &self.counted;
            let rest = (0..).zip(&self.paragraphs).skip(*counted);
            let rest = rest.flat_map(|(number, own)| counts::counts(number, own, patterns));
            known.iter().cloned().chain(rest).collect()
        })
    }
}

impl<'a> Paragraph<'a> {
    fn new(source: &'a Passage, heading: Heading<'a>, patterns: &Patterns) -> Self {
        let folded = Folded::new(source);
        Paragraph {
            aside: heading.aside || is_of_one_project(&folded.text, patterns),
            heading: heading.title,
            spending: heading.spending,
            traces: Traces::of(&folded.text, patterns),
            folded,
            source,
            basis: heading.basis,
            verdict: heading.verdict,
            cover: heading.cover,
            told: heading.told,
            year: heading.year,
            section: heading.section,
            headings: Vec::new(),
        }
    }

    /// An expression that is looked for in every paragraph, if this one has its words.
    fn sought<'p>(
        &self,
        kind: PatternKind,
        patterns: &'p Patterns,
    ) -> Option<&'p Expression<PatternKind>> {
        patterns.narrative.pattern(kind).filter(|_| self.may_hold(Sought::Matching(kind)))
    }

    /// Whether it has words of what is sought; without them nothing need be looked for.
    pub(crate) fn may_hold(&self, sought: Sought) -> bool {
        self.traces.may_hold(sought)
    }
}

/// What the headings above a paragraph say of it.
#[derive(Clone, Copy)]
struct Heading<'a> {
    title: &'a str,
    spending: &'a str,
    basis: Option<Basis>,
    verdict: bool,
    cover: bool,
    told: Option<Scope>,
    year: Option<i16>,
    /// What stands in the sections below is planned as well.
    goals: bool,
    aside: bool,
    section: u32,
}

/// A cell stands under no heading.
const CELL: Heading = Heading {
    title: "",
    spending: "",
    basis: None,
    verdict: false,
    cover: false,
    told: None,
    year: None,
    goals: false,
    aside: false,
    section: 0,
};

/// The longest label, in characters, that is looked at.
const LONGEST_LABEL: usize = 80;

/// Whether a paragraph starts with the label of one project of several.
fn is_of_one_project(text: &str, patterns: &Patterns) -> bool {
    let words = &patterns.narrative;
    let head = |ends: &dyn Fn(char) -> bool| {
        let head = clause::up_to(text, 0, ends, LONGEST_LABEL);
        (head.len() < text.len()).then_some(head)
    };
    let named = |head: &str| !head.contains(',') && words.is(WordKind::OneProjectLabel, head);
    let told = |head: &str| words.is(WordKind::OneProject, head);
    // …项目绩效自评综述。全年预算数…: the label may end with a stop as well.
    head(&|c| c == ':' || clause::ends_sentence(c)).is_some_and(|head| named(head) || told(head))
        || head(&|c| c == ':').is_some_and(told)
}

fn walk<'a>(
    sections: &'a [Section],
    above: Heading<'a>,
    count: &mut u32,
    patterns: &Patterns,
    out: &mut Vec<Paragraph<'a>>,
) {
    for (index, section) in sections.iter().enumerate() {
        *count += 1;
        let title = fold::unglossed(&section.title);
        let key = fold::key(&title);
        let goals = has_goals(&key, above.goals, patterns);
        let heading = Heading {
            title: &section.title,
            spending: match patterns.money.heads(&key) {
                true => &section.title,
                false => above.spending,
            },
            basis: patterns.money.basis_of_heading(&section.title).or(above.basis),
            verdict: patterns.grades.is_heading(&section.title),
            cover: false,
            told: told_by(&key, goals, above, patterns),
            year: patterns.years.only_named(&key).or(above.year),
            goals,
            aside: above.aside || patterns.narrative.is(WordKind::OneProject, &key),
            section: *count,
        };
        let first = out.len();
        add(&section.blocks, heading, patterns, out);
        let before = index.checked_sub(1).and_then(|before| sections.get(before));
        if let (Some(first), Some(before)) = (out.get_mut(first), before) {
            first.headings.extend(numbered(&before.sections));
        }
        let ends = index + 1 == sections.len() && section.sections.is_empty();
        if let Some(last) = out.get_mut(first..).and_then(<[_]>::last_mut).filter(|_| ends) {
            last.headings.extend(numbered(sections));
        }
        walk(&section.sections, heading, count, patterns, out);
    }
}

/// What a heading says of the quantities right below it.
fn told_by(key: &str, goals: bool, above: Heading<'_>, patterns: &Patterns) -> Option<Scope> {
    let planned = goals || is_planned(key, patterns);
    let next = is_on_the_next_year(key, patterns);
    // 存在问题及下一步打算 tells of what is and of what is to be.
    if (planned || next) && is_of_what_is_lacking(key, patterns) {
        return Some(Scope::Unclear);
    }
    match (planned, next) {
        (true, _) => Some(Scope::Planned),
        (false, true) => Some(Scope::OtherYear),
        (false, false) => above.told.filter(|told| *told == Scope::OtherYear),
    }
}

/// Whether a text tells of the year after the one evaluated, and not only of what goes on in it
/// (结转下一年度).
pub(crate) fn is_on_the_next_year(key: &str, patterns: &Patterns) -> bool {
    let words = &patterns.narrative;
    let mut next = words.find(WordKind::NextYear, key);
    next.any(|word| {
        let head = key.get(..word.start).unwrap_or_default();
        !words.is(WordKind::CarriedInto, head)
    })
}

/// Whether the sections below a heading tell of goals as well: it does itself (绩效目标 over 产出指标), or
/// stands below one that does and does not turn to what was done.
fn has_goals(key: &str, above: bool, patterns: &Patterns) -> bool {
    let words = &patterns.narrative;
    let done = || words.is(WordKind::CameTrue, key) || words.is(WordKind::TurnsToActual, key);
    is_goal(key, patterns) || above && !done()
}

/// Whether a heading names goals that are not those that were reached (完成的绩效目标).
fn is_goal(key: &str, patterns: &Patterns) -> bool {
    let words = &patterns.narrative;
    let reached = words.is(WordKind::ReachedGoal, key) && !words.is(WordKind::UnreachedGoal, key);
    words.is(WordKind::GoalHeading, key) && !reached
}

/// Whether what stands under a heading is planned.
fn is_planned(key: &str, patterns: &Patterns) -> bool {
    let words = &patterns.narrative;
    match words.is(WordKind::GoalHeading, key) {
        true => is_goal(key, patterns),
        false => words.is(WordKind::PlannedHeading, key),
    }
}

/// Whether a heading of what is to be done names what is lacking too: 存在的问题和改进措施.
fn is_of_what_is_lacking(key: &str, patterns: &Patterns) -> bool {
    let words = &patterns.narrative;
    words.is(WordKind::Problems, key) || words.is(WordKind::GivesAReason, key)
}

/// How many headings stand beside each other, all of them numbered.
fn numbered(sections: &[Section]) -> Option<u32> {
    let all = sections.len() > 1 && sections.iter().all(|section| section.number.is_some());
    u32::try_from(sections.len()).ok().filter(|_| all)
}

fn add<'a>(
    blocks: &'a [Block],
    heading: Heading<'a>,
    patterns: &Patterns,
    out: &mut Vec<Paragraph<'a>>,
) {
    for block in blocks {
        if let Block::Paragraph(passage) | Block::Item(passage) = block {
            out.push(Paragraph::new(passage, heading, patterns));
        }
    }
}
