//! Fields that no label names: who signed, when, and whose report the title
//! says it is. Used only where no labelled value was found, and noted.

use crate::fold;
use crate::location::Passage;
use crate::model::{DateField, Fields, Note, Status, Text};
use crate::outline::{Block, Outline};
use crate::patterns::Patterns;
use crate::prose::Folded;
use crate::report::text;
use crate::value::date;
use crate::words::words;

/// How many blocks from the end a signature is looked for.
const REACH: usize = 6;
/// The longest line, in characters, that can be a body's name or a date.
const LONGEST: usize = 30;

/// Completes date and department from the signature, the cover and the title.
pub(crate) fn complete(
    fields: &mut Fields,
    outline: &Outline,
    title: Option<&Passage>,
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) {
    let own = outline.own_sections(patterns);
    let blocks = outline.blocks_of(outline.sections.get(..own).unwrap_or_default());
    let tail = short_lines(blocks.iter().skip(blocks.len().saturating_sub(REACH)).copied());
    let cover = short_lines(&outline.cover);
    let labelled_end =
        |at: usize| at > 0 && !patterns.fields.on_line(&tail[at - 1].text).is_empty();
    let signed = (0..tail.len())
        .rfind(|&at| date::full_date(&tail[at].text, patterns).is_some() && !labelled_end(at));
    // A date under a lone label is the value of that label.
    let labelled = |at: usize| at > 0 && !patterns.fields.on_line(&cover[at - 1].text).is_empty();
    let covered = (0..cover.len())
        .find(|&at| date::full_date(&cover[at].text, patterns).is_some() && !labelled(at));
    if fields.date.is_none()
        && let Some(line) =
            signed.and_then(|at| tail.get(at)).or(covered.and_then(|at| cover.get(at)))
    {
        let day = date::full_date(&line.text, patterns).map(|day| day.to_string());
        let at = line.at(0, line.text.len());
        notes.push(Note::new(
            "date_without_label",
            words!(
                en: "the date stands on a line of its own without a label",
                zh: "日期单独成行，前面没有标签"
            ),
            at,
        ));
        fields.date = Some(DateField::read(day, line.text.trim(), at));
    }
    if fields.department.is_none() {
        let signer =
            signed.and_then(|at| at.checked_sub(1)).and_then(|at| body(tail[at], patterns));
        fields.department = if let Some(found) = title.and_then(|title| in_title(title, patterns)) {
            notes.push(Note::new(
                "department_from_title",
                words!(
                    en: "no field names the department; the title does",
                    zh: "没有字段写明部门，取自标题"
                ),
                found.at,
            ));
            Some(found)
        } else if let Some(found) = signer {
            notes.push(Note::new(
                "department_from_signature",
                words!(
                    en: "no field names the department; it was taken from the line above the date at the end",
                    zh: "没有字段写明部门，取自文末日期上一行的落款"
                ),
                found.at,
            ));
            Some(found)
        } else {
            None
        };
    }
}

/// The lines that are not too long for what is looked for.
fn short_lines<'b>(blocks: impl IntoIterator<Item = &'b Block>) -> Vec<&'b Passage> {
    let passages = blocks.into_iter().filter_map(|block| match block {
        Block::Paragraph(line) | Block::Item(line) => Some(line),
        Block::Table(_) => None,
    });
    passages.filter(|line| line.text.chars().nth(LONGEST * 2 - 1).is_none()).collect()
}

/// A line that is the name of a body and nothing else.
fn body(line: &Passage, patterns: &Patterns) -> Option<Text> {
    let key = fold::key(&line.text);
    let length = key.chars().count();
    let plain = (4..=LONGEST).contains(&length)
        && key.chars().all(|c| fold::is_cjk(c) || matches!(c, '(' | ')'));
    let named = plain && patterns.fields.organisations.end(&key).is_some();
    let read = text(&line.text, &line.text, line.at(0, line.text.len()));
    named.then(|| match patterns.fields.holds_several_bodies(&line.text) {
        true => Text { value: None, status: Status::Damaged, ..read },
        false => read,
    })
}

/// The body that a title starts with, or names behind the year that it starts with:
/// 清源县水务局2023年度…, 2023年度清源县水务局….
fn in_title(title: &Passage, patterns: &Patterns) -> Option<Text> {
    let folded = Folded::new(title);
    let mentions = patterns.years.mentions(&folded.text);
    let start = mentions.first().filter(|mention| mention.from == 0 && !mention.range);
    let start = start.map_or(0, |mention| mention.to);
    let year = mentions.iter().map(|mention| mention.from).find(|&from| from >= start && from > 0);
    let end = patterns.kinds.body_in_title(&folded.text);
    let end = year.map_or(end, |year| end.min(year));
    let name = folded.text.get(start..end)?;
    let plain = name.chars().count() >= 4
        && name.chars().all(|c| fold::is_cjk(c) || matches!(c, '(' | ')'));
    if !plain || patterns.fields.organisations.end(name).is_none() {
        return None;
    }
    let raw = folded.raw(start, end);
    Some(text(raw, raw, folded.at(start, end)))
}
