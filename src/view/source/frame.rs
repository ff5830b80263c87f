//! A page with its boxes over it.

use std::fmt::Write;

use super::super::html::Html;
use super::super::spots::Spots;
use super::page_name;

/// Opens a page of a width and a height in the unit of its boxes, and puts the boxes over
/// what `content` paints.
pub(super) fn push(
    html: &mut String,
    number: u32,
    [width, height]: [f32; 2],
    content: &str,
    spots: &Spots,
) {
    let (width, height) = (width.max(1.0), height.max(1.0));
    let name = Html::words(&page_name(number)).0;
    // Writing to a string cannot fail.
    let _ = write!(
        html,
        "<figure class=\"page\" id=\"page-{number}\"><figcaption>{name}</figcaption>\
         <div class=\"paper\" style=\"aspect-ratio:{width}/{height}\">{content}"
    );
    let mut boxes: Vec<(f32, usize, [f32; 4], bool)> = spots
        .iter()
        .filter(|(_, spot)| spot.at.page() == Some(number))
        .filter_map(|(index, spot)| {
            let [a, b, c, d] = spot.at.bbox()?;
            Some(((c - a) * (d - b), index, [a, b, c, d], spot.value))
        })
        .collect();
    // Small boxes lie over large ones, or nobody could point at them.
    boxes.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (_, index, [left, top, right, bottom], value) in boxes {
        let share = |length: f32, whole: f32| f64::from(length) / f64::from(whole) * 100.0;
        let class = if value { "box v" } else { "box" };
        let _ = write!(
            html,
            "<i class=\"{class}\" data-s=\"{index}\" style=\"left:{:.3}%;top:{:.3}%;width:{:.3}%;height:{:.3}%\"></i>",
            share(left, width),
            share(top, height),
            share(right - left, width),
            share(bottom - top, height),
        );
    }
    html.push_str("</div></figure>");
}
