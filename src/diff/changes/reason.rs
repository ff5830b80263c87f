//! `reason.md` says what this finds and why.

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::Change;
use crate::diff::prose;
use crate::model::Severity;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() {
        return;
    }
    let limits = context.patterns.changes.limits();
    let (least, limit) = (limits.reason_length, limits.reason);
    for both in context.both() {
        let (Some(old), Some(new)) = (&both.old.reason, &both.new.reason) else {
            continue;
        };
        let (Some(a), Some(b)) = (&old.value, &new.value) else {
            continue;
        };
        let key = |text: &str| {
            let masked = prose::masked(text, context.patterns);
            masked.trim_end_matches(['。', ';', '.']).to_owned()
        };
        let figures = |text: &str| prose::figures(text, context.patterns);
        let kept = figures(a) == figures(b);
        let (a, b) = (key(a), key(b));
        if a.chars().count() < least || (a != b && !prose::is_restated(&a, &b, limit)) {
            continue;
        }
        let (words, severity) = match kept {
            _ if a != b => (
                words!(
                    en: "the reason is last year's with a few words changed or added",
                    zh: "未完成原因沿用上年文字，仅个别字句有改动"
                ),
                Severity::Medium,
            ),
            true => (
                words!(
                    en: "the reason is last year's, word for word",
                    zh: "未完成原因与上年逐字相同"
                ),
                Severity::High,
            ),
            false => (
                words!(
                    en: "the reason is last year's with other figures",
                    zh: "未完成原因沿用上年文字，只更换了数字"
                ),
                Severity::Medium,
            ),
        };
        let change = Change::new(ChangeKind::ReasonReused, words).severity(severity).of(&both);
        found.push(change.texts(old, new));
    }
}
