use super::*;
use crate::layout::geometry::PageGeometry;
use crate::layout::rulings::rulings;
use crate::layout::sample::page;
use crate::patterns::Patterns;

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

/// As [`cells`], with the lines that are not drawn.
fn completed_cells(mut page: PageGeometry) -> Vec<String> {
    let (horizontal, vertical) = rulings(&page);
    let lattice = lattices(&horizontal, &vertical).into_iter().next().unwrap();
    let piece = lattice.fill(0, &mut page.glyphs).without_blank_rows();
    let cell = |cell: &PieceCell| {
        let lines: Vec<String> = cell.lines.iter().map(|l| l.text().text).collect();
        format!("{},{} {}×{} {}", cell.row, cell.col, cell.rowspan, cell.colspan, lines.join("/"))
    };
    completed(piece, &[], None, Patterns::builtin()).cells.iter().map(cell).collect()
}

#[test]
fn a_line_that_is_missing_between_two_columns_is_seen_by_their_heads() {
    let page = page()
        .net(&[50.0, 150.0, 300.0], &[100.0, 130.0, 160.0, 190.0])
        .text(55.0, 120.0, 10.0, "三级指标")
        .text(155.0, 120.0, 10.0, "预期值")
        .text(230.0, 120.0, 10.0, "实现值")
        .text(55.0, 150.0, 10.0, "清淤长度")
        .text(155.0, 150.0, 10.0, "≥12")
        .text(230.0, 150.0, 10.0, "13")
        .text(55.0, 180.0, 10.0, "完工时间")
        .text(155.0, 180.0, 10.0, "5月底前");
    assert_eq!(
        completed_cells(page)[3..],
        [
            "1,0 1×1 清淤长度",
            "1,1 1×1 ≥12",
            "1,2 1×1 13",
            "2,0 1×1 完工时间",
            "2,1 1×1 5月底前",
            "2,2 1×1 "
        ]
    );
}

#[test]
fn two_numbers_in_a_cell_of_points_are_two_rows() {
    let xs = [50.0, 110.0, 200.0, 260.0, 300.0, 340.0];
    let heads = ["一级指标", "三级指标", "实现值", "分值", "得分"];
    let mut page = page().net(&xs, &[100.0, 130.0, 190.0]);
    for (x, head) in xs.iter().zip(heads) {
        page = page.text(x + 5.0, 120.0, 9.0, head);
    }
    let page = page
        .text(55.0, 165.0, 9.0, "产出指标")
        .lines(115.0, 150.0, 9.0, &["清淤长度", "", "巡查次数"])
        .lines(205.0, 150.0, 9.0, &["13", "", "9"])
        .lines(265.0, 150.0, 9.0, &["20", "", "15"])
        .lines(305.0, 150.0, 9.0, &["20", "", "14"]);
    let found = completed_cells(page);
    for cell in ["1,0 2×1 产出指标", "1,1 1×1 清淤长度", "2,2 1×1 9", "1,3 1×1 20", "2,4 1×1 14"]
    {
        assert!(found.contains(&cell.to_owned()), "{cell}: {found:?}");
    }
}

#[test]
fn rows_of_unequal_height_are_told_by_the_level_of_their_numbers() {
    // Half way between two numbers stands a line of the second name.
    let xs = [50.0, 110.0, 200.0, 260.0, 300.0];
    let heads = ["二级指标", "三级指标", "实现值", "分值"];
    let mut page = page().net(&xs, &[100.0, 130.0, 260.0]);
    for (x, head) in xs.iter().zip(heads) {
        page = page.text(x + 5.0, 120.0, 9.0, head);
    }
    let names = ["清淤长度", "沿线护坡及", "附属设施修", "复率", "巡查次数及", "记录份数"];
    let places = [145.0, 165.0, 177.0, 189.0, 209.0, 221.0];
    for (name, y) in names.into_iter().zip(places) {
        page = page.text(115.0, y, 9.0, name);
    }
    for (n, y) in [145.0, 177.0, 215.0].into_iter().enumerate() {
        page = page.text(205.0, y, 9.0, ["13", "98", "9"][n]);
        page = page.text(265.0, y, 9.0, ["20", "15", "12"][n]);
    }
    let found = completed_cells(page);
    for cell in [
        "1,1 1×1 清淤长度",
        "2,1 1×1 沿线护坡及/附属设施修/复率",
        "3,1 1×1 巡查次数及/记录份数",
        "3,3 1×1 12",
    ] {
        assert!(found.contains(&cell.to_owned()), "{cell}: {found:?}");
    }
}

