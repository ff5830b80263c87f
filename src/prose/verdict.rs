//! Scores and grades in a folded text and in the cells of forms.

use rust_decimal::Decimal;

use super::number::{Printed, printed};
use crate::fold::{self, clause};
use crate::patterns::grades::{Grades, Label};
use crate::patterns::lexicon::{Found, Lexicon};
use crate::words::{Words, words};

/// What a text states of the verdict, in bytes of the folded text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// The number and its unit stand at `from..to`. A weak one has a label that
    /// parts of a report use as well (得分).
    Score {
        /// Where the label stands.
        label: (usize, usize),
        /// `None`: the digits cannot be trusted.
        value: Option<Decimal>,
        from: usize,
        to: usize,
        weak: bool,
        /// The clause speaks of the whole report (部门整体…).
        whole: bool,
    },
    /// Label and grade stand at `from..to`, the grade at `word..to`.
    Grade { label: (usize, usize), from: usize, word: usize, to: usize },
}

/// What a form's label cell asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Score,
    Grade,
}

/// How far back the start of a sentence is looked for, and how much of its start
/// tells which year it is on, in characters.
const LONGEST_SENTENCE: usize = 60;
const OPENING: usize = 8;
const REACH: usize = 14;
const REMARK: usize = 12;
/// A longer cell, in bytes, is no label.
const LONGEST_LABEL: usize = 60;

impl Grades {
    /// The scores and grades that a folded text states of the whole report.
    pub(crate) fn verdicts(&self, text: &str) -> Vec<Verdict> {
        let mut out = Vec::new();
        // 评级为“优”的项目7个: what follows in the sentence counts projects as well.
        let mut counted: Option<usize> = None;
        for found in self.labels.all(text) {
            let (from, end) = (found.from, found.to);
            let clause = clause::back_to(text, from, clause::ends_member, REACH);
            if self.of_a_part.is_in(clause) || self.is_on_another_year(text, from) {
                continue;
            }
            match *found.meaning {
                Label::Score { weak } if self.speaks_of_a_part(text, from, weak) => {}
                Label::Score { weak } => {
                    let whole = self.of_the_whole.is_in(clause);
                    let score = self.score_after(text, (from, end), weak, whole);
                    let score = score.filter(|score| !self.follows_a_part(text, from, score));
                    // 自评得分97.6分，为“优”: the grade has no label of its own.
                    let beside = score.as_ref().and_then(|score| self.grade_beside(text, score));
                    out.extend(score);
                    out.extend(beside);
                }
                Label::Grade => {
                    if self.counts_after(text, end) {
                        counted = Some(end);
                    }
                    let same = |last| {
                        let between = text.get(last..from).unwrap_or_default();
                        !between.contains(clause::ends_sentence)
                    };
                    let counts = counted.is_some_and(|last| last == end || same(last));
                    let grade = self.grade_after(text, from, end).filter(|_| !counts);
                    // 自评结果：95分. Without its unit the number may be any.
                    let score = || {
                        let score = self.score_after(text, (from, end), true, false)?;
                        let unit = matches!(score, Verdict::Score { to, .. } if self.score_unit.end(&text[..to]).is_some());
                        unit.then_some(score)
                    };
                    out.extend(grade.or_else(score));
                }
            }
        }
        out
    }

    /// The score that a paragraph is, and the grade beside it, under a heading that is the label
    /// (自评得分).
    pub(crate) fn under_label(&self, heading: &str, text: &str) -> Vec<Verdict> {
        let label = self.cells.get(&crate::patterns::columns::header_key(heading));
        let weak = match label {
            Some(&Label::Score { weak }) => weak,
            Some(Label::Grade) => return self.grade_at_start(text).into_iter().collect(),
            None => return Vec::new(),
        };
        let score = self.score_after(text, (0, 0), weak, false);
        let score = score.filter(|score| matches!(*score, Verdict::Score { from: 0, to, .. } if self.score_unit.end(&text[..to]).is_some()));
        let grade = score.as_ref().and_then(|score| self.grade_beside(text, score));
        score.into_iter().chain(grade).collect()
    }

    /// The grade that a text starts with and that a mark ends.
    fn grade_at_start(&self, text: &str) -> Option<Verdict> {
        let name = self.names.start(text)?;
        let rest = text.get(name.len()..)?;
        let rest = rest.get(self.grade_tail.start(rest).map_or(0, str::len)..)?;
        let ends = rest.is_empty() || rest.starts_with(clause::ends_clause);
        ends.then_some(Verdict::Grade { label: (0, 0), from: 0, word: 0, to: name.len() })
    }

    /// Whether a heading is that of the verdict (自评结论).
    pub(crate) fn is_heading(&self, title: &str) -> bool {
        self.headings.is_in(&fold::key(title))
    }

