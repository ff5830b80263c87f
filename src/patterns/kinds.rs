//! `patterns/kinds.toml`: what kind of document a title names.

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::{PatternFile, lint};
use crate::fold;
use crate::model::ReportKind;
use crate::words::{Words, words};

/// Titles to kinds of document.
#[derive(Debug)]
pub(crate) struct Kinds {
    raw: Raw,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    kind: Vec<Kind>,
    title: Title,
    family: Family,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    words: Vec<String>,
    reports: Vec<String>,
    headings: Vec<String>,
    letters: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

entry! {
    struct Kind: String {
        kind: ReportKind,
        all: Vec<Vec<String>>,
        #[serde(default)]
        none: Vec<String>,
        /// Only for a report that names a project in its fields.
        #[serde(default)]
        with_project: bool,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Title {
    endings: Vec<String>,
    longest: usize,
    after_body: Vec<String>,
    labels: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

impl Kinds {
    /// The kind of document that a title names.
    pub(crate) fn of_title(&self, title: &str, with_project: bool) -> Option<ReportKind> {
        let key = fold::key(&fold::unglossed(title));
        let fits = |kind: &&Kind| {
            (with_project || !kind.with_project)
                && kind.all.iter().all(|any| any.iter().any(|word| key.contains(word.as_str())))
                && !kind.none.iter().any(|word| key.contains(word.as_str()))
        };
        self.raw.kind.iter().find(fits).map(|kind| kind.kind)
    }

    /// Whether the opening of a text holds the title of a form of goals, up to a word that ends titles:
    /// 项目支出绩效目标表（2023年度）项目名称….
    pub(crate) fn names_goals_form(&self, opening: &str) -> bool {
        let endings = self.raw.title.endings.iter();
        let mut ends = endings.filter_map(|word| Some(opening.find(word.as_str())? + word.len()));
        ends.any(|end| {
            let title = opening.get(..end).unwrap_or_default();
            self.of_title(title, false) == Some(ReportKind::TargetDeclaration)
        })
    }

    /// Whether a title is that of a letter or a regulation, which only speaks of reports.
    pub(crate) fn is_letter(&self, title: &str) -> bool {
        let key = fold::key(title);
        self.raw.family.letters.iter().any(|ending| key.ends_with(ending.as_str()))
    }

    /// Whether a text speaks of what documents of the family are about.
    pub(crate) fn names_family(&self, text: &str) -> bool {
        let words = &self.raw.family.words;
        let key = fold::key(text);
        words.iter().any(|word| key.contains(word.as_str()))
    }

    /// Whether a heading is one under which a document of the family tells of what was done:
    /// 绩效目标完成情况.
    pub(crate) fn is_of_report(&self, heading: &str) -> bool {
        let key = fold::key(heading);
        let holds = |words: &[String]| words.iter().any(|word| key.contains(word.as_str()));
        let family = &self.raw.family;
        self.names_family(heading) && holds(&family.reports) || holds(&family.headings)
    }

    /// Whether a cell is what pages print before the title of a document: 标题.
    pub(crate) fn is_title_label(&self, cell: &str) -> bool {
        let key = fold::key(cell);
        self.raw.title.labels.iter().any(|label| label == key.trim_end_matches(':'))
    }

    /// The body that a title names before the year or the matter:
    /// (清源县水务局)2023年度…. Length in bytes of the folded title.
    pub(crate) fn body_in_title(&self, key: &str) -> usize {
        let words = &self.raw.title.after_body;
        words.iter().filter_map(|word| key.find(word.as_str())).min().unwrap_or(key.len())
    }

    /// The length of the label that a page prints before a title, its colon included, in bytes: 标题：.
    pub(crate) fn title_label(&self, title: &str) -> usize {
        let Some((label, rest)) = title.split_once([':', '：']) else { return 0 };
        let key = fold::key(label);
        match self.raw.title.labels.contains(&key) {
            true => title.len() - rest.trim_start().len(),
            false => 0,
        }
    }

    /// Whether a cell that spans a table can be the document's title.
    pub(crate) fn is_title(&self, cell: &str) -> bool {
        let key = fold::clean_key(&fold::unglossed(cell));
        let bare = strip_year(&key);
        key.chars().count() <= self.raw.title.longest
            && self.raw.title.endings.iter().any(|ending| bare.ends_with(ending.as_str()))
    }
}

/// A folded title without a remark in brackets at its end.
fn strip_year(key: &str) -> &str {
    match (key.strip_suffix(')'), key.rfind('(')) {
        (Some(_), Some(open)) => &key[..open],
        _ => key,
    }
}

impl PatternFile for Kinds {
    const BUILTIN: Builtin = builtin!("kinds");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        match raw.kind.iter().find(|kind| kind.all.is_empty()) {
            Some(kind) => Err(words!(
                en: "{}: expected words under all, but found none",
                zh: "{}：all 之下没有词",
                kind.id
            )),
            None => Ok(Kinds { raw }),
        }
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for kind in &self.raw.kind {
            let is = |title: &str| self.of_title(title, kind.with_project) == Some(kind.kind);
            problems.extend(lint::prove(kind, is));
        }
        let title = &self.raw.title;
        let is = |cell: &str| self.is_title(cell);
        problems.extend(lint::check("title", &title.examples, &title.rejects, is));
        let family = &self.raw.family;
        let is = |text: &str| self.names_family(text) && !self.is_letter(text);
        problems.extend(lint::check("family", &family.examples, &family.rejects, is));
        problems
    }
}
