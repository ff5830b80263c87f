//! A label within a line.

use super::line::{Glyph, REMARK};
use super::{Fields, Kind};

/// A label this long (in characters) and a colon are a field even without white
/// space before them, on a line that started with a field.
const UNSPACED_LABEL: usize = 4;

/// A label found on a line.
#[derive(Clone, Copy)]
pub(super) struct Head {
    pub(super) field: usize,
    pub(super) second: bool,
    pub(super) colon: bool,
    pub(super) value_from: usize,
    pub(super) length: usize,
}

impl Fields {
    /// The label at a glyph, if a field may start there. `after` is the field
    /// that stands before it on the line.
    pub(super) fn label_at(
        &self,
        glyphs: &[Glyph],
        index: usize,
        after: Option<&Head>,
    ) -> Option<Head> {
        let first = glyphs.get(index)?.c;
        let labels = self.labels.get(&first)?;
        let gap = glyphs[..index].iter().rev().take_while(|g| g.c.is_whitespace()).count();
        let tab = glyphs[..index].iter().rev().take(gap).any(|g| g.c == '\t');
        let mut best: Option<Head> = None;
        for (label, field, second) in labels {
            let Some(end) = spelled_out(glyphs, index, label) else {
                continue;
            };
            let (value_from, colon, spaced) = self.after_label(glyphs, end);
            let at_end = value_from >= glyphs.len();
            let fits = match after {
                None => colon || spaced || at_end || self.proves_itself(*field, glyphs, value_from),
                Some(_) if gap == 0 => {
                    // 林知秋（电话：…）, 林知秋；电话：…: the mark parts them.
                    let before = index.checked_sub(1).and_then(|at| glyphs.get(at));
                    let opened = before.is_some_and(|g| matches!(g.c, '(' | ';' | ',' | '|'));
                    let long = opened || label.len() >= UNSPACED_LABEL;
                    colon && long && after.is_some_and(|a| a.colon)
                }
                Some(_) if colon => true,
                Some(before) => {
                    let apart = !before.colon || gap >= 2 || tab;
                    (spaced || at_end)
                        && (apart || self.starts_with_digits(*field, glyphs, value_from))
                }
            };
            if fits && best.as_ref().is_none_or(|b| label.len() > b.length) {
                best = Some(Head {
                    field: *field,
                    second: *second,
                    colon,
                    value_from,
                    length: label.len(),
                });
            }
        }
        best
    }

    /// Where the value starts after a label, whether a colon stands before it, and
    /// whether white space does.
    fn after_label(&self, glyphs: &[Glyph], end: usize) -> (usize, bool, bool) {
        let blank = |at: usize| glyphs.get(at).is_some_and(|g| g.c.is_whitespace());
        let skip = |mut at: usize| {
            while blank(at) {
                at += 1;
            }
            at
        };
        let mut at = skip(end);
        let mut spaced = at > end;
        if glyphs.get(at).is_some_and(|g| g.c == '(')
            && let Some(close) = (at..glyphs.len().min(at + REMARK)).find(|&i| glyphs[i].c == ')')
        {
            let after = skip(close + 1);
            if glyphs.get(after).is_some_and(|g| g.c == ':') {
                at = after;
            } else if self.stamps.has(
                &glyphs[at + 1..close]
                    .iter()
                    .map(|g| g.c)
                    .filter(|c| !c.is_whitespace())
                    .collect::<String>(),
            ) {
                // A stamp that stands before the value belongs to it.
                spaced = true;
            }
        }
        let mut colon = false;
        while glyphs.get(at).is_some_and(|g| g.c == ':') {
            colon = true;
            at += 1;
        }
        (at, colon, spaced)
    }

    /// Whether a date or a telephone number follows a label of one.
    fn starts_with_digits(&self, field: usize, glyphs: &[Glyph], from: usize) -> bool {
        let digits = matches!(self.raw.field[field].kind, Kind::Phone | Kind::Date);
        let rest = glyphs.get(from..).unwrap_or_default();
        let first = rest.iter().find(|glyph| !glyph.c.is_whitespace());
        digits && first.is_some_and(|glyph| glyph.c.is_ascii_digit())
    }

    /// Whether what follows a label at once, without colon or white space, can
    /// only be its value.
    fn proves_itself(&self, field: usize, glyphs: &[Glyph], from: usize) -> bool {
        let rest: String = glyphs[from.min(glyphs.len())..]
            .iter()
            .map(|g| g.c)
            .filter(|c| !c.is_whitespace())
            .take(40)
            .collect();
        match self.raw.field[field].kind {
            Kind::Phone | Kind::Date => self.starts_with_digits(field, glyphs, from),
            Kind::Organisation => {
                !rest.contains(['。', ',', ';', ':', '、'])
                    && rest.chars().count() >= 4
                    && self.organisations.end(&rest).is_some()
            }
            _ => false,
        }
    }
}

/// The end of a label that is spelled out from `index`, white space between its
/// characters left out.
fn spelled_out(glyphs: &[Glyph], index: usize, label: &[char]) -> Option<usize> {
    let mut at = index;
    for (n, &wanted) in label.iter().enumerate() {
        while n > 0 && glyphs.get(at).is_some_and(|g| g.c.is_whitespace()) {
            at += 1;
        }
        if glyphs.get(at)?.c != wanted {
            return None;
        }
        at += 1;
    }
    Some(at)
}
