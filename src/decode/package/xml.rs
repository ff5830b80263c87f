//! The XML of packages: its text, and a small tree of elements by their local names. Prefixes and
//! namespaces are left aside, since writers of one format differ in them. Entities are not
//! expanded and a document type is skipped.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, Event};

use super::PackageError;
use crate::fold;
use crate::words::words;

/// Elements within elements at most.
const DEEPEST: usize = 256;

/// Elements and texts of one tree at most.
const MOST_NODES: usize = 4_000_000;

/// The text of an XML part: by its byte order mark, else by the encoding that it declares, else
/// as UTF-8.
///
/// # Errors
/// If the bytes are not in that encoding.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String, PackageError> {
    decoded(bytes).map(fold::without_radicals)
}

fn decoded(bytes: Vec<u8>) -> Result<String, PackageError> {
    let marked = Encoding::for_bom(&bytes);
    let encoding = marked.map_or_else(|| declared(&bytes), |(encoding, _)| encoding);
    let skipped = marked.map_or(0, |(_, length)| length);
    if encoding == UTF_8 && skipped == 0 {
        return String::from_utf8(bytes).map_err(|_| not_xml());
    }
    let body = bytes.get(skipped..).unwrap_or_default();
    encoding
        .decode_without_bom_handling_and_without_replacement(body)
        .map(Cow::into_owned)
        .ok_or_else(not_xml)
}

/// The encoding that an XML declaration names, UTF-8 without one.
fn declared(bytes: &[u8]) -> &'static Encoding {
    const WITHIN: usize = 200;
    let head = bytes.get(..WITHIN).unwrap_or(bytes);
    let declaration = head.get(..memchr::memmem::find(head, b"?>").unwrap_or(0));
    let name = declaration.filter(|d| d.starts_with(b"<?xml")).and_then(|declaration| {
        let from = memchr::memmem::find(declaration, b"encoding")?;
        let mut parts = declaration.get(from..)?.split(|byte| matches!(byte, b'"' | b'\''));
        parts.nth(1)
    });
    match name.and_then(Encoding::for_label) {
        // Declared in bytes of one width: the text itself cannot be UTF-16.
        Some(encoding) if encoding.is_ascii_compatible() => encoding,
        _ => UTF_8,
    }
}

/// A part of XML as a tree.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    nodes: Vec<Inner<'a>>,
}

#[derive(Debug)]
struct Inner<'a> {
    content: Content<'a>,
    /// 0 where there is none: no node has the root behind it.
    next: u32,
    first: u32,
}

#[derive(Debug)]
enum Content<'a> {
    Element {
        name: &'a str,
        /// What stands between the name and the end of the tag.
        attributes: &'a str,
    },
    Text(Cow<'a, str>),
}

impl<'a> Tree<'a> {
    /// Parses a part.
    ///
    /// # Errors
    /// [`PackageError::Damaged`] if it is no well-formed XML, [`PackageError::Limit`] if it is
    /// deeper or larger than is read.
    pub(crate) fn parse(text: &'a str) -> Result<Tree<'a>, PackageError> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        let mut build = Build::default();
        loop {
            let from = reader.buffer_position() as usize;
            let event = reader.read_event().map_err(|_| not_xml())?;
            let to = reader.buffer_position() as usize;
            match event {
                Event::Start(_) => build.element(tag(text, from, to), true)?,
                Event::Empty(_) => build.element(tag(text, from, to), false)?,
                Event::End(_) => build.close(),
                Event::Text(text) => build.text(text.xml10_content())?,
                Event::CData(text) => build.text(text.xml10_content())?,
                Event::GeneralRef(reference) => build.text(resolved(&reference).into())?,
                Event::Eof => break,
                _ => {}
            }
        }
        // The document holds the root element, maybe behind white space.
        let has_root = build.nodes.iter().any(|n| matches!(n.content, Content::Element { .. }));
        match has_root && build.open.is_empty() {
            true => Ok(Tree { nodes: build.nodes }),
            false => Err(not_xml()),
        }
    }

    /// The outermost element.
    pub(crate) fn root(&self) -> Element<'_, 'a> {
        Element { tree: self, index: 0 }
    }
}

