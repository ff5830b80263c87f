//! One value on the page, and what its panel says of it.

use rustc_hash::FxHashMap as HashMap;
use serde::Serialize;

use super::details::{self, Details};
use super::html::{Html, push_text};
use super::spots::Spots;
use crate::emend::{Grammar, Part, Place, Value};
use crate::location::At;
use crate::model::{Evidence, Note, Report, Status};
use crate::render::shown_place;
use crate::review::{Item, Why};
use crate::terms;
use crate::words::{Language, Phrase, Words, words};

/// A value as the page shows it.
#[derive(Debug, Clone)]
pub(super) struct CellView {
    pub(super) anchor: String,
    pub(super) class: String,
    /// The number of the place that it lights.
    pub(super) spot: Option<usize>,
    /// Its number among the values of the report.
    pub(super) index: usize,
    pub(super) html: Html,
}

/// What the panel of a value says: read by the page's script.
#[derive(Debug, Serialize)]
pub(super) struct Told<'r> {
    anchor: &'r str,
    place: &'r Place,
    printed: &'r str,
    read: Option<&'r str>,
    status: &'static str,
    grammar: Grammar,
    /// Needs a person.
    need: bool,
    label: Both,
    said: Both,
    why: Vec<Both>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'r str>,
    evidence: Vec<Proof>,
    candidates: Vec<Offered<'r>>,
    findings: &'r [usize],
    #[serde(skip_serializing_if = "Option::is_none")]
    spot: Option<usize>,
    at: Both,
}

/// Chinese, then English.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Both(String, String);

impl Both {
    fn words(words: Words) -> Both {
        Both(words.zh, words.en)
    }
}

#[derive(Debug, Serialize)]
struct Proof {
    says: Both,
    #[serde(skip_serializing_if = "Option::is_none")]
    spot: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Offered<'r> {
    value: &'r str,
    evidence: Vec<Proof>,
}

/// What all values of a report are shown by.
pub(super) struct Cells<'r> {
    report: &'r Report,
    /// Notes by the code that a damaged value names as its reason.
    reasons: HashMap<&'r str, Vec<&'r Note>>,
}

impl<'r> Cells<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let mut reasons: HashMap<&str, Vec<&Note>> = HashMap::default();
        for note in &report.notes {
            reasons.entry(&note.code).or_default().push(note);
        }
        Self { report, reasons }
    }

    /// A value as it stands in a table.
    pub(super) fn view(&self, item: &Item<'_>, index: usize, spots: &mut Spots) -> CellView {
        let value = &item.value;
        let details = details::of(self.report, &value.place);
        let mut class = format!("c st-{}", value.status.term().code);
        if !item.why.is_empty() {
            class.push_str(" need");
        }
        if matches!(value.grammar, Grammar::Number | Grammar::Amount) {
            class.push_str(" num");
        }
        CellView {
            anchor: item.anchor.clone(),
            class,
            spot: spots.number(&place_of(value), true),
            index,
            html: shown(value, &details),
        }
    }

    /// What the panel says of a value.
    pub(super) fn told<'i>(&self, item: &'i Item<'r>, spots: &mut Spots) -> Told<'i>
    where
        'r: 'i,
    {
        let value = &item.value;
        let details = details::of(self.report, &value.place);
        let mut why: Vec<Both> = item.why.iter().map(|why| named(why.term())).collect();
        why.extend(self.reason(value));
        let mut proofs = |evidence: &[Evidence]| -> Vec<Proof> {
            let proof = |proof: &Evidence| Proof {
                says: Both(proof.note_zh.clone(), proof.note.clone()),
                // What another document says stands there, not here.
                spot: proof.source.is_none().then(|| spots.number(&proof.at, false)).flatten(),
            };
            evidence.iter().map(proof).collect()
        };
        let evidence = details.repair.map(|repair| proofs(&repair.evidence)).unwrap_or_default();
        let candidates = details.candidates.iter();
        let candidates = candidates
            .map(|one| Offered { value: &one.value, evidence: proofs(&one.evidence) })
            .collect();
        Told {
            anchor: &item.anchor,
            place: &value.place,
            printed: value.printed,
            read: value.read.as_deref(),
            status: value.status.term().code,
            grammar: value.grammar,
            need: !item.why.is_empty(),
            label: Both::words(self.name(&value.place)),
            said: named(value.status.term()),
            why,
            from: details.repair.map(|repair| &*repair.from),
            to: details.repair.map(|repair| &*repair.to),
            evidence,
            candidates,
            findings: &item.findings,
            spot: spots.number(&place_of(value), true),
            at: Both::words(where_it_stands(&value.at)),
        }
    }

    /// Why a damaged value is not believed, in the words of the note that says so.
    fn reason(&self, value: &Value<'_>) -> Option<Both> {
        let code = value.reason_code?;
        let notes = self.reasons.get(code)?;
        let here = |note: &&&Note| {
            note.at == value.at
                || (note.at.page() == value.at.page()
                    && note.at.line() == value.at.line()
                    && note.at.bbox() == value.at.bbox())
        };
        let note = notes.iter().find(here)?;
        Some(Both(note.message_zh.clone(), note.message.clone()))
    }

    /// What a value is called: its row and its field.
    pub(super) fn name(&self, place: &Place) -> Words {
        let field = place.field.as_str();
        let field = field.strip_prefix("extra.").unwrap_or(field);
        let (mut zh, mut en) = (terms::item(field, Language::Zh), terms::item(field, Language::En));
        if place.field.starts_with("extra.")
            && let Some(title) = self.title(place, field)
        {
            (zh, en) = (title.clone(), title);
        }
        let ordinal = place.ordinal.unwrap_or_default();
        match place.part {
            Part::Indicators if self.report.tables.len() > 1 => {
                let table = place.table.unwrap_or_default();
                words!(en: "Table {table}, row {ordinal}: {en}", zh: "表 {table} 第 {ordinal} 行：{zh}")
            }
            Part::Indicators => words!(en: "Row {ordinal}: {en}", zh: "第 {ordinal} 行：{zh}"),
            Part::Budget => {
                words!(en: "Budget, row {ordinal}: {en}", zh: "预算执行第 {ordinal} 行：{zh}")
            }
            Part::Expenditure => words!(en: "Amount {ordinal}", zh: "正文金额 {ordinal}"),
            Part::Conclusion => words!(en: "Verdict: {en}", zh: "自评结论：{zh}"),
            Part::Fields | Part::Head => words!(en: "{en}", zh: "{zh}"),
        }
    }

    /// The printed head of a further column.
    fn title(&self, place: &Place, role: &str) -> Option<String> {
        let table = self.report.tables.iter().find(|table| Some(table.table) == place.table)?;
        Some(table.column(role)?.title.clone())
    }
}

