//! Automatic numbers: the definitions of lists, and the counting of their paragraphs.

use rustc_hash::FxHashMap as HashMap;

use super::numeral::{format_by_code, numeral};
use super::style::{on, own_value, value};
use crate::decode::package::xml::Element;

/// Levels of a list.
const LEVELS: usize = 9;

/// Lists that point to each other through styles at most.
const MOST_LINKS: usize = 8;

/// The largest number that a list counts to.
const LARGEST: u32 = 32_767;

/// What a paragraph of a list is preceded by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Number {
    /// A number as printed; never empty.
    Text(String),
    /// A bullet.
    Bullet,
    /// A number in a format that is not known.
    Unknown,
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    /// What is printed, with `%1` … `%9` for the numbers of the levels.
    text: String,
    start: u32,
    /// The level, from 1, that must count for this one to start again; 0 for none.
    restart: Option<usize>,
    /// All numbers in it are decimal.
    legal: bool,
    /// Paragraphs of this style are of this level.
    style: Option<String>,
}

/// The definition of a list.
#[derive(Debug, Default)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// The style of lists whose definition counts instead of this one.
    link: Option<String>,
}

/// A list that follows a definition.
#[derive(Debug, Default)]
struct List {
    definition: String,
    /// Where its levels start instead, and how they differ.
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    definitions: HashMap<String, Definition>,
    /// The last number of each level: of a definition, for all lists that follow it,
    shared: HashMap<String, [Option<u32>; LEVELS]>,
    /// and of lists, for the levels that have a start of their own.
    own: HashMap<String, [Option<u32>; LEVELS]>,
}

impl Numbering {
    /// The lists of a part of numbering, in the wording of Word 2007 or of Word 2003.
    pub(super) fn of(part: Option<Element<'_, '_>>) -> Self {
        let mut found = Self::default();
        // Styles of lists, each with the definition that it stands for.
        let mut linked: HashMap<String, String> = HashMap::default();
        let mut lists = Vec::new();
        for element in part.iter().flat_map(Element::children) {
            let id = |names: [&str; 2]| {
                let id = names.iter().find_map(|name| element.attribute(name));
                id.map(|id| id.into_owned())
            };
            match element.name() {
                "abstractNum" | "listDef" => {
                    let Some(id) = id(["abstractNumId", "listDefId"]) else { continue };
                    if let Some(style) = value(element, "styleLink") {
                        linked.insert(style, id.clone());
                    }
                    found.definitions.insert(id, definition(element));
                }
                "num" | "list" => {
                    let Some(id) = id(["numId", "ilfo"]) else { continue };
                    found.lists.insert(id.clone(), list(element));
                    lists.push(id);
                }
                _ => {}
            }
        }
        for id in &lists {
            found.follow_links(id, &linked);
        }
        found
    }

    /// Points a list to the definition that counts in the end.
    fn follow_links(&mut self, id: &str, linked: &HashMap<String, String>) {
        let Some(list) = self.lists.get_mut(id) else { return };
        for _ in 0..MOST_LINKS {
            let link = self.definitions.get(&list.definition).and_then(|d| d.link.as_ref());
            match link.and_then(|style| linked.get(style)) {
                Some(next) if *next != list.definition => list.definition.clone_from(next),
                _ => break,
            }
        }
    }

