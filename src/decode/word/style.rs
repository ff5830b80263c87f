//! What styles, paragraphs and runs say of how text is shown: a property that is not set stands
//! in the style, in the style that this one is based on, or in the defaults of the document.

use std::rc::Rc;

use rustc_hash::FxHashMap as HashMap;

use crate::decode::package::xml::Element;

/// Styles that are based on each other at most.
const LONGEST_CHAIN: usize = 32;

/// Raised or lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Height {
    Line,
    Raised,
    Lowered,
}

/// What a paragraph or its style says.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraphs {
    /// The list whose numbering it takes part in; `0` takes it out of all.
    pub(super) list: Option<String>,
    /// The level in that list, from 0.
    pub(super) level: Option<usize>,
    /// The level in the outline of the document, from 0; 9 is body text.
    outline: Option<u32>,
    pub(super) page_before: Option<bool>,
    left: Option<i32>,
    first: Option<i32>,
}

/// What a run or its style says.
#[derive(Debug, Clone, Default)]
pub(super) struct Runs {
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) height: Option<Height>,
    /// The font of Latin text.
    pub(super) font: Option<String>,
    /// It shows what should be filled in.
    pub(super) placeholder: bool,
}

/// A style with all that it takes over.
#[derive(Debug, Default)]
pub(super) struct Style {
    pub(super) paragraphs: Paragraphs,
    pub(super) runs: Runs,
    /// It is one of those that entries of a table of contents have.
    pub(super) contents: bool,
    heading: bool,
}

impl Style {
    /// Whether a paragraph of this style is a heading.
    pub(super) fn is_heading(&self, own: &Paragraphs) -> bool {
        let outline = own.outline.or(self.paragraphs.outline);
        outline.map_or(self.heading, |level| level < 9)
    }
}

/// The styles of a document.
pub(super) struct Styles<'t, 'a> {
    styles: HashMap<String, Element<'t, 'a>>,
    default: Option<String>,
    defaults: Runs,
    resolved: HashMap<String, Rc<Style>>,
}

impl<'t, 'a> Styles<'t, 'a> {
    /// Those of the part of styles.
    pub(super) fn of(part: Option<Element<'t, 'a>>) -> Self {
        let mut found = Self {
            styles: HashMap::default(),
            default: None,
            defaults: Runs::default(),
            resolved: HashMap::default(),
        };
        for element in part.iter().flat_map(Element::children) {
            match element.name() {
                "style" => {
                    let Some(id) = element.attribute("styleId") else { continue };
                    let of_paragraphs = element.attribute("type").as_deref() == Some("paragraph");
                    if of_paragraphs && element.attribute("default").is_some_and(|v| is_on(&v)) {
                        found.default = Some(id.clone().into_owned());
                    }
                    found.styles.insert(id.into_owned(), element);
                }
                "docDefaults" => {
                    let runs = element.child("rPrDefault").and_then(|e| e.child("rPr"));
                    found.defaults = runs.map(Runs::of).unwrap_or_default();
                }
                _ => {}
            }
        }
        found
    }

    /// The style of paragraphs of this name, else the one that paragraphs have by default.
    pub(super) fn of_paragraph(&mut self, id: Option<&str>) -> Rc<Style> {
        match id {
            Some(id) => self.style(id),
            None => match self.default.clone() {
                Some(id) => self.style(&id),
                None => Rc::default(),
            },
        }
    }

    /// The style of this name.
    pub(super) fn style(&mut self, id: &str) -> Rc<Style> {
        if let Some(style) = self.resolved.get(id) {
            return Rc::clone(style);
        }
        let style = Rc::new(self.resolve(id));
        self.resolved.insert(id.to_owned(), Rc::clone(&style));
        style
    }

    fn resolve(&self, id: &str) -> Style {
        let mut style = Style::default();
        let mut next = Some(id.to_owned());
        for depth in 0..LONGEST_CHAIN {
            let Some(id) = next.take() else { break };
            let element = self.styles.get(&id);
            let name = element.and_then(|e| value(*e, "name")).unwrap_or_else(|| id.clone());
            let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
            let name = name.to_ascii_lowercase();
            style.contents |= depth == 0 && is_contents(&name);
            style.heading |= is_heading(&name);
            style.runs.placeholder |= name == "placeholdertext";
            let Some(element) = element else { break };
            if let Some(properties) = element.child("pPr") {
                style.paragraphs.fill(Paragraphs::of(properties));
            }
            if let Some(properties) = element.child("rPr") {
                style.runs.fill(Runs::of(properties));
            }
            next = value(*element, "basedOn");
        }
        style
    }

    /// What holds for a run: its own properties, its style, the style of the paragraph.
    pub(super) fn of_run(&mut self, properties: Option<Element<'t, 'a>>, around: &Style) -> Runs {
        let mut runs = properties.map(Runs::of).unwrap_or_default();
        if let Some(id) = properties.and_then(|p| value(p, "rStyle")) {
            runs.fill(self.style(&id).runs.clone());
        }
        runs.fill(around.runs.clone());
        runs.fill(self.defaults.clone());
        runs
    }
}

