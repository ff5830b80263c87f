use super::*;
use crate::document::{Grid, Item};
use crate::layout::geometry::PageGeometry;
use crate::layout::sample::page;
use crate::layout::write;

/// The grids of a document of these pages, each cell as `row,col rows×cols
/// text`, and the codes of the notes.
fn stitched(pages: Vec<PageGeometry>) -> (Vec<Vec<String>>, Vec<String>) {
    let layouts = pages.into_iter().enumerate();
    let mut layouts: Vec<PageLayout> = layouts
        .map(|(n, page)| {
            PageLayout::of(n, page, false, &mut None, &mut None, &mut None, Patterns::builtin())
        })
        .collect();
    let mut notes = Vec::new();
    let tables = stitch(&mut layouts, Patterns::builtin(), &mut notes);
    let pages = write::pages(&layouts, &tables);
    let grids = pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Grid(grid) => Some(cells(grid)),
        Item::Line(_) => None,
    });
    let codes = notes.iter().map(|note| note.code.to_string()).collect();
    (grids.collect(), codes)
}

fn cells(grid: &Grid) -> Vec<String> {
    let cell = |cell: &crate::document::Cell| {
        let text = cell.text.replace('\n', "/");
        format!("{},{} {}×{} {text}", cell.row, cell.col, cell.rowspan, cell.colspan)
    };
    grid.cells.iter().map(cell).collect()
}

const XS: [f32; 4] = [50.0, 100.0, 200.0, 300.0];

/// A row of three cells of 10 points, between two borders; `/` ends a line.
fn row(page: PageGeometry, top: f32, texts: [&str; 3]) -> PageGeometry {
    let cells = XS.iter().zip(texts);
    cells.fold(page, |page, (x, text)| {
        let lines: Vec<&str> = text.split('/').filter(|line| !line.is_empty()).collect();
        page.lines(x + 5.0, top + 12.0, 10.0, &lines)
    })
}

/// The first page: a header and a row, at the end of the page.
fn first(texts: [&str; 3]) -> PageGeometry {
    let page = page().net(&XS, &[700.0, 720.0, 760.0]);
    row(row(page, 700.0, ["级", "名称", "数值"]), 720.0, texts)
}

/// The next page: one row at its top.
fn next(texts: [&str; 3]) -> PageGeometry {
    row(page().net(&XS, &[50.0, 90.0]), 50.0, texts)
}

#[test]
fn a_row_broken_by_the_page_end_is_made_whole() {
    let above = first(["产出", "组织文艺骨干培训班/的期数共计是多少场", "12"]);
    let (grids, notes) = stitched(vec![above, next(["", "期", ""])]);
    assert_eq!(grids[0][4..], ["1,1 1×1 组织文艺骨干培训班/的期数共计是多少场/期", "1,2 1×1 12"]);
    assert_eq!(notes, ["table_joined", "row_joined"]);
}

#[test]
fn a_row_is_broken_where_its_label_is_printed_again() {
    let above = first(["产出", "组织文艺骨干培训班/的期数共计是多少场", "12"]);
    let below = page()
        .vertical(50.0, 50.0, 130.0)
        .vertical(100.0, 50.0, 130.0)
        .vertical(200.0, 50.0, 130.0)
        .vertical(300.0, 50.0, 130.0)
        .horizontal(50.0, 50.0, 300.0)
        .horizontal(90.0, 100.0, 300.0)
        .horizontal(130.0, 50.0, 300.0);
    let below = row(row(below, 50.0, ["产出", "期", ""]), 90.0, ["", "新建站点", "3"]);
    let (grids, _) = stitched(vec![above, below]);
    assert_eq!(
        grids[0][3..],
        [
            "1,0 2×1 产出",
            "1,1 1×1 组织文艺骨干培训班/的期数共计是多少场/期",
            "1,2 1×1 12",
            "2,1 1×1 新建站点",
            "2,2 1×1 3"
        ]
    );
}

#[test]
fn a_row_of_which_a_column_had_room_left_is_whole() {
    let above = first(["产出", "组织文艺骨干培训班/的期数共计是多少场", "12"]);
    let (grids, notes) = stitched(vec![above, next(["", "期数", "3"])]);
    assert_eq!(grids.len(), 1);
    assert_eq!(grids[0].last().map(String::as_str), Some("2,2 1×1 3"));
    assert_eq!(notes, ["table_joined"]);
}

#[test]
fn two_whole_numbers_are_two_rows() {
    // Neither number would have found room beside the other.
    let above = first(["20805", "1410886.00", "705443.00"]);
    let (grids, notes) = stitched(vec![above, next(["20806", "705443.00", "0.00"])]);
    assert!(grids[0].contains(&"2,1 1×1 705443.00".to_owned()));
    assert_eq!(notes, ["table_joined"]);
}

#[test]
fn the_header_printed_again_is_dropped() {
    let below = page().net(&XS, &[50.0, 70.0, 110.0]);
    let below = row(row(below, 50.0, ["级", "名称", "数值"]), 70.0, ["产出", "场次", "8"]);
    let (grids, notes) = stitched(vec![first(["产出", "期数", "12"]), below]);
    assert_eq!(grids[0].len(), 9);
    assert_eq!(notes, ["table_joined", "repeated_header_dropped"]);
}

