//! Fields that list options beside boxes, one of them ticked.

use crate::model::{Fields, Note, Text};
use crate::patterns::Patterns;
use crate::words::words;

/// What a list of options beside boxes says: `None` where it has no boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ticked {
    /// One is ticked: ☑新增 □延续.
    One(String),
    /// None is, or several are, or the tick cannot be told: 新增□ 延续□.
    Untold,
}

/// Which of the options that a value lists is ticked.
pub(super) fn ticked(value: &str, patterns: &Patterns) -> Option<Ticked> {
    let grades = &patterns.grades;
    let value = value.trim();
    // 二〇二三年: a circle is a box where the value starts with one.
    let round = value.starts_with(is_round);
    let is_tick = |c: char| grades.ticked.contains(&c) && (round || !is_round(c));
    let is_box = |c: char| is_tick(c) || grades.open.contains(&c) && (round || !is_round(c));
    if !value.contains(is_box) {
        return None;
    }
    // The boxes stand before their options or behind them.
    let leads = value.starts_with(is_box);
    // A single sign within a name, or beside one character, stands for one that was lost.
    let single = value.matches(is_box).count() < 2;
    let (mut rest, mut chosen, mut options, mut short) = (value, Vec::new(), 0, false);
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let boxes = |text: &str| {
            text.len() - text.trim_start_matches(|c: char| is_box(c) || c.is_whitespace()).len()
        };
        let before = if leads { boxes(rest) } else { 0 };
        let (mark, behind) = rest.split_at(before);
        let (option, behind) = behind.split_at(behind.find(is_box).unwrap_or(behind.len()));
        let (mark, behind) = match leads {
            true => (mark, behind),
            false => behind.split_at(boxes(behind)),
        };
        let ends = |c: char| c.is_whitespace() || matches!(c, '、' | ',' | '，' | ';' | '；' | '/');
        let option = without_number(option.trim_matches(ends));
        options += usize::from(!option.is_empty());
        short |= option.chars().count() == 1;
        if mark.contains(is_tick) && !option.is_empty() {
            chosen.push(option.to_owned());
        }
        rest = behind;
    }
    match (chosen.len(), options) {
        (1, 2..) if !single && !short => chosen.pop().map(Ticked::One),
        _ => Some(Ticked::Untold),
    }
}

/// Circles stand for boxes, and for a nought among numerals.
fn is_round(c: char) -> bool {
    matches!(c, '○' | '〇' | '●')
}

/// An option without the number that counts it: 1、部门预算项目.
fn without_number(option: &str) -> &str {
    let rest = option.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['、', '.', '．']) {
        Some(name) if rest.len() < option.len() && !name.trim().is_empty() => name.trim(),
        _ => option,
    }
}

/// Notes of the fields whose value is a list of options of which none is told.
pub(super) fn untold(fields: &Fields, patterns: &Patterns) -> Vec<Note> {
    let named = [&fields.department, &fields.project, &fields.implementing_unit, &fields.preparer];
    let all = named.into_iter().flatten().chain(fields.more.values());
    let listed = all.filter(|field| {
        field.value.is_none() && ticked(&field.raw, patterns) == Some(Ticked::Untold)
    });
    let note = |field: &Text| {
        let raw = &field.raw;
        let message = words!(
            en: "a field lists options, and not one of them alone is ticked: {raw}",
            zh: "栏目列有若干选项，未见其中唯一勾选项：{raw}"
        );
        Note::new("option_untold", message, field.at)
    };
    listed.map(note).collect()
}
