//! Characters of the symbol fonts, which files name by their place in the font.

/// The character that a place in a symbol font shows; U+FFFD if it is not known, `None` if the
/// font is no symbol font.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let shown = match font.trim().to_ascii_lowercase().as_str() {
        "wingdings" => wingdings(code),
        "wingdings 2" => wingdings_2(code),
        "wingdings 3" | "webdings" | "marlett" => None,
        "symbol" => greek(code),
        _ => return None,
    };
    Some(shown.unwrap_or(char::REPLACEMENT_CHARACTER))
}

fn wingdings(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x6C | 0x9F => '●',
        0x6E => '■',
        0x6F..=0x72 | 0xA8 => '□',
        0x73..=0x75 => '◆',
        0x76 => '❖',
        0x81..=0x8A => char::from_u32(0x2460 + code - 0x81)?,
        0x8C..=0x95 => char::from_u32(0x2776 + code - 0x8C)?,
        0x9E | 0xA1 => '○',
        0xA7 => '▪',
        0xAB | 0xB6 => '★',
        0xD8 => '➢',
        0xDF | 0xE7 | 0xEF => '←',
        0xE0 | 0xE8 | 0xF0 => '→',
        0xE1 | 0xE9 | 0xF1 => '↑',
        0xE2 | 0xEA | 0xF2 => '↓',
        0xFB => '×',
        0xFC => '√',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

fn wingdings_2(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x4F => '×',
        0x50 => '√',
        0x51 | 0x53 => '☒',
        0x52 => '☑',
        0x54 => '☒',
        0x2A | 0x30 | 0xA3 => '□',
        0x6A..=0x73 => char::from_u32(0x2460 + code - 0x6A)?,
        0x96..=0x98 => '●',
        0xA2 => '■',
        _ => return None,
    })
}

/// The font Symbol: Greek letters and signs of mathematics.
fn greek(code: u32) -> Option<char> {
    const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    Some(match code {
        0x22 => '∀',
        0x24 => '∃',
        0x27 => '∋',
        0x2A => '∗',
        0x2D => '-',
        0x40 => '≅',
        0x41..=0x5A => CAPITALS.chars().nth(code as usize - 0x41)?,
        0x5C => '∴',
        0x5E => '⊥',
        0x61..=0x7A => SMALL.chars().nth(code as usize - 0x61)?,
        0x20..=0x7D => char::from_u32(code)?,
        0x7E => '∼',
        0xA2 => '′',
        0xA3 => '≤',
        0xA4 => '⁄',
        0xA5 => '∞',
        0xAC => '←',
        0xAD => '↑',
        0xAE => '→',
        0xAF => '↓',
        0xB0 => '°',
        0xB1 => '±',
        0xB2 => '″',
        0xB3 => '≥',
        0xB4 => '×',
        0xB5 => '∝',
        0xB6 => '∂',
        0xB7 => '·',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBA => '≡',
        0xBB => '≈',
        0xBC => '…',
        0xC6 => '∅',
        0xCE => '∈',
        0xD0 => '∠',
        0xD5 => '∏',
        0xD6 => '√',
        0xD7 => '⋅',
        0xE5 => '∑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_comparisons_are_known() {
        assert_eq!(symbol("Wingdings", 0xF0FE), Some('☑'));
        assert_eq!(symbol("Wingdings", 0xA8), Some('□'));
        assert_eq!(symbol("Wingdings", 0xF0FC), Some('√'));
        assert_eq!(symbol("Wingdings 2", 0xF052), Some('☑'));
        assert_eq!(symbol("Symbol", 0xF0B3), Some('≥'));
        assert_eq!(symbol("Symbol", 0xF0A3), Some('≤'));
        assert_eq!(symbol("Symbol", 0xF06D), Some('μ'));
        assert_eq!(symbol("Webdings", 0xF041), Some('\u{FFFD}'));
        assert_eq!(symbol("Arial", 0x41), None);
    }
}
