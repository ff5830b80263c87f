//! ALTO: the words of each page, in pixels, tenths of a millimetre or 1200ths of an inch.

use super::Made;
use super::output::{Loose, Output};
use crate::decode::package::xml::Element;
use crate::model::PageUnit;

/// Points in an inch, and millimetres in one.
const INCH: f32 = 72.0;
const MILLIMETRES: f32 = 25.4;

pub(super) fn read(root: &Element<'_, '_>, out: &mut Output<'_>) -> Made {
    let first = |name: &str| root.descendants().find(|element| element.name() == name);
    let unit = first("MeasurementUnit").map(|unit| unit.text().trim().to_ascii_lowercase());
    let (scale, unit) = match unit.as_deref() {
        Some("mm10") => (INCH / MILLIMETRES / 10.0, PageUnit::Pt),
        Some("inch1200") => (INCH / 1200.0, PageUnit::Pt),
        _ => (1.0, PageUnit::Px),
    };
    out.unit(unit);
    let pages = root.descendants().filter(|element| element.name() == "Page");
    for (number, page) in (1u32..).zip(pages) {
        let side = |of: &Element<'_, '_>, name: &str| -> Option<f32> {
            let value: f32 = of.attribute(name)?.trim().parse().ok()?;
            value.is_finite().then_some(value * scale)
        };
        let size = side(&page, "WIDTH").zip(side(&page, "HEIGHT"));
        out.page(number, size.filter(|&(w, h)| w > 0.0 && h > 0.0).map(|(w, h)| [w, h]));
        let words = page.descendants().filter(|element| element.name() == "String");
        let words = words.filter_map(|word| {
            let (left, top) = (side(&word, "HPOS")?, side(&word, "VPOS")?);
            Some(Loose {
                text: word.attribute("CONTENT")?.into_owned(),
                bbox: [left, top, left + side(&word, "WIDTH")?, top + side(&word, "HEIGHT")?],
                confidence: word.attribute("WC").and_then(|sure| sure.trim().parse().ok()),
            })
        });
        out.loose(number, words);
    }
    let software = first("softwareName").map(|name| name.text().trim().to_owned());
    let version = first("softwareVersion").map(|version| version.text().trim().to_owned());
    software.filter(|name| !name.is_empty()).map(|name| super::named(&name, version))
}
