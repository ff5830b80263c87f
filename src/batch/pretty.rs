//! JSON on one line to JSON for people.

/// The same JSON with line feeds and an indentation of two spaces, as
/// `serde_json::to_vec_pretty` writes it; what is no JSON stays as it is.
#[must_use]
pub fn pretty(line: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len() * 2);
    let mut from = serde_json::Deserializer::from_slice(line);
    let mut to = serde_json::Serializer::pretty(&mut out);
    match serde_transcode::transcode(&mut from, &mut to) {
        Ok(()) => out,
        Err(_) => line.to_vec(),
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
            r#"{"a":{},"b":[],"c":[[],[{}]],"d":[1,-2.5,0.1,72.33,null,true]}"#,
            r#"{"a \"{[,:]}\\":"x\\\"y\\","控":"制\n"}"#,
        ] {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            let expected = serde_json::to_string_pretty(&value).unwrap();
            assert_eq!(String::from_utf8(pretty(text.as_bytes())).unwrap(), expected);
        }
    }

    #[test]
    fn what_is_no_json_stays_as_it_is() {
        for text in [&b"\"open"[..], b"\"\\", b"}}]]", b"{[", b""] {
            assert_eq!(pretty(text), text);
        }
    }
}
