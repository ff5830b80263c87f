//! OFD (GB/T 33190) to pages of lines and grids: what the pages of the package paint is taken
//! down as geometry, [`crate::layout`] lays it out.

mod beside;
mod color;
mod matrix;
mod object;
mod page;
mod painter;
mod parts;
mod path;
#[cfg(feature = "ocr")]
mod pictures;
mod resources;
mod text;
mod widths;

#[cfg(feature = "ocr")]
use std::collections::BTreeSet;

use rustc_hash::FxHashMap as HashMap;

use crate::decode::package::xml::{Element, Tree};
use crate::decode::package::{Package, PackageError};
#[cfg(feature = "ocr")]
use crate::decode::picture::{self, Problem};
#[cfg(feature = "ocr")]
use crate::decode::scans::{self, Scans};
use crate::document::Document;
use crate::error::DecodeError;
use crate::layout::geometry::PageGeometry;
use crate::layout::{NoText, Reader};
use crate::location::At;
use crate::model::{Format, Note};
use crate::patterns::Patterns;
use crate::source::Source;
use crate::words::{Words, words};

use matrix::{Bounds, Matrix};
use parts::Part;
use resources::{Fonts, Resources};

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// The page of a document that tells no size: A4, in millimetres.
const USUAL_PAGE: Bounds = Bounds { x: 0.0, y: 0.0, width: 210.0, height: 297.0 };

/// Decodes an OFD document.
///
/// # Errors
/// If it cannot be opened, or none of its pages has text that can be used.
pub(super) fn document(source: &Source<'_>, patterns: &Patterns) -> Result<Document, DecodeError> {
    let fail = |error: PackageError| error.of(source.name, what());
    let package = Package::open(source.bytes).map_err(fail)?;
    let mut file = File::new(source, package, patterns);
    #[cfg(feature = "ocr")]
    file.reader.advise(file.scans.advice());
    file.read().map_err(fail)?;
    #[cfg(feature = "ocr")]
    if let Some(found) = file.unreadable(source.name) {
        return Err(found);
    }
    #[cfg(feature = "ocr")]
    let read = std::mem::take(&mut file.read);
    let reader = file.reader;
    let no_text = |why| DecodeError::NoText { name: source.name.to_owned(), kind: what(), why };
    match reader.text_kind() {
        Ok(_) => {}
        Err(NoText::Unmapped) => return Err(no_text(crate::error::NoTextReason::Unmapped)),
        Err(NoText::Pictures) => return Err(no_text(crate::error::NoTextReason::Pictures)),
        Err(NoText::NothingRead) => return Err(no_text(crate::error::NoTextReason::NothingRead)),
        Err(NoText::Unreadable) => return Err(fail(no_pages())),
        Err(NoText::Blank) => return Err(DecodeError::Empty { name: source.name.to_owned() }),
    }
    let page_count = reader.page_count() as u32;
    let (pages, notes) = reader.finish();
    let document = Document {
        format: Some(Format::Ofd),
        page_count: Some(page_count),
        pages,
        notes,
        ..Document::default()
    };
    #[cfg(feature = "ocr")]
    let document = scans::told(document, &read);
    Ok(document)
}

/// What each page shows; `None` for one that cannot be read.
#[cfg(feature = "cli")]
pub(super) fn pages(source: &Source<'_>, patterns: &Patterns) -> Vec<Option<PageGeometry>> {
    let Ok(package) = Package::open(source.bytes) else {
        return Vec::new();
    };
    let mut file = File::new(source, package, patterns);
    file.kept = Some(Vec::new());
    // What was read before it failed can be shown.
    let _ = file.read();
    file.kept.unwrap_or_default()
}

fn what() -> Words {
    words!(en: "an OFD document", zh: "OFD 文档")
}

fn no_pages() -> PackageError {
    PackageError::Damaged(words!(
        en: "its pages cannot be found",
        zh: "找不到其页面"
    ))
}

/// A file as it is read.
struct File<'s, 'p> {
    package: Package<'s>,
    reader: Reader<'p>,
    fonts: Fonts,
    /// Index of the next page.
    index: usize,
    /// How much may still be painted.
    left: usize,
    /// What each page shows, for those who ask for that and not for the text.
    kept: Option<Vec<Option<PageGeometry>>>,
    #[cfg(feature = "ocr")]
    recognition: &'s crate::recognition::Recognition,
    #[cfg(feature = "ocr")]
    scans: Scans<'s>,
    /// The pages that were read in their pictures, by their numbers from 1.
    #[cfg(feature = "ocr")]
    read: BTreeSet<u32>,
    /// Why the first page that is a picture which cannot be decoded has none.
    #[cfg(feature = "ocr")]
    lost: Option<Problem>,
}

