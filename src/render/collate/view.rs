//! What people are shown of a collation, worded once for all outputs.

use super::labels::Labels;
use crate::collate::{Apparatus, Document, Entry, Judged, Outcome};
use crate::emend::{Part, Place};
use crate::model::Status;
use crate::render::place::shown_place;
use crate::terms;
use crate::words::{Language, words};

/// The whole content of a page, a workbook or a screen.
#[derive(Debug)]
pub(super) struct View {
    pub(super) t: Labels,
    pub(super) base: DocumentView,
    pub(super) witnesses: Vec<WitnessView>,
    pub(super) counts: Vec<CountView>,
    pub(super) entries: Vec<EntryView>,
    pub(super) text: Vec<TextView>,
}

/// A document.
#[derive(Debug)]
pub(super) struct DocumentView {
    pub(super) file: String,
    pub(super) sha256: String,
    /// Department, project, year, kind, as far as they are known.
    pub(super) about: String,
}

/// A witness.
#[derive(Debug)]
pub(super) struct WitnessView {
    pub(super) siglum: String,
    pub(super) document: DocumentView,
    pub(super) kind: String,
    pub(super) used: bool,
    pub(super) why: String,
    pub(super) restored: u32,
    pub(super) differing: u32,
    pub(super) rows: u32,
    pub(super) numbers: String,
    pub(super) words: String,
    pub(super) damaged: u32,
}

/// How often an outcome occurs.
#[derive(Debug)]
pub(super) struct CountView {
    pub(super) code: &'static str,
    pub(super) sign: &'static str,
    pub(super) label: &'static str,
    pub(super) count: u32,
}

/// One place.
#[derive(Debug)]
pub(super) struct EntryView {
    pub(super) code: &'static str,
    pub(super) sign: &'static str,
    pub(super) outcome: &'static str,
    /// Table and row.
    pub(super) row: String,
    pub(super) item: String,
    pub(super) indicator: String,
    pub(super) printed: String,
    pub(super) read: String,
    /// How the base's reading came about, where that needs saying.
    pub(super) status: String,
    pub(super) place: String,
    pub(super) readings: Vec<ReadingView>,
    pub(super) chosen: String,
    pub(super) why: String,
}

/// What a witness reads.
#[derive(Debug)]
pub(super) struct ReadingView {
    pub(super) siglum: String,
    pub(super) read: String,
    pub(super) printed: String,
    pub(super) status: String,
    pub(super) place: String,
    /// Whether it is what now stands in the base.
    pub(super) chosen: bool,
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct TextView {
    pub(super) section: String,
    pub(super) text: String,
    pub(super) place: String,
    /// Siglum, words, place.
    pub(super) readings: Vec<(String, String, String)>,
}

impl View {
    /// What an apparatus without entries says.
    pub(super) fn nothing(&self) -> &'static str {
        match self.witnesses.iter().any(|witness| witness.used) {
            true => self.t.nothing,
            false => self.t.none_used,
        }
    }

    pub(super) fn new(apparatus: &Apparatus, language: Language) -> Self {
        let t = Labels::new(language);
        let speaker = Speaker { t, language };
        let sigla: Vec<String> = (0..apparatus.witnesses.len()).map(siglum).collect();
        let witnesses =
            sigla.iter().zip(&apparatus.witnesses).map(|(s, w)| speaker.witness(s, w)).collect();
        let of = |number: u32| sigla.get(number as usize).cloned().unwrap_or_default();
        let counts = Outcome::TERMS.iter().map(|term| CountView {
            code: term.code,
            sign: term.sign,
            label: term.name(language),
            count: apparatus.entries.iter().filter(|e| e.outcome.term().code == term.code).count()
                as u32,
        });
        let text = apparatus.text.iter().map(|entry| TextView {
            section: entry.section.join(" › "),
            text: entry.text.clone(),
            place: speaker.place(&entry.at),
            readings: entry
                .readings
                .iter()
                .map(|one| (of(one.witness), one.text.clone(), speaker.place(&one.at)))
                .collect(),
        });
        Self {
            t,
            base: speaker.document(&apparatus.base),
            witnesses,
            counts: counts.collect(),
            entries: apparatus.entries.iter().map(|entry| speaker.entry(entry, &of)).collect(),
            text: text.collect(),
        }
    }
}

