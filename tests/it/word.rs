//! Word documents to lines and grids: one fixture for each trouble. A fixture is the parts of a
//! document in one text, each after a line `=== NAME`: `body`, `styles`, `numbering` and the like
//! hold what stands in the outermost element, other names a whole part. The parts are packed, and
//! what is read is compared with the rendering beside the fixture. `UPDATE_EXPECT=1` rewrites the
//! renderings; read the difference.

use std::collections::HashSet;
use std::io::{Cursor, Write as _};
use std::path::Path;

use crate::decode::render;
use crate::support::{after, expect_all, extract, inputs};
use jiaokan::Patterns;
use jiaokan::internals::decode::document;
use jiaokan::internals::document::{Document, Item};
use jiaokan::internals::location::At;
use jiaokan::internals::source::Source;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

#[test]
fn every_trouble_of_word_documents_is_met() {
    expect_all("word", |input| after(input, "expected.txt"), decode);
}

/// Parts that are torn, doubled or mixed up are read in some way or refused: no panic, no hang.
#[test]
fn damaged_parts_harm_nothing() {
    let mut random = 1u64;
    let mut next = move |below: usize| {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below.max(1)
    };
    for path in inputs("word").iter().filter(|path| path.extension().is_some_and(|e| e == "parts"))
    {
        let text = std::fs::read_to_string(path).unwrap();
        let tags: Vec<(usize, &str)> = text.match_indices('<').collect();
        let border = |place: usize| tags.get(place).map_or(text.len(), |(at, _)| *at);
        for _ in 0..40 {
            let (a, b) = (next(tags.len()), next(tags.len()));
            let (from, to) = (border(a.min(b)), border((a.min(b) + 1 + next(8)).min(tags.len())));
            let part = &text[from..to];
            let other = border(b);
            let damaged = match next(4) {
                0 => [&text[..from], &text[to..]].concat(),
                1 => [&text[..to], part, &text[to..]].concat(),
                2 => [&text[..other], part, &text[other..]].concat(),
                _ => text.replacen(
                    "val=\"1\"",
                    &format!("val=\"{}\"", [-1, 0, 70_000, 9][next(4)]),
                    1 + next(5),
                ),
            };
            let _ = document(&Source::new("damaged.docx", &packed(&damaged)), Patterns::builtin());
        }
    }
}

/// The end of a paragraph is told, so that no sentence is joined over it, digits least of all.
#[test]
fn paragraphs_are_not_joined() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body: String = [
        "青屿市航标处部门整体支出绩效自评报告",
        "全年共巡查航标，维护灯器，更换电池，合计320",
        "15座灯塔完成粉刷，验收合格。",
        "全年共接收档案，其中文书档案、科技档案和专门档案",
        "另有照片若干张。",
    ]
    .iter()
    .map(|text| paragraph(text))
    .collect();
    let report = extract("paragraphs.docx", packed(&format!("=== body\n{body}")));
    let texts: Vec<&str> = report.preface.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts.len(), 4, "{texts:?}");
}

#[test]
fn what_is_hostile_ends_soon() {
    let read = |body: String| {
        document(
            &Source::new("hostile.docx", &packed(&format!("=== body\n{body}"))),
            Patterns::builtin(),
        )
    };
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(20_000);
    let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>".repeat(20_000);
    assert!(read(format!("<w:p>{begin}{end}<w:r><w:t>x</w:t></w:r></w:p>")).is_ok());
    let open = "<w:tbl><w:tr><w:tc>".repeat(60);
    let close = "</w:tc></w:tr></w:tbl>".repeat(60);
    assert!(read(format!("{open}<w:p><w:r><w:t>x</w:t></w:r></w:p>{close}")).is_ok());
    let open = "<w:ins>".repeat(300);
    let close = "</w:ins>".repeat(300);
    assert_eq!(read(format!("<w:p>{open}{close}</w:p>")).unwrap_err().code(), "E_TOO_LARGE");
    let row = format!("<w:tr>{}</w:tr>", "<w:tc><w:p/></w:tc>".repeat(1000));
    assert_eq!(
        read(format!("<w:tbl>{}</w:tbl>", row.repeat(201))).unwrap_err().code(),
        "E_TOO_LARGE"
    );
    let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"4294967295\"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>";
    assert!(read(format!("<w:tbl><w:tr>{wide}{wide}</w:tr></w:tbl>")).is_ok());
}

fn decode(path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = std::fs::read(path).unwrap();
    let bytes =
        if name.ends_with(".parts") { packed(&String::from_utf8(bytes).unwrap()) } else { bytes };
    match document(&Source::new(&name, &bytes), Patterns::builtin()) {
        Ok(document) => render(&document) + &pages(&document),
        Err(error) => format!("error {}: {error}\n", error.code()),
    }
}

/// The pages on which each line and table starts and goes on, where the file tells them.
fn pages(document: &Document) -> String {
    let mut out = String::new();
    for item in document.pages.iter().flat_map(|page| &page.items) {
        let places: Vec<At> = match item {
            Item::Line(line) => line.passage().places().collect(),
            Item::Grid(grid) => grid.cells.iter().map(|cell| cell.at).collect(),
        };
        let shown: Vec<String> = places
            .iter()
            .filter_map(|at| Some(format!("{} on {}", at.line()?, at.page()?)))
            .collect();
        if !shown.is_empty() {
            out.push_str(&format!("pages of {}\n", shown.join(", ")));
        }
    }
    out
}

/// The package of the parts of a fixture.
fn packed(text: &str) -> Vec<u8> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("=== "), parts.last_mut()) {
            (Some(name), _) => parts.push((name.to_owned(), String::new())),
            (None, Some((_, part))) => part.push_str(line.trim_start()),
            (None, None) => {}
        }
    }
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
        xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
        xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"";
    let mut references = String::new();
    let mut whole: Vec<(String, String)> = Vec::new();
    for (index, (name, part)) in parts.into_iter().enumerate() {
        let root = match name.as_str() {
            "body" => "document",
            "header" => "hdr",
            other => other,
        };
        if name.contains(['/', '.']) {
            whole.push((name, part));
            continue;
        }
        let inside = if name == "body" { format!("<w:body>{part}</w:body>") } else { part };
        if name != "body" {
            references.push_str(&reference(index, &name, &format!("{name}.xml")));
        }
        let path = if name == "body" { "document" } else { name.as_str() };
        whole.push((format!("word/{path}.xml"), format!("<w:{root} {names}>{inside}</w:{root}>")));
    }
    let has = |whole: &[(String, String)], name: &str| whole.iter().any(|(found, _)| found == name);
    let root = reference(1, "officeDocument", "word/document.xml");
    for (name, references) in [("_rels/.rels", root), ("word/_rels/document.xml.rels", references)]
    {
        if !has(&whole, name) {
            whole.push((name.to_owned(), format!("<Relationships>{references}</Relationships>")));
        }
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut written = HashSet::new();
    whole.retain(|(name, _)| written.insert(name.clone()));
    for (name, part) in whole {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(part.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn reference(id: usize, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
}
