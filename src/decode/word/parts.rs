//! The parts of a document, whatever file holds them: a package (.docx), a package written as one
//! XML file, or Word 2003 XML.

use rustc_hash::FxHashMap as HashMap;

use crate::decode::package::xml::{self, Element, Tree};
use crate::decode::package::{Package, PackageError, relationships};
use crate::words::words;

/// What tells that a file holds the ends of its pages.
const SOFT_BREAK: &str = "lastRenderedPageBreak";

/// What marks start and end of a field.
const FIELD: &str = "fldChar";

/// The texts of the parts of a package that are read.
#[derive(Debug, Default)]
pub(super) struct Texts {
    main: String,
    /// By the kind of reference: `styles`, `numbering`, `footnotes`, `endnotes`, `header`.
    others: Vec<(&'static str, String)>,
    targets: HashMap<String, String>,
}

/// Parts that are read beside the main one.
const READ: [&str; 6] = ["styles", "numbering", "footnotes", "endnotes", "header", "footer"];

impl Texts {
    /// The parts of a package.
    ///
    /// # Errors
    /// If one of them is missing, damaged, encrypted or too large.
    pub(super) fn of(package: &mut Package<'_>) -> Result<Texts, PackageError> {
        let main = relationships::of_kind(package, "", "officeDocument")?.ok_or_else(no_body)?;
        let mut texts = Texts::default();
        let bytes = package.part(&main).ok_or_else(no_body)??;
        texts.main = xml::text(bytes)?;
        for reference in relationships::relationships(package, &main)? {
            if reference.external {
                continue;
            }
            match READ.iter().find(|kind| **kind == reference.kind) {
                Some(&kind) => {
                    if let Some(bytes) = package.part(&reference.target) {
                        texts.others.push((kind, xml::text(bytes?)?));
                    }
                }
                None => {
                    texts.targets.insert(reference.id, reference.target);
                }
            }
        }
        Ok(texts)
    }

    /// The trees of the parts.
    ///
    /// # Errors
    /// If one is no XML, or is too large.
    pub(super) fn trees(&self) -> Result<Trees<'_>, PackageError> {
        let mut others = Vec::with_capacity(self.others.len());
        for (kind, text) in &self.others {
            others.push((*kind, Tree::parse(text)?));
        }
        Ok(Trees { main: Tree::parse(&self.main)?, others })
    }

    /// The parts.
    ///
    /// # Errors
    /// If the main part has no body.
    pub(super) fn parts<'t, 'a>(
        &self,
        trees: &'t Trees<'a>,
    ) -> Result<Parts<'t, 'a>, PackageError> {
        let of = |kind: &str| {
            let trees = trees.others.iter().filter(move |(found, _)| *found == kind);
            trees.map(|(_, tree)| tree.root()).collect::<Vec<_>>()
        };
        let mut heads = of("header");
        heads.extend(of("footer"));
        Ok(Parts {
            bodies: bodies(trees.main.root())?,
            styles: of("styles").first().copied(),
            numbering: of("numbering").first().copied(),
            footnotes: notes(of("footnotes").first().copied()),
            endnotes: notes(of("endnotes").first().copied()),
            heads,
            targets: self.targets.clone(),
            paged: self.main.contains(SOFT_BREAK),
            fields: self.main.contains(FIELD)
                || self.others.iter().any(|(_, text)| text.contains(FIELD)),
        })
    }
}

/// The trees of the parts of a package.
#[derive(Debug)]
pub(super) struct Trees<'a> {
    main: Tree<'a>,
    others: Vec<(&'static str, Tree<'a>)>,
}

/// The parts of a document.
#[derive(Debug)]
pub(super) struct Parts<'t, 'a> {
    pub(super) bodies: Vec<Element<'t, 'a>>,
    pub(super) styles: Option<Element<'t, 'a>>,
    pub(super) numbering: Option<Element<'t, 'a>>,
    pub(super) footnotes: HashMap<String, Element<'t, 'a>>,
    pub(super) endnotes: HashMap<String, Element<'t, 'a>>,
    /// Running heads and feet (页眉, 页脚).
    pub(super) heads: Vec<Element<'t, 'a>>,
    /// The other parts that the main one names.
    pub(super) targets: HashMap<String, String>,
    /// Whether the ends of pages are told.
    pub(super) paged: bool,
    /// Whether there may be fields.
    pub(super) fields: bool,
}

impl<'t, 'a> Parts<'t, 'a> {
    /// The parts of a document that is one XML file.
    ///
    /// # Errors
    /// If it has no body.
    pub(super) fn of_one(text: &str, tree: &'t Tree<'a>) -> Result<Self, PackageError> {
        let root = tree.root();
        let paged = text.contains(SOFT_BREAK);
        if root.name() == "package" {
            return Self::of_flat(root, paged);
        }
        let sections = root.descendants().filter(|e| e.name() == "sectPr");
        let heads =
            sections.flat_map(|s| s.children().filter(|e| matches!(e.name(), "hdr" | "ftr")));
        Ok(Self {
            bodies: bodies(root)?,
            styles: root.child("styles"),
            numbering: root.child("lists"),
            footnotes: HashMap::default(),
            endnotes: HashMap::default(),
            heads: heads.collect(),
            targets: HashMap::default(),
            paged,
            fields: true,
        })
    }

    /// A package whose parts stand in one XML file, found by the types of their content.
    fn of_flat(root: Element<'t, 'a>, paged: bool) -> Result<Self, PackageError> {
        let of = |kind: &str| {
            let parts = root.children().filter(|part| {
                let content = part.attribute("contentType").unwrap_or_default();
                let word = content.rsplit('.').next().unwrap_or_default();
                word == format!("{kind}+xml") || content.ends_with(&format!(".{kind}.main+xml"))
            });
            let data = parts.filter_map(|part| part.child("xmlData"));
            data.flat_map(|data| data.children()).collect::<Vec<_>>()
        };
        let main = of("document").into_iter().chain(of("template")).next().ok_or_else(no_body)?;
        let mut heads = of("header");
        heads.extend(of("footer"));
        Ok(Self {
            bodies: bodies(main)?,
            styles: of("styles").first().copied(),
            numbering: of("numbering").first().copied(),
            footnotes: notes(of("footnotes").first().copied()),
            endnotes: notes(of("endnotes").first().copied()),
            heads,
            targets: HashMap::default(),
            paged,
            fields: true,
        })
    }
}

/// The bodies of a main part: programs that join files leave more than one.
fn bodies<'t, 'a>(main: Element<'t, 'a>) -> Result<Vec<Element<'t, 'a>>, PackageError> {
    let bodies: Vec<_> = main.children().filter(|child| child.name() == "body").collect();
    if bodies.is_empty() { Err(no_body()) } else { Ok(bodies) }
}

fn notes<'t, 'a>(part: Option<Element<'t, 'a>>) -> HashMap<String, Element<'t, 'a>> {
    let notes = part.into_iter().flat_map(|part| part.children());
    // The others are the rules that part notes from the text.
    let notes = notes.filter(|note| {
        let kind = note.attribute("type");
        kind.is_none_or(|kind| kind == "normal")
    });
    notes.filter_map(|note| Some((note.attribute("id")?.into_owned(), note))).collect()
}

fn no_body() -> PackageError {
    PackageError::Damaged(words!(
        en: "its main part cannot be found, or has no body",
        zh: "找不到其正文部件，或其中没有正文"
    ))
}
