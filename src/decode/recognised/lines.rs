//! Lists of lines with their boxes and nothing else, as programs save what a recogniser returned:
//! PaddleOCR 2 (`[box, [text, score]]`, a list a page) and its services, RapidOCR and EasyOCR
//! (`[box, text, score]`), CnOCR, and the answers of PaddleOCR-json, RapidOCR-json and Umi-OCR.

use serde_json::Value;

use super::Made;
use super::json::{bbox, float, share};
use super::output::{Loose, Output};

/// Lists and answers within each other at most, before the lines.
const DEEPEST: usize = 3;

/// Whether lines with boxes stand in a value.
pub(in crate::decode) fn are_told(value: &Value) -> bool {
    let mut found = Vec::new();
    pages(value, DEEPEST, &mut found);
    found.iter().any(|page| !page.is_empty())
}

pub(super) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    let mut found = Vec::new();
    for value in values {
        pages(value, DEEPEST, &mut found);
    }
    for (number, lines) in (1u32..).zip(found) {
        out.page(number, None);
        out.loose(number, lines);
    }
    None
}

/// Adds the lines of each page in a value. A page on which nothing was found is `null`, or an
/// answer with a text in place of its lines.
fn pages(value: &Value, deep: usize, found: &mut Vec<Vec<Loose>>) {
    const WITHIN: [&str; 2] = ["data", "results"];
    let lines = lines(value);
    if !lines.is_empty() {
        return found.push(lines);
    }
    let Some(deep) = deep.checked_sub(1) else { return };
    match value {
        Value::Array(items) => items.iter().for_each(|item| pages(item, deep, found)),
        Value::Object(map) => {
            if let Some(inner) = WITHIN.iter().find_map(|key| map.get(*key)) {
                pages(inner, deep, found);
            }
        }
        Value::Null | Value::String(_) => found.push(Vec::new()),
        _ => {}
    }
}

/// The lines that the items of a list are, or those under numbers (`"0"`, `"1"` …).
fn lines(value: &Value) -> Vec<Loose> {
    let numbered = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit());
    match value {
        Value::Array(items) => items.iter().filter_map(line).collect(),
        Value::Object(map) if map.keys().all(|key| numbered(key)) => {
            map.values().filter_map(line).collect()
        }
        _ => Vec::new(),
    }
}

fn line(value: &Value) -> Option<Loose> {
    const BOXES: [&str; 7] =
        ["box", "position", "text_region", "text_box_position", "dt_boxes", "polygon", "bbox"];
    const TEXTS: [&str; 3] = ["text", "txt", "rec_txt"];
    const SCORES: [&str; 3] = ["score", "confidence", "confident"];
    let of = |keys: &[&str]| keys.iter().find_map(|key| value.get(*key));
    let (place, text, score) = match value {
        Value::Array(parts) => {
            let (place, told) = (parts.first(), parts.get(1));
            match told.and_then(Value::as_array) {
                Some(pair) => (place, pair.first(), pair.get(1)),
                None => (place, told, parts.get(2)),
            }
        }
        Value::Object(_) => (of(&BOXES), of(&TEXTS), of(&SCORES)),
        _ => return None,
    };
    // Some write their scores as texts.
    let number = |score: &Value| float(score).or_else(|| score.as_str()?.parse().ok());
    Some(Loose {
        text: text?.as_str()?.to_owned(),
        bbox: bbox(place)?,
        confidence: share(score.and_then(number), 1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_by_a_box_and_a_text() {
        let told = |json: &str| are_told(&serde_json::from_str(json).unwrap());
        let corners = "[[1, 2], [9, 2], [9, 5], [1, 5]]";
        assert!(told(&format!("[[{corners}, \"分值\", 0.9]]")));
        assert!(told(&format!("[[{corners}, \"分值\"]]")));
        assert!(told(&format!("[null, [[{corners}, [\"分值\", 0.9]]]]")));
        assert!(told(&format!("[[{corners}, [\"分值\", 0.9]]]")));
        assert!(told("[{\"box\": [1, 2, 9, 5], \"text\": \"分值\"}]"));
        assert!(told(&format!("[{{\"position\": {corners}, \"text\": \"分值\"}}]")));
        let answer = format!("{{\"box\": {corners}, \"text\": \"分值\", \"score\": \"0.9\"}}");
        assert!(told(&format!("{{\"code\": 100, \"data\": [{answer}]}}")));
        assert!(told(&format!("{{\"results\": [{{\"data\": [{answer}]}}]}}")));
        assert!(told(&format!("{{\"0\": {{\"dt_boxes\": {corners}, \"rec_txt\": \"分值\"}}}}")));
        assert!(!told("[[\"分值\", 10], [\"得分\", 9]]"));
        assert!(!told("{\"code\": 101, \"data\": \"no text\"}"));
        assert!(!told(&format!("{{\"text\": \"分值\", \"box\": {corners}}}")));
        assert!(!told("[[[1, 2, 9, 5], 7]]"));
    }
}
