//! Pages laid out one after the other, as a source gives them.

use super::borderless::{Heads, Open};
use super::geometry::{PageGeometry, UNMAPPED};
use super::lattice::KnownColumns;
use super::layers::{Overlay, OverlayKind};
use super::page::PageLayout;
use super::usable::{self, PageText};
use super::{stitch, write};
use crate::document::{Item, Page};
use crate::location::At;
use crate::model::Note;
use crate::patterns::Patterns;
use crate::words::{Words, words};

/// Lays out the pages of a source, from the first to the last.
pub(crate) struct Reader<'p> {
    patterns: &'p Patterns,
    pages: Vec<PageLayout>,
    notes: Vec<Note>,
    texts: Vec<PageText>,
    /// The places of the pages whose text a recogniser laid under a picture.
    laid_under: Vec<usize>,
    /// What to do about pages without text that can be used.
    advice: Words,
    /// The table without drawn borders with which the last page ended.
    open: Option<Open>,
    /// The heads of the last net of drawn lines or coloured areas.
    heads: Option<Heads>,
    /// What the columns of the last net with heads hold.
    known: Option<KnownColumns>,
}

/// Where the text of a source comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// It is printed.
    Printed,
    /// A recogniser laid it under pictures of pages, or it was read here in them.
    Recognised,
}

/// Why a source has no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoText {
    /// No page could be interpreted.
    Unreadable,
    /// All pages are blank.
    Blank,
    /// The pages are pictures.
    Pictures,
    /// The pages are pictures in which no text was found.
    NothingRead,
    /// It is not told, or told wrongly, which characters the glyphs are.
    Unmapped,
}

