use super::*;
use crate::layout::geometry::PageGeometry;
use crate::layout::glyph_line::lines;
use crate::layout::sample::page;

/// The cells of the first table as `row,col rows×cols text`.
fn cells(page: &PageGeometry) -> Vec<String> {
    let found = taken(0, &mut page.glyphs.clone(), &page.rulings, &mut None);
    found.first().map(texts).unwrap_or_default()
}

fn taken(
    index: usize,
    glyphs: &mut Vec<Glyph>,
    rulings: &[Ruling],
    open: &mut Option<Open>,
) -> Vec<Piece> {
    let lines = lines(glyphs);
    pieces(index, glyphs, &lines, ((rulings, rulings), false), open, Patterns::builtin())
}

fn texts(piece: &Piece) -> Vec<String> {
    let cell = |cell: &PieceCell| {
        let lines: Vec<String> = cell.lines.iter().map(|l| l.text().text).collect();
        format!("{},{} {}×{} {}", cell.row, cell.col, cell.rowspan, cell.colspan, lines.join("/"))
    };
    piece.cells.iter().map(cell).filter(|cell| !cell.ends_with(' ')).collect()
}

const XS: [f32; 5] = [50.0, 120.0, 190.0, 320.0, 400.0];

/// Texts of one line in the columns.
fn line(page: PageGeometry, base: f32, texts: [&str; 5]) -> PageGeometry {
    let cells = XS.iter().zip(texts);
    cells.fold(page, |page, (x, text)| page.text(*x, base, 10.0, text))
}

fn header(page: PageGeometry) -> PageGeometry {
    line(page, 100.0, ["一级指标", "二级指标", "三级指标", "预期值", "实现值"])
}

#[test]
fn labels_in_the_middle_of_their_rows_span_them() {
    let page = header(page());
    let page = line(page, 130.0, ["", "", "清淤长度", "12", "13"]);
    let page = line(page, 160.0, ["产出指标", "数量指标", "巡查次数", "8", "9"]);
    let page = line(page, 190.0, ["", "", "新建泵站", "2", "2"]);
    let page = line(page, 220.0, ["效益指标", "社会效益", "受益人口", "5", "6"]);
    let found = cells(&page);
    assert!(found.contains(&"1,0 3×1 产出指标".to_owned()), "{found:?}");
    assert!(found.contains(&"4,1 1×1 社会效益".to_owned()), "{found:?}");
}

#[test]
fn labels_on_the_first_of_their_rows_span_down_to_the_next() {
    let page = header(page());
    let page = line(page, 130.0, ["产出指标", "数量指标", "清淤长度", "12", "13"]);
    let page = line(page, 160.0, ["", "", "巡查次数", "8", "9"]);
    let page = line(page, 190.0, ["", "质量指标", "验收合格率", "2", "2"]);
    let page = line(page, 220.0, ["", "", "水质达标率", "5", "6"]);
    let page = line(page, 250.0, ["", "", "设备完好率", "7", "7"]);
    let found = cells(&page);
    assert!(found.contains(&"1,0 5×1 产出指标".to_owned()), "{found:?}");
    assert!(found.contains(&"3,1 3×1 质量指标".to_owned()), "{found:?}");
}

#[test]
fn a_label_that_may_stand_first_or_in_the_middle_spans_nothing_for_certain() {
    let page = header(page());
    let page = line(page, 130.0, ["产出指标", "数量指标", "清淤长度", "12", "13"]);
    let page = line(page, 160.0, ["", "", "巡查次数", "8", "9"]);
    let page = line(page, 190.0, ["", "质量指标", "验收合格率", "2", "2"]);
    let page = line(page, 220.0, ["", "", "水质达标率", "5", "6"]);
    let found = cells(&page);
    assert!(found.contains(&"3,1 1×1 质量指标".to_owned()), "{found:?}");
}

#[test]
fn wrapped_lines_stand_nearer_than_rows() {
    let page = header(page());
    let page = line(page, 137.5, ["产出指标", "数量指标", "", "12", "13"]);
    let page = page.lines(190.0, 130.0, 10.0, &["清淤河道的", "总长度"]);
    let page = line(page, 177.5, ["", "", "", "8", "9"]);
    let page = page.lines(190.0, 170.0, 10.0, &["河道巡查的", "次数"]);
    let found = cells(&page);
    assert!(found.contains(&"1,2 1×1 清淤河道的/总长度".to_owned()), "{found:?}");
    assert!(found.contains(&"2,2 1×1 河道巡查的/次数".to_owned()), "{found:?}");
}