impl<'s, 'p> File<'s, 'p> {
    #[cfg_attr(not(feature = "ocr"), allow(unused_variables))]
    fn new(source: &Source<'s>, package: Package<'s>, patterns: &'p Patterns) -> Self {
        File {
            package,
            reader: Reader::new(0, patterns),
            fonts: Fonts::default(),
            index: 0,
            left: painter::MOST,
            kept: None,
            #[cfg(feature = "ocr")]
            recognition: source.recognition,
            #[cfg(feature = "ocr")]
            scans: Scans::new(source.recognition),
            #[cfg(feature = "ocr")]
            read: BTreeSet::new(),
            #[cfg(feature = "ocr")]
            lost: None,
        }
    }
}

/// A page that was read, by its number in its document.
type Pages = HashMap<String, Placed>;

/// Where a page is.
#[derive(Debug, Clone, Copy)]
struct Placed {
    index: usize,
    /// From millimetres to points.
    matrix: Matrix,
}

/// What the pages of a document share.
struct Shared<'d> {
    /// The part that lists them.
    base: &'d str,
    resources: &'d Resources<'d>,
    area: Bounds,
    templates: &'d [Template<'d>],
}

/// A page that lies under or over others.
struct Template<'d> {
    id: String,
    /// Over them, where a page does not say otherwise.
    over: bool,
    tree: Option<&'d Tree<'d>>,
}

impl File<'_, '_> {
    /// What is to be said where the models cannot be used, or all pages are pictures that cannot be
    /// decoded.
    #[cfg(feature = "ocr")]
    fn unreadable(&self, name: &str) -> Option<DecodeError> {
        let name = name.to_owned();
        let nothing = self.reader.text_kind().is_err();
        if let Some(found) = self.scans.problem().filter(|_| nothing) {
            return Some(DecodeError::Models { name, found: found.clone() });
        }
        let problem = self.lost.filter(|_| nothing && self.read.is_empty())?;
        Some(match problem {
            Problem::TooLarge { width, height } => {
                DecodeError::TooLarge { name, found: picture::too_large(width, height) }
            }
            Problem::Unreadable => DecodeError::Damaged {
                name,
                kind: Box::new(what()),
                found: words!(
                    en: "the pictures that its pages are cannot be decoded; print it to PDF and give that",
                    zh: "各页均为图片，且图片无法解码；请另存或打印为 PDF 后再试"
                ),
            },
        })
    }

    fn note(&mut self, code: &'static str, message: Words, at: At) {
        self.reader.note(Note::new(code, message, at));
    }

    /// Reads the pages of all documents.
    fn read(&mut self) -> Result<(), PackageError> {
        if self.package.has("Encryptions.xml") {
            return Err(PackageError::Encrypted);
        }
        let main = parts::part(&mut self.package, "", "OFD.xml")?.ok_or_else(no_pages)?;
        let tree = Tree::parse(&main.text)?;
        let root = tree.root();
        let mut bodies = Vec::new();
        for body in root.children().filter(|child| child.name() == "DocBody") {
            let told = body.child("DocRoot").map(|root| root.text()).unwrap_or_default();
            match parts::part(&mut self.package, &main.name, &told) {
                Ok(Some(part)) => bodies.push((body, part)),
                Ok(None) | Err(PackageError::Damaged(_)) => self.unread(&told),
                Err(error) => return Err(error),
            }
        }
        if bodies.len() > 1 {
            let count = bodies.len();
            self.note(
                "several_documents",
                words!(
                    en: "the file holds {count} documents: their pages are read one after the other",
                    zh: "文件包含 {count} 个文档，其页面已依次读取"
                ),
                At::default(),
            );
        }
        for (body, part) in &bodies {
            match self.body(*body, part, &main.name) {
                Err(PackageError::Damaged(_)) => self.unread(&part.name),
                other => other?,
            }
        }
        if self.index == 0 { Err(no_pages()) } else { Ok(()) }
    }

