//! ## What it finds
//! A sentence that quotes last year's figure of an indicator (上年走访企业 98 家) which is
//! not the one that last year's report itself gives.
//!
//! ## Why it matters
//! A smaller figure for last year makes this year's growth larger.
//!
//! ## Known limits
//! Only sentences that name last year, then the indicator in full, then its number in
//! the same kind of unit. Figures that were corrected later are told too.
//!
//! ## Basis
//! YOY-13.
//!
//! ---
//! ## 查什么
//! 文中引用的上年数（如“上年走访企业98家”）与上年报告所载实现值不一致。
//!
//! ## 为什么重要
//! 把上年数说小，本年增幅就大了。
//!
//! ## 局限
//! 只查依次写明“上年”、指标全名和同口径数值的句子；事后更正过的数也会报出。
//!
//! ## 依据
//! YOY-13。

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
    let (own, quoted) = (both.old.actual.raw.trim(), &stated.printed);
    let words = words!(
        en: "last year's report gives {own}, but this one quotes it as {quoted}",
        zh: "上年报告为 {own}，本年引用为 {quoted}"
    );
    let change = Change::new(ChangeKind::QuotedFigureDiffers, words).of(both);
    change
        .old(both.old.actual.raw.as_str(), both.old.actual.at)
        .new_side(sentence.printed, sentence.at)
}
