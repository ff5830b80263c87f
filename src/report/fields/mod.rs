//! Cover fields (封面), wherever they stand: lines of the cover, cells of a form,
//! the line under a table.

mod forms;
mod heads;
mod options;
mod page;
mod value;

use std::collections::BTreeMap;

use crate::fold;
use crate::location::{At, Passage};
use crate::model::{DateField, Fields, Note, ReportKind, Status, Text};
use crate::outline::{Block, Outline, Section};
use crate::patterns::Patterns;
use crate::patterns::fields::{Kind, Labelled};
use crate::report::{signature, text};
use crate::table::FormRow;
use crate::value::date;
use forms::Forms;
use options::{Ticked, ticked, untold};
use value::{LONGEST_LOOSE, contact, end_of_value, leading_code, phone, plausible, year_in};

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
    let mut finder = Finder::new(patterns);
    finder.of_page = page::days(outline, title, patterns, notes);
    finder.of_levels = heads::lines_of_levels(&outline.blocks(), patterns);
    finder.lines(&outline.cover, Source::Cover);
    finder.of_page.clear();
    finder.rows(rows);
    let own = outline.own_sections(patterns);
    finder.sections(outline.sections.get(..own).unwrap_or_default());
    finder.other_forms(&outline.sections);
    finder.leave_out_several();
    let (mut fields, year) = settle(finder.best, patterns);
    notes.extend(untold(&fields, patterns));
    signature::complete(&mut fields, outline, title, patterns, notes);
    notes.extend(value::several_bodies(&fields, patterns));
    Found { fields, year }
}

/// The fields that stand in the head of one form of several.
pub(crate) fn in_head(lines: &[Passage], rows: &[FormRow], patterns: &Patterns) -> Found {
    let mut finder = Finder::new(patterns);
    for line in lines {
        finder.line(line, Source::Text);
    }
    finder.rows(rows);
    let (fields, year) = settle(finder.best, patterns);
    Found { fields, year }
}

/// The values that were found, each in its place.
fn settle(
    best: BTreeMap<Key<'_>, (Rank, Text)>,
    patterns: &Patterns,
) -> (Fields, Option<(i16, At)>) {
    let mut fields = Fields::default();
    let mut year = None;
    for ((index, part), (_, value)) in best {
        let id = part.unwrap_or(&patterns.fields.field(index).id);
        let kind = patterns.fields.field(index).kind;
        match (id, kind) {
            ("department", _) => fields.department = Some(value),
            ("preparer", _) => fields.preparer = Some(value),
            ("phone", _) => fields.phone = Some(value),
            ("project", _) => fields.project = Some(value),
            ("implementing_unit", _) => fields.implementing_unit = Some(value),
            (_, Kind::Date) => {
                let day = date::full_date(value.value.as_deref().unwrap_or_default(), patterns);
                let day = day.map(|d| d.to_string());
                fields.date = Some(DateField::read(day, value.raw, value.at));
            }
            ("leader_contact", _) => {
                // The one who leads the project need not be the one who filled in the form.
                let preparer = fields.preparer.take();
                contact(&value, &mut fields);
                let leader = std::mem::replace(&mut fields.preparer, preparer);
                if let Some(leader) = leader {
                    fields.more.entry("leader".to_owned()).or_insert(leader);
                }
            }
            (_, Kind::Contact) => contact(&value, &mut fields),
            (_, Kind::Year) => {
                year = year_in(&value.raw, patterns).map(|year| (year, value.at));
                fields.more.insert(id.to_owned(), value);
            }
            _ => {
                fields.more.entry(id.to_owned()).or_insert(value);
            }
        }
    }
    (fields, year)
}

/// Where a value was found; the first is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Cover,
    Cell,
    /// The lines below the title of a form that stands further down.
    Form,
    Text,
}

type Rank = (bool, Source);
/// A field, or the code that stands before its value.
type Key<'p> = (usize, Option<&'p str>);

struct Finder<'p> {
    patterns: &'p Patterns,
    best: BTreeMap<Key<'p>, (Rank, Text)>,
    forms: Forms,
    /// Blocks of the cover that hold the day of the page.
    of_page: Vec<usize>,
    /// Lines name the bodies of several levels.
    of_levels: bool,
}

impl<'p> Finder<'p> {
    fn new(patterns: &'p Patterns) -> Self {
        Finder {
            patterns,
            best: BTreeMap::new(),
            forms: Forms::default(),
            of_page: Vec::new(),
            of_levels: false,
        }
    }

    /// Compares with the heads of other forms, each below a title of its own.
    fn other_forms(&mut self, sections: &[Section]) {
        let kinds = &self.patterns.kinds;
        let forms = sections.iter().filter(|section| {
            kinds.is_title(&section.title)
                && kinds.of_title(&section.title, false).is_some_and(ReportKind::is_of_a_project)
        });
        for form in forms {
            let mut other = Finder::new(self.patterns);
            other.lines(&form.blocks, Source::Cover);
            for ((index, code), (_, value)) in &other.best {
                let own = self.best.get(&(*index, None)).filter(|_| code.is_none());
                if let (Some((rank, _)), Some(value)) = (own, &value.value) {
                    self.forms.add(*index, *rank, value);
                }
            }
        }
    }

