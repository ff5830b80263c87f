//! `*_model.json` of the language model: a list of blocks for each page, boxes from 0 to 1.

use serde_json::Value;

use super::{WHOLE, block, per_mille};
use crate::decode::recognised::Made;
use crate::decode::recognised::json::{bbox, items, text};
use crate::decode::recognised::output::Output;
use crate::decode::recognised::places::place;
use crate::model::PageUnit;

pub(in crate::decode::recognised) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    out.unit(PageUnit::PerMille);
    let pages = values.iter().flat_map(|value| items(Some(value)));
    for (number, page) in (1u32..).zip(pages) {
        out.page(number, Some([WHOLE, WHOLE]));
        for item in items(Some(page)) {
            let scaled = bbox(item.get("bbox")).map(|bbox| bbox.map(|side| side * WHOLE));
            let at = place(Some(number), per_mille(scaled));
            block(out, text(item, "type"), text(item, "content"), at);
        }
    }
    None
}
