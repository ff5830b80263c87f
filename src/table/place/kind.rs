//! What a cell may be under each head: a name is no number, a weight is one.

use std::rc::Rc;

use rust_decimal::Decimal;

use crate::fold;
use crate::patterns::{Patterns, Role, RowKind};
use crate::table::repair::level;
use crate::value::{date, quantity};

use super::answers::{Answers, Label, Told};

/// How badly a text fits under a head. Misfits of a row add up.
pub(in crate::table) type Misfit = u32;

/// It may stand there.
pub(super) const FITS: Misfit = 0;
/// Unusual, as a label that no list has.
pub(super) const ODD: Misfit = 1;
/// It stands there only if characters were lost.
const DOUBTFUL: Misfit = 4;
/// It cannot stand there.
pub(in crate::table) const WRONG: Misfit = 8;

/// No value in words is longer, in bytes.
const LONGEST_SAID: usize = 90;

/// Signs of comparison.
pub(in crate::table) const SIGNS: [char; 10] =
    ['≥', '≤', '>', '<', '=', '≧', '≦', '＞', '＜', '＝'];

/// What is known of a table when its cells are judged.
#[derive(Clone, Copy)]
pub(in crate::table) struct Kinds<'p> {
    pub(in crate::table) patterns: &'p Patterns,
    /// What was told of its cells already.
    pub(super) answers: &'p Answers,
    /// Whether there is a column of level-2 labels.
    pub(super) has_level2: bool,
    /// The most points that a row can have; one whose digits ran together has more.
    pub(super) most_points: Decimal,
}

