//! What recognisers give: lines, tables and their places as data. A file per tool; each ends in
//! the same [`Output`].

mod alibaba;
mod alto;
mod azure;
mod baidu;
mod bands;
mod boxes;
mod cells;
mod confidence;
mod content;
mod docling;
mod hocr;
mod huawei;
pub(crate) mod json;
mod labels;
pub(super) mod lines;
mod marker;
mod matching;
mod mineru;
mod output;
mod paddle;
mod page;
mod places;
mod rapid;
mod tencent;
mod tesseract;
mod witness;

use serde_json::Value;

use crate::decode::package::xml::Tree;
use crate::document::Document;
use crate::error::DecodeError;
use crate::model::Recogniser;
use crate::patterns::Patterns;
use crate::words::words;
use output::Output;

/// What made a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// `*_content_list.json`: the blocks of all pages in one list.
    MineruContentList,
    /// `*_content_list_v2.json`: a list of blocks for each page.
    MineruContentListV2,
    /// `*_middle.json`.
    MineruMiddle,
    /// `*_model.json` of the language model: a list of blocks for each page, boxes from 0 to 1.
    MineruModel,
    /// PP-StructureV3, PaddleOCR-VL, PP-OCR: one page a value.
    Paddle,
    /// The answer of a PaddleOCR service.
    PaddleServing,
    /// Lines with boxes, of one of several tools.
    Lines,
    RapidOcr,
    RapidTable,
    Docling,
    Marker,
    Azure,
    Tencent,
    Baidu,
    Alibaba,
    Huawei,
    Hocr,
    Alto,
    Page,
    /// Its TSV.
    Tesseract,
}

impl Tool {
    /// The name of the program.
    fn name(self) -> &'static str {
        match self {
            Tool::MineruContentList
            | Tool::MineruContentListV2
            | Tool::MineruMiddle
            | Tool::MineruModel => "MinerU",
            Tool::Paddle | Tool::PaddleServing => "PaddleOCR",
            Tool::Lines => "OCR",
            Tool::RapidOcr => "RapidOCR",
            Tool::RapidTable => "RapidTable",
            Tool::Docling => "Docling",
            Tool::Marker => "Marker",
            Tool::Azure => "Azure Document Intelligence",
            Tool::Tencent => "Tencent OCR",
            Tool::Baidu => "Baidu OCR",
            Tool::Alibaba => "Alibaba OCR",
            Tool::Huawei => "Huawei OCR",
            Tool::Hocr => "hOCR",
            Tool::Alto => "ALTO",
            Tool::Page => "PAGE",
            Tool::Tesseract => "Tesseract",
        }
    }
}

/// The program as the file names it, and its version.
type Made = Option<(String, Option<String>)>;

/// Decodes the data of a recogniser: `values` of JSON, else `text`.
///
/// # Errors
/// [`DecodeError::Empty`] if no text stands in it; what is wrong with XML.
pub(crate) fn document(
    name: &str,
    tool: Tool,
    text: &str,
    values: &[Value],
    patterns: &Patterns,
) -> Result<Document, DecodeError> {
    let mut out = Output::new(patterns);
    let made: Made = match tool {
        Tool::Alto | Tool::Page => {
            let tree = Tree::parse(text);
            let kind = tool.name();
            let kind = words!(en: "XML of {kind}", zh: "{kind} 的 XML");
            let tree = tree.map_err(|error| error.of(name, kind))?;
            match tool {
                Tool::Alto => alto::read(&tree.root(), &mut out),
                _ => page::read(&tree.root(), &mut out),
            }
        }
        Tool::Hocr => hocr::read(text, &mut out),
        Tool::Tesseract => tesseract::read(text, &mut out),
        Tool::MineruContentList => mineru::list::read(values, &mut out),
        Tool::MineruContentListV2 => mineru::by_page::read(values, &mut out),
        Tool::MineruMiddle => mineru::middle::read(values, &mut out),
        Tool::MineruModel => mineru::model::read(values, &mut out),
        Tool::Paddle => paddle::read(values, &mut out),
        Tool::PaddleServing => paddle::serving(values, &mut out),
        Tool::Lines | Tool::RapidOcr => lines::read(values, &mut out),
        Tool::RapidTable => rapid::tables(values, &mut out),
        Tool::Docling => docling::read(values, &mut out),
        Tool::Marker => marker::read(values, &mut out),
        Tool::Azure => azure::read(values, &mut out),
        Tool::Tencent => tencent::read(values, &mut out),
        Tool::Baidu => baidu::read(values, &mut out),
        Tool::Huawei => huawei::read(values, &mut out),
        Tool::Alibaba => alibaba::read(name, values, &mut out)?,
    };
    let (tool, version) = made.unwrap_or_else(|| (tool.name().to_owned(), None));
    let document = out.finish();
    let is_empty = document.pages.iter().all(|page| page.items.is_empty());
    let told = document.notes.iter().any(|note| note.code == "table_without_cells");
    if is_empty && !told {
        return Err(DecodeError::Empty { name: name.to_owned() });
    }
    Ok(Document { recognised_by: Some(Recogniser { tool, version }), ..document })
}

/// A program whose version may stand in its name: `tesseract 5.3.0`.
fn named(name: &str, version: Option<String>) -> (String, Option<String>) {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let version = version.filter(|version| !version.is_empty());
    let parts =
        name.rsplit_once(' ').filter(|(_, last)| last.starts_with(|c: char| c.is_ascii_digit()));
    match (version, parts) {
        (None, Some((name, last))) => (name.trim().to_owned(), Some(last.to_owned())),
        (version, _) => (name.to_owned(), version),
    }
}
