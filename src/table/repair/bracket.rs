//! Names that lost a bracket of their unit.

use rust_decimal::Decimal;

use crate::fold;
use crate::location::At;
use crate::model::{Candidate, Evidence, EvidenceKind, Repair};
use crate::patterns::Patterns;
use crate::words::words;

/// A name that ends in a bracket which never opened.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::table) enum Bracket {
    /// Only the opening bracket is lost: the name and the repair.
    Restored { name: String, repair: Box<Repair> },
    /// More is lost; the nouns that may have stood there.
    Lost(Vec<Candidate>),
}

/// Reads a name such as 考察企业数量家) or 参加培训的人) by the unit that the
/// row's values carry. `None` if the brackets balance or the unit is not there.
pub(in crate::table) fn unbalanced(
    name: &str,
    unit: &str,
    unit_at: At,
    patterns: &Patterns,
) -> Option<Bracket> {
    let count = |bracket| name.chars().filter(|&c| fold::fold_char(c) == bracket).count();
    let (opens, closes) = (count('('), count(')'));
    let last = name.chars().next_back()?;
    if opens == closes + 1 {
        return never_closed(name, unit, unit_at);
    }
    if closes != opens + 1 || fold::fold_char(last) != ')' {
        return None;
    }
    let body = &name[..name.len() - last.len_utf8()];
    let sibling = || counted_in(unit, unit_at);
    if let Some(stem) = body.strip_suffix(unit)
        && patterns.names.has_tail(stem)
    {
        let repair = Repair {
            from: format!("{unit}{last}"),
            to: format!("({unit})"),
            evidence: vec![sibling()],
        };
        return Some(Bracket::Restored { name: stem.to_owned(), repair: Box::new(repair) });
    }
    // The first noun listed for the unit is the likeliest; the share that the
    // others get is a judgement, not a measurement.
    let confidences = [Decimal::new(85, 2), Decimal::new(10, 2)];
    let candidates = patterns.names.completions(body, unit).zip(confidences);
    let candidates = candidates.map(|((tail, missing), confidence)| {
        let note = words!(
            en: "names counted in {unit} end in {tail}",
            zh: "以“{unit}”计量的指标名称多以“{tail}”结尾"
        );
        let lexicon = Evidence::new(EvidenceKind::Lexicon, note, unit_at);
        Candidate {
            value: format!("{body}{missing}"),
            confidence,
            evidence: vec![lexicon, sibling()],
        }
    });
    Some(Bracket::Lost(candidates.collect()))
}

/// A name that ends in its unit and an opening bracket before it: only the
/// closing bracket is lost.
fn never_closed(name: &str, unit: &str, unit_at: At) -> Option<Bracket> {
    let open = name.strip_suffix(unit)?;
    let stem = open.strip_suffix(['(', '（']).filter(|stem| !stem.is_empty())?;
    let evidence = vec![counted_in(unit, unit_at)];
    let from = name[stem.len()..].to_owned();
    let repair = Repair { from, to: format!("({unit})"), evidence };
    Some(Bracket::Restored { name: stem.to_owned(), repair: Box::new(repair) })
}

/// That the values of the row name their unit.
pub(in crate::table) fn counted_in(unit: &str, at: At) -> Evidence {
    let note = words!(en: "the row's values are counted in {unit}", zh: "本行数值以“{unit}”计量");
    Evidence::new(EvidenceKind::Sibling, note, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_opening_bracket_is_restored_when_nothing_else_is_lost() {
        let patterns = Patterns::builtin();
        let found = unbalanced("走访企业数量家)", "家", At::default(), patterns);
        assert!(matches!(found, Some(Bracket::Restored { name, .. }) if name == "走访企业数量"));
        let Some(Bracket::Lost(candidates)) =
            unbalanced("参加研修的人)", "人", At::default(), patterns)
        else {
            panic!("expected candidates");
        };
        assert_eq!(candidates[0].value, "参加研修的人数");
        assert_eq!(unbalanced("走访企业数量(家)", "家", At::default(), patterns), None);
    }
}
