//! What stands in a paragraph: runs of text with their properties, signs, fields, shapes.

use super::field::{self, box_of};
use super::paragraph::Paragraph;
use super::reader::{NoteReference, Reader, text_of};
use super::style::{Height, Runs, Style};
use super::symbol::symbol;
use super::told::Matter;
use super::wrap::{Control, Wrap, control, wrap};
use crate::decode::left_out::Reason;
use crate::decode::package::xml::Element;

/// How the text of a run stands.
#[derive(Debug, Clone, Default)]
struct Look {
    height: Option<Height>,
    font: Option<String>,
    /// Why it is left out, if it is.
    out: Option<Reason>,
}

impl<'t, 'a> Reader<'t, 'a> {
    /// Reads what an element of a paragraph holds.
    pub(super) fn inline(
        &mut self,
        element: Element<'t, 'a>,
        style: &Style,
        paragraph: &mut Paragraph,
    ) {
        for child in self.within(element) {
            match child.name() {
                "r" => self.run(child, style, paragraph),
                "sdt" => self.tick(child, paragraph),
                "oMath" => self.math(child, paragraph),
                _ => {}
            }
        }
    }

    /// A box to tick (复选框).
    pub(super) fn tick(&mut self, element: Element<'t, 'a>, paragraph: &mut Paragraph) {
        if let Control::Box(ticked) = control(element)
            && self.fields.shows()
        {
            self.print(box_of(ticked), &Look::default(), paragraph);
        }
    }

    fn run(&mut self, element: Element<'t, 'a>, style: &Style, paragraph: &mut Paragraph) {
        let Runs { hidden, struck, height, font, placeholder } =
            self.styles.of_run(element.child("rPr"), style);
        if placeholder {
            return self.told.add(Matter::Placeholder, paragraph.here());
        }
        let out = match (hidden, struck) {
            (Some(true), _) => Some(Reason::Hidden),
            (_, Some(true)) => Some(Reason::Struck),
            _ => None,
        };
        self.parts(element, &Look { height, font, out }, style, paragraph);
    }

    fn parts(
        &mut self,
        element: Element<'t, 'a>,
        look: &Look,
        style: &Style,
        paragraph: &mut Paragraph,
    ) {
        let mut marked = false;
        for child in element.children() {
            match child.name() {
                "t" if marked => {}
                "t" => self.print(&text_of(child), look, paragraph),
                "tab" | "ptab" => self.print("\t", look, paragraph),
                "br" | "cr" => {
                    self.print("\n", look, paragraph);
                    if child.attribute("type").as_deref() == Some("page") {
                        self.pages.ask();
                        paragraph.turn(self.pages.here());
                    }
                }
                "noBreakHyphen" => self.print("-", look, paragraph),
                "sym" => {
                    let font = child.attribute("font").unwrap_or_default();
                    let code = child.attribute("char").unwrap_or_default();
                    let code = u32::from_str_radix(code.trim(), 16).unwrap_or(0);
                    let known = |code: &u32| !(0xE000..0xF900).contains(code);
                    let plain = || char::from_u32(code).filter(|_| known(&code));
                    let shown = symbol(&font, code).or_else(plain);
                    self.sign(shown.unwrap_or(char::REPLACEMENT_CHARACTER), look, paragraph);
                }
                "lastRenderedPageBreak" => {
                    self.pages.meet();
                    paragraph.turn(self.pages.here());
                }
                "fldChar" => {
                    if let Some(printed) = field::form(child) {
                        self.print(&printed, look, paragraph);
                    }
                    if !self.fields.mark(child) {
                        self.told.add(Matter::Equation, paragraph.here());
                    }
                }
                "instrText" => self.fields.instruct(&text_of(child)),
                "ruby" => {
                    if let Some(base) = child.child("rubyBase") {
                        self.inline(base, style, paragraph);
                    }
                }
                "footnoteReference" | "endnoteReference" => {
                    if look.out.is_none() && self.fields.shows() {
                        self.left_out.add(Reason::NoteMark, paragraph.here());
                        // What stands beside it is the mark.
                        marked = child.attribute("customMarkFollows").is_some_and(|v| v != "0");
                        self.references.push(NoteReference {
                            endnote: child.name() == "endnoteReference",
                            id: child.attribute("id").unwrap_or_default().into_owned(),
                            page: self.pages.here(),
                        });
                    }
                }
                // Word 2003 writes a note where it is referred to.
                "footnote" | "endnote" => {
                    self.left_out.add(Reason::NoteMark, paragraph.here());
                    self.text_box(child);
                }
                "drawing" | "pict" | "object" => self.shape(child, look, paragraph),
                "oMath" => self.math(child, paragraph),
                _ => match wrap(child) {
                    Wrap::Alternatives => {
                        let choice = child.child("Choice").or_else(|| child.child("Fallback"));
                        if let Some(choice) = choice {
                            self.parts(choice, look, style, paragraph);
                        }
                    }
                    Wrap::Around => self.parts(child, look, style, paragraph),
                    _ => {}
                },
            }
        }
    }

