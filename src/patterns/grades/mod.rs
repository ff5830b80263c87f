//! `patterns/grades.toml`: a report's own verdict, score and grade.

mod verdict;

use rustc_hash::FxHashMap as HashMap;
use rustc_hash::FxHashSet as HashSet;

use serde::Deserialize;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::lexicon::Lexicon;
use crate::fold;

pub(crate) use verdict::{Asked, Verdict};

/// How prose and forms state the verdict (自评结论).
#[derive(Debug)]
pub(crate) struct Grades {
    raw: Raw,
    /// Labels of scores and of grades.
    labels: Lexicon<Label>,
    cells: HashMap<String, Label>,
    cell_starts: HashSet<char>,
    names: Lexicon,
    /// Which entry a grade's name belongs to.
    by_name: HashMap<String, usize>,
    score_between: Lexicon,
    score_unit: Lexicon,
    grade_between: Lexicon,
    grade_tail: Lexicon,
    not_after_score: Lexicon,
    not_after_grade: Lexicon,
    of_a_part: Lexicon,
    of_another_year: Lexicon,
    of_the_whole: Lexicon,
    headings: Lexicon,
    ticked: Vec<char>,
    open: Vec<char>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Label {
    Score { weak: bool },
    Grade,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    grade: Vec<Grade>,
    label: Vec<LabelWords>,
    grammar: Grammar,
}

/// A grade and how it is printed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Grade {
    id: String,
    names: Vec<String>,
    #[serde(default)]
    examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelWords {
    id: String,
    names: Vec<String>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    #[serde(default)]
    score: Option<String>,
    #[serde(default)]
    grade: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Grammar {
    headings: Vec<String>,
    of_a_part: Vec<String>,
    of_another_year: Vec<String>,
    of_the_whole: Vec<String>,
    score_between: Vec<String>,
    score_unit: Vec<String>,
    grade_between: Vec<String>,
    grade_tail: Vec<String>,
    not_after_score: Vec<String>,
    not_after_grade: Vec<String>,
    ticked: Vec<char>,
    open: Vec<char>,
}

impl Grades {
    /// The `id` of the grade that a text prints (优秀: 优).
    pub(crate) fn id_of(&self, text: &str) -> Option<&str> {
        let &index = self.by_name.get(&fold::key(text))?;
        Some(&self.raw.grade.get(index)?.id)
    }

    fn spelled(&self, text: &str) -> (Option<String>, Option<String>) {
        let key = fold::key(text);
        let (mut score, mut grade) = (None, None);
        for verdict in self.verdicts(&key) {
            match verdict {
                Verdict::Score { value, .. } if score.is_none() => score = Some(value.to_string()),
                Verdict::Grade { word, to, .. } if grade.is_none() => {
                    grade = Some(key[word..to].to_owned());
                }
                _ => {}
            }
        }
        (score, grade)
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

    fn compile(raw: Raw) -> Result<Self, String> {
        let mut names = Vec::new();
        for entry in &raw.label {
            let label = match entry.id.as_str() {
                "score" => Label::Score { weak: false },
                "weak_score" => Label::Score { weak: true },
                "grade" => Label::Grade,
                other => {
                    return Err(format!(
                        "expected label score, weak_score or grade, but found {other}"
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
            of_a_part: Lexicon::new(&grammar.of_a_part),
            of_another_year: Lexicon::new(&grammar.of_another_year),
            of_the_whole: Lexicon::new(&grammar.of_the_whole),
            headings: Lexicon::new(&grammar.headings),
            ticked: grammar.ticked.clone(),
            open: grammar.open.clone(),
            raw,
        })
    }

    fn lint(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let grades = self.raw.grade.iter().map(|grade| (&grade.id, &grade.examples));
        let labels = self.raw.label.iter().map(|label| (&label.id, &label.examples));
        for (id, example) in
            grades.chain(labels).flat_map(|(id, all)| all.iter().map(move |e| (id, e)))
        {
            let found = self.spelled(&example.text);
            if found != (example.score.clone(), example.grade.clone()) {
                problems.push(format!("{id}: example {} gives {found:?}", example.text));
            }
        }
        for label in &self.raw.label {
            for reject in &label.rejects {
                let found = self.spelled(reject);
                if found != (None, None) {
                    problems.push(format!("{}: reject {reject} gives {found:?}", label.id));
                }
            }
        }
        problems
    }
}
