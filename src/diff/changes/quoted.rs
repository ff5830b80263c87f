//! `quoted.md` says what this finds and why.

use super::sentences::{self, Sentence, Stated};
use crate::diff::found::{Both, Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured::{self, Measured};
use crate::diff::model::{Change, Years};
use crate::patterns::WordOf;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if context.years != Years::Following {
        return;
    }
    let sentences = sentences::of(context);
    for both in context.both() {
        let patterns = context.patterns;
        let actual = &both.old.actual;
        let own = measured::actual(both.old, patterns);
        let plain = actual.comparator.is_none() && actual.upper.is_none() && !actual.approximate;
        let Some(own) = own.filter(|_| plain) else {
            continue;
        };
        let Some(name) = sentences::spoken_name(&both, patterns) else {
            continue;
        };
        for sentence in &sentences {
            if let Some(stated) = quoted(sentence, &name, &own, context)
                && stated.base != own.number
            {
                found.push(change(&both, sentence, &stated));
            }
        }
    }
}

/// The figure of last year that a sentence quotes.
fn quoted(
    sentence: &Sentence<'_>,
    name: &str,
    own: &Measured,
    context: &Context<'_>,
) -> Option<Stated> {
    let changes = &context.patterns.changes;
    let text = &sentence.text;
    let other = changes.word(WordOf::OtherFigure, text).is_some();
    if other || !text.contains(name) {
        return None;
    }
    let marked = changes.word(WordOf::LastYear, text);
    let year = context.old.fiscal_year.value;
    let mentions = context.patterns.years.mentions(text);
    let mentioned = mentions
        .iter()
        .find(|mention| Some(mention.year) == year && !mention.cited && !mention.range)
        .map(|mention| mention.from..mention.to);
    let all = marked.into_iter().chain(mentioned);
    let named = all.min_by_key(|range| range.start)?;
    // 比上年增长: a comparison with last year, not its figure.
    if changes.ends_with(WordOf::Compared, text.get(..named.start)?) {
        return None;
    }
    let rest = text.get(named.end..)?;
    // Up to where another year is spoken of.
    let next = changes.word(WordOf::ThisYear, rest).map(|range| range.start);
    let others = context.patterns.years.mentions(rest);
    let other = others.first().map(|mention| mention.from);
    let end = next.into_iter().chain(other).min().unwrap_or(rest.len());
    let part = rest.get(..end)?;
    sentences::number_after(part, name, own.measure.as_deref()?, context.patterns)
}

fn change(both: &Both<'_>, sentence: &Sentence<'_>, stated: &Stated) -> Change {
    let (own, quoted) = (measured::printed(&both.old.actual), &stated.printed);
    let words = words!(
        en: "last year's report gives {own}, but this one quotes it as {quoted}",
        zh: "上年报告为 {own}，本年引用为 {quoted}"
    );
    let change = Change::new(ChangeKind::QuotedFigureDiffers, words).of(both);
    change
        .old(both.old.actual.raw.as_str(), both.old.actual.at)
        .new_side(sentence.printed, sentence.at)
}
