//! Units (计量单位) and units in the names of indicators.

use crate::fold;
use crate::patterns::Patterns;

pub use crate::patterns::Unit;

/// The unit that the whole of `text` names, in its usual sign.
///
/// ```
/// use jiaokan::{Patterns, internals::value::unit};
/// let patterns = Patterns::builtin();
/// assert_eq!(unit::find("百分比", patterns).unwrap().sign, "%");
/// assert_eq!(unit::find("万人次", patterns).unwrap().sign, "万人次");
/// assert_eq!(unit::find("户/人.月", patterns).unwrap().sign, "户/人.月");
/// assert!(unit::find("试行", patterns).is_none());
/// ```
#[must_use]
pub fn find<'p>(text: &str, patterns: &'p Patterns) -> Option<Unit<'p>> {
    patterns.units.find(text)
}

/// An indicator's name without the unit in brackets at its end, and that unit's
/// usual sign. Remarks in brackets and thresholds inside the name stay.
///
/// ```
/// use jiaokan::{Patterns, internals::value::unit};
/// let patterns = Patterns::builtin();
/// assert_eq!(unit::in_name("走访企业数量(家)", patterns), ("走访企业数量".into(), Some("家".into())));
/// assert_eq!(unit::in_name("技改投资(亿元，含续建)", patterns), ("技改投资(亿元，含续建)".into(), Some("亿元".into())));
/// assert_eq!(unit::in_name("修订管理办法(试行)", patterns), ("修订管理办法(试行)".into(), None));
/// assert_eq!(unit::in_name("项目支出，单位：万元", patterns), ("项目支出".into(), Some("万元".into())));
/// ```
#[must_use]
pub fn in_name(name: &str, patterns: &Patterns) -> (String, Option<String>) {
    let name = fold::clean(name);
    // In nearly all names nothing stands that a unit is set apart with.
    if fold::ideographs(&name) == name.len() {
        return (name, None);
    }
    // Folding keeps the number of characters, so offsets are counted in them.
    let folded: String = name.chars().map(fold::fold_char).collect();
    let found = bracketed(&folded, patterns).or_else(|| labelled(&folded, patterns));
    let Some((at, sign)) = found else {
        return (name, None);
    };
    let stem: String = name.chars().take(folded[..at].chars().count()).collect();
    if stem.is_empty() {
        return (name, None);
    }
    (stem, Some(sign))
}

/// Whether two units measure the same kind of thing, so that both may stand in
/// one row. 人 and 人次 do, though one is not converted to the other.
#[must_use]
pub fn same_dimension(a: &Unit<'_>, b: &Unit<'_>) -> bool {
    a.dimension == b.dimension
}

/// The byte offset of a unit in brackets at the end of folded text, and its
/// sign.
fn bracketed(folded: &str, patterns: &Patterns) -> Option<(usize, String)> {
    let inner_end = folded.strip_suffix([')', ']'])?.len();
    let open = folded.get(..inner_end)?.rfind(['(', '['])?;
    // 台(套): the bracket is part of the unit, which has a bracket of its own.
    let outer = folded.get(..open)?.rfind('(');
    if folded.ends_with("))")
        && let Some(outer) = outer
    {
        let content = folded.get(outer + 1..inner_end)?;
        if let Some(unit) = patterns.units.find(content) {
            return Some((outer, unit.sign.into_owned()));
        }
    }
    let content = folded.get(open + 1..inner_end)?;
    let content = patterns.units.without_label(content).unwrap_or(content);
    if let Some(unit) = patterns.units.find(content) {
        return Some((open, unit.sign.into_owned()));
    }
    // (亿元，含续建): the remark is part of the name, and the unit stays with it.
    let (first, _) = content.split_once([',', ';'])?;
    let unit = patterns.units.find(first)?;
    Some((folded.len(), unit.sign.into_owned()))
}

/// The byte offset of `，单位：万元` at the end of folded text, and the unit's
/// sign.
fn labelled(folded: &str, patterns: &Patterns) -> Option<(usize, String)> {
    let label = patterns.units.last_label(folded)?;
    let content = patterns.units.without_label(folded.get(label..)?)?;
    let unit = patterns.units.find(content)?;
    let head = folded.get(..label)?;
    let stem = head.trim_end_matches([',', ';', ' ', '、', '。']);
    (stem.len() < head.len()).then(|| (stem.len(), unit.sign.into_owned()))
}