impl Paragraphs {
    /// What a `pPr` says.
    pub(super) fn of(properties: Element<'_, '_>) -> Self {
        let mut found = Self::default();
        for child in properties.children() {
            match child.name() {
                "numPr" | "listPr" => {
                    found.list = value(child, "numId").or_else(|| value(child, "ilfo"));
                    found.level = value(child, "ilvl").and_then(|level| level.parse().ok());
                }
                "outlineLvl" => found.outline = own_value(child).and_then(|v| v.parse().ok()),
                "pageBreakBefore" => found.page_before = Some(on(child)),
                "ind" => found.indents(child),
                _ => {}
            }
        }
        found
    }

    /// Indents in half-width columns: hundredths of a character where they are given so, else
    /// by type of ten and a half points.
    fn indents(&mut self, element: Element<'_, '_>) {
        let measure = |chars: &str, twips: &[&str]| {
            let number = |name: &str| element.attribute(name)?.parse::<f32>().ok();
            let by_chars = number(chars).filter(|&n| n != 0.0).map(|n| n / 50.0);
            let columns =
                by_chars.or_else(|| twips.iter().find_map(|n| number(n)).map(|n| n / 105.0));
            columns.map(|columns| columns.clamp(-1000.0, 1000.0).round() as i32)
        };
        self.left = measure("leftChars", &["left", "start"]).or_else(|| measure("startChars", &[]));
        let hanging = measure("hangingChars", &["hanging"]).map(|columns| -columns);
        let hanging = hanging.filter(|&columns| columns != 0);
        self.first = hanging.or_else(|| measure("firstLineChars", &["firstLine"]));
    }

    /// Takes over what is not set.
    pub(super) fn fill(&mut self, other: Paragraphs) {
        self.list = self.list.take().or(other.list);
        self.level = self.level.or(other.level);
        self.outline = self.outline.or(other.outline);
        self.page_before = self.page_before.or(other.page_before);
        self.left = self.left.or(other.left);
        self.first = self.first.or(other.first);
    }

    /// Half-width columns before the first line.
    pub(super) fn indent(&self) -> u16 {
        let columns = self.left.unwrap_or(0) + self.first.unwrap_or(0);
        u16::try_from(columns.max(0)).unwrap_or(0)
    }
}

impl Runs {
    /// What an `rPr` says.
    pub(super) fn of(properties: Element<'_, '_>) -> Self {
        let mut found = Self::default();
        for child in properties.children() {
            match child.name() {
                "vanish" => found.hidden = Some(on(child)),
                "strike" | "dstrike" => {
                    found.struck = Some(found.struck == Some(true) || on(child));
                }
                "vertAlign" => {
                    found.height = match own_value(child).as_deref() {
                        Some("superscript") => Some(Height::Raised),
                        Some("subscript") => Some(Height::Lowered),
                        _ => Some(Height::Line),
                    };
                }
                "rFonts" => {
                    let font = child.attribute("ascii").or_else(|| child.attribute("hAnsi"));
                    found.font = font.map(|font| font.into_owned());
                }
                _ => {}
            }
        }
        found
    }

    fn fill(&mut self, other: Runs) {
        self.hidden = self.hidden.or(other.hidden);
        self.struck = self.struck.or(other.struck);
        self.height = self.height.or(other.height);
        self.font = self.font.take().or(other.font);
        self.placeholder |= other.placeholder;
    }
}

/// The value of a child that holds nothing but a value.
pub(super) fn value(parent: Element<'_, '_>, name: &str) -> Option<String> {
    parent.child(name).and_then(own_value)
}

/// The value of an element that holds nothing but a value.
pub(super) fn own_value(element: Element<'_, '_>) -> Option<String> {
    element.attribute("val").map(|value| value.into_owned())
}

/// Whether an element switches something on: it stands there and does not say no.
pub(super) fn on(element: Element<'_, '_>) -> bool {
    element.attribute("val").is_none_or(|value| is_on(&value))
}

fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

fn is_contents(name: &str) -> bool {
    let rest = name.strip_prefix("toc");
    rest.is_some_and(|rest| rest == "heading" || (rest.len() == 1 && is_digits(rest)))
}

fn is_heading(name: &str) -> bool {
    let rest = name.strip_prefix("heading");
    name == "title" || rest.is_some_and(|rest| rest.len() == 1 && is_digits(rest))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::package::xml::Tree;

    #[test]
    fn a_style_takes_over_what_it_does_not_say() {
        let text = "<styles><style type='paragraph' default='1' styleId='a'><name val='Normal'/></style>\
            <style type='paragraph' styleId='1'><name val='heading 1'/><basedOn val='a'/><pPr>\
            <numPr><ilvl val='0'/><numId val='5'/></numPr><outlineLvl val='0'/></pPr></style>\
            <style type='paragraph' styleId='2'><name val='My Heading'/><basedOn val='1'/><pPr>\
            <numPr><ilvl val='1'/></numPr></pPr><rPr><vanish/></rPr></style>\
            <style type='paragraph' styleId='3'><name val='toc 2'/><basedOn val='3'/></style></styles>";
        let tree = Tree::parse(text).unwrap();
        let mut styles = Styles::of(Some(tree.root()));
        let style = styles.style("2");
        assert_eq!(style.paragraphs.list.as_deref(), Some("5"));
        assert_eq!(style.paragraphs.level, Some(1));
        assert_eq!(style.runs.hidden, Some(true));
        assert!(style.is_heading(&Paragraphs::default()));
        assert!(styles.style("3").contents);
        assert!(!styles.of_paragraph(None).is_heading(&Paragraphs::default()));
        assert!(styles.style("TOC1").contents);
    }
}
