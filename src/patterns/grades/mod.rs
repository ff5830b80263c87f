//! `patterns/grades.toml`: a report's own verdict, score and grade.

mod verdict;

use rustc_hash::FxHashMap as HashMap;
use rustc_hash::FxHashSet as HashSet;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use super::PatternFile;
use super::words::Words;
use crate::fold;

pub(crate) use verdict::{Asked, Verdict};

/// How prose and forms state the verdict (自评结论).
#[derive(Debug)]
pub(crate) struct Grades {
    raw: Raw,
    /// Labels of scores and of grades, told apart by `label_of`.
    labels: AhoCorasick,
    label_of: Vec<Label>,
    cells: HashMap<String, Label>,
    cell_starts: HashSet<char>,
    names: Words,
    /// Which entry a grade's name belongs to.
    by_name: HashMap<String, usize>,
    score_between: Words,
    score_unit: Words,
    grade_between: Words,
    grade_tail: Words,
    not_after_score: Words,
    not_after_grade: Words,
    of_a_part: AhoCorasick,
    of_another_year: AhoCorasick,
    of_the_whole: AhoCorasick,
    headings: AhoCorasick,
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
    examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelWords {
    id: String,
    names: Vec<String>,
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
    const FILE: &'static str = "grades.toml";
    const BUILTIN: &'static str = include_str!("../../../patterns/grades.toml");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        let automaton = |words: &[String]| {
            let keys: Vec<String> = words.iter().map(|word| fold::key(word)).collect();
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .kind(Some(AhoCorasickKind::DFA))
                .build(keys)
                .map_err(|e| e.to_string())
        };
        let (mut names, mut label_of) = (Vec::new(), Vec::new());
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
            names.extend(entry.names.iter().cloned());
            label_of.extend(entry.names.iter().map(|_| label));
        }
        let keys = names.iter().map(|name| fold::key(name));
        let cells: HashMap<String, Label> = keys.zip(label_of.iter().copied()).collect();
        let cell_starts = names.iter().filter_map(|name| name.chars().next()).collect();
        let grammar = &raw.grammar;
        Ok(Grades {
            labels: automaton(&names)?,
            label_of,
            cells,
            cell_starts,
            by_name: by_name(&raw.grade),
            names: Words::new(raw.grade.iter().flat_map(|grade| &grade.names)),
            score_between: Words::new(&grammar.score_between),
            score_unit: Words::new(&grammar.score_unit),
            grade_between: Words::new(&grammar.grade_between),
            grade_tail: Words::new(&grammar.grade_tail),
            not_after_score: Words::new(&grammar.not_after_score),
            not_after_grade: Words::new(&grammar.not_after_grade),
            of_a_part: automaton(&grammar.of_a_part)?,
            of_another_year: automaton(&grammar.of_another_year)?,
            of_the_whole: automaton(&grammar.of_the_whole)?,
            headings: automaton(&grammar.headings)?,
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
