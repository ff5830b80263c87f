//! What lies beside the pages: seals and signatures, annotations, attachments. None of it is
//! text of the report; each is told once.

use std::collections::{BTreeMap, BTreeSet};

use super::matrix::Bounds;
use super::parts;
use super::{File, Pages};
use crate::decode::package::PackageError;
use crate::decode::package::xml::{Element, Tree};
use crate::location::At;
use crate::words::words;

/// More are counted and not named.
const SHOWN: usize = 8;

impl File<'_, '_> {
    /// Notes of what lies beside the pages of a document. `base` is the part that lists its
    /// pages, `main` that which names the document.
    pub(super) fn beside(
        &mut self,
        body: Element<'_, '_>,
        document: Element<'_, '_>,
        (base, main): (&str, &str),
        pages: &Pages,
    ) -> Result<(), PackageError> {
        if let Some(list) = body.child("Signatures") {
            self.seals(&list.text(), main, pages)?;
        }
        if let Some(list) = document.child("Annotations") {
            self.annotations(&list.text(), base, pages)?;
        }
        if let Some(list) = document.child("Attachments") {
            self.attachments(&list.text(), base)?;
        }
        Ok(())
    }

    /// A part without which nothing of the report is missing.
    fn aside(&mut self, base: &str, target: &str) -> Result<Option<parts::Part>, PackageError> {
        match parts::part(&mut self.package, base, target) {
            Ok(part) => Ok(part),
            Err(error @ PackageError::Limit(_)) => Err(error),
            Err(_) => Ok(None),
        }
    }

    fn seals(&mut self, list: &str, main: &str, pages: &Pages) -> Result<(), PackageError> {
        let Some(part) = self.aside(main, list)? else {
            return Ok(());
        };
        let Ok(tree) = Tree::parse(&part.text) else {
            return Ok(());
        };
        let listed = tree.root().children().filter(|child| child.name() == "Signature");
        let found: Vec<String> = listed
            .map(|signature| signature.attribute("BaseLoc").unwrap_or_default().into_owned())
            .collect();
        let all = found.len();
        for (number, told) in found.iter().enumerate() {
            let number = number + 1;
            let seal = match self.aside(&part.name, told)? {
                Some(own) => match Tree::parse(&own.text) {
                    Ok(tree) => Seal::of(tree.root(), pages),
                    Err(_) => Seal::default(),
                },
                None => Seal::default(),
            };
            let Seal { stamps, provider, time } = seal;
            let told = |text: String| if text.is_empty() { "?".to_owned() } else { text };
            let (provider, time) = (told(provider), told(time));
            let at = stamps.first().copied().unwrap_or_default();
            let count = stamps.len();
            let places = named(stamps.iter().map(place));
            let message = match count {
                0 => words!(
                    en: "the file is signed (signature {number} of {all}, without a stamp on a page), by its own account with “{provider}”, time as written “{time}”; the signature was not verified",
                    zh: "文件有数字签名（第 {number} 个，共 {all} 个，页面上无印章），文件自述签名组件为“{provider}”、时间为“{time}”；未验证签名"
                ),
                _ => words!(
                    en: "the file is sealed (signature {number} of {all}): {count} stamp(s), {places}; by its own account with “{provider}”, time as written “{time}”; the seal was not verified",
                    zh: "文件盖有电子印章（第 {number} 个签名，共 {all} 个）：印章 {count} 处，{places}；文件自述签章组件为“{provider}”、时间为“{time}”；未验证印章"
                ),
            };
            self.note("sealed", message, at);
        }
        Ok(())
    }

