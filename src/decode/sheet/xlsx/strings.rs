//! Texts of cells: shared and inline, plain and in runs; without what only tells how they are
//! pronounced.

use super::reader::{Events, Next, name, not_xml};
use crate::decode::package::PackageError;
use crate::words::words;

/// Most shared strings.
const MOST: usize = 4_000_000;

/// The shared strings of a workbook, in their order.
pub(super) fn strings(text: &str) -> Result<Vec<String>, PackageError> {
    let mut events = Events::new(text);
    let mut strings = Vec::new();
    while let Some(next) = events.next()? {
        if let Next::Start(start) = next
            && name(&start) == "si"
        {
            if strings.len() == MOST {
                return Err(PackageError::Limit(words!(
                    en: "a workbook with more than {MOST} texts",
                    zh: "文字超过 {MOST} 条的工作簿"
                )));
            }
            strings.push(string(&mut events)?);
        }
    }
    Ok(strings)
}

/// The text of the element that has just begun: a shared or an inline string.
pub(super) fn string(events: &mut Events<'_>) -> Result<String, PackageError> {
    let outside = events.depth().checked_sub(1).ok_or_else(not_xml)?;
    let mut text = String::new();
    while events.depth() > outside {
        match events.next()? {
            Some(Next::Start(start)) => match name(&start) {
                "rPh" | "rPr" | "phoneticPr" => events.skip()?,
                "t" => text.push_str(&events.text()?),
                _ => {}
            },
            Some(_) => {}
            None => break,
        }
    }
    Ok(unescaped(text))
}

/// Characters that XML cannot hold stand as `_x000D_`; `_x005F_` is a low line that would
/// otherwise be taken for the start of one.
pub(super) fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let code = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        let code = code.filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()) {
            Some(code) => {
                out.extend(char::from_u32(code));
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_joined_and_phonetic_ones_left_out() {
        let text = "<x:sst xmlns:x='u'><x:si><x:t>甲</x:t></x:si><x:si><x:r><x:rPr><x:b/></x:rPr>\
            <x:t xml:space='preserve'>乙 </x:t></x:r><x:r><x:t>&lt;丙&#10;</x:t></x:r>\
            <x:rPh sb='0' eb='1'><x:t>へい</x:t></x:rPh></x:si><x:si/></x:sst>";
        assert_eq!(strings(text).unwrap(), ["甲", "乙 <丙\n", ""]);
    }

    #[test]
    fn escaped_characters_are_read() {
        let read = |text: &str| unescaped(text.to_owned());
        assert_eq!(read("甲_x000D_\n乙"), "甲\r\n乙");
        assert_eq!(read("a_x005F_x000D_"), "a_x000D_");
        assert_eq!(read("_xyz_ _x12"), "_xyz_ _x12");
    }
}
