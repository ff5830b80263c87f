//! A paragraph as it is printed, with the place of each stretch of it.

use super::numbering::Number;
use super::style::Height;
use crate::decode::left_out::{LeftOut, Reason};
use crate::decode::raised::{Raised, lowered, raised};
use crate::document::{Line, Mark};
use crate::location::At;

/// A paragraph that is being read, or has been.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// As printed, its automatic number left aside.
    text: String,
    /// Where in `text` each stretch starts, and where that is in the source.
    stretches: Vec<Stretch>,
    /// Characters of the paragraph of the source that is being read.
    chars: u32,
    /// The automatic number or bullet before it.
    pub(super) number: Option<Number>,
    pub(super) heading: bool,
    pub(super) indent: u16,
    /// Raised or lowered characters at the end that are not judged yet.
    apart: Option<(Height, String)>,
    /// Raised characters that open the paragraph: the mark of a note if text follows.
    opening: Option<String>,
}

#[derive(Debug, Clone, Copy)]
struct Stretch {
    byte: usize,
    page: Option<u32>,
    line: u32,
    /// Characters before it in the paragraph of the source.
    from: u32,
}

impl Paragraph {
    /// A paragraph of the source, behind what the one before it left to it.
    pub(super) fn open(line: u32, page: Option<u32>, before: Option<Paragraph>) -> Paragraph {
        let mut paragraph = Paragraph::default();
        if let Some(before) = before {
            paragraph.text = before.text;
            paragraph.stretches = before.stretches;
        }
        let byte = paragraph.text.len();
        paragraph.stretches.push(Stretch { byte, page, line, from: 0 });
        paragraph
    }

    /// The place of what is added next.
    pub(super) fn here(&self) -> At {
        let last = self.stretches.last();
        let line = last.map_or(0, |stretch| stretch.line);
        At::on_line(last.and_then(|stretch| stretch.page), line, self.chars, self.chars)
    }

    /// A page ends here.
    pub(super) fn turn(&mut self, page: Option<u32>) {
        let (byte, from) = (self.text.len(), self.chars);
        if let Some(last) = self.stretches.last_mut()
            && last.page != page
        {
            if last.byte == byte {
                last.page = page;
            } else {
                let line = last.line;
                self.stretches.push(Stretch { byte, page, line, from });
            }
        }
    }

    /// Adds text that stands on the line, or above or below it.
    pub(super) fn push(&mut self, text: &str, height: Height, left_out: &mut LeftOut) {
        if text.is_empty() {
            return;
        }
        if let Some((before, apart)) = &mut self.apart {
            if *before == height {
                apart.push_str(text);
                return;
            }
            self.settle(left_out);
        }
        if height != Height::Line {
            self.apart = Some((height, text.to_owned()));
            return;
        }
        if self.opening.is_some() && !text.trim().is_empty() {
            left_out.add(Reason::NoteMark, self.here());
            self.opening = None;
        }
        self.add(text);
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.chars += text.chars().count() as u32;
    }

    /// Judges the raised or lowered characters at the end.
    fn settle(&mut self, left_out: &mut LeftOut) {
        let Some((height, text)) = self.apart.take() else { return };
        if text.trim().is_empty() {
            return self.add(&text);
        }
        let kind = match height {
            Height::Raised => raised(&self.text, &text),
            Height::Lowered => lowered(&self.text, &text),
            Height::Line => Raised::Text,
        };
        match kind {
            Raised::Note if self.text.trim().is_empty() => self.opening = Some(text),
            Raised::Note => left_out.add(Reason::NoteMark, self.here()),
            Raised::Sign(sign) => self.add(&sign),
            Raised::Apart => {
                self.add("^");
                self.add(&text);
            }
            Raised::Text => self.add(&text),
        }
    }

    /// Ends it.
    pub(super) fn close(&mut self, left_out: &mut LeftOut) {
        self.settle(left_out);
        // Raised characters and nothing else are a value.
        if let Some(text) = self.opening.take() {
            self.add(&text);
        }
    }

    /// Whether nothing is printed but, maybe, an automatic number.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The text of a cell: with its number, white space at the ends left out.
    pub(super) fn cell_text(&self) -> String {
        let text = self.text.trim();
        let number = self.number_before(text);
        if number.is_empty() {
            text.to_owned()
        } else {
            format!("{number}{text}").trim_end().to_owned()
        }
    }

    /// The place of all that is printed.
    pub(super) fn at(&self) -> At {
        let lead = self.text.len() - self.text.trim_start().len();
        self.place(lead, lead + self.text.trim().len())
    }

    /// The number with what parts it from the text: nothing behind 、 or ）, a space where the
    /// two would run together.
    fn number_before(&self, text: &str) -> String {
        let Some(Number::Text(number)) = &self.number else {
            return String::new();
        };
        let digit = text.starts_with(|c: char| c.is_ascii_digit());
        let open =
            number.ends_with(|c: char| c.is_alphanumeric() || digit && matches!(c, '.' | '．'));
        format!("{number}{}", if open { " " } else { "" })
    }

