//! `patterns/profiles.toml`: what an authority asks of a self-evaluation (评价标准).

mod raw;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::builtin::{Builtin, builtin};
use super::forms::Forms;
use super::levels::Levels;
use super::{PatternFile, lint};

use crate::words::{Words, words};
use raw::{Example, Raw};

/// What an authority asks of a self-evaluation: grades, points, limits.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Name within `patterns/profiles.toml`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The document it rests on.
    pub source: String,
    /// Whether that document has not been seen.
    pub unsure: bool,
    /// Scales of grades that are accepted, its own first.
    scales: Vec<Vec<Band>>,
    pub(crate) low_execution: Decimal,
    pub(crate) execution_weight: Decimal,
    pub(crate) execution: ExecutionPoints,
    pub(crate) pro_rata: bool,
    pub(crate) greatly_exceeded: Decimal,
    pub(crate) exact_hits: Decimal,
    pub(crate) exact_hits_noted: Decimal,
    pub(crate) exact_hits_rows: usize,
    pub(crate) near_full_score: Decimal,
    pub(crate) near_full_satisfaction: Decimal,
    pub(crate) shortest_reason: usize,
    /// Names of the level-1 indicators that must be there.
    pub(crate) levels: Vec<String>,
    pub(crate) cost_row: bool,
    examples: Vec<Example>,
    rejects: Vec<Example>,
}

/// How points of budget execution are given.
#[derive(Debug, Clone)]
pub(crate) enum ExecutionPoints {
    /// Weight times rate, no more than the weight.
    Rate,
    /// From a rate of so many per cent on, so many per cent of the weight; the
    /// highest first.
    Bands(Vec<(Decimal, Decimal)>),
    /// No formula is known.
    Free,
}

/// A grade and the scores that get it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Band {
    /// `id` of the grade in `patterns/grades.toml`.
    pub(crate) grade: String,
    pub(crate) from: Decimal,
    /// The score that already gets the next better grade; 100 for the best.
    pub(crate) to: Decimal,
}

impl Profile {
    /// The bands of each accepted scale that a score falls into: one of each.
    pub(crate) fn bands_of(&self, score: Decimal) -> impl Iterator<Item = &Band> {
        let band = move |scale: &'_ Vec<Band>| scale.iter().position(|band| score >= band.from);
        let scales = self.scales.iter();
        scales.filter_map(move |scale| scale.get(band(scale)?))
    }

    /// Whether some accepted scale has a grade.
    pub(crate) fn has_grade(&self, grade: &str) -> bool {
        let bands = self.scales.iter().flatten();
        bands.into_iter().any(|band| band.grade == grade)
    }
}

/// The profiles.
#[derive(Debug)]
pub struct Profiles {
    profiles: Vec<Profile>,
}

/// The profile of a report whose form names none.
const DEFAULT: &str = "national";

impl Profiles {
    /// The profile of this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.id == name)
    }

    /// The names of all profiles, in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.profiles.iter().map(|profile| profile.id.as_str())
    }

    /// What profiles and forms name that the other files do not have.
    pub(crate) fn dangling(&self, levels: &Levels, forms: &Forms) -> Vec<Words> {
        let mut problems = Vec::new();
        for profile in &self.profiles {
            let unknown = |level: &&String| levels.exact(1, level).is_none();
            problems.extend(profile.levels.iter().filter(unknown).map(|level| {
                let id = &profile.id;
                words!(
                    en: "profiles.toml: {id}: expected level-1 indicators, but found {level}",
                    zh: "profiles.toml：{id}：levels 应为一级指标，实为“{level}”"
                )
            }));
        }
        for form in forms.all() {
            if let Some(name) = form.profile.as_deref()
                && self.find(name).is_none()
            {
                let id = &form.id;
                problems.push(words!(
                    en: "forms/{id}: expected the id of a profile, but found {name}",
                    zh: "forms/{id}：profile 应为评价标准的 id，实为“{name}”"
                ));
            }
        }
        problems
    }

    /// The profile that a form names; the national one if it names none.
    pub(crate) fn of(&self, named: Option<&str>) -> &Profile {
        named
            .and_then(|name| self.find(name))
            .or_else(|| self.find(DEFAULT))
            .expect("compile() refuses a file without the default")
    }
}

impl PatternFile for Profiles {
    const BUILTIN: Builtin = builtin!("profiles");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let mut profiles: Vec<Profile> = Vec::new();
        let mut also: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for entry in raw.profile {
            also.insert(entry.id.clone(), entry.also.clone());
            let profile = raw::resolve(entry, &profiles)?;
            profiles.push(profile);
        }
        let own: BTreeMap<String, Vec<Band>> =
            profiles.iter().map(|profile| (profile.id.clone(), profile.scales.concat())).collect();
        for profile in &mut profiles {
            for other in also.get(&profile.id).into_iter().flatten() {
                let scale = own.get(other).ok_or_else(|| {
                    let id = &profile.id;
                    words!(
                        en: "{id}: expected the id of a profile in `also`, but found {other}",
                        zh: "{id}：also 应为评价标准的 id，实为“{other}”"
                    )
                })?;
                profile.scales.push(scale.clone());
            }
        }
        if !profiles.iter().any(|profile| profile.id == DEFAULT) {
            return Err(words!(
                en: "expected a profile {DEFAULT}, but found none; it is the default",
                zh: "缺少默认的评价标准 {DEFAULT}"
            ));
        }
        Ok(Profiles { profiles })
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = lint::repeated_ids(self.names());
        for profile in &self.profiles {
            let id = &profile.id;
            let given = |example: &Example| {
                let mut bands = profile.bands_of(example.score);
                bands.any(|band| band.grade == example.grade)
            };
            if profile.source.trim().is_empty() {
                problems.push(words!(
                    en: "{id}: expected a source, but found none",
                    zh: "{id}：缺少出处（source）"
                ));
            }
            if profile.examples.is_empty() {
                problems.push(words!(
                    en: "{id}: expected an example, but found none",
                    zh: "{id}：缺少示例（examples）"
                ));
            }
            for example in profile.examples.iter().filter(|example| !given(example)) {
                let Example { score, grade } = example;
                problems.push(words!(
                    en: "{id}: example {score} does not get {grade}",
                    zh: "{id}：示例 {score} 分得不出“{grade}”"
                ));
            }
            for reject in profile.rejects.iter().filter(|reject| given(reject)) {
                let Example { score, grade } = reject;
                problems.push(words!(
                    en: "{id}: reject {score} gets {grade}",
                    zh: "{id}：反例 {score} 分却得出“{grade}”"
                ));
            }
        }
        problems
    }
}
