//! Texts of cells: shared and inline, plain and in runs; without what only tells how they are
//! pronounced, and without what is struck out in them or is the mark of a note.

use super::reader::{Events, Next, attributes, name, not_xml};
use crate::decode::package::PackageError;
use crate::decode::raised::{Raised, lowered, raised};
use crate::decode::sheet::book::Apart;
use crate::words::words;

/// Most shared strings.
const MOST: usize = 4_000_000;

/// The shared strings of a workbook, in their order.
pub(super) fn strings(text: &str) -> Result<Vec<Text>, PackageError> {
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

/// A text, and what of it was left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) apart: Apart,
    /// So many bytes of it, its first, are set as the cell is: they stand in no run with properties
    /// of its own.
    pub(super) plain: usize,
}

/// How a run of characters is set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Run {
    pub(super) struck: bool,
    raised: bool,
    lowered: bool,
}

/// The text of the element that has just begun: a shared or an inline string.
pub(super) fn string(events: &mut Events<'_>) -> Result<Text, PackageError> {
    let outside = events.depth().checked_sub(1).ok_or_else(not_xml)?;
    let mut text = Text::default();
    let mut run = Run::default();
    // Nothing with properties of its own has come.
    let mut plain = true;
    while events.depth() > outside {
        match events.next()? {
            Some(Next::Start(start)) => match name(&start) {
                "rPh" | "phoneticPr" => events.skip()?,
                "r" => run = Run::default(),
                "rPr" => {
                    run = properties(events)?;
                    plain = false;
                }
                "t" => {
                    text.take(&unescaped(events.text()?), run);
                    text.plain = if plain { text.text.len() } else { text.plain };
                }
                _ => {}
            },
            Some(_) => {}
            None => break,
        }
    }
    Ok(text)
}

/// What the properties of a run, or a font, say, the element of which has just begun.
pub(super) fn properties(events: &mut Events<'_>) -> Result<Run, PackageError> {
    let outside = events.depth().checked_sub(1).ok_or_else(not_xml)?;
    let mut run = Run::default();
    while events.depth() > outside {
        match events.next()? {
            Some(Next::Start(start)) => {
                let value = attributes(&start).find(|(name, _)| *name == "val");
                let value = value.map(|(_, value)| value);
                match name(&start) {
                    "strike" => run.struck = !matches!(value.as_deref(), Some("0" | "false")),
                    "vertAlign" => {
                        run.raised = value.as_deref() == Some("superscript");
                        run.lowered = value.as_deref() == Some("subscript");
                    }
                    _ => {}
                }
            }
            Some(_) => {}
            None => break,
        }
    }
    Ok(run)
}

impl Text {
    /// Whether all of it is set as its cell is.
    pub(super) fn is_plain(&self) -> bool {
        self.plain == self.text.len()
    }

    /// What is left of it in a cell that is struck out: runs that are set otherwise.
    pub(super) fn in_a_struck_cell(mut self) -> Self {
        self.apart.struck |= self.plain > 0;
        self.text.drain(..self.plain);
        self
    }

    /// Adds the characters of a run.
    fn take(&mut self, part: &str, run: Run) {
        if part.trim().is_empty() || !(run.struck || run.raised || run.lowered) {
            return self.text.push_str(part);
        }
        if run.struck {
            self.apart.struck = true;
            return;
        }
        match if run.raised { raised(&self.text, part) } else { lowered(&self.text, part) } {
            Raised::Note if self.text.trim().is_empty() => self.text.push_str(part),
            Raised::Note => self.apart.mark = true,
            Raised::Sign(sign) => self.text.push_str(&sign),
            Raised::Text => self.text.push_str(part),
            Raised::Apart => {
                self.text.push('^');
                self.text.push_str(part);
            }
        }
    }
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
        let texts: Vec<String> = strings(text).unwrap().into_iter().map(|t| t.text).collect();
        assert_eq!(texts, ["甲", "乙 <丙\n", ""]);
    }

    #[test]
    fn what_is_struck_or_raised_in_a_text_joins_no_number() {
        let run = |how: &str, text: &str| format!("<r><rPr>{how}</rPr><t>{text}</t></r>");
        let read = |runs: &[String]| {
            let text = format!("<sst><si>{}</si></sst>", runs.concat());
            let text = strings(&text).unwrap().remove(0);
            (text.text, text.apart.struck, text.apart.mark)
        };
        let plain = |text| run("<b/>", text);
        let raised = |text| run("<vertAlign val='superscript'/>", text);
        let struck = run("<strike/>", "281");
        assert_eq!(read(&[struck, plain("274人")]), ("274人".to_owned(), true, false));
        let kept = run("<strike val='0'/>", "281人");
        assert_eq!(read(&[kept]), ("281人".to_owned(), false, false));
        let noted = [plain("67.3"), raised("2"), plain("千米")];
        assert_eq!(read(&noted), ("67.3千米".to_owned(), false, true));
        assert_eq!(read(&[plain("12万m"), raised("2")]), ("12万m²".to_owned(), false, false));
    }

    #[test]
    fn escaped_characters_are_read() {
        let read = |text: &str| unescaped(text.to_owned());
        assert_eq!(read("甲_x000D_\n乙"), "甲\r\n乙");
        assert_eq!(read("a_x005F_x000D_"), "a_x000D_");
        assert_eq!(read("_xyz_ _x12"), "_xyz_ _x12");
    }
}
