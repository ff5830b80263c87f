//! Text that is data for programs: JSON, and XML that is no web page. A table stands in such a file
//! two or three times, so that reading it as text would count rows twice.

use super::html;
use super::kind::Foreign;
use crate::error::DecodeError;
use crate::words::{Words, words};

/// Refuses JSON, XML that is no web page, and other exports of recognisers that are no text.
///
/// # Errors
/// [`DecodeError::UnsupportedKind`], which names the tool where it is known.
pub(crate) fn admit(name: &str, text: &str) -> Result<(), DecodeError> {
    let start = text.trim_start();
    let foreign = if is_json(start) {
        Some(json(start))
    } else if start.starts_with('<') {
        xml(start)
    } else {
        other(start)
    };
    foreign.map_or(Ok(()), |foreign| Err(foreign.error(name)))
}

/// A tool and what to give instead of its file. The marks must all stand in the file.
struct Tool {
    marks: &'static [&'static str],
    name: &'static str,
    instead: Instead,
}

#[derive(Clone, Copy)]
enum Instead {
    /// The Markdown that the tool writes beside it.
    Markdown,
    /// Another output of the tool.
    Export,
    /// The table as HTML, or the text, out of the answer.
    Answer,
    /// The source of the extraction.
    Source,
}

impl Instead {
    fn advice(self) -> Words {
        match self {
            Instead::Markdown => words!(
                en: "give the Markdown file that it writes beside this one",
                zh: "请改用该工具同时生成的 Markdown 文件"
            ),
            Instead::Export => words!(
                en: "let the tool write Markdown or HTML and give that",
                zh: "请让该工具输出 Markdown 或 HTML，再提取"
            ),
            Instead::Answer => words!(
                en: "save the recognised text, or its table as HTML or a sheet, and give that",
                zh: "请把识别出的文字、HTML 表格或表格文件另存后再提取"
            ),
            Instead::Source => words!(
                en: "give the report itself; `diff` and `check` take extractions",
                zh: "请给出报告原件；`diff` 和 `check` 可直接使用提取结果"
            ),
        }
    }
}

const fn tool(marks: &'static [&'static str], name: &'static str, instead: Instead) -> Tool {
    Tool { marks, name, instead }
}

/// Keys by which the JSON of a tool is known; the first that fits is taken.
const JSON_TOOLS: &[Tool] = &[
    tool(&["\"jiaokan.report/"], "jiaokan", Instead::Source),
    tool(&["\"DoclingDocument\""], "Docling", Instead::Export),
    tool(&["\"layoutParsingResults\""], "PaddleOCR", Instead::Markdown),
    tool(&["\"parsing_res_list\""], "PaddleOCR (PP-StructureV3, PaddleOCR-VL)", Instead::Markdown),
    tool(&["\"rec_texts\"", "\"rec_boxes\""], "PaddleOCR", Instead::Markdown),
    tool(&["\"pdf_info\"", "\"_backend\""], "MinerU (middle)", Instead::Markdown),
    tool(&["\"pdf_info\"", "\"preproc_blocks\""], "MinerU (middle)", Instead::Markdown),
    tool(&["\"page_idx\"", "\"type\""], "MinerU (content list)", Instead::Markdown),
    tool(&["\"pred_htmls\""], "RapidTable", Instead::Answer),
    tool(&["\"txt\"", "\"score\"", "\"box\""], "RapidOCR", Instead::Answer),
    tool(&["\"analyzeResult\""], "Azure Document Intelligence", Instead::Export),
    tool(&["\"tables_result\""], "Baidu OCR", Instead::Answer),
    tool(&["\"words_result\""], "Baidu OCR", Instead::Answer),
    tool(&["\"TableDetections\""], "Tencent OCR", Instead::Answer),
    tool(&["\"TextDetections\"", "\"Response\""], "Tencent OCR", Instead::Answer),
    tool(&["prism_"], "Alibaba OCR", Instead::Answer),
    tool(&["\"block_type\"", "\"polygon\""], "Marker", Instead::Markdown),
    tool(&["\"cls_id\"", "\"label\""], "MinerU (model)", Instead::Markdown),
    tool(&["\"bbox\"", "\"angle\"", "\"content\""], "MinerU (model)", Instead::Markdown),
    tool(&["\"title_content\""], "MinerU (content list)", Instead::Markdown),
];

/// Elements and names by which the XML of a tool is known.
const XML_TOOLS: &[Tool] = &[
    tool(&["progid=\"Word.Document\""], "Word 2003", Instead::Export),
    tool(&["progid=\"Excel.Sheet\""], "Excel 2003", Instead::Export),
    tool(&["<pkg:package"], "Word", Instead::Export),
    tool(&["<PcGts"], "PAGE", Instead::Answer),
    tool(&["<alto"], "ALTO", Instead::Answer),
    tool(&["ocr_page", "ocrx_word"], "hOCR", Instead::Answer),
];

fn known<'t>(tools: &'t [Tool], text: &str) -> Option<&'t Tool> {
    let bytes = text.as_bytes();
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let has = |mark: &&str| memchr::memmem::find(head, mark.as_bytes()).is_some();
    tools.iter().find(|tool| tool.marks.iter().all(has))
}

/// Bytes in which the marks of a tool are looked for.
const HEAD: usize = 1 << 18;

fn json(text: &str) -> Foreign {
    match known(JSON_TOOLS, text) {
        Some(Tool { name, instead, .. }) => Foreign {
            found: words!(en: "JSON of {name}", zh: "{name} 的 JSON"),
            advice: instead.advice(),
        },
        None => Foreign {
            found: words!(en: "JSON", zh: "JSON"),
            advice: words!(
                en: "give the report itself, or its text, Markdown or HTML",
                zh: "请给出报告原件，或其文本、Markdown、HTML"
            ),
        },
    }
}

