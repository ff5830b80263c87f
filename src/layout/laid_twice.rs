//! Texts of two recognisers under one picture: an older one was left there, or what is seen on the
//! page was laid under it once more. The one laid last stands; where the others tell something else
//! nobody knows which is right, and U+FFFD stands.

use rustc_hash::FxHashSet as HashSet;

use super::geometry::{Rect, UNMAPPED};
use super::layers::{Overlay, OverlayKind};
use crate::fold;

/// Two boxes that share so much of the smaller one are of the same print.
const SAME_PRINT: f32 = 0.35;

/// Less of the text of a page lies over other text by chance, where boxes are a little off.
const TWICE: f32 = 0.15;

/// On a printed page no more boxes stand as high as one, beside it or over it.
const BESIDE: usize = 1000;

/// So much of a text that cannot be told is shown.
const SHOWN: usize = 60;

/// Leaves one text in each place. What two tell differently is said.
pub(super) fn told_apart(boxes: Vec<(String, Rect)>) -> (Vec<(String, Rect)>, Option<Overlay>) {
    let Some((over, shared)) = overlapping(&boxes) else { return untold(boxes) };
    let all: f32 = boxes.iter().map(|(_, rect)| area(rect)).sum();
    if over.is_empty() || shared * 2.0 < all * TWICE {
        return (boxes, None);
    }
    let mut kept: Vec<Option<(String, Rect)>> = boxes.into_iter().map(Some).collect();
    let mut differing: Vec<(String, Rect)> = Vec::new();
    for group in groups(kept.len(), &over) {
        let mut layers = layers(&group, &over);
        layers.iter_mut().for_each(|layer| put_in_order(layer, &kept));
        let Some(mut last) = layers.pop() else { continue };
        let newest = text(&last, &kept);
        for layer in layers {
            let older = text(&layer, &kept);
            let around = layer.iter().filter_map(|&n| kept.get(n)?.as_ref()).map(|one| &one.1);
            if let Some((from, end)) = difference(&newest, &older) {
                let said: String = older.iter().chain(&[' ', '/', ' ']).chain(&newest).collect();
                differing.extend(Rect::around(around).map(|rect| (said, rect)));
                mark(&mut last, &mut kept, from, end);
            }
            for n in layer {
                if let Some(place) = kept.get_mut(n) {
                    *place = None;
                }
            }
        }
    }
    let bbox = Rect::around(differing.iter().map(|(_, rect)| rect));
    let said: Vec<String> = differing.into_iter().map(|(said, _)| said).collect();
    let overlay =
        bbox.map(|bbox| Overlay { kind: OverlayKind::Layers, text: said.join("; "), bbox });
    (kept.into_iter().flatten().collect(), overlay)
}

/// A page on which so much lies over each other that nothing can be told.
fn untold(boxes: Vec<(String, Rect)>) -> (Vec<(String, Rect)>, Option<Overlay>) {
    let bbox = Rect::around(boxes.iter().map(|one| &one.1));
    let said = boxes.iter().flat_map(|(text, _)| text.chars()).take(SHOWN).collect();
    let overlay = bbox.map(|bbox| Overlay { kind: OverlayKind::Clash, text: said, bbox });
    let hidden = |(text, rect): (String, Rect)| (text.chars().map(|_| UNMAPPED).collect(), rect);
    (boxes.into_iter().map(hidden).collect(), overlay)
}

fn area(rect: &Rect) -> f32 {
    rect.width() * rect.height()
}

/// The pairs of boxes that lie over each other, and how much they share in all; `None` if more
/// stands beside or over each other than on any page that is printed.
fn overlapping(boxes: &[(String, Rect)]) -> Option<(Vec<(usize, usize)>, f32)> {
    let mut left = boxes.len() * BESIDE;
    let mut order: Vec<(usize, &Rect)> = boxes.iter().map(|one| &one.1).enumerate().collect();
    order.sort_by(|a, b| a.1.top.total_cmp(&b.1.top));
    let (mut found, mut all) = (Vec::new(), 0.0);
    for (place, &(own, rect)) in order.iter().enumerate() {
        let below = order.iter().skip(place + 1);
        for &(other, next) in below.take_while(|(_, next)| next.top < rect.bottom) {
            left = left.checked_sub(1)?;
            let shared = rect.shared(next).map_or(0.0, |shared| area(&shared));
            if shared > area(rect).min(area(next)) * SAME_PRINT {
                found.push((own.min(other), own.max(other)));
                all += shared;
            }
        }
    }
    found.sort_unstable();
    Some((found, all))
}

