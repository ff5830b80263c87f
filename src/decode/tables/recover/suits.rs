//! How well a text suits a column, where nothing but what it holds tells its column.

use super::vocabulary::Vocabulary;
use crate::fold;
use crate::patterns::{Role, WordKind};

/// What the rows of a table show of how they were printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::decode::tables) struct Habits {
    /// The text of one cell stands in several parts.
    pub(in crate::decode::tables) parted: bool,
    /// Points add up: no row lacks any.
    pub(in crate::decode::tables) summed: bool,
    /// Points do not add up: a row may lack some of them.
    pub(in crate::decode::tables) lacking: bool,
    /// Targets have signs of comparison, and actual values have none.
    pub(in crate::decode::tables) signed: bool,
}

/// What kind of text a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::decode::tables) enum Kind {
    Points,
    /// Numbers that follow from others (完成率), or count rows.
    Figure,
    Value,
    Unit,
    Sign,
    /// Words that are absent in most rows.
    Reason,
    Criterion,
    /// Its head says nothing.
    Unknown,
    Words,
}

pub(in crate::decode::tables) fn kind(role: Role) -> Kind {
    match role {
        Role::Rate | Role::Coefficient | Role::Number => Kind::Figure,
        Role::Data => Kind::Value,
        role if role.is_points() => Kind::Points,
        role if role.is_quantity() => Kind::Value,
        Role::Unit => Kind::Unit,
        Role::Comparator | Role::Core => Kind::Sign,
        Role::Reason | Role::Remark | Role::Measure => Kind::Reason,
        Role::Criterion => Kind::Criterion,
        Role::Unknown => Kind::Unknown,
        _ => Kind::Words,
    }
}

/// Whether rows are whole without a cell in a column.
pub(super) fn may_be_absent(role: Role) -> bool {
    kind(role) == Kind::Reason
}

/// What it costs that nothing stands in a column, with a cell of any other row there.
pub(super) fn absent(role: Role, habits: Habits) -> i32 {
    match kind(role) {
        Kind::Reason => 1,
        Kind::Unit => 2,
        Kind::Sign | Kind::Figure => 3,
        Kind::Criterion => 4,
        Kind::Value | Kind::Unknown => 6,
        // Most forms print points in every row, and their sum tells whether this one did.
        Kind::Points if habits.lacking => 6,
        Kind::Points if habits.summed => 24,
        Kind::Points => 12,
        Kind::Words => 24,
    }
}

/// How well a text suits a column, `parts` being the cells it was put together
/// from. Only the order of the sums matters: a number in a column of numbers
/// outweighs a wrapped name, and words in one are never worth a better name.
pub(super) fn suits(
    role: Role,
    text: &str,
    parts: usize,
    known: Vocabulary<'_>,
    habits: Habits,
) -> i32 {
    let none = known.is(text, WordKind::None);
    let valued = known.is_value(text);
    let wrapped = parts.saturating_sub(1) as i32;
    match kind(role) {
        Kind::Points | Kind::Figure => {
            let fits = if is_number(text) && (kind(role) == Kind::Figure || !is_too_much(text)) {
                6
            } else if none && habits.lacking && text.chars().all(|c| !fold::is_cjk(c)) {
                0
            } else if none {
                -6
            } else {
                -12
            };
            fits - 6 * wrapped
        }
        Kind::Value => {
            let said = known.is(text, WordKind::Reached);
            let is_target = kind(role) == Kind::Value && !(role.is_actual() || role == Role::Data);
            let fits = match () {
                // What was reached is no target; a sign of comparison is one of a target.
                () if said && is_target => -3,
                () if habits.signed && !is_target && has_sign(text) => 0,
                () if valued => 6,
                () if said || is_short(text) && known.is(text, WordKind::Quality) => 5,
                () if none => 1,
                () if text.chars().count() <= 8 => 0,
                () => -4,
            };
            fits - 3 * wrapped
        }
        Kind::Unit => {
            let short = text.chars().count() <= 4 && !text.chars().any(|c| c.is_ascii_digit());
            (if short { 2 } else { -8 }) - 4 * wrapped
        }
        Kind::Sign => {
            let fits = known.is(text, WordKind::Sign) || known.is(text, WordKind::Quality);
            (if fits { 5 } else { -8 }) - 6 * wrapped
        }
        Kind::Reason | Kind::Criterion => {
            (if none {
                3
            } else if valued {
                -8
            } else {
                1 + i32::from(is_sentence(text))
            }) - wrapped
        }
        Kind::Unknown => 1 - 3 * wrapped,
        Kind::Words => {
            // A sign of comparison belongs to the value after it.
            let open = text.trim_end().ends_with(['≥', '≤', '=', '>', '<']);
            let named = !valued && !none && !open && text.chars().any(fold::is_cjk);
            (if named { 4 } else { -8 }) - 2 * wrapped - 6 * i32::from(is_sentence(text))
        }
    }
}

/// What it costs that a value stands within a name, or two in a cell of values: whatever else may
/// fit, the cells are then those of other columns.
pub(super) fn glued(role: Role, parts: usize, values: usize) -> i32 {
    const NEVER: i32 = 100;
    let most = match kind(role) {
        Kind::Words if parts > 1 => 0,
        Kind::Value | Kind::Points | Kind::Figure => 1,
        _ => parts,
    };
    if values > most { NEVER } else { 0 }
}

/// Whether a text is no longer than a value in words: a name may start with the same word
/// (改善人居环境).
fn is_short(text: &str) -> bool {
    const MOST: usize = 5;
    text.chars().count() <= MOST
}

/// Whether a text has marks of a sentence, as reasons have and names have not.
pub(in crate::decode::tables) fn is_sentence(text: &str) -> bool {
    text.contains(['。', '，', '；', '！'])
}

/// Whether a text starts with a sign of comparison.
pub(super) fn has_sign(text: &str) -> bool {
    fold::key(text).starts_with(['≥', '≤', '>', '<'])
}

/// Digits with a point, a percent sign, or the unit of points.
fn is_number(text: &str) -> bool {
    let key = fold::key(text);
    let digits = key.chars().filter(char::is_ascii_digit).count();
    digits > 0 && key.chars().count() <= digits + 2 && key.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a number is more than all points of a table.
fn is_too_much(text: &str) -> bool {
    const MOST: usize = 4;
    fold::key(text).chars().take_while(char::is_ascii_digit).count() > MOST
}

/// Points in hundredths, of a cell that holds nothing else.
pub(super) fn points(text: &str) -> Option<i64> {
    let key = fold::key(text);
    let (whole, rest) = key.split_once('.').unwrap_or((&key, ""));
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 4 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let hundredths = format!("{rest:0<2}").parse::<i64>().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + hundredths)
}
