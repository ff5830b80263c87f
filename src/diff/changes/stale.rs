//! `stale.md` says what this finds and why.

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, TextBlock, TextClass};
use crate::fold;
use crate::model::Report;
use crate::words::{Words, words};

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() {
        return;
    }
    let former = former_name(context);
    for pair in context.text {
        let (Some(old), Some(new)) = (&pair.old, &pair.new) else {
            continue;
        };
        if !matches!(pair.class, TextClass::Copied | TextClass::Template) {
            continue;
        }
        let year = year_left(old, new, context);
        let words = year.or_else(|| name_left(new, former.as_deref()));
        if let Some(words) = words {
            let change = Change::new(ChangeKind::TextStale, words)
                .old(old.text.as_str(), old.at)
                .new_side(new.text.as_str(), new.at);
            found.push(change);
        }
    }
}

/// The year evaluated last year, where the copied text still has it.
fn year_left(old: &TextBlock, new: &TextBlock, context: &Context<'_>) -> Option<Words> {
    let year = context.old.fiscal_year.value?;
    if context.new.fiscal_year.value? == year {
        return None;
    }
    let years = &context.patterns.years;
    let of_year = |text: &str| {
        let key = fold::key(text);
        let all = years.mentions(&key).into_iter();
        all.filter(|mention| {
            let own = mention.year == year && !mention.cited && !mention.range;
            own && years.weight(&key, mention) > 0
        })
        .count()
    };
    let (before, after) = (of_year(&old.text), of_year(&new.text));
    (before > 0 && after == before).then(|| {
        words!(
            en: "a copied paragraph still speaks of {year}",
            zh: "照抄段落中年份仍为 {year} 年"
        )
    })
}

/// The name that the department had last year, if it has another now.
fn former_name(context: &Context<'_>) -> Option<String> {
    let name = |report: &Report| {
        let department = report.fields.department.as_ref()?.value.as_ref()?;
        Some(fold::key(department))
    };
    let (old, new) = (name(context.old)?, name(context.new)?);
    let apart = !old.contains(&new) && !new.contains(&old);
    apart.then_some(old)
}

fn name_left(new: &TextBlock, former: Option<&str>) -> Option<Words> {
    let former = former.filter(|former| fold::key(&new.text).contains(former))?;
    Some(words!(
        en: "a copied paragraph still has the former name {former}",
        zh: "照抄段落中仍用旧名 {former}"
    ))
}
