use super::*;
use crate::layout::geometry::PageGeometry;
use crate::layout::sample::page;

fn rows() -> PageGeometry {
    page().lines(
        50.0,
        100.0,
        10.0,
        &["新建泵站3座", "清淤12公里", "管护率98%", "投诉0件", "满意度96%"],
    )
}

fn styled(mut page: PageGeometry, from: usize, style: impl Fn(&mut Glyph)) -> PageGeometry {
    page.glyphs.iter_mut().skip(from).for_each(style);
    page
}

fn read(mut page: PageGeometry) -> (String, Vec<OverlayKind>) {
    let found = separate(&mut page.glyphs, false);
    let text = page.glyphs.iter().map(|glyph| glyph.char).collect();
    (text, found.iter().map(|overlay| overlay.kind).collect())
}

#[test]
fn what_runs_askew_or_is_of_another_colour_or_size_lies_across() {
    let (plain, none) = read(rows());
    assert!(none.is_empty());
    let count = rows().glyphs.len();
    let askew =
        styled(rows().text(60.0, 130.0, 30.0, "内部资料"), count, |g| g.run = Run::Askew);
    assert_eq!(read(askew), (plain.clone(), vec![OverlayKind::Across]));
    let pale =
        styled(rows().text(62.0, 121.0, 11.0, "内部资料"), count, |g| g.color = [200; 3]);
    assert_eq!(read(pale), (plain.clone(), vec![OverlayKind::Across]));
    let large = rows().text(52.0, 128.0, 40.0, "样");
    assert_eq!(read(large), (plain, vec![OverlayKind::Across]));
}

#[test]
fn a_watermark_that_is_printed_many_times_is_not_the_text_of_the_page() {
    let count = rows().glyphs.len();
    let tiled = |run: Run| {
        let page = (0..40).fold(rows(), |page, n| {
            page.text(45.0 + 60.0 * (n % 8) as f32, 98.0 + 13.0 * (n / 8) as f32, 10.0, "王某")
        });
        styled(page, count, |g| (g.color, g.run) = ([190; 3], run))
    };
    let plain = read(rows()).0;
    for run in [Run::Right, Run::Askew] {
        assert_eq!(read(tiled(run)), (plain.clone(), vec![OverlayKind::Across]));
    }
}

#[test]
fn a_digit_of_a_watermark_takes_none_of_the_text() {
    // The watermark is painted first, and its 3 lies on that of the text.
    let under = page().text(78.5, 99.8, 12.0, "内3部资料");
    let count = under.glyphs.len();
    let mut under = under;
    under.glyphs.iter_mut().for_each(|g| (g.color, g.run) = ([200; 3], Run::Askew));
    let mut both = rows();
    both.glyphs = under.glyphs.iter().chain(&rows().glyphs).copied().collect();
    assert_eq!(count, 5);
    assert_eq!(read(both), (read(rows()).0, vec![OverlayKind::Across]));
}

#[test]
fn two_texts_of_one_style_cannot_be_told_apart() {
    let both = rows().text(200.0, 100.0, 10.0, "842").text(202.0, 100.0, 10.0, "731");
    let (text, found) = read(both);
    assert_eq!(found, [OverlayKind::Clash]);
    assert!(text.ends_with("\u{FFFD}\u{FFFD}\u{FFFD}"), "{text}");
}

#[test]
fn what_is_hidden_is_left_out_unless_it_is_all_there_is() {
    let count = rows().glyphs.len();
    let some = styled(rows().text(200.0, 100.0, 10.0, "731"), count, |g| g.invisible = true);
    assert_eq!(read(some).1, [OverlayKind::Hidden]);
    let all = styled(rows(), 0, |g| g.invisible = true);
    assert_eq!(read(all), (read(rows()).0, vec![]));
}

#[test]
fn letters_on_a_line_to_fill_in_are_read() {
    let filled = rows().text(200.0, 100.0, 10.0, "____").text(201.0, 100.0, 10.0, "青屿");
    assert!(read(filled).1.is_empty());
}

