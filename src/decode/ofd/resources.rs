//! What pages refer to by number: fonts, ways of drawing, drawings, pictures.

use rustc_hash::FxHashMap as HashMap;

use super::color::Paint;
use super::matrix::number;
use super::parts::{Part, locate};
use crate::decode::package::xml::{Element, Tree};
use crate::decode::package::{Package, PackageError, resolve};

/// How something is drawn, as far as it is told.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    /// Width of lines, in millimetres.
    pub(super) line_width: Option<f64>,
    pub(super) fill: Option<Paint>,
    pub(super) stroke: Option<Paint>,
}

impl Style {
    /// What an element tells of it: its attribute `LineWidth` and the colours it holds.
    pub(super) fn of(element: Element<'_, '_>) -> Style {
        let mut style = Style {
            line_width: element.attribute("LineWidth").and_then(|width| number(&width)),
            ..Style::default()
        };
        style.take_colors(element);
        style
    }

    /// The colours that an element holds.
    pub(super) fn take_colors(&mut self, element: Element<'_, '_>) {
        for child in element.children() {
            match child.name() {
                "FillColor" => self.fill = Some(Paint::of(child)),
                "StrokeColor" => self.stroke = Some(Paint::of(child)),
                _ => {}
            }
        }
    }

    /// What is not told here is as another tells it.
    pub(super) fn or(self, other: Style) -> Style {
        Style {
            line_width: self.line_width.or(other.line_width),
            fill: self.fill.or(other.fill),
            stroke: self.stroke.or(other.stroke),
        }
    }
}

/// The resources of a document, or of a page.
#[derive(Debug, Default)]
pub(super) struct Resources<'r> {
    /// The font program of each font; `None` if none is embedded.
    fonts: HashMap<String, Option<String>>,
    styles: HashMap<String, (Style, Option<String>)>,
    drawings: HashMap<String, Element<'r, 'r>>,
    pictures: HashMap<String, Picture>,
}

/// A picture.
#[derive(Debug)]
struct Picture {
    /// Whether it hides what is under it.
    hides: bool,
    /// The part that holds it.
    #[cfg_attr(
        not(feature = "ocr"),
        expect(dead_code, reason = "only read by who reads pictures")
    )]
    part: Option<String>,
}

/// Ways of drawing that are told by others are followed no further.
const LONGEST_CHAIN: usize = 16;

impl<'r> Resources<'r> {
    /// Adds those of a part.
    pub(super) fn add(&mut self, package: &Package<'_>, part: &Part, tree: &'r Tree<'r>) {
        let root = tree.root();
        let folder = root.attribute("BaseLoc").unwrap_or_default();
        let folder = resolve(&part.name, &folder);
        let file = |target: &str| {
            locate(package, &format!("{folder}/part"), target)
                .or_else(|| locate(package, &part.name, target))
        };
        for list in root.children() {
            for entry in list.children() {
                let Some(id) = entry.attribute("ID").map(|id| id.trim().to_owned()) else {
                    continue;
                };
                match entry.name() {
                    "Font" => {
                        let program = entry.child("FontFile").map(|file| file.text());
                        self.fonts.insert(id, program.and_then(|program| file(&program)));
                    }
                    "DrawParam" => {
                        let relative = entry.attribute("Relative").map(|id| id.trim().to_owned());
                        self.styles.insert(id, (Style::of(entry), relative));
                    }
                    "CompositeGraphicUnit" => {
                        self.drawings.insert(id, entry);
                    }
                    "MultiMedia" => {
                        let told = entry.child("MediaFile").map(|file| file.text());
                        let part = told.and_then(|told| file(&told));
                        self.pictures.insert(id, Picture { hides: hides(entry), part });
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Whether a picture is of a kind in which nothing is transparent.
fn hides(entry: Element<'_, '_>) -> bool {
    const WITHOUT_HOLES: [&str; 8] = ["jpg", "jpeg", "jfif", "bmp", "tif", "tiff", "jb2", "gbig2"];
    let file = entry.child("MediaFile").map(|file| file.text()).unwrap_or_default();
    let end = file.trim().rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let format = entry.attribute("Format").unwrap_or_default().to_ascii_lowercase();
    WITHOUT_HOLES.iter().any(|kind| *kind == end || *kind == format)
}

/// The resources of a page before those of its document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'f> {
    pub(super) page: &'f Resources<'f>,
    pub(super) document: &'f Resources<'f>,
}

impl<'f> Found<'f> {
    fn both<T>(self, get: impl Fn(&'f Resources<'f>) -> Option<T>) -> Option<T> {
        get(self.page).or_else(|| get(self.document))
    }

    /// The part with the program of a font.
    pub(super) fn font(self, id: &str) -> Option<&'f str> {
        self.both(|set| set.fonts.get(id)).and_then(Option::as_deref)
    }

    pub(super) fn drawing(self, id: &str) -> Option<Element<'f, 'f>> {
        self.both(|set| set.drawings.get(id).copied())
    }

    /// Whether a picture hides what is under it.
    pub(super) fn hides(self, id: &str) -> bool {
        self.both(|set| set.pictures.get(id)).is_some_and(|picture| picture.hides)
    }

    /// The part that holds a picture.
    #[cfg(feature = "ocr")]
    pub(super) fn picture(self, id: &str) -> Option<&'f str> {
        self.both(|set| set.pictures.get(id)).and_then(|picture| picture.part.as_deref())
    }

    /// A way of drawing with what it takes from others.
    pub(super) fn style(self, id: &str) -> Style {
        let mut whole = Style::default();
        let mut next = Some(id.trim());
        for _ in 0..LONGEST_CHAIN {
            let Some((style, relative)) = next.and_then(|id| self.both(|set| set.styles.get(id)))
            else {
                break;
            };
            whole = whole.or(*style);
            next = relative.as_deref();
        }
        whole
    }
}

/// The programs of fonts that tell which characters their glyphs are.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    /// By the name of the part; `None` if it cannot be unpacked.
    programs: HashMap<String, Option<Program>>,
}

#[derive(Debug)]
struct Program {
    bytes: Vec<u8>,
    chars: HashMap<u32, char>,
}

/// What a font tells of a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Char(char),
    /// Not which character it is, but that it paints something.
    Painted,
    Nothing,
}

impl Fonts {
    /// What a font program tells of a glyph.
    ///
    /// # Errors
    /// If the package asks for more than is unpacked of it.
    pub(super) fn told(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        glyph: u32,
    ) -> Result<Told, PackageError> {
        if !self.programs.contains_key(part) {
            let program = match package.part(part) {
                Some(Ok(bytes)) => {
                    let chars = crate::decode::glyphs::glyphs_to_chars(&bytes);
                    Some(Program { bytes, chars })
                }
                Some(Err(error @ PackageError::Limit(_))) => return Err(error),
                Some(Err(_)) | None => None,
            };
            self.programs.insert(part.to_owned(), program);
        }
        let Some(Some(program)) = self.programs.get(part) else {
            return Ok(Told::Nothing);
        };
        Ok(match program.chars.get(&glyph) {
            Some(&char) => Told::Char(char),
            None if crate::decode::glyphs::is_painted(&program.bytes, glyph) => Told::Painted,
            None => Told::Nothing,
        })
    }
}
