//! Where a value stood in its source.

mod at;
mod cell_name;

pub use at::At;
pub use cell_name::CellName;

/// A stretch of text put together from one or more places of the source, which
/// can tell for any of its characters where that stood.
///
/// Paragraphs are joined over line and page ends; a value found in the joined
/// text is traced back with [`Passage::at`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passage {
    /// The text as printed, line ends already dropped or turned into joins.
    pub text: String,
    runs: Vec<Run>,
    /// Stretches (bytes) of which a recogniser was not sure.
    unsure: Vec<[usize; 2]>,
}

/// Where a run of a passage stood.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Run {
    /// Offset in the text of the passage (bytes) where the run starts.
    from: usize,
    /// The place of the whole run.
    at: At,
    /// Its characters stand somewhere in its box, and not evenly one after the other.
    block: bool,
}

impl Passage {
    /// A passage that is one run of the source.
    #[must_use]
    pub fn new(text: impl Into<String>, at: At) -> Self {
        let runs = vec![Run { from: 0, at, block: false }];
        Self { text: text.into(), runs, unsure: Vec::new() }
    }

    /// A passage of which it is only told in which box it stands, on one line or more: the
    /// place of each part of it is that box, and its characters.
    #[must_use]
    pub fn block(text: impl Into<String>, at: At) -> Self {
        let runs = vec![Run { from: 0, at, block: true }];
        Self { text: text.into(), runs, unsure: Vec::new() }
    }

    /// Appends another passage directly, with nothing between the two.
    pub fn append(&mut self, other: &Passage) {
        let base = self.text.len();
        self.text.push_str(&other.text);
        if self.runs.is_empty() {
            self.runs.reserve_exact(other.runs.len());
        }
        self.runs.extend(other.runs.iter().map(|run| Run { from: base + run.from, ..*run }));
        self.unsure.extend(other.unsure.iter().map(|range| range.map(|at| base + at)));
    }

    /// Appends a run of the source; of a `block` it is only told in which box it stands.
    pub(crate) fn push(&mut self, text: &str, at: At, block: bool) {
        // Nearly all passages have one run, and a document may have a million passages.
        self.runs.reserve_exact(usize::from(self.runs.is_empty()));
        self.runs.push(Run { from: self.text.len(), at, block });
        self.text.push_str(text);
    }

    /// Says of which stretches (bytes) a recogniser was not sure.
    pub(crate) fn doubt(&mut self, stretches: impl IntoIterator<Item = [usize; 2]>) {
        self.unsure.extend(stretches);
    }

    /// Whether a recogniser was not sure of some of it.
    pub(crate) fn has_doubt(&self) -> bool {
        !self.unsure.is_empty()
    }

    /// Whether a recogniser was not sure of the character at a byte.
    pub(crate) fn is_unsure(&self, byte: usize) -> bool {
        self.unsure.iter().any(|&[from, to]| (from..to).contains(&byte))
    }

