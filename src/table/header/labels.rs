//! Columns of levels under heads that no entry names (类别, 维度, 指标分项): what stands in them
//! tells, since labels of levels are a closed list.

use super::heads::Head;
use super::{Lexicon, NAMING};
use crate::patterns::Role;
use crate::patterns::columns::{Meaning, Of};
use crate::table::matrix::Row;

/// Of a long table its beginning tells enough.
const MOST_ROWS: usize = 60;

/// Gives a level that no head names to the column before the names that holds its labels.
pub(super) fn tell(heads: &mut [Head<'_>], below: &[Row<'_>], lexicon: Lexicon<'_>) {
    if !lexicon.told {
        return;
    }
    let has = |heads: &[Head<'_>], role| heads.iter().any(|head| head.role() == Some(role));
    let below = &below[..below.len().min(MOST_ROWS)];
    // The names stand behind the levels; where no head says so, before the first value.
    let own = |head: &Head<'_>| matches!(head.role(), Some(Role::Name | Role::Level4));
    let value = |head: &Head<'_>| {
        head.role().is_some_and(|role| !NAMING.contains(&role) && role != Role::Group)
    };
    let Some(names) = heads.iter().position(own).or_else(|| heads.iter().position(value)) else {
        return;
    };
    for (level, role) in [(1, Role::Level1), (2, Role::Level2)] {
        if has(heads, role) {
            continue;
        }
        // A second head of level 1 may stand over labels of level 2 (一级指标 | 指标类别).
        let first = heads.iter().position(|head| head.role() == Some(Role::Level1));
        let open = |index: usize, head: &Head<'_>| match head.role() {
            None | Some(Role::Group) => true,
            Some(Role::Level1) => first.is_some_and(|first| index > first),
            Some(_) => false,
        };
        let found = heads[..names]
            .iter()
            .enumerate()
            .position(|(index, head)| open(index, head) && holds(below, head.col, level, lexicon));
        if let Some(found) = found {
            heads[found].meaning = Some(Meaning {
                role,
                of: Of::Plain,
                rank: u16::MAX,
                strong: false,
                either: false,
                yields: true,
            });
        }
    }
}

/// Whether nearly all cells of a column are labels of the level, and not one label alone.
fn holds(rows: &[Row<'_>], col: usize, level: u8, lexicon: Lexicon<'_>) -> bool {
    let cells = rows.iter().flat_map(|row| row.own().filter(|&(at, _)| at == col));
    let (mut labels, mut others) = (Vec::new(), 0);
    for (_, field) in cells {
        match lexicon.levels.exact(level, field.text()) {
            Some(label) => labels.push(label),
            None => others += 1,
        }
    }
    let several = labels.iter().any(|label| *label != labels[0]);
    several && others * 4 <= labels.len()
}
