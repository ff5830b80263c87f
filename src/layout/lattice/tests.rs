use super::*;
use crate::layout::geometry::PageGeometry;
use crate::layout::rulings::rulings;
use crate::layout::sample::page;

/// Each cell of the first table as `row,col rows×cols text`.
fn cells(mut page: PageGeometry) -> Vec<String> {
    let (horizontal, vertical) = rulings(&page);
    let mut found = lattices(&horizontal, &vertical).into_iter();
    let Some(lattice) = found.next() else {
        return Vec::new();
    };
    let piece = lattice.fill(0, &mut page.glyphs).without_blank_rows();
    let cell = |cell: &PieceCell| {
        let lines: Vec<String> = cell.lines.iter().map(|l| l.text().text).collect();
        let PieceCell { row, col, rowspan, colspan, .. } = cell;
        format!("{row},{col} {rowspan}×{colspan} {}", lines.join("/"))
    };
    piece.cells.iter().map(cell).collect()
}

const XS: [f32; 3] = [50.0, 100.0, 200.0];
const YS: [f32; 3] = [100.0, 130.0, 160.0];

#[test]
fn each_box_of_a_net_is_a_cell() {
    let page = page()
        .net(&XS, &YS)
        .text(55.0, 120.0, 10.0, "甲")
        .text(105.0, 120.0, 10.0, "乙")
        .text(55.0, 150.0, 10.0, "丙")
        .text(105.0, 140.0, 10.0, "上")
        .text(105.0, 155.0, 10.0, "下");
    assert_eq!(cells(page), ["0,0 1×1 甲", "0,1 1×1 乙", "1,0 1×1 丙", "1,1 1×1 上/下"]);
}

#[test]
fn boxes_without_a_line_between_are_one_cell() {
    let page = page()
        .net(&XS, &[100.0, 160.0])
        .horizontal(130.0, 100.0, 200.0)
        .text(55.0, 134.0, 10.0, "甲")
        .text(105.0, 120.0, 10.0, "乙")
        .text(105.0, 150.0, 10.0, "丙");
    assert_eq!(cells(page), ["0,0 2×1 甲", "0,1 1×1 乙", "1,1 1×1 丙"]);
}

#[test]
fn outer_borders_that_are_not_drawn_are_inferred() {
    // No left and no lower border, as where a page ends.
    let page = page()
        .vertical(100.0, 100.0, 180.0)
        .vertical(200.0, 100.0, 180.0)
        .horizontal(100.0, 50.0, 200.0)
        .horizontal(130.0, 50.0, 200.0)
        .text(55.0, 120.0, 10.0, "甲")
        .text(105.0, 120.0, 10.0, "乙")
        .text(55.0, 150.0, 10.0, "丙")
        .text(105.0, 150.0, 10.0, "丁");
    assert_eq!(cells(page), ["0,0 1×1 甲", "0,1 1×1 乙", "1,0 1×1 丙", "1,1 1×1 丁"]);
}

#[test]
fn the_border_of_a_cell_that_spans_the_page_belongs_to_its_net() {
    let page = page()
        .net(&[100.0, 200.0, 300.0], &[130.0])
        .vertical(50.0, 100.0, 160.0)
        .vertical(100.0, 100.0, 160.0)
        .vertical(200.0, 100.0, 160.0)
        .vertical(300.0, 100.0, 160.0)
        .lines(55.0, 125.0, 10.0, &["甲"])
        .text(105.0, 120.0, 10.0, "乙")
        .text(205.0, 120.0, 10.0, "丙")
        .text(105.0, 150.0, 10.0, "丁");
    assert_eq!(cells(page), ["0,0 2×1 甲", "0,1 1×1 乙", "0,2 1×1 丙", "1,1 1×1 丁", "1,2 1×1 "]);
}

#[test]
fn pieces_of_a_line_are_put_together() {
    // Each cell draws its own borders, doubled between two cells.
    let mut page = page().text(55.0, 120.0, 10.0, "甲").text(105.0, 120.0, 10.0, "乙");
    for (left, right) in [(50.0, 99.0), (101.0, 200.0)] {
        page = page.net(&[left, right], &[100.0, 130.0]);
    }
    assert_eq!(cells(page), ["0,0 1×1 甲", "0,1 1×1 乙"]);
}

#[test]
fn backgrounds_of_cells_draw_a_net() {
    let mut page = page().text(55.0, 120.0, 10.0, "甲").text(105.0, 120.0, 10.0, "乙");
    for (left, right) in [(50.0, 100.0), (100.0, 200.0)] {
        page.fills.push(Rect { left, top: 100.0, right, bottom: 130.0 });
    }
    assert_eq!(cells(page), ["0,0 1×1 甲", "0,1 1×1 乙"]);
}

#[test]
fn an_underlined_word_divides_nothing() {
    let page = page()
        .net(&XS, &[100.0, 160.0])
        .horizontal(132.0, 120.0, 150.0)
        .text(105.0, 130.0, 10.0, "签字：王")
        .text(105.0, 150.0, 10.0, "日期");
    assert_eq!(cells(page), ["0,0 1×1 ", "0,1 1×1 签字：王/日期"]);
}

#[test]
fn text_over_and_under_a_table_stays_outside() {
    // Tall cells of type reach over the border; the middle of a glyph decides.
    let mut page = page()
        .net(&XS, &YS)
        .text(55.0, 99.0, 10.0, "如下表：")
        .text(55.0, 110.0, 10.0, "甲")
        .text(55.0, 170.0, 10.0, "注");
    let (horizontal, vertical) = rulings(&page);
    let lattice = lattices(&horizontal, &vertical).remove(0);
    lattice.fill(0, &mut page.glyphs);
    let rest: String = page.glyphs.iter().map(|g| g.char).collect();
    assert_eq!(rest, "如下表：注");
}

#[test]
fn a_frame_is_no_table() {
    assert!(cells(page().net(&[50.0, 500.0], &[100.0, 700.0])).is_empty());
    assert!(cells(page().horizontal(100.0, 50.0, 500.0).horizontal(200.0, 50.0, 500.0)).is_empty());
}

#[test]
fn a_row_that_only_a_stray_line_tells_is_none() {
    // The border of the label ends inside the second row.
    let page = page()
        .net(&[50.0, 100.0, 200.0], &[100.0, 130.0, 190.0])
        .horizontal(160.0, 50.0, 100.0)
        .text(55.0, 120.0, 10.0, "甲")
        .text(105.0, 120.0, 10.0, "乙")
        .text(55.0, 150.0, 10.0, "丙")
        .text(105.0, 165.0, 10.0, "丁");
    assert_eq!(cells(page), ["0,0 1×1 甲", "0,1 1×1 乙", "1,0 1×1 丙", "1,1 1×1 丁"]);
}
