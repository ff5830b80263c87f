//! `patterns/grades.toml`: a report's own verdict, score and grade.

use rustc_hash::FxHashMap as HashMap;
use rustc_hash::FxHashSet as HashSet;

use serde::Deserialize;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::lexicon::Lexicon;
use crate::fold;
use crate::words::{Words, words};

/// How prose and forms state the verdict (自评结论).
#[derive(Debug)]
pub(crate) struct Grades {
    pub(crate) raw: Raw,
    /// Labels of scores and of grades.
    pub(crate) labels: Lexicon<Label>,
    pub(crate) cells: HashMap<String, Label>,
    pub(crate) cell_starts: HashSet<char>,
    pub(crate) names: Lexicon,
    /// Which entry a grade's name belongs to.
    pub(crate) by_name: HashMap<String, usize>,
    pub(crate) score_between: Lexicon,
    pub(crate) score_unit: Lexicon,
    pub(crate) grade_between: Lexicon,
    pub(crate) grade_tail: Lexicon,
    pub(crate) not_after_score: Lexicon,
    pub(crate) not_after_grade: Lexicon,
    /// What a grade counts: 的项目.
    pub(crate) counted: Lexicon,
    pub(crate) of_a_part: Lexicon,
    pub(crate) points: Lexicon,
    /// What stands before the values of one indicator: 目标值.
    pub(crate) of_an_indicator: Lexicon,
    pub(crate) of_another_year: Lexicon,
    pub(crate) of_the_whole: Lexicon,
    pub(crate) of_a_project: Lexicon,
    pub(crate) by_itself: Lexicon,
    pub(crate) by_others: Lexicon,
    pub(crate) headings: Lexicon,
    pub(crate) ticked: Vec<char>,
    pub(crate) open: Vec<char>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Label {
    Score { weak: bool },
    Grade,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    pub(crate) grade: Vec<Grade>,
    pub(crate) label: Vec<LabelWords>,
    pub(crate) grammar: Grammar,
}

/// A grade and how it is printed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grade {
    pub(crate) id: String,
    pub(crate) names: Vec<String>,
    #[serde(default)]
    pub(crate) examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LabelWords {
    pub(crate) id: String,
    pub(crate) names: Vec<String>,
    #[serde(default)]
    pub(crate) examples: Vec<Example>,
    #[serde(default)]
    pub(crate) rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Example {
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) score: Option<String>,
    #[serde(default)]
    pub(crate) grade: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grammar {
    pub(crate) headings: Vec<String>,
    pub(crate) of_a_part: Vec<String>,
    pub(crate) points: Vec<String>,
    pub(crate) of_an_indicator: Vec<String>,
    pub(crate) of_another_year: Vec<String>,
    pub(crate) of_the_whole: Vec<String>,
    pub(crate) of_a_project: Vec<String>,
    pub(crate) by_itself: Vec<String>,
    pub(crate) by_others: Vec<String>,
    pub(crate) score_between: Vec<String>,
    pub(crate) score_unit: Vec<String>,
    pub(crate) grade_between: Vec<String>,
    pub(crate) grade_tail: Vec<String>,
    pub(crate) not_after_score: Vec<String>,
    pub(crate) not_after_grade: Vec<String>,
    pub(crate) counted: Vec<String>,
    pub(crate) ticked: Vec<char>,
    pub(crate) open: Vec<char>,
}

impl Grades {
    /// The `id` of the grade that a text prints (优秀: 优).
    pub(crate) fn id_of(&self, text: &str) -> Option<&str> {
        let &index = self.by_name.get(&fold::key(text))?;
        Some(&self.raw.grade.get(index)?.id)
    }
}

fn by_name(grades: &[Grade]) -> HashMap<String, usize> {
    let grades = grades.iter().enumerate();
    let names = grades.flat_map(|(index, grade)| grade.names.iter().map(move |n| (n, index)));
    names.map(|(name, index)| (fold::key(name), index)).collect()
}

impl PatternFile for Grades {
    const BUILTIN: Builtin = builtin!("grades");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let mut names = Vec::new();
        for entry in &raw.label {
            let label = match entry.id.as_str() {
                "score" => Label::Score { weak: false },
                "weak_score" => Label::Score { weak: true },
                "grade" => Label::Grade,
                other => {
                    return Err(words!(
                        en: "expected label score, weak_score or grade, but found {other}",
                        zh: "label 应为 score、weak_score 或 grade，实为“{other}”"
                    ));
                }
            };
            names.extend(entry.names.iter().map(|name| (fold::key(name), label)));
        }
        let cells: HashMap<String, Label> = names.iter().cloned().collect();
        let cell_starts = names.iter().filter_map(|(name, _)| name.chars().next()).collect();
        let grammar = &raw.grammar;
        Ok(Grades {
            labels: Lexicon::meaning(names),
            cells,
            cell_starts,
            by_name: by_name(&raw.grade),
            names: Lexicon::new(raw.grade.iter().flat_map(|grade| &grade.names)),
            score_between: Lexicon::new(&grammar.score_between),
            score_unit: Lexicon::new(&grammar.score_unit),
            grade_between: Lexicon::new(&grammar.grade_between),
            grade_tail: Lexicon::new(&grammar.grade_tail),
            not_after_score: Lexicon::new(&grammar.not_after_score),
            not_after_grade: Lexicon::new(&grammar.not_after_grade),
            counted: Lexicon::new(&grammar.counted),
            of_a_part: Lexicon::new(&grammar.of_a_part),
            points: Lexicon::new(&grammar.points),
            of_an_indicator: Lexicon::new(&grammar.of_an_indicator),
            of_another_year: Lexicon::new(&grammar.of_another_year),
            of_the_whole: Lexicon::new(&grammar.of_the_whole),
            of_a_project: Lexicon::new(&grammar.of_a_project),
            by_itself: Lexicon::new(&grammar.by_itself),
            by_others: Lexicon::new(&grammar.by_others),
            headings: Lexicon::new(&grammar.headings),
            ticked: grammar.ticked.clone(),
            open: grammar.open.clone(),
            raw,
        })
    }

    /// Proven where verdicts are read: see `crate::lint`.
    fn lint(&self) -> Vec<Words> {
        Vec::new()
    }
}
