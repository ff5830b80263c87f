//! `template.md` says what this finds and why.

use super::copied::{Characters, section};
use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, TextBlock, TextClass};
use crate::fold;
use crate::model::Text;
use crate::patterns::SectionKind;
use crate::words::{Words, words};

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() {
        return;
    }
    let filled: Vec<(&TextBlock, &TextBlock)> = filled_in(context).collect();
    let of_file = of_file(context);
    let of_whole = of_file.as_ref().map(|(_, [old, new])| (*old, *new));
    let Some((old, new)) = first(&filled).or(of_whole) else {
        return;
    };
    let said = (!filled.is_empty()).then(|| prose(&filled, Characters::of(context).all));
    let words = match (said, of_file) {
        (Some(prose), Some((file, _))) => Words {
            en: format!("{}; {}", file.en, prose.en),
            zh: format!("{}；{}", file.zh, prose.zh),
        },
        (Some(words), None) | (None, Some((words, _))) => words,
        (None, None) => return,
    };
    let change = Change::new(ChangeKind::TemplateReused, words);
    found.push(change.old(old.raw, old.at).new_side(new.raw, new.at));
}

/// A printed text with its place.
#[derive(Debug, Clone, Copy)]
struct Place<'t> {
    raw: &'t str,
    at: crate::location::At,
}

fn first<'t>(filled: &[(&'t TextBlock, &'t TextBlock)]) -> Option<(Place<'t>, Place<'t>)> {
    let (old, new) = filled.first()?;
    let place = |block: &'t TextBlock| Place { raw: &block.text, at: block.at };
    Some((place(old), place(new)))
}

/// Paragraphs of last year's words in which the figures are new, or that say every year
/// the same, and rightly so.
fn filled_in<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a TextBlock, &'a TextBlock)> + use<'a> {
    let patterns = context.patterns;
    context.text.iter().filter_map(move |pair| {
        let (old, new) = pair.old.as_ref().zip(pair.new.as_ref())?;
        let counts = match pair.class {
            TextClass::Template => true,
            TextClass::Copied => section(new, patterns) == Some(SectionKind::Duties),
            _ => false,
        };
        counts.then_some((old, new))
    })
}

fn prose(filled: &[(&TextBlock, &TextBlock)], all: usize) -> Words {
    let count = filled.len();
    let length: usize = filled.iter().map(|(_, new)| new.text.chars().count()).sum();
    let share = (length * 100).checked_div(all).unwrap_or(0);
    words!(
        en: "{count} paragraph(s) of {length} characters are last year's wording with this year's figures, or duties that stay as they are; {share}% of the report",
        zh: "{count} 段共 {length} 字沿用上年文字、只更新数字（含本应相同的职能表述），占全文 {share}%"
    )
}

/// The same preparer and telephone, and nearly everything alike.
fn of_file<'a>(context: &Context<'a>) -> Option<(Words, [Place<'a>; 2])> {
    let counts = Characters::of(context);
    let alike = counts.copied + counts.template + counts.short;
    let limit = context.patterns.changes.limits().template as usize;
    if counts.all == 0 || alike * 100 < limit * counts.all {
        return None;
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
        return None;
    }
    let share = alike * 100 / counts.all;
    let words = words!(
        en: "the same preparer and telephone, and {share}% of the characters in last year's wording",
        zh: "填报人、联系电话相同，全文 {share}% 为上年文字"
    );
    let place = |text: &'a Text| Place { raw: &text.raw, at: text.at };
    Some((words, [place(old.preparer.as_ref()?), place(new.preparer.as_ref()?)]))
}