    /// What a label cell asks for.
    pub(crate) fn asked_by(&self, cell: &str) -> Option<Asked> {
        let first = cell.chars().find(|c| !c.is_whitespace()).map(fold::fold_char)?;
        if cell.len() > LONGEST_LABEL || !self.cell_starts.contains(&first) {
            return None;
        }
        let label = self.cells.get(&crate::patterns::columns::header_key(cell))?;
        match label {
            Label::Score { weak: false } => Some(Asked::Score),
            Label::Score { weak: true } => None,
            Label::Grade => Some(Asked::Grade),
        }
    }

    /// Whether a unit is that of scores (分).
    pub(crate) fn is_score_unit(&self, unit: &str) -> bool {
        self.score_unit.has(unit)
    }

    /// The grade that a cell holds and nothing else, or the one that is ticked
    /// (☑优 □良 □中 □差).
    pub(crate) fn grade_in_cell(&self, cell: &str) -> Option<String> {
        let key = fold::clean_key(cell);
        let bare = key.trim_matches(['"', '\'', '。']);
        if let Some(word) = self.names.start(bare)
            && (bare.len() == word.len() || self.grade_tail.has(&bare[word.len()..]))
        {
            return Some(word.to_owned());
        }
        let is_box = |c: char| self.ticked.contains(&c) || self.open.contains(&c);
        let mut ticked = Vec::new();
        for (at, c) in key.char_indices().filter(|&(_, c)| is_box(c)) {
            let rest = &key[at + c.len_utf8()..];
            // □√ is one mark: a box with a tick in it.
            let tick = rest.starts_with(|c| self.ticked.contains(&c)) || self.ticked.contains(&c);
            let rest = rest.trim_start_matches(is_box);
            if let Some(word) = self.names.start(rest)
                && tick
                && !ticked.contains(&word)
            {
                ticked.push(word);
            }
        }
        (ticked.len() == 1).then(|| ticked[0].to_owned())
    }

    /// Whether the sentence in which a label stands at `from` starts with words on
    /// another year (上年度，我局…).
    fn is_on_another_year(&self, text: &str, from: usize) -> bool {
        let sentence = clause::back_to(text, from, clause::ends_statement, LONGEST_SENTENCE);
        let end = sentence.char_indices().nth(OPENING).map_or(sentence.len(), |(at, _)| at);
        self.of_another_year.is_in(&sentence[..end])
    }