#[test]
fn a_ground_behind_a_text_is_no_cell() {
    let mut page =
        page().net(&XS, &YS).text(55.0, 120.0, 10.0, "甲").text(105.0, 120.0, 10.0, "乙");
    page.fills.push(crate::layout::geometry::Rect {
        left: 104.0,
        top: 110.0,
        right: 116.0,
        bottom: 122.0,
    });
    assert_eq!(cells(page), ["0,0 1×1 甲", "0,1 1×1 乙"]);
}

/// A column of 22 points between two wider ones.
const NARROW: [f32; 4] = [50.0, 150.0, 172.0, 250.0];

fn narrow() -> PageGeometry {
    page().net(&NARROW, &[100.0, 130.0])
}

#[test]
fn a_number_too_wide_for_its_cell_is_not_parted_by_the_border() {
    // The last digit stands in the next column, in which another number stands.
    let page = narrow().text(153.5, 120.0, 10.0, "850.67").text(200.0, 120.0, 10.0, "10");
    assert_eq!(cells(page), ["0,0 1×1 ", "0,1 1×1 850.67", "0,2 1×1 10"]);
}

#[test]
fn a_text_set_in_the_middle_of_a_narrow_cell_belongs_to_it() {
    let page = narrow().text(60.0, 120.0, 10.0, "甲").text(146.0, 120.0, 10.0, "850.67");
    assert_eq!(cells(page), ["0,0 1×1 甲", "0,1 1×1 850.67", "0,2 1×1 "]);
}

#[test]
fn a_mark_that_hangs_over_the_border_belongs_to_its_line() {
    let page =
        narrow().text(52.0, 120.0, 9.8, "设备采购数量（续建）").text(154.0, 120.0, 10.0, "3");
    assert_eq!(cells(page), ["0,0 1×1 设备采购数量（续建）", "0,1 1×1 3", "0,2 1×1 "]);
}

#[test]
fn digits_that_stand_at_both_sides_of_a_border_as_in_one_number_are_not_told() {
    let page = narrow().text(157.0, 120.0, 10.0, "850").text(172.0, 120.0, 10.0, "67");
    let cells = cells(page);
    assert!(cells[1].contains('\u{FFFD}') && cells[2].contains('\u{FFFD}'), "{cells:?}");
}

#[test]
fn a_text_that_may_be_of_two_cells_is_not_told() {
    // It starts at the left of one cell and has the middle of the other.
    let page = page().net(&[50.0, 70.0, 90.0, 200.0], &[100.0, 130.0]).text(
        52.0,
        120.0,
        9.4,
        "12345678901",
    );
    assert!(cells(page).iter().any(|cell| cell.contains('\u{FFFD}')));
}

#[test]
fn a_stamp_in_its_own_colour_stands_over_borders_and_is_no_text_of_a_cell() {
    let mut page = narrow()
        .text(60.0, 112.0, 10.0, "受益人数（人）")
        .text(154.0, 112.0, 10.0, "90")
        .text(180.0, 112.0, 10.0, "有效提升明显改善持续增强")
        .text(60.0, 128.0, 10.0, "绿化覆盖率")
        .text(184.0, 128.0, 5.0, "设施运行平稳，服务水平有所提升");
    let own = page.glyphs.len();
    page = page.text(120.0, 126.0, 12.0, "财务专用章").text(150.0, 113.0, 9.0, "08");
    for glyph in &mut page.glyphs[own..] {
        glyph.color = [220, 20, 20];
    }
    let (horizontal, vertical) = rulings(&page);
    let lattice = lattices(&horizontal, &vertical).remove(0);
    let overlay = lattice.take_across(&mut page.glyphs).unwrap();
    assert_eq!(overlay.text, "财务专用章08");
    assert_eq!(page.glyphs.len(), own);
    assert_eq!(lattice.take_across(&mut page.glyphs), None);
}

#[test]
fn a_frame_with_lines_between_its_rows_is_no_net_where_heads_stand_in_it() {
    let form = |heads: [&str; 4]| {
        let mut page = page().net(&[50.0, 500.0], &[100.0, 120.0, 140.0, 160.0, 180.0, 200.0]);
        for (n, label) in ["项目名称", "主管部门", "实施单位", "联系人"].into_iter().enumerate()
        {
            page = page.text(60.0, 114.0 + 20.0 * n as f32, 10.0, label);
        }
        for (n, head) in heads.into_iter().enumerate() {
            page = page.text(60.0 + 100.0 * n as f32, 194.0, 10.0, head);
        }
        let (horizontal, vertical) = rulings(&page);
        let lattice = lattices(&horizontal, &vertical).into_iter().next().unwrap();
        is_no_net(&lattice.fill(0, &mut page.glyphs), true, Patterns::builtin())
    };
    assert!(form(["一级指标", "二级指标", "三级指标", "预期值"]));
    assert!(!form(["本表", "由各科室", "如实填写", "并盖章"]));
}
