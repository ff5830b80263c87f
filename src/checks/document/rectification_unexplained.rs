//! `rectification_unexplained.md` says what this finds and why.

use super::check;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::patterns::AuditWords;
use crate::prose::reading::Heading;
use crate::words::words;

check!(
    "rectification_unexplained",
    ["YOY-16"],
    Info,
    en: "Rectification unexplained",
    zh: "整改情况未说明"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let is_title =
        |h: &&Heading| context.patterns.audit.has(AuditWords::RectificationTitle, &h.title);
    context.reading.headings.iter().filter(is_title).map(|h| section(h, context)).collect()
}

fn section(heading: &Heading, context: &Context<'_>) -> Judgement {
    let audit = &context.patterns.audit;
    let under = context.reading.under(heading);
    let place = under.first().map_or(heading.section.at, |p| p.block.at);
    let tables = heading.section.blocks.iter().map(|block| fold::key(&block.text));
    let texts = under.iter().map(|p| p.text().to_owned()).chain(tables);
    let text: String = texts.collect();
    let judgement = if audit.has(AuditWords::Excused, &text) {
        Judgement::pass(words!(
            en: "nothing to rectify, with a reason",
            zh: "无须整改，并说明了原因"
        ))
    } else if audit.has(AuditWords::Rectified, &text) {
        Judgement::pass(words!(
            en: "the section says what was rectified",
            zh: "说明了整改情况"
        ))
    } else {
        Judgement::finding(words!(
            en: "the section says neither what was rectified nor why nothing had to be",
            zh: "既未说明整改了什么，也未说明为何无须整改"
        ))
    };
    judgement.at([place])
}