    /// Whether the sentence of a label that stands at `from` speaks of a part of the report before
    /// it: 权重30分，自评打分28分, and with a label of parts too 执行率为87%，扣1.3分，得8.7分.
    fn speaks_of_a_part(&self, text: &str, from: usize, weak: bool) -> bool {
        let sentence = clause::back_to(text, from, clause::ends_statement, LONGEST_SENTENCE);
        let of_a_part = |found: Found<'_, ()>| {
            let number = skip(sentence, found.to, &self.score_between);
            matches!(printed(&sentence[number..]), Printed::Number(points, _) if points < Decimal::ONE_HUNDRED)
        };
        // 年初目标值≥90%，自评得分20分.
        let valued = |found: Found<'_, ()>| {
            let number = skip(sentence, found.to, &self.score_between);
            let value = sentence[number..].trim_start_matches(|c: char| !c.is_alphanumeric());
            value.starts_with(|c: char| c.is_ascii_digit())
        };
        weak && self.of_a_part.is_in(sentence)
            || self.points.all(sentence).any(of_a_part)
            || self.of_an_indicator.all(sentence).any(valued)
    }

    /// Whether few points follow what is said of a part: 执行率96%，自评分18分.
    fn follows_a_part(&self, text: &str, from: usize, score: &Verdict) -> bool {
        const FEW: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
        let Verdict::Score { value: Some(value), .. } = *score else { return false };
        let head = text.get(..from).unwrap_or_default().trim_end_matches([',', ' ']);
        let before = clause::back_to(head, head.len(), clause::ends_clause, REACH);
        value <= FEW && head.len() < from && self.of_a_part.is_in(before)
    }

    fn score_after(
        &self,
        text: &str,
        label: (usize, usize),
        weak: bool,
        whole: bool,
    ) -> Option<Verdict> {
        let from = skip(text, label.1, &self.score_between);
        let (value, length) = match printed(&text[from..]) {
            Printed::Number(value, length) => (Some(value), length),
            Printed::Damaged(length) => (None, length),
            Printed::None => return None,
        };
        let number_end = from + length;
        let unit = self.score_unit.start(&text[number_end..]);
        let to = number_end + unit.map_or(0, str::len);
        let rest = &text[to..];
        // A bare number is a score only where nothing follows it.
        let stated = unit.is_some() || rest.is_empty() || rest.starts_with(clause::ends_member);
        if !stated || self.not_after_score.start(rest).is_some() {
            return None;
        }
        Some(Verdict::Score { label, value, from, to, weak, whole })
    }

    /// The grade that follows a score at once, with nothing behind it: 94分（优）.
    fn grade_beside(&self, text: &str, score: &Verdict) -> Option<Verdict> {
        let Verdict::Score { label, to, .. } = *score else { return None };
        let rest = text.get(to..)?;
        // 95分（满分100分），属“优”.
        let remark = clause::bracketed(rest, REMARK);
        let remark = remark.filter(|(inside, _)| inside.contains(|c: char| c.is_ascii_digit()));
        let rest = rest.get(remark.map_or(0, |(_, length)| length)..)?;
        let rest = rest.trim_start_matches([',', '(', '"', ' ']);
        if self.labels.start(rest).is_some() {
            return None;
        }
        let word = skip(text, text.len() - rest.len(), &self.grade_between);
        let name = self.names.start(text.get(word..)?)?;
        let end = word + name.len();
        let rest = text.get(end..)?.trim_start_matches(['"', '\'', ')']);
        let rest = rest.get(self.grade_tail.start(rest).map_or(0, str::len)..)?;
        let ends = rest.is_empty() || rest.starts_with(|c| clause::ends_clause(c) || c == ')');
        (word > to && ends).then_some(Verdict::Grade { label, from: to, word, to: end })
    }

    /// Whether a grade after a label is that of things that are counted.
    fn counts_after(&self, text: &str, end: usize) -> bool {
        let word = skip(text, end, &self.grade_between);
        let rest = text.get(word..).unwrap_or_default();
        let Some(name) = self.names.start(rest) else { return false };
        let rest = rest[name.len()..].trim_start_matches(['"', '\'', ')']);
        // 等级为“中”（70-80分）的项目3个.
        let remark = clause::bracketed(rest, REMARK).map_or(0, |(_, length)| length);
        let rest = rest.get(remark..).unwrap_or_default();
        self.counted.start(rest).is_some()
    }

    fn grade_after(&self, text: &str, from: usize, end: usize) -> Option<Verdict> {
        let word = skip(text, end, &self.grade_between);
        let name = self.names.start(&text[word..])?;
        let to = word + name.len();
        let rest = text[to..].trim_start_matches(['"', '\'', ')']);
        if self.not_after_grade.start(rest).is_some() {
            return None;
        }
        // 优化, 中心, 差旅: the character is part of another word.
        let ends = rest.chars().next().is_none_or(|c| !fold::is_cjk(c))
            || self.grade_tail.start(rest).is_some();
        ends.then_some(Verdict::Grade { label: (from, end), from, word, to })
    }
}

/// The place after all `between` words and short remarks in brackets.
fn skip(text: &str, from: usize, between: &Lexicon) -> usize {
    let mut at = from;
    loop {
        let rest = &text[at..];
        let remark = clause::bracketed(rest, REMARK).map(|(_, length)| length);
        match between.start(rest).map(str::len).or(remark) {
            Some(length) => at += length,
            None => return at,
        }
    }
}

/// What is wrong with the examples of the pattern file.
pub(crate) fn lint(of: &Grades) -> Vec<Words> {
    let mut problems = Vec::new();
    let grades = of.raw.grade.iter().map(|grade| (&grade.id, &grade.examples));
    let labels = of.raw.label.iter().map(|label| (&label.id, &label.examples));
    for (id, example) in grades.chain(labels).flat_map(|(id, all)| all.iter().map(move |e| (id, e)))
    {
        let found = spelled(of, &example.text);
        if found != (example.score.clone(), example.grade.clone()) {
            problems.push(words!(
                en: "{id}: example {} gives {found:?}",
                zh: "{id}：示例“{}”读出 {found:?}",
                example.text
            ));
        }
    }
    for label in &of.raw.label {
        for reject in &label.rejects {
            let found = spelled(of, reject);
            if found != (None, None) {
                problems.push(words!(
                    en: "{}: reject {reject} gives {found:?}",
                    zh: "{}：反例“{reject}”却读出 {found:?}",
                    label.id
                ));
            }
        }
    }
    problems
}

/// Score and grade of a text as the examples print them.
fn spelled(grades: &Grades, text: &str) -> (Option<String>, Option<String>) {
    let key = fold::sentence_key(text);
    let (mut score, mut grade) = (None, None);
    for verdict in grades.verdicts(&key) {
        match verdict {
            Verdict::Score { value: Some(value), .. } if score.is_none() => {
                score = Some(value.to_string());
            }
            Verdict::Grade { word, to, .. } if grade.is_none() => {
                grade = Some(key[word..to].to_owned());
            }
            _ => {}
        }
    }
    (score, grade)
}
