//! Which elements stand apart from the text around them: hidden, struck through, raised,
//! lowered, or a reading above the characters.

use super::scan::{Tag, attributes};

/// How the text of an element stands apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apart {
    /// Not shown (隐藏).
    Hidden,
    /// Struck through (删除线): what stood there before a correction.
    Struck,
    /// A reading printed above characters (注音).
    Gloss,
    /// Raised (上标).
    Raised,
    /// Lowered (下标).
    Lowered,
}

/// How the classes of a page's own style sheets set text apart. Only selectors of one class are
/// understood, and none within a condition such as `@media`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Classes<'a> {
    classes: Vec<(&'a str, Apart)>,
}

impl<'a> Classes<'a> {
    /// Reads the style sheets of a page.
    pub(super) fn of(source: &'a str) -> Self {
        let mut classes = Vec::new();
        let mut rest = source;
        while let Some(start) = memchr::memmem::find(rest.as_bytes(), b"<style") {
            rest = rest.get(start..).unwrap_or_default();
            let end = memchr::memmem::find(rest.as_bytes(), b"</style").unwrap_or(rest.len());
            let (sheet, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let from = sheet.find('>').map_or(sheet.len(), |at| at + 1);
            read_sheet(sheet.get(from..).unwrap_or_default(), &mut classes);
            rest = after;
        }
        Self { classes }
    }

    fn apart(&self, names: &str) -> Option<Apart> {
        if self.classes.is_empty() {
            return None;
        }
        names.split_whitespace().find_map(|name| {
            self.classes.iter().find(|(class, _)| *class == name).map(|&(_, apart)| apart)
        })
    }
}

fn read_sheet<'a>(sheet: &'a str, classes: &mut Vec<(&'a str, Apart)>) {
    let mut rest = sheet;
    while let Some(open) = rest.find(['{', '}']) {
        let (head, after) = rest.split_at(open);
        let after = after.get(1..).unwrap_or_default();
        if rest.as_bytes().get(open) == Some(&b'}') {
            rest = after;
            continue;
        }
        let head = ["*/", "<!--", ";"]
            .iter()
            .fold(head, |head, end| head.rsplit(end).next().unwrap_or(head));
        if head.trim_start().starts_with('@') {
            rest = after_block(after);
            continue;
        }
        let (body, next) = after.split_at(after.find('}').unwrap_or(after.len()));
        if let Some(apart) = declared(body, Tag::Span) {
            let names = head.split(',').filter_map(one_class);
            classes.extend(names.map(|name| (name, apart)));
        }
        rest = next;
    }
}

/// The rest of a sheet behind a block within which others stand.
fn after_block(text: &str) -> &str {
    let mut depth = 1usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

/// The class of a selector `.class` or `element.class`.
fn one_class(selector: &str) -> Option<&str> {
    let (element, class) = selector.trim().split_once('.')?;
    let name = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    (name(element) && !class.is_empty() && name(class)).then_some(class)
}

/// How an element stands apart, by its name, attributes and classes.
pub(super) fn apart(tag: Tag, source: &str, classes: &Classes) -> Option<Apart> {
    let by_tag = match tag {
        Tag::Del | Tag::S | Tag::Strike => Some(Apart::Struck),
        Tag::Rt | Tag::Rp | Tag::Rtc => Some(Apart::Gloss),
        Tag::Sup => Some(Apart::Raised),
        Tag::Sub => Some(Apart::Lowered),
        _ => None,
    };
    let mut by_style = None;
    for (key, value) in attributes(source) {
        let found = match key.len() {
            5 if key.eq_ignore_ascii_case("style") => declared(value, tag),
            5 if key.eq_ignore_ascii_case("class") => {
                classes.apart(value).or_else(|| refers_to_note(value).then_some(Apart::Raised))
            }
            4 if tag == Tag::A && key.eq_ignore_ascii_case("href") => {
                leads_to_note(value).then_some(Apart::Raised)
            }
            6 if key.eq_ignore_ascii_case("hidden") => Some(Apart::Hidden),
            5 if tag == Tag::Col && key.eq_ignore_ascii_case("width") => nothing(value),
            6 if tag == Tag::Tr && key.eq_ignore_ascii_case("height") => nothing(value),
            _ => None,
        };
        if found == Some(Apart::Hidden) {
            return found;
        }
        by_style = by_style.or(found);
    }
    // What only moves a cell or a block within its line is no raised character.
    let by_style =
        by_style.filter(|&apart| tag.is_inline() || matches!(apart, Apart::Hidden | Apart::Struck));
    by_tag.or(by_style)
}

/// What a style says of the element it belongs to.
fn declared(style: &str, tag: Tag) -> Option<Apart> {
    style.split(';').find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let (name, value) = (name.trim(), value.trim());
        let first = value.split(|c: char| c.is_whitespace() || c == '!').next()?;
        let is = |word: &str| first.eq_ignore_ascii_case(word);
        let named = |word: &str| name.eq_ignore_ascii_case(word);
        let apart = match name.len() {
            7 if named("display") && is("none") => Apart::Hidden,
            10 if named("visibility") && (is("hidden") || is("collapse")) => Apart::Hidden,
            8 if named("mso-hide") && is("all") => Apart::Hidden,
            5 if named("width") && tag == Tag::Col => nothing(first)?,
            6 if named("height") && tag == Tag::Tr => nothing(first)?,
            9 if named("font-size") && tag.is_inline() => nothing(first)?,
            14 if named("vertical-align") && is("super") => Apart::Raised,
            14 if named("vertical-align") && is("sub") => Apart::Lowered,
            14 if named("mso-text-raise") => {
                if first.starts_with('-') {
                    Apart::Lowered
                } else {
                    Apart::Raised
                }
            }
            15 | 20 if named("text-decoration") || named("text-decoration-line") => {
                let words = value.split(|c: char| c.is_whitespace() || c == '!');
                let mut struck = words.filter(|word| word.eq_ignore_ascii_case("line-through"));
                struck.next().map(|_| Apart::Struck)?
            }
            _ => return None,
        };
        Some(apart)
    })
}

