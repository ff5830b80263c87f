//! What was accepted before: findings of an earlier run that are not to be shown again.

use std::collections::HashMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::head::Head;
use super::table;
use crate::fold;
use crate::model::{Finding, Outcome};
use crate::words::{Words, words};

/// The keys of accepted findings, each as often as it stands there.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    keys: HashMap<String, u32>,
}

impl Baseline {
    /// Reads what `check` wrote as JSON, lines of JSON or CSV.
    ///
    /// # Errors
    /// What it is instead, and what to do.
    pub fn read(bytes: &[u8]) -> Result<Self, Words> {
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
        let mut baseline = Self::default();
        let found = match text.trim_start().starts_with('{') {
            true => baseline.read_json(&text),
            false => baseline.read_csv(&text),
        };
        match found {
            true => Ok(baseline),
            false => Err(words!(
                en: "expected findings that `jiaokan check` wrote as json or csv, with a key each; write them with `check --format json` or `--format csv`",
                zh: "应为 `jiaokan check` 写出的 JSON 或 CSV（每个问题带有 key）；请先用 `check --format json` 或 `--format csv` 写出"
            )),
        }
    }

    fn read_json(&mut self, text: &str) -> bool {
        for report in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
            let Some(findings) =
                report.as_ref().ok().and_then(|report| report.get("findings")?.as_array())
            else {
                return false;
            };
            for finding in findings {
                let Some(key) = finding.get("key").and_then(Value::as_str) else {
                    return false;
                };
                self.add(key);
            }
        }
        true
    }

    fn read_csv(&mut self, text: &str) -> bool {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let Ok(heads) = reader.headers() else {
            return false;
        };
        let zh = table::heading(KEY);
        let Some(at) = heads.iter().position(|head| head == KEY || Some(head) == zh) else {
            return false;
        };
        for record in reader.records() {
            match record.as_ref().ok().and_then(|record| record.get(at)) {
                Some(key) => self.add(key),
                None => return false,
            }
        }
        true
    }

    fn add(&mut self, key: &str) {
        *self.keys.entry(key.to_owned()).or_default() += 1;
    }

    /// Whether a finding of this key is accepted; each entry accepts one.
    pub(super) fn accepts(&mut self, key: &str) -> bool {
        match self.keys.get_mut(key) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

/// The column of keys.
pub(super) const KEY: &str = "key";

/// What a finding is known by from one run to the next: its report, its check, what was
/// expected and found and what is printed there. Lines, pages and names of files may
/// change, and so may the wording of a message.
pub(super) fn key(head: &Head, finding: &Finding) -> String {
    const LENGTH: usize = 16;
    let mut printed: Vec<String> =
        finding.evidence.iter().map(|quotation| fold::key(&quotation.raw)).collect();
    printed.extend(finding.rests_on.iter().map(|value| fold::key(&value.raw)));
    printed.sort();
    printed.dedup();
    let mut parts = vec![head.identity(), finding.check.clone()];
    parts.push(finding.outcome.term().code.to_owned());
    parts.extend([&finding.expected, &finding.found].map(|v| v.clone().unwrap_or_default()));
    let bare = printed.is_empty() && finding.expected.is_none();
    if bare && finding.outcome != Outcome::Pass {
        parts.push(finding.message.clone());
    }
    parts.extend(printed);
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex::encode(hash.finalize()).chars().take(LENGTH).collect()
}