#[test]
fn rows_behind_the_header_that_say_the_same_as_above_are_kept() {
    let same = ["产出", "期数", "12"];
    let below = page().net(&XS, &[50.0, 70.0, 110.0]);
    let below = row(row(below, 50.0, ["级", "名称", "数值"]), 70.0, same);
    let (grids, notes) = stitched(vec![first(same), below]);
    assert_eq!(grids[0][6..], ["2,0 1×1 产出", "2,1 1×1 期数", "2,2 1×1 12"]);
    assert_eq!(notes, ["table_joined", "repeated_header_dropped"]);
}

#[test]
fn a_row_that_says_the_same_as_one_above_is_kept() {
    let same = ["产出", "期数", "12"];
    let (grids, _) = stitched(vec![first(same), next(same)]);
    assert_eq!(grids[0][6..], ["2,0 1×1 产出", "2,1 1×1 期数", "2,2 1×1 12"]);
}

/// Two pages of a table whose first column spans all rows of each.
fn spans(above: &str, below: &str) -> Vec<String> {
    let upper = page()
        .net(&XS[1..], &[720.0, 740.0, 760.0])
        .net(&[50.0, 100.0], &[720.0, 760.0])
        .text(55.0, 735.0, 10.0, above)
        .text(105.0, 735.0, 10.0, "期数")
        .text(105.0, 755.0, 10.0, "场次");
    let lower = page()
        .net(&XS[1..], &[50.0, 70.0, 90.0])
        .net(&[50.0, 100.0], &[50.0, 90.0])
        .text(55.0, 65.0, 10.0, below)
        .text(105.0, 65.0, 10.0, "人次")
        .text(105.0, 85.0, 10.0, "面积");
    let (mut grids, _) = stitched(vec![upper, lower]);
    let first = |cell: &String| cell.split(' ').next().is_some_and(|place| place.ends_with(",0"));
    grids.remove(0).into_iter().filter(first).collect()
}

#[test]
fn a_spanning_cell_goes_on_where_its_label_is_printed_once_or_in_two_parts() {
    assert_eq!(spans("数量指标", ""), ["0,0 4×1 数量指标"]);
    assert_eq!(spans("", "数量指标"), ["0,0 4×1 数量指标"]);
    assert_eq!(spans("数量", "指标"), ["0,0 4×1 数量/指标"]);
    assert_eq!(spans("数量指标", "质量指标"), ["0,0 2×1 数量指标", "2,0 2×1 质量指标"]);
}

#[test]
fn page_numbers_and_running_heads_part_no_table() {
    let head = |page: PageGeometry| page.text(200.0, 30.0, 10.0, "海棠市文化馆绩效报告");
    let foot = |page: PageGeometry, number| page.text(280.0, 800.0, 10.0, number);
    let above = foot(head(first(["产出", "期数", "12"])), "- 7 -");
    let below = foot(head(next(["产出", "场次", "8"])), "- 8 -");
    assert_eq!(stitched(vec![above, below]).0.len(), 1);
}

#[test]
fn a_title_between_parts_two_tables() {
    let below = next(["产出", "场次", "8"]).text(50.0, 40.0, 10.0, "附件二");
    let (grids, notes) = stitched(vec![first(["产出", "期数", "12"]), below]);
    assert_eq!((grids.len(), notes.len()), (2, 0));
}

#[test]
fn other_columns_are_another_table() {
    let below = page()
        .net(&[50.0, 150.0, 300.0], &[50.0, 90.0])
        .text(55.0, 65.0, 10.0, "甲")
        .text(155.0, 65.0, 10.0, "乙");
    assert_eq!(stitched(vec![first(["产出", "期数", "12"]), below]).0.len(), 2);
}

#[test]
fn margins_on_opposite_sides_are_the_same_columns() {
    let mut below = next(["产出", "场次", "8"]);
    for ruling in &mut below.rulings {
        if ruling.horizontal {
            (ruling.from, ruling.to) = (ruling.from + 40.0, ruling.to + 40.0);
        } else {
            ruling.place += 40.0;
        }
    }
    for glyph in &mut below.glyphs {
        (glyph.bbox.left, glyph.bbox.right) = (glyph.bbox.left + 40.0, glyph.bbox.right + 40.0);
    }
    assert_eq!(stitched(vec![first(["产出", "期数", "12"]), below]).0.len(), 1);
}

#[test]
fn a_border_that_one_page_lacks_makes_a_spanning_cell() {
    let below = page()
        .net(&[50.0, 200.0, 300.0], &[50.0, 90.0])
        .text(55.0, 65.0, 10.0, "总分")
        .text(205.0, 65.0, 10.0, "98");
    let (grids, _) = stitched(vec![first(["产出", "期数", "12"]), below]);
    assert_eq!(grids[0][6..], ["2,0 1×2 总分", "2,2 1×1 98"]);
}

#[test]
fn a_title_that_says_that_the_table_goes_on_parts_nothing() {
    let below = next(["产出", "场次", "8"]).text(50.0, 40.0, 10.0, "项目支出绩效自评表（续）");
    assert_eq!(stitched(vec![first(["产出", "期数", "12"]), below]).0.len(), 1);
}

#[test]
fn two_whole_numbers_of_a_cell_are_never_one() {
    let page = page()
        .net(&[50.0, 64.0, 160.0], &[700.0, 720.0, 760.0])
        .text(65.0, 715.0, 10.0, "名称")
        .lines(52.0, 732.0, 10.0, &["15", "10"])
        .text(65.0, 735.0, 10.0, "期数");
    let (grids, _) = stitched(vec![page]);
    assert!(grids[0].contains(&"1,0 1×1 15/10".to_owned()), "{grids:?}");
}
