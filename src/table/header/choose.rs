//! Which of several columns of one role is meant: the weight nearest behind the name,
//! the year's values, the office's own score. The others stand in `extra`.

use super::heads::{Head, over_column, remarks};
use super::{Layout, NAMING, unnamed};
use crate::patterns::Role;
use crate::patterns::columns::{Meaning, Of};

/// A column whose role is being decided.
#[derive(Debug, Clone, Copy)]
struct Slot {
    col: usize,
    meaning: Option<Meaning>,
    role: Role,
}

impl Slot {
    fn of(&self) -> Of {
        self.meaning.map(|meaning| meaning.of).unwrap_or_default()
    }

    fn rank(&self) -> u16 {
        self.meaning.map_or(u16::MAX, |meaning| meaning.rank)
    }
}

/// The layouts that the heads of a table give: a new one starts where a level or a name
/// stands again after the first target (two tables side by side); levels that
/// the later one lacks are shared.
pub(super) fn layouts(heads: &[Head<'_>], width: usize) -> Vec<Layout> {
    let nameless = unnamed(heads);
    let slots = heads.iter().map(|head| Slot {
        col: head.col,
        meaning: head.meaning,
        role: match head.role() {
            Some(_) | None if nameless == Some(head.col) => Role::Name,
            Some(role) => role,
            None => Role::Unknown,
        },
    });
    let sets = side_by_side(slots.collect());
    let shared: Vec<Slot> = sets[0]
        .iter()
        .filter(|slot| matches!(slot.role, Role::Level1 | Role::Level2))
        .copied()
        .collect();
    let remarked = |mut layout: Layout| {
        let remarks = layout.columns.iter().flat_map(|&(role, col)| {
            let titles = over_column(heads, col).into_iter().flat_map(|head| &head.titles);
            let remarks: Vec<String> = titles.flat_map(|title| remarks(title)).collect();
            remarks.into_iter().map(move |remark| (role, remark))
        });
        layout.remarks = remarks.collect();
        layout
    };
    let complete = sets.into_iter().enumerate().map(|(index, mut set)| {
        if index > 0 {
            let lacks = |slot: &&Slot| !set.iter().any(|other| other.role == slot.role);
            let lacking: Vec<Slot> = shared.iter().filter(lacks).copied().collect();
            set.splice(0..0, lacking);
        }
        layout(set, width)
    });
    complete.filter(is_indicator_table).map(remarked).collect()
}

const VALUES: [Role; 5] = [Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Criterion];

fn side_by_side(slots: Vec<Slot>) -> Vec<Vec<Slot>> {
    let mut sets: Vec<Vec<Slot>> = vec![Vec::new()];
    for (index, slot) in slots.iter().enumerate() {
        let set = sets.last_mut().expect("there is always one set");
        let again = || set.iter().any(|other| other.role == slot.role);
        let complete = || set.iter().any(|s| matches!(s.role, Role::Target | Role::Actual));
        // What follows has values of its own.
        let measured = || slots[index..].iter().any(|s| VALUES.contains(&s.role));
        if NAMING.contains(&slot.role) && again() && complete() && measured() {
            sets.push(vec![*slot]);
        } else {
            set.push(*slot);
        }
    }
    sets
}

/// An indicator table names indicators and says something of each.
fn is_indicator_table(layout: &Layout) -> bool {
    let has = |role| layout.column(role).is_some();
    has(Role::Name) && (VALUES.into_iter().any(has) || !layout.rivals.is_empty())
}

fn layout(mut slots: Vec<Slot>, width: usize) -> Layout {
    names(&mut slots);
    points(&mut slots, Role::Weight);
    let rivals = [
        (Role::Score, points(&mut slots, Role::Score)),
        (Role::Actual, actuals(&mut slots)),
        (Role::Target, targets(&mut slots)),
    ];
    once(&mut slots);
    let columns = slots.iter().map(|slot| (slot.role, slot.col)).collect();
    let rivals = rivals.into_iter().filter(|(_, columns)| !columns.is_empty()).collect();
    Layout { columns, width, remarks: Vec::new(), rivals }
}

/// Columns of which any may hold the values of a role, and nothing tells which.
type Rivals = Vec<usize>;

/// The places of a role in a list of columns.
fn places(slots: &[Slot], role: Role) -> Vec<usize> {
    (0..slots.len()).filter(|&index| slots[index].role == role).collect()
}

/// Which column names the indicators: of four levels the last; of several heads the one
/// that is meant first; without such a head the column behind the levels that no entry
/// names, and without that the last level.
fn names(slots: &mut [Slot]) {
    if let Some(&last) = places(slots, Role::Level4).first() {
        if let Some(&third) = places(slots, Role::Name).first() {
            slots[third].role = Role::Level3;
        }
        slots[last].role = Role::Name;
    }
    let found = places(slots, Role::Name);
    if let Some(&best) = found.iter().min_by_key(|&&index| slots[index].rank()) {
        for index in found.into_iter().filter(|&index| index != best) {
            slots[index].role = Role::Unknown;
        }
        return;
    }
    let levels = [Role::Level2, Role::Level1];
    let Some(last) = slots.iter().rposition(|slot| levels.contains(&slot.role)) else { return };
    let open = |slot: &Slot| matches!(slot.role, Role::Unknown | Role::Group);
    // Between the levels and the first value.
    let behind = slots[last + 1..].iter().take_while(|slot| {
        open(slot)
            || matches!(slot.role, Role::Weight | Role::Number | Role::Code)
            || WEIGHTS.contains(&slot.role)
    });
    if let Some(name) = behind.clone().position(open) {
        slots[last + 1 + name].role = Role::Name;
    } else if slots[last].role == Role::Level2 {
        slots[last].role = Role::Name;
    }
}

/// Points of the labels of each level, and of the indicators of a table with four.
const WEIGHTS: [Role; 3] = [Role::WeightLevel1, Role::WeightLevel2, Role::WeightLevel3];
const SCORES: [Role; 3] = [Role::ScoreLevel1, Role::ScoreLevel2, Role::ScoreLevel3];

/// The columns of points whose heads name the level of the indicators: of the levels that such heads
/// name the last, and one below all labels (三级指标分值 in a table with three levels).
fn of_their_level(slots: &mut [Slot], role: Role) -> Vec<usize> {
    let levels = if role == Role::Weight { WEIGHTS } else { SCORES };
    let labels = [Role::Level1, Role::Level2, Role::Level3];
    let above = labels.iter().rposition(|&label| !places(slots, label).is_empty());
    let below = levels.get(above.map_or(0, |above| above + 1)..).unwrap_or_default();
    let own = below.iter().rfind(|&&level| !places(slots, level).is_empty());
    let found = own.map(|&own| places(slots, own)).unwrap_or_default();
    for &index in &found {
        slots[index].role = role;
    }
    found
}

/// Weights or scores: those whose head names the level of the indicators are theirs. Else a column
/// that stands behind a level, before the next label,
/// belongs to that level; of those behind the name the nearest, and of scores the
/// office's own, is the indicator's.
fn points(slots: &mut [Slot], role: Role) -> Rivals {
    let name = places(slots, Role::Name).first().copied().unwrap_or(0);
    let label =
        |slot: &Slot| matches!(slot.role, Role::Level1 | Role::Level2 | Role::Level3 | Role::Name);
    let told = of_their_level(slots, role);
    let before = |index: &usize| *index < name && !told.contains(index);
    for index in places(slots, role).into_iter().filter(before) {
        let owner = slots[..index].iter().rfind(|slot| label(slot)).map(|slot| slot.role);
        slots[index].role = match (owner, role) {
            (Some(Role::Level1), Role::Weight) => Role::WeightLevel1,
            (Some(Role::Level2), Role::Weight) => Role::WeightLevel2,
            (Some(Role::Level3), Role::Weight) => Role::WeightLevel3,
            (Some(Role::Level1), _) => Role::ScoreLevel1,
            (Some(Role::Level2), _) => Role::ScoreLevel2,
            (Some(Role::Level3), _) => Role::ScoreLevel3,
            _ => role,
        };
    }
    let found = places(slots, role);
    let behind: Vec<usize> = found.iter().copied().filter(|&index| index > name).collect();
    let own = match (told.is_empty(), behind.is_empty()) {
        (false, _) => told,
        (true, false) => behind,
        (true, true) => found.clone(),
    };
    let best = own.iter().copied().min_by_key(|&index| (standing(slots[index].of()), index));
    let Some(best) = best else { return Rivals::new() };
    // Two scores, and nothing tells whose they are.
    let alike = |&index: &usize| standing(slots[index].of()) == standing(slots[best].of());
    let rivals: Rivals = own.iter().filter(|i| alike(i)).map(|&i| slots[i].col).collect();
    let open = role == Role::Score && rivals.len() > 1;
    for index in found {
        if index != best || open {
            slots[index].role = match (role, slots[index].of()) {
                (Role::Weight, _) => Role::WeightOther,
                (_, Of::Review) => Role::ScoreReview,
                _ => Role::ScoreOther,
            };
        }
    }
    if open { rivals } else { Rivals::new() }
}

/// How near a score is to the office that writes the report.
fn standing(of: Of) -> u8 {
    match of {
        Of::Office => 0,
        Of::Plain | Of::Year => 1,
        Of::Adjusted | Of::Initial => 2,
        Of::Review => 3,
        Of::Period | Of::Part | Of::Forecast | Of::Previous => 4,
    }
}

/// Actual values: the year's.
fn actuals(slots: &mut [Slot]) -> Rivals {
    let other = |of| match of {
        Of::Plain | Of::Year | Of::Office | Of::Initial | Of::Adjusted => None,
        Of::Review => Some(Role::ActualReview),
        Of::Period => Some(Role::ActualPeriod),
        Of::Part => Some(Role::ActualPart),
        Of::Forecast => Some(Role::ActualForecast),
        Of::Previous => Some(Role::ActualPrevious),
    };
    for index in places(slots, Role::Actual) {
        if let Some(role) = other(slots[index].of()) {
            slots[index].role = role;
        }
    }
    only_review(slots, Role::Actual, Role::ActualReview);
    one_of(slots, Role::Actual, Role::ActualOther)
}

/// Where nobody but a reviewer prints a value, it is the value.
fn only_review(slots: &mut [Slot], role: Role, review: Role) {
    if places(slots, role).is_empty()
        && let [only] = places(slots, review)[..]
    {
        slots[only].role = role;
    }
}

/// Targets: the year's, and of the year's the one in force. The adjusted one is in force
/// in the rows that fill it in.
fn targets(slots: &mut [Slot]) -> Rivals {
    without_goals(slots);
    let found = places(slots, Role::Target);
    let all = |of: &[Of]| -> Vec<usize> {
        found.iter().copied().filter(|&index| of.contains(&slots[index].of())).collect()
    };
    let (period, initial) = (all(&[Of::Period]), all(&[Of::Initial]));
    let adjusted = all(&[Of::Adjusted]);
    let years: Vec<usize> = all(&[Of::Year, Of::Plain, Of::Office, Of::Review]);
    // A table whose only target is that of the whole period has no other.
    let only_period = found.len() == period.len() && period.len() == 1;
    for &index in &found {
        let role = match slots[index].of() {
            Of::Period if !only_period => Role::TargetPeriod,
            Of::Part => Role::TargetPart,
            Of::Forecast => Role::TargetForecast,
            Of::Previous => Role::TargetPrevious,
            Of::Adjusted if adjusted.len() == 1 && !(years.is_empty() && initial.is_empty()) => {
                Role::TargetAdjusted
            }
            Of::Initial if !years.is_empty() => Role::TargetInitial,
            _ => Role::Target,
        };
        slots[index].role = role;
    }
    let left = places(slots, Role::Target);
    if let [first, .., last] = left[..]
        && places(slots, Role::Actual).is_empty()
        && left.len() == 2
        && slots[last].meaning.is_some_and(|meaning| meaning.either)
        && !slots[first].meaning.is_some_and(|meaning| meaning.either)
    {
        slots[last].role = Role::Actual;
    }
    one_of(slots, Role::Target, Role::TargetOther)
}

/// What stands before the levels is a goal of the project (年度目标), where a target stands behind
/// the names of the indicators as well.
fn without_goals(slots: &mut [Slot]) {
    let Some(&name) = places(slots, Role::Name).first() else { return };
    let levels = [Role::Level1, Role::Level2];
    let levels = levels.into_iter().filter_map(|role| places(slots, role).first().copied());
    let first = levels.min().unwrap_or(name).min(name);
    // Values before the levels are heads of another order.
    let values = [Role::Actual, Role::Weight, Role::Score];
    if slots.iter().take(first).any(|slot| values.contains(&slot.role)) {
        return;
    }
    let found = places(slots, Role::Target);
    if found.iter().any(|&index| index > name) {
        for index in found.into_iter().filter(|&index| index < first) {
            slots[index].role = Role::TargetOther;
        }
    }
}

/// Of several columns the one that names the year; where none or more do, the one whose
/// name does not give way to others; else none, and these are told.
fn one_of(slots: &mut [Slot], role: Role, other: Role) -> Rivals {
    let found = places(slots, role);
    let [_, _, ..] = found[..] else { return Rivals::new() };
    let firm = |index: &usize| !slots[*index].meaning.is_some_and(|meaning| meaning.yields);
    let only = |of: &[usize]| match of {
        [only] => Some(*only),
        _ => None,
    };
    let named: Vec<usize> =
        found.iter().copied().filter(|&index| slots[index].of() == Of::Year).collect();
    let among = if named.is_empty() { &found } else { &named };
    let firm: Vec<usize> = among.iter().copied().filter(firm).collect();
    let best = only(&named).or_else(|| only(&firm));
    let rivals = if firm.is_empty() { among.clone() } else { firm };
    for index in found {
        if Some(index) != best {
            slots[index].role = other;
        }
    }
    if best.is_some() { Rivals::new() } else { rivals.iter().map(|&i| slots[i].col).collect() }
}

/// Roles of an indicator's own that stand once: of several columns the first.
fn once(slots: &mut [Slot]) {
    for role in [Role::Level1, Role::Level2, Role::Comparator, Role::Unit, Role::Reason] {
        for index in places(slots, role).into_iter().skip(1) {
            slots[index].role = if role == Role::Reason { Role::Remark } else { Role::Unknown };
        }
    }
}
