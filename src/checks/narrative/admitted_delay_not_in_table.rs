//! `admitted_delay_not_in_table.md` says what this finds and why.

use super::check;
use crate::checks::row::{Row, Standing};
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::model::{Severity, Statement};
use crate::patterns::narrative::WordKind;
use crate::words::{Words, words};

check!(
    "admitted_delay_not_in_table",
    ["NAR-08"],
    Low,
    en: "Admitted delay not in the table",
    zh: "承认的滞后表中未反映"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let judged = |row: &&Row<'_>| row.standing != Standing::NotReported && !row.subtotal;
    let rows: Vec<&Row<'_>> = context.rows.iter().filter(judged).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let problems = context.report.narrative.problems.iter();
    problems
        .filter_map(|problem| {
            let key = fold::key(&problem.text);
            let words = &context.patterns.narrative;
            if words.is(WordKind::Delay, &key) && words.is(WordKind::Delayed, &key) {
                Some(delay(problem, &key, &rows, context))
            } else if words.is(WordKind::Cut, &key) && words.is(WordKind::LeftUndone, &key) {
                Some(cut(problem, &rows))
            } else {
                None
            }
        })
        .collect()
}

fn delay(problem: &Statement, key: &str, rows: &[&Row<'_>], context: &Context<'_>) -> Judgement {
    // What was missed by more months says so in its reason, whatever the row measures.
    let told_late = |row: &Row<'_>| {
        let reason = row.indicator.reason.as_ref();
        reason.is_some_and(|reason| {
            context.patterns.narrative.is(WordKind::Delay, &fold::key(&reason.raw))
        })
    };
    let shows = |row: &&&Row<'_>| {
        in_time(row, context) || shares_a_word(row.name(), key, context) || told_late(row)
    };
    let missed = rows.iter().filter(|row| row.standing == Standing::Missed);
    let mut shown = missed.filter(shows);
    let text = start(&problem.text);
    if let Some(row) = shown.next() {
        let Words { en: number, zh: number_zh } = row.number();
        let sum = row.arithmetic();
        let said = words!(
            en: "the admitted delay shows in the table: row {number}, {sum}",
            zh: "承认的滞后在表中有反映：第 {number_zh} 个指标，{sum}"
        );
        return Judgement::pass(said).at([problem.at, row.indicator.at]);
    }
    let damaged: Vec<&Row<'_>> =
        rows.iter().copied().filter(|row| row.standing == Standing::Damaged).collect();
    if !damaged.is_empty() {
        let Words { en: numbers, zh: numbers_zh } =
            crate::checks::row::numbers(damaged.iter().copied());
        let said = words!(
            en: "a delay is admitted (\"{text}\"); whether the table shows it cannot be told, rows {numbers} cannot be read",
            zh: "承认滞后（“{text}”）；第 {numbers_zh} 个指标的数值残损，不能判断表中是否反映"
        );
        let values = damaged.iter().flat_map(|row| row.values_rest_on());
        return Judgement::not_evaluable(said).at([problem.at]).rests_on(values);
    }
    let said = words!(
        en: "a delay is admitted (\"{text}\"), but no missed row of the table shows it",
        zh: "承认滞后（“{text}”），但指标表中没有相应的未完成指标"
    );
    Judgement::finding(said).at([problem.at])
}

fn cut(problem: &Statement, rows: &[&Row<'_>]) -> Judgement {
    let met = |row: &&&Row<'_>| row.standing == Standing::Met;
    let (met, all) = (rows.iter().filter(met).count(), rows.len());
    let text = start(&problem.text);
    let said = words!(
        en: "a cut is admitted (\"{text}\"), and {met} of {all} rows are met",
        zh: "承认压减（“{text}”），而 {all} 行中 {met} 行已完成"
    );
    Judgement::finding(said).severity(Severity::Info).at([problem.at])
}

/// Whether a row is one of time (时效指标).
fn in_time(row: &Row<'_>, context: &Context<'_>) -> bool {
    let level2 = row.indicator.level2.value.as_deref().unwrap_or_default();
    context.patterns.narrative.is(WordKind::InTime, level2)
}

/// Whether a name and a text share two characters in a row that say something.
fn shares_a_word(name: &str, text: &str, context: &Context<'_>) -> bool {
    let key = fold::clean_key(name);
    let chars: Vec<char> = key.chars().collect();
    let mut pairs = chars.windows(2).map(|pair| pair.iter().collect::<String>());
    let words = &context.patterns.narrative;
    pairs.any(|pair| text.contains(&pair) && !words.is(WordKind::CommonPair, &pair))
}

/// The start of a problem, as far as a message quotes it.
fn start(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