    fn annotations(&mut self, list: &str, base: &str, pages: &Pages) -> Result<(), PackageError> {
        let Some(part) = self.aside(base, list)? else {
            return Ok(());
        };
        let Ok(tree) = Tree::parse(&part.text) else {
            return Ok(());
        };
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        let mut on: BTreeSet<u32> = BTreeSet::new();
        for page in tree.root().children().filter(|child| child.name() == "Page") {
            let id = page.attribute("PageID").unwrap_or_default();
            for file in page.children().filter(|child| child.name() == "FileLoc") {
                let Some(own) = self.aside(&part.name, &file.text())? else {
                    continue;
                };
                let Ok(tree) = Tree::parse(&own.text) else {
                    continue;
                };
                for annotation in tree.root().children().filter(|child| child.name() == "Annot") {
                    let kind = annotation.attribute("Type").unwrap_or_default();
                    // A link shows nothing of its own.
                    let shown = annotation.attribute("Visible").is_none_or(|v| v.trim() != "false");
                    if shown && kind != "Link" {
                        *kinds.entry(kind.into_owned()).or_default() += 1;
                        on.extend(pages.get(id.trim()).map(|page| page.index as u32 + 1));
                    }
                }
            }
        }
        if kinds.is_empty() {
            return Ok(());
        }
        let count: usize = kinds.values().sum();
        let kinds = named(kinds.iter().map(|(kind, count)| format!("{kind} {count}")));
        let places = named(on.iter().map(u32::to_string));
        let at = At::default().with_page(on.first().copied());
        self.note(
            "annotations_left_out",
            words!(
                en: "{count} annotation(s) over the pages are no text of the report and are left out ({kinds}); on page {places}",
                zh: "页面上的 {count} 个注释不属于正文，已略去（{kinds}）；位于第 {places} 页"
            ),
            at,
        );
        Ok(())
    }

    fn attachments(&mut self, list: &str, base: &str) -> Result<(), PackageError> {
        let Some(part) = self.aside(base, list)? else {
            return Ok(());
        };
        let Ok(tree) = Tree::parse(&part.text) else {
            return Ok(());
        };
        let attached = tree.root().children().filter(|child| child.name() == "Attachment");
        let names: Vec<String> = attached
            .map(|attachment| {
                let name = attachment.attribute("Name").unwrap_or_default().trim().to_owned();
                let file = || attachment.child("FileLoc").map(|f| f.text()).unwrap_or_default();
                if name.is_empty() { file().trim().to_owned() } else { name }
            })
            .collect();
        if names.is_empty() {
            return Ok(());
        }
        let count = names.len();
        let names = named(names.into_iter());
        self.note(
            "attachments_left_out",
            words!(
                en: "{count} file(s) attached to the document are not read: {names}; give them by themselves",
                zh: "文档所附的 {count} 个文件未读取：{names}；如有需要请单独给出"
            ),
            At::default(),
        );
        Ok(())
    }
}

/// What a signature says of itself.
#[derive(Debug, Default)]
struct Seal {
    stamps: Vec<At>,
    provider: String,
    time: String,
}

impl Seal {
    fn of(root: Element<'_, '_>, pages: &Pages) -> Seal {
        let Some(info) = root.child("SignedInfo") else {
            return Seal::default();
        };
        let provider = info.child("Provider").map(|provider| {
            // An attribute in the standard, an element in some files.
            let of = |name| {
                let element = provider.child(name).map(|child| child.text());
                provider.attribute(name).map(|value| value.into_owned()).or(element)
            };
            of("ProviderName").or_else(|| of("Company")).unwrap_or_default()
        });
        let time = info.child("SignatureDateTime").map(|time| time.text());
        let stamps =
            info.children().filter(|child| child.name() == "StampAnnot").filter_map(|stamp| {
                let page = pages.get(stamp.attribute("PageRef")?.trim())?;
                let boundary = stamp.attribute("Boundary").and_then(|told| Bounds::parse(&told));
                let round = |side: f64| ((side * 100.0).round() / 100.0) as f32;
                Some(
                    At::default()
                        .with_page(Some(page.index as u32 + 1))
                        .with_bbox(boundary.map(|bounds| bounds.around(page.matrix).map(round))),
                )
            });
        Seal {
            stamps: stamps.collect(),
            provider: provider.unwrap_or_default().trim().to_owned(),
            time: time.unwrap_or_default().trim().to_owned(),
        }
    }
}

/// A place in few signs.
fn place(at: &At) -> String {
    let page = at.page().unwrap_or_default();
    match at.bbox() {
        Some([left, top, right, bottom]) => format!("p. {page} [{left}, {top}, {right}, {bottom}]"),
        None => format!("p. {page}"),
    }
}

/// The first ones, one after the other.
fn named(all: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = all.take(SHOWN + 1).collect();
    if all.len() > SHOWN {
        all.truncate(SHOWN);
        all.push("…".to_owned());
    }
    all.join(", ")
}
