//! The ways to number headings and items.

use rustc_hash::FxHashMap as HashMap;

use super::guards::Guards;
use super::mark::{First, Numeral, Numerals, Spelling, write_chinese};
use super::raw;
use crate::fold::{fold_char, is_cjk, is_ignorable};
use crate::patterns::lint;
use crate::words::{Words, words};

/// Rank down to which a mark straight after a mark shows that both only count:
/// 一、二、三级. Lower ones begin lists: (一)①
const HIGHEST_SIGN: u8 = 80;

/// All forms, ready to be tried on the start of a line.
#[derive(Debug)]
pub(crate) struct Forms {
    forms: Vec<Form>,
    marks: Vec<Mark>,
    /// What stands first in marks that do not start with their numeral.
    openings: Vec<char>,
    signs: HashMap<char, Sign>,
    guards: Guards,
}

#[derive(Debug)]
struct Form {
    rank: u8,
    fixed: bool,
    list: bool,
}

#[derive(Debug)]
struct Mark {
    form: u8,
    spelling: Spelling,
    numerals: Numerals,
    /// How the number is given, `{}` for the numeral.
    number: String,
}

#[derive(Debug)]
struct Sign {
    form: u8,
    value: u32,
    number: String,
}

/// A number at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numbered {
    /// Index of the form.
    pub(crate) form: u8,
    /// Parts of a dotted number, else 0.
    pub(crate) depth: u8,
    /// Place in the sequence, from 1.
    pub(crate) value: u32,
    /// Where the text after the mark starts.
    pub(crate) end: usize,
    mark: Option<u8>,
}

impl Forms {
    pub(super) fn compile(raw: &[raw::Form], guards: Guards) -> Result<Self, Words> {
        let (mut forms, mut marks, mut signs) = (Vec::new(), Vec::new(), HashMap::default());
        for (index, entry) in raw.iter().enumerate() {
            let form = u8::try_from(index)
                .map_err(|_| words!(en: "expected at most 255 forms, but found more", zh: "标题形式最多 255 种，实际更多"))?;
            forms.push(Form { rank: entry.rank, fixed: entry.fixed, list: entry.list });
            for &numerals in &entry.numerals {
                for text in &entry.spellings {
                    let spelling = Spelling::new(text, numerals).ok_or_else(|| {
                        words!(
                            en: "{}: expected {{}} in a spelling, but found {text}",
                            zh: "{}：写法中应有 {{}}，实为“{text}”",
                            entry.id
                        )
                    })?;
                    let number = entry.number.clone();
                    marks.push(Mark {
                        form,
                        spelling,
                        numerals,
                        number: number.unwrap_or_else(|| text.chars().map(fold_char).collect()),
                    });
                }
            }
            for row in &entry.signs {
                for (value, sign) in (1..).zip(row.chars()) {
                    let number = sign_number(entry, value, sign);
                    let sign_of = Sign { form, value, number };
                    if signs.insert(sign, sign_of).is_some() {
                        return Err(words!(
                            en: "{}: expected each sign once, but found {sign} twice",
                            zh: "{}：“{sign}”出现两次，每个符号只应有一次",
                            entry.id
                        ));
                    }
                }
            }
        }
        if marks.len() > usize::from(u8::MAX) {
            return Err(words!(
                en: "expected at most 255 spellings, but found more",
                zh: "写法最多 255 种，实际更多"
            ));
        }
        let mut openings: Vec<char> =
            marks.iter().filter_map(|mark| mark.spelling.opening()).collect();
        openings.sort_unstable();
        openings.dedup();
        Ok(Forms { forms, marks, openings, signs, guards })
    }

    /// The number that a line begins with, if what follows lets it be a mark.
    pub(crate) fn number(&self, line: &str) -> Option<Numbered> {
        let found = self.mark(line)?;
        let rest = line.get(found.end..)?;
        (!self.is_mark(rest) && !self.is_value(&found, line, rest)).then_some(found)
    }

    /// How a number is given in the outline: `一`, `(一)`, `1.`
    pub(crate) fn write(&self, line: &str, found: &Numbered) -> String {
        let mark = found.mark.and_then(|i| self.marks.get(usize::from(i)));
        let Some(mark) = mark else {
            let sign = line.trim_start().chars().next();
            let sign = sign.and_then(|c| self.signs.get(&c));
            return sign.map(|s| s.number.clone()).unwrap_or_default();
        };
        let numeral = match mark.numerals {
            Numerals::Chinese => write_chinese(found.value),
            Numerals::Arabic => found.value.to_string(),
            Numerals::Latin | Numerals::Dotted => line
                .get(..found.end)
                .unwrap_or_default()
                .chars()
                .map(fold_char)
                .filter(|c| c.is_ascii_alphanumeric() || *c == '.')
                .collect::<String>()
                .trim_end_matches('.')
                .to_owned(),
        };
        mark.number.replacen("{}", &numeral, 1)
    }

