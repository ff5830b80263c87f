//! The kinds of change, a file each or one for a family, and beside it what
//! `jiaokan explain` says of its kinds; `kinds.rs` lists them all.

mod actual;
mod amounts;
mod band;
pub(super) mod baseline;
mod carried;
mod completion;
pub(super) mod copied;
mod declared;
mod drift;
mod growth;
mod level;
mod measure;
mod money_up;
mod name;
mod problems;
mod quoted;
mod reason;
mod rectification;
mod round;
mod rows;
mod score;
mod sentences;
mod spending;
mod split;
mod stale;
mod target;
mod template;
mod verdict;
mod weight;

use super::found::{Context, Found};

type Find = fn(&Context<'_>, &mut Found);

const ALL: &[Find] = &[
    target::find,
    declared::find,
    baseline::find,
    rows::find,
    split::find,
    name::find,
    level::find,
    measure::find,
    weight::find,
    completion::find,
    actual::find,
    reason::find,
    carried::find,
    round::find,
    verdict::find,
    score::find,
    band::find,
    spending::find,
    drift::find,
    money_up::find,
    quoted::find,
    growth::find,
    copied::find,
    problems::find,
    rectification::find,
    template::find,
    stale::find,
];

/// Everything that changed.
pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    for find in ALL {
        find(context, found);
    }
}
