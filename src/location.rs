//! Where a value stood in its source.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The place of a value in its source. Text sources give `line` and `chars`;
/// page-based sources give `page` and `bbox`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(not(feature = "internals"), non_exhaustive)]
pub struct At {
    /// Page, from 1; `null` where the source has no pages.
    pub page: Option<u32>,
    /// Line of the decoded text, from 1.
    pub line: Option<u32>,
    /// Start and end (exclusive) within that line, in Unicode scalar values from 0.
    pub chars: Option<[u32; 2]>,
    /// Left, top, right, bottom in PDF points from the top left of the page.
    pub bbox: Option<[f32; 4]>,
}

impl At {
    /// A place on a line of a text source.
    #[must_use]
    pub fn line(page: Option<u32>, line: u32, from: u32, to: u32) -> Self {
        Self { page, line: Some(line), chars: Some([from, to]), bbox: None }
    }

    /// The part of a box that holds the characters `from..to` of `count` that
    /// stand in it one after the other, equally far apart. A box that is higher
    /// than wide holds them below each other.
    fn part_of_box(self, from: usize, to: usize, count: usize) -> Self {
        let narrow = |[left, top, right, bottom]: [f32; 4]| {
            if count < 2 || from >= to || to > count {
                return [left, top, right, bottom];
            }
            let cut = |start: f32, end: f32| {
                let step = (end - start) / count as f32;
                let place = |n: usize| ((start + step * n as f32) * 100.0).round() / 100.0;
                (place(from), place(to))
            };
            if bottom - top > (right - left) * 1.5 {
                let (top, bottom) = cut(top, bottom);
                [left, top, right, bottom]
            } else {
                let (left, right) = cut(left, right);
                [left, top, right, bottom]
            }
        };
        Self { bbox: self.bbox.map(narrow), ..self }
    }

    /// The box around both, if they stand on one line of a page.
    fn along(self, other: At) -> Option<At> {
        let ([a, b, c, d], [e, f, g, h]) = (self.bbox?, other.bbox?);
        let overlap = d.min(h) - b.max(f);
        let same_line = self.page == other.page && overlap * 2.0 > (d - b).min(h - f);
        same_line.then_some(At { bbox: Some([a.min(e), b.min(f), c.max(g), d.max(h)]), ..self })
    }

    /// The part of this place that starts `from` and ends `to` characters after
    /// its start. Only the characters are narrowed; a box stays whole.
    #[must_use]
    pub fn part(self, from: usize, to: usize) -> Self {
        let narrow = |[start, _]: [u32; 2]| [start + from as u32, start + to as u32];
        Self { chars: self.chars.map(narrow), ..self }
    }
}

/// A stretch of text put together from one or more places of the source, which
/// can tell for any of its characters where that stood.
///
/// Paragraphs are joined over line and page ends; a value found in the joined
/// text is traced back with [`Passage::at`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passage {
    /// The text as printed, line ends already dropped or turned into joins.
    pub text: String,
    /// Where each run of `text` stood: offset in `text` (bytes) where the run
    /// starts, and the place of the whole run.
    runs: Vec<(usize, At)>,
}

impl Passage {
    /// A passage that is one run of the source.
    #[must_use]
    pub fn new(text: impl Into<String>, at: At) -> Self {
        Self { text: text.into(), runs: vec![(0, at)] }
    }

    /// Appends another passage directly, with nothing between the two.
    pub fn append(&mut self, other: &Passage) {
        let base = self.text.len();
        self.text.push_str(&other.text);
        self.runs.extend(other.runs.iter().map(|&(from, at)| (base + from, at)));
    }

