//! Text as HTML that shows it: nothing in it is mark-up, and nothing turns the direction of
//! writing.

use std::fmt::{self, Display, Formatter};

use crate::visible;
use crate::words::{Phrase, Words};

/// HTML that is whole and escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Html(pub(super) String);

impl Display for Html {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

impl Html {
    /// A text.
    pub(super) fn text(text: &str) -> Html {
        let mut html = String::with_capacity(text.len());
        push_text(&mut html, text);
        Html(html)
    }

    /// The same thing said in both languages; the page shows one.
    pub(super) fn both(zh: &str, en: &str) -> Html {
        let mut html = String::with_capacity(zh.len() + en.len() + 48);
        if zh == en {
            push_text(&mut html, zh);
            return Html(html);
        }
        html.push_str("<span lang=\"zh-CN\">");
        push_text(&mut html, zh);
        html.push_str("</span><span lang=\"en\">");
        push_text(&mut html, en);
        html.push_str("</span>");
        Html(html)
    }

    pub(super) fn words(words: &Words) -> Html {
        Html::both(&words.zh, &words.en)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Phrase> for Html {
    fn from(phrase: Phrase) -> Html {
        Html::both(phrase.zh, phrase.en)
    }
}

/// Adds a text. Controls that a reader could not see, or that would turn the text around
/// them, stand as their numbers.
pub(super) fn push_text(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\n' | '\t' | '\u{3000}' => html.push(c),
            '\r' => {}
            c if is_unseen(c) => {
                html.push_str("<span class=\"ctl\">");
                html.push_str(&visible::number(c));
                html.push_str("</span>");
            }
            c => html.push(c),
        }
    }
}

/// Adds a character where no element may stand, as in a drawing.
pub(super) fn push_char(html: &mut String, c: char) {
    match c {
        '\n' | '\r' | '\t' => html.push(' '),
        c if is_unseen(c) => html.push('\u{FFFD}'),
        c => push_text(html, c.encode_utf8(&mut [0; 4])),
    }
}

/// Whether a character takes no room, turns the text around it, or may not stand in HTML.
fn is_unseen(c: char) -> bool {
    visible::is_active(c)
        || matches!(
            c,
            '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}'
        )
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// JSON that may stand inside a `script` element.
pub(super) fn json(value: &impl serde::Serialize) -> Html {
    let text = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            c => safe.push(c),
        }
    }
    Html(visible::json_text(safe))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup_or_turns_it() {
        assert_eq!(Html::text("<script>\"'&").0, "&lt;script&gt;&quot;&#39;&amp;");
        let turned = Html::text("99\u{202E}001");
        assert_eq!(turned.0, "99<span class=\"ctl\">U+202E</span>001");
        assert_eq!(json(&"</script>\u{2028}").0, "\"\\u003c/script\\u003e\\u2028\"");
    }

    #[test]
    fn what_is_the_same_in_both_languages_stands_once() {
        assert_eq!(Html::both("12", "12").0, "12");
        assert!(Html::both("残损", "damaged").0.contains("<span lang=\"en\">damaged</span>"));
    }
}
