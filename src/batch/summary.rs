//! What is counted while outcomes come, for the closing words.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::answer::Tally;
use super::engine::Outcome;
use super::inputs::Input;

/// Counts over a run.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Summary {
    /// Files with an outcome.
    pub files: u64,
    /// Of them, those without a report.
    pub failed: u64,
    /// The same by the code of the error.
    pub failed_by_code: BTreeMap<String, u64>,
    /// The first of them, with their codes.
    #[serde(skip)]
    pub first_failed: Vec<(String, String)>,
    /// Those whose report was taken over from an earlier run.
    pub recalled: u64,
    /// Counts over all reports.
    #[serde(flatten)]
    pub tally: Tally,
    /// Files that have the same content, a group each.
    pub duplicates: Vec<Vec<String>>,
    /// By content: the first file, or its group.
    #[serde(skip)]
    contents: HashMap<[u8; 16], Seen>,
}

#[derive(Debug, Clone)]
enum Seen {
    Once(String),
    Group(usize),
}

impl Summary {
    /// Counts one outcome.
    pub fn count(&mut self, input: &Input, outcome: &Outcome) {
        self.files += 1;
        let answer = match &outcome.result {
            Ok(answer) => answer,
            Err(complaint) => return self.fail(input, &complaint.code),
        };
        self.tally.add(&answer.tally);
        self.recalled += u64::from(outcome.recalled);
        if let Some(digest) = outcome.sha256.as_ref().and_then(|hash| half(hash)) {
            self.content(digest, &input.source);
        }
    }

    fn fail(&mut self, input: &Input, code: &str) {
        /// Files that are named one by one.
        const NAMED: usize = 10;
        self.failed += 1;
        *self.failed_by_code.entry(code.to_owned()).or_default() += 1;
        if self.first_failed.len() < NAMED {
            self.first_failed.push((input.source.clone(), code.to_owned()));
        }
    }

    fn content(&mut self, digest: [u8; 16], source: &str) {
        match self.contents.get(&digest) {
            None => {
                let seen = Seen::Once(source.to_owned());
                self.contents.insert(digest, seen);
            }
            Some(Seen::Once(first)) => {
                let group = vec![first.clone(), source.to_owned()];
                self.contents.insert(digest, Seen::Group(self.duplicates.len()));
                self.duplicates.push(group);
            }
            Some(Seen::Group(group)) => {
                if let Some(group) = self.duplicates.get_mut(*group) {
                    group.push(source.to_owned());
                }
            }
        }
    }

    /// Files whose content another file has already.
    #[must_use]
    pub fn copies(&self) -> u64 {
        self.duplicates.iter().map(|group| group.len() as u64 - 1).sum()
    }
}

/// Half of a hash is enough to tell the files of one archive apart.
fn half(hash: &str) -> Option<[u8; 16]> {
    let number = u128::from_str_radix(hash.get(..32)?, 16).ok()?;
    Some(number.to_be_bytes())
}