/// XML that is no web page, and the web pages of recognisers that hold each word by itself.
fn xml(text: &str) -> Option<Foreign> {
    let tool = known(XML_TOOLS, text);
    let markup = text.starts_with("<?") || is_one_element(text) || tool.is_some();
    let page = html::page::is_html(text);
    if !markup || (page && tool.is_none()) {
        return None;
    }
    Some(match tool {
        Some(Tool { name, instead, .. }) => Foreign {
            found: words!(en: "XML of {name}", zh: "{name} 的 XML"),
            advice: instead.advice(),
        },
        None => Foreign {
            found: words!(en: "XML that is no web page", zh: "XML（不是网页）"),
            advice: words!(
                en: "give the report itself, or its text, Markdown or HTML",
                zh: "请给出报告原件，或其文本、Markdown、HTML"
            ),
        },
    })
}

/// Whether a text is one element that HTML does not know: `<name …>` to `</name>`.
fn is_one_element(text: &str) -> bool {
    let name = |text: &'_ str| -> usize {
        text.bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b'-'))
            .count()
    };
    let body = text.get(1..).unwrap_or_default();
    let Some(name) = body.get(..name(body)).filter(|name| name.len() > 1) else {
        return false;
    };
    let closed = text.trim_end().strip_suffix('>').and_then(|t| t.trim_end().strip_suffix(name));
    closed.is_some_and(|head| head.ends_with("</")) && !html::is_element(name) && name != OTSL
}

/// The element of a table language that is read.
const OTSL: &str = "otsl";

fn other(text: &str) -> Option<Foreign> {
    if text.starts_with("level\tpage_num\tblock_num") {
        return Some(Foreign {
            found: words!(en: "the TSV of Tesseract", zh: "Tesseract 的 TSV"),
            advice: Instead::Answer.advice(),
        });
    }
    let archive = text.starts_with("MIME-Version:") || text.starts_with("From: <Saved by ");
    let head = text.get(..text.len().min(2000)).unwrap_or_default();
    (archive && head.to_ascii_lowercase().contains("multipart/related")).then(|| Foreign {
        found: words!(en: "a web archive (MHTML)", zh: "网页归档（MHTML）"),
        advice: words!(
            en: "save it as HTML or text first",
            zh: "请先另存为 HTML 或文本"
        ),
    })
}

/// Whether a text starts as JSON does: an object with a quoted key, or an array of objects,
/// arrays or strings. Its end may be missing.
fn is_json(text: &str) -> bool {
    let mut rest = text;
    for _ in 0..DEEPEST {
        if let Some(inside) = rest.strip_prefix('{') {
            let inside = inside.trim_start();
            return inside.starts_with('}') || string(inside).is_some_and(|r| r.starts_with(':'));
        }
        let Some(inside) = rest.strip_prefix('[') else {
            return false;
        };
        rest = inside.trim_start();
        if let Some(after) = string(rest) {
            return after.starts_with([',', ']']);
        }
    }
    false
}

/// Arrays within arrays at most before the first object.
const DEEPEST: usize = 6;

/// Longest first string looked at, in bytes.
const LONGEST: usize = 2000;

/// What follows the string with which a text starts, white space left aside.
fn string(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('"')?;
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate().take(LONGEST) {
        match byte {
            b'"' if !escaped => return inside.get(at + 1..).map(str::trim_start),
            b'\n' => return None,
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        match admit("x", text) {
            Ok(()) => "read".to_owned(),
            Err(DecodeError::UnsupportedKind { found, .. }) => found.en,
            Err(_) => "other".to_owned(),
        }
    }

    #[test]
    fn json_is_told_from_text_that_opens_with_a_bracket() {
        assert_eq!(found("{\"a\": 1}"), "JSON");
        assert_eq!(found(" [\n {\"a\": 1},"), "JSON");
        assert_eq!(found("[[{\"a\": 1}]]"), "JSON");
        assert_eq!(found("[\"甲\", \"乙\"]"), "JSON");
        assert_eq!(found("[2024] 第 3 号"), "read");
        assert_eq!(found("[附件] 自评表"), "read");
        assert_eq!(found("{部门名称}"), "read");
    }

    #[test]
    fn the_tool_is_named() {
        assert_eq!(
            found("[{\"type\": \"text\", \"text\": \"x\", \"page_idx\": 0}]"),
            "JSON of MinerU (content list)"
        );
        assert_eq!(
            found("{\"res\": {\"parsing_res_list\": []}}"),
            "JSON of PaddleOCR (PP-StructureV3, PaddleOCR-VL)"
        );
        assert_eq!(found("{\"schema\": \"jiaokan.report/1\"}"), "JSON of jiaokan");
    }

    #[test]
    fn xml_that_is_a_web_page_is_read() {
        assert_eq!(
            found("<?xml version=\"1.0\"?><root><a>1</a></root>"),
            "XML that is no web page"
        );
        assert_eq!(found("<root><a>1</a></root>\n"), "XML that is no web page");
        assert_eq!(
            found("<?xml version=\"1.0\"?>\n<alto xmlns=\"x\"><Layout/></alto>"),
            "XML of ALTO"
        );
        let page = "<?xml version=\"1.0\"?><!DOCTYPE html><html><body><p>文</p></body></html>";
        assert_eq!(found(page), "read");
        assert_eq!(found("<table><tr><td>1</td></tr></table>"), "read");
        assert_eq!(found("<某局办法>已印发"), "read");
        assert_eq!(found("<otsl><fcel>1<nl></otsl>"), "read");
    }
}
