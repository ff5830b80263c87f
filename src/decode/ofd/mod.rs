//! OFD (GB/T 33190) to pages of lines and grids: what the pages of the package paint is taken
//! down as geometry, [`crate::layout`] lays it out.

mod beside;
mod color;
mod matrix;
mod object;
mod painter;
mod parts;
mod path;
mod resources;
mod text;

use rustc_hash::FxHashMap as HashMap;

use crate::decode::package::xml::{Element, Tree};
use crate::decode::package::{Package, PackageError};
use crate::document::Document;
use crate::error::DecodeError;
use crate::fold;
use crate::layout::geometry::{PageGeometry, UNMAPPED};
use crate::layout::{NoText, Reader};
use crate::location::At;
use crate::model::{Format, Note};
use crate::patterns::Patterns;
use crate::source::Source;
use crate::words::{Words, words};

use matrix::{Bounds, Matrix};
use painter::Painter;
use parts::Part;
use resources::{Fonts, Found, Resources, Told};

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// Most pages of a file: a package holds no more parts.
const MOST_PAGES: usize = 10_000;

/// The page of a document that tells no size: A4, in millimetres.
const USUAL_PAGE: Bounds = Bounds { x: 0.0, y: 0.0, width: 210.0, height: 297.0 };

/// Decodes an OFD document.
///
/// # Errors
/// If it cannot be opened, or none of its pages has text that can be used.
pub(super) fn document(source: &Source<'_>, patterns: &Patterns) -> Result<Document, DecodeError> {
    let fail = |error: PackageError| error.of(source.name, what());
    let package = Package::open(source.bytes).map_err(fail)?;
    let mut file = File {
        package,
        reader: Reader::new(0, patterns),
        fonts: Fonts::default(),
        index: 0,
        left: painter::MOST,
    };
    file.read().map_err(fail)?;
    let reader = file.reader;
    let no_text = |why| DecodeError::NoText { name: source.name.to_owned(), kind: what(), why };
    match reader.text_kind() {
        Ok(_) => {}
        Err(NoText::Unmapped) => return Err(no_text(crate::error::NoTextReason::Unmapped)),
        Err(NoText::Pictures) => return Err(no_text(crate::error::NoTextReason::Pictures)),
        Err(NoText::Unreadable) => return Err(fail(no_pages())),
        Err(NoText::Blank) => return Err(DecodeError::Empty { name: source.name.to_owned() }),
    }
    let page_count = reader.page_count() as u32;
    let (pages, notes) = reader.finish();
    Ok(Document {
        format: Some(Format::Ofd),
        page_count: Some(page_count),
        pages,
        notes,
        ..Document::default()
    })
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

    /// Reads a page. One that cannot be read stands for itself, without content.
    fn page(&mut self, told: &str, shared: &Shared<'_>) -> Result<Placed, PackageError> {
        let index = self.index;
        self.index += 1;
        if self.index > MOST_PAGES {
            return Err(PackageError::Limit(words!(
                en: "more than {MOST_PAGES} pages",
                zh: "页数超过 {MOST_PAGES}"
            )));
        }
        let (area, geometry) = match self.geometry(told, shared) {
            Ok(Some((area, geometry))) => (area, Some(geometry)),
            Ok(None) | Err(PackageError::Damaged(_)) => (shared.area, None),
            Err(error) => return Err(error),
        };
        self.reader.page(index, geometry);
        Ok(Placed { index, matrix: to_points(area) })
    }

    fn geometry(
        &mut self,
        told: &str,
        shared: &Shared<'_>,
    ) -> Result<Option<(Bounds, PageGeometry)>, PackageError> {
        let Some(part) = parts::part(&mut self.package, shared.base, told)? else {
            return Ok(None);
        };
        let tree = Tree::parse(&part.text)?;
        let root = tree.root();
        let mut own_parts = Vec::new();
        for list in root.children().filter(|child| child.name() == "PageRes") {
            own_parts.extend(self.part(&part.name, &list.text())?);
        }
        let own_trees = self.trees(own_parts.iter())?;
        let mut own = Resources::default();
        for (part, tree) in own_parts.iter().zip(&own_trees) {
            if let Some(tree) = tree {
                own.add(&self.package, part, tree);
            }
        }
        let area = root.child("Area").and_then(page_box).unwrap_or(shared.area);
        let matrix = to_points(area);
        let found = Found { page: &own, document: shared.resources };
        let size = (area.width * POINTS, area.height * POINTS);
        let mut painter = Painter::new(size, found, &mut self.left);
        let mut under = Vec::new();
        let mut over = Vec::new();
        for used in root.children().filter(|child| child.name() == "Template") {
            let id = used.attribute("TemplateID").unwrap_or_default();
            let template = shared.templates.iter().find(|template| template.id == id.trim());
            let Some(tree) = template.and_then(|template| template.tree) else {
                painter.missing += 1;
                continue;
            };
            let order = used.attribute("ZOrder").map(|order| is_over(&order));
            let is_over = order.unwrap_or(template.is_some_and(|template| template.over));
            if is_over { over.push(tree) } else { under.push(tree) }
        }
        let trees = under.into_iter().chain([&tree]).chain(over);
        trees.into_iter().try_for_each(|tree| painter.page(tree.root(), matrix))?;
        let Painter { mut drawing, lost, missing, .. } = painter;
        for (lost, font) in lost {
            let told = self.fonts.told(&mut self.package, font, lost.glyph)?;
            if let Some(glyph) = drawing.page.glyphs.get_mut(lost.index) {
                match told {
                    Told::Char(char) => glyph.char = fold::radical_to_ideograph(char),
                    Told::Painted => glyph.char = UNMAPPED,
                    Told::Nothing => {}
                }
            }
        }
        if missing > 0 {
            let at = At { page: Some(self.index as u32), ..At::default() };
            self.note(
                "content_missing",
                words!(
                    en: "the page refers to {missing} template(s) or drawing(s) that the file does not hold: what they show is missing",
                    zh: "该页引用的 {missing} 个模板或图形不在文件中，其内容缺失"
                ),
                at,
            );
        }
        Ok(Some((area, drawing.finish())))
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
