//! The guard: a row must make sense before it is believed.
//!
//! Every row of every table is held against what it claims to be, after its cells
//! are put under their heads and before they are read. A cell that fails is doubted:
//! its value is null, its raw text stays, and a note says why. Nothing here makes a
//! value.

mod astray;
mod beside;
mod centred;
mod contested;
mod covered;
mod fragments;
mod gaps;
mod glued;
mod hanging;
mod heads;
mod labels;
mod levels;
mod listed;
mod lost_labels;
mod merged;
mod moved_columns;
mod moved_reasons;
mod numbered;
mod page_ends;
mod parts;
mod points;
mod reasons;
mod repeated;
mod serials;
mod shifted;
pub(super) mod single;
mod spaced;
mod stray;
mod swapped;
mod unsure;
mod untold;
mod wraps;

use rust_decimal::Decimal;

use super::body::BodyRow;
use super::doubt::{Doubt, Reason};
use super::place::Kinds;
use super::told::Told;
use crate::model::TotalRow;
use crate::patterns::Role;
pub(super) use fragments::may_be_cut;
pub(super) use levels::{contradicted, contradicted_beside};

/// A table whose rows are put under its heads.
pub(super) struct Table<'t, 'a, 'p> {
    pub(super) rows: &'t [BodyRow<'a>],
    pub(super) kinds: Kinds<'p>,
    pub(super) total: Option<&'t TotalRow>,
    /// How the source tells its rows and columns.
    pub(super) told: Told,
}

impl Table<'_, '_, '_> {
    /// Whether weights add up to what the table states, or to what all tables do.
    fn is_whole(&self, weights: impl Iterator<Item = Decimal>) -> bool {
        let sum = weights.fold(Decimal::ZERO, Decimal::saturating_add);
        let stated = self.total.and_then(|total| total.weight.as_ref()).map(|number| number.value);
        let usual = [Decimal::ONE_HUNDRED, Decimal::from(90)];
        stated.map_or(usual.contains(&sum), |stated| sum == stated)
    }
}

/// What is not believed of an indicator whose cells stand under the heads of others.
const ALL: [Role; 8] = [
    Role::Level1,
    Role::Level2,
    Role::Name,
    Role::Target,
    Role::Actual,
    Role::Weight,
    Role::Score,
    Role::Reason,
];

/// What a row is not believed to hold.
type Doubts = Vec<(usize, Doubt)>;

/// The questions that are asked of a table, each of its rows.
const QUESTIONS: [fn(&Table<'_, '_, '_>, &mut Doubts); 58] = [
    contested::each_is_read_in_one_way,
    astray::none_is_astray,
    unsure::each_is_read_surely,
    untold::each_is_told,
    heads::heads_fit,
    heads::cells_hold_no_head,
    merged::one_row_each,
    merged::one_value_each,
    merged::one_column_each,
    merged::one_text_each,
    merged::one_name_each,
    glued::names_end_in_words,
    glued::names_stand_alone,
    glued::labels_are_whole,
    gaps::each_is_one_cell,
    wraps::lines_go_on,
    parts::values_are_whole,
    parts::rows_are_single,
    fragments::rows_are_whole,
    fragments::names_have_values,
    listed::labels_are_listed,
    hanging::labels_hang_below_none,
    numbered::numbers_are_no_digits,
    numbered::names_begin_in_words,
    covered::own_points_are_not_covered,
    shifted::others_did_not_move,
    shifted::values_stand_apart,
    reasons::reasons_are_own,
    labels::labels_were_printed,
    lost_labels::none_went_with_a_cell,
    single::points_are_there,
    single::signs_are_there,
    single::signs_are_read,
    single::none_moved_on,
    spaced::signs_have_numbers,
    spaced::values_have_names,
    spaced::cells_hold_one_value,
    points::weights_are_single,
    repeated::points_are_of_one_row,
    stray::nothing_strays,
    serials::dates_are_printed,
    single::each_is_of_its_kind,
    labels::blank_labels_go_on,
    centred::labels_start_their_rows,
    centred::labels_between_rows_cover_both,
    page_ends::blank_labels_are_told,
    page_ends::points_stand_once,
    moved_columns::cells_are_level,
    moved_reasons::reasons_are_level,
    swapped::targets_are_no_results,
    beside::values_are_single,
    beside::points_are_no_part_of_words,
    beside::digits_are_of_one_cell,
    beside::units_are_no_part_of_others,
    beside::labels_hold_no_name,
    beside::names_are_of_one_row,
    beside::names_explain_nothing,
    beside::labels_stand_in_each_row,
];

/// Takes down what of the rows of a table is not believed.
pub(super) fn guard(
    rows: &mut [BodyRow<'_>],
    kinds: Kinds<'_>,
    told: Told,
    total: Option<&TotalRow>,
) {
    let mut doubts = Doubts::new();
    let table = Table { rows, kinds, total, told };
    for question in QUESTIONS {
        question(&table, &mut doubts);
    }
    for (row, doubt) in doubts {
        if let Some(row) = rows.get_mut(row) {
            row.doubt(doubt);
        }
    }
}

fn doubt(role: Role, reason: Reason) -> Doubt {
    Doubt { role, reason, readings: Vec::new() }
}

/// Doubts those of the cells of a row that hold something.
fn doubt_filled(
    row: &BodyRow<'_>,
    number: usize,
    roles: &[Role],
    reason: Reason,
    doubts: &mut Doubts,
) {
    let filled = roles.iter().filter(|&&role| row.filled(role).is_some());
    doubts.extend(filled.map(|&role| (number, doubt(role, reason))));
}
