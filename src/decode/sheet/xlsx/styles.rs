//! The styles of a workbook's cells: number formats, and fonts that strike out.

use rustc_hash::FxHashMap as HashMap;

use super::reader::{Events, Next, attributes, name};
use super::strings::properties;
use crate::decode::package::PackageError;
use crate::decode::sheet::book::{Book, Format, Style};
use crate::decode::sheet::numbered;
use crate::patterns::NumberFormats;

/// Most styles of a workbook; Excel allows 65,490.
const MOST: usize = 100_000;

/// A style of cells, by the numbers of what it consists of.
struct Numbers {
    format: Option<u32>,
    font: usize,
}

/// Each style of cells, in their order.
pub(super) fn styles(
    text: &str,
    book: &mut Book,
    words: &NumberFormats,
) -> Result<Vec<Style>, PackageError> {
    let mut events = Events::new(text);
    let mut own: HashMap<u32, String> = HashMap::default();
    // Whether each font strikes out.
    let mut fonts: Vec<bool> = Vec::new();
    let mut styles: Vec<Numbers> = Vec::new();
    // The depths of the lists of fonts and of cell styles, while they are read.
    let (mut fonts_at, mut styles_at) = (None, None);
    while let Some(next) = events.next()? {
        let Next::Start(start) = next else {
            let ended = |list: Option<usize>| list.filter(|&depth| events.depth() >= depth);
            (fonts_at, styles_at) = (ended(fonts_at), ended(styles_at));
            continue;
        };
        match name(&start) {
            "numFmt" if styles_at.is_none() && own.len() < MOST => {
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
            "fonts" => fonts_at = Some(events.depth()),
            "font" if fonts_at.is_some() && fonts.len() < MOST => {
                fonts.push(properties(&mut events)?.struck);
            }
            "cellXfs" => styles_at = Some(events.depth()),
            "xf" if styles_at.is_some() && styles.len() < MOST => {
                let mut style = Numbers { format: Some(0), font: 0 };
                for (name, value) in attributes(&start) {
                    match name {
                        "numFmtId" => style.format = value.parse().ok(),
                        "fontId" => style.font = value.parse().unwrap_or_default(),
                        _ => {}
                    }
                }
                styles.push(style);
            }
            _ => {}
        }
    }
    let mut known = HashMap::default();
    let mut format = |number: u32| match own.get(&number).map(String::as_str) {
        Some(code) => book.format(&mut known, code),
        None => match numbered(number, words) {
            Some(code) => book.format(&mut known, code),
            None => Format::Unknown,
        },
    };
    let style = |numbers: Numbers| Style {
        format: numbers.format.map_or(Format::Unknown, &mut format),
        struck: fonts.get(numbers.font).is_some_and(|&struck| struck),
    };
    Ok(styles.into_iter().map(style).collect())
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |text| text.into_owned())
}
