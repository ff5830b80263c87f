//! Paragraphs that share wording, found by shingles and not by comparing each with
//! each: the time grows with the length of the reports.

use std::cmp::Reverse;
use std::hash::Hasher;

use rustc_hash::{FxHashMap as HashMap, FxHasher};

use super::blocks::Prose;
use crate::fold::Bigrams;

/// Characters of a shingle.
const SHINGLE: usize = 4;
/// One shingle of so many is kept of a long paragraph.
const SAMPLE: u64 = 4;
/// A paragraph of fewer characters keeps all.
const SHORT: usize = 80;
/// A shingle in more paragraphs than this tells nothing.
const COMMON: usize = 24;
/// So many candidates of a paragraph are compared in full.
const BEST: usize = 3;

/// Pairs of free paragraphs with their likeness in ten thousandths, the best first.
pub(super) fn of(
    olds: &[Prose<'_>],
    news: &[Prose<'_>],
    free_olds: &[usize],
    free_news: &[usize],
) -> Vec<(u32, usize, usize)> {
    let mut index: HashMap<u64, Vec<usize>> = HashMap::default();
    let mut sections: HashMap<&[&str], usize> = HashMap::default();
    for (rank, &old) in free_olds.iter().enumerate() {
        sections.entry(&olds[old].section).or_insert(rank);
        for shingle in shingles(&olds[old].masked) {
            index.entry(shingle).or_default().push(rank);
        }
    }
    let bigrams = |rows: &[Prose<'_>], places: &[usize]| -> Vec<Bigrams> {
        let texts = places.iter().map(|&place| &rows[place].masked);
        texts.map(|text| Bigrams::of(text)).collect()
    };
    let (of_olds, of_news) = (bigrams(olds, free_olds), bigrams(news, free_news));
    let mut found = Vec::new();
    for (rank, &new) in free_news.iter().enumerate() {
        let mut shared: Vec<usize> = Vec::new();
        for shingle in shingles(&news[new].masked) {
            if let Some(ranks) = index.get(&shingle).filter(|ranks| ranks.len() <= COMMON) {
                shared.extend(ranks);
            }
        }
        // In one place of the outline a paragraph may be rewritten altogether.
        shared.extend(sections.get(&news[new].section[..]));
        for (_, old) in most_frequent(shared) {
            let dice = of_olds[old].dice(&of_news[rank]);
            found.push((dice, free_olds[old], new));
        }
    }
    found.sort_by_key(|&(dice, old, new)| (Reverse(dice), new, old));
    found
}

/// The commonest entries of a list with their number.
fn most_frequent(mut list: Vec<usize>) -> Vec<(usize, usize)> {
    list.sort_unstable();
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for entry in list {
        match counts.last_mut() {
            Some((count, last)) if *last == entry => *count += 1,
            _ => counts.push((1, entry)),
        }
    }
    counts.sort_by_key(|&(count, entry)| (Reverse(count), entry));
    counts.truncate(BEST);
    counts
}

/// Hashes of the runs of characters of a text, each once; a sample of a long one.
fn shingles(text: &str) -> Vec<u64> {
    let chars: Vec<char> = text.chars().collect();
    let mut hashes: Vec<u64> = chars
        .windows(SHINGLE)
        .map(|window| {
            let mut hasher = FxHasher::default();
            window.iter().for_each(|&c| hasher.write_u32(c as u32));
            hasher.finish() >> 8
        })
        .filter(|hash| chars.len() < SHORT || hash % SAMPLE == 0)
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
