//! The report's own verdict (自评结论): score and grade.

use rust_decimal::Decimal;

use super::whose::Whose;
use crate::location::{At, Passage};
use crate::model::{Conclusion, Note, Number, Text};
use crate::outline::{Outline, Section};
use crate::patterns::Patterns;
use crate::prose::{Asked, Folded, Prose, Sought, Verdict};
use crate::table::{FormRow, Tables};
use crate::value::{self, quantity};
use crate::words::words;

/// Score and grade: what the prose states, else a form's cells, else the row of
/// totals. Where the strongest places disagree, nothing is chosen.
pub(super) fn conclusion(
    outline: &Outline,
    prose: &Prose<'_>,
    tables: &Tables,
    whose: &Whose<'_>,
    notes: &mut Vec<Note>,
) -> Conclusion {
    let patterns = whose.patterns;
    let (scores, grades) = in_prose(outline, prose, whose, notes);
    let (cell_score, cell_grade) = in_cells(&tables.form_rows, patterns);
    let total = tables.total_score.as_ref();
    let strong = choose(scores.iter().filter(|s| s.strength >= STRONG), |s| s.number.value);
    if strong == Choice::Several {
        let at = scores.first().map(|s| s.number.at).unwrap_or_default();
        notes.push(Note::new(
            "several_scores",
            words!(
                en: "the text states several scores of its own; none was chosen unless the form names one",
                zh: "正文写有几个不同的自评得分；除非表中写明，均不采用"
            ),
            at,
        ));
    }
    let (score, paragraph) = match strong {
        Choice::One(found) => (Some(found.number.clone()), Some(found.paragraph)),
        _ => (cell_score.or_else(|| total.cloned()), None),
    };
    let (score, paragraph) = match (score, strong) {
        (None, Choice::None) => match choose(scores.iter(), |s| s.number.value) {
            Choice::One(found) => (Some(found.number.clone()), Some(found.paragraph)),
            _ => (None, None),
        },
        found => (found.0, paragraph),
    };
    let near = |grade: &Graded| {
        grade.strength + if Some(grade.paragraph) == paragraph { BESIDE_SCORE } else { 0 }
    };
    let ranked: Vec<Graded> =
        grades.into_iter().map(|grade| Graded { strength: near(&grade), ..grade }).collect();
    let grade = match choose(ranked.iter(), |g| g.text.value.clone()) {
        Choice::One(found) => Some(found.text.clone()),
        Choice::None => cell_grade,
        Choice::Several => {
            let at = ranked.first().map(|g| g.text.at).unwrap_or_default();
            notes.push(Note::new(
                "several_grades",
                words!(
                    en: "the text states several grades of its own; none was chosen unless the form names one",
                    zh: "正文写有几个不同的自评等级；除非表中写明，均不采用"
                ),
                at,
            ));
            cell_grade
        }
    };
    Conclusion { score, grade }
}

/// A label that only whole reports use (自评得分), not their parts (得分).
const STRONG: u8 = 4;
/// Under a heading such as 自评结论.
const IN_SECTION: u8 = 2;
/// The clause speaks of the whole (部门整体…).
const OF_THE_WHOLE: u8 = 1;
/// A grade in the paragraph of the score.
const BESIDE_SCORE: u8 = 8;
/// How far from a weak score, in bytes of folded text, its grade may stand.
const GRADE_REACH: usize = 60;

struct Scored {
    number: Number,
    strength: u8,
    paragraph: usize,
}

struct Graded {
    text: Text,
    strength: u8,
    paragraph: usize,
}

trait Ranked {
    fn strength(&self) -> u8;
}

impl Ranked for Scored {
    fn strength(&self) -> u8 {
        self.strength
    }
}

impl Ranked for Graded {
    fn strength(&self) -> u8 {
        self.strength
    }
}

/// The outcome of choosing among statements of the same thing.
enum Choice<'a, T> {
    None,
    One(&'a T),
    Several,
}

impl<T> Clone for Choice<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Choice<'_, T> {}

impl<T> PartialEq for Choice<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// The first of the strongest, if all of equal strength say the same.
fn choose<'a, T: Ranked, V: PartialEq>(
    all: impl Iterator<Item = &'a T> + Clone,
    value: impl Fn(&T) -> V,
) -> Choice<'a, T> {
    let Some(most) = all.clone().map(Ranked::strength).max() else {
        return Choice::None;
    };
    let mut strongest = all.filter(|found| found.strength() == most);
    let Some(first) = strongest.next() else {
        return Choice::None;
    };
    if strongest.all(|other| value(other) == value(first)) {
        Choice::One(first)
    } else {
        Choice::Several
    }
}

