//! ## What it finds
//! The same preparer with the same telephone, and nearly all of the text copied.
//!
//! ## Why it matters
//! Most likely last year's file was taken as a template. It is told for information.
//!
//! ## Known limits
//! Short forms with little prose are always alike.
//!
//! ## Basis
//! YOY-18: ninety per cent of the characters (`patterns/changes.toml`).
//!
//! ---
//! ## 查什么
//! 填报人、联系电话与上年相同，且绝大部分文字照抄。
//!
//! ## 为什么重要
//! 多半是在上年文件上改的，仅作提示。
//!
//! ## 局限
//! 文字很少的表格本来就相似。
//!
//! ## 依据
//! YOY-18：照抄字数占90%以上（patterns/changes.toml）。

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, TextClass};
use crate::fold;
use crate::model::Text;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() {
        return;
    }
    let (copied, all) = alike(context);
    let limit = context.patterns.changes.limits().template as usize;
    if all == 0 || copied * 100 < limit * all {
        return;
    }
    let (old, new) = (&context.old.fields, &context.new.fields);
    let same = |a: &Option<Text>, b: &Option<Text>| {
        let value = |text: &Option<Text>| text.as_ref().and_then(|t| t.value.clone());
        match (value(a), value(b)) {
            (Some(a), Some(b)) => fold::key(&a) == fold::key(&b),
            _ => false,
        }
    };
    if !same(&old.preparer, &new.preparer) || !same(&old.phone, &new.phone) {
        return;
    }
    let (Some(a), Some(b)) = (&old.preparer, &new.preparer) else {
        return;
    };
    let share = copied * 100 / all;
    let words = words!(
        en: "the same preparer and telephone, and {share}% of the characters copied",
        zh: "填报人、联系电话相同，全文照抄 {share}%"
    );
    found.push(Change::new(ChangeKind::TemplateReused, words).texts(a, b));
}

/// Characters in blocks of last year's words, short ones too, and all.
fn alike(context: &Context<'_>) -> (usize, usize) {
    let mut counts = (0, 0);
    for pair in context.text {
        let Some(new) = &pair.new else { continue };
        let length = new.text.chars().count();
        counts.1 += length;
        if matches!(pair.class, TextClass::Copied | TextClass::Same) {
            counts.0 += length;
        }
    }
    counts
}
