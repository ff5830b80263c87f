//! JSON without what says nothing.

use super::layout::{InLines, Layout, OnOneLine};

/// One line or lines, without the members of objects that are null, and without one member of the
/// outermost object.
pub(super) struct Lean {
    lines: Option<InLines>,
    depth: usize,
    without: &'static str,
}

impl Lean {
    pub(super) fn new(without: &'static str, lines: bool) -> Self {
        Self { lines: lines.then(InLines::default), depth: 0, without }
    }
}

impl Layout for Lean {
    const LEAN: bool = true;

    fn colon(&self) -> &'static [u8] {
        self.lines.as_ref().map_or_else(|| OnOneLine.colon(), Layout::colon)
    }

    fn open(&mut self) {
        self.depth += 1;
        self.lines.as_mut().map_or_else(|| OnOneLine.open(), Layout::open);
    }

    fn close(&mut self, held: &mut Vec<u8>, empty: bool) {
        self.depth -= 1;
        match &mut self.lines {
            Some(lines) => lines.close(held, empty),
            None => OnOneLine.close(held, empty),
        }
    }

    fn next(&self, held: &mut Vec<u8>, first: bool) {
        match &self.lines {
            Some(lines) => lines.next(held, first),
            None => OnOneLine.next(held, first),
        }
    }

    fn leaves_out(&self, name: &'static str) -> bool {
        self.depth == 1 && name == self.without
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use crate::json::write_lean;

    #[derive(Serialize)]
    struct Inner<T> {
        first: Option<T>,
        x: Option<T>,
        last: Option<T>,
    }

    fn inner<T>(first: Option<T>, x: Option<T>, last: Option<T>) -> Inner<T> {
        Inner { first, x, last }
    }

    #[derive(Serialize)]
    struct Outer<T> {
        x: Option<u8>,
        a: T,
        #[serde(flatten)]
        more: BTreeMap<&'static str, Option<u8>>,
    }

    #[derive(Serialize)]
    enum Variant {
        New(u8),
        Struct { rate: f64 },
    }

    fn lean(value: &impl Serialize) -> String {
        let [mut line, mut lines] = [Vec::new(), Vec::new()];
        write_lean(&mut line, value, "x", false).unwrap();
        write_lean(&mut lines, value, "x", true).unwrap();
        let whole: serde_json::Value = serde_json::from_slice(&line).unwrap();
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&lines).unwrap(), whole);
        String::from_utf8(line).unwrap()
    }

    #[test]
    fn members_that_are_null_are_left_out_and_nothing_else() {
        assert_eq!(lean(&inner::<()>(None, None, None)), "{}");
        assert_eq!(lean(&inner(Some("null"), Some("b"), None)), r#"{"first":"null"}"#);
        assert_eq!(lean(&inner(None, None, Some(-1.5))), r#"{"last":-1.5}"#);
        let list = [Some(inner::<()>(None, None, None)), None];
        assert_eq!(lean(&inner(None, None, Some(list))), r#"{"last":[{},null]}"#);
        let a = inner(None, Some(()), Some(()));
        let more = BTreeMap::from([("b\"", Some(1)), ("c", None), ("d", Some(2)), ("e", None)]);
        let outer = Outer { x: Some(1), a, more };
        assert_eq!(lean(&[&outer]), r#"[{"x":1,"a":{},"b\"":1,"d":2}]"#);
        let variants = [Some(Variant::New(7)), None, Some(Variant::Struct { rate: f64::NAN })];
        assert_eq!(lean(&variants), r#"[{"New":7},null,{"Struct":{}}]"#);
    }

    #[test]
    fn one_member_of_the_outermost_object_is_left_out() {
        assert_eq!(lean(&inner(None, Some(7), Some(8))), r#"{"last":8}"#);
        // In an object within the name says nothing.
        assert_eq!(lean(&[inner(None, Some(7), Some(8))]), r#"[{"x":7,"last":8}]"#);
        let within = inner(None, None, Some(inner(None, Some(7), None)));
        assert_eq!(lean(&within), r#"{"last":{"x":7}}"#);
    }

    #[test]
    fn what_is_left_is_set_in_lines_as_if_it_were_alone() {
        let mut lines = Vec::new();
        write_lean(&mut lines, &inner(None, Some(1), Some(2)), "x", true).unwrap();
        assert_eq!(String::from_utf8(lines).unwrap(), "{\n  \"last\": 2\n}");
    }
}
