//! The number formats of a workbook's styles.

use rustc_hash::FxHashMap as HashMap;

use super::reader::{Events, Next, attributes, name};
use crate::decode::package::PackageError;
use crate::decode::sheet::book::{Book, Format};
use crate::decode::sheet::numbered;
use crate::patterns::NumberFormats;

/// Most styles of a workbook; Excel allows 65,490.
const MOST: usize = 100_000;

/// The format of each style of cells, in their order.
pub(super) fn formats(
    text: &str,
    book: &mut Book,
    words: &NumberFormats,
) -> Result<Vec<Format>, PackageError> {
    let mut events = Events::new(text);
    let mut own: HashMap<u32, String> = HashMap::default();
    let mut numbers: Vec<Option<u32>> = Vec::new();
    // The depth of the list of cell styles, while it is read.
    let mut list = None;
    while let Some(next) = events.next()? {
        let Next::Start(start) = next else {
            if list.is_some_and(|depth| events.depth() < depth) {
                list = None;
            }
            continue;
        };
        match name(&start) {
            "numFmt" if list.is_none() && own.len() < MOST => {
                let (mut id, mut code) = (None, String::new());
                for (name, value) in attributes(&start) {
                    match name {
                        "numFmtId" => id = value.parse().ok(),
                        "formatCode" => code = unescaped(&value),
                        _ => {}
                    }
                }
                // Formats of differences (dxf) come last and must not take the place of others.
                if let Some(id) = id {
                    own.entry(id).or_insert(code);
                }
            }
            "cellXfs" => list = Some(events.depth()),
            "xf" if list.is_some() && numbers.len() < MOST => {
                let id = attributes(&start).find(|(name, _)| *name == "numFmtId");
                numbers.push(id.map_or(Some(0), |(_, value)| value.parse().ok()));
            }
            _ => {}
        }
    }
    let mut known = HashMap::default();
    Ok(numbers
        .into_iter()
        .map(|number| match number {
            Some(number) => match own.get(&number).map(String::as_str) {
                Some(code) => book.format(&mut known, code),
                None => match numbered(number, words) {
                    Some(code) => book.format(&mut known, code),
                    None => Format::Unknown,
                },
            },
            None => Format::Unknown,
        })
        .collect())
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |text| text.into_owned())
}