#[test]
fn lines_between_rows_divide_them_even_where_text_stands_close() {
    let mut page = header(page());
    for (n, row) in [
        ["产出指标", "数量指标", "清淤长度", "12", "13"],
        ["效益指标", "社会效益", "受益人口", "5", "6"],
    ]
    .into_iter()
    .enumerate()
    {
        page = line(page, 115.0 + 12.0 * n as f32, row);
    }
    for y in [88.0, 104.0, 117.0, 131.0] {
        page = page.horizontal(y, 47.0, 440.0);
    }
    assert_eq!(cells(&page)[5..7], ["1,0 1×1 产出指标", "1,1 1×1 数量指标"]);
}

#[test]
fn the_next_page_goes_on_in_the_same_columns() {
    let first = header(page());
    let first = line(first, 130.0, ["产出指标", "数量指标", "清淤长度", "12", "13"]);
    let first = line(first, 160.0, ["", "", "巡查次数", "8", "9"]);
    let mut open = None;
    taken(0, &mut first.glyphs.clone(), &[], &mut open);
    // The widest text of a column stands on the next page only.
    let next = line(page(), 60.0, ["", "", "控制在预算以内的项目数", "8", "9"]);
    let next = line(next, 90.0, ["", "质量指标", "验收合格率", "2", "2"]);
    let next = next.text(50.0, 140.0, 16.0, "（三）管理效率分析的有关情况说明如下。");
    let mut glyphs = next.glyphs.clone();
    let found = taken(1, &mut glyphs, &[], &mut open);
    assert!(found[0].goes_on);
    assert!(texts(&found[0]).contains(&"0,2 1×1 控制在预算以内的项目数".to_owned()));
    let rest: String = glyphs.iter().map(|g| g.char).collect();
    assert!(rest.starts_with("（三）"), "{rest}");
}

#[test]
fn prose_fields_and_lists_are_no_tables() {
    let fields = page()
        .text(50.0, 100.0, 12.0, "填报人：林初夏")
        .text(250.0, 100.0, 12.0, "联系电话：6620158")
        .text(430.0, 100.0, 12.0, "填报日期：3月")
        .text(50.0, 120.0, 12.0, "部门：文化馆")
        .text(250.0, 120.0, 12.0, "科室：办公室")
        .text(430.0, 120.0, 12.0, "签字：")
        .text(50.0, 140.0, 12.0, "甲")
        .text(250.0, 140.0, 12.0, "乙")
        .text(430.0, 140.0, 12.0, "丙");
    assert!(cells(&fields).is_empty());
    let prose = page().lines(
        50.0,
        100.0,
        12.0,
        &[
            "一级指标、二级指标、三级指标和预期值、实现值均已填报，",
            "其中数量指标八个，质量指标两个。",
            "说明：无",
        ],
    );
    assert!(cells(&prose).is_empty());
}

#[test]
fn a_line_of_text_right_above_the_header_is_no_part_of_it() {
    let page = page().text(50.0, 85.0, 10.0, "主管部门：青屿市商务和投资促进局");
    let page = header(page);
    let page = line(page, 130.0, ["产出指标", "数量指标", "清淤长度", "12", "13"]);
    let page = line(page, 160.0, ["", "", "巡查次数", "8", "9"]);
    let found = cells(&page);
    assert_eq!(found[..2], ["0,0 1×1 一级指标", "0,1 1×1 二级指标"]);
    assert!(found.contains(&"1,0 2×1 产出指标".to_owned()), "{found:?}");
}

#[test]
fn lines_between_groups_part_no_rows() {
    let rows = |mut page: PageGeometry, pitch: f32| {
        for (n, row) in [
            ["产出指标", "数量指标", "清淤长度", "12", "13"],
            ["", "", "巡查次数", "8", "9"],
            ["", "质量指标", "验收合格率", "2", "2"],
            ["效益指标", "社会效益", "受益人口", "5", "6"],
            ["", "", "受益村庄", "3", "3"],
        ]
        .into_iter()
        .enumerate()
        {
            page = line(page, 125.0 + pitch * n as f32, row);
        }
        for y in [88.0, 108.0, 108.0 + pitch * 3.0, 108.0 + pitch * 5.0] {
            page = page.horizontal(y, 47.0, 440.0);
        }
        page
    };
    for pitch in [20.0, 26.0] {
        let found = cells(&rows(header(page()), pitch));
        assert!(found.contains(&"1,0 3×1 产出指标".to_owned()), "{found:?}");
        assert!(found.contains(&"1,1 2×1 数量指标".to_owned()), "{found:?}");
        assert!(found.contains(&"4,0 2×1 效益指标".to_owned()), "{found:?}");
        assert!(found.contains(&"2,3 1×1 8".to_owned()), "{found:?}");
    }
}

