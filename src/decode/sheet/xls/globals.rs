//! What stands before the sheets: texts, formats, and where each sheet is.

use encoding_rs::Encoding;
use rustc_hash::FxHashMap as HashMap;

use super::records::{CONTINUE, Chunks, record, records, u16_at, u32_at, utf16};
use super::{Version, damaged};
use crate::decode::package::PackageError;
use crate::decode::sheet::book::{Book, Format, Style};
use crate::decode::sheet::numbered;
use crate::patterns::NumberFormats;

/// What the sheets of a workbook share.
pub(super) struct Globals {
    pub(super) book: Book,
    pub(super) version: Version,
    pub(super) encoding: &'static Encoding,
    pub(super) strings: Vec<String>,
    pub(super) styles: Vec<Style>,
    pub(super) sheets: Vec<Listed>,
}

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// It holds cells, and no chart or macros.
    pub(super) is_cells: bool,
    /// Where its records start.
    pub(super) from: usize,
}

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;

/// Most styles and formats.
const MOST: usize = 100_000;

/// Reads what stands before the sheets; `None` if the stream is of an older version.
pub(super) fn globals(
    stream: &[u8],
    words: &NumberFormats,
) -> Result<Option<Globals>, PackageError> {
    let first = record(stream, 0).ok_or_else(damaged)?;
    if matches!(first.kind, 0x0009 | 0x0209 | 0x0409) {
        return Ok(None);
    }
    if first.kind != BOF {
        return Err(damaged());
    }
    let version = match u16_at(first.bytes, 0) {
        Some(0x0600..=0x06FF) => Version::Biff8,
        Some(0x0500..=0x05FF) => Version::Biff5,
        Some(0x0200..=0x04FF) => return Ok(None),
        _ => return Err(damaged()),
    };
    let mut found = Globals {
        book: Book::default(),
        version,
        encoding: encoding_rs::WINDOWS_1252,
        strings: Vec::new(),
        styles: Vec::new(),
        sheets: Vec::new(),
    };
    let mut codes: HashMap<u16, String> = HashMap::default();
    // The numbers of the font and the format of each style.
    let mut styles: Vec<(u16, u16)> = Vec::new();
    // Whether each font strikes out.
    let mut fonts: Vec<bool> = Vec::new();
    for record in records(stream, first.next) {
        let bytes = record.bytes;
        match record.kind {
            EOF => break,
            // FILEPASS
            0x002F => return Err(PackageError::Encrypted),
            // CODEPAGE
            0x0042 => found.encoding = encoding(u16_at(bytes, 0).unwrap_or_default()),
            // DATEMODE
            0x0022 => found.book.from_1904 = u16_at(bytes, 0) == Some(1),
            // FORMAT
            0x041E | 0x001E if codes.len() < MOST => {
                if let Some((number, code)) = format(bytes, version, found.encoding) {
                    codes.insert(number, code);
                }
            }
            // FONT
            0x0031 | 0x0231 if fonts.len() < MOST => {
                fonts.push(u16_at(bytes, 2).is_some_and(|flags| flags & 8 != 0));
            }
            // XF
            0x00E0 if styles.len() < MOST => {
                let number = |at| u16_at(bytes, at).unwrap_or_default();
                styles.push((number(0), number(2)));
            }
            // BOUNDSHEET
            0x0085 => found.sheets.extend(listed(bytes, version, found.encoding)),
            // SST
            0x00FC => {
                let rest = records(stream, record.next).take_while(|r| r.kind == CONTINUE);
                found.strings = strings(bytes, rest.map(|record| record.bytes));
            }
            _ => {}
        }
    }
    let mut known = HashMap::default();
    for (font, number) in styles {
        let code = codes.get(&number).map(String::as_str);
        let code = code.or_else(|| numbered(u32::from(number), words));
        let format = match code {
            Some(code) => found.book.format(&mut known, code),
            None => Format::Unknown,
        };
        let struck = fonts.get(font_index(font)).is_some_and(|&struck| struck);
        found.styles.push(Style { format, struck });
    }
    Ok(Some(found))
}

/// Where a font stands in the list: no font has the number 4.
fn font_index(number: u16) -> usize {
    usize::from(if number > 4 { number - 1 } else { number })
}

fn strings<'a>(first: &'a [u8], rest: impl Iterator<Item = &'a [u8]>) -> Vec<String> {
    let count = u32_at(first, 4).unwrap_or_default();
    let mut chunks = Chunks::new(first.get(8..).unwrap_or_default(), rest);
    // What is cut short leaves the strings behind it unknown.
    (0..count).map_while(|_| chunks.string()).collect()
}

fn format(bytes: &[u8], version: Version, encoding: &'static Encoding) -> Option<(u16, String)> {
    let number = u16_at(bytes, 0)?;
    let code = match version {
        Version::Biff8 => {
            let count = usize::from(u16_at(bytes, 2)?);
            let wide = bytes.get(4)? & 1 != 0;
            Chunks::new(bytes.get(5..)?, std::iter::empty()).characters(count, wide)?
        }
        Version::Biff5 => {
            let count = usize::from(*bytes.get(2)?);
            decoded(bytes.get(3..3 + count)?, encoding)
        }
    };
    Some((number, code))
}

fn listed(bytes: &[u8], version: Version, encoding: &'static Encoding) -> Option<Listed> {
    let from = u32_at(bytes, 0)? as usize;
    let (state, kind) = (*bytes.get(4)?, *bytes.get(5)?);
    let count = usize::from(*bytes.get(6)?);
    let name = match version {
        Version::Biff8 => {
            let wide = bytes.get(7).copied().unwrap_or_default() & 1 != 0;
            let length = if wide { count * 2 } else { count };
            utf16(bytes.get(8..8 + length).unwrap_or_default(), wide)
        }
        Version::Biff5 => decoded(bytes.get(7..7 + count).unwrap_or_default(), encoding),
    };
    Some(Listed { name, hidden: state & 3 != 0, is_cells: kind == 0, from })
}

/// Text of a code page; bytes that are none of its characters are U+FFFD.
pub(super) fn decoded(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The encoding of a code page.
fn encoding(page: u16) -> &'static Encoding {
    match page {
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 | 10008 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 | 10002 => encoding_rs::BIG5,
        1200 => encoding_rs::UTF_16LE,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10000 | 32768 => encoding_rs::MACINTOSH,
        54936 => encoding_rs::GB18030,
        65001 => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    }
}
