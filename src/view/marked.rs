//! Text in which stretches are marked as places that the page lights.

use super::html::push_text;
use super::spots::Spots;

/// A stretch of a text, in characters, with the number of its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) spot: usize,
}

/// Writes a text with its stretches marked. Stretches may overlap and lie in each other: a part
/// that belongs to several names them all.
pub(super) fn push(html: &mut String, text: &str, stretches: &[Stretch], spots: &Spots) {
    if stretches.is_empty() {
        push_text(html, text);
        return;
    }
    let mut cuts: Vec<usize> = stretches.iter().flat_map(|s| [s.from, s.to]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut rest = text;
    let mut at = 0;
    for end in cuts.into_iter().chain([usize::MAX]) {
        if rest.is_empty() {
            break;
        }
        let length = end.saturating_sub(at);
        let byte = rest.char_indices().nth(length).map_or(rest.len(), |(byte, _)| byte);
        let (part, after) = rest.split_at_checked(byte).unwrap_or((rest, ""));
        let here: Vec<usize> = stretches
            .iter()
            .filter(|stretch| stretch.from <= at && at < stretch.to)
            .map(|stretch| stretch.spot)
            .collect();
        if !part.is_empty() {
            open(html, &here, spots);
            push_text(html, part);
            if !here.is_empty() {
                html.push_str("</mark>");
            }
        }
        at = end;
        rest = after;
    }
}

fn open(html: &mut String, here: &[usize], spots: &Spots) {
    if here.is_empty() {
        return;
    }
    let value = here.iter().any(|&spot| spots.get(spot).is_some_and(|spot| spot.value));
    html.push_str(if value { "<mark class=\"v\" data-s=\"" } else { "<mark data-s=\"" });
    push_numbers(html, here);
    html.push_str("\">");
}

/// Numbers with spaces between them, as an attribute holds them.
pub(super) fn push_numbers(html: &mut String, numbers: &[usize]) {
    for (index, number) in numbers.iter().enumerate() {
        if index > 0 {
            html.push(' ');
        }
        html.push_str(&number.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::At;

    #[test]
    fn stretches_in_each_other_are_all_named() {
        let mut spots = Spots::default();
        let whole = spots.number(&At::on_line(None, 1, 0, 6), false).unwrap();
        let value = spots.number(&At::on_line(None, 1, 2, 4), true).unwrap();
        let mut html = String::new();
        let stretches =
            [Stretch { from: 0, to: 6, spot: whole }, Stretch { from: 2, to: 4, spot: value }];
        push(&mut html, "支出12万元。", &stretches, &spots);
        assert_eq!(
            html,
            "<mark data-s=\"0\">支出</mark><mark class=\"v\" data-s=\"0 1\">12</mark>\
             <mark data-s=\"0\">万元</mark>。"
        );
    }
}
