//! hOCR: a web page whose elements tell boxes in their titles: `bbox 10 20 30 40; x_wconf 96`.

use super::Made;
use super::output::{Loose, Output};
use crate::decode::html::scan::attribute;
use crate::decode::html::tree::Tree;

pub(super) fn read(text: &str, out: &mut Output<'_>) -> Made {
    let tree = Tree::page(text);
    let words = has_class_anywhere(&tree, "ocrx_word");
    let mut page = 0;
    for index in 0..tree.nodes.len() {
        let attributes = tree.attributes(index);
        let class = attribute(attributes, "class").unwrap_or_default();
        let is = |name: &str| class.split_ascii_whitespace().any(|class| class == name);
        if is("ocr_page") {
            page += 1;
            let size =
                title(attributes).0.map(|[left, top, right, bottom]| [right - left, bottom - top]);
            out.page(page, size.filter(|size| size.iter().all(|side| *side > 0.0)));
        }
        let line = || {
            ["ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat"]
                .into_iter()
                .any(is)
        };
        if page == 0 || !(is("ocrx_word") || !words && line()) {
            continue;
        }
        if let (Some(bbox), confidence) = title(attributes) {
            let text = tree.plain_text(index);
            out.loose(page, [Loose { text, bbox, confidence }]);
        }
    }
    let system = (0..tree.nodes.len()).find_map(|index| {
        let attributes = tree.attributes(index);
        let named = attribute(attributes, "name") == Some("ocr-system");
        attribute(attributes, "content").filter(|_| named)
    });
    system.map(|system| super::named(system.trim(), None))
}

fn has_class_anywhere(tree: &Tree<'_>, name: &str) -> bool {
    (0..tree.nodes.len()).any(|index| {
        let class = attribute(tree.attributes(index), "class").unwrap_or_default();
        class.split_ascii_whitespace().any(|class| class == name)
    })
}

/// The box in the title of an element, and how sure its word is.
fn title(attributes: &str) -> (Option<[f32; 4]>, Option<f32>) {
    let title = attribute(attributes, "title").unwrap_or_default();
    let (mut bbox, mut sure) = (None, None);
    for property in title.split(';') {
        let mut words = property.split_ascii_whitespace();
        let name = words.next();
        let mut numbers =
            words.map_while(|word| word.parse::<f32>().ok()).filter(|n| n.is_finite());
        match name {
            Some("bbox") => {
                let sides: Vec<f32> = numbers.collect();
                bbox = <[f32; 4]>::try_from(sides).ok();
            }
            Some("x_wconf") => sure = numbers.next().map(|sure| (sure / 100.0).clamp(0.0, 1.0)),
            _ => {}
        }
    }
    (bbox, sure)
}