    /// The place of the bytes `from..to`; of several stretches, the part on the first.
    fn place(&self, from: usize, to: usize) -> At {
        let index = self.stretches.partition_point(|s| s.byte <= from).saturating_sub(1);
        let Some(stretch) = self.stretches.get(index) else {
            return At::default();
        };
        let end = self.stretches.get(index + 1).map_or(self.text.len(), |next| next.byte);
        let count = |from: usize, to: usize| {
            self.text.get(from..to).map_or(0, |text| text.chars().count()) as u32
        };
        let start = stretch.from + count(stretch.byte, from);
        At::on_line(stretch.page, stretch.line, start, start + count(from, to.min(end)))
    }

    /// Its lines: more than one if the source breaks it.
    pub(super) fn lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut byte = 0;
        for piece in self.text.split('\n') {
            let text = piece.trim();
            let lead = piece.len() - piece.trim_start().len();
            let from = byte + lead;
            byte += piece.len() + 1;
            if text.is_empty() {
                continue;
            }
            let first = lines.is_empty();
            let number = if first { self.number_before(text) } else { String::new() };
            let mark = match &self.number {
                _ if self.heading => Some(Mark::Heading),
                Some(Number::Bullet) if first => Some(Mark::Bullet),
                _ => None,
            };
            let white = piece.get(..lead).unwrap_or_default();
            let columns: u16 = white.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum();
            let own = if first { self.indent } else { 0 };
            lines.push(Line {
                at: self.place(from, from + text.len()),
                after_gap: first,
                begins: first,
                indent: own.saturating_add(columns),
                mark,
                boxes: self.places(from, from + text.len(), number.len()),
                unplaced: number.len() as u32,
                text: number + text,
                ..Line::default()
            });
        }
        lines
    }

    /// The places of the stretches of the bytes `from..to`, if they are several, for a text
    /// that they follow `ahead` bytes after its start.
    fn places(&self, from: usize, to: usize, ahead: usize) -> Vec<(u32, At)> {
        let inner = self.stretches.iter().map(|stretch| stretch.byte);
        let mut starts: Vec<usize> = inner.filter(|&byte| byte > from && byte < to).collect();
        if starts.is_empty() {
            return Vec::new();
        }
        starts.insert(0, from);
        starts.dedup();
        let place = |&start: &usize| ((start - from + ahead) as u32, self.place(start, to));
        starts.iter().map(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(parts: &[(&str, Height)]) -> Paragraph {
        let mut paragraph = Paragraph::open(3, None, None);
        let mut left_out = LeftOut::default();
        for (text, height) in parts {
            paragraph.push(text, *height, &mut left_out);
        }
        paragraph.close(&mut left_out);
        paragraph
    }

    #[test]
    fn a_number_stands_before_the_text_and_nowhere_in_the_source() {
        let mut one = paragraph(&[("  总体目标 ", Height::Line)]);
        one.number = Some(Number::Text("（一）".to_owned()));
        let lines = one.lines();
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].text, "（一）总体目标");
        assert!(lines[0].begins);
        assert_eq!(lines[0].at, At::on_line(None, 3, 2, 6));
        let from = lines[0].text.find('目').unwrap();
        assert_eq!(lines[0].passage().at(from, lines[0].text.len()), At::on_line(None, 3, 4, 6));
        one.number = Some(Number::Text("1.1".to_owned()));
        assert_eq!(one.cell_text(), "1.1 总体目标");
        let mut year = paragraph(&[("2024年", Height::Line)]);
        year.number = Some(Number::Text("1.".to_owned()));
        assert_eq!(year.cell_text(), "1. 2024年");
        let mut alone = paragraph(&[]);
        alone.number = Some(Number::Text("7".to_owned()));
        assert_eq!(alone.cell_text(), "7");
    }

    #[test]
    fn marks_of_notes_are_no_part_of_a_number() {
        let text = |parts: &[(&str, Height)]| paragraph(parts).cell_text();
        assert_eq!(text(&[("320", Height::Line), ("1", Height::Raised)]), "320");
        assert_eq!(text(&[("9万m", Height::Line), ("2", Height::Raised)]), "9万m²");
        assert_eq!(
            text(&[("[", Height::Raised), ("3]", Height::Raised), ("注", Height::Line)]),
            "注"
        );
        assert_eq!(text(&[("12", Height::Raised)]), "12");
    }

    #[test]
    fn a_paragraph_over_two_pages_has_two_places() {
        let mut left_out = LeftOut::default();
        let mut one = Paragraph::open(5, Some(1), None);
        one.push("完成支出", Height::Line, &mut left_out);
        one.turn(Some(2));
        one.push("12万元。", Height::Line, &mut left_out);
        one.close(&mut left_out);
        let passage = one.lines()[0].passage();
        let from = passage.text.find('1').unwrap();
        assert_eq!(passage.at(from, from + 2), At::on_line(Some(2), 5, 4, 6));
        assert_eq!(passage.at(0, 6), At::on_line(Some(1), 5, 0, 2));
    }
}