    /// Usual depth of a form; smaller is higher.
    pub(crate) fn rank(&self, found: &Numbered) -> u8 {
        let rank = self.forms.get(usize::from(found.form)).map_or(0, |f| f.rank);
        rank.saturating_add(found.depth)
    }

    /// Whether a form never stands below one of higher rank.
    pub(crate) fn is_fixed(&self, found: &Numbered) -> bool {
        self.forms.get(usize::from(found.form)).is_some_and(|f| f.fixed)
    }

    /// Whether a form also numbers the items of lists.
    pub(crate) fn is_list(&self, found: &Numbered) -> bool {
        self.forms.get(usize::from(found.form)).is_some_and(|f| f.list)
    }

    /// Like [`Forms::is_list`], by the index of a form.
    pub(crate) fn is_list_form(&self, form: u8) -> bool {
        self.forms.get(usize::from(form)).is_some_and(|f| f.list)
    }

    /// The longest mark at the start of a line, whatever follows.
    fn mark(&self, line: &str) -> Option<Numbered> {
        let first = line.chars().find(|c| !c.is_whitespace() && !is_ignorable(*c))?;
        if let Some(sign) = self.signs.get(&first) {
            return Some(Numbered {
                form: sign.form,
                depth: 0,
                value: sign.value,
                end: skip_mark(line, line.find(first)? + first.len_utf8()),
                mark: None,
            });
        }
        let first = First::of(fold_char(first));
        // Nearly all lines start as no mark does.
        if !first.may_be_numeral() && !first.is_among(&self.openings) {
            return None;
        }
        let mut best: Option<(Numbered, usize)> = None;
        for (index, mark) in (0u8..).zip(&self.marks) {
            if !mark.spelling.may_start_with(first) {
                continue;
            }
            let Some((Numeral { value, depth, .. }, end)) = mark.spelling.read(line) else {
                continue;
            };
            if best.is_none_or(|(_, longest)| end > longest) {
                let found = Numbered {
                    form: mark.form,
                    depth,
                    value,
                    end: skip_space(line, end),
                    mark: Some(index),
                };
                best = Some((found, end));
            }
        }
        best.map(|(found, _)| found)
    }

    /// Whether the text after a mark begins with a mark again, as in 一、二、三级,
    /// or goes on as a reference does: (一)至(三)项.
    fn is_mark(&self, rest: &str) -> bool {
        let counts = |m: Numbered| self.rank(&m) <= HIGHEST_SIGN && !self.is_year(rest);
        self.guards.is_reference(rest) || self.mark(rest).is_some_and(counts)
    }

    /// Whether a number is a value: 2.1 万元, 1.5倍.
    fn is_value(&self, found: &Numbered, line: &str, rest: &str) -> bool {
        let mark = found.mark.and_then(|i| self.marks.get(usize::from(i)));
        let Some(mark) = mark else {
            return false;
        };
        let next = rest.chars().next().map(fold_char);
        match mark.numerals {
            Numerals::Dotted => {
                let word = next.is_some_and(|c| is_cjk(c) || "<《\"".contains(c));
                !word || self.guards.is_measure(rest)
            }
            Numerals::Arabic if mark.number.ends_with('.') => {
                next.is_some_and(|c| c.is_ascii_digit())
                    && line.get(..found.end).is_some_and(|m| !m.ends_with(char::is_whitespace))
                    && !self.is_year(rest)
            }
            Numerals::Latin => next.is_none_or(|c| !is_cjk(c)),
            _ => false,
        }
    }

    /// Whether a text begins with a year: 2024年.
    pub(crate) fn is_year(&self, text: &str) -> bool {
        self.guards.is_year(text)
    }

    pub(super) fn lint(&self, raw: &[raw::Form]) -> Vec<Words> {
        let mut problems = lint::repeated_ids(raw.iter().map(|entry| &*entry.id));
        for (index, entry) in raw.iter().enumerate() {
            let is = |line: &str| self.number(line).is_some_and(|n| usize::from(n.form) == index);
            problems.extend(lint::prove(entry, is));
        }
        problems
    }
}

fn sign_number(entry: &raw::Form, value: u32, sign: char) -> String {
    let Some(template) = &entry.number else {
        return match (entry.spellings.first(), entry.numerals.first()) {
            (Some(spelling), Some(Numerals::Arabic)) => {
                spelling.replacen("{}", &value.to_string(), 1)
            }
            _ => sign.to_string(),
        };
    };
    let chinese = entry.numerals.contains(&Numerals::Chinese);
    let numeral = if chinese { write_chinese(value) } else { value.to_string() };
    template.replacen("{}", &numeral, 1)
}

/// Passes over what may stand after a sign that is a whole mark: ㈠、
fn skip_mark(line: &str, from: usize) -> usize {
    let rest = line.get(from..).unwrap_or_default();
    let bare =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(fold_char(c), '、' | '.'));
    from + rest.len() - bare.len()
}

fn skip_space(line: &str, from: usize) -> usize {
    let rest = line.get(from..).unwrap_or_default();
    from + rest.len() - rest.trim_start().len()
}
