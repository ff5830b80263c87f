//! JSON on one line to JSON for people.

/// The same JSON with line feeds and an indentation of two spaces, byte for byte as
/// `serde_json::to_vec_pretty` writes it. The input is compact JSON.
#[must_use]
pub fn pretty(line: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len() * 2);
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        match byte {
            b'"' => {
                let end = string_end(line, at + 1);
                out.extend(line.get(at..end).unwrap_or_default());
                at = end;
                continue;
            }
            b'{' | b'[' => {
                out.push(byte);
                if matches!(line.get(at + 1), Some(b'}' | b']')) {
                    at += 1;
                    out.extend(line.get(at));
                } else {
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                new_line(&mut out, depth);
            }
            b':' => out.extend(b": "),
            _ => out.push(byte),
        }
        at += 1;
    }
    out
}

fn new_line(out: &mut Vec<u8>, depth: usize) {
    const SPACES: &[u8; 64] = &[b' '; 64];
    out.push(b'\n');
    let mut left = 2 * depth;
    while left > 0 {
        let some = left.min(SPACES.len());
        out.extend(SPACES.iter().take(some));
        left -= some;
    }
}

/// The end of a string, behind its closing quotation mark.
fn string_end(line: &[u8], mut from: usize) -> usize {
    loop {
        let rest = line.get(from..).unwrap_or_default();
        match memchr::memchr2(b'"', b'\\', rest) {
            None => return line.len(),
            Some(found) if rest.get(found) == Some(&b'"') => return from + found + 1,
            Some(found) => from += found + 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_writes_what_serde_json_writes() {
        for text in [
            r#"{}"#,
            r#"[]"#,
            r#"null"#,
            r#"{"a":{},"b":[],"c":[[],[{}]],"d":[1,-2.5e3,null,true]}"#,
            r#"{"a \"{[,:]}\\":"x\\\"y\\","控":"制\n"}"#,
            r#"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["deep"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"#,
        ] {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            let compact = serde_json::to_vec(&value).unwrap();
            let expected = serde_json::to_vec_pretty(&value).unwrap();
            assert_eq!(
                String::from_utf8(pretty(&compact)).unwrap(),
                String::from_utf8(expected).unwrap()
            );
        }
    }

    #[test]
    fn what_is_no_json_makes_it_neither_fail_nor_hang() {
        for text in [&b"\"open"[..], b"\"\\", b"}}]]", b"{[", b""] {
            let _ = pretty(text);
        }
    }
}
