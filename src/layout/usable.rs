//! Whether the text of a page can be used: pages that are only a picture, and
//! text layers that say something else than what is printed.

use super::geometry::{Glyph, PageGeometry, UNMAPPED};

/// What kind of text a page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageText {
    /// What is printed.
    Printed,
    /// What was read here in the picture of the page.
    Read,
    /// What a recogniser read in the picture of the page, laid under it.
    Recognised,
    /// None, and nothing else either.
    Blank,
    /// None: the page is a picture.
    Picture,
    /// None was found in the picture of the page.
    Nothing,
    /// Glyphs whose characters the file does not tell, this many of a hundred.
    Unmapped(u32),
    /// Characters other than those printed.
    Garbage,
}

impl PageText {
    /// Whether its glyphs may be read.
    pub(crate) fn is_usable(self) -> bool {
        matches!(self, PageText::Printed | PageText::Read | PageText::Recognised)
    }
}

/// A page with fewer characters has no text of its own: a stamp, a page number.
const FEW: usize = 20;

/// More unmapped glyphs of a hundred make a text layer useless.
const MOST_UNMAPPED: usize = 20;

/// A picture over this share of the page is the page.
const WHOLE_PAGE: f32 = 0.8;

/// A picture over this share of a page without any text is what it shows.
const MAIN_PART: f32 = 0.2;

/// What kind of text a page has, from what it paints.
pub(crate) fn page_text(page: &PageGeometry) -> PageText {
    let (mut printed, mut hidden, mut unmapped, mut odd) = (0, 0, 0, 0);
    for glyph in page.glyphs.iter().filter(|g| !g.char.is_whitespace()) {
        match (glyph.char == UNMAPPED, glyph.invisible) {
            (true, _) => unmapped += 1,
            (false, true) => hidden += 1,
            (false, false) => printed += 1,
        }
        odd += usize::from(is_odd(glyph));
    }
    let all = printed + hidden + unmapped;
    let pictures = covered(page);
    if all < FEW && pictures > WHOLE_PAGE || all == 0 && pictures > MAIN_PART {
        return PageText::Picture;
    }
    if all == 0 {
        return PageText::Blank;
    }
    if unmapped * 100 > all * MOST_UNMAPPED {
        return PageText::Unmapped((unmapped * 100 / all) as u32);
    }
    if all >= FEW && odd * 100 > all * MOST_ODD {
        return PageText::Garbage;
    }
    if hidden >= FEW && hidden > printed && pictures > MAIN_PART {
        return PageText::Recognised;
    }
    PageText::Printed
}

/// More odd glyphs of a hundred are the codes of Chinese glyphs taken for Latin.
const MOST_ODD: usize = 30;

/// Whether a letter or mark stands in a cell that is too wide for it: the square
/// of an ideograph. Digits are set in squares on purpose, and M, W, @ and dashes
/// are as wide as they are high.
fn is_odd(glyph: &Glyph) -> bool {
    let latin = match glyph.char {
        'M' | 'W' | 'm' | 'w' | '@' | '%' | '&' | '=' | '+' | '-' | '<' | '>' | '_' => false,
        char => char.is_ascii_graphic() && !char.is_ascii_digit(),
    };
    let latin = latin || matches!(glyph.char, '\u{A1}'..='\u{17F}');
    latin && !glyph.vertical && glyph.bbox.width() > glyph.size * 0.9
}

/// Whether a page is a picture with a text on it, which has no lines of its own: that of a
/// recogniser, be it seen or not.
#[cfg(feature = "ocr")]
pub(crate) fn lacks_lines(page: &PageGeometry, text: PageText) -> bool {
    let on_picture = || {
        let none = page.rulings.is_empty() && page.windows.is_empty();
        none && covered(page) > WHOLE_PAGE
    };
    text == PageText::Recognised || text == PageText::Printed && on_picture()
}

/// The share of a page that pictures cover, by sampling: scanners cut a page into
/// strips, and strips may overlap.
fn covered(page: &PageGeometry) -> f32 {
    const STEPS: u32 = 24;
    if page.images.is_empty() {
        return 0.0;
    }
    let place = |n: u32, length: f32| (n as f32 + 0.5) / STEPS as f32 * length;
    let mut hits = 0;
    for row in 0..STEPS {
        for col in 0..STEPS {
            let (x, y) = (place(col, page.width), place(row, page.height));
            hits += u32::from(page.images.iter().any(|image| image.contains(x, y)));
        }
    }
    hits as f32 / (STEPS * STEPS) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::geometry::Rect;
    use crate::layout::sample::{glyph, page};

    const SENTENCE: &str = "本部门全年完成河道清淤十二公里，支出九百二十万元。";

    fn picture(share: f32) -> PageGeometry {
        let mut page = page();
        let bottom = page.height * share;
        // Two strips, as scanners cut them.
        for (top, bottom) in [(0.0, bottom / 2.0), (bottom / 2.0, bottom)] {
            page.images.push(Rect { left: 0.0, top, right: page.width, bottom });
        }
        page
    }

    #[test]
    fn a_page_is_a_picture_if_it_has_nothing_else_to_say() {
        assert_eq!(page_text(&picture(1.0)), PageText::Picture);
        assert_eq!(page_text(&picture(1.0).text(50.0, 820.0, 10.0, "- 3 -")), PageText::Picture);
        assert_eq!(page_text(&page()), PageText::Blank);
        // A photo, or a seal, on a page of text.
        assert_eq!(page_text(&picture(0.4).text(50.0, 500.0, 10.0, SENTENCE)), PageText::Printed);
    }

    #[test]
    fn hidden_text_over_a_picture_was_recognised() {
        let mut page = picture(1.0).text(50.0, 100.0, 10.0, SENTENCE);
        for glyph in &mut page.glyphs {
            glyph.invisible = true;
        }
        assert_eq!(page_text(&page), PageText::Recognised);
    }

    #[test]
    fn glyphs_without_characters_are_no_text() {
        let mut page = page().text(50.0, 100.0, 10.0, SENTENCE);
        let count = page.glyphs.len() / 2;
        for glyph in page.glyphs.iter_mut().take(count) {
            glyph.char = UNMAPPED;
        }
        assert!(matches!(page_text(&page), PageText::Unmapped(_)));
        // One character that is not told does not make the page useless.
        page.glyphs.retain(|g| g.char != UNMAPPED);
        page.glyphs[0].char = UNMAPPED;
        assert_eq!(page_text(&page), PageText::Printed);
    }

    #[test]
    fn letters_in_squares_are_codes_of_ideographs() {
        let mut codes = page();
        for (n, char) in "!\"#$'()*,./:;?[]^`{|}~abcd".chars().enumerate() {
            codes.glyphs.push(glyph(char, 50.0 + 10.0 * n as f32, 100.0, 10.0, 10.0));
        }
        assert_eq!(page_text(&codes), PageText::Garbage);
        assert_eq!(
            page_text(&page().text(50.0, 100.0, 10.0, "Annual report (2024), p. 3: n/a.")),
            PageText::Printed
        );
    }
}
