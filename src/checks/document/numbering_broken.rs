//! `numbering_broken.md` says what this finds and why.

use std::collections::BTreeMap;

use super::check;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::location::At;
use crate::model::{Block, BlockKind, Section};
use crate::patterns::write_chinese;
use crate::value::number::{chinese, chinese_digit};
use crate::words::words;

check!(
    "numbering_broken",
    ["DOC-02"],
    Low,
    en: "Numbering broken",
    zh: "序号跳号或重号"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut lists = Lists::default();
    if !context.is_report() {
        return Vec::new();
    }
    siblings(&context.report.sections, context, &mut lists);
    let first = context.report.sections.first().map(|section| section.at);
    let count = lists.read;
    if lists.broken.is_empty() && count > 0 {
        let judgement = Judgement::pass(words!(
            en: "numbers of headings and items follow one another: {count}",
            zh: "{count} 个标题与条目的序号连续"
        ));
        return vec![judgement.at(first)];
    }
    lists.broken
}

/// What stands around the numeral of a number.
const AROUND: &[char] = &['(', ')', '.', '、'];

/// What was read so far.
#[derive(Default)]
struct Lists {
    /// Numbers that follow another one.
    read: usize,
    broken: Vec<Judgement>,
}

/// A numbered heading or item.
struct Entry<'r> {
    /// How the number is written, `{}` for its numeral.
    style: String,
    value: u32,
    at: At,
    body: Body<'r>,
}

/// What stands between a number and the next one; read only where a number is missing.
#[derive(Clone, Copy)]
enum Body<'r> {
    Section(&'r Section),
    Blocks(&'r [Block]),
}

impl Body<'_> {
    fn text(self) -> String {
        match self {
            Body::Section(section) => text_of(section),
            Body::Blocks(blocks) => blocks.iter().map(|b| fold::key(&b.text)).collect(),
        }
    }
}

fn siblings(sections: &[Section], context: &Context<'_>, lists: &mut Lists) {
    let entries = sections.iter().filter_map(|section| {
        let (style, value) = ordinal(section.number.as_deref()?)?;
        Some(Entry { style, value, at: section.at, body: Body::Section(section) })
    });
    follow(entries, lists);
    for section in sections {
        follow(items(&section.blocks, context), lists);
        siblings(&section.sections, context, lists);
    }
}

/// The numbered items among the blocks of a section.
fn items<'r>(blocks: &'r [Block], context: &Context<'_>) -> Vec<Entry<'r>> {
    let forms = &context.patterns.headings.forms;
    let numbered = blocks.iter().enumerate().filter_map(|(index, block)| {
        let number = match block.kind {
            BlockKind::Item => forms.number(&block.text)?,
            _ => return None,
        };
        Some((index, ordinal(&forms.write(&block.text, &number))?))
    });
    let numbered: Vec<(usize, (String, u32))> = numbered.collect();
    let ends = numbered.iter().skip(1).map(|(index, _)| *index);
    let ends: Vec<usize> = ends.chain([blocks.len()]).collect();
    let entries = numbered.into_iter().zip(ends);
    let entries = entries.filter_map(|((from, (style, value)), to)| {
        let body = blocks.get(from..to)?;
        Some(Entry { style, value, at: body.first()?.at, body: Body::Blocks(body) })
    });
    entries.collect()
}

/// Goes along numbers of one level, each style by itself.
fn follow<'r>(entries: impl IntoIterator<Item = Entry<'r>>, lists: &mut Lists) {
    let mut before: BTreeMap<String, Entry<'r>> = BTreeMap::new();
    for entry in entries {
        if let Some(last) = before.get(&entry.style) {
            lists.read += 1;
            let (next, value) = (last.value + 1, entry.value);
            // （一）…。（二）…。 in one paragraph, and then （一） of the next list.
            let goes_on = || holds(&last.body.text(), &entry.style, next);
            let restarts = value == 1 && (last.value > 1 || goes_on());
            let inside = value > next && {
                let body = last.body.text();
                (next..value).all(|n| holds(&body, &entry.style, n))
            };
            if value != next && !restarts && !inside {
                let (expected, found) = (number(&entry.style, next), number(&entry.style, value));
                let judgement = Judgement::finding(words!(
                    en: "expected number {expected}, but found {found}",
                    zh: "此处应为 {expected}，实为 {found}"
                ));
                let judgement = judgement.values(expected, found);
                lists.broken.push(judgement.at([last.at, entry.at]));
            }
        }
        // An entry of a higher style would end the lower ones; each list has its own
        // call, so styles beside one another are lists beside one another.
        before.insert(entry.style.clone(), entry);
    }
}

/// Whether a number stands in a text, as a heading that was not recognised.
fn holds(body: &str, style: &str, value: u32) -> bool {
    let mark = number(style, value);
    let bare = mark.trim_matches(AROUND);
    let spellings =
        [format!("({bare})"), format!("{bare}、"), format!("{bare}."), format!("{bare})")];
    spellings.iter().any(|spelling| body.contains(spelling))
}

/// All text of a section.
fn text_of(section: &Section) -> String {
    let mut text: String = section.blocks.iter().map(|b| fold::key(&b.text)).collect();
    for below in &section.sections {
        text.push_str(&fold::key(&below.title));
        text.push_str(&text_of(below));
    }
    text
}

/// A number as it is written, parted into its style and its place in the order.
/// Dotted and lettered numbers are not followed, nor 第二部分, which may be the title of
/// a table.
fn ordinal(number: &str) -> Option<(String, u32)> {
    let numeral = |c: char| c.is_ascii_digit() || chinese_digit(c).is_some() || c == '十';
    let from = number.find(numeral)?;
    let rest = number.get(from..)?;
    let length = rest.find(|c| !numeral(c)).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at_checked(length)?;
    if tail.contains(numeral) {
        return None;
    }
    let arabic = digits.starts_with(|c: char| c.is_ascii_digit());
    let value: u32 = match arabic {
        true => digits.parse().ok()?,
        false => chinese(digits)?.try_into().ok()?,
    };
    let around = |text: &str| text.chars().all(|c| AROUND.contains(&c));
    if !around(number.get(..from)?) || !around(tail) {
        return None;
    }
    let kind = if arabic { "1" } else { "一" };
    let head = number.get(..from)?;
    Some((format!("{head}{{{kind}}}{tail}"), value))
}

/// A number in a style.
fn number(style: &str, value: u32) -> String {
    style.replace("{1}", &value.to_string()).replace("{一}", &write_chinese(value))
}
