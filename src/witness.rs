//! A second reader as witness (对校): each number of a report read again in its
//! place by another library, and compared digit by digit.

use crate::decode::{SecondReader, Twice};
use crate::emend::{self, Emender, Grammar};
use crate::location::At;
use crate::model::{Finding, Outcome, Report, Severity, Witness};
use crate::patterns::Patterns;
use crate::source::Source;
use crate::words::{Words, words};

/// The library that reads again.
const READER: &str = "pdf-extract";

/// The check under which differences are reported.
const CHECK: &str = "second_reader_differs";

/// Reads every number of a report again. A report that does not come from a PDF
/// stays as it is.
pub(crate) fn confirm(report: &mut Report, source: &Source<'_>, second: &SecondReader) {
    let (raws, places): (Vec<String>, Vec<At>) = numbers(report).into_iter().unzip();
    let Some(twice) = Twice::read(source, &places, second) else {
        return;
    };
    let mut witness =
        Witness { reader: READER.into(), numbers: 0, confirmed: 0, differing: 0, unread: 0 };
    let mut findings = Vec::new();
    for (place, (raw, at)) in raws.into_iter().zip(places).enumerate() {
        witness.numbers += 1;
        let read = twice.at(place).map(|r| (digits(&r.first), r.second.map(|s| digits(&s))));
        match read {
            // A value of which only a part stands in its place cannot be told.
            Some((first, Some(second))) if first == digits(&raw) => {
                if first == second {
                    witness.confirmed += 1;
                } else {
                    witness.differing += 1;
                    findings.push(differs(&raw, &first, second, at));
                }
            }
            _ => witness.unread += 1,
        }
    }
    findings.push(summary(&witness, &twice.failed()));
    report.findings.append(&mut findings);
    report.witness = Some(witness);
}

/// A report as the second reader reads its numbers, each again in its place: what it cannot
/// read there is damaged. `None` if the source is no PDF.
pub(crate) fn second_reading(
    report: &Report,
    source: &Source<'_>,
    patterns: &Patterns,
    second: &SecondReader,
) -> Option<Report> {
    let is_number =
        |grammar: Grammar| matches!(grammar, Grammar::Quantity | Grammar::Number | Grammar::Amount);
    let mut values = emend::values(report);
    values.retain(|value| is_number(value.grammar));
    let places: Vec<At> = values.iter().map(|value| value.at).collect();
    let twice = Twice::read(source, &places, second)?;
    let mut emender = Emender::new(report.clone(), patterns);
    for (place, value) in values.into_iter().enumerate() {
        let read = twice.at(place);
        match read.and_then(|read| Some((digits(&read.first), read.second?))) {
            Some((first, second)) if first == digits(&second) && first == digits(value.printed) => {
            }
            Some((_, second)) => match emend::parse(&second, value.grammar, patterns) {
                Ok(typed) => emender.read_as(&value.place, &second, &typed),
                Err(_) => {
                    emender.give_up(&value.place, UNREAD);
                }
            },
            None => {
                emender.give_up(&value.place, UNREAD);
            }
        }
    }
    Some(emender.finish())
}

/// Why a number that the second reader does not read has no value.
const UNREAD: &str = "not_read_again";

fn differs(raw: &str, first: &str, second: String, at: At) -> Finding {
    let words = words!(
        en: "two readers of the file read different digits in {raw}: {first} and {second}",
        zh: "两个读取库在“{raw}”处读出的数字不同：{first} 与 {second}"
    );
    Finding {
        expected: Some(first.to_owned()),
        found: Some(second),
        at: vec![at],
        ..Finding::new(CHECK, Outcome::Finding, Severity::High, words)
    }
}

/// How many numbers were confirmed, and what could not be read again.
fn summary(witness: &Witness, failed: &[u32]) -> Finding {
    let Witness { reader, numbers, confirmed, differing, unread } = witness;
    let pages: Vec<String> = failed.iter().map(ToString::to_string).collect();
    let failed = match pages.as_slice() {
        [] => Words::default(),
        pages => {
            let pages = pages.join(", ");
            words!(en: "; it cannot read page(s) {pages}", zh: "；它读不了第 {pages} 页")
        }
    };
    let (failed_en, failed_zh) = (failed.en, failed.zh);
    let outcome = match (confirmed, differing, unread) {
        (0, 0, _) => Outcome::NotEvaluable,
        (_, 0, _) => Outcome::Pass,
        _ => Outcome::Finding,
    };
    let words = words!(
        en: "{confirmed} of {numbers} numbers confirmed by {reader}, {differing} differ, {unread} not read again{failed_en}",
        zh: "{numbers} 个数字中，{reader} 证实 {confirmed} 个，{differing} 个不同，{unread} 个未能复读{failed_zh}"
    );
    Finding::new(CHECK, outcome, Severity::Info, words)
}

/// The raw text and the place of each number of a report.
fn numbers(report: &Report) -> Vec<(String, At)> {
    let mut found: Vec<(&str, At)> = Vec::new();
    for row in &report.indicators {
        let quantities = [&row.target, &row.actual].into_iter();
        found.extend(quantities.filter(|q| q.number.is_some()).map(|q| (q.raw.as_str(), q.at)));
        let numbers = [&row.weight, &row.score].into_iter().flatten();
        found.extend(numbers.map(|n| (n.raw.as_str(), n.at)));
    }
    found.extend(report.expenditure.iter().map(|e| (e.raw.as_str(), e.at)));
    for row in &report.budget {
        let numbers =
            [&row.initial, &row.budget, &row.executed, &row.rate, &row.weight, &row.score];
        found.extend(numbers.into_iter().flatten().map(|n| (n.raw.as_str(), n.at)));
    }
    found.extend(report.conclusion.score.iter().map(|n| (n.raw.as_str(), n.at)));
    found.into_iter().map(|(raw, at)| (raw.to_owned(), at)).collect()
}

/// The digits of a text with their decimal points, folded to ASCII. Marks that
/// group digits are no part of a number.
fn digits(text: &str) -> String {
    let folded = text.chars().map(crate::fold::fold_char);
    folded.filter(|c| c.is_ascii_digit() || *c == '.').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_compared_without_what_groups_them() {
        assert_eq!(digits("≥１，５３４.6平方米"), "1534.6");
        assert_eq!(digits("控制在预算内"), "");
    }

    #[test]
    fn nothing_read_is_no_pass() {
        let witness = |confirmed, differing, unread| Witness {
            reader: READER.into(),
            numbers: confirmed + differing + unread,
            confirmed,
            differing,
            unread,
        };
        assert_eq!(summary(&witness(0, 0, 3), &[1]).outcome, Outcome::NotEvaluable);
        assert_eq!(summary(&witness(2, 0, 1), &[]).outcome, Outcome::Pass);
        assert_eq!(summary(&witness(2, 1, 0), &[]).outcome, Outcome::Finding);
    }
}