#[derive(Default)]
struct Build<'a> {
    nodes: Vec<Inner<'a>>,
    /// The open elements, each with the last node in it.
    open: Vec<(usize, Option<usize>)>,
}

impl<'a> Build<'a> {
    fn element(&mut self, tag: &'a str, open: bool) -> Result<(), PackageError> {
        let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(tag.len());
        let (name, attributes) = tag.split_at(end);
        let name = name.rsplit(':').next().unwrap_or(name);
        if self.open.is_empty() && !self.nodes.is_empty() {
            // A second outermost element: what lies behind the first is not the document.
            return Err(not_xml());
        }
        let index = self.add(Content::Element { name, attributes })?;
        if open {
            if self.open.len() == DEEPEST {
                return Err(PackageError::Limit(words!(
                    en: "XML elements more than {DEEPEST} deep",
                    zh: "嵌套超过 {DEEPEST} 层的 XML"
                )));
            }
            self.open.push((index, None));
        }
        Ok(())
    }

    fn text(&mut self, text: Cow<'a, str>) -> Result<(), PackageError> {
        if text.is_empty() || self.open.is_empty() {
            return Ok(());
        }
        let last = self.open.last().and_then(|&(_, last)| last);
        if let Some(Inner { content: Content::Text(before), .. }) =
            last.and_then(|last| self.nodes.get_mut(last))
        {
            before.to_mut().push_str(&text);
            return Ok(());
        }
        self.add(Content::Text(text)).map(|_| ())
    }

    fn add(&mut self, content: Content<'a>) -> Result<usize, PackageError> {
        let index = self.nodes.len();
        if index == MOST_NODES {
            return Err(PackageError::Limit(words!(
                en: "a part with more than {MOST_NODES} elements and texts",
                zh: "元素超过 {MOST_NODES} 个的部件"
            )));
        }
        if let Some((parent, last)) = self.open.last_mut() {
            let before = last.replace(index);
            let linked = before.unwrap_or(*parent);
            if let Some(node) = self.nodes.get_mut(linked) {
                match before {
                    Some(_) => node.next = index as u32,
                    None => node.first = index as u32,
                }
            }
        }
        self.nodes.push(Inner { content, next: 0, first: 0 });
        Ok(index)
    }

    fn close(&mut self) {
        self.open.pop();
    }
}

/// What stands between `<` and `>`.
fn tag(text: &str, from: usize, to: usize) -> &str {
    let tag = text.get(from..to).unwrap_or_default();
    let tag = tag.trim_start_matches(|c| c != '<').trim_start_matches('<');
    tag.strip_suffix('>').unwrap_or(tag)
}

/// The character of a reference; nothing for an entity that is not predefined.
fn resolved(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(char)) => char.to_string(),
        _ => resolve_predefined_entity(&reference.xml10_content()).unwrap_or_default().to_owned(),
    }
}

/// The value of an attribute as it is meant.
fn unescaped<'t>(value: Cow<'t, str>) -> Cow<'t, str> {
    if !value.contains('&') {
        return value;
    }
    let text = quick_xml::escape::unescape(&value).map(Cow::into_owned);
    text.map_or(value, Cow::Owned)
}

fn not_xml() -> PackageError {
    PackageError::Damaged(words!(
        en: "a part of it is no well-formed XML",
        zh: "其中有部件不是格式完好的 XML"
    ))
}

/// An element of a [`Tree`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'t, 'a> {
    tree: &'t Tree<'a>,
    index: usize,
}

/// What an element holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Node<'t, 'a> {
    Element(Element<'t, 'a>),
    Text(&'t str),
}

impl<'t, 'a> Element<'t, 'a> {
    fn inner(&self) -> Option<&'t Inner<'a>> {
        self.tree.nodes.get(self.index)
    }

    /// Tells it from the other elements of its tree.
    pub(crate) fn id(&self) -> usize {
        self.index
    }

