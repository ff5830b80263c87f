//! Elements that stand around paragraphs, rows, cells and runs without being any of them.

use super::style::{on, value};
use crate::decode::package::xml::Element;

/// What an element is to those who look for what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrap {
    /// Itself something to read.
    Content,
    /// Its children stand in its place.
    Around,
    /// The same, put in by a tracked change.
    Inserted,
    /// Taken out by a tracked change (修订).
    Deleted,
    /// Content control (内容控件): what it holds is in its `sdtContent`.
    Control,
    /// Several renderings of one thing, of which the first counts.
    Alternatives,
    /// Nothing that is printed.
    Out,
}

/// What an element is.
pub(super) fn wrap(element: Element<'_, '_>) -> Wrap {
    match element.name() {
        "ins" | "moveTo" => Wrap::Inserted,
        "del" | "moveFrom" => Wrap::Deleted,
        "annotation" => match element.attribute("type").as_deref() {
            Some("Word.Insertion") => Wrap::Inserted,
            Some("Word.Deletion") => Wrap::Deleted,
            _ => Wrap::Around,
        },
        "sdt" => Wrap::Control,
        "AlternateContent" => Wrap::Alternatives,
        "smartTag" | "customXml" | "hyperlink" | "hlink" | "dir" | "bdo" | "content" | "sect"
        | "sub-section" | "sdtContent" | "oMathPara" | "Choice" => Wrap::Around,
        "Fallback" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "pBdrGroup" => Wrap::Out,
        name if name.ends_with("Change") => Wrap::Out,
        _ => Wrap::Content,
    }
}

/// What a content control is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    /// A box to tick.
    Box(bool),
    /// A table of contents (目录).
    Contents,
    /// It shows what should be filled in.
    Placeholder,
    /// It holds text like any other.
    Text,
}

pub(super) fn control(element: Element<'_, '_>) -> Control {
    let Some(properties) = element.child("sdtPr") else {
        return Control::Text;
    };
    for child in properties.children() {
        match child.name() {
            "checkbox" if !holds_cells(element) => {
                return Control::Box(child.child("checked").is_some_and(on));
            }
            "docPartObj" | "docPartList" => {
                let gallery = value(child, "docPartGallery").unwrap_or_default();
                if gallery.eq_ignore_ascii_case("Table of Contents") {
                    return Control::Contents;
                }
            }
            // Where whole cells or paragraphs stand in it, these stay, and its runs are told by
            // their style.
            "showingPlcHdr" if on(child) && !holds_blocks(element) => return Control::Placeholder,
            _ => {}
        }
    }
    Control::Text
}

fn holds(control: Element<'_, '_>, names: &[&str]) -> bool {
    let content = control.child("sdtContent");
    content.is_some_and(|content| content.children().any(|child| names.contains(&child.name())))
}

fn holds_cells(control: Element<'_, '_>) -> bool {
    holds(control, &["tr", "tc", "tbl"])
}

fn holds_blocks(control: Element<'_, '_>) -> bool {
    holds(control, &["tr", "tc", "tbl", "p"])
}

/// Whether a table of its own stands in an element, text boxes left aside.
pub(super) fn holds_table(element: Element<'_, '_>) -> bool {
    element.children().any(|child| match child.name() {
        "tbl" => true,
        "p" | "tcPr" => false,
        _ if matches!(wrap(child), Wrap::Deleted | Wrap::Out) => false,
        _ => holds_table(child),
    })
}
