//! JSON that recognisers write, each known by its keys.

use serde_json::Value;

use super::{Structured, give_the_report};
use crate::decode::kind::Foreign;
use crate::decode::recognised::{Tool, json, lines};
use crate::error::DecodeError;
use crate::words::{Words, words};

/// Marks by which the JSON of a tool is known: paths of keys that must all be there, in the
/// object, in an item of the list (`depth` 1), or in an item of a list in it (2). `key=text`
/// wants a text that starts so, `key{}` an object, `key""` a text or nothing.
struct Mark {
    depth: usize,
    keys: &'static [&'static str],
    tool: Option<Tool>,
}

const fn mark(depth: usize, keys: &'static [&'static str], tool: Tool) -> Mark {
    Mark { depth, keys, tool: Some(tool) }
}

/// What is known and refused: see [`refused`].
const fn known(depth: usize, keys: &'static [&'static str]) -> Mark {
    Mark { depth, keys, tool: None }
}

/// The first that fits is taken.
const JSON: &[Mark] = &[
    known(0, &["schema=jiaokan.report/"]),
    mark(0, &["schema_name=DoclingDocument"], Tool::Docling),
    mark(0, &["document.json_content.schema_name=DoclingDocument"], Tool::Docling),
    mark(0, &["result.layoutParsingResults"], Tool::PaddleServing),
    mark(0, &["layoutParsingResults"], Tool::PaddleServing),
    mark(0, &["result.tableRecResults"], Tool::PaddleServing),
    mark(0, &["result.ocrResults"], Tool::PaddleServing),
    mark(0, &["prunedResult"], Tool::Paddle),
    mark(0, &["parsing_res_list"], Tool::Paddle),
    mark(0, &["res.parsing_res_list"], Tool::Paddle),
    mark(0, &["table_res_list"], Tool::Paddle),
    mark(0, &["res.table_res_list"], Tool::Paddle),
    mark(0, &["rec_texts"], Tool::Paddle),
    mark(0, &["res.rec_texts"], Tool::Paddle),
    mark(0, &["pdf_info"], Tool::MineruMiddle),
    mark(0, &["pred_htmls"], Tool::RapidTable),
    mark(0, &["pred_html", "cell_bboxes"], Tool::RapidTable),
    mark(0, &["analyzeResult"], Tool::Azure),
    mark(0, &["apiVersion", "modelId", "pages"], Tool::Azure),
    mark(0, &["tables_result"], Tool::Baidu),
    mark(0, &["forms_result"], Tool::Baidu),
    mark(0, &["words_result"], Tool::Baidu),
    mark(0, &["Response.TableDetections"], Tool::Tencent),
    mark(0, &["TableDetections"], Tool::Tencent),
    mark(0, &["Response.TextDetections"], Tool::Tencent),
    mark(0, &["TextDetections"], Tool::Tencent),
    mark(0, &["prism_wordsInfo"], Tool::Alibaba),
    mark(0, &["prism_tablesInfo"], Tool::Alibaba),
    mark(0, &["Data.prism_wordsInfo"], Tool::Alibaba),
    mark(0, &["Data={", "RequestId"], Tool::Alibaba),
    mark(0, &["body.Data={"], Tool::Alibaba),
    mark(0, &["result.words_region_list"], Tool::Huawei),
    mark(0, &["data.words_region_list"], Tool::Huawei),
    mark(0, &["words_region_list"], Tool::Huawei),
    mark(0, &["result.words_block_list"], Tool::Huawei),
    mark(0, &["words_block_list"], Tool::Huawei),
    mark(0, &["block_type=Document"], Tool::Marker),
    mark(0, &["blocks", "page_info"], Tool::Marker),
    mark(1, &["page_idx", "type"], Tool::MineruContentList),
    mark(1, &["box", "txt", "score"], Tool::RapidOcr),
    mark(1, &["box", "text", "score"], Tool::RapidOcr),
    known(1, &["layout_dets"]),
    known(1, &["cls_id", "label"]),
    known(2, &["cls_id", "label"]),
    mark(2, &["type", "content{}"], Tool::MineruContentListV2),
    mark(2, &["type", "bbox", "content\"\""], Tool::MineruModel),
];

impl Mark {
    fn fits(&self, value: &Value) -> bool {
        fn anywhere(value: &Value, depth: usize, fits: &dyn Fn(&Value) -> bool) -> bool {
            match (value, depth) {
                (Value::Object(_), 0) => fits(value),
                (Value::Array(items), 1..) => {
                    items.iter().any(|item| anywhere(item, depth - 1, fits))
                }
                _ => false,
            }
        }
        anywhere(value, self.depth, &|value| self.keys.iter().all(|key| has(value, key)))
    }
}

/// Whether an object has a key; see [`Mark`].
fn has(value: &Value, key: &str) -> bool {
    let at = |path| json::at(value, path);
    if let Some((path, start)) = key.split_once('=') {
        return at(path).and_then(Value::as_str).is_some_and(|t| t.trim_start().starts_with(start));
    }
    if let Some(path) = key.strip_suffix("{}") {
        return at(path).is_some_and(Value::is_object);
    }
    match key.strip_suffix("\"\"") {
        Some(path) => at(path).is_some_and(|value| value.is_string() || value.is_null()),
        None => at(key).is_some(),
    }
}