impl<'p> Reader<'p> {
    /// A reader of so many pages.
    pub(crate) fn new(page_count: usize, patterns: &'p Patterns) -> Reader<'p> {
        Reader {
            patterns,
            pages: Vec::with_capacity(page_count),
            notes: Vec::new(),
            texts: Vec::new(),
            laid_under: Vec::new(),
            advice: words!(
                en: "run text recognition on it and give its text, or a file with a text layer",
                zh: "请先做文字识别，或改用带文字层的文件"
            ),
            open: None,
            heads: None,
            known: None,
        }
    }

    /// Says what to do about pages without text that can be used.
    pub(crate) fn advise(&mut self, advice: Words) {
        self.advice = advice;
    }

    /// Number of the pages read so far.
    pub(crate) fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// Takes the next page; `None` if its content cannot be interpreted.
    pub(crate) fn page(&mut self, index: usize, geometry: Option<PageGeometry>) {
        let at = At::default().with_page(Some(index as u32 + 1));
        let Words { en: advice, zh: advice_zh } = self.advice.clone();
        let mut note = |code, message: Words| self.notes.push(Note::new(code, message, at));
        let Some(mut geometry) = geometry else {
            note(
                "page_unreadable",
                words!(
                    en: "expected the content of a page, but it cannot be interpreted: it is left out",
                    zh: "该页内容无法解析，已略去"
                ),
            );
            self.lay_out(index, PageGeometry::default(), false);
            return;
        };
        let boxed = geometry.boxed.is_some();
        let text = match geometry.glyphs.is_empty() {
            false if boxed => PageText::Printed,
            _ => usable::page_text(&geometry),
        };
        match text {
            PageText::Printed | PageText::Blank | PageText::Read | PageText::Nothing => {}
            PageText::Recognised => note(
                "ocr_text_layer",
                words!(
                    en: "the text of the page is hidden under a picture: a recogniser read it and may have misread it",
                    zh: "该页文字隐藏在图片之下，系文字识别所得，可能有误"
                ),
            ),
            PageText::Picture => note(
                "page_without_text",
                words!(
                    en: "the page is a picture without text; {advice}",
                    zh: "该页为图片，没有文字；{advice_zh}"
                ),
            ),
            PageText::Unmapped(share) => note(
                "page_without_text",
                words!(
                    en: "the file does not tell which characters {share} % of the glyphs are: the page is left out; {advice}",
                    zh: "该页有 {share}% 的字形未注明对应字符，已略去；{advice_zh}"
                ),
            ),
            PageText::Garbage => note(
                "page_without_text",
                words!(
                    en: "the text layer does not say what is printed: the page is left out; {advice}",
                    zh: "该页文字层与所印内容不符，已略去；{advice_zh}"
                ),
            ),
        }
        if text.is_usable() {
            let lost = geometry.glyphs.iter().filter(|g| g.char == UNMAPPED).count();
            if lost > 0 {
                note(
                    "unmapped_characters",
                    words!(
                        en: "the file does not tell {lost} character(s) of the page: they stand as U+FFFD",
                        zh: "该页有 {lost} 个字符文件未注明，以 U+FFFD 代替"
                    ),
                );
            }
            if geometry.unread_fonts > 0 {
                note(
                    "font_unreadable",
                    words!(
                        en: "a font of the page cannot be read: the text set in it is missing",
                        zh: "该页有一种字体无法读取，以其排印的文字缺失"
                    ),
                );
            }
        } else {
            geometry.glyphs.clear();
        }
        self.texts.push(text);
        if text == PageText::Recognised {
            self.laid_under.push(self.pages.len());
        }
        self.lay_out(index, geometry, boxed || text == PageText::Recognised);
    }

    /// Takes the next page as it was read here in its picture, with what was met there.
    pub(crate) fn read_page(&mut self, index: usize, geometry: PageGeometry, notes: Vec<Note>) {
        self.notes.extend(notes);
        let nothing = geometry.glyphs.iter().all(|glyph| glyph.char.is_whitespace());
        if nothing {
            let at = At::default().with_page(Some(index as u32 + 1));
            let message = words!(
                en: "no text was found in the picture of the page",
                zh: "该页图片中没有识别到文字"
            );
            self.notes.push(Note::new("nothing_recognised", message, at));
        }
        self.texts.push(if nothing { PageText::Nothing } else { PageText::Read });
        self.lay_out(index, geometry, true);
    }

    /// Takes the next page, of which there is no picture; the note says why.
    pub(crate) fn lost_page(&mut self, index: usize, note: Note) {
        self.notes.push(note);
        self.lay_out(index, PageGeometry::default(), false);
    }

    fn lay_out(&mut self, index: usize, geometry: PageGeometry, recognised: bool) {
        let layout = PageLayout::of(
            index,
            geometry,
            recognised,
            &mut self.open,
            &mut self.heads,
            &mut self.known,
            self.patterns,
        );
        for overlay in &layout.overlays {
            let at = layout.at(&overlay.bbox);
            self.notes.push(overlay_note(overlay, at));
        }
        self.pages.push(layout);
    }

    /// Where the text of the pages comes from.
    pub(crate) fn text_kind(&self) -> Result<TextKind, NoText> {
        let any = |wanted: fn(&PageText) -> bool| self.texts.iter().any(wanted);
        if any(|t| *t == PageText::Printed) {
            return Ok(TextKind::Printed);
        }
        if any(|t| matches!(t, PageText::Recognised | PageText::Read)) {
            return Ok(TextKind::Recognised);
        }
        if any(|t| matches!(t, PageText::Unmapped(_) | PageText::Garbage)) {
            return Err(NoText::Unmapped);
        }
        if any(|t| *t == PageText::Picture) {
            return Err(NoText::Pictures);
        }
        if any(|t| *t == PageText::Nothing) {
            return Err(NoText::NothingRead);
        }
        Err(if self.texts.is_empty() { NoText::Unreadable } else { NoText::Blank })
    }

    /// Adds what was met on the way.
    pub(crate) fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// The pages in reading order, tables that go on over a page end put together.
    pub(crate) fn finish(self) -> (Vec<Page>, Vec<Note>) {
        let Reader { mut pages, mut notes, laid_under, patterns, .. } = self;
        let tables = stitch::stitch(&mut pages, patterns, &mut notes);
        let mut pages = write::pages(&pages, &tables);
        for index in laid_under {
            for item in pages.get_mut(index).into_iter().flat_map(|page| &mut page.items) {
                if let Item::Grid(grid) = item {
                    grid.recognised = true;
                }
            }
        }
        (pages, notes)
    }
}

/// What is said of a text that lies over that of a page.
fn overlay_note(overlay: &Overlay, at: At) -> Note {
    const SHOWN: usize = 40;
    let mut shown: String = overlay.text.chars().take(SHOWN).collect();
    if overlay.text.chars().count() > SHOWN {
        shown.push('…');
    }
    let (code, message) = match overlay.kind {
        OverlayKind::Hidden => (
            "hidden_text",
            words!(
                en: "text that is not to be seen on the page is left out: “{shown}”",
                zh: "页面上看不见的文字已略去：“{shown}”"
            ),
        ),
        OverlayKind::Cut => (
            "text_cut",
            words!(
                en: "the page shows only a part of this text; U+FFFD stands where it is cut: “{shown}”",
                zh: "页面只显示了这段文字的一部分，截断处以 U+FFFD 代替：“{shown}”"
            ),
        ),
        OverlayKind::Struck => (
            "struck_text",
            words!(
                en: "text that a line strikes out is left out: “{shown}”",
                zh: "带删除线的文字已略去：“{shown}”"
            ),
        ),
        OverlayKind::Outside => (
            "hidden_text",
            words!(
                en: "text outside of what the page shows is left out: “{shown}”",
                zh: "页面显示范围以外的文字已略去：“{shown}”"
            ),
        ),
        OverlayKind::Across => (
            "overlay_dropped",
            words!(
                en: "a watermark or seal over the text of the page is left out: “{shown}”",
                zh: "压在正文上的水印或印章已略去：“{shown}”"
            ),
        ),
        OverlayKind::Layers => (
            "two_text_layers",
            words!(
                en: "two layers of text lie under the picture of the page: the one laid last is read, and U+FFFD stands where the other tells something else (first / last): “{shown}”",
                zh: "页面图片之下有两层文字：采用后加入的一层，两层不一致之处以 U+FFFD 代替（先 / 后）：“{shown}”"
            ),
        ),
        OverlayKind::NoteMarks => (
            "note_mark",
            words!(
                en: "raised marks that point to notes are left out: “{shown}”",
                zh: "注释的上标号已略去：“{shown}”"
            ),
        ),
        OverlayKind::Clash => (
            "text_over_text",
            words!(
                en: "two texts stand in one place and cannot be told apart; their characters stand as U+FFFD: “{shown}”",
                zh: "两段文字重叠，无法分辨，以 U+FFFD 代替：“{shown}”"
            ),
        ),
    };
    Note::new(code, message, at)
}