    /// Of forms on several projects no field that differs is the report's.
    fn leave_out_several(&mut self) {
        let differs = |index: usize, rank: Rank| self.forms.differ(index, rank);
        let project = |index: usize| self.patterns.fields.field(index).id == "project";
        let mut own = self.best.iter().filter(|((index, _), _)| project(*index));
        if own.any(|((index, _), (rank, _))| differs(*index, *rank)) {
            self.best.retain(|(index, _), (rank, _)| !self.forms.differ(*index, *rank));
        }
    }

    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            // 一、项目名称：… taken for a heading.
            let title = Passage::new(section.title.clone(), section.at);
            self.line(&title, Source::Text);
            let kinds = &self.patterns.kinds;
            let form = kinds.is_title(&section.title)
                && kinds.of_title(&section.title, false).is_some_and(ReportKind::is_of_a_project);
            let source = if form { Source::Form } else { Source::Text };
            self.lines(&section.blocks, source);
            self.sections(&section.sections);
        }
    }

    fn lines(&mut self, blocks: &[Block], source: Source) {
        for (index, block) in blocks.iter().enumerate() {
            let (Block::Paragraph(line) | Block::Item(line)) = block else {
                continue;
            };
            if self.of_page.contains(&index) {
                continue;
            }
            let alone = self.line(line, source);
            if let (Some(label), Source::Cover | Source::Form) = (alone, source)
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
        let of_level = |label: &Labelled| {
            let fields = &self.patterns.fields;
            self.of_levels && fields.ends_with_level(&line.text[..label.value.start])
        };
        if labels.iter().any(of_level) {
            labels.retain(|label| !of_level(label));
            if labels.is_empty() {
                return None;
            }
        }
        for label in &labels {
            let printed = &line.text[label.value.clone()];
            let loose = !matches!(source, Source::Cover | Source::Form);
            if printed.is_empty()
                || (loose && !label.colon)
                || (!label.colon && self.patterns.fields.is_prose(printed))
            {
                continue;
            }
            // A semicolon at its end parts it from the next field, and a stop ends the line of a list.
            let said = printed.trim_end_matches(['；', ';']);
            let said =
                said.strip_suffix('。').filter(|said| self.ends_field(label, said)).unwrap_or(said);
            if loose && (said.chars().count() > LONGEST_LOOSE || said.contains(['。', '；'])) {
                continue;
            }
            let end = match loose && line.text.len() == label.value.end {
                true => label.value.start + said.len(),
                false => label.value.end,
            };
            self.take((label.field, label.second, source), &line.slice(label.value.start, end));
        }
        // 实施单位（盖章）: a stamp alone is no value.
        let stamped = |value: &str| {
            value.trim_start().starts_with(['(', '（'])
                && self.patterns.fields.bare(value).is_none()
        };
        let alone = labels.len() == 1
            && (labels[0].value.is_empty() || stamped(&line.text[labels[0].value.clone()]));
        if alone { labels.pop() } else { None }
    }

    /// Whether what stands before a stop is the value of a label and no sentence: the name of a body
    /// or of a project.
    fn ends_field(&self, label: &Labelled, said: &str) -> bool {
        let fields = &self.patterns.fields;
        match fields.field(label.field).kind {
            Kind::Organisation => fields.organisations.end(&fold::key(said)).is_some(),
            Kind::Text => !fields.is_prose(said) && !said.contains([',', '，']),
            _ => false,
        }
    }

    /// A value on the line after its label: only what can be nothing else.
    fn loose(&mut self, label: &Labelled, next: &Passage, source: Source) -> bool {
        let value = fold::key(&next.text);
        let short =
            value.chars().count() <= LONGEST_LOOSE && !value.contains(['。', ';', ',', ':']);
        let fits = match self.patterns.fields.field(label.field).kind {
            Kind::Organisation => self.patterns.fields.organisations.end(&value).is_some(),
            Kind::Person => value.chars().count() <= 8,
            // The next head of a table whose cells stand one on a line.
            Kind::Text => !self.patterns.fields.ends_like_head(&next.text),
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
        let of_levels = self.names_bodies_of_levels(rows);
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
                    Some(_) if of_levels && self.patterns.fields.is_of_level(cell) => {}
                    Some((value, at)) if self.patterns.fields.of_cell(cell).is_some() => {
                        let head = self.is_head(cell, value, row, &rows[index + 1..]);
                        if self.patterns.fields.of_cell(value).is_none() && !head {
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
        let known = !better(&self.best, (index, None));
        if known && self.best.get(&(index, None)).is_some_and(|(old, _)| rank != *old) {
            return;
        }
        let printed = &printed.slice(0, end_of_value(field.kind, &printed.text, self.patterns));
        let Some(bare) = self.patterns.fields.bare(&printed.text) else {
            return;
        };
        if !plausible(field.kind, &bare.text, self.patterns) {
            return;
        }
        if matches!(field.kind, Kind::Organisation | Kind::Text) {
            self.forms.add(index, rank, &bare.text);
        }
        if known {
            return;
        }
        let mut value = bare.text.as_str();
        let mut from = bare.range.start;
        if let Some(code) = &field.code
            && let Some((place, length)) = leading_code(value, code.shortest)
        {
            let at = printed.at(from + place.start, from + place.end);
            let code_printed = &value[place];
            self.best.insert((index, Some(&code.id)), (rank, text(code_printed, code_printed, at)));
            from += length;
            value = &value[length..];
        }
        let at = printed.at(from, bare.range.end.max(from));
        let found = match (field.kind, ticked(value, self.patterns)) {
            (Kind::Phone, _) => phone(value, &printed.text, at),
            (Kind::Date | Kind::Year | Kind::Contact, _) => text(value, &printed.text, at),
            (Kind::Organisation, None) if self.patterns.fields.holds_several_bodies(value) => {
                Text { value: None, status: Status::Damaged, ..text(value, &printed.text, at) }
            }
            (_, None) => text(value, &printed.text, at),
            (_, Some(Ticked::One(option))) => text(&option, &printed.text, at),
            (_, Some(Ticked::Untold)) => {
                Text { value: None, status: Status::Damaged, ..text(value, &printed.text, at) }
            }
        };
        self.best.insert((index, None), (rank, found));
    }
}