    /// Adds text as it is printed, or counts it if it is not.
    fn print(&mut self, text: &str, look: &Look, paragraph: &mut Paragraph) {
        if !self.fields.shows() || text.is_empty() {
            return;
        }
        if let Some(reason) = look.out {
            if !text.trim().is_empty() {
                self.left_out.add(reason, paragraph.here());
            }
            return;
        }
        self.pages.print();
        let height = look.height.unwrap_or(Height::Line);
        let font = look.font.as_deref().filter(|font| symbol(font, 0x20).is_some());
        let Some(font) = font else {
            return paragraph.push(text, height, &mut self.left_out);
        };
        for c in text.chars() {
            let code = c as u32;
            let in_font = (0x21..0x100).contains(&code) || (0xF000..0xF100).contains(&code);
            let shown = if in_font { symbol(font, code).unwrap_or(c) } else { c };
            self.sign(shown, look, paragraph);
        }
    }

    /// Adds a sign that is known, or is not.
    fn sign(&mut self, sign: char, look: &Look, paragraph: &mut Paragraph) {
        if look.out.is_some() || !self.fields.shows() {
            return;
        }
        if sign == char::REPLACEMENT_CHARACTER {
            self.told.add(Matter::UnknownSymbol, paragraph.here());
        }
        self.pages.print();
        let height = look.height.unwrap_or(Height::Line);
        paragraph.push(sign.encode_utf8(&mut [0; 4]), height, &mut self.left_out);
    }

    /// A drawing: its text boxes are read, its pictures counted.
    fn shape(&mut self, element: Element<'t, 'a>, look: &Look, paragraph: &mut Paragraph) {
        if look.out.is_some() || !self.fields.shows() {
            return;
        }
        self.pages.print();
        let mut open = vec![element];
        while let Some(element) = open.pop() {
            match element.name() {
                "txbxContent" => self.text_box(element),
                "blip" | "imagedata" | "chart" | "relIds" => {
                    self.told.add(Matter::Picture, paragraph.here())
                }
                "OLEObject" => self.embedded(&element.attribute("id").unwrap_or_default()),
                _ => match wrap(element) {
                    Wrap::Alternatives => {
                        open.extend(element.child("Choice").or_else(|| element.child("Fallback")));
                    }
                    Wrap::Out => {}
                    _ => {
                        let from = open.len();
                        open.extend(element.children());
                        open.get_mut(from..).unwrap_or_default().reverse();
                    }
                },
            }
        }
    }

    /// A formula as a line of text: powers behind `^`, quotients with a stroke.
    fn math(&mut self, element: Element<'t, 'a>, paragraph: &mut Paragraph) {
        let line = Look::default();
        match element.name() {
            "t" => return self.print(&text_of(element), &line, paragraph),
            "sup" => self.print("^", &line, paragraph),
            "den" => self.print("/", &line, paragraph),
            name if name.ends_with("Pr") => return,
            _ => {}
        }
        for child in element.children() {
            if !matches!(wrap(child), Wrap::Deleted | Wrap::Out) {
                self.math(child, paragraph);
            }
        }
    }
}
