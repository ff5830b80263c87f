//! The entries of `patterns/profiles.toml` as they stand in the file.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Band, ExecutionPoints, Profile};
use crate::words::{Words, words};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    pub(super) profile: Vec<RawProfile>,
}

/// One profile; what is left out is as in the profile `like`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProfile {
    pub(super) id: String,
    name: String,
    source: String,
    #[serde(default)]
    unsure: bool,
    like: Option<String>,
    #[serde(default)]
    pub(super) also: Vec<String>,
    grades: Option<Vec<RawBand>>,
    low_execution: Option<Decimal>,
    execution_weight: Option<Decimal>,
    execution_points: Option<Formula>,
    execution_bands: Option<Vec<Share>>,
    pro_rata: Option<bool>,
    greatly_exceeded: Option<Decimal>,
    exact_hits: Option<Decimal>,
    exact_hits_noted: Option<Decimal>,
    exact_hits_rows: Option<usize>,
    near_full_score: Option<Decimal>,
    near_full_satisfaction: Option<Decimal>,
    shortest_reason: Option<usize>,
    levels: Option<Vec<String>>,
    cost_row: Option<bool>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    rejects: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBand {
    grade: String,
    from: Decimal,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Formula {
    Rate,
    Bands,
    Free,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Share {
    from: Decimal,
    share: Decimal,
}

/// A score and a grade.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    pub(super) score: Decimal,
    pub(super) grade: String,
}

/// The profile with what it takes over from an earlier one.
pub(super) fn resolve(raw: RawProfile, earlier: &[Profile]) -> Result<Profile, Words> {
    let id = &raw.id;
    let base = match &raw.like {
        None => None,
        Some(like) => {
            let found = earlier.iter().find(|profile| profile.id == *like);
            let missing = || {
                words!(
                    en: "{id}: expected a profile above it, but found {like}",
                    zh: "{id}：like 应为其上已有的评价标准，实为“{like}”"
                )
            };
            Some(found.ok_or_else(missing)?)
        }
    };
    let missing = |what: &str| {
        words!(
            en: "{id}: expected {what} or `like`, but found neither",
            zh: "{id}：{what} 与 like 应有其一"
        )
    };
    macro_rules! take {
        ($field:ident) => {
            match (raw.$field, base) {
                (Some(own), _) => own,
                (None, Some(base)) => base.$field.clone(),
                (None, None) => return Err(missing(stringify!($field))),
            }
        };
    }
    let scale = match (raw.grades, base) {
        (Some(grades), _) => scale(grades).map_err(|problem| problem.of(id))?,
        (None, Some(base)) => base.scales.first().cloned().unwrap_or_default(),
        (None, None) => return Err(missing("grades")),
    };
    let execution = match (raw.execution_points, base) {
        (Some(Formula::Rate), _) => ExecutionPoints::Rate,
        (Some(Formula::Free), _) => ExecutionPoints::Free,
        (Some(Formula::Bands), _) => {
            let bands = raw.execution_bands.unwrap_or_default();
            if bands.is_empty() {
                return Err(words!(
                    en: "{id}: expected execution_bands, but found none",
                    zh: "{id}：缺少 execution_bands"
                ));
            }
            let mut bands: Vec<_> = bands.iter().map(|band| (band.from, band.share)).collect();
            bands.sort_by(|a, b| b.cmp(a));
            ExecutionPoints::Bands(bands)
        }
        (None, Some(base)) => base.execution.clone(),
        (None, None) => return Err(missing("execution_points")),
    };
    Ok(Profile {
        low_execution: take!(low_execution),
        execution_weight: take!(execution_weight),
        pro_rata: take!(pro_rata),
        greatly_exceeded: take!(greatly_exceeded),
        exact_hits: take!(exact_hits),
        exact_hits_noted: take!(exact_hits_noted),
        exact_hits_rows: take!(exact_hits_rows),
        near_full_score: take!(near_full_score),
        near_full_satisfaction: take!(near_full_satisfaction),
        shortest_reason: take!(shortest_reason),
        levels: take!(levels),
        cost_row: take!(cost_row),
        scales: vec![scale],
        execution,
        id: raw.id,
        name: raw.name,
        source: raw.source,
        unsure: raw.unsure,
        examples: raw.examples,
        rejects: raw.rejects,
    })
}

fn scale(grades: Vec<RawBand>) -> Result<Vec<Band>, Words> {
    let mut to = Decimal::ONE_HUNDRED;
    let mut bands = Vec::with_capacity(grades.len());
    for RawBand { grade, from } in grades {
        if from >= to {
            return Err(words!(
                en: "expected the grades best first, but found {grade} from {from} below {to}",
                zh: "等级应从高到低排列，而“{grade}”（{from} 分起）列在 {to} 之后"
            ));
        }
        bands.push(Band { grade, from, to });
        to = from;
    }
    Ok(bands)
}
