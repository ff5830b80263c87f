//! Days and years: the date of the report, years and events that its text names.

mod event_after_report_date;
mod report_date_invalid;
mod wrong_year_in_text;

use super::Check;
use super::check::check;

pub(super) const CHECKS: &[Check] =
    &[report_date_invalid::CHECK, wrong_year_in_text::CHECK, event_after_report_date::CHECK];