    /// The level of a list that is bound to a style of paragraphs.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(list)?;
        (0..LEVELS).find(|&at| {
            self.level(list, at).is_some_and(|level| level.style.as_deref() == Some(style))
        })
    }

    fn level<'s>(&'s self, list: &'s List, at: usize) -> Option<&'s Level> {
        let own = list.levels.get(at)?.as_ref();
        own.or_else(|| self.definitions.get(&list.definition)?.levels.get(at)?.as_ref())
    }

    /// Counts one paragraph at a level of a list; `None` if there is no such list or level, or
    /// nothing is printed.
    pub(super) fn next(&mut self, id: &str, at: usize) -> Option<Number> {
        let at = at.min(LEVELS - 1);
        let list = self.lists.get(id)?;
        self.level(list, at)?;
        let mut shared = self.shared.get(&list.definition).copied().unwrap_or_default();
        let mut own = self.own.get(id).copied().unwrap_or_default();
        let mut counts = [None; LEVELS];
        for (level, count) in counts.iter_mut().enumerate() {
            let start = list.starts.get(level).copied().flatten();
            let slots = if start.is_some() { &mut own } else { &mut shared };
            let Some(slot) = slots.get_mut(level) else { continue };
            let defined = self.level(list, level);
            let start = start.or(defined.map(|level| level.start)).unwrap_or(1);
            if level == at {
                *slot = Some(slot.map_or(start, |last| (last + 1).min(LARGEST)));
            } else if level < at {
                // A level that is passed over counts, as Word and LibreOffice count it.
                slot.get_or_insert(start);
            } else {
                let restart = defined.and_then(|level| level.restart);
                if restart.is_none_or(|from| at < from) {
                    *slot = None;
                }
            }
            *count = *slot;
        }
        let printed = self.printed(list, at, &counts);
        let definition = list.definition.clone();
        self.shared.insert(definition, shared);
        self.own.insert(id.to_owned(), own);
        printed
    }

    fn printed(&self, list: &List, at: usize, counts: &[Option<u32>; LEVELS]) -> Option<Number> {
        let level = self.level(list, at)?;
        if level.format == "bullet" {
            return Some(Number::Bullet);
        }
        let mut text = String::new();
        let mut rest = level.text.chars().peekable();
        while let Some(c) = rest.next() {
            let shown = match (c, rest.peek().and_then(|c| c.to_digit(10))) {
                ('%', Some(number @ 1..=9)) => number as usize - 1,
                _ => {
                    text.push(c);
                    continue;
                }
            };
            rest.next();
            let format = match self.level(list, shown) {
                _ if level.legal => "decimal",
                Some(level) => level.format.as_str(),
                None => continue,
            };
            let count = counts.get(shown).copied().flatten().unwrap_or(0);
            match numeral(format, count) {
                Some(number) => text.push_str(&number),
                None => return Some(Number::Unknown),
            }
        }
        let text = text.trim();
        (!text.is_empty()).then(|| Number::Text(text.to_owned()))
    }
}

fn definition(element: Element<'_, '_>) -> Definition {
    let mut found = Definition {
        link: value(element, "numStyleLink").or_else(|| value(element, "listStyleLink")),
        ..Definition::default()
    };
    for child in element.children().filter(|child| child.name() == "lvl") {
        if let Some(slot) = place(child).and_then(|at| found.levels.get_mut(at)) {
            *slot = Some(level(child));
        }
    }
    found
}

fn list(element: Element<'_, '_>) -> List {
    let definition = value(element, "abstractNumId").or_else(|| value(element, "ilst"));
    let mut found = List { definition: definition.unwrap_or_default(), ..List::default() };
    for child in element.children().filter(|child| child.name() == "lvlOverride") {
        let Some(at) = place(child).filter(|&at| at < LEVELS) else { continue };
        if let Some(slot) = found.starts.get_mut(at) {
            *slot = value(child, "startOverride").and_then(|start| number(&start));
        }
        if let (Some(slot), Some(own)) = (found.levels.get_mut(at), child.child("lvl")) {
            *slot = Some(level(own));
        }
    }
    found
}

fn place(element: Element<'_, '_>) -> Option<usize> {
    element.attribute("ilvl")?.trim().parse().ok()
}

fn number(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|&number| number <= LARGEST)
}

fn level(element: Element<'_, '_>) -> Level {
    let mut found = Level::default();
    for child in element.children() {
        match child.name() {
            "numFmt" => found.format = own_value(child).unwrap_or_default(),
            "nfc" => {
                let code = own_value(child).and_then(|code| code.trim().parse().ok());
                found.format = code.and_then(format_by_code).unwrap_or_default().to_owned();
            }
            // A format that older programs do not know, and the one they print instead.
            "AlternateContent" => {
                let choice = child.child("Choice").and_then(|choice| choice.child("numFmt"));
                found.format = choice.map(custom).unwrap_or_default();
            }
            "lvlText" => found.text = own_value(child).unwrap_or_default(),
            "start" => found.start = own_value(child).and_then(|v| number(&v)).unwrap_or(0),
            "lvlRestart" => found.restart = own_value(child).and_then(|v| v.trim().parse().ok()),
            "isLgl" => found.legal = on(child),
            "pStyle" => found.style = own_value(child),
            _ => {}
        }
    }
    if found.format.is_empty()
        && element.child("numFmt").is_none()
        && element.child("nfc").is_none()
    {
        found.format = "decimal".to_owned();
    }
    found
}

