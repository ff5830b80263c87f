//! `hayro-interpret` as the reader of PDF: why this one is told in docs/pdf.md.

mod bounds;
#[cfg(feature = "ocr")]
mod canvas;
mod cell;
#[cfg(feature = "ocr")]
mod draw;
mod painter;
#[cfg(feature = "ocr")]
mod pictures;
mod rescue;
#[cfg(feature = "ocr")]
mod sampled;
mod unencrypted;

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect as Area;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, TransformExt,
    interpret_page,
};

use super::{Backend, OpenError, contained};
#[cfg(feature = "ocr")]
use crate::decode::picture::{Frame, Problem};
use crate::layout::geometry::PageGeometry;

#[cfg(feature = "cli")]
pub(crate) use bounds::Painted;
use bounds::{Drawn, LeftOut, Opened, Programs, Work};
use painter::Painter;
use rescue::Rescue;

/// A PDF opened with `hayro-syntax`.
pub(in crate::decode::pdf) struct Hayro {
    pdf: Pdf,
    password: Option<String>,
    work: Work,
    left_out: Vec<LeftOut>,
    programs: Programs,
    /// The places of pages that take too much.
    excessive: RefCell<Vec<usize>>,
}

impl Hayro {
    /// Opens a PDF; without a password the empty one is tried.
    pub(in crate::decode::pdf) fn open(
        bytes: &[u8],
        password: Option<&str>,
    ) -> Result<Self, OpenError> {
        let Opened { pdf, work, left_out, programs } = bounds::open(bytes, password)?;
        let password = password.map(str::to_owned);
        Ok(Hayro { pdf, password, work, left_out, programs, excessive: RefCell::default() })
    }

    /// What of it was left out because it asks for too much, and on which pages.
    pub(in crate::decode::pdf) fn left_out(&self) -> (&[LeftOut], Vec<usize>) {
        let mut pages = self.excessive.borrow().clone();
        pages.sort_unstable();
        pages.dedup();
        (&self.left_out, pages)
    }

    /// The result of drawing a page; `None` if it takes too much, or fails.
    fn within<'p, T>(
        &'p self,
        index: usize,
        page: &'p Page<'p>,
        work: impl FnOnce(Drawn) -> T,
    ) -> Option<T> {
        let drawn = self.work.drawn();
        let left = drawn.left();
        let takes = contained(|| self.work.takes(page));
        let done = takes.filter(|takes| *takes).and_then(|_| contained(|| work(drawn)));
        if takes == Some(false) || left.is_spent() {
            self.excessive.borrow_mut().push(index);
        }
        done
    }
}

