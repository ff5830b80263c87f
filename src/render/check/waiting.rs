//! Cells that cannot be read, each once, with the checks that wait for it.

use super::Checked;
use crate::model::{Finding, Outcome, RestsOn, Status};

/// The check that lists such cells; what it says stands in this list.
const LISTS_THEM: &str = "cell_unreadable";

/// A cell that cannot be read.
#[derive(Debug)]
pub(super) struct Waiting<'f> {
    pub(super) cell: &'f RestsOn,
    /// The outcomes that are open because of it.
    pub(super) checks: Vec<&'f Finding>,
}

/// The cells of a report that cannot be read, and the outcomes that no such cell explains.
pub(super) fn waiting(checked: &Checked) -> (Vec<Waiting<'_>>, Vec<&Finding>) {
    let mut cells: Vec<Waiting<'_>> = Vec::new();
    let mut others = Vec::new();
    for finding in checked.findings.iter().filter(|f| f.outcome != Outcome::Pass) {
        let open = finding.outcome == Outcome::NotEvaluable;
        let lists = finding.check == LISTS_THEM;
        let damaged = finding.rests_on.iter().filter(|v| v.status == Status::Damaged);
        if !open && !lists {
            continue;
        }
        let mut explained = lists;
        for value in damaged {
            explained = true;
            let known = cells.iter_mut().find(|waiting| waiting.cell.path == value.path);
            let checks = open.then_some(finding);
            match known {
                Some(waiting) => waiting.checks.extend(checks),
                None => {
                    cells.push(Waiting { cell: value, checks: checks.into_iter().collect() });
                }
            }
        }
        if open && !explained {
            others.push(finding);
        }
    }
    (cells, others)
}

/// Whether a finding is told by the list of cells.
pub(super) fn is_listed(finding: &Finding) -> bool {
    finding.check == LISTS_THEM && finding.outcome == Outcome::Finding
}
