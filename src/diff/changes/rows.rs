//! ## What it finds
//! An indicator that only last year's report has (dropped), or only this year's (added).
//!
//! ## Why it matters
//! Dropping an indicator that was not met is the quietest way to a full score.
//!
//! ## Known limits
//! An indicator that was renamed beyond recognition is told as dropped and added. One
//! that may stand behind a damaged name, or that two others fit equally well, is listed
//! as not comparable instead.
//!
//! ## Basis
//! YOY-03; grave where last year's target was not met.
//!
//! ---
//! ## 查什么
//! 仅上年有（dropped 取消）或仅本年有（added 新增）的指标。
//!
//! ## 为什么重要
//! 取消上年未完成的指标，是得满分最不易察觉的办法。
//!
//! ## 局限
//! 改名改得面目全非的，会报作取消加新增；可能对应残损名称的、与两个指标同样相近的，列入不可比。
//!
//! ## 依据
//! YOY-03；上年未完成的列为高。

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, PairClass};
use crate::diff::pairing;
use crate::model::Severity;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    for (place, pair) in (0u32..).zip(context.pairs) {
        let mut change = match (pair.class, &pair.old, &pair.new) {
            (PairClass::Dropped, Some(row), _) => {
                let name = pairing::name(row);
                if row.completion.met == Some(false) {
                    let words = words!(
                        en: "{name} was not met last year and is left out now",
                        zh: "{name} 上年未完成，本年不再列入"
                    );
                    Change::new(ChangeKind::Dropped, words).severity(Severity::High)
                } else {
                    let words = words!(en: "{name} is left out now", zh: "{name} 本年不再列入");
                    Change::new(ChangeKind::Dropped, words)
                }
                .old(row.target.raw.as_str(), row.at)
            }
            (PairClass::Added, _, Some(row)) => {
                let name = pairing::name(row);
                let words = words!(en: "{name} is new", zh: "{name} 为本年新增");
                Change::new(ChangeKind::Added, words).new_side(row.target.raw.as_str(), row.at)
            }
            _ => continue,
        };
        let row = pair.old.as_ref().or(pair.new.as_ref());
        change.indicator = row.map(pairing::name);
        change.pair = Some(place);
        found.push(change);
    }
}
