//! Fields (域): what they are told to do is not printed, their result is.

use rustc_hash::FxHashSet as HashSet;

use super::style::on;
use super::wrap::{Wrap, wrap};
use crate::decode::package::xml::Element;

/// The fields that are open at a place of the text.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them hide what stands in them.
    hiding: usize,
    /// How many of them are tables of contents.
    contents: usize,
    /// Starts of fields without an end: they are none.
    unmatched: HashSet<usize>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    result: bool,
    contents: bool,
}

impl Fields {
    /// None open yet, in a text whose fields are paired.
    pub(super) fn of(text: Element<'_, '_>) -> Self {
        let mut open = Vec::new();
        pair(text, &mut open);
        Self { unmatched: open.into_iter().collect(), ..Self::default() }
    }

    /// Whether what stands here is printed.
    pub(super) fn shows(&self) -> bool {
        self.hiding == 0 && self.contents == 0
    }

    /// Whether a table of contents stands here.
    pub(super) fn in_contents(&self) -> bool {
        self.contents > 0
    }

    /// Takes a `fldChar`; `false` if it ends a field that prints something and has no result.
    pub(super) fn mark(&mut self, element: Element<'_, '_>) -> bool {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") if !self.unmatched.contains(&element.id()) => {
                self.open.push(Field::default());
                self.hiding += 1;
            }
            Some("separate") => {
                if let Some(field) = self.open.last_mut().filter(|field| !field.result) {
                    field.result = true;
                    field.contents = is_contents(&field.instruction);
                    self.contents += usize::from(field.contents);
                    self.hiding -= 1;
                }
            }
            Some("end") => {
                if let Some(field) = self.open.pop() {
                    self.hiding -= usize::from(!field.result);
                    self.contents -= usize::from(field.contents);
                    return field.result || !is_equation(&field.instruction);
                }
            }
            _ => {}
        }
        true
    }

    /// Takes a part of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        const LONGEST: usize = 1000;
        if let Some(field) = self.open.last_mut().filter(|field| !field.result)
            && field.instruction.len() < LONGEST
        {
            field.instruction.push_str(text);
        }
    }
}

/// Whether a field is a table of contents (目录).
pub(super) fn is_contents(instruction: &str) -> bool {
    let word = instruction.split_whitespace().next().unwrap_or_default();
    word.eq_ignore_ascii_case("TOC")
}

/// Whether a field shows signs that stand in its instruction: 带圈字符, fractions.
fn is_equation(instruction: &str) -> bool {
    let word = instruction.split_whitespace().next().unwrap_or_default();
    word.eq_ignore_ascii_case("EQ") || word.eq_ignore_ascii_case("SYMBOL")
}

/// What a field of a form shows that has no result: a box to tick, a choice of a list.
pub(super) fn form(element: Element<'_, '_>) -> Option<String> {
    let data = element.child("ffData")?;
    if let Some(check) = data.child("checkBox") {
        let state = check.child("checked").or_else(|| check.child("default"));
        return Some(box_of(state.is_some_and(on)).to_owned());
    }
    let list = data.child("ddList")?;
    let number = |name| super::style::value(list, name).and_then(|v| v.parse::<usize>().ok());
    let index = number("result").or_else(|| number("default")).unwrap_or(0);
    let entry = list.children().filter(|child| child.name() == "listEntry").nth(index)?;
    super::style::own_value(entry)
}

/// A box, ticked or not.
pub(super) fn box_of(ticked: bool) -> &'static str {
    if ticked { "☑" } else { "□" }
}

/// Leaves the starts of fields that have no end.
fn pair(element: Element<'_, '_>, open: &mut Vec<usize>) {
    for child in element.children() {
        match child.name() {
            "fldChar" => match child.attribute("fldCharType").as_deref() {
                Some("begin") => open.push(child.id()),
                Some("end") => {
                    open.pop();
                }
                _ => {}
            },
            "t" | "tab" | "rPr" | "pPr" | "tcPr" | "tblPr" => {}
            _ if matches!(wrap(child), Wrap::Deleted | Wrap::Out) => {}
            _ => pair(child, open),
        }
    }
}
