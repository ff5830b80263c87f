//! Bytes to lines and grids: one fixture for each trouble, with a readable
//! rendering of what is expected beside it. `UPDATE_EXPECT=1` rewrites the
//! renderings; read the difference.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::{after, expect_all, inputs};
use jiaokan::Patterns;
use jiaokan::internals::decode::document;
use jiaokan::internals::document::{Document, Grid, Item, Line, Mark, Origin};
use jiaokan::internals::location::At;
use jiaokan::internals::source::Source;

fn decode(path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = std::fs::read(path).unwrap();
    match document(&Source::new(&name, &bytes), Patterns::builtin()) {
        Ok(document) => render(&document),
        Err(error) => format!("error {}: {error}\n", error.code()),
    }
}

fn check(folder: &str) {
    expect_all(folder, |input| after(input, "expected.txt"), decode);
}

#[test]
fn tables_are_found_in_every_form() {
    check("tables");
}

#[test]
fn pages_of_fixed_layout_packages_are_read_whoever_wrote_them() {
    check("ofd");
}

#[test]
fn data_for_programs_is_refused_and_its_tool_named() {
    check("structured");
}

#[test]
fn every_encoding_gives_the_same_text() {
    check("encodings");
}

#[test]
fn workbooks_print_what_their_cells_show() {
    check("sheet");
}

