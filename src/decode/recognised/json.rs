//! Parsed JSON by its keys: what is missing, or of another kind than looked for, is nothing.

use serde_json::Value;

/// The value under keys one within the other, `a.b`.
pub(crate) fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, key| value.get(key))
}

/// The items of the list under a key.
pub(super) fn list<'v>(value: &'v Value, path: &str) -> &'v [Value] {
    items(at(value, path))
}

/// The items of a list.
pub(super) fn items(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The text under a key.
pub(super) fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    at(value, path).and_then(Value::as_str).unwrap_or_default()
}

/// The number under a key.
pub(super) fn number(value: &Value, path: &str) -> Option<f32> {
    at(value, path).and_then(float)
}

/// The whole number under a key.
pub(super) fn whole(value: &Value, path: &str) -> Option<i64> {
    integer(at(value, path)?)
}

/// A finite number.
pub(super) fn float(value: &Value) -> Option<f32> {
    value.as_f64().map(|number| number as f32).filter(|number| number.is_finite())
}

/// A whole number, maybe written with decimals.
pub(super) fn integer(value: &Value) -> Option<i64> {
    let written = |number: f64| (number.fract() == 0.0).then_some(number as i64);
    value.as_i64().or_else(|| value.as_f64().and_then(written))
}

/// The rows or columns that a cell covers, told as one number or as all of them: the first, and
/// how many.
pub(super) fn range(value: &Value, key: &str) -> Option<(i64, i64)> {
    let told = value.get(key)?;
    let told = told.as_array().map_or(std::slice::from_ref(told), Vec::as_slice);
    let numbers = || told.iter().filter_map(integer);
    let first = numbers().min()?;
    Some((first, numbers().max()?.saturating_sub(first).saturating_add(1)))
}

/// Width and height under two keys, if they tell the size of something.
pub(super) fn size(value: &Value, width: &str, height: &str) -> Option<[f32; 2]> {
    let size = [number(value, width)?, number(value, height)?];
    size.iter().all(|side| *side > 0.0).then_some(size)
}

/// A box: `[left, top, right, bottom]`, or the box around the corners of a polygon: a flat
/// list of coordinates, a list of pairs, or of objects with `x` and `y`.
pub(super) fn bbox(value: Option<&Value>) -> Option<[f32; 4]> {
    let mut flat = Vec::with_capacity(8);
    for item in value?.as_array()? {
        match item {
            Value::Array(pair) => flat.extend(pair.iter().filter_map(float)),
            Value::Object(_) => {
                let side = |lower, upper| item.get(lower).or_else(|| item.get(upper));
                flat.push(side("x", "X").and_then(float)?);
                flat.push(side("y", "Y").and_then(float)?);
            }
            _ => flat.push(float(item)?),
        }
    }
    around(&flat)
}

/// The box around points, whose coordinates stand one after the other.
pub(super) fn around(flat: &[f32]) -> Option<[f32; 4]> {
    let (points, rest) = flat.as_chunks::<2>();
    if points.len() < 2 || !rest.is_empty() {
        return None;
    }
    let start = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
    Some(points.iter().fold(start, |[left, top, right, bottom], &[x, y]| {
        [left.min(x), top.min(y), right.max(x), bottom.max(y)]
    }))
}

/// A box told by its corner and its sides under the keys `left`, `top`, `width`, `height`.
pub(super) fn sides(value: &Value) -> Option<[f32; 4]> {
    let (left, top) = (number(value, "left")?, number(value, "top")?);
    Some([left, top, left + number(value, "width")?, top + number(value, "height")?])
}

/// How sure a tool is, told in per cent or as a share, as a share.
pub(super) fn share(told: Option<f32>, of: f32) -> Option<f32> {
    told.map(|told| (told / of).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn boxes_are_read_in_every_form() {
        let expected = Some([10.0, 20.0, 30.0, 40.0]);
        for value in [
            json!([10, 20, 30, 40]),
            json!([10, 20, 30, 20, 30, 40, 10, 40]),
            json!([[10.0, 20], [30, 20], [30, 40], [10, 40]]),
            json!([{"x": 10, "y": 20}, {"x": 30, "y": 40}]),
            json!([{"X": 30, "Y": 20}, {"X": 10, "Y": 40}]),
        ] {
            assert_eq!(bbox(Some(&value)), expected, "{value}");
        }
        for value in [json!([1, 2, 3]), json!([]), json!("1,2,3,4"), json!([1, 2, null, 4])] {
            assert_eq!(bbox(Some(&value)), None, "{value}");
        }
    }

    #[test]
    fn numbers_are_whole_whatever_they_are_written_as() {
        let value = json!({"a": {"b": 3.0}, "c": 3.5, "d": "3"});
        let read = |path| whole(&value, path);
        assert_eq!((read("a.b"), read("c"), read("d"), read("e")), (Some(3), None, None, None));
    }
}