/// Where a value stands, if anything stands there: the place of an empty cell is its row.
fn place_of(value: &Value<'_>) -> At {
    match value.printed.is_empty() && value.read.is_none() {
        true => At::default(),
        false => value.at,
    }
}

fn where_it_stands(at: &At) -> Words {
    match at.cell() {
        Some(cell) => words!(en: "cell {cell}", zh: "单元格 {cell}"),
        None => shown_place(at),
    }
}

fn named(term: terms::Term) -> Both {
    Both(term.zh.to_owned(), term.en.to_owned())
}

/// The value with its sign; of an emended one also what was printed.
fn shown(value: &Value<'_>, details: &Details<'_>) -> Html {
    let mut html = String::new();
    let sign = value.status.term().sign;
    if !sign.is_empty() && value.status != Status::Repaired {
        html.push_str("<b class=\"sign\">");
        html.push_str(sign);
        html.push_str("</b>");
    }
    match (value.status, details.repair) {
        (Status::Repaired | Status::Corrected, Some(repair)) => {
            html.push_str("<del>");
            push_text(&mut html, value.printed.trim());
            html.push_str("</del> → <ins>");
            push_text(&mut html, value.read.as_deref().unwrap_or(&repair.to));
            html.push_str("</ins>");
        }
        (Status::Damaged, _) => {
            push_text(&mut html, value.printed.trim());
            if let Some(best) = details.candidates.first() {
                html.push_str(" <small>≟ ");
                push_text(&mut html, &best.value);
                html.push_str("</small>");
            }
        }
        _ => push_text(&mut html, value.read.as_deref().unwrap_or(value.printed.trim())),
    }
    Html(html)
}

/// Why a value needs a person, in a few words.
pub(super) fn because(why: &[Why]) -> Html {
    let phrase = |why: &Why| Phrase { en: why.term().en, zh: why.term().zh };
    let list: Vec<Phrase> = why.iter().map(phrase).collect();
    let join = |pick: fn(&Phrase) -> &'static str, gap: &str| {
        list.iter().map(pick).collect::<Vec<_>>().join(gap)
    };
    Html::both(&join(|p| p.zh, "、"), &join(|p| p.en, ", "))
}