/// Opens bytes that were held against bounds.
fn load(bytes: Vec<u8>, password: Option<&str>) -> Result<Pdf, OpenError> {
    let password = password.unwrap_or_default();
    match contained(|| Pdf::new_with_password(bytes, password)) {
        Some(Ok(pdf)) => Ok(pdf),
        Some(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => {
            Err(OpenError::Encrypted)
        }
        Some(Err(LoadPdfError::Decryption(_))) => Err(OpenError::UnknownEncryption),
        Some(Err(LoadPdfError::Invalid)) | None => Err(OpenError::Damaged),
    }
}

impl Backend for Hayro {
    fn page_count(&self) -> usize {
        self.pdf.pages().len()
    }

    fn pages(&self, each: &mut dyn FnMut(usize, Option<PageGeometry>)) {
        // Most pages say the same without the programs of their fonts; those that do not are read
        // again with them.
        let spare = self.programs.left_out_of(&self.pdf, self.password.as_deref());
        let spare = spare.filter(|spare| spare.pages().len() == self.page_count());
        let mut alone = spare.as_ref().map(|spare| (spare, InterpreterCache::new()));
        // Fonts are read once a document; the cache is not to be shared.
        let cache = InterpreterCache::new();
        let mut rescue = Rescue::default();
        for (index, page) in self.pdf.pages().iter().enumerate() {
            if let Some((spare, cache)) = &alone
                && let Some(page) = spare.pages().get(index)
            {
                let read = |drawn| {
                    let painter = painted(spare, page, cache, drawn);
                    (!painter.needs_programs()).then(|| painter.drawing.finish())
                };
                let read = self.within(index, page, read).flatten();
                let read = read.filter(|_| !self.work.cuts_text_out());
                if read.is_some() || self.excessive.borrow().last() == Some(&index) {
                    each(index, read);
                    continue;
                }
                // Others are likely to need them as well.
                alone = None;
            }
            let read = |drawn| {
                let mut painter = painted(&self.pdf, page, &cache, drawn);
                painter.rescue(&mut rescue, page);
                painter.drawing.finish()
            };
            each(index, self.within(index, page, read));
        }
        self.work.forget_places();
    }
}

#[cfg(feature = "ocr")]
impl super::Draw for Hayro {
    fn draw(&self, index: usize, finest: f32) -> Result<Frame, Problem> {
        let page = self.pdf.pages().get(index).ok_or(Problem::Unreadable)?;
        let drawn = |drawn| draw::draw(&self.pdf, page, finest, drawn);
        self.within(index, page, drawn).unwrap_or(Err(Problem::Unreadable))
    }
}

/// What a page paints.
fn painted<'a>(
    pdf: &'a Pdf,
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    drawn: Drawn,
) -> Painter {
    let (width, height) = page.render_dimensions();
    let transform = page.initial_transform(true).to_kurbo();
    let area = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
    // Text in a font that cannot be loaded is passed over in silence.
    let unread = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&unread);
    let warning_sink = Arc::new(move |warning| {
        if matches!(warning, InterpreterWarning::UnsupportedFont) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    let settings = InterpreterSettings { warning_sink, ..InterpreterSettings::default() };
    let mut context = Context::new(transform, area, cache, pdf.xref(), settings);
    let mut painter = Painter::new(width, height, drawn, Arc::clone(&unread));
    interpret_page(page, &mut context, &mut painter);
    painter.drawing.page.unread_fonts = unread.load(Ordering::Relaxed);
    painter
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each page as it is read, and whether it was read without font programs.
    fn read(bytes: &[u8]) -> (Vec<String>, bool) {
        let mut file = Hayro::open(bytes, None).unwrap();
        let pages = |file: &Hayro| {
            let mut pages = Vec::new();
            file.pages(&mut |_, page| pages.push(format!("{page:?}")));
            pages
        };
        let alone = pages(&file);
        let spare = file.programs.left_out_of(&file.pdf, None).is_some();
        file.programs = Programs::default();
        assert_eq!(alone, pages(&file));
        (alone, spare)
    }

    #[test]
    fn pages_are_the_same_without_the_programs_of_fonts() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pdf");
        let mut spare = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|end| end == "pdf") {
                spare += usize::from(read(&std::fs::read(path).unwrap()).1);
            }
        }
        assert!(spare >= 10, "{spare}");
    }

    /// The font program of a PDF of which all characters are told, as it is packed.
    fn program(bytes: &[u8]) -> Vec<u8> {
        let file = Hayro::open(bytes, None).unwrap();
        file.pdf.data().as_ref()[file.programs.0[0].clone()].to_vec()
    }

    /// A page that shows codes in a font that tells 65 alone. `entry` stands in the font.
    fn page(content: &str, entry: &str, program: &[u8]) -> Vec<u8> {
        let content = format!("BT /F1 10 Tf 50 700 Td {content} ET");
        let told = "begincmap 1 begincodespacerange <00><FF> endcodespacerange \
                    1 beginbfchar <41> <4E07> endbfchar endcmap";
        let stream = |text: &str| format!("<</Length {}>>stream\n{text}\nendstream", text.len());
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font\
             <</F1 5 0 R>>>>>>"
                .to_owned(),
            stream(&content),
            format!(
                "<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+Song/FirstChar 65/LastChar 66\
                 /Widths[1000 500]/FontDescriptor 6 0 R/ToUnicode 7 0 R{entry}>>"
            ),
            "<</Type/FontDescriptor/FontName/AAAAAA+Song/Flags 4/FontFile2 8 0 R>>".to_owned(),
            stream(told),
        ];
        let mut file = b"%PDF-1.4\n".to_vec();
        for (n, object) in objects.iter().enumerate() {
            file.extend(format!("{} 0 obj\n{object}\nendobj\n", n + 1).into_bytes());
        }
        let head = format!("8 0 obj\n<</Filter/FlateDecode/Length {}>>stream\n", program.len());
        let tail = b"\nendstream\nendobj\ntrailer<</Root 1 0 R/Size 9>>";
        [&file[..], head.as_bytes(), program, tail].concat()
    }

    #[test]
    fn a_page_is_read_with_font_programs_where_they_tell_more() {
        let own = program(include_bytes!("../../../../../fixtures/pdf/lo-song-landscape.pdf"));
        for (content, entry, alone) in [
            ("(AAA) Tj", "", true),
            // The encoding tells the other code, or nothing does.
            ("(ABA) Tj", "/Encoding/WinAnsiEncoding", true),
            ("(A\\001A) Tj", "", false),
            ("1 Tr (AAA) Tj", "", true),
            // Cut out of what follows.
            ("7 Tr (AAA) Tj", "", false),
            ("(AAA) Tj 3 i 5 Tr", "", false),
        ] {
            for program in [&own[..], b"a program that is damaged"] {
                let (pages, spare) = read(&page(content, entry, program));
                assert!(spare);
                assert_eq!(pages[0].matches("char: '万'").count(), content.matches('A').count());
            }
            let bytes = page(content, entry, &own);
            let file = Hayro::open(&bytes, None).unwrap();
            let pdf = file.programs.left_out_of(&file.pdf, None).unwrap();
            let page = &pdf.pages()[0];
            assert!(file.work.takes(page));
            let painter = painted(&pdf, page, &InterpreterCache::new(), file.work.drawn());
            assert_eq!(!painter.needs_programs() && !file.work.cuts_text_out(), alone, "{content}");
        }
    }
}