/// The data of the tool that made the values, and which of them it is.
pub(super) fn of_json(name: &str, values: Vec<Value>) -> Result<Structured, DecodeError> {
    let first = values.first().unwrap_or(&Value::Null);
    let find = |value: &Value| JSON.iter().find(|mark| mark.fits(value));
    // A list of answers, one a page, is as good as one answer a line.
    let answers = match first {
        Value::Array(items) => items.first().filter(|item| item.is_object()).and_then(find),
        _ => None,
    };
    match (find(first), answers) {
        (Some(Mark { tool: Some(tool), .. }), _) => Ok(Structured { tool: *tool, values }),
        (None, Some(Mark { tool: Some(tool), .. })) => {
            let flat = values.into_iter().flat_map(|value| match value {
                Value::Array(items) => items,
                other => vec![other],
            });
            Ok(Structured { tool: *tool, values: flat.collect() })
        }
        (Some(_), _) | (None, Some(_)) => Err(refused(first).error(name)),
        // Lists have no keys to tell their tool by.
        (None, None) if values.iter().any(lines::are_told) => {
            Ok(Structured { tool: Tool::Lines, values })
        }
        (None, None) => Err(unknown(first).error(name)),
    }
}

/// JSON that is known and not read.
fn refused(value: &Value) -> Foreign {
    if value.is_object() {
        return Foreign {
            found: words!(en: "an extraction of this program", zh: "本程序的提取结果"),
            advice: words!(
                en: "give the report itself; `diff` and `check` take extractions",
                zh: "请给出报告原件；`diff` 和 `check` 可直接使用提取结果"
            ),
        };
    }
    Foreign {
        found: words!(
            en: "the areas of pages that MinerU found, without text (model.json)",
            zh: "MinerU 的版面区域，不含文字（model.json）"
        ),
        advice: words!(
            en: "give the content_list.json, the middle.json or the Markdown that it writes beside this one",
            zh: "请改用同时生成的 content_list.json、middle.json 或 Markdown 文件"
        ),
    }
}

/// JSON that nobody knows, with its first keys.
fn unknown(value: &Value) -> Foreign {
    const SHOWN: usize = 6;
    let mut inner = value;
    while let Some(first) = inner.as_array().and_then(|items| items.first()) {
        inner = first;
    }
    let keys = inner.as_object().into_iter().flat_map(|map| map.keys());
    let keys: Vec<String> = keys.take(SHOWN).map(|key| key.chars().take(30).collect()).collect();
    let Words { en: list, zh: list_zh } = match value.is_array() {
        true => words!(en: "a list in JSON", zh: "JSON 列表"),
        false => words!(en: "JSON", zh: "JSON"),
    };
    let keys = keys.join(", ");
    Foreign {
        found: match keys.is_empty() {
            true => words!(en: "{list}", zh: "{list_zh}"),
            false => words!(en: "{list} with the keys {keys}", zh: "{list_zh}（键：{keys}）"),
        },
        advice: give_the_report(),
    }
}

/// Most bytes of JSON.
const LARGEST: usize = 256 << 20;

/// The values of JSON: one, or one a line.
pub(super) fn parse(name: &str, text: &str) -> Result<Vec<Value>, DecodeError> {
    let too_large = |found| DecodeError::TooLarge { name: name.to_owned(), found };
    if text.len() > LARGEST {
        let (size, most) = (text.len() >> 20, LARGEST >> 20);
        return Err(too_large(words!(
            en: "{size} MiB of JSON, of which {most} are read at most",
            zh: "{size} MiB 的 JSON，最多读取 {most} MiB"
        )));
    }
    let values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    values.collect::<Result<Vec<Value>, _>>().map_err(|error| {
        if error.to_string().starts_with("recursion limit") {
            return too_large(words!(
                en: "JSON more than 128 deep",
                zh: "嵌套超过 128 层的 JSON"
            ));
        }
        let (line, column) = (error.line(), error.column());
        let found = match error.is_eof() {
            true => words!(en: "it ends in the middle of a value", zh: "在一个值的中间结束"),
            false => words!(
                en: "it is no JSON at line {line}, column {column}",
                zh: "第 {line} 行第 {column} 列不合 JSON 语法"
            ),
        };
        DecodeError::Damaged {
            name: name.to_owned(),
            kind: words!(en: "JSON", zh: "JSON").into(),
            found,
        }
    })
}

/// Whether a text starts as JSON does: an object with a quoted key, or an array of objects,
/// arrays, strings or, deep within, numbers. Its end may be missing.
pub(super) fn is_json(text: &str) -> bool {
    let mut rest = text;
    for depth in 0..DEEPEST {
        // A page without blocks comes first.
        if depth > 0
            && let Some(after) = rest.strip_prefix(']')
        {
            return depth > 1 && after.trim_start().starts_with([',', ']']);
        }
        if let Some(inside) = rest.strip_prefix('{') {
            let inside = inside.trim_start();
            return inside.starts_with('}') || string(inside).is_some_and(|r| r.starts_with(':'));
        }
        let Some(inside) = rest.strip_prefix('[') else {
            return false;
        };
        rest = inside.trim_start();
        // A page without lines comes first.
        if let Some(after) = string(rest).or_else(|| rest.strip_prefix("null")) {
            return after.trim_start().starts_with([',', ']']);
        }
        // `[[1]]` is a note mark, or a link of a wiki.
        if depth >= 2 && rest.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            return true;
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
