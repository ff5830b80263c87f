//! A report beside its witnesses: what is restored, what is only offered, and what is left.

mod choices;
mod commands;
mod damages;
mod jiangmen;
mod kinds;
mod property;

use std::collections::BTreeMap;

use jiaokan::collation::Collation;
use jiaokan::decisions::{Place, values};
use jiaokan::model::Status;
use jiaokan::{Options, Report, Witness};

pub(crate) fn collate(base: &Report, witnesses: &[&Report]) -> Collation {
    let witnesses: Vec<Witness<'_>> =
        witnesses.iter().map(|witness| Witness::new(witness)).collect();
    jiaokan::collate(base, &witnesses, &Options::default())
}

/// The reading and status of every value.
pub(crate) fn readings(report: &Report) -> BTreeMap<Place, (Option<String>, Status)> {
    let readings = values(report)
        .into_iter()
        .map(|value| (value.place, (value.read.map(|read| read.into_owned()), value.status)));
    readings.collect()
}

/// Values that are not as they were, with their new readings.
pub(crate) fn changed(before: &Report, after: &Report) -> Vec<(Place, Option<String>)> {
    let before = readings(before);
    let changed = readings(after).into_iter().filter(|(place, now)| before.get(place) != Some(now));
    changed.map(|(place, (read, _))| (place, read)).collect()
}