#[test]
fn labels_in_the_middle_of_their_first_row_span_down_to_the_next() {
    let page = header(page());
    let page = line(page, 137.5, ["产出指标", "数量指标", "", "12", "13"]);
    let page = page.lines(190.0, 130.0, 10.0, &["清淤河道的", "总长度"]);
    let page = line(page, 177.5, ["", "", "", "8", "9"]);
    let page = page.lines(190.0, 170.0, 10.0, &["河道巡查的", "次数"]);
    let page = line(page, 217.5, ["效益指标", "社会效益", "", "5", "6"]);
    let page = page.lines(190.0, 210.0, 10.0, &["受益的村庄", "个数"]);
    let found = cells(&page);
    assert!(found.contains(&"1,0 2×1 产出指标".to_owned()), "{found:?}");
    assert!(found.contains(&"3,1 1×1 社会效益".to_owned()), "{found:?}");
}

#[test]
fn lines_that_leave_out_the_labels_divide_rows() {
    let mut page = header(page());
    let rows = [
        ["产出指标", "数量指标", "清淤长度", "12", "13"],
        ["", "", "巡查次数", "8", "9"],
        ["", "质量指标", "验收合格率", "2", "2"],
        ["效益指标", "社会效益", "受益人口", "5", "6"],
    ];
    for (n, row) in rows.into_iter().enumerate() {
        page = line(page, 116.0 + 12.0 * n as f32, row);
    }
    page = page.horizontal(88.0, 47.0, 440.0).horizontal(104.0, 47.0, 440.0);
    page = page.horizontal(119.0, 185.0, 440.0).horizontal(131.0, 115.0, 440.0);
    page = page.horizontal(143.0, 47.0, 440.0).horizontal(155.0, 47.0, 440.0);
    let found = cells(&page);
    assert!(found.contains(&"1,0 3×1 产出指标".to_owned()), "{found:?}");
    assert!(found.contains(&"1,1 2×1 数量指标".to_owned()), "{found:?}");
    assert!(found.contains(&"2,2 1×1 巡查次数".to_owned()), "{found:?}");
}

#[test]
fn rows_as_tight_as_their_lines_are_told_by_the_level_of_their_values() {
    let mut page = header(page());
    let rows = [
        (["清淤河道的", "总长度"], ["产出指标", "数量指标", "", "12", "13"]),
        (["河道巡查的", "次数"], ["产出指标", "数量指标", "", "8", "9"]),
        (["清淤工程的", "验收合格率"], ["产出指标", "质量指标", "", "2", "2"]),
    ];
    for (n, (name, row)) in rows.into_iter().enumerate() {
        let base = 116.0 + 24.0 * n as f32;
        for (line, text) in name.into_iter().enumerate() {
            page = page.text(190.0, base + 12.0 * line as f32, 10.0, text);
        }
        page = line(page, base + 6.0, row);
    }
    let found = cells(&page);
    assert!(found.contains(&"1,2 1×1 清淤河道的/总长度".to_owned()), "{found:?}");
    assert!(found.contains(&"3,2 1×1 清淤工程的/验收合格率".to_owned()), "{found:?}");
    assert!(found.contains(&"3,4 1×1 2".to_owned()), "{found:?}");
}

/// Heads of points, each to the right of its values.
fn beside_their_values(after: &[(f32, &str)]) -> PageGeometry {
    let mut page = header(page());
    for (x, head) in [(460.0, "权重"), (530.0, "得分")] {
        page = page.text(x, 100.0, 10.0, head);
    }
    for (n, name) in ["清淤长度", "巡查次数", "新建泵站"].into_iter().enumerate() {
        let base = 130.0 + 30.0 * n as f32;
        page = line(page, base, ["产出指标", "数量指标", name, "12", "13"]);
        page = after.iter().fold(page, |page, (x, text)| page.text(*x, base, 10.0, text));
    }
    page
}

#[test]
fn heads_each_beside_their_values_are_pairs_from_the_left() {
    let page = beside_their_values(&[(445.0, "8"), (500.0, "7")]);
    let found = cells(&page);
    assert!(found.contains(&"0,5 1×1 权重".to_owned()), "{found:?}");
    assert!(found.contains(&"1,5 1×1 8".to_owned()), "{found:?}");
    assert!(found.contains(&"1,6 1×1 7".to_owned()), "{found:?}");
}

#[test]
fn values_between_two_heads_without_any_make_no_table() {
    let page = beside_their_values(&[(500.0, "7")]);
    assert_eq!(cells(&page), [""; 0]);
}
