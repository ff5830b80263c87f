//! What is said of decisions, in both languages.

use super::file::{Decision, Verdict};
use crate::location::At;
use crate::model::{Language, Note};
use crate::terms;
use crate::words::{Words, words};

/// The code of a value that persons could not tell, and of the note that says so.
pub(super) const CANNOT_TELL: &str = "decided_cannot_tell";

/// A decision names a value that the report does not have.
pub(super) fn no_such_place(one: &Decision) -> Note {
    let Words { en: which, zh: which_zh } = which(one);
    let words = words!(
        en: "a decision on {which} was not applied: the report has no such value any more",
        zh: "对{which_zh}的复核结论未采用：报告中已没有这一项"
    );
    Note::new("decision_not_applied", words, one.place.at.unwrap_or_default())
}

/// A value no longer reads as it did.
pub(super) fn reads_otherwise(one: &Decision, printed: &str, read: Option<&str>, at: At) -> Note {
    let Words { en: which, zh: which_zh } = which(one);
    let (then, then_read) = (one.printed.trim(), shown(one.read.as_deref()));
    let (now, now_read) = (printed.trim(), shown(read));
    let words = words!(
        en: "a decision on {which} was not applied: it was made on {then} ({then_read}), and {now} ({now_read}) stands there now; look again",
        zh: "对{which_zh}的复核结论未采用：复核时为“{then}”（{then_read}），现为“{now}”（{now_read}），请重新复核"
    );
    Note::new("decision_not_applied", words, at)
}

/// Nothing was read that could be accepted.
pub(super) fn nothing_to_accept(one: &Decision, at: At) -> Note {
    let Words { en: which, zh: which_zh } = which(one);
    let words = words!(
        en: "a decision on {which} was not applied: it accepts a reading, and there is none; give a value",
        zh: "对{which_zh}的复核结论未采用：该处没有可确认的读法，请改为更正并填写内容"
    );
    Note::new("decision_not_applied", words, at)
}

/// What was typed is no value of its field.
pub(super) fn refused(one: &Decision, why: &Words, at: At) -> Note {
    let Words { en: which, zh: which_zh } = which(one);
    let Words { en, zh } = why;
    let words = words!(
        en: "a correction of {which} was refused: {en}",
        zh: "对{which_zh}的更正未采用：{zh}"
    );
    Note::new("decision_refused", words, at)
}

/// A person could not tell the value either.
pub(super) fn cannot_tell(one: &Decision, at: At) -> Note {
    let Words { en: which, zh: which_zh } = which(one);
    let Words { en: who, zh: who_zh } = by(one);
    let Words { en: more, zh: more_zh } = remark(one);
    let words = words!(
        en: "{which} was looked up{who} and cannot be told{more}",
        zh: "{which_zh}经{who_zh}复核，无法辨认{more_zh}"
    );
    Note::new(CANNOT_TELL, words, at)
}

/// What a person says for a value.
pub(super) fn of_person(one: &Decision) -> Words {
    let Words { en: who, zh: who_zh } = by(one);
    let Words { en: more, zh: more_zh } = remark(one);
    match one.decision {
        Verdict::Correct => words!(
            en: "read in the source{who}{more}",
            zh: "经{who_zh}对照原件更正{more_zh}"
        ),
        Verdict::Accept | Verdict::CannotTell => words!(
            en: "found right in the source{who}{more}",
            zh: "经{who_zh}对照原件确认{more_zh}"
        ),
    }
}

/// Which value is meant.
fn which(one: &Decision) -> Words {
    let place = &one.place;
    let field = place.field.trim_start_matches("extra.");
    let (en, zh) = (terms::item(field, Language::En), terms::item(field, Language::Zh));
    match (place.table, place.ordinal) {
        (Some(table), Some(row)) => words!(
            en: "table {table}, row {row}, {en}",
            zh: "第 {table} 表第 {row} 行的“{zh}”"
        ),
        (None, Some(row)) => words!(en: "row {row}, {en}", zh: "第 {row} 行的“{zh}”"),
        _ => words!(en: "{en}", zh: "“{zh}”"),
    }
}

fn shown(read: Option<&str>) -> &str {
    read.unwrap_or("null")
}

fn by(one: &Decision) -> Words {
    match &one.who {
        Some(who) => words!(en: " by {who}", zh: " {who} "),
        None => words!(en: "", zh: "人工"),
    }
}

fn remark(one: &Decision) -> Words {
    match &one.note {
        Some(note) => words!(en: ": {note}", zh: "：{note}"),
        None => Words::default(),
    }
}
