use super::*;

const CH: f32 = 20.0;

fn rule(place: f32, from: f32, to: f32) -> Rule {
    Rule { points: vec![(from, place), (to, place)], thickness: 2.0 }
}

/// Six rows and four columns, the first of which has a label over three rows.
fn net() -> Rules {
    let across = |n: u8| {
        let left = if n == 0 || n == 3 || n == 6 { 50.0 } else { 150.0 };
        rule(100.0 + 40.0 * f32::from(n), left, 830.0)
    };
    Rules {
        horizontal: (0..=6).map(across).collect(),
        vertical: [50.0, 150.0, 300.0, 560.0, 830.0].map(|x| rule(x, 100.0, 340.0)).to_vec(),
    }
}

/// A frame from left, top to right, bottom.
fn frame(rules: &mut Rules, [left, top, right, bottom]: [f32; 4]) {
    rules.horizontal.extend([rule(top, left, right), rule(bottom, left, right)]);
    rules.vertical.extend([rule(left, top, bottom), rule(right, top, bottom)]);
}

#[test]
fn a_frame_over_a_table_goes_and_the_table_stays() {
    for area in [
        [200.0, 120.0, 380.0, 286.0],
        // In one column, over its rows.
        [330.0, 115.0, 530.0, 290.0],
        // Over the right edge, and over the foot.
        [740.0, 150.0, 930.0, 330.0],
        [400.0, 200.0, 600.0, 420.0],
    ] {
        let mut rules = net();
        frame(&mut rules, area);
        // A frame within it.
        let [a, b, c, d] = area;
        frame(&mut rules, [a + 12.0, b + 12.0, c - 12.0, d - 12.0]);
        let found = take_out(&mut rules, CH);
        assert_eq!(rules, net(), "{area:?}");
        assert_eq!(found.len(), 1, "{area:?} {found:?}");
        assert_eq!([found[0].left, found[0].top, found[0].right, found[0].bottom], area);
    }
}

#[test]
fn what_was_traced_of_a_frame_goes() {
    // Two sides alone; one whose upper part was not traced with what it ends on; a side in pieces
    // that ends on the line of a row.
    for (across, down) in [
        // Its top and its right side are lines of the table.
        (vec![rule(362.0, 400.0, 558.0)], vec![rule(400.0, 180.0, 362.0)]),
        (vec![], vec![rule(320.0, 114.0, 287.0), rule(500.0, 113.0, 288.0)]),
        (vec![rule(287.0, 320.0, 500.0)], vec![rule(500.0, 160.0, 288.0)]),
        (
            vec![rule(287.0, 320.0, 500.0)],
            vec![rule(320.0, 140.0, 190.0), rule(321.0, 250.0, 287.0), rule(500.0, 141.0, 288.0)],
        ),
    ] {
        let mut rules = net();
        rules.horizontal.extend(across);
        rules.vertical.extend(down);
        let shown = format!("{rules:?}");
        let found = take_out(&mut rules, CH);
        assert_eq!(rules, net(), "{shown}");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].width() >= 158.0 && found[0].height() >= 120.0, "{found:?}");
    }
}

#[test]
fn lines_of_tables_are_no_frames() {
    let mut split = net();
    // Cells that are parted in one row, in two, and in a part of a row.
    split.vertical.extend([rule(430.0, 140.0, 180.0), rule(700.0, 220.0, 300.0)]);
    split.horizontal.push(rule(280.0, 560.0, 830.0));
    // Within one cell, and no line runs through it.
    let mut nested = Rules {
        horizontal: [100.0, 220.0].map(|y| rule(y, 50.0, 430.0)).to_vec(),
        vertical: [50.0, 430.0].map(|x| rule(x, 100.0, 220.0)).to_vec(),
    };
    frame(&mut nested, [200.0, 120.0, 380.0, 196.0]);
    nested.vertical.push(rule(290.0, 120.0, 196.0));
    // Small, and open at its sides.
    let open = Rules {
        horizontal: [100.0, 140.0, 180.0, 220.0].map(|y| rule(y, 50.0, 350.0)).to_vec(),
        vertical: [150.0, 250.0].map(|x| rule(x, 100.0, 220.0)).to_vec(),
    };
    // Narrower above than below.
    let mut stepped = net();
    stepped.horizontal.extend([rule(20.0, 300.0, 560.0), rule(60.0, 300.0, 560.0)]);
    stepped.vertical.extend([rule(430.0, 20.0, 100.0)]);
    stepped.vertical[2] = rule(300.0, 20.0, 340.0);
    stepped.vertical[3] = rule(560.0, 20.0, 340.0);
    // Small, with a line that was traced past its edge.
    let mut small = Rules {
        horizontal: [100.0, 140.0, 180.0].map(|y| rule(y, 50.0, 350.0)).to_vec(),
        vertical: [50.0, 150.0, 350.0].map(|x| rule(x, 100.0, 180.0)).to_vec(),
    };
    small.horizontal[1] = rule(140.0, 50.0, 390.0);
    for mut rules in [net(), split, nested, open, stepped, small] {
        let before = rules.clone();
        assert_eq!(take_out(&mut rules, CH), [], "{before:?}");
        assert_eq!(rules, before);
    }
}