/// Boxes that hang together, each group in the order in which they are set.
fn groups(count: usize, over: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut parents: Vec<usize> = (0..count).collect();
    fn root(parents: &mut [usize], mut own: usize) -> usize {
        while let Some(&parent) = parents.get(own).filter(|&&parent| parent != own) {
            let next = parents.get(parent).copied().unwrap_or(parent);
            if let Some(place) = parents.get_mut(own) {
                *place = next;
            }
            own = next;
        }
        own
    }
    for &(a, b) in over {
        let (a, b) = (root(&mut parents, a), root(&mut parents, b));
        if let Some(place) = parents.get_mut(a.max(b)) {
            *place = a.min(b);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); count];
    for own in 0..count {
        let root = root(&mut parents, own);
        if let Some(group) = groups.get_mut(root) {
            group.push(own);
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// The layers of a group: each box lies on none of its own layer.
fn layers(group: &[usize], over: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut layers: Vec<Vec<usize>> = Vec::new();
    // Boxes on which one of the last layer lies; pairs are sorted by the lower one.
    let mut covered: HashSet<usize> = HashSet::default();
    for &own in group {
        if layers.is_empty() || covered.contains(&own) {
            layers.push(Vec::new());
            covered.clear();
        }
        let from = over.partition_point(|pair| pair.0 < own);
        let above = over.iter().skip(from).take_while(|pair| pair.0 == own);
        covered.extend(above.map(|pair| pair.1));
        if let Some(layer) = layers.last_mut() {
            layer.push(own);
        }
    }
    layers
}

/// The boxes of a layer as they are read: by lines, then from the left.
fn put_in_order(layer: &mut [usize], boxes: &[Option<(String, Rect)>]) {
    let rect =
        |n: &usize| boxes.get(*n).and_then(Option::as_ref).map(|one| one.1).unwrap_or_default();
    layer.sort_by(|a, b| rect(a).y().total_cmp(&rect(b).y()));
    let on_line = |a: &usize, b: &usize| rect(b).y() - rect(a).y() < rect(a).height() / 2.0;
    for line in layer.chunk_by_mut(on_line) {
        line.sort_by(|a, b| rect(a).left.total_cmp(&rect(b).left));
    }
}

fn text(layer: &[usize], boxes: &[Option<(String, Rect)>]) -> Vec<char> {
    let texts = layer.iter().filter_map(|&n| boxes.get(n)?.as_ref());
    texts.flat_map(|(text, _)| text.chars()).filter(|char| !char.is_whitespace()).collect()
}

/// Which characters of a text another tells differently: the first, and the end; `None` if none.
fn difference(newest: &[char], older: &[char]) -> Option<(usize, usize)> {
    let same = |(a, b): &(&char, &char)| fold::fold_char(**a) == fold::fold_char(**b);
    let from = newest.iter().zip(older).take_while(same).count();
    if from == newest.len() && from == older.len() {
        return None;
    }
    let rest = newest.len().min(older.len()) - from;
    let ends = newest.iter().rev().zip(older.iter().rev()).take(rest).take_while(same).count();
    Some((from, newest.len() - ends))
}

/// Puts U+FFFD in the place of these characters of a layer; one where there are none.
fn mark(layer: &mut [usize], boxes: &mut [Option<(String, Rect)>], from: usize, end: usize) {
    let mut count = 0;
    for n in layer.iter() {
        let Some((text, _)) = boxes.get_mut(*n).and_then(Option::as_mut) else { continue };
        let mut marked = String::with_capacity(text.len());
        for char in text.chars() {
            if char.is_whitespace() {
                marked.push(char);
                continue;
            }
            if from == end && count == from {
                marked.push(UNMAPPED);
            }
            marked.push(if (from..end).contains(&count) { UNMAPPED } else { char });
            count += 1;
        }
        *text = marked;
    }
    let last = layer.last().and_then(|n| boxes.get_mut(*n)).and_then(Option::as_mut);
    if let Some((text, _)) = last.filter(|_| from == end && from == count) {
        text.push(UNMAPPED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f32, right: f32) -> (String, Rect) {
        (text.to_owned(), Rect { left, top: 100.0, right, bottom: 112.0 })
    }

    fn texts(boxes: Vec<(String, Rect)>) -> (Vec<String>, Option<String>) {
        let (kept, overlay) = told_apart(boxes);
        (kept.into_iter().map(|one| one.0).collect(), overlay.map(|overlay| overlay.text))
    }

    #[test]
    fn what_two_layers_tell_alike_stands_once() {
        let boxes = vec![
            line("清淤河道12.5公里", 50.0, 150.0),
            line("清淤", 51.0, 73.0),
            line("河道", 74.0, 96.0),
            line("12.5公里", 97.0, 149.0),
            line("95％", 300.0, 330.0),
        ];
        assert_eq!(
            texts(boxes),
            (["清淤", "河道", "12.5公里", "95％"].map(str::to_owned).to_vec(), None)
        );
    }

    #[test]
    fn what_they_tell_differently_is_not_known() {
        let differ = |older: &str, newest: &str| {
            texts(vec![line(older, 50.0, 100.0), line(newest, 51.0, 99.0)]).0.concat()
        };
        assert_eq!(differ("1302户", "1382户"), "13\u{FFFD}2户");
        assert_eq!(differ("1302户", "132户"), "13\u{FFFD}2户");
        assert_eq!(differ("17", "1"), "1\u{FFFD}");
        assert_eq!(differ("7", "17"), "\u{FFFD}7");
        let (_, said) = texts(vec![line("85%", 50.0, 70.0), line("35%", 50.0, 71.0)]);
        assert_eq!(said.as_deref(), Some("85% / 35%"));
    }
}
