//! `name.md` says what this finds and why.

use super::target;
use crate::diff::found::{Both, Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, PairClass};
use crate::diff::pairing;
use crate::model::{Indicator, Severity};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    for both in context.both() {
        let renamed = both.pair.class == PairClass::Renamed;
        let number = number_differs(&both, context);
        if !renamed && !number && !is_worded_anew(&both, context) {
            continue;
        }
        let (old, new) = (pairing::name(both.old), pairing::name(both.new));
        let lowered = target::moved(&both, context).is_lowered();
        if !renamed && !number && !lowered {
            let words = words!(
                en: "{old} is now called {new}; most likely only another word for it",
                zh: "{old} 改称 {new}，应只是措辞不同"
            );
            let change = Change::new(ChangeKind::Renamed, words).severity(Severity::Info);
            found.push(change.of(&both).texts(&both.old.name, &both.new.name));
            continue;
        }
        let (words, severity) = if lowered {
            let words = words!(
                en: "{old} is now called {new}, and its target is lower",
                zh: "{old} 改称 {new}，且目标调低"
            );
            (words, if renamed || number { Severity::High } else { Severity::Medium })
        } else if renamed {
            let words = words!(en: "{old} is now called {new}", zh: "{old} 改称 {new}");
            (words, Severity::Low)
        } else {
            let words = words!(
                en: "another number stands in the name: {old} became {new}",
                zh: "名称中的数字有变：{old} 改为 {new}"
            );
            (words, Severity::Medium)
        };
        let change = Change::new(ChangeKind::Renamed, words).severity(severity);
        let change = change.of(&both).texts(&both.old.name, &both.new.name);
        found.push(change);
    }
}

/// Whether the two names differ in more than white space, width, brackets and years.
fn is_worded_anew(both: &Both<'_>, context: &Context<'_>) -> bool {
    let readable = |row: &Indicator| row.name.value.is_some();
    let bare = |row: &Indicator| {
        let masked = pairing::masked(&pairing::name(row), context.patterns);
        masked.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    readable(both.old) && readable(both.new) && bare(both.old) != bare(both.new)
}

/// Whether the numbers in the two names differ, years aside.
fn number_differs(both: &Both<'_>, context: &Context<'_>) -> bool {
    let digits = |row| {
        let masked = pairing::masked(&pairing::name(row), context.patterns);
        let digits = masked.chars().filter(char::is_ascii_digit);
        digits.collect::<String>()
    };
    digits(both.old) != digits(both.new)
}
