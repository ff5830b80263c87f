//! `patterns/audit.toml`: words that the audit checks look for in titles and
//! sentences.

use std::ops::Range;

use serde::Deserialize;

use super::PatternFile;
use super::builtin::{Builtin, builtin};
use super::lists::{Lists, WordList, purposes};
use crate::fold;
use crate::words::Words;

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

purposes!(AuditWords);

/// The lists, to be looked up in folded text without white space.
#[derive(Debug)]
pub(crate) struct Audit {
    lists: Lists<AuditWords>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    words: Vec<WordList<AuditWords>>,
}

impl Audit {
    /// Whether a word of a list stands in a text (see [`fold::key`]).
    pub(crate) fn has(&self, list: AuditWords, text: &str) -> bool {
        // A text that is nothing but the word may end in a full stop.
        let text = match list {
            AuditWords::Nothing => text.trim_end_matches(['。', '.']),
            _ => text,
        };
        self.lists.has(list, text)
    }

    /// Where the first word of a list stands in a text (see [`fold::key`]), in bytes.
    pub(crate) fn find(&self, list: AuditWords, text: &str) -> Option<Range<usize>> {
        self.lists.find(list, text)
    }

    /// Every place in a text where a word of a list stands.
    pub(crate) fn all<'t>(
        &'t self,
        list: AuditWords,
        text: &'t str,
    ) -> impl Iterator<Item = Range<usize>> + 't {
        self.lists.all(list, text)
    }
}

impl PatternFile for Audit {
    const BUILTIN: Builtin = builtin!("audit");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        Ok(Audit { lists: Lists::new(raw.words) })
    }

    fn lint(&self) -> Vec<Words> {
        self.lists.lint(|of, text| self.has(of, &fold::key(text)))
    }
}