/// Hidden, if a measure is nothing.
fn nothing(measure: &str) -> Option<Apart> {
    let digits = measure.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let zero = !digits.is_empty() && digits.chars().all(|c| matches!(c, '0' | '.'));
    zero.then_some(Apart::Hidden)
}

/// Classes that word processors and converters give to the mark of a note.
fn refers_to_note(classes: &str) -> bool {
    let lower = classes.to_ascii_lowercase();
    ["footnotereference", "endnotereference", "footnote-ref", "noteref"]
        .iter()
        .any(|word| lower.contains(word))
}

/// Links from the mark of a note to the note.
fn leads_to_note(href: &str) -> bool {
    let Some(target) = href.rsplit('#').next().filter(|_| href.contains('#')) else {
        return false;
    };
    ["_ftn", "_edn", "fn", "footnote", "cite_note"].iter().any(|start| {
        target.strip_prefix(start).is_some_and(|rest| {
            rest.trim_start_matches(['-', ':', '_']).starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tag: Tag, source: &str) -> Option<Apart> {
        apart(tag, source, &Classes::default())
    }

    #[test]
    fn every_way_to_hide_is_known() {
        assert_eq!(of(Tag::Tr, " style='display:none'"), Some(Apart::Hidden));
        assert_eq!(of(Tag::Tr, " height=0 style='mso-yfti-irow:3'"), Some(Apart::Hidden));
        assert_eq!(of(Tag::Td, " style=\"Display : None !important\""), Some(Apart::Hidden));
        assert_eq!(of(Tag::Span, " style='mso-hide:all'"), Some(Apart::Hidden));
        assert_eq!(of(Tag::Td, " hidden"), Some(Apart::Hidden));
        assert_eq!(of(Tag::Td, " style='visibility: hidden'"), Some(Apart::Hidden));
        assert_eq!(of(Tag::Col, " width=0 style='mso-width-source:userset'"), Some(Apart::Hidden));
        assert_eq!(of(Tag::Td, " width=0 height=20"), None);
        assert_eq!(of(Tag::Tr, " height=20 style='height:15.0pt'"), None);
        assert_eq!(of(Tag::Span, " style='font-size:0'"), Some(Apart::Hidden));
        assert_eq!(of(Tag::Span, " style='font-size:10.0pt'"), None);
    }

    #[test]
    fn raised_and_struck_text_is_told_by_style_too() {
        assert_eq!(of(Tag::Span, " style='vertical-align:super'"), Some(Apart::Raised));
        assert_eq!(of(Tag::Span, " class=MsoFootnoteReference"), Some(Apart::Raised));
        assert_eq!(of(Tag::A, " href=\"#_ftn1\""), Some(Apart::Raised));
        assert_eq!(of(Tag::A, " href=\"#fund\""), None);
        assert_eq!(
            of(Tag::Span, " style='text-decoration: red line-through'"),
            Some(Apart::Struck)
        );
        assert_eq!(of(Tag::Td, " style='vertical-align:sub'"), None);
    }

    #[test]
    fn classes_of_the_page_are_read() {
        let source = "<style>@media print{.a{display:none}} td.b, .c {color:red;display:none}\
                      .d .e{display:none}</style>";
        let classes = Classes::of(source);
        assert_eq!(classes.apart("b"), Some(Apart::Hidden));
        assert_eq!(classes.apart("x c"), Some(Apart::Hidden));
        assert_eq!(classes.apart("a"), None);
        assert_eq!(classes.apart("e"), None);
    }
}
