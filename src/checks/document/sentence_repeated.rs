//! `sentence_repeated.md` says what this finds and why.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap as HashMap;

use super::check;
use crate::checks::{Context, Judgement};
use crate::fold::{self, clause};
use crate::location::At;
use crate::prose::reading::Paragraph;
use crate::words::words;

check!(
    "sentence_repeated",
    ["TXT-01"],
    Info,
    en: "Sentence repeated",
    zh: "文字重复"
);

/// The shortest part of a sentence that is compared, in characters.
const SHORTEST: usize = 20;
/// The shortest start of a reason that is compared: its first two clauses.
const SHORTEST_REASON: usize = 14;
/// The longest excerpt of a message, in characters.
const SHOWN: usize = 40;

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let (mut outcomes, count) = repeated(context);
    outcomes.extend(same_reasons(context));
    if outcomes.is_empty() && count > 0 {
        outcomes.push(Judgement::pass(words!(
            en: "no sentence stands in two places, of {count}",
            zh: "{count} 句中没有重复的句子"
        )));
    }
    outcomes
}

/// Sentences and long clauses in two paragraphs, and how many sentences were read.
fn repeated(context: &Context<'_>) -> (Vec<Judgement>, usize) {
    let mut seen: HashMap<Cow<'_, str>, Vec<usize>> = HashMap::default();
    let paragraphs = &context.reading.paragraphs;
    let (parts, count) = parts(paragraphs);
    for (index, key) in alike(&parts, context) {
        let places = seen.entry(key).or_default();
        if places.last() != Some(&index) {
            places.push(index);
        }
    }
    let several = seen.iter().filter(|(_, places)| places.len() > 1);
    let mut longest_first: Vec<(&Cow<'_, str>, &Vec<usize>)> = several.collect();
    longest_first
        .sort_by_key(|&(text, places)| (places.first().copied(), Reverse(text.len()), text));
    // A clause of a sentence that is itself repeated in the same places says no more.
    let mut said: BTreeSet<&Vec<usize>> = BTreeSet::new();
    let fresh = longest_first.into_iter().filter(|(_, places)| said.insert(places));
    let fresh: Vec<(&Cow<'_, str>, &Vec<usize>)> = fresh.collect();
    let number = fresh.len();
    let shown: Vec<String> = fresh.iter().take(2).map(|(text, _)| shortened(text)).collect();
    let (en, zh) = (shown.join("; "), shown.join("；"));
    if fresh.is_empty() {
        return (Vec::new(), count);
    }
    let places: BTreeSet<usize> =
        fresh.iter().flat_map(|(_, places)| places.iter().copied()).collect();
    let at = places.iter().filter_map(|&index| paragraphs.get(index));
    let judgement = Judgement::finding(words!(
        en: "sentences that stand in several places: {number}, as in {en}",
        zh: "有 {number} 处文字在多处重复：{zh}"
    ));
    let judgement = judgement.at(at.map(|paragraph| paragraph.block.at));
    (vec![judgement], count)
}

/// A sentence or a clause that is long enough to be compared.
struct Part<'p> {
    /// The index of its paragraph.
    paragraph: usize,
    text: &'p str,
    /// Whether it names a document.
    cites: bool,
}

/// The sentences and clauses that are long enough to be compared, and how many sentences there are.
fn parts<'p>(paragraphs: &'p [Paragraph<'_>]) -> (Vec<Part<'p>>, usize) {
    let (mut parts, mut count) = (Vec::new(), 0);
    // Most clauses are short, and a character has one byte at least.
    let long = |text: &str| text.len() >= SHORTEST && text.chars().nth(SHORTEST - 1).is_some();
    for (paragraph, own) in paragraphs.iter().enumerate() {
        let cites = names_document(own.text());
        let part = |text| Part { paragraph, text, cites: cites && names_document(text) };
        for sentence in own.sentences() {
            count += 1;
            if !long(sentence) {
                continue;
            }
            parts.push(part(sentence));
            let clauses = clause::parts(sentence, |c| matches!(c, ',' | ':'));
            let clauses = clauses.map(|clause| clause.trim_end_matches([',', ':']));
            let clauses = clauses.filter(|clause| clause.len() < sentence.len() && long(clause));
            parts.extend(clauses.map(part));
        }
    }
    (parts, count)
}

/// The keys of the parts of sentences that end like one of another paragraph: no others can be the
/// same.
fn alike<'p>(parts: &[Part<'p>], context: &Context<'_>) -> Vec<(usize, Cow<'p, str>)> {
    /// Bytes of an end: no more than the shortest key has.
    const END: usize = SHORTEST;
    fn end(text: &str) -> Option<&[u8; END]> {
        text.as_bytes().last_chunk()
    }
    // A key ends as its part does, but where the names of documents are left out.
    let parts: Vec<(usize, Cow<'p, str>, bool)> = parts
        .iter()
        .filter_map(|part| match part.cites {
            true => Some((part.paragraph, comparable(part.text, context)?, true)),
            false => Some((part.paragraph, Cow::Borrowed(part.text), false)),
        })
        .collect();
    // The paragraph in which an end first stood, and whether it stands in another.
    let mut ends: HashMap<[u8; END], (usize, bool)> = HashMap::default();
    for (index, part, _) in &parts {
        if let Some(end) = end(part) {
            let (first, several) = ends.entry(*end).or_insert((*index, false));
            *several |= first != index;
        }
    }
    let several = |part: &str| end(part).and_then(|end| ends.get(end)).is_some_and(|end| end.1);
    let alike = parts.into_iter().filter(|(_, part, _)| several(part));
    let key = |part: Cow<'p, str>, made: bool| match part {
        Cow::Borrowed(part) if !made => comparable(part, context),
        key => Some(key),
    };
    alike.filter_map(|(index, part, made)| Some((index, key(part, made)?))).collect()
}