    /// Its name without prefix.
    pub(crate) fn name(&self) -> &'a str {
        match self.inner().map(|inner| &inner.content) {
            Some(Content::Element { name, .. }) => name,
            _ => "",
        }
    }

    /// Its attributes by their names without prefix.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> + use<'a> {
        let attributes = match self.inner().map(|inner| &inner.content) {
            Some(Content::Element { attributes, .. }) => attributes,
            _ => "",
        };
        let mut attributes = Attributes::new(attributes, 0);
        attributes.with_checks(false);
        attributes.flatten().map(|attribute| {
            let name = attribute.key.into_inner();
            (name.rsplit(':').next().unwrap_or(name), unescaped(attribute.value))
        })
    }

    /// The value of its first attribute of this name, prefix left aside.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes().find(|(found, _)| *found == name).map(|(_, value)| value)
    }

    /// What it holds, in order.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = Node<'t, 'a>> + use<'t, 'a> {
        let tree = self.tree;
        let mut next = self.inner().map_or(0, |inner| inner.first);
        std::iter::from_fn(move || {
            let index = next as usize;
            if index == 0 {
                return None;
            }
            let inner = tree.nodes.get(index)?;
            next = inner.next;
            Some(match &inner.content {
                Content::Element { .. } => Node::Element(Element { tree, index }),
                Content::Text(text) => Node::Text(text),
            })
        })
    }

    /// The elements it holds, in order.
    pub(crate) fn children(&self) -> impl Iterator<Item = Element<'t, 'a>> + use<'t, 'a> {
        self.nodes().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of this name that it holds.
    pub(crate) fn child(&self, name: &str) -> Option<Element<'t, 'a>> {
        self.children().find(|child| child.name() == name)
    }

    /// All elements below it, in order.
    pub(crate) fn descendants(&self) -> impl Iterator<Item = Element<'t, 'a>> + use<'t, 'a> {
        let mut open: Vec<Element<'t, 'a>> = self.children().collect();
        open.reverse();
        std::iter::from_fn(move || {
            let element = open.pop()?;
            let from = open.len();
            open.extend(element.children());
            open.get_mut(from..).unwrap_or_default().reverse();
            Some(element)
        })
    }

    /// All text in it, in order.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.append_text(&mut text);
        text
    }

    // As deep as elements are: bounded when the tree is made.
    fn append_text(&self, text: &mut String) {
        for node in self.nodes() {
            match node {
                Node::Element(element) => element.append_text(text),
                Node::Text(part) => text.push_str(part),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_attributes_are_known_by_their_local_names() {
        let text = "<?xml version=\"1.0\"?>\n<w:p w:a='1' xmlns:w=\"u\"><w:t xml:space=\"preserve\" \
            w:val=\"&lt;&#38;\"> 甲&amp;乙&#x4E19;</w:t><w:br/><t><![CDATA[<丁>]]></t></w:p>";
        let tree = Tree::parse(text).unwrap();
        let root = tree.root();
        assert_eq!((root.name(), root.attribute("a").as_deref()), ("p", Some("1")));
        assert_eq!(root.text(), " 甲&乙丙<丁>");
        let names: Vec<&str> = root.descendants().map(|e| e.name()).collect();
        assert_eq!(names, ["t", "br", "t"]);
        let first = root.child("t").unwrap();
        assert_eq!(first.attribute("val").as_deref(), Some("<&"));
        assert_eq!(first.attribute("other"), None);
    }

    #[test]
    fn what_is_torn_or_too_deep_is_an_error() {
        let fails = |text: &str| Tree::parse(text).err();
        for torn in ["", "text", "<a>", "<a></b>", "<a", "<a/><b/>"] {
            assert!(matches!(fails(torn), Some(PackageError::Damaged(_))), "{torn}");
        }
        let deep = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
        assert!(matches!(fails(&deep), Some(PackageError::Limit(_))));
    }

    #[test]
    fn entities_are_not_expanded() {
        let text = "<!DOCTYPE a [<!ENTITY b \"bbb\">]><a>1&b;2</a>";
        assert_eq!(Tree::parse(text).unwrap().root().text(), "12");
    }

    #[test]
    fn the_encoding_is_that_of_the_mark_or_of_the_declaration() {
        let read = |bytes: &[u8]| text(bytes.to_vec()).unwrap();
        assert_eq!(read(b"\xEF\xBB\xBF<a/>"), "<a/>");
        assert_eq!(read(b"\xFF\xFE<\0a\0/\0>\0"), "<a/>");
        let gbk = b"<?xml version=\"1.0\" encoding=\"GBK\"?><a>\xD6\xD0</a>";
        assert!(read(gbk).ends_with("<a>中</a>"));
    }
}
