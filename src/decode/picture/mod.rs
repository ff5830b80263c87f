//! Pictures of pages, PNG, JPEG and TIFF, to pages of lines and grids: the pixels are read by
//! [`crate::picture`], [`crate::layout`] lays out what was read. A TIFF may hold many pages, a
//! package of pictures holds one each.

pub(super) mod bounds;
mod jpeg;
mod numbered;
mod png;
mod tiff;

use super::contained;
use super::package::{Package, PackageError};
use super::picture_kind::{PictureKind, picture_kind};
use super::scans::{self, Scans, Seen, Taken};
use crate::document::Document;
use crate::error::{DecodeError, NoTextReason};
use crate::layout::Reader;
use crate::location::At;
use crate::model::{Format, Note, PageUnit};
use crate::patterns::Patterns;
use crate::recognition::pixels::Pixels;
use crate::source::Source;
use crate::words::{Words, words};

/// The picture of one page.
pub(super) struct Frame {
    pub(super) pixels: Pixels,
    /// Whether all of it was there.
    pub(super) whole: bool,
    /// Width and height as it is seen, in its own pixels.
    pub(super) size: [u32; 2],
}

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// It has more pixels than are decoded, or none.
    TooLarge { width: u32, height: u32 },
    /// It is damaged, or of a kind that is not read.
    Unreadable,
}

impl Problem {
    /// What is said of a page without a picture.
    pub(super) fn note(self, at: At) -> Note {
        match self {
            Problem::TooLarge { width, height } => Note::new(
                "picture_too_large",
                words!(
                    en: "the picture of the page has {width} × {height} pixels, more than are read: it is left out; scan it at 300 dpi",
                    zh: "该页图片为 {width} × {height} 像素，超出读取上限，已略去；请以 300 dpi 扫描"
                ),
                at,
            ),
            Problem::Unreadable => Note::new(
                "picture_unreadable",
                words!(
                    en: "expected the picture of a page, but it cannot be decoded: it is left out",
                    zh: "该页图片无法解码，已略去"
                ),
                at,
            ),
        }
    }
}

/// What was found that is too large.
pub(super) fn too_large(width: u32, height: u32) -> Words {
    words!(
        en: "a picture of {width} × {height} pixels",
        zh: "图片为 {width} × {height} 像素"
    )
}

/// What is said of a picture of which part is missing.
pub(super) fn cut(at: At) -> Note {
    let message = words!(
        en: "part of the picture of the page is missing: what stood there is not read; get the file again",
        zh: "该页图片不完整，缺失部分未能识别；请重新获取文件"
    );
    Note::new("picture_cut", message, at)
}

/// Decodes a file of pictures.
///
/// # Errors
/// If there are no models to read them with, none can be decoded, or no text is found in any.
pub(super) fn document(
    source: &Source<'_>,
    kind: PictureKind,
    patterns: &Patterns,
) -> Result<Document, DecodeError> {
    let what = || match kind {
        PictureKind::Png => words!(en: "a PNG image", zh: "PNG 图片"),
        PictureKind::Jpeg => words!(en: "a JPEG image", zh: "JPEG 图片"),
        PictureKind::Tiff => words!(en: "a TIFF image", zh: "TIFF 图片"),
    };
    pages(source, what(), patterns, |finest, each| frames(source.bytes, kind, finest, each))
}

/// Decodes a package of pictures that are the pages of one report.
///
/// # Errors
/// As [`document`]; if the package cannot be unpacked.
pub(super) fn package(source: &Source<'_>, patterns: &Patterns) -> Result<Document, DecodeError> {
    let what = || words!(en: "a package of pictures", zh: "图片包");
    let fail = |error: PackageError| error.of(source.name, what());
    let mut package = Package::open(source.bytes).map_err(fail)?;
    pages(source, what(), patterns, |finest, each| unpacked(&mut package, finest, each))
}

/// The first picture of a file, or that there is none.
pub(super) fn first(bytes: &[u8], finest: f32) -> Result<Frame, Problem> {
    let kind = picture_kind(bytes).ok_or(Problem::Unreadable)?;
    let mut found = None;
    frames(bytes, kind, finest, &mut |frame| {
        found.get_or_insert(frame);
    });
    found.unwrap_or(Err(Problem::Unreadable))
}

/// The pictures of a file or of a package of them, page by page, as they are seen; `None` for
/// one that cannot be decoded.
#[cfg(feature = "cli")]
pub(crate) fn shown(bytes: &[u8], finest: f32, each: &mut dyn FnMut(Option<Pixels>)) {
    let each = &mut |frame: Result<Frame, Problem>| each(frame.ok().map(|frame| frame.pixels));
    match picture_kind(bytes) {
        Some(kind) => frames(bytes, kind, finest, each),
        None => {
            if let Ok(mut package) = Package::open(bytes) {
                unpacked(&mut package, finest, each);
            }
        }
    }
}

