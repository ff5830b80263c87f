//! `rectification.md` says what this finds and why.

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
