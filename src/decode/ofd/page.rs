//! A page: what it and the templates under and over it paint, as geometry.

use super::matrix::Bounds;
use super::painter::Painter;
use super::resources::{Found, Resources, Told};
use super::{File, POINTS, Placed, Shared, is_over, page_box, parts, to_points};
use crate::decode::package::PackageError;
use crate::decode::package::xml::Tree;
use crate::fold;
use crate::layout::geometry::{PageGeometry, UNMAPPED};
use crate::location::At;
use crate::words::words;

/// The pictures of a page, for who reads them.
#[cfg(feature = "ocr")]
type Pictures = Vec<super::pictures::Placed>;
#[cfg(not(feature = "ocr"))]
type Pictures = ();

/// Most pages of a file: a package holds no more parts.
const MOST_PAGES: usize = 10_000;

impl File<'_, '_> {
    /// Reads a page. One that cannot be read stands for itself, without content.
    pub(super) fn page(&mut self, told: &str, shared: &Shared<'_>) -> Result<Placed, PackageError> {
        let index = self.index;
        self.index += 1;
        if self.index > MOST_PAGES {
            return Err(PackageError::Limit(words!(
                en: "more than {MOST_PAGES} pages",
                zh: "页数超过 {MOST_PAGES}"
            )));
        }
        let (area, geometry) = match self.geometry(told, shared) {
            #[cfg(feature = "ocr")]
            Ok(Some((area, geometry, pictures))) => {
                if self.kept.is_none() && self.read_pictures(index, &geometry, &pictures) {
                    return Ok(Placed { index, matrix: to_points(area) });
                }
                (area, Some(geometry))
            }
            #[cfg(not(feature = "ocr"))]
            Ok(Some((area, geometry, ()))) => (area, Some(geometry)),
            Ok(None) | Err(PackageError::Damaged(_)) => (shared.area, None),
            Err(error) => return Err(error),
        };
        match &mut self.kept {
            Some(kept) => kept.push(geometry),
            None => self.reader.page(index, geometry),
        }
        Ok(Placed { index, matrix: to_points(area) })
    }

    fn geometry(
        &mut self,
        told: &str,
        shared: &Shared<'_>,
    ) -> Result<Option<(Bounds, PageGeometry, Pictures)>, PackageError> {
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
        #[cfg(feature = "ocr")]
        let pictures = std::mem::take(&mut painter.pictures);
        #[cfg(not(feature = "ocr"))]
        let pictures = ();
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
            let at = At::default().with_page(Some(self.index as u32));
            self.note(
                "content_missing",
                words!(
                    en: "the page refers to {missing} template(s) or drawing(s) that the file does not hold: what they show is missing",
                    zh: "该页引用的 {missing} 个模板或图形不在文件中，其内容缺失"
                ),
                at,
            );
        }
        Ok(Some((area, drawing.finish(), pictures)))
    }
}
