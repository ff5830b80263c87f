//! How a report is recognised as following a form.

use rustc_hash::FxHashMap as HashMap;
use rustc_hash::FxHashSet as HashSet;
use std::collections::BTreeMap;

use super::{Example, Form, Place};
use crate::error::{PatternsError, of_toml};
use crate::fold;
use crate::model::ReportKind;
use crate::patterns::builtin::{FORMS, FORMS_DATA};
use crate::patterns::columns::header_key;
use crate::patterns::lexicon::Lexicon;
use crate::patterns::overlay::Overlay;
use crate::patterns::packed;
use crate::words::{Words, words};

/// All layouts, ready to recognise a report.
#[derive(Debug)]
pub(crate) struct Forms {
    /// By `id`.
    forms: Vec<Form>,
    unknown: Form,
    /// Words of signals: where each counts, form, signal.
    words: Lexicon<Vec<(Place, usize, usize)>>,
}

/// What is looked at to recognise a form.
#[derive(Debug, Default)]
pub(crate) struct Seen<'a> {
    pub(crate) title: &'a str,
    pub(crate) cover: Vec<&'a str>,
    pub(crate) sections: Vec<&'a str>,
    pub(crate) cells: Vec<&'a str>,
}

impl Forms {
    /// The built-in layouts without their examples.
    pub(crate) fn builtin() -> Forms {
        let forms: Vec<Form> =
            packed::read(FORMS_DATA).unwrap_or_else(|_| match Forms::load(&Overlay::default()) {
                Ok(loaded) => loaded.forms,
                Err(error) => panic!("{error}"),
            });
        let forms: BTreeMap<String, Form> =
            forms.into_iter().map(|form| (form.id.clone(), form)).collect();
        Forms::new(forms.into_values().collect())
    }

    /// The built-in layouts and those of the overlay, with their examples.
    pub(crate) fn load(overlay: &Overlay) -> Result<Forms, PatternsError> {
        let mut forms: BTreeMap<String, Form> = BTreeMap::new();
        let own = overlay.forms();
        for (file, text) in FORMS.iter().copied().chain(own) {
            let wrong = |problem: Words| PatternsError { file: overlay.name_of(file), problem };
            let form: Form = toml::from_str(text).map_err(|e| wrong(of_toml(text, &e)))?;
            forms.insert(form.id.clone(), form);
        }
        Ok(Forms::new(forms.into_values().collect()))
    }

    fn new(mut forms: Vec<Form>) -> Forms {
        for form in &mut forms {
            let names = form.column.iter().flat_map(|c| c.names.iter().map(|name| (name, c.role)));
            form.roles = names.map(|(name, role)| (header_key(name), role)).collect();
        }
        let mut index: BTreeMap<String, Vec<(Place, usize, usize)>> = BTreeMap::new();
        for (f, form) in forms.iter().enumerate() {
            for (s, signal) in form.signal.iter().enumerate() {
                for word in &signal.any {
                    let key = match signal.place {
                        Place::WholeCell => format!("\n{}\n", header_key(word)),
                        // A line feed stands between neighbouring cells.
                        _ => word.split('\n').map(fold::key).collect::<Vec<_>>().join("\n"),
                    };
                    index.entry(key).or_default().push((signal.place, f, s));
                }
            }
        }
        Forms { forms, unknown: unknown(), words: Lexicon::meaning(index) }
    }

    /// The form with the strongest signals; `unknown` if none reaches its
    /// threshold. Of two equally strong ones, the first by `id`.
    pub(crate) fn recognise(&self, seen: &Seen) -> &Form {
        let mut found: HashSet<(usize, usize)> = HashSet::default();
        let mut scores = vec![0i32; self.forms.len()];
        for place in PLACES {
            let text = hay(place, seen);
            for signals in self.words.everywhere(&text) {
                for &(at, form, signal) in signals {
                    if at == place && found.insert((form, signal)) {
                        scores[form] += self.forms[form].signal[signal].weight;
                    }
                }
            }
        }
        let mut best: Option<(i32, &Form)> = None;
        for (form, &score) in self.forms.iter().zip(&scores) {
            if score >= form.threshold && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, form));
            }
        }
        best.map_or(&self.unknown, |(_, form)| form)
    }

    /// All layouts, by `id`.
    pub(crate) fn all(&self) -> &[Form] {
        &self.forms
    }

    /// The layout of this `id`; `unknown` if there is none.
    pub(crate) fn find(&self, id: &str) -> &Form {
        let found = self.forms.iter().find(|form| form.id == id);
        found.unwrap_or(&self.unknown)
    }

    pub(crate) fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for form in &self.forms {
            if form.example.is_empty() {
                problems.push(words!(
                    en: "forms/{}: expected an example, but found none",
                    zh: "forms/{}：缺少示例（example）",
                    form.id
                ));
            }
            for example in &form.example {
                let found = &self.recognise(&example.seen()).id;
                if *found != form.id {
                    problems.push(words!(
                        en: "forms/{}: example {} is taken for {found}",
                        zh: "forms/{}：示例“{}”被认作 {found}",
                        form.id,
                        example.title
                    ));
                }
            }
        }
        problems
    }
}

const PLACES: [Place; 5] =
    [Place::Title, Place::Section, Place::Cell, Place::WholeCell, Place::Cover];

/// The text of one place, folded, one entry a line.
fn hay(place: Place, seen: &Seen) -> String {
    let join = |entries: &[&str], key: fn(&str) -> String| {
        let mut text = String::from("\n");
        for entry in entries {
            text.push_str(&key(entry));
            text.push('\n');
        }
        text
    };
    match place {
        Place::Title => fold::key(seen.title),
        Place::Section => join(&seen.sections, fold::key),
        Place::Cell => join(&seen.cells, fold::key),
        Place::WholeCell => join(&seen.cells, header_key),
        Place::Cover => join(&seen.cover, fold::key),
    }
}

impl Example {
    fn seen(&self) -> Seen<'_> {
        fn all(list: &[String]) -> Vec<&str> {
            list.iter().map(String::as_str).collect()
        }
        Seen {
            title: &self.title,
            cover: all(&self.cover),
            sections: all(&self.sections),
            cells: all(&self.cells),
        }
    }
}

/// What stands for the form of a report that follows none of the known ones.
fn unknown() -> Form {
    Form {
        id: "unknown".to_owned(),
        version: "0".to_owned(),
        name: String::new(),
        kind: ReportKind::Unknown,
        region: None,
        source: String::new(),
        level1: Vec::new(),
        level2: Vec::new(),
        required: Vec::new(),
        weights: BTreeMap::new(),
        profile: None,
        threshold: i32::MAX,
        signal: Vec::new(),
        column: Vec::new(),
        example: Vec::new(),
        roles: HashMap::default(),
    }
}