/// The format of `001, 002, …`: only zeros before the digits are known.
fn custom(format: Element<'_, '_>) -> String {
    match format.attribute("format").as_deref().map(|list| list.split(',').next().unwrap_or("")) {
        Some("01") => "decimalZero".to_owned(),
        _ => own_value(format).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::package::xml::Tree;

    const LISTS: &str = "<numbering>\
        <abstractNum abstractNumId='0'>\
        <lvl ilvl='0'><start val='1'/><numFmt val='chineseCountingThousand'/><pStyle val='1'/>\
        <lvlText val='%1、'/></lvl>\
        <lvl ilvl='1'><start val='1'/><numFmt val='chineseCountingThousand'/>\
        <lvlText val='（%2）'/></lvl>\
        <lvl ilvl='2'><start val='1'/><numFmt val='decimal'/><isLgl/><lvlText val='%1.%2.%3'/></lvl>\
        <lvl ilvl='3'><start val='1'/><numFmt val='decimal'/><lvlRestart val='0'/>\
        <lvlText val='%4)'/></lvl></abstractNum>\
        <abstractNum abstractNumId='1'><numStyleLink val='L'/></abstractNum>\
        <abstractNum abstractNumId='2'><styleLink val='L'/>\
        <lvl ilvl='0'><start val='3'/><numFmt val='bullet'/><lvlText val='o'/></lvl>\
        <lvl ilvl='1'><start val='3'/><numFmt val='koreanLegal'/><lvlText val='%2'/></lvl></abstractNum>\
        <num numId='1'><abstractNumId val='0'/></num>\
        <num numId='2'><abstractNumId val='0'/><lvlOverride ilvl='1'><startOverride val='5'/>\
        </lvlOverride></num>\
        <num numId='3'><abstractNumId val='1'/></num></numbering>";

    fn numbering(text: &str) -> Numbering {
        Numbering::of(Some(Tree::parse(text).unwrap().root()))
    }

    #[test]
    fn levels_count_restart_and_go_on() {
        let mut lists = numbering(LISTS);
        let mut next = |list, level| match lists.next(list, level) {
            Some(Number::Text(text)) => text,
            other => format!("{other:?}"),
        };
        assert_eq!(next("1", 0), "一、");
        assert_eq!(next("1", 1), "（一）");
        assert_eq!(next("1", 1), "（二）");
        assert_eq!(next("1", 2), "1.2.1");
        assert_eq!(next("1", 3), "1)");
        assert_eq!(next("1", 0), "二、");
        assert_eq!(next("1", 3), "2)");
        assert_eq!(next("1", 1), "（二）");
        // Another list of the same definition goes on, but for its own start.
        assert_eq!(next("2", 1), "（五）");
        assert_eq!(next("2", 1), "（六）");
        assert_eq!(next("2", 0), "三、");
    }

    #[test]
    fn definitions_are_found_through_styles() {
        let mut lists = numbering(LISTS);
        assert_eq!(lists.next("3", 0), Some(Number::Bullet));
        assert_eq!(lists.next("3", 1), Some(Number::Unknown));
        assert_eq!(lists.next("9", 0), None);
        assert_eq!(lists.level_of_style("1", "1"), Some(0));
        assert_eq!(lists.level_of_style("1", "2"), None);
    }

    #[test]
    fn a_level_without_those_above_it_counts_them_from_their_start() {
        let mut lists = numbering(LISTS);
        assert_eq!(lists.next("1", 2), Some(Number::Text("1.1.1".to_owned())));
    }

    #[test]
    fn lists_of_word_2003_are_known() {
        let mut lists = numbering(
            "<lists><listDef listDefId='0'><lvl ilvl='0'><start val='1'/><nfc val='37'/>\
             <lvlText val='%1、'/></lvl></listDef><list ilfo='1'><ilst val='0'/></list></lists>",
        );
        assert_eq!(lists.next("1", 0), Some(Number::Text("一、".to_owned())));
    }
}
