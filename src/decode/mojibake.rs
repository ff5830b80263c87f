//! Text that was once read in the wrong encoding (乱码): told, and put right
//! only where nothing was lost.

use encoding_rs::{GB18030, WINDOWS_1252};

use crate::location::At;
use crate::model::Note;
use crate::patterns::{Encodings, Misreading};
use crate::words::words;

/// Looks for mojibake. Returns the text put right, if that is possible over the
/// whole text without loss, and a note on what was found.
pub(crate) fn mojibake(text: &str, patterns: &Encodings) -> Option<(Option<String>, Note)> {
    let (reading, id, first) = patterns.misreading(text)?;
    let reversed = match reading {
        Misreading::Utf8AsGbk => gbk_bytes(text),
        Misreading::Utf8AsLatin1 => latin1_bytes(text),
        Misreading::Lost => None,
    };
    let reversed = reversed.and_then(|bytes| String::from_utf8(bytes).ok());
    let note = if reversed.is_some() {
        let message = words!(
            en: "the text was UTF-8 read in another encoding ({id}) and was turned back without loss",
            zh: "原文为 UTF-8，曾被按其他编码误读（{id}），已无损还原"
        );
        Note::new("mojibake_reversed", message, At::default())
    } else {
        let message = words!(
            en: "the text shows traces of having been read in a wrong encoding ({id}); what was lost cannot be restored",
            zh: "文本有被按错误编码读取的痕迹（{id}），已丢失的内容无法还原"
        );
        Note::new("mojibake", message, place(text, first))
    };
    Some((reversed, note))
}

fn gbk_bytes(text: &str) -> Option<Vec<u8>> {
    let (bytes, _, unmappable) = GB18030.encode(text);
    (!unmappable).then(|| bytes.into_owned())
}

/// Latin-1 proper, or Windows-1252, which differs in 0x80..0xA0.
fn latin1_bytes(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        if (c as u32) < 0x100 {
            bytes.push(c as u8);
            continue;
        }
        let mut buffer = [0; 4];
        let (encoded, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
        if unmappable {
            return None;
        }
        bytes.extend_from_slice(&encoded);
    }
    Some(bytes)
}

/// The place of one character.
pub(crate) fn place(text: &str, byte: usize) -> At {
    let pieces = super::lines::lines(text);
    let end = text.get(byte..).and_then(|t| t.chars().next()).map_or(byte, |c| byte + c.len_utf8());
    super::lines::Places::new(&pieces).at(byte, end)
}
