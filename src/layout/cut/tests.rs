use super::*;
use crate::layout::geometry::Window;
use crate::layout::sample::page;

fn window(page: &mut PageGeometry, first: usize, area: [f32; 4]) {
    let [left, top, right, bottom] = area;
    let area = Rect { left, top, right, bottom };
    let number = page.windows.len();
    let end = page.glyphs.len();
    page.windows.push(Window { first, end, area, number });
}

fn text(page: &PageGeometry) -> String {
    page.glyphs.iter().map(|g| g.char).collect()
}

fn told(found: &[Overlay]) -> Vec<(OverlayKind, &str)> {
    found.iter().map(|overlay| (overlay.kind, overlay.text.as_str())).collect()
}

#[test]
fn a_text_is_marked_where_the_page_ends() {
    // Half of the third character shows, and in the second text all of it.
    let mut cut = page().text(570.0, 100.0, 10.0, "按期完工");
    let found = take(&mut cut);
    assert_eq!(text(&cut), "按期完\u{FFFD}");
    assert_eq!(told(&found), [(OverlayKind::Cut, "按期完工")]);
    let mut between = page().text(575.0, 100.0, 10.0, "按期完工");
    take(&mut between);
    assert_eq!(text(&between), "按期\u{FFFD}");
    let mark = between.glyphs[2].bbox;
    assert!(mark.left > 594.0 && mark.right <= 595.0, "{mark:?}");
    let mut before = page().text(-20.0, 100.0, 10.0, "按期完工");
    take(&mut before);
    assert_eq!(text(&before), "\u{FFFD}完工");
}

#[test]
fn what_ends_at_the_edge_or_is_outside_is_not_cut() {
    let mut whole = page().text(565.0, 100.0, 10.0, "按期完").text(50.0, 900.0, 10.0, "外");
    let found = take(&mut whole);
    assert_eq!(text(&whole), "按期完");
    assert_eq!(told(&found), [(OverlayKind::Outside, "外")]);
}

#[test]
fn a_window_cuts_the_lines_that_it_does_not_hold() {
    let lines = ["控制在预", "算以内的", "支出进度"];
    let mut cut = page().lines(50.0, 100.0, 10.0, &lines).text(50.0, 200.0, 10.0, "下一格");
    window(&mut cut, 0, [48.0, 88.0, 95.0, 119.0]);
    cut.windows[0].end = 12;
    let found = take(&mut cut);
    assert_eq!(text(&cut), "控制在预算以内的\u{FFFD}下一格");
    assert_eq!(told(&found), [(OverlayKind::Cut, "控制在预算以内的支出进度")]);
}

#[test]
fn a_text_is_marked_where_an_area_covers_the_rest() {
    let stretched = |replaced: &str| {
        let mut page = page().text(50.0, 100.0, 10.0, "完成率为九成");
        page.glyphs.iter_mut().for_each(|glyph| glyph.stretch = 1);
        page.glyphs[4..].iter_mut().for_each(|glyph| glyph.invisible = true);
        let mut page = page.text(90.0, 100.0, 10.0, replaced);
        page.glyphs[6..].iter_mut().for_each(|glyph| glyph.stretch = 2);
        let found = take(&mut page).len();
        page.glyphs.retain(|glyph| !glyph.invisible);
        (text(&page), found)
    };
    assert_eq!(stretched(""), ("完成率为\u{FFFD}".to_owned(), 1));
    // Another text stands in its place.
    assert_eq!(stretched("85%"), ("完成率为85%".to_owned(), 0));
}

#[test]
fn what_is_painted_again_in_another_window_is_whole() {
    let mut bands = page().text(50.0, 100.0, 10.0, "完成率");
    window(&mut bands, 0, [0.0, 0.0, 595.0, 94.0]);
    bands = bands.text(50.0, 100.0, 10.0, "完成率");
    window(&mut bands, 3, [0.0, 94.0, 595.0, 842.0]);
    let found = take(&mut bands);
    assert_eq!(text(&bands), "完成率");
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_glyph_may_stand_as_far_away_as_numbers_reach() {
    let mut far = page().text(1e12, 1e12, 10.0, "按期完工").text(-1e12, -1e12, 10.0, "按期完工");
    take(&mut far);
    assert_eq!(text(&far), "");
}
