//! What recognisers give: one invented page in the form of each, and the troubles that they are
//! known for, with what is read beside them. How they are made: `fixtures/kinds/make/recognised.py`.

use std::fmt::Write as _;
use std::path::Path;

use jiaokan::Patterns;
use jiaokan::internals::decode::document;
use jiaokan::internals::document::{Document, Grid, Item, Mark};
use jiaokan::internals::location::At;
use jiaokan::internals::source::Source;

use crate::support::{after, expect_all, extract_file, inputs, shown};

fn read(path: &Path) -> Result<Document, String> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = std::fs::read(path).unwrap();
    document(&Source::new(&name, &bytes), Patterns::builtin())
        .map_err(|error| format!("error {}: {error}\n", error.code()))
}

/// Lines, grids with the places and doubts of their cells, notes, and what an extraction makes
/// of the indicators.
fn render(path: &Path) -> String {
    let document = match read(path) {
        Ok(document) => document,
        Err(error) => return error,
    };
    let by = document.recognised_by.as_ref().unwrap();
    let mut out = format!(
        "{} {} pages {} {:?} {:?}\n",
        by.tool,
        by.version.as_deref().unwrap_or("-"),
        document.page_count.map_or("-".to_owned(), |n| n.to_string()),
        document.page_unit,
        document.page_sizes,
    );
    for page in &document.pages {
        for item in &page.items {
            match item {
                Item::Line(line) => {
                    let mark = match line.mark {
                        Some(Mark::Heading) => " heading",
                        Some(Mark::Bullet) => " bullet",
                        None => "",
                    };
                    let sure = sure(line.confidence);
                    writeln!(out, "line {}{mark}{sure}: {}", place(line.at), line.text).unwrap();
                }
                Item::Grid(grid) => render_grid(&mut out, grid),
            }
        }
    }
    for note in &document.notes {
        writeln!(out, "note {} {}: {}", note.code, place(note.at), note.message).unwrap();
    }
    for row in &extract_file(path).indicators {
        let shown = |value: Option<&str>, raw: &str| match value {
            Some(value) => value.to_owned(),
            None => format!("null ({raw})"),
        };
        let numbers = [&row.target, &row.actual].map(|quantity| {
            let number = quantity.number.map(|number| number.to_string());
            shown(number.as_deref(), &quantity.raw)
        });
        let score = row.score.as_ref().map(|score| score.value.to_string());
        let texts = [&row.level1, &row.level2, &row.name]
            .map(|text| shown(text.value.as_deref(), &text.raw));
        let score = score.unwrap_or_else(|| "null".to_owned());
        writeln!(out, "row {} | {} | {score}", texts.join(" | "), numbers.join(" | ")).unwrap();
    }
    out
}

fn render_grid(out: &mut String, grid: &Grid) {
    writeln!(out, "grid {}x{} {}", grid.rows, grid.cols, place(grid.at)).unwrap();
    for cell in &grid.cells {
        let span = match (cell.rowspan, cell.colspan) {
            (1, 1) => String::new(),
            (rows, cols) => format!(" span {rows}x{cols}"),
        };
        let own = if cell.at.bbox() == grid.at.bbox() {
            String::new()
        } else {
            format!(" {}", place(cell.at))
        };
        let contested = if cell.contested { " contested" } else { "" };
        let sure = sure(cell.confidence);
        let text = cell.text.replace('\n', "⏎");
        writeln!(out, "  {},{}{span}{own}{sure}{contested}: {text}", cell.row, cell.col).unwrap();
    }
}

fn sure(confidence: Option<f32>) -> String {
    confidence.map_or_else(String::new, |sure| format!(" {sure:.2}"))
}

fn place(at: At) -> String {
    let page = at.page().map_or("-".to_owned(), |page| format!("p{page}"));
    match at.bbox() {
        Some(bbox) => format!("{page} {}", bbox.map(|side| format!("{side:.0}")).join(" ")),
        None => page,
    }
}

#[test]
fn the_page_of_each_tool_and_the_troubles_of_some_are_read_as_expected() {
    expect_all("recognised", |input| after(input, "expected.txt"), render);
}

/// A cell with its spans.
type Told = (u32, u32, u32, u32, String);

fn grids(document: &Document) -> Vec<Vec<Told>> {
    let items = document.pages.iter().flat_map(|page| &page.items);
    let grids = items.filter_map(|item| match item {
        Item::Grid(grid) => Some(grid),
        Item::Line(_) => None,
    });
    let told = |grid: &Grid| {
        let cells = grid.cells.iter().filter(|cell| !cell.text.is_empty());
        cells.map(|c| (c.row, c.col, c.rowspan, c.colspan, c.text.clone())).collect()
    };
    grids.map(told).collect()
}

#[test]
fn every_tool_gives_the_one_grid_once() {
    let files = inputs("recognised/page");
    assert_eq!(files.len(), 27);
    let first = grids(&read(&files[0]).unwrap());
    assert_eq!((first.len(), first[0].len()), (1, 29));
    for path in files {
        assert_eq!(grids(&read(&path).unwrap()), first, "{}", shown(&path));
    }
}

#[test]
fn every_box_is_a_part_of_its_page() {
    for path in inputs("recognised") {
        let Ok(document) = read(&path) else { continue };
        let inside = |at: At| {
            let Some([left, top, right, bottom]) = at.bbox() else { return true };
            let size = at.page().and_then(|page| document.page_sizes.get(page as usize - 1));
            let [width, height] = *size.unwrap_or(&[f32::INFINITY, f32::INFINITY]);
            0.0 <= left
                && left < right
                && right <= width
                && 0.0 <= top
                && top < bottom
                && bottom <= height
        };
        for item in document.pages.iter().flat_map(|page| &page.items) {
            match item {
                Item::Line(line) => assert!(inside(line.at), "{}: {}", shown(&path), line.text),
                Item::Grid(grid) => {
                    let cells = grid.cells.iter().all(|cell| inside(cell.at));
                    assert!(inside(grid.at) && cells, "{}", shown(&path));
                }
            }
        }
    }
}

#[test]
fn a_finding_on_what_the_recogniser_was_not_sure_of_says_so() {
    let path = crate::support::fixtures("recognised/troubles/low-confidence.json");
    let report = extract_file(&path);
    let row = &report.indicators[2];
    assert_eq!(row.actual.number.map(|number| number.to_string()).as_deref(), Some("4180"));
    let said: Vec<_> =
        report.findings.iter().filter(|f| f.message.contains("not sure of")).collect();
    assert!(!said.is_empty(), "{:#?}", report.findings);
    for finding in said {
        assert!(finding.message.contains("4180人次") && finding.message_zh.contains("4180人次"));
    }
}
