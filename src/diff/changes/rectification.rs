//! ## What it finds
//! A section on mending last year's problems (上年度整改情况) that says nothing of a problem
//! which last year's report names.
//!
//! ## Why it matters
//! The section is there to answer for these problems, one by one.
//!
//! ## Known limits
//! Whether it speaks of a problem is told by shared wording; other words for the same
//! thing are missed. Reports without such a section are not looked at.
//!
//! ## Basis
//! YOY-16. 财预〔2020〕10号: results of an evaluation are to be acted on and reported.
//!
//! ---
//! ## 查什么
//! “上年度整改情况”一节对上年报告提出的某个问题只字未提。
//!
//! ## 为什么重要
//! 该节就是要逐项回应上年问题。
//!
//! ## 局限
//! 以用字是否重合判断，换了说法的可能误报；没有该节的报告不查。
//!
//! ## 依据
//! YOY-16。财预〔2020〕10号：评价结果应当整改并反馈。

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, TextBlock};
use crate::diff::prose;
use crate::fold::{Bigrams, WHOLE};
use crate::patterns::SectionKind;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() {
        return;
    }
    let patterns = context.patterns;
    let of_mending = |block: &&TextBlock| {
        let mut titles = block.section.iter();
        titles.any(|title| patterns.changes.section(title) == Some(SectionKind::Rectification))
    };
    let blocks = context.text.iter().filter_map(|pair| pair.new.as_ref());
    let blocks: Vec<&TextBlock> = blocks.filter(of_mending).collect();
    let Some(first) = blocks.first() else {
        return;
    };
    let said: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    let said = Bigrams::of(&prose::masked(&said.join("\n"), patterns));
    let limit = patterns.changes.limits().silent;
    for problem in &context.old.narrative.problems {
        let wording = Bigrams::of(&prose::masked(&problem.text, patterns));
        if wording.is_empty() || wording.covered_by(&said) * 100 > limit * WHOLE {
            continue;
        }
        let words = words!(
            en: "a problem of last year is not mentioned among what was mended",
            zh: "整改情况未提及上年所列问题"
        );
        let change = Change::new(ChangeKind::RectificationSilent, words)
            .old(problem.text.as_str(), problem.at)
            .new_side(first.text.as_str(), first.at);
        found.push(change);
    }
}