/// A part of a sentence as it is compared, if it is long enough.
fn comparable<'t>(part: &'t str, context: &Context<'_>) -> Option<Cow<'t, str>> {
    let key = without_names(without_year(part, context));
    let mut words = key.chars().filter(|&c| fold::is_of_word(c));
    words.nth(SHORTEST - 1).is_some().then_some(key)
}

/// Whether a text may hold the name of a document (《…》).
fn names_document(text: &str) -> bool {
    clause::next(text, |c| matches!(c, '《' | '》')).is_some()
}

/// A text without the names of documents.
fn without_names(text: &str) -> Cow<'_, str> {
    if !names_document(text) {
        return Cow::Borrowed(text);
    }
    let mut key = String::with_capacity(text.len());
    let mut cited = 0usize;
    for c in text.chars() {
        match c {
            '《' => cited += 1,
            '》' => cited = cited.saturating_sub(1),
            _ if cited == 0 => key.push(c),
            _ => {}
        }
    }
    Cow::Owned(key)
}

/// A text without the year that it starts with.
fn without_year<'t>(text: &'t str, context: &Context<'_>) -> &'t str {
    /// A year stands within so many characters.
    const REACH: usize = 16;
    let end = text.char_indices().nth(REACH).map_or(text.len(), |(at, _)| at);
    let mentions = context.patterns.years.mentions(text.get(..end).unwrap_or_default());
    let first = mentions.first().filter(|mention| mention.from == 0);
    first.and_then(|mention| text.get(mention.to..)).unwrap_or(text)
}

/// Reasons that start alike, of two or more rows.
fn same_reasons(context: &Context<'_>) -> Vec<Judgement> {
    let mut seen: BTreeMap<String, Vec<At>> = BTreeMap::new();
    for row in &context.report.indicators {
        let Some(reason) = row.reason.as_deref() else {
            continue;
        };
        let Some(value) = reason.value.as_deref() else {
            continue;
        };
        let key = fold::key(value);
        let clauses = key.split([',', '。', ';']).take(2);
        let start = clauses.collect::<Vec<_>>().join(",");
        if start.chars().count() >= SHORTEST_REASON {
            seen.entry(start).or_default().push(reason.at);
        }
    }
    // A cell that spans rows is one reason, printed once.
    for places in seen.values_mut() {
        places.dedup();
    }
    seen.retain(|_, places| places.len() > 1);
    let outcomes = seen.into_iter().map(|(text, places)| {
        let (count, text) = (places.len(), shortened(&text));
        let judgement = Judgement::finding(words!(
            en: "one reason for several rows: {count}, as in {text}",
            zh: "{count} 个指标的原因相同：{text}"
        ));
        judgement.at(places)
    });
    outcomes.collect()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
