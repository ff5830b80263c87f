//! The report as a document: sections, numbering, brackets, names, repeated text,
//! unreadable cells.

mod annex_missing;
mod brackets_unbalanced;
mod cell_unreadable;
mod department_names_differ;
mod finding_rests_on_repair;
mod founded_within_year;
mod numbering_broken;
mod phone_form_unusual;
mod rectification_unexplained;
mod required_section_missing;
mod sentence_repeated;
mod title_without_year;

use super::Check;
use super::check::check;

pub(super) const CHECKS: &[Check] = &[
    required_section_missing::CHECK,
    numbering_broken::CHECK,
    brackets_unbalanced::CHECK,
    annex_missing::CHECK,
    sentence_repeated::CHECK,
    department_names_differ::CHECK,
    founded_within_year::CHECK,
    title_without_year::CHECK,
    phone_form_unusual::CHECK,
    rectification_unexplained::CHECK,
    cell_unreadable::CHECK,
];

/// What looks at the outcomes of all others.
pub(super) const LAST: &[Check] = &[finding_rests_on_repair::CHECK];