impl Kinds<'_> {
    /// What is told of a text so far.
    pub(super) fn told(self, text: &str) -> Rc<Told> {
        self.answers.of(text)
    }

    /// A text as a label.
    fn labelled(self, told: &Told, text: &str) -> Label {
        *told.label.get_or_init(|| Label::of(text, self.patterns))
    }

    /// How badly a filled cell fits under a head; `None` is a head that no list has.
    pub(in crate::table) fn misfit(self, role: Option<Role>, text: &str) -> Misfit {
        let Some(role) = role else { return FITS };
        // What the file does not tell (a formula without its value) may be anything.
        if text.starts_with('\u{FFFD}') && text.trim().chars().all(|c| c == '\u{FFFD}') {
            return FITS;
        }
        // A value that is told in part may be of any kind of value.
        if (role.is_quantity() || role.is_points()) && text.contains('\u{FFFD}') {
            return self.value(text);
        }
        match role {
            Role::Group => wrong_if(self.label(text).is_some()),
            Role::Level3 | Role::Department | Role::ImplementingUnit | Role::Project => {
                wrong_if(self.is_value(text))
            }
            Role::Criterion | Role::Remark | Role::Measure => self.value(text),
            Role::Number => {
                wrong_if(ideographs(text) > 3 || self.is_value(text) && !is_digits(text))
            }
            Role::Level1 => self.level(1, text),
            Role::Level2 => self.level(2, text),
            Role::Name | Role::Level4 => self.name(text),
            role if role.is_quantity() => self.value(text),
            role if role.is_points() => wrong_if(!self.is_points(text) && !self.are_points(text)),
            Role::Comparator => wrong_if(text.contains(|c: char| c.is_ascii_digit())),
            // Where a column before it was dropped, a value stands there.
            Role::Unit => {
                let digits = text.contains(|c: char| c.is_ascii_digit());
                wrong_if(is_bare(text) || digits && self.is_value(text))
            }
            Role::Rate | Role::Coefficient => wrong_if(ideographs(text) > 4),
            Role::Reason => wrong_if(
                self.is_value(text) && !self.tells_of(text)
                    || self.is_two_values(text)
                    || self.are_points(text)
                    || self.label(text) == Some(true),
            ),
            // Codes, states and the like may be any text.
            _ => FITS,
        }
    }

    /// How badly the cells of one row fit each other.
    pub(super) fn apart(self, target: &str, actual: &str) -> Misfit {
        let dated = |text: &str| self.is_date(text);
        let differ = dated(target) && is_bare(actual) || is_bare(target) && dated(actual);
        Misfit::from(differ) * 2 * ODD
    }

    /// Whether a text may name an indicator.
    pub(in crate::table) fn could_be_name(self, text: &str) -> bool {
        const SHORTEST: usize = 4;
        self.name(text) < WRONG && ideographs(text) >= SHORTEST
    }

    /// Whether a text is a label of a level, undamaged.
    pub(in crate::table) fn is_label(self, level: u8, text: &str) -> bool {
        self.labelled(&self.told(text), text).id(level).is_some()
    }

    /// Whether a text starts with a sign of comparison.
    pub(in crate::table) fn has_sign(self, text: &str) -> bool {
        text.trim_start().starts_with(SIGNS)
    }

    /// Whether two signs of comparison stand in a text.
    pub(in crate::table) fn has_two_signs(self, text: &str) -> bool {
        text.matches(SIGNS).count() == 2
    }

    /// Whether a cell is what the column of signs (指标性质) may hold.
    pub(in crate::table) fn is_property(self, text: &str) -> bool {
        quantity::is_property(text, self.patterns)
    }

    /// Whether a text is a sign of comparison and nothing else.
    pub(super) fn is_sign(self, text: &str) -> bool {
        !text.trim().is_empty() && text.trim().chars().all(|c| SIGNS.contains(&c))
    }

    fn level(self, level: u8, text: &str) -> Misfit {
        let told = self.told(text);
        let label = self.labelled(&told, text);
        if label.id(level).is_some() {
            return FITS;
        }
        if self.patterns.tables.row_kind(text) == Some(RowKind::Continued) {
            return WRONG;
        }
        let words = || self.patterns.guard.is_value_in_words(text);
        if self.is_value(text) || words() && !self.could_be_label(level, text) {
            return WRONG;
        }
        let of_other = label.id(3 - level).is_some();
        let elsewhere = of_other && (level == 2 || self.has_level2) || self.is_head(&told, text);
        match elsewhere {
            // What is left of a damaged label may be one of the other level (效益指标 of
            // 社会效益指标).
            true if self.could_be_label(level, text) => DOUBTFUL,
            true => WRONG,
            false => ODD,
        }
    }

    fn name(self, text: &str) -> Misfit {
        let told = self.told(text);
        *told.name.get_or_init(|| self.find_name(&told, text))
    }

    fn find_name(self, told: &Told, text: &str) -> Misfit {
        let is_value = self.is_value(text) || self.is_value_in_words(text);
        let is_unit = || self.patterns.units.has(text.trim());
        if is_value || ideographs(text) + latin(text) < 2 || is_unit() {
            // …… is the name that a blank form prints.
            let of_blank_form = !is_value && self.patterns.tables.is_template(text);
            return if of_blank_form { FITS } else { WRONG };
        }
        if self.is_head(told, text) {
            return ODD;
        }
        match self.label(text) {
            Some(true) => WRONG,
            Some(false) => ODD,
            None => FITS,
        }
    }

    /// Whether a text is a level's label, and if so whether it says so itself
    /// (数量指标); 满意度 alone may be a name as well.
    fn label(self, text: &str) -> Option<bool> {
        self.labelled(&self.told(text), text).says_so
    }

    /// Whether a text names a column.
    fn is_head(self, told: &Told, text: &str) -> bool {
        *told.head.get_or_init(|| self.patterns.columns.role(text).is_some())
    }

    fn value(self, text: &str) -> Misfit {
        wrong_if(self.label(text) == Some(true))
    }

    /// Whether a cell is a value and nothing else: a number with or without sign and
    /// unit, a date. A name may well start with a digit (24小时办结率).
    pub(in crate::table) fn is_value(self, text: &str) -> bool {
        let told = self.told(text);
        *told.value.get_or_init(|| self.find_value(&told, text))
    }

    fn find_value(self, told: &Told, text: &str) -> bool {
        let start = text.trim_start();
        let Some(first) = start.chars().next() else { return false };
        if SIGNS.contains(&first) {
            // What compares is followed by a number, or by words for one.
            let behind = start.trim_start_matches(|c| SIGNS.contains(&c) || c == ' ');
            return !behind.starts_with(|c: char| c.is_ascii_alphabetic());
        }
        // Most cells start with an ideograph that starts no number.
        if ideographs(text) * 2 > text.chars().count() && !first.is_ascii_digit() {
            return false;
        }
        self.is_number(told, text) || self.is_date(text)
    }

    /// Whether a cell says that something was done: 已完成.
    fn is_verdict(self, text: &str) -> bool {
        self.patterns.quantities.verdict(text).is_some()
    }

    /// Whether a cell is a step of a scale (良好, 健全, 好坏) or compares with what no number
    /// says (不低于上年).
    pub(in crate::table) fn is_graded(self, text: &str) -> bool {
        text.len() <= LONGEST_SAID && self.is_key_graded(&fold::clean_key_of(text))
    }

    fn is_key_graded(self, key: &str) -> bool {
        let quantities = &self.patterns.quantities;
        let property = || ideographs(key) > 0 && quantities.property(key).is_some();
        self.patterns.guard.is_value_in_words(key) || quantities.is_step(key) || property()
    }

    /// Whether a cell is a value in words.
    pub(in crate::table) fn is_value_in_words(self, text: &str) -> bool {
        if text.len() > LONGEST_SAID {
            return self.is_verdict(text);
        }
        let told = self.told(text);
        *told.words.get_or_init(|| {
            self.is_verdict(text) || {
                let key = fold::clean_key(text);
                self.is_key_graded(&key) || self.is_number_behind_words(&told, text, &key)
            }
        })
    }

    /// Whether a cell is a value, or several with a stroke between them: 95%/96%.
    pub(super) fn are_values(self, text: &str) -> bool {
        let is = |text: &str| self.is_value(text) || self.is_value_in_words(text);
        is(text) || text.contains(['/', '／']) && text.split(['/', '／']).all(is)
    }

    /// Whether a cell is a number with words of comparison before it: 约3.2万人次.
    fn is_number_behind_words(self, told: &Told, text: &str, key: &str) -> bool {
        let digits = key.bytes().any(|byte| byte.is_ascii_digit());
        digits && self.patterns.quantities.before(key).is_some() && self.is_number(told, text)
    }

    /// Whether a text is the label of a level, be it a common name as well.
    pub(in crate::table) fn is_label_of_any(self, text: &str) -> bool {
        self.is_label(1, text) || self.is_label(2, text)
    }

    /// Whether a text is two names, each with its unit in brackets.
    pub(in crate::table) fn has_two_units(self, text: &str) -> bool {
        let opens = |c: char| fold::fold_char(c) == '(';
        if fold::clause::next(text, opens).is_none() {
            return false;
        }
        let folded: String = text.chars().map(fold::fold_char).collect();
        let mut parts = folded.split('(').skip(1);
        let unit = |part: &str| {
            let inside = part.split_once(')').map(|(inside, _)| inside.trim());
            inside.is_some_and(|inside| self.patterns.units.has(inside))
        };
        let first = parts.next().is_some_and(unit);
        first && parts.next().is_some_and(unit) && folded.trim_end().ends_with(')')
    }

    /// Whether a cell is something so different from what its head says that it belongs to
    /// another column.
    pub(in crate::table) fn is_foreign(self, role: Role, text: &str) -> bool {
        let wrong = self.misfit(Some(role), text) >= WRONG;
        match role {
            // Labels of the other level, or words such as 高 for a weight, say nothing
            // of the columns beside them.
            Role::Level1 | Role::Level2 => wrong && self.is_value(text),
            Role::Weight | Role::Score => wrong && text.contains(|c: char| c.is_ascii_digit()),
            Role::Criterion => wrong || self.is_value(text),
            Role::Reason => wrong || self.is_graded(text),
            _ => wrong,
        }
    }

    fn is_date(self, text: &str) -> bool {
        let digits = text.contains(|c: char| c.is_ascii_digit());
        digits && !is_bare(text) && date::date(text, self.patterns).is_some()
    }

    /// Whether a text is a date with more than its year or its day.
    pub(in crate::table) fn is_dated(self, text: &str) -> bool {
        self.is_date(text) && !self.patterns.guard.is_part_of_date(text)
    }

    /// Whether a cell is a value by itself: in numbers or in words, and no part of a date.
    pub(in crate::table) fn stands_alone(self, text: &str) -> bool {
        self.are_values(text) && !self.patterns.guard.is_part_of_date(text)
    }

    /// Whether a text is the label of some level.
    pub(in crate::table) fn is_any_label(self, text: &str) -> bool {
        self.label(text).is_some()
    }

    /// Whether a text is a label that says so itself (数量指标).
    pub(in crate::table) fn says_its_level(self, text: &str) -> bool {
        self.label(text) == Some(true)
    }

    /// Whether a text may be a label of a level, damaged or not.
    pub(in crate::table) fn could_be_label(self, level: u8, text: &str) -> bool {
        let told = self.told(text);
        let answer = if level == 1 { &told.level1 } else { &told.level2 };
        *answer.get_or_init(|| level::could_be(level, text, self.patterns))
    }
}

fn wrong_if(wrong: bool) -> Misfit {
    if wrong { WRONG } else { FITS }
}

fn ideographs(text: &str) -> usize {
    let (run, rest) = text.split_at(fold::ideographs(text));
    run.len() / 3 + rest.chars().filter(|&c| fold::is_cjk(c)).count()
}

fn latin(text: &str) -> usize {
    text.chars().filter(char::is_ascii_alphabetic).count()
}

fn is_digits(text: &str) -> bool {
    text.trim().chars().all(|c| c.is_ascii_digit())
}

/// Digits and a point, nothing else.
pub(super) fn is_bare(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.')
}
