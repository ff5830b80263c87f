//! Cover fields (封面), wherever they stand: lines of the cover, cells of a form,
//! the line under a table.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::fold;
use crate::location::{At, Passage};
use crate::model::{DateField, Fields, Note, Text};
use crate::outline::{Block, Outline, Section};
use crate::patterns::Patterns;
use crate::patterns::fields::{Kind, Labelled};
use crate::report::{date, signature, text};
use crate::table::FormRow;

/// The fields of a report and the year that one of them names.
pub(crate) struct Found {
    pub(crate) fields: Fields,
    pub(crate) year: Option<(i16, At)>,
}

/// Finds the fields. Of several values for one field the one with the better
/// label counts, then the cover's before a form's before one in the text.
pub(crate) fn fields(
    outline: &Outline,
    rows: &[FormRow],
    title: Option<&Passage>,
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Found {
    let mut finder = Finder {
        patterns,
        best: BTreeMap::new(),
    };
    finder.lines(&outline.cover, Source::Cover);
    finder.rows(rows);
    finder.sections(&outline.sections);
    let mut fields = Fields::default();
    let mut year = None;
    for ((index, part), (_, value)) in finder.best {
        let id = part.unwrap_or(&patterns.fields.field(index).id);
        let kind = patterns.fields.field(index).kind;
        match (id, kind) {
            ("department", _) => fields.department = Some(value),
            ("preparer", _) => fields.preparer = Some(value),
            ("phone", _) => fields.phone = Some(value),
            ("project", _) => fields.project = Some(value),
            ("implementing_unit", _) => fields.implementing_unit = Some(value),
            (_, Kind::Date) => {
                let day = date::full_date(value.value.as_deref().unwrap_or_default());
                fields.date = Some(DateField {
                    value: day.map(|d| d.to_string()),
                    raw: value.raw,
                    at: value.at,
                });
            }
            (_, Kind::Contact) => contact(&value, &mut fields),
            (_, Kind::Year) => {
                year = year_in(&value.raw).map(|year| (year, value.at));
                fields.more.insert(id.to_owned(), value);
            }
            _ => {
                fields.more.entry(id.to_owned()).or_insert(value);
            }
        }
    }
    signature::complete(&mut fields, outline, title, patterns, notes);
    Found { fields, year }
}

/// Where a value was found; the first is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Cover,
    Cell,
    Text,
}

type Rank = (bool, Source);
/// A field, or the code that stands before its value.
type Key<'p> = (usize, Option<&'p str>);

struct Finder<'p> {
    patterns: &'p Patterns,
    best: BTreeMap<Key<'p>, (Rank, Text)>,
}

/// The longest values, in characters, where nothing but a label tells their end.
const LONGEST_TEXT: usize = 200;
const LONGEST_NAME: usize = 60;
const LONGEST_PERSON: usize = 30;
/// The same for a value in the text or on the line after its label.
const LONGEST_LOOSE: usize = 40;

