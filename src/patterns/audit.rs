//! `patterns/audit.toml`: words that the audit checks look for in titles and
//! sentences.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::{PatternFile, lint};
use crate::fold;

/// What a list of words is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AuditWords {
    /// 无
    Nothing,
    /// 详见附件
    AnnexReference,
    /// 附件1
    AnnexTitle,
    /// 对照
    Yardstick,
    /// …的通知
    OfficialDocument,
    /// 得分
    Score,
    /// 新成立
    Founding,
    /// 我局
    Ourselves,
    /// …局
    Organisation,
    /// 各局, which names no department
    NoOrganisation,
    /// 部门整体支出
    DepartmentSubject,
    /// 上年
    OtherYear,
    /// 支出完成
    Result,
    /// 预计
    Future,
    /// …整改情况
    RectificationTitle,
    /// 均已整改
    Rectified,
    /// 未开展
    Excused,
}

/// The lists, ready to be looked up in folded text without white space.
#[derive(Debug)]
pub(crate) struct Audit {
    lists: BTreeMap<AuditWords, List>,
    raw: Raw,
}

#[derive(Debug)]
struct List {
    place: Place,
    words: AhoCorasick,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    words: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: AuditWords,
    place: Place,
    words: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

/// Where in a text its words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    Anywhere,
    Start,
    End,
    /// The text is the word, but for a full stop.
    Whole,
}

impl Audit {
    /// Where the first word of a list stands in a text (see [`fold::key`]), in bytes.
    pub(crate) fn find(&self, list: AuditWords, text: &str) -> Option<(usize, usize)> {
        let List { place, words } = self.lists.get(&list)?;
        let end = text.trim_end_matches(['。', '.']).len();
        let fits = |from: usize, to: usize| match place {
            Place::Anywhere => true,
            Place::Start => from == 0,
            Place::End => to == text.len(),
            Place::Whole => from == 0 && to == end,
        };
        let spans = |found: aho_corasick::Match| (found.start(), found.end());
        match place {
            Place::Anywhere | Place::Start => {
                words.find_iter(text).map(spans).find(|&(from, to)| fits(from, to))
            }
            Place::End | Place::Whole => {
                words.find_overlapping_iter(text).map(spans).find(|&(from, to)| fits(from, to))
            }
        }
    }

    /// Whether a word of a list stands in a text (see [`fold::key`]).
    pub(crate) fn has(&self, list: AuditWords, text: &str) -> bool {
        self.find(list, text).is_some()
    }

    /// Every place in a text where a word of a list stands.
    pub(crate) fn all<'t>(
        &'t self,
        list: AuditWords,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, usize)> + 't {
        let list = self.lists.get(&list);
        list.into_iter()
            .flat_map(move |list| list.words.find_iter(text))
            .map(|found| (found.start(), found.end()))
    }
}

impl PatternFile for Audit {
    const FILE: &'static str = "audit.toml";
    const BUILTIN: &'static str = include_str!("../../patterns/audit.toml");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        let mut lists = BTreeMap::new();
        for entry in &raw.words {
            // Overlapping matches, which the ends of texts need, are found only without
            // a preference among them.
            let kind = match entry.place {
                Place::Anywhere | Place::Start => MatchKind::LeftmostLongest,
                Place::End | Place::Whole => MatchKind::Standard,
            };
            let words = AhoCorasick::builder()
                .match_kind(kind)
                .build(entry.words.iter().map(|word| fold::key(word)))
                .map_err(|e| e.to_string())?;
            let place = entry.place;
            lists.insert(entry.id, List { place, words });
        }
        Ok(Audit { lists, raw })
    }

    fn lint(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for entry in &self.raw.words {
            let is = |text: &str| self.has(entry.id, &fold::key(text));
            let id = format_args!("{:?}", entry.id);
            problems.extend(lint::check(id, &entry.examples, &entry.rejects, is));
        }
        problems
    }
}