/// A table, its rows 30 points apart, and a text in tiles over the page around it.
fn tiled(tile: &str, size: f32, color: [u8; 3], step: (f32, f32)) -> PageGeometry {
    let mut page = page();
    for row in 0..8 {
        for (col, text) in ["修缮古树围栏", "3316", "10", "10"].iter().enumerate() {
            page = page.text(60.0 + 120.0 * col as f32, 180.0 + 30.0 * row as f32, 9.0, text);
        }
    }
    let count = page.glyphs.len();
    let (mut x, mut y) = (4.0, 11.0);
    while y < 842.0 {
        page = page.text(x, y, size, tile);
        x += step.0;
        if x > 560.0 {
            (x, y) = (4.0, y + step.1);
        }
    }
    styled(page, count, |glyph| glyph.color = color)
}

fn without_tiles(mut page: PageGeometry) -> (String, bool) {
    let overlay = take_tiles(&mut page);
    (page.glyphs.iter().map(|glyph| glyph.char).collect(), overlay.is_some())
}

#[test]
fn tiles_are_known_by_their_places_whether_or_not_they_touch_a_text() {
    let plain = without_tiles(tiled("", 9.0, [0; 3], (600.0, 900.0)));
    assert!(!plain.1);
    for (tile, size) in [("2024-05-17", 9.0), ("3316", 9.0), ("王某某 3316", 14.0), ("10", 20.0)]
    {
        for color in [[200; 3], [230, 60, 60], [0; 3]] {
            // What says the same as the cells in their own type is not to be told from them.
            if (tile, color) == ("3316", [0; 3]) {
                continue;
            }
            for step in [(110.0, 47.0), (94.0, 60.0), (128.0, 31.0)] {
                let found = without_tiles(tiled(tile, size, color, step));
                assert_eq!(found, (plain.0.clone(), true), "{tile} {size} {color:?} {step:?}");
            }
        }
    }
}

#[test]
fn values_that_are_often_the_same_are_no_tiles() {
    for color in [[0; 3], [230, 60, 60]] {
        let mut page = page();
        for row in 0..9 {
            let base = 180.0 + 30.0 * row as f32;
            page = page.text(60.0, base, 9.0, "修缮古树围栏");
            let count = page.glyphs.len();
            for col in 0..3 {
                page = page.text(240.0 + 60.0 * col as f32, base, 9.0, "100");
            }
            page = styled(page, count, |glyph| glyph.color = color);
        }
        assert!(!without_tiles(page).1, "{color:?}");
    }
}

#[test]
fn a_large_text_lies_across_wherever_its_ink_reaches() {
    // Its digits stand just above the middle of the line.
    let count = rows().glyphs.len();
    let page = styled(rows().text(52.0, 138.0, 40.0, "138"), count, |g| g.color = [110; 3]);
    assert_eq!(read(page), (read(rows()).0, vec![OverlayKind::Across]));
}

#[test]
fn what_stands_in_the_middle_of_a_ring_in_its_colour_is_a_seal() {
    let sealed = |x: f32, color: [u8; 3], ring: bool| {
        let count = rows().glyphs.len();
        let mut page =
            styled(rows().text(x, 206.0, 12.0, "某县财政局"), count, |g| g.color = color);
        let ring = ring.then_some(Rect { left: 210.0, top: 140.0, right: 310.0, bottom: 240.0 });
        page.rings.extend(ring);
        let overlay = take_seals(&mut page);
        let text: String = page.glyphs.iter().map(|glyph| glyph.char).collect();
        (overlay.map(|overlay| overlay.text), text == read(rows()).0)
    };
    const RED: [u8; 3] = [220, 20, 30];
    assert_eq!(sealed(230.0, RED, true), (Some("某县财政局".to_owned()), true));
    // Black text, text without a ring, and text beside its middle are text of the page.
    assert_eq!(sealed(230.0, [0; 3], true), (None, false));
    assert_eq!(sealed(230.0, RED, false), (None, false));
    assert_eq!(sealed(248.0, RED, true), (None, false));
}