fn in_prose(
    outline: &Outline,
    prose: &Prose<'_>,
    whose: &Whose<'_>,
    notes: &mut Vec<Note>,
) -> (Vec<Scored>, Vec<Graded>) {
    let mut found = (Vec::new(), Vec::new());
    let grades = &whose.patterns.grades;
    for (index, place) in prose.paragraphs.iter().enumerate() {
        let aside = place.aside && !whose.kind.is_of_a_project();
        let digit = place.folded.text.starts_with(|c: char| c.is_ascii_digit());
        let labelled = digit || grades.asked_by(place.heading).is_some();
        if !aside && (labelled || place.may_hold(Sought::Verdict)) {
            let at = Place { index, in_section: place.verdict, heading: place.heading };
            in_text(&place.folded, &at, whose, notes, &mut found);
        }
    }
    // 五、自评得分：96分 is heading and verdict in one.
    let own = outline.sections.get(..outline.own_sections(whose.patterns)).unwrap_or_default();
    let mut titles: Vec<&Section> = own.iter().rev().collect();
    let mut index = prose.paragraphs.len();
    while let Some(section) = titles.pop() {
        titles.extend(section.sections.iter().rev());
        if section.title.contains([':', '：']) {
            let title = Passage::new(section.title.clone(), section.at);
            let in_section = grades.is_heading(&section.title);
            let at = Place { index, in_section, heading: "" };
            in_text(&Folded::new(&title), &at, whose, notes, &mut found);
            index += 1;
        } else if let Some(score) = score_of_heading(section, whose.patterns) {
            let strength = STRONG + IN_SECTION + OF_THE_WHOLE;
            found.0.push(Scored { number: score, strength, paragraph: index });
            index += 1;
        }
    }
    found
}

/// The score that a heading states, and nothing else: （一）自评得分95分.
fn score_of_heading(section: &Section, patterns: &Patterns) -> Option<Number> {
    let start = section.title.find(|c: char| c.is_ascii_digit())?;
    let (label, _) = section.title.split_at(start);
    if patterns.grades.asked_by(label) != Some(Asked::Score) {
        return None;
    }
    let title = Passage::new(section.title.clone(), section.at);
    let score = title.slice(start, title.text.len());
    let number = score_in_cell(&score.text, score.at(0, score.text.len()), patterns)?;
    (number.value <= MOST).then_some(number)
}

/// Which text it is, whether it stands in the section of the verdict, and the heading above it.
struct Place<'a> {
    index: usize,
    in_section: bool,
    heading: &'a str,
}

/// The verdicts of one text.
fn in_text(
    folded: &Folded<'_>,
    place: &Place<'_>,
    whose: &Whose<'_>,
    notes: &mut Vec<Note>,
    (scores, grades): &mut (Vec<Scored>, Vec<Graded>),
) {
    let Place { index: paragraph, in_section, heading } = *place;
    let found = whose.own(&folded.text, heading);
    let section = if in_section { IN_SECTION } else { 0 };
    for (verdict, of_project) in &found {
        match *verdict {
            Verdict::Score { value, from, to, weak, whole, .. } => {
                let at = folded.at(from, to);
                let raw = folded.raw(from, to);
                if whose.annexed.is_some_and(|mark| mark.is_of_another(at, whole, *of_project)) {
                    continue;
                }
                let Some(value) = believed(value, raw, at, notes) else {
                    continue;
                };
                let near = |other: &Verdict| matches!(*other, Verdict::Grade { from, .. } if from >= to && from - to < GRADE_REACH);
                if weak && !in_section && !found.iter().any(|(other, _)| near(other)) {
                    continue;
                }
                let strength =
                    section + if weak { 0 } else { STRONG } + if whole { OF_THE_WHOLE } else { 0 };
                let strength = if *of_project { 0 } else { strength };
                let number = Number::read(value, raw, at);
                scores.push(Scored { number, strength, paragraph });
            }
            Verdict::Grade { from, word, to, .. } => {
                let value = crate::fold::clean(folded.raw(word, to));
                let at = folded.at(from, to);
                if whose.annexed.is_some_and(|mark| mark.is_of_another(at, false, *of_project)) {
                    continue;
                }
                let text = Text { value: Some(value), ..Text::read(folded.raw(from, to), at) };
                let strength = if *of_project { 0 } else { section };
                grades.push(Graded { text, strength, paragraph });
            }
        }
    }
}

/// The most that a report can score, with points to add.
const MOST: Decimal = Decimal::from_parts(150, 0, 0, false, 0);

/// A printed score that can be one: digits that can be trusted, and no more points than
/// any report has.
fn believed(value: Option<Decimal>, raw: &str, at: At, notes: &mut Vec<Note>) -> Option<Decimal> {
    let score = value.filter(|&value| value <= MOST);
    if score.is_none() {
        let message = words!(
            en: "the score {raw} cannot be read; it was not taken",
            zh: "得分 {raw} 残损，未予采用"
        );
        notes.push(Note::new("score_damaged", message, at));
    }
    score
}

/// The score that a cell holds and nothing else.
fn score_in_cell(cell: &str, at: At, patterns: &Patterns) -> Option<Number> {
    let quantity = quantity::read(cell, at, patterns);
    let unit = quantity.unit.as_deref().is_none_or(|unit| patterns.grades.is_score_unit(unit));
    value::number(cell, at, patterns).filter(|_| unit)
}

/// Score and grade from label cells and the cells after them.
fn in_cells(rows: &[FormRow], patterns: &Patterns) -> (Option<Number>, Option<Text>) {
    let (mut score, mut grade) = (None, None);
    let pairs = rows.iter().flat_map(|row| row.cells.windows(2));
    for pair in pairs {
        let [(label, _), (value, at)] = pair else {
            continue;
        };
        match patterns.grades.asked_by(label) {
            Some(Asked::Score) if score.is_none() => {
                score = score_in_cell(value, *at, patterns);
            }
            Some(Asked::Grade) if grade.is_none() => {
                let text =
                    |found: String| Text { value: Some(found), ..Text::read(value.trim(), *at) };
                grade = patterns.grades.grade_in_cell(value).map(text);
            }
            _ => {}
        }
    }
    (score, grade)
}