    /// A part that is missing or damaged, without which pages can be read.
    fn unread(&mut self, part: &str) {
        let part = part.trim();
        self.note(
            "part_unreadable",
            words!(
                en: "expected the part “{part}” of the file, but it is missing or damaged: what it holds is left out",
                zh: "文件中的部件“{part}”缺失或损坏，其内容已略去"
            ),
            At::default(),
        );
    }

    /// The part that another refers to; a note where it is missing or damaged.
    fn part(&mut self, base: &str, target: &str) -> Result<Option<Part>, PackageError> {
        match parts::part(&mut self.package, base, target) {
            Ok(Some(part)) => return Ok(Some(part)),
            Ok(None) | Err(PackageError::Damaged(_)) => self.unread(target),
            Err(error) => return Err(error),
        }
        Ok(None)
    }

    fn parse<'t>(&mut self, part: &'t Part) -> Result<Option<Tree<'t>>, PackageError> {
        match Tree::parse(&part.text) {
            Ok(tree) => return Ok(Some(tree)),
            Err(PackageError::Damaged(_)) => self.unread(&part.name),
            Err(error) => return Err(error),
        }
        Ok(None)
    }

    /// Reads the pages of a document.
    fn body(&mut self, body: Element<'_, '_>, part: &Part, main: &str) -> Result<(), PackageError> {
        let tree = Tree::parse(&part.text)?;
        let root = tree.root();
        let common: Vec<_> =
            root.child("CommonData").into_iter().flat_map(|c| c.children()).collect();
        let of = |wanted: &'static str| common.iter().filter(move |child| child.name() == wanted);
        let mut resource_parts = Vec::new();
        for list in of("PublicRes").chain(of("DocumentRes")) {
            resource_parts.extend(self.part(&part.name, &list.text())?);
        }
        let mut template_parts = Vec::new();
        for template in of("TemplatePage") {
            let told = template.attribute("BaseLoc").unwrap_or_default();
            template_parts.push((*template, self.part(&part.name, &told)?));
        }
        let resource_trees = self.trees(resource_parts.iter())?;
        let mut resources = Resources::default();
        for (part, tree) in resource_parts.iter().zip(&resource_trees) {
            if let Some(tree) = tree {
                resources.add(&self.package, part, tree);
            }
        }
        let mut template_trees = Vec::new();
        for (_, part) in &template_parts {
            template_trees.push(match part {
                Some(part) => self.parse(part)?,
                None => None,
            });
        }
        let templates: Vec<Template<'_>> = template_parts
            .iter()
            .zip(&template_trees)
            .map(|((element, _), tree)| Template {
                id: element.attribute("ID").unwrap_or_default().trim().to_owned(),
                over: element.attribute("ZOrder").is_some_and(|order| is_over(&order)),
                tree: tree.as_ref(),
            })
            .collect();
        let shared = Shared {
            base: &part.name,
            resources: &resources,
            area: of("PageArea").next().and_then(|area| page_box(*area)).unwrap_or(USUAL_PAGE),
            templates: &templates,
        };
        let mut pages = Pages::default();
        let listed = root.child("Pages").into_iter().flat_map(|pages| pages.children());
        for page in listed.filter(|child| child.name() == "Page") {
            let told = page.attribute("BaseLoc").unwrap_or_default();
            let placed = self.page(&told, &shared)?;
            let id = page.attribute("ID").unwrap_or_default();
            pages.insert(id.trim().to_owned(), placed);
        }
        self.beside(body, root, (&part.name, main), &pages)
    }

    fn trees<'t>(
        &mut self,
        parts: impl Iterator<Item = &'t Part>,
    ) -> Result<Vec<Option<Tree<'t>>>, PackageError> {
        parts.map(|part| self.parse(part)).collect()
    }
}

fn is_over(order: &str) -> bool {
    order.trim().eq_ignore_ascii_case("Foreground")
}

/// The box of the paper, in millimetres.
fn page_box(area: Element<'_, '_>) -> Option<Bounds> {
    let told = area.child("PhysicalBox").and_then(|told| Bounds::parse(&told.text()));
    told.filter(|bounds| bounds.width > 0.0 && bounds.height > 0.0)
}

/// From millimetres to points from the top left of a page.
fn to_points(area: Bounds) -> Matrix {
    Matrix::shift(-area.x, -area.y).then(Matrix::scale(POINTS))
}