    /// Appends text that stands nowhere in the source, such as the space
    /// between two joined Latin words, or an automatic number. It is counted to the run
    /// before it; before the first run it takes no room.
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
        let index = self.runs.partition_point(|run| run.from <= from).saturating_sub(1);
        let Some(&Run { from: start, at, block }) = self.runs.get(index) else {
            return At::default();
        };
        let (from, to) = (from.max(start), to.max(start));
        let end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.from);
        let head = count(start, from.min(end));
        let length = count(from.min(end), to.min(end));
        if at.bbox().is_some() && !block {
            let whole = head + length + count(to.min(end), end);
            let first = at.part_of_box(head, head + length, whole);
            return self.along(index + 1, to, first, count);
        }
        let part = at.part(head, head + length);
        match (part.chars(), at.chars()) {
            // Unplaced text at the end of a run must not reach past the run.
            (Some([a, b]), Some([_, limit])) => part.with_chars(Some([a.min(limit), b.min(limit)])),
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
        for (number, &Run { from: start, at, block }) in rest.iter().enumerate() {
            if start >= to {
                break;
            }
            let end = rest.get(number + 1).map_or(self.text.len(), |next| next.from);
            let part = match block {
                true => at,
                false => at.part_of_box(0, count(start, to.min(end)), count(start, end)),
            };
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
        let first = self.runs.first().map(|run| run.at).unwrap_or_default();
        match first.bbox() {
            Some(_) => self.at(0, self.text.len()),
            None => first,
        }
    }

    /// The places of all runs, in order.
    pub fn places(&self) -> impl Iterator<Item = At> + '_ {
        self.runs.iter().map(|run| run.at)
    }

    /// The sub-passage of the bytes `from..to`, which must lie on character
    /// borders (else the passage is empty).
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> Passage {
        let Some(text) = self.text.get(from..to) else {
            return Passage::default();
        };
        // Unplaced text may stand before the first run.
        let first = self.runs.first().map_or(0, |run| run.from).clamp(from, to);
        let own = self.runs.partition_point(|run| run.from <= from).saturating_sub(1);
        let block = self.runs.get(own).is_some_and(|run| run.block);
        let mut runs = vec![Run { from: first - from, at: self.at(from, to), block }];
        for run in self.runs.iter().filter(|run| run.from > first && run.from < to) {
            runs.push(Run { from: run.from - from, at: self.at(run.from, to), ..*run });
        }
        let within = |&[a, b]: &[usize; 2]| {
            let (a, b) = (a.max(from), b.min(to));
            (a < b).then(|| [a - from, b - from])
        };
        let unsure = self.unsure.iter().filter_map(within).collect();
        Passage { text: text.to_owned(), runs, unsure }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_a_joined_paragraph_is_traced_to_its_own_line() {
        let mut passage = Passage::new("完成支出", At::on_line(None, 4, 0, 4));
        passage.append(&Passage::new("12万元。", At::on_line(None, 6, 2, 7)));
        let from = passage.text.find('1').unwrap();
        assert_eq!(passage.at(from, from + 2), At::on_line(None, 6, 2, 4));
        assert_eq!(passage.slice(from, from + 2).start(), At::on_line(None, 6, 2, 4));
    }

    #[test]
    fn a_value_in_evenly_set_text_is_traced_to_its_own_box() {
        let on = |left, right| {
            At::default().with_page(Some(1)).with_bbox(Some([left, 10.0, right, 20.0]))
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
    fn a_value_in_a_block_of_lines_is_traced_to_the_block() {
        let bbox = Some([10.0, 10.0, 90.0, 50.0]);
        let at = |from, to| At::on_line(Some(1), 7, from, to).with_bbox(bbox);
        let passage = Passage::block("完成支出12万元。", at(0, 9));
        let from = passage.text.find('1').unwrap();
        assert_eq!(passage.at(from, from + 2), at(4, 6));
        assert_eq!(passage.slice(from, from + 2).at(1, 2), at(5, 6));
    }

    #[test]
    fn a_number_that_stands_nowhere_takes_no_room() {
        let mut passage = Passage::default();
        passage.append_unplaced("一、");
        passage.append(&Passage::new("总体目标", At::on_line(None, 4, 0, 4)));
        let number = "一、".len();
        assert_eq!(passage.at(0, number), At::on_line(None, 4, 0, 0));
        assert_eq!(passage.at(0, passage.text.len()), At::on_line(None, 4, 0, 4));
        assert_eq!(passage.at(number, number + 6), At::on_line(None, 4, 0, 2));
        let part = passage.slice(3, number + 6);
        assert_eq!(part.at(3, part.text.len()), At::on_line(None, 4, 0, 2));
        assert_eq!(passage.slice(0, 3).start(), At::on_line(None, 4, 0, 0));
    }

    #[test]
    fn a_range_over_two_lines_gives_its_part_on_the_first() {
        let mut passage = Passage::new("探", At::on_line(None, 1, 9, 10));
        passage.append(&Passage::new("索", At::on_line(None, 3, 0, 1)));
        assert_eq!(passage.at(0, passage.text.len()), At::on_line(None, 1, 9, 10));
    }
}
