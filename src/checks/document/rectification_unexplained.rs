//! ## What it finds
//! A section on the rectification of last year's problems (上年度整改情况) that says
//! neither what was done nor why nothing had to be.
//!
//! ## Why it matters
//! Self-evaluation is of use only if last year's problems are followed up; 无 alone
//! does not tell whether there were none or nobody looked.
//!
//! ## Known limits
//! Whether the problems named are those of last year's report needs both reports: see
//! `jiaokan diff`. A remark only.
//!
//! ## Basis
//! 财预〔2020〕10号: results of evaluation are to be rectified and fed back.
//!
//! ---
//! ## 查什么
//! “上年度整改情况”一节既未说明整改了什么，也未说明为何无须整改。
//!
//! ## 为什么重要
//! 自评的价值在于跟踪上年的问题；只写一个“无”，看不出是没有问题还是没有去查。
//!
//! ## 局限
//! 所述问题是否就是上年报告中的问题，须对照两年报告，见 `jiaokan diff`。仅作提示。
//!
//! ## 依据
//! 财预〔2020〕10号：绩效评价结果应当反馈并整改。

use super::check;
use crate::checks::reading::Heading;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::patterns::AuditWords;
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
    let texts = under.iter().map(|p| p.text.clone()).chain(tables);
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
