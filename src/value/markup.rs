//! Mark-up that converters and recognisers leave inside a cell.

use std::borrow::Cow;

use crate::fold;
use crate::patterns::Patterns;

/// The clean text of a cell: white space of the page, tags, escapes and formula
/// signs (`$\geq 95\%$`) removed or turned into the sign they print.
pub(crate) fn cell_text<'t>(raw: &'t str, patterns: &Patterns) -> Cow<'t, str> {
    // Tags go first, so that an escape before one is none.
    let clean = fold::clean_of(raw);
    match without_markup(&clean, patterns) {
        Cow::Borrowed(_) => clean,
        Cow::Owned(text) => Cow::Owned(fold::clean(&text)),
    }
}

fn without_markup<'t>(raw: &'t str, patterns: &Patterns) -> Cow<'t, str> {
    if !raw.contains(['\\', '&', '$', '*']) {
        return Cow::Borrowed(raw);
    }
    let formula = raw.contains('\\') || raw.matches('$').count() > 1;
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let (length, sign) = match patterns.quantities.markup(rest, formula) {
            Some(found) => found,
            None => (c.len_utf8(), rest.get(..c.len_utf8()).unwrap_or_default()),
        };
        out.push_str(sign);
        rest = rest.get(length..).unwrap_or_default();
    }
    if out == raw { Cow::Borrowed(raw) } else { Cow::Owned(out) }
}
