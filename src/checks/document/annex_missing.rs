//! `annex_missing.md` says what this finds and why.

use super::check;
use crate::checks::{Context, Judgement};
use crate::model::Report;
use crate::patterns::AuditWords;
use crate::prose::reading::Paragraph;
use crate::words::words;

check!(
    "annex_missing",
    ["DOC-04"],
    Low,
    en: "Annex missing",
    zh: "缺少附件"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut outcomes = Vec::new();
    if !context.is_report() {
        return outcomes;
    }
    let paragraphs = &context.reading.paragraphs;
    let audit = &context.patterns.audit;
    let named: Vec<&Paragraph> =
        paragraphs.iter().filter(|p| audit.has(AuditWords::AnnexReference, p.text())).collect();
    if let Some(first) = named.first() {
        let places = named.iter().map(|p| p.block.at);
        let judgement = if has_annex(context) {
            Judgement::pass(words!(
                en: "the annex that the text names is there",
                zh: "正文提到的附件在文件之中"
            ))
        } else {
            let shown = reference(first, context);
            Judgement::finding(words!(
                en: "the text says \"{shown}\", but no annex is in the file",
                zh: "正文称“{shown}”，但文件中没有附件"
            ))
        };
        outcomes.push(judgement.at(places));
    }
    for paragraph in paragraphs {
        let Some(sheet) = paragraph.sentences().find_map(|s| yardstick(s, context)) else {
            continue;
        };
        let judgement = if is_scored(context.report) {
            Judgement::pass(words!(
                en: "the sheet {sheet} by which the report was scored is there",
                zh: "自评所对照的{sheet}在文件之中"
            ))
        } else {
            Judgement::finding(words!(
                en: "scored by {sheet}, but no table in the file has weights or scores",
                zh: "自评对照{sheet}打分，但文件中没有带分值或得分的表"
            ))
        };
        outcomes.push(judgement.at([paragraph.block.at]));
    }
    outcomes
}

/// The words with which a paragraph sends the reader to an annex.
fn reference<'p>(paragraph: &'p Paragraph, context: &Context<'_>) -> &'p str {
    let found = context.patterns.audit.find(AuditWords::AnnexReference, paragraph.text());
    found.map_or("", |range| &paragraph.text()[range])
}

fn has_annex(context: &Context<'_>) -> bool {
    let titles = context.reading.headings.iter().map(|h| h.title.as_str());
    let texts = context.reading.paragraphs.iter().map(|p| p.text());
    titles.chain(texts).any(|text| context.patterns.audit.has(AuditWords::AnnexTitle, text))
}

/// The document by which a sentence says that the report was scored, with its 《》.
fn yardstick<'s>(sentence: &'s str, context: &Context<'_>) -> Option<&'s str> {
    let audit = &context.patterns.audit;
    // Nearly all sentences name no document.
    let names = sentence.contains('《') && sentence.bytes().any(|b| b.is_ascii_digit());
    if !names || !audit.has(AuditWords::Score, sentence) {
        return None;
    }
    sentence.match_indices('《').find_map(|(open, bracket)| {
        let before = sentence.get(..open)?;
        let rest = sentence.get(open + bracket.len()..)?;
        let name = rest.get(..rest.find('》')?)?;
        let is_sheet = audit.has(AuditWords::Yardstick, before)
            && !audit.has(AuditWords::OfficialDocument, name);
        let end = open + bracket.len() + name.len() + bracket.len();
        if is_sheet { sentence.get(open..end) } else { None }
    })
}

/// Whether a table of the report has weights or scores.
fn is_scored(report: &Report) -> bool {
    let rows = &report.indicators;
    rows.iter().any(|row| row.weight.is_some() || row.score.is_some())
        || report.budget.iter().any(|row| row.score.is_some())
}
