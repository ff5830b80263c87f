//! Rows and columns that the source lost, recovered from what the cells hold.

pub(super) mod budget_lines;
pub(super) mod budget_words;
pub(super) mod fit_cells;
pub(super) mod habits;
pub(super) mod one_cell_per_line;
mod row_places;
mod row_starts;
mod rows_from_cells;
pub(super) mod rows_from_lines;
mod spanning_labels;
pub(super) mod suits;
pub(super) mod vocabulary;
mod ways;
