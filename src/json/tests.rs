//! The writer beside `serde_json`.

use std::collections::BTreeMap;

use super::*;

#[derive(Serialize)]
enum Kind {
    Unit,
    New(u8),
    Pair(i8, Option<&'static str>),
    Named { a: f32, b: Vec<Kind> },
}

#[derive(Serialize)]
struct Flat {
    own: (),
    #[serde(flatten)]
    more: BTreeMap<String, u64>,
}

fn assert_same(value: &impl Serialize) {
    let text = |json: Result<Vec<u8>>| String::from_utf8(json.unwrap()).unwrap();
    assert_eq!(text(to_vec(value, false)), serde_json::to_string(value).unwrap());
    assert_eq!(text(to_vec(value, true)), serde_json::to_string_pretty(value).unwrap());
}

#[test]
fn it_writes_what_serde_json_writes() {
    assert_same(&[Kind::Unit, Kind::New(7), Kind::Pair(-8, None), Kind::Pair(8, Some("八"))]);
    let inner = vec![Kind::Named { a: 0.1, b: Vec::new() }, Kind::New(0)];
    assert_same(&Kind::Named { a: f32::NAN, b: inner });
    assert_same(&(u64::MAX, i64::MIN, f64::MIN_POSITIVE, -0.0, 1e21, true, 'é', b"ab"));
    assert_same(&Flat { own: (), more: [("一".to_owned(), 1), (String::new(), 2)].into() });
    assert_same(&BTreeMap::from([(-1, [(); 0]), (20, [])]));
    assert_same(&BTreeMap::from([(false, "a"), (true, "b")]));
    assert!(to_vec(&BTreeMap::from([((1, 2), 3)]), false).is_err());
}

#[test]
fn what_has_to_be_escaped_is_found_wherever_it_stands() {
    for c in ('\u{0}'..'\u{100}').chain(['控', '𠀀']) {
        for (before, behind) in (0..18).flat_map(|before| [(before, 0), (before, 9)]) {
            let text = "a".repeat(before) + &String::from(c) + &"字".repeat(behind);
            assert_same(&[&text, "\u{7f}"]);
        }
    }
}

#[test]
fn lines_are_indented_at_any_depth() {
    let text = "[".repeat(40) + "{\"a\":[]},2" + &"]".repeat(40);
    assert_same(&serde_json::from_str::<serde_json::Value>(&text).unwrap());
}

#[test]
fn a_full_buffer_is_taken_between_values() {
    let values: Vec<String> = (0..100).map(|n| "控".repeat(n)).collect();
    let (mut parts, mut out) = (Vec::new(), Vec::new());
    let mut take = |out: &mut Vec<u8>| {
        assert!(out.len() > 50 && std::str::from_utf8(out).is_ok());
        parts.append(out);
    };
    let full = Full { most: 50, take: &mut take };
    write(&values, true, &mut out, Some(full)).unwrap();
    parts.append(&mut out);
    assert_eq!(parts, serde_json::to_vec_pretty(&values).unwrap());
}
