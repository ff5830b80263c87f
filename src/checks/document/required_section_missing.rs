//! `required_section_missing.md` says what this finds and why.

use rustc_hash::FxHashMap as HashMap;

use super::check;
use crate::checks::{Context, Judgement};
use crate::location::At;
use crate::model::Severity;
use crate::patterns::AuditWords;
use crate::patterns::forms::Required;
use crate::prose::reading::{Heading, Reading};
use crate::words::words;

check!(
    "required_section_missing",
    ["DOC-01"],
    Medium,
    en: "Required section missing",
    zh: "缺少规定章节"
);

/// How many characters of a paragraph are looked at for a title that was not
/// recognised as a heading.
const HEAD: usize = 24;

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let required = &context.form.required;
    let reading = context.reading;
    if required.is_empty() {
        return empty_sections(context);
    }
    if reading.headings.is_empty() {
        return vec![Judgement::not_evaluable(words!(
            en: "no headings were recognised in this report",
            zh: "未识别出任何章节标题"
        ))];
    }
    let mut found: Vec<Judgement> =
        required.iter().filter_map(|section| judge_section(section, context)).collect();
    if found.len() * 2 > required.len() {
        let (missing, count) = (found.len(), required.len());
        let first = reading.headings.first().map(|heading| heading.section.at);
        let judgement = Judgement::not_evaluable(words!(
            en: "{missing} of {count} sections that the layout asks for are missing: this may be a part of a report",
            zh: "范本要求的 {count} 个章节缺 {missing} 个：文件可能只是报告的一部分"
        ));
        return vec![judgement.at(first)];
    }
    if found.is_empty() {
        let count = required.len();
        let first: Option<At> = reading.headings.first().map(|heading| heading.section.at);
        let judgement = Judgement::pass(words!(
            en: "all {count} sections that the layout asks for are there",
            zh: "范本要求的 {count} 个章节齐全"
        ));
        found.push(judgement.at(first));
    }
    found
}

/// Sections of problems or measures that say nothing, where the layout is not known to ask
/// for any. A list of contents repeats its headings.
fn empty_sections(context: &Context<'_>) -> Vec<Judgement> {
    let headings = &context.reading.headings;
    if !context.is_report() {
        return Vec::new();
    }
    let mut times: HashMap<&str, usize> = HashMap::default();
    for heading in headings {
        *times.entry(&*heading.title).or_default() += 1;
    }
    let listed = |heading: &&Heading| {
        let listed = context.patterns.narrative.listed(&heading.title);
        let again = times.get(&*heading.title).is_some_and(|times| *times > 1);
        let bare = heading.section.blocks.is_empty() && heading.section.sections.is_empty();
        listed.any() && !again && bare
    };
    let others = headings
        .iter()
        .filter(|heading| heading.section.blocks.is_empty() && heading.section.sections.is_empty());
    let few = others.count() * 4 <= headings.len();
    let found = headings.iter().filter(listed).filter(|_| few);
    let judgement = |heading: &Heading| {
        let title = &heading.section.title;
        let said = words!(
            en: "nothing stands under the heading \"{title}\"",
            zh: "标题“{title}”下没有内容"
        );
        Judgement::finding(said).severity(Severity::Low).at([heading.section.at])
    };
    found.map(judgement).collect()
}

/// What is wrong with one section that the layout asks for.
fn judge_section(section: &Required, context: &Context<'_>) -> Option<Judgement> {
    let reading = context.reading;
    let title = &section.title;
    let names = |text: &str| section.any.iter().any(|word| text.contains(word.as_str()));
    // Most sections have a heading that says so, and need not be looked for among damaged ones.
    let told = |heading: &Heading| names(&heading.title) && !is_empty(heading, context);
    if reading.headings.iter().any(told) {
        return None;
    }
    let known = section.any.iter().chain([title]);
    let known: Vec<(&String, usize)> = known.map(|word| (word, word.chars().count())).collect();
    let lost = |text: &str| {
        let left = text.chars().count();
        let mut known = known.iter().filter(|&&(_, whole)| left >= 2 && left * 2 >= whole);
        known.any(|&(word, _)| is_rest_of(text, word))
    };
    let headings: Vec<&Heading> =
        reading.headings.iter().filter(|h| names(&h.title) || lost(&h.title)).collect();
    if headings.iter().any(|heading| !is_empty(heading, context)) {
        return None;
    }
    if !headings.is_empty() {
        let judgement = Judgement::finding(words!(
            en: "the section \"{title}\", which the layout asks for, says nothing",
            zh: "范本要求的章节“{title}”没有内容"
        ));
        return Some(judgement.at(headings.iter().map(|heading| heading.section.at)));
    }
    if stands_in_a_paragraph(reading, names) {
        return None;
    }
    let unread = |h: &&Heading| context.patterns.names.is_unreadable(&h.title);
    if let Some(heading) = reading.headings.iter().find(unread) {
        let judgement = Judgement::not_evaluable(words!(
            en: "no section \"{title}\" is there, but a heading cannot be read",
            zh: "未见章节“{title}”，但有标题残损"
        ));
        return Some(judgement.at([heading.section.at]));
    }
    let judgement = Judgement::finding(words!(
        en: "the section \"{title}\", which the layout asks for, is missing",
        zh: "缺少范本要求的章节“{title}”"
    ));
    Some(judgement.at([context.report.title.at]))
}

/// Whether a title may be what is left of a word after some of its characters were lost: they
/// stand in it in the same order.
fn is_rest_of(title: &str, word: &str) -> bool {
    let mut rest = word.chars();
    title.chars().all(|c| rest.any(|w| w == c))
}

/// Whether a paragraph starts like the title of a section.
fn stands_in_a_paragraph(reading: &Reading, names: impl Fn(&str) -> bool) -> bool {
    reading.paragraphs.iter().any(|paragraph| {
        let text = paragraph.text();
        let end = text.char_indices().nth(HEAD).map_or(text.len(), |(at, _)| at);
        names(text.get(..end).unwrap_or_default())
    })
}

/// Whether nothing stands under a heading, or only a word that says so.
fn is_empty(heading: &Heading, context: &Context<'_>) -> bool {
    let section = heading.section;
    let blank = |text: &str| {
        let text = crate::fold::key(text);
        text.is_empty() || context.patterns.audit.has(AuditWords::Nothing, &text)
    };
    section.sections.is_empty() && section.blocks.iter().all(|block| blank(&block.text))
}
