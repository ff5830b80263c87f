//! Text that is data for programs: JSON, and XML that is no web page. What a recogniser made is
//! known by its keys or elements and read by its rules; all else is refused, since a table often
//! stands in such a file two or three times, so that reading it as text would count rows twice.

mod json;
mod markup;

use serde_json::Value;

use super::kind::Foreign;
use super::recognised::Tool;
use crate::error::DecodeError;
use crate::words::{Words, words};

/// Data of a recogniser.
#[derive(Debug)]
pub(crate) struct Structured {
    /// What made it.
    pub(crate) tool: Tool,
    /// The values of its JSON: one, or one a line, or the items of a list of answers. None for
    /// other kinds of data.
    pub(crate) values: Vec<Value>,
}

/// The data of a recogniser that a text is; `None` for a text that is no data.
///
/// # Errors
/// [`DecodeError::UnsupportedKind`] of data that is not read, with what it is; of JSON
/// [`DecodeError::Damaged`] if it is torn and [`DecodeError::TooLarge`] if it is too large or too
/// deep.
pub(crate) fn find(name: &str, text: &str) -> Result<Option<Structured>, DecodeError> {
    let start = text.trim_start();
    let kind = if json::is_json(start) {
        return json::of_json(name, json::parse(name, text)?).map(Some);
    } else if start.starts_with('<') {
        markup::xml(start)
    } else {
        markup::other(start)
    };
    match kind {
        None => Ok(None),
        Some(Kind::Read(tool)) => Ok(Some(Structured { tool, values: Vec::new() })),
        Some(Kind::Refused(foreign)) => Err(foreign.error(name)),
    }
}

/// What is done with data of a kind.
enum Kind {
    Read(Tool),
    Refused(Foreign),
}

fn give_the_report() -> Words {
    words!(
        en: "give the report itself, or its text, Markdown or HTML",
        zh: "请给出报告原件，或其文本、Markdown、HTML"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        match find("x", text) {
            Ok(None) => "text".to_owned(),
            Ok(Some(structured)) => format!("{:?}", structured.tool),
            Err(DecodeError::UnsupportedKind { found, .. }) => found.en,
            Err(error) => error.code().to_owned(),
        }
    }

    #[test]
    fn json_is_told_from_text_that_opens_with_a_bracket() {
        assert_eq!(found("{\"a\": 1}"), "JSON with the keys a");
        assert_eq!(found(" [\n {\"a\": 1},"), "E_DAMAGED");
        assert_eq!(found("[[{\"a\": 1}]]"), "a list in JSON with the keys a");
        assert_eq!(found("[\"甲\", \"乙\"]"), "a list in JSON");
        assert_eq!(found("[[], [{\"a\": 1}]]"), "a list in JSON");
        assert_eq!(found("[] 已完成"), "text");
        assert_eq!(found("[2024] 第 3 号"), "text");
        assert_eq!(found("[附件] 自评表"), "text");
        assert_eq!(found("{部门名称}"), "text");
    }

    #[test]
    fn the_tool_is_known_by_its_keys() {
        let list = "[{\"type\": \"text\", \"text\": \"x\", \"page_idx\": 0}]";
        assert_eq!(found(list), "MineruContentList");
        assert_eq!(found("{\"res\": {\"parsing_res_list\": []}}"), "Paddle");
        assert_eq!(found("[{\"res\": {\"parsing_res_list\": []}}]"), "Paddle");
        assert_eq!(found("{\"rec_texts\": []}\n{\"rec_texts\": []}\n"), "Paddle");
        assert_eq!(found("[[{\"type\": \"text\", \"content\": {}}]]"), "MineruContentListV2");
        assert_eq!(
            found("[[], [{\"type\": \"text\", \"bbox\": [], \"content\": \"\"}]]"),
            "MineruModel"
        );
        assert_eq!(found("{\"schema\": \"jiaokan.report/1\"}"), "an extraction of this program");
    }

    #[test]
    fn json_beyond_the_limits_is_refused() {
        let deep = format!("{}{}", "[".repeat(5000), "{\"a\":1}");
        assert_eq!(found(&deep), "text");
        let deep = format!("{{\"a\":{}", "[".repeat(5000));
        assert_eq!(found(&deep), "E_TOO_LARGE");
    }

    #[test]
    fn xml_that_is_a_web_page_is_read() {
        assert_eq!(
            found("<?xml version=\"1.0\"?><root><a>1</a></root>"),
            "XML that is no web page"
        );
        assert_eq!(found("<root><a>1</a></root>\n"), "XML that is no web page");
        assert_eq!(found("<?xml version=\"1.0\"?>\n<alto xmlns=\"x\"><Layout/></alto>"), "Alto");
        let page = "<?xml version=\"1.0\"?><!DOCTYPE html><html><body><p>文</p></body></html>";
        assert_eq!(found(page), "text");
        assert_eq!(found("<table><tr><td>1</td></tr></table>"), "text");
        assert_eq!(found("<某局办法>已印发"), "text");
        assert_eq!(found("<otsl><fcel>1<nl></otsl>"), "text");
    }
}
