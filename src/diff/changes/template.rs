//! `template.md` says what this finds and why.

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