/// A, B, … Z, then by number.
fn siglum(number: usize) -> String {
    match u8::try_from(number).ok().filter(|number| *number < 26) {
        Some(number) => char::from(b'A' + number).to_string(),
        None => format!("W{}", number + 1),
    }
}

struct Speaker {
    t: Labels,
    language: Language,
}

impl Speaker {
    fn place(&self, at: &crate::location::At) -> String {
        shown_place(at).in_language(self.language).to_owned()
    }

    fn document(&self, document: &Document) -> DocumentView {
        let year = document.fiscal_year.map(|year| year.to_string());
        let kind = document.kind.term().name(self.language).to_owned();
        let parts = [document.department.clone(), document.project.clone(), year, Some(kind)];
        DocumentView {
            file: document.source.name.clone(),
            sha256: document.source.sha256.clone(),
            about: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        }
    }

    fn witness(&self, siglum: &str, judged: &Judged) -> WitnessView {
        let kind = judged.witness.kind;
        WitnessView {
            siglum: siglum.to_owned(),
            document: self.document(&judged.document),
            kind: kind.map_or(self.t.not_used, |kind| kind.term().name(self.language)).to_owned(),
            used: kind.is_some(),
            why: self.either(&judged.why, &judged.why_zh),
            restored: judged.witness.restored,
            differing: judged.witness.differing,
            rows: judged.rows,
            numbers: format!("{} / {}", judged.numbers_agree, judged.numbers_differ),
            words: format!("{} / {}", judged.words_agree, judged.words_differ),
            damaged: judged.damaged,
        }
    }

    fn entry(&self, entry: &Entry, siglum: &dyn Fn(u32) -> String) -> EntryView {
        let term = entry.outcome.term();
        EntryView {
            code: term.code,
            sign: term.sign,
            outcome: term.name(self.language),
            row: self.row(&entry.place),
            item: terms::item(entry.place.field.trim_start_matches("extra."), self.language),
            indicator: entry.indicator.clone().unwrap_or_default(),
            printed: self.printed(&entry.printed),
            read: self.read(entry.read.as_deref()),
            status: self.status(entry.status),
            place: self.place(&entry.at),
            readings: entry
                .readings
                .iter()
                .map(|one| ReadingView {
                    siglum: siglum(one.witness),
                    read: self.read(one.read.as_deref()),
                    printed: self.printed(&one.printed),
                    status: self.status(one.status),
                    place: self.place(&one.at),
                    chosen: one.read.is_some() && one.read == entry.chosen,
                })
                .collect(),
            chosen: self.read(entry.chosen.as_deref()),
            why: self.either(&entry.why, &entry.why_zh),
        }
    }

    fn row(&self, place: &Place) -> String {
        let words = match (place.part, place.table, place.ordinal) {
            (Part::Indicators, Some(table), Some(row)) => {
                words!(en: "table {table}, row {row}", zh: "第 {table} 表第 {row} 行")
            }
            (Part::Budget, _, Some(row)) => {
                words!(en: "budget, row {row}", zh: "预算执行第 {row} 行")
            }
            (Part::Expenditure, _, Some(row)) => {
                words!(en: "amount {row} of the text", zh: "正文第 {row} 项金额")
            }
            (Part::Conclusion, ..) => words!(en: "conclusion", zh: "自评结论"),
            _ => words!(en: "head", zh: "封面、表头"),
        };
        words.in_language(self.language).to_owned()
    }

    fn printed(&self, raw: &str) -> String {
        let clean: Vec<&str> = raw.split_whitespace().collect();
        match clean.is_empty() {
            true => self.t.empty.to_owned(),
            false => clean.join(" "),
        }
    }

    fn read(&self, read: Option<&str>) -> String {
        read.unwrap_or(self.t.unread).to_owned()
    }

    fn status(&self, status: Status) -> String {
        match status {
            Status::AsRead | Status::Spacing | Status::Inherited => String::new(),
            status => status.term().name(self.language).to_owned(),
        }
    }

    fn either(&self, en: &str, zh: &str) -> String {
        match self.language {
            Language::En => en.to_owned(),
            Language::Zh => zh.to_owned(),
        }
    }
}