#[test]
fn a_workbook_prints_the_same_in_the_old_and_in_the_new_kind_of_file() {
    let mut wrong = Vec::new();
    for path in inputs("sheet").into_iter().filter(|path| path.with_extension("xls").exists()) {
        let one = decode(&path).replacen("\"xlsx\"", "\"xls\"", 1);
        if path.extension().is_some_and(|end| end == "xlsx")
            && !one.starts_with("error")
            && one != decode(&path.with_extension("xls"))
        {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// What was read, for people.
pub(crate) fn render(document: &Document) -> String {
    let mut out = format!(
        "{} {} pages {}\n",
        serde_json::to_string(&document.format).unwrap(),
        serde_json::to_string(&document.encoding).unwrap(),
        document.page_count.map_or("-".to_owned(), |n| n.to_string())
    );
    for page in &document.pages {
        if let Some(number) = page.number {
            writeln!(out, "page {number}").unwrap();
        }
        for item in &page.items {
            match item {
                Item::Line(line) => render_line(&mut out, line),
                Item::Grid(grid) => render_grid(&mut out, grid),
            }
        }
    }
    for note in &document.notes {
        writeln!(out, "note {} {}: {}", note.code, place(note.at), note.message).unwrap();
    }
    out
}

fn place(at: At) -> String {
    if let (Some(page), Some(cell)) = (at.page(), at.cell()) {
        let chars = at.chars().map(|[from, to]| format!(":{from}-{to}"));
        return format!("{page}!{cell}{}", chars.unwrap_or_default());
    }
    match (at.line(), at.chars()) {
        (Some(line), Some([from, to])) => format!("{line}:{from}-{to}"),
        (Some(line), None) => format!("{line}"),
        _ => match (at.bbox(), at.page()) {
            (Some(sides), _) => {
                let [left, top, right, bottom] = sides.map(f32::round);
                format!("{left},{top},{right},{bottom}")
            }
            (None, Some(page)) => format!("page {page}"),
            (None, None) => "-".to_owned(),
        },
    }
}

fn render_line(out: &mut String, line: &Line) {
    let gap = if line.after_gap { " gap" } else { "" };
    let mark = match line.mark {
        Some(Mark::Heading) => " heading",
        Some(Mark::Bullet) => " bullet",
        None => "",
    };
    let indent = match line.indent {
        0 => String::new(),
        n => format!(" indent {n}"),
    };
    writeln!(out, "line {}{gap}{mark}{indent}: {}", place(line.at), line.text).unwrap();
}

fn render_grid(out: &mut String, grid: &Grid) {
    let origin = match grid.origin {
        Origin::Separators => "separators",
        Origin::Alignment => "alignment",
        Origin::Flattened => "flattened",
        Origin::Spans => "spans",
    };
    writeln!(out, "grid {origin} {}x{} at {}", grid.rows, grid.cols, place(grid.at)).unwrap();
    let mut row = None;
    for cell in &grid.cells {
        if row != Some(cell.row) {
            row = Some(cell.row);
            writeln!(out, "  row {}", cell.row).unwrap();
        }
        let span = match (cell.rowspan, cell.colspan) {
            (1, 1) => String::new(),
            (rows, cols) => format!(" span {rows}x{cols}"),
        };
        writeln!(
            out,
            "    {}{span} {}: {}",
            cell.col,
            place(cell.at),
            cell.text.replace('\n', "⏎")
        )
        .unwrap();
    }
}

/// The decoded text of the sources of these properties, by physical line.
fn physical(text: &str) -> Vec<Vec<char>> {
    let text = text.replace("\r\n", "\n");
    let end = |c| matches!(c, '\n' | '\r' | '\u{0B}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.split(end).map(|line| line.chars().collect()).collect()
}

/// Asserts that a place points at the text said to stand there; of text over
/// several lines, at its first part.
fn assert_placed(lines: &[Vec<char>], text: &str, at: At, tags: bool) {
    let (Some(line), Some([from, to])) = (at.line(), at.chars()) else {
        assert!(text.is_empty(), "no place for {text:?}");
        return;
    };
    let line = &lines[line as usize - 1];
    let found: String = line[from as usize..to as usize].iter().collect();
    let first = text.split('\n').next().unwrap();
    // Tags and collapsed white space may stand within the place in HTML.
    let start = |text: &str| text.chars().next();
    assert!(
        found == first || (tags && start(&found) == start(first)),
        "{text:?} is said to stand at {found:?}"
    );
}

fn assert_all_placed(text: &str) {
    let source = Source::new("x", text);
    let Ok(document) = document(&source, Patterns::builtin()) else {
        return;
    };
    let tags = text.contains('<');
    let lines = physical(text.strip_prefix('\u{FEFF}').unwrap_or(text));
    for item in document.pages.iter().flat_map(|p| &p.items) {
        match item {
            Item::Line(line) => assert_placed(&lines, &line.text, line.at, tags),
            Item::Grid(grid) => {
                for cell in &grid.cells {
                    assert!(cell.row + cell.rowspan <= grid.rows);
                    assert!(cell.col + cell.colspan <= grid.cols);
                    assert_placed(&lines, &cell.text, cell.at, tags);
                }
            }
        }
    }
}

/// What spans cover is held in memory place by place: a short source must not ask for millions.
#[test]
fn spans_cover_no_more_than_a_wide_table_of_as_many_rows() {
    const ROWS: usize = 400;
    const SPANS: usize = 300;
    let html = format!(
        "<table><tr>{}</tr>{}</table>",
        "<td rowspan=9999 colspan=50>甲</td>".repeat(SPANS),
        "<tr><td>乙</td></tr>".repeat(ROWS)
    );
    let wiki = format!(
        "{{|\n|-\n{}{}|}}\n",
        "| rowspan=150 colspan=150 | 甲\n".repeat(SPANS),
        "|-\n| 乙\n".repeat(ROWS)
    );
    let textile = format!("|{}\n{}", "\\50/90. 甲 |".repeat(SPANS), "| 乙 | 丙 |\n".repeat(ROWS));
    for (name, source) in [("html", html), ("wiki", wiki), ("textile", textile)] {
        let source = source.as_bytes();
        let document = document(&Source::new(name, source), Patterns::builtin()).unwrap();
        let grids =
            document.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
                Item::Grid(grid) => Some(grid),
                Item::Line(_) => None,
            });
        let covered: usize = grids
            .flat_map(|grid| &grid.cells)
            .map(|cell| cell.rowspan as usize * cell.colspan as usize)
            .sum();
        assert!(covered >= SPANS + ROWS, "{name}: {covered}");
        assert!(covered <= 70 * ROWS, "{name}: {covered}");
    }
}

#[test]
fn every_place_points_at_its_text() {
    for path in inputs("tables") {
        let text = std::fs::read_to_string(&path).unwrap();
        // Escapes and references are shorter in the text than in the source.
        let literal = !text.contains(['\\', '&']) && !text.contains("**") && !text.contains("\"\"");
        let whole = !path.to_string_lossy().ends_with(".html");
        if literal && whole && !text.contains("<b>") && !text.contains("<br") {
            assert_all_placed(&text);
        }
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Stretches of what reports are made of, to be put in any order.
    fn stretch() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "一级指标",
            "二级指标",
            "三级指标",
            "预期值",
            "实现值",
            "分值",
            "得分",
            "原因",
            "产出指标",
            "数量指标",
            "满意度",
            "≥5",
            "100%",
            "12.5 万元",
            "合理",
            "/",
            "：",
            "。",
            "，",
            "一、",
            "(二)",
            "\t",
            "\t\t",
            "|",
            "｜",
            "│",
            " | ",
            "  ",
            "      ",
            "　",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "\u{0C}",
            "\u{2028}",
            "# ",
            "- ",
            "---",
            "+----+----+",
            "├──┼──┤",
            "|---|---|",
            "\"",
            ",",
            ",,,",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "</td>",
            "<td rowspan=\"2\" colspan=3>",
            "</tr>",
            "<",
            ">",
            "<p>",
            "<html>",
            "</p>",
            "<br>",
            "<pre>",
            "<!--",
            "-->",
            "<div class=\"footer\">",
            "```",
            "> ",
            "\u{200B}",
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 400,
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = document(&Source::new("x", &bytes), Patterns::builtin());
        }

        #[test]
        fn no_text_panics_and_every_place_holds(parts in prop::collection::vec(stretch(), 0..60)) {
            let text = parts.concat();
            if text.contains("<pre>") || text.contains("<p>") || text.contains("<br>") || text.contains("-->") {
                let _ = document(&Source::new("x", &text), Patterns::builtin());
            } else {
                assert_all_placed(&text);
            }
        }

        #[test]
        fn every_encoding_decodes_to_the_same(parts in prop::collection::vec(stretch(), 0..40)) {
            let text = format!("绩效自评报告：本部门支出完成情况说明\n{}", parts.concat());
            let read = |bytes: Vec<u8>| {
                document(&Source::new("x", &bytes), Patterns::builtin()).map(|d| {
                    render(&d).split_once('\n').map(|(_, rest)| rest.to_owned())
                }).ok()
            };
            let utf8 = read(text.clone().into_bytes());
            let utf16 = std::iter::once(0xFEFF).chain(text.encode_utf16());
            let utf16: Vec<u8> = utf16.flat_map(u16::to_le_bytes).collect();
            prop_assert_eq!(&read(utf16), &utf8);
            let (gb, _, lossy) = encoding_rs::GB18030.encode(&text);
            if !lossy {
                prop_assert_eq!(&read(gb.into_owned()), &utf8);
            }
        }
    }
}
