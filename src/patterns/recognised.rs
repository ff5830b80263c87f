//! `patterns/recognised.toml`: how sure a recogniser must be of a text.

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::{PatternFile, lint};
use crate::fold;
use crate::words::{Words, words};

/// How sure a recogniser must be.
#[derive(Debug)]
pub(crate) struct Recognised {
    limits: Vec<Limit>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    limit: Vec<Limit>,
}

/// Which texts a limit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Of {
    Digits,
    Others,
}

entry! {
    struct Limit: Of {
        least: u8,
    }
}

impl Recognised {
    /// How sure of a text is sure enough, from 0 to 1.
    pub(crate) fn least(&self, text: &str) -> f32 {
        let of = of(text);
        self.limits
            .iter()
            .find(|limit| limit.id == of)
            .map_or(0.0, |limit| f32::from(limit.least) / 100.0)
    }
}

fn of(text: &str) -> Of {
    let digit = text.chars().any(|c| fold::fold_char(c).is_ascii_digit());
    if digit { Of::Digits } else { Of::Others }
}

impl PatternFile for Recognised {
    const BUILTIN: Builtin = builtin!("recognised");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        for Limit { id, least, .. } in &raw.limit {
            if *least > 100 {
                return Err(words!(
                    en: "{id:?}: expected at most 100 per cent, but found {least}",
                    zh: "{id:?}：不应超过 100，实为 {least}"
                ));
            }
        }
        Ok(Recognised { limits: raw.limit })
    }

    fn lint(&self) -> Vec<Words> {
        let proven = |limit: &Limit| lint::prove(limit, |text| of(text) == limit.id);
        self.limits.iter().flat_map(proven).collect()
    }
}