impl<'p> Finder<'p> {
    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            // 一、项目名称：… taken for a heading.
            let title = Passage::new(section.title.clone(), section.at);
            self.line(&title, Source::Text);
            self.lines(&section.blocks, Source::Text);
            self.sections(&section.sections);
        }
    }

    fn lines(&mut self, blocks: &[Block], source: Source) {
        for (index, block) in blocks.iter().enumerate() {
            let (Block::Paragraph(line) | Block::Item(line)) = block else {
                continue;
            };
            let alone = self.line(line, source);
            if let (Some(label), Source::Cover) = (alone, source)
                && let Some(Block::Paragraph(next)) = blocks.get(index + 1)
                && self.patterns.fields.on_line(&next.text).is_empty()
                && !self.loose(&label, next, source)
                && let Some(Block::Paragraph(rest)) = blocks.get(index + 2)
                && self.patterns.fields.on_line(&rest.text).is_empty()
            {
                // The name of a body that a narrow cell broke in two.
                let mut whole = next.clone();
                whole.append(rest);
                self.loose(&label, &whole, source);
            }
        }
    }

    /// Takes the fields of a line. Gives back the label of one that stands
    /// alone, with its value perhaps on the next line.
    fn line(&mut self, line: &Passage, source: Source) -> Option<Labelled> {
        let mut labels = self.patterns.fields.on_line(&line.text);
        for label in &labels {
            let printed = &line.text[label.value.clone()];
            let loose = source != Source::Cover;
            if printed.is_empty()
                || (loose && !label.colon)
                || (!label.colon && self.patterns.fields.is_prose(printed))
            {
                continue;
            }
            if loose && (printed.chars().count() > LONGEST_LOOSE || printed.contains(['。', '；']))
            {
                continue;
            }
            self.take(
                (label.field, label.second, source),
                &line.slice(label.value.start, label.value.end),
            );
        }
        let alone = labels.len() == 1 && labels[0].value.is_empty();
        if alone { labels.pop() } else { None }
    }

    /// A value on the line after its label: only what can be nothing else.
    fn loose(&mut self, label: &Labelled, next: &Passage, source: Source) -> bool {
        let value = fold::key(&next.text);
        let short =
            value.chars().count() <= LONGEST_LOOSE && !value.contains(['。', ';', ',', ':']);
        let fits = match self.patterns.fields.field(label.field).kind {
            Kind::Organisation => self.patterns.fields.organisations.end(&value).is_some(),
            Kind::Person => value.chars().count() <= 8,
            _ => true,
        };
        let kind = self.patterns.fields.field(label.field).kind;
        if short && fits {
            self.take((label.field, label.second, source), next);
        }
        // Only the name of a body tells by its end whether it is whole.
        fits || kind != Kind::Organisation
    }

    /// Label cells and the cells after them; or a row of labels above a row of
    /// values.
    fn rows(&mut self, rows: &[FormRow]) {
        let labels = |row: &FormRow| {
            row.cells
                .iter()
                .filter(|(text, _)| self.patterns.fields.of_cell(text).is_some())
                .count()
        };
        let counts: Vec<usize> = rows.iter().map(labels).collect();
        for (index, row) in rows.iter().enumerate() {
            let heads_only = row.cells.len() >= 2 && counts[index] == row.cells.len();
            if let (true, Some(below)) = (heads_only, rows.get(index + 1))
                && below.cells.len() == row.cells.len()
                && counts[index + 1] == 0
                && below.table == row.table
            {
                for ((label, _), (value, at)) in row.cells.iter().zip(&below.cells) {
                    self.cell(label, value, *at);
                }
                continue;
            }
            for (place, (cell, at)) in row.cells.iter().enumerate() {
                match row.cells.get(place + 1) {
                    Some((value, at)) if self.patterns.fields.of_cell(cell).is_some() => {
                        if self.patterns.fields.of_cell(value).is_none() {
                            self.cell(cell, value, *at);
                        }
                    }
                    _ => {
                        self.line(&Passage::new(cell.clone(), *at), Source::Cell);
                    }
                }
            }
        }
    }

    fn cell(&mut self, label: &str, value: &str, at: At) {
        if let Some((field, second)) = self.patterns.fields.of_cell(label) {
            self.take((field, second, Source::Cell), &Passage::new(value, at));
        }
    }

    /// Keeps a value if it is one and better than what was found before.
    fn take(&mut self, (index, second, source): (usize, bool, Source), printed: &Passage) {
        let field = self.patterns.fields.field(index);
        let rank = (second, source);
        let better = |best: &BTreeMap<Key, (Rank, Text)>, key: Key| {
            best.get(&key).is_none_or(|(old, _)| rank < *old)
        };
        if !better(&self.best, (index, None)) {
            return;
        }
        let Some(bare) = self.patterns.fields.bare(&printed.text) else {
            return;
        };
        if !plausible(field.kind, &bare.text) {
            return;
        }
        let mut value = bare.text.as_str();
        let mut from = bare.range.start;
        if let Some(code) = &field.code
            && let Some((place, length)) = leading_code(value, code.shortest)
        {
            let at = printed.at(from + place.start, from + place.end);
            let code_printed = &value[place];
            self.best.insert(
                (index, Some(&code.id)),
                (rank, text(code_printed, code_printed, at)),
            );
            from += length;
            value = &value[length..];
        }
        let at = printed.at(from, bare.range.end.max(from));
        self.best
            .insert((index, None), (rank, text(value, &printed.text, at)));
    }
}

