//! The lean form of an extraction: what a table or a person asks for, a fraction of the bytes.

use super::finding::Outcome;
use super::report::{Detail, Report};
#[cfg(feature = "cli")]
use crate::error::ExtractionError;
use crate::json;
#[cfg(feature = "cli")]
use crate::words::words;

/// The JSON of a report on one line without the checks that passed, nulls and `narrative`.
/// It reads back as a report; what was left out stays unknown there.
///
/// # Panics
/// Never: a report is always JSON.
///
/// ```
/// use jiaokan::{Options, model};
/// let text = "# 2023年度部门整体支出绩效自评报告";
/// let report = jiaokan::extract("report.md", text.as_bytes(), &Options::default())?;
/// let json = model::lean(report);
/// assert!(!String::from_utf8_lossy(&json).contains("null"));
/// assert_eq!(model::read("report.json", &json)?.fiscal_year.value, Some(2023));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn lean(mut report: Report) -> Vec<u8> {
    report.detail = Detail::Lean;
    report.findings.retain(|finding| finding.outcome != Outcome::Pass);
    let json = json::to_vec(&report).expect("a report is always JSON");
    // The two are most of what a large table takes.
    drop(report);
    without_nulls(&json, "narrative")
}

/// In so many bytes the first keys stand.
#[cfg(feature = "cli")]
pub(crate) const START: usize = 80;

/// Whether the JSON of a report is lean, by its first keys.
#[cfg(feature = "cli")]
pub(crate) fn is_lean(start: &[u8]) -> bool {
    String::from_utf8_lossy(start).contains(r#""detail":"lean""#)
}

/// A lean extraction lacks what checks look at: it cannot be judged anew.
#[cfg(feature = "cli")]
pub(crate) fn not_judged(name: &str) -> ExtractionError {
    let problem = words!(
        en: "a lean one, which cannot be judged anew",
        zh: "精简的提取结果，无法重新核查"
    );
    ExtractionError { name: name.to_owned(), problem }
}

/// JSON on one line without the members of objects that are null, and without one member of
/// the outermost object. What stands in lists stays.
fn without_nulls(json: &[u8], dropped: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len());
    let mut from = Scan { json, at: 0, dropped };
    from.value(0, &mut out);
    out
}

/// Goes through JSON that `serde_json` wrote: no white space between its parts.
struct Scan<'j> {
    json: &'j [u8],
    at: usize,
    dropped: &'j str,
}

impl Scan<'_> {
    fn peek(&self) -> u8 {
        self.json.get(self.at).copied().unwrap_or_default()
    }

    /// Copies one value.
    fn value(&mut self, depth: usize, out: &mut Vec<u8>) {
        match self.peek() {
            b'{' => self.object(depth, out),
            b'[' => self.list(depth, out),
            b'"' => self.string(out),
            _ => {
                let start = self.at;
                while !matches!(self.peek(), b',' | b'}' | b']' | 0) {
                    self.at += 1;
                }
                out.extend_from_slice(&self.json[start..self.at]);
            }
        }
    }

    fn object(&mut self, depth: usize, out: &mut Vec<u8>) {
        out.push(b'{');
        self.at += 1;
        let mut first = true;
        while !matches!(self.peek(), b'}' | 0) {
            if self.peek() == b',' {
                self.at += 1;
            }
            let before = out.len();
            if !first {
                out.push(b',');
            }
            let key = out.len();
            self.string(out);
            let is_dropped =
                depth == 0 && out.get(key + 1..out.len() - 1) == Some(self.dropped.as_bytes());
            self.at += 1; // the colon
            out.push(b':');
            let value = out.len();
            self.value(depth + 1, out);
            if is_dropped || out.get(value..) == Some(b"null") {
                out.truncate(before);
            } else {
                first = false;
            }
        }
        self.at += 1;
        out.push(b'}');
    }

    fn list(&mut self, depth: usize, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at += 1;
        while !matches!(self.peek(), b']' | 0) {
            if self.peek() == b',' {
                self.at += 1;
                out.push(b',');
            }
            self.value(depth + 1, out);
        }
        self.at += 1;
        out.push(b']');
    }

    fn string(&mut self, out: &mut Vec<u8>) {
        let start = self.at;
        self.at += 1;
        while !matches!(self.peek(), b'"' | 0) {
            self.at += if self.peek() == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(self.json.len());
        out.extend_from_slice(&self.json[start..self.at]);
    }
}

#[cfg(test)]
mod tests {
    use super::without_nulls;

    #[test]
    fn members_that_are_null_are_left_out_and_nothing_else() {
        for (given, expected) in [
            (r#"{"a":null,"b":1,"c":null}"#, r#"{"b":1}"#),
            (r#"{"a":null}"#, r#"{}"#),
            (
                r#"{"a":[null,{"b":null,"c":[]}],"x":{"d":-1.5}}"#,
                r#"{"a":[null,{"c":[]}],"x":{"d":-1.5}}"#,
            ),
            (
                r#"{"x":{"x":1},"a":{"x":"null"},"b\"":"}\\","n":true}"#,
                r#"{"a":{"x":"null"},"b\"":"}\\","n":true}"#,
            ),
        ] {
            let found = without_nulls(given.as_bytes(), "x");
            let expected = expected.replace(r#","x":{"d":-1.5}"#, "");
            assert_eq!(String::from_utf8(found).unwrap(), expected);
        }
    }
}