/// The pictures of a package, in the order of their pages.
fn unpacked(package: &mut Package<'_>, finest: f32, each: &mut dyn FnMut(Result<Frame, Problem>)) {
    let names = package.names();
    let order = page_order(&names).unwrap_or_default();
    for name in order.iter().filter_map(|&index| names.get(index)) {
        let bytes = package.part(name).and_then(Result::ok).unwrap_or_default();
        match picture_kind(&bytes) {
            Some(kind) => frames(&bytes, kind, finest, each),
            None => each(Err(Problem::Unreadable)),
        }
    }
}

/// Whether the files of a package are pictures and the pages of one report, by their names.
pub(super) fn are_pages(names: &[String]) -> bool {
    const ENDS: [&str; 5] = [".png", ".jpg", ".jpeg", ".tif", ".tiff"];
    let picture = |name: &String| {
        let name = name.to_ascii_lowercase();
        ENDS.iter().any(|end| name.ends_with(end))
    };
    names.iter().all(picture) && page_order(names).is_some()
}

/// The order of pictures that are the pages of one report: their names differ in one number
/// only. `None` if they do not.
pub(crate) fn page_order(names: &[impl AsRef<str>]) -> Option<Vec<usize>> {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    numbered::order(&names)
}

/// Whether the first bytes of a file are those of a picture that is read.
#[cfg(feature = "cli")]
pub(crate) fn is_picture(head: &[u8]) -> bool {
    picture_kind(head).is_some()
}

fn frames(
    bytes: &[u8],
    kind: PictureKind,
    finest: f32,
    each: &mut dyn FnMut(Result<Frame, Problem>),
) {
    let one = |frame: fn(&[u8], f32) -> Result<Frame, Problem>| {
        contained(|| frame(bytes, finest)).unwrap_or(Err(Problem::Unreadable))
    };
    match kind {
        PictureKind::Png => each(one(png::frame)),
        PictureKind::Jpeg => each(one(jpeg::frame)),
        PictureKind::Tiff => {
            let mut given = 0;
            let read = contained(|| {
                tiff::frames(bytes, finest, &mut |frame| {
                    given += 1;
                    each(frame);
                });
            });
            if read.is_none() || given == 0 {
                each(Err(Problem::Unreadable));
            }
        }
    }
}

fn pages(
    source: &Source<'_>,
    kind: Words,
    patterns: &Patterns,
    frames: impl FnOnce(f32, &mut dyn FnMut(Result<Frame, Problem>)),
) -> Result<Document, DecodeError> {
    let no_text =
        |why| DecodeError::NoText { name: source.name.to_owned(), kind: kind.clone(), why };
    let mut scans = Scans::new(source.recognition);
    let Some(recogniser) = scans.recogniser() else {
        return Err(match scans.problem() {
            Some(found) => {
                DecodeError::Models { name: source.name.to_owned(), found: found.clone() }
            }
            None => no_text(NoTextReason::Pictures),
        });
    };
    let mut reader = Reader::new(0, patterns);
    let mut sizes: Vec<[f32; 2]> = Vec::new();
    let mut problems: Vec<Problem> = Vec::new();
    scans::lay_out(source.recognition, &mut reader, 0, |give| {
        frames(scans.dpi(), &mut |frame| {
            let index = sizes.len();
            let at = At::default().with_page(Some(index as u32 + 1));
            match frame {
                Ok(Frame { pixels, whole, size, .. }) => {
                    let notes = if whole { Vec::new() } else { vec![cut(at)] };
                    sizes.push(size.map(|length| length as f32));
                    let recogniser = recogniser.clone();
                    give(
                        index,
                        Taken::Seen(Box::new(Seen {
                            recogniser,
                            pixels,
                            told: None,
                            notes,
                            on_drawing: source.recognition.on_drawing.clone(),
                        })),
                    );
                }
                Err(problem) => {
                    problems.push(problem);
                    sizes.push([0.0; 2]);
                    give(index, Taken::Lost(problem.note(at)));
                }
            }
        });
    });
    match reader.text_kind() {
        Ok(_) => {}
        Err(_) if problems.len() == sizes.len() => {
            return Err(match problems.first() {
                Some(Problem::TooLarge { width, height }) => DecodeError::TooLarge {
                    name: source.name.to_owned(),
                    found: too_large(*width, *height),
                },
                _ => DecodeError::Damaged {
                    name: source.name.to_owned(),
                    kind: Box::new(kind),
                    found: words!(en: "it cannot be decoded", zh: "无法解码"),
                },
            });
        }
        Err(_) => return Err(no_text(NoTextReason::NothingRead)),
    }
    let page_count = reader.page_count() as u32;
    let (pages, notes) = reader.finish();
    let mut document = Document {
        format: Some(Format::Image),
        page_count: Some(page_count),
        pages,
        notes,
        page_sizes: sizes,
        page_unit: Some(PageUnit::Px),
        recognised_by: Some(scans::recogniser_name()),
        ..Document::default()
    };
    scans::doubt(&mut document, |_| true);
    Ok(document)
}