    /// Appends text that stands nowhere in the source, such as the space
    /// between two joined Latin words. It is counted to the run before it.
    pub fn append_unplaced(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Where the bytes `from..to` of the text stood. A range over several runs
    /// gives the part on the first one, boxes on one line together.
    #[must_use]
    pub fn at(&self, from: usize, to: usize) -> At {
        let count = |a: usize, b: usize| self.text.get(a..b).map_or(0, |s| s.chars().count());
        self.at_counted(from, to, count)
    }

    /// [`Passage::at`] with another way to count the characters between two
    /// bytes, for callers that ask often of one long text.
    pub(crate) fn at_counted(
        &self,
        from: usize,
        to: usize,
        count: impl Fn(usize, usize) -> usize,
    ) -> At {
        let index = self.runs.partition_point(|&(start, _)| start <= from).saturating_sub(1);
        let Some(&(start, at)) = self.runs.get(index) else {
            return At::default();
        };
        let end = self.runs.get(index + 1).map_or(self.text.len(), |&(next, _)| next);
        let head = count(start, from.min(end));
        let length = count(from.min(end), to.min(end));
        if at.bbox.is_some() {
            let whole = head + length + count(to.min(end), end);
            let first = at.part_of_box(head, head + length, whole);
            return self.along(index + 1, to, first, count);
        }
        let part = at.part(head, head + length);
        match (part.chars, at.chars) {
            // Unplaced text at the end of a run must not reach past the run.
            (Some([a, b]), Some([_, limit])) => {
                At { chars: Some([a.min(limit), b.min(limit)]), ..part }
            }
            _ => part,
        }
    }

    /// A box and the parts of the next runs up to `to` on the same line.
    fn along(
        &self,
        next: usize,
        to: usize,
        first: At,
        count: impl Fn(usize, usize) -> usize,
    ) -> At {
        let mut whole = first;
        let rest = self.runs.get(next..).unwrap_or_default();
        for (number, &(start, at)) in rest.iter().enumerate() {
            if start >= to {
                break;
            }
            let end = rest.get(number + 1).map_or(self.text.len(), |&(next, _)| next);
            let part = at.part_of_box(0, count(start, to.min(end)), count(start, end));
            match whole.along(part) {
                Some(both) => whole = both,
                None => break,
            }
        }
        whole
    }

    /// Where the passage starts: its first run, whole; of a page, its first line.
    #[must_use]
    pub fn start(&self) -> At {
        let first = self.runs.first().map(|&(_, at)| at).unwrap_or_default();
        match first.bbox {
            Some(_) => self.at(0, self.text.len()),
            None => first,
        }
    }

    /// The places of all runs, in order.
    pub fn places(&self) -> impl Iterator<Item = At> + '_ {
        self.runs.iter().map(|&(_, at)| at)
    }

    /// The sub-passage of the bytes `from..to`, which must lie on character
    /// borders (else the passage is empty).
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> Passage {
        let Some(text) = self.text.get(from..to) else {
            return Passage::default();
        };
        let mut runs = vec![(0, self.at(from, to))];
        for &(start, _) in self.runs.iter().filter(|&&(start, _)| start > from && start < to) {
            runs.push((start - from, self.at(start, to)));
        }
        Passage { text: text.to_owned(), runs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_a_joined_paragraph_is_traced_to_its_own_line() {
        let mut passage = Passage::new("完成支出", At::line(None, 4, 0, 4));
        passage.append(&Passage::new("12万元。", At::line(None, 6, 2, 7)));
        let from = passage.text.find('1').unwrap();
        assert_eq!(passage.at(from, from + 2), At::line(None, 6, 2, 4));
        assert_eq!(passage.slice(from, from + 2).start(), At::line(None, 6, 2, 4));
    }

    #[test]
    fn a_value_in_evenly_set_text_is_traced_to_its_own_box() {
        let on = |left, right| At {
            page: Some(1),
            bbox: Some([left, 10.0, right, 20.0]),
            ..At::default()
        };
        let mut passage = Passage::new("支出", on(0.0, 20.0));
        passage.append(&Passage::new("12.5", on(20.0, 40.0)));
        passage.append(&Passage::new("万元", on(40.0, 60.0)));
        let from = passage.text.find('2').unwrap();
        assert_eq!(passage.at(from, from + 1), on(25.0, 30.0));
        let to = passage.text.len() - "元".len();
        assert_eq!(passage.at(from - 1, to), on(20.0, 50.0));
    }

    #[test]
    fn a_range_over_two_lines_gives_its_part_on_the_first() {
        let mut passage = Passage::new("探", At::line(None, 1, 9, 10));
        passage.append(&Passage::new("索", At::line(None, 3, 0, 1)));
        assert_eq!(passage.at(0, passage.text.len()), At::line(None, 1, 9, 10));
    }
}