/// Whether a text can be the value of a field of this kind at all.
fn plausible(kind: Kind, value: &str) -> bool {
    let length = value.chars().count();
    let digits = value
        .chars()
        .filter(|c| fold::fold_char(*c).is_ascii_digit())
        .count();
    match kind {
        Kind::Text => length <= LONGEST_TEXT,
        Kind::Organisation => length <= LONGEST_NAME && !value.contains('。'),
        Kind::Person => length <= LONGEST_PERSON && digits == 0 && !value.contains('。'),
        Kind::Phone => digits >= 5 && length <= LONGEST_LOOSE,
        Kind::Contact => digits >= 5 && length <= LONGEST_NAME,
        Kind::Date => {
            length <= LONGEST_PERSON
                && value
                    .chars()
                    .any(|c| c.is_numeric() || matches!(c, '一'..='十' | '〇'))
        }
        Kind::Year => year_in(value).is_some(),
    }
}

/// A code before a name: `102003-某局`, `[102003]某局`. Gives the place of the
/// code and the length of all that stands before the name.
fn leading_code(value: &str, shortest: usize) -> Option<(Range<usize>, usize)> {
    let body = value.strip_prefix(['[', '【', '(', '（']).unwrap_or(value);
    let opened = body.len() < value.len();
    let length = body.find(|c: char| !c.is_ascii_alphanumeric())?;
    let code = &body[..length];
    let rest = body[length..].trim_start();
    let name = match opened {
        true => rest.strip_prefix([']', '】', ')', '）'])?,
        false => rest.strip_prefix(['-', '—', '–', '_', '－', '|', ':', '：'])?,
    };
    let name = name.trim_start_matches(['-', '—', ' ']);
    let is_code = length >= shortest && code.contains(|c: char| c.is_ascii_digit());
    // 2024-2026年: a span of years is no code.
    let is_name = name.chars().next().is_some_and(|c| !c.is_ascii_digit());
    let from = value.len() - body.len();
    (is_code && is_name).then(|| (from..from + length, value.len() - name.len()))
}

/// Splits 联系人及电话 into its person and its number.
fn contact(value: &Text, fields: &mut Fields) {
    let Some(split) = value
        .raw
        .find(|c: char| fold::fold_char(c).is_ascii_digit())
    else {
        return;
    };
    let (person, phone) = value.raw.split_at(split);
    let end = person.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | '（' | '/' | '、' | ',' | '，')
    });
    let chars = |text: &str| text.chars().count();
    if !end.is_empty() && fields.preparer.is_none() {
        fields.preparer = Some(text(end, end, value.at.part(0, chars(end))));
    }
    if fields.phone.is_none() {
        let phone = phone.trim_end_matches([')', '）']);
        fields.phone = Some(text(
            phone,
            phone,
            value.at.part(chars(person), chars(person) + chars(phone)),
        ));
    }
}

/// The one year that a value names: `2023`, `2023年度`, `2023年1月至2023年12月`.
fn year_in(value: &str) -> Option<i16> {
    let key = fold::key(value);
    if let Some(year) = date::year(&key) {
        return Some(year);
    }
    let mentions = crate::patterns::years::mentions(&key);
    let first = mentions.first()?.year;
    mentions
        .iter()
        .all(|mention| mention.year == first)
        .then_some(first)
}
