//! Outlines of texts, and whether their passages can be traced to the source.

use jiaokan::Patterns;
use jiaokan::internals::decode;
use jiaokan::internals::document::Document;
use jiaokan::internals::outline::{Block, outline};
use jiaokan::internals::source::Source;

/// A text as the decoder reads it; a blank one is an empty document.
pub(crate) fn decoded(text: &str) -> Document {
    decode::document(&Source::new("text", text), Patterns::builtin()).unwrap_or_default()
}

/// The lines of a text.
pub(crate) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
}

/// Asserts that every character of every paragraph and item stands in the
/// source where its place says; gives their number.
pub(crate) fn assert_traced(text: &str) -> usize {
    let source: Vec<Vec<char>> = split(text).map(|l| l.chars().collect()).collect();
    let outline = outline(decoded(text), Patterns::builtin());
    let mut seen = 0;
    for block in outline.blocks() {
        let (Block::Paragraph(passage) | Block::Item(passage)) = block else {
            continue;
        };
        for (from, c) in passage.text.char_indices() {
            let at = passage.at(from, from + c.len_utf8());
            let (Some(line), Some([a, b])) = (at.line(), at.chars()) else {
                panic!("no place for {c:?} in {:?}", passage.text);
            };
            // A space put between two Latin words stands nowhere.
            if c == ' ' && a == b {
                continue;
            }
            assert_eq!(b - a, 1, "{c:?} in {:?}", passage.text);
            let stood = source[line as usize - 1][a as usize];
            assert_eq!(stood, c, "line {line}, character {a}, in {:?}", passage.text);
            seen += 1;
        }
    }
    seen
}
