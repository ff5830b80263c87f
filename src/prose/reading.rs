//! The prose of a finished report in reading order, for checks and comparisons: what an
//! extraction that is read again has as well.

use std::cell::OnceCell;

use std::ops::Range;

use crate::fold::{self, clause};
use crate::model::{Block, BlockKind, Report, Section};
use crate::patterns::years::Years;
use crate::value::year::Mention;

/// Headings and paragraphs of a report, in reading order.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) headings: Vec<Heading<'a>>,
    pub(crate) paragraphs: Vec<Paragraph<'a>>,
}

/// A section with its folded title.
#[derive(Debug)]
pub(crate) struct Heading<'a> {
    pub(crate) section: &'a Section,
    /// See [`fold::key`].
    pub(crate) title: String,
    /// Index of the heading above.
    above: Option<usize>,
    /// Paragraphs of this section and of those below it.
    pub(crate) paragraphs: Range<usize>,
}

/// A paragraph or item of a list.
#[derive(Debug)]
pub(crate) struct Paragraph<'a> {
    pub(crate) block: &'a Block,
    /// Its folded text and where the sentences stand in it, once somebody asks.
    folded: OnceCell<(String, Vec<Range<usize>>)>,
    /// Which of these sentences name years, and which years, once somebody asks.
    dated: OnceCell<Vec<(Range<usize>, Vec<Mention>)>>,
    /// Index of the heading under which it stands.
    pub(crate) heading: Option<usize>,
}

impl<'a> Paragraph<'a> {
    fn new(block: &'a Block, heading: Option<usize>) -> Self {
        Paragraph { block, folded: OnceCell::new(), dated: OnceCell::new(), heading }
    }

    fn folded(&self) -> &(String, Vec<Range<usize>>) {
        self.folded.get_or_init(|| {
            let text = fold::sentence_key(&self.block.text);
            let mut sentences = Vec::new();
            let mut from = 0;
            for sentence in clause::parts(&text, clause::ends_statement) {
                let to = from + sentence.trim_end_matches(clause::ends_statement).len();
                if to > from {
                    sentences.push(from..to);
                }
                from += sentence.len();
            }
            (text, sentences)
        })
    }

    /// See [`fold::sentence_key`]; folded when it is first asked for.
    pub(crate) fn text(&self) -> &str {
        &self.folded().0
    }

    /// Its sentences, and parts of one that stand alone, without the marks that end them.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = &str> {
        let (text, sentences) = self.folded();
        sentences.iter().filter_map(|sentence| text.get(sentence.clone()))
    }

    /// Those of its sentences that name years, and the years.
    pub(crate) fn dated(&self, years: &Years) -> impl Iterator<Item = (&str, &[Mention])> {
        let (text, sentences) = self.folded();
        let dated = self.dated.get_or_init(|| {
            let mentions = |range: &Range<usize>| years.mentions(&text[range.clone()]);
            let all = sentences.iter().map(|range| (range.clone(), mentions(range)));
            all.filter(|(_, mentions)| !mentions.is_empty()).collect()
        });
        dated.iter().map(|(range, mentions)| (&text[range.clone()], mentions.as_slice()))
    }
}

impl<'a> Reading<'a> {
    pub(crate) fn new(report: &'a Report) -> Self {
        let mut reading = Reading { headings: Vec::new(), paragraphs: Vec::new() };
        reading.add(&report.preface, None);
        for section in &report.sections {
            reading.walk(section, None);
        }
        reading
    }

    fn walk(&mut self, section: &'a Section, above: Option<usize>) {
        let index = self.headings.len();
        let first = self.paragraphs.len();
        self.headings.push(Heading {
            section,
            title: fold::key(&section.title),
            above,
            paragraphs: first..first,
        });
        self.add(&section.blocks, Some(index));
        for section in &section.sections {
            self.walk(section, Some(index));
        }
        self.headings[index].paragraphs = first..self.paragraphs.len();
    }

    fn add(&mut self, blocks: &'a [Block], heading: Option<usize>) {
        let prose = blocks.iter().filter(|b| b.kind != BlockKind::Table);
        self.paragraphs.extend(prose.map(|block| Paragraph::new(block, heading)));
    }

    /// The headings above a paragraph by their indexes, the nearest first.
    pub(crate) fn above(&self, paragraph: &Paragraph<'a>) -> impl Iterator<Item = usize> {
        std::iter::successors(paragraph.heading, move |&heading| self.headings.get(heading)?.above)
    }

    /// The paragraphs of a section and of those below it.
    pub(crate) fn under(&self, heading: &Heading<'a>) -> &[Paragraph<'a>] {
        self.paragraphs.get(heading.paragraphs.clone()).unwrap_or_default()
    }
}

/// The part of a text around some of its bytes, for a message.
pub(crate) fn excerpt(text: &str, from: usize, to: usize) -> String {
    const AROUND: usize = 10;
    let head = text.get(..from).unwrap_or_default();
    let start = head.char_indices().rev().take(AROUND).last();
    let start = start.map_or(from, |(at, _)| at);
    let tail = text.get(to..).unwrap_or_default();
    let end = tail.char_indices().nth(AROUND).map_or(tail.len(), |(at, _)| at);
    let before = if start > 0 { "…" } else { "" };
    let after = if end < tail.len() { "…" } else { "" };
    let part = text.get(start..to + end).unwrap_or_default();
    format!("{before}{part}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_shows_what_stands_around() {
        let text = "市水务局2023年本部门人员支出完成120万元";
        let from = text.find("2023").unwrap();
        assert_eq!(excerpt(text, from, from + 4), "市水务局2023年本部门人员支出完成…");
        assert_eq!(excerpt("", 0, 0), "");
    }
}
