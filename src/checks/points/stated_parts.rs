//! The points of the parts that the paragraph of the verdict states: 投入15分得14分，过程….

use rust_decimal::Decimal;

use crate::checks::tolerance::{half_unit, sum};
use crate::checks::{Context, Judgement};
use crate::model::Severity;
use crate::patterns::narrative::PatternKind;
use crate::words::words;

/// So many parts are read.
const MOST: usize = 20;

/// What is to be said of them, if the points that the parts can have make a hundred.
pub(super) fn judge(context: &Context<'_>) -> Option<Judgement> {
    let total = context.report.conclusion.score.as_ref()?;
    let pattern = context.patterns.narrative.pattern(PatternKind::PointsOfPart)?;
    let same = |at: crate::location::At| {
        at.line().is_some() && at.line() == total.at.line() && at.page() == total.at.page()
    };
    let mut paragraphs = context.reading.paragraphs.iter();
    let paragraph = paragraphs.find(|paragraph| same(paragraph.block.at))?;
    let mut parts: Vec<(Decimal, Decimal)> = Vec::new();
    for found in pattern.captures_iter(paragraph.text()).take(MOST) {
        let number = |name| found.name(name)?.as_str().parse::<Decimal>().ok();
        parts.push((number("weight")?, number("score")?));
    }
    let (weights, scores): (Vec<Decimal>, Vec<Decimal>) = parts.iter().copied().unzip();
    let whole = parts.len() > 1
        && sum(&weights)? == Decimal::ONE_HUNDRED
        && parts.iter().all(|(weight, score)| score <= weight);
    let made = sum(&scores).filter(|_| whole)?;
    let value = total.value;
    // Scores that lost decimals are off by half a unit each; whole ones are exact.
    let rounded = scores.iter().filter(|score| score.scale() > 0).map(|score| half_unit(*score));
    let slack = rounded.sum::<Decimal>().max(half_unit(value));
    if made.saturating_sub(value).abs() <= slack {
        let said = words!(
            en: "the parts that the text scores make {value}",
            zh: "正文所列各部分得分之和为 {value}"
        );
        return Some(Judgement::pass(said).at([total.at]));
    }
    let terms: Vec<String> = scores.iter().map(Decimal::to_string).collect();
    let terms = terms.join(" + ");
    let said = words!(
        en: "the parts that the text scores make {terms} = {made}, but the total is {value}",
        zh: "正文所列各部分得分 {terms} = {made}，而总分为 {value}"
    );
    let judgement = Judgement::finding(said).severity(Severity::Medium).values(made, value);
    Some(judgement.at([total.at, paragraph.block.at]))
}
