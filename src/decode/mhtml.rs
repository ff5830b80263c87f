//! Web archives (MHTML), as Word, Excel and browsers save pages in one file, often under the name
//! `.doc` or `.xls`: the web page in them.

/// Bytes in which the head of an archive ends.
const HEAD: usize = 16 << 10;

/// Parts within parts at most.
const DEEPEST: usize = 4;

/// Parts that are looked at.
const MOST_PARTS: usize = 10_000;

/// The web page in an archive; `None` if the bytes are none, or there is no page in it.
pub(crate) fn page(bytes: &[u8]) -> Option<Vec<u8>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let part = Part::of(bytes)?;
    part.header("mime-version")?;
    let mut pages = Vec::new();
    part.pages(&mut pages, 0);
    let first = pages.first()?.decoded();
    // Excel parts the sheets of a workbook over several pages, within a frame.
    if !holds(&first, b"<frameset") {
        return Some(first);
    }
    let sheets = pages.iter().filter(|page| {
        let location = page.header("content-location").unwrap_or_default();
        !location.to_ascii_lowercase().contains("tabstrip")
    });
    Some(sheets.skip(1).flat_map(Part::decoded).collect())
}

/// The head and the body of an archive or of a part of it.
struct Part<'a> {
    /// Names in lower case, and values.
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    /// Parts head and body; `None` if the bytes do not start with a head.
    fn of(bytes: &'a [u8]) -> Option<Part<'a>> {
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        let (end, skipped) = [&b"\r\n\r\n"[..], b"\n\n"]
            .iter()
            .filter_map(|gap| Some((memchr::memmem::find(head, gap)?, gap.len())))
            .min()?;
        let head = String::from_utf8_lossy(bytes.get(..end)?);
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in head.lines() {
            if line.starts_with([' ', '\t']) {
                let (_, value) = headers.last_mut()?;
                value.push_str(line);
                continue;
            }
            let (name, value) = line.split_once(':')?;
            let named = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            if !named || name.is_empty() {
                return None;
            }
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Some(Part { headers, body: bytes.get(end + skipped..)? })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Adds the web pages in it.
    fn pages(self, pages: &mut Vec<Part<'a>>, depth: usize) {
        let kind = self.header("content-type").unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml") {
            return pages.push(self);
        }
        if !kind.starts_with("multipart/") || depth == DEEPEST {
            return;
        }
        let boundary = self.header("content-type").and_then(boundary);
        let Some(boundary) = boundary.filter(|boundary| !boundary.is_empty()) else { return };
        for part in parts(self.body, &format!("--{boundary}")) {
            if let Some(part) = Part::of(part) {
                part.pages(pages, depth + 1);
            }
        }
    }

    /// Its body as it was before it was made fit for mail.
    fn decoded(&self) -> Vec<u8> {
        let coding = self.header("content-transfer-encoding").unwrap_or_default();
        match coding.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(self.body),
            "base64" => base64(self.body),
            _ => self.body.to_vec(),
        }
    }
}

/// The mark between parts that a type names.
fn boundary(kind: &str) -> Option<String> {
    let lower = kind.to_ascii_lowercase();
    let value = kind.get(lower.find("boundary=")? + "boundary=".len()..)?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split(|c: char| c == ';' || c.is_whitespace()).next()?,
    };
    Some(value.to_owned())
}

/// What stands between the lines that are a mark.
fn parts<'a>(body: &'a [u8], mark: &str) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut from = None;
    for at in memchr::memmem::find_iter(body, mark.as_bytes()).take(MOST_PARTS) {
        let starts_line = at == 0 || body.get(at - 1) == Some(&b'\n');
        if !starts_line {
            continue;
        }
        if let Some(from) = from.take() {
            parts.extend(body.get(from..at));
        }
        let rest = body.get(at + mark.len()..).unwrap_or_default();
        if rest.starts_with(b"--") {
            return parts;
        }
        from = memchr::memchr(b'\n', rest).map(|end| at + mark.len() + end + 1);
    }
    // An archive that is cut short.
    parts.extend(from.and_then(|from| body.get(from..)));
    parts
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'=' {
            decoded.push(byte);
            continue;
        }
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        if let (Some(high), Some(low)) = (digit(0), digit(1)) {
            decoded.push((high * 16 + low) as u8);
            rest = after.get(2..).unwrap_or_default();
        } else if let Some(next) = after.strip_prefix(b"\r\n").or(after.strip_prefix(b"\n")) {
            rest = next;
        } else {
            decoded.push(byte);
        }
    }
    decoded
}

fn base64(body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for &byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFF_FFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push((bits >> count) as u8);
        }
    }
    decoded
}

fn holds(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        page(text.as_bytes()).map(|page| String::from_utf8(page).unwrap())
    }

    #[test]
    fn the_first_page_is_decoded() {
        let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--=_x\"\r\n\r\n\
            This is a multi-part message.\r\n\r\n----=_x\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E7=94=B2=3D=\r\n1</p>\r\n----=_x\r\n\
            Content-Type: text/html\r\n\r\n<p>header</p>\r\n----=_x--\r\n";
        assert_eq!(read(archive).as_deref(), Some("<p>甲=1</p>\r\n"));
    }

    #[test]
    fn base64_and_nested_parts_are_decoded() {
        let archive = "From: <Saved by x>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n\
            --a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nx\n\
            --b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+\n55SyPC9wPg==\n--b--\n--a--\n";
        assert_eq!(read(archive).as_deref(), Some("<p>甲</p>"));
    }

    #[test]
    fn other_texts_are_no_archives() {
        assert_eq!(read("部门名称：甲\n\n正文"), None);
        assert_eq!(read("MIME-Version: 1.0\nContent-Type: text/plain\n\nx"), None);
        assert_eq!(read("Title: x\n\nx"), None);
    }

    #[test]
    fn sheets_within_a_frame_are_read() {
        let archive = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n\
            --a\nContent-Type: text/html\n\n<html><FrameSet>\n--a\nContent-Type: text/html\n\
            Content-Location: file:///x/sheet001.htm\n\n<p>甲</p>\n--a\nContent-Type: text/html\n\
            Content-Location: file:///x/tabstrip.htm\n\n<p>乙</p>\n--a--\n";
        assert_eq!(read(archive).as_deref(), Some("<p>甲</p>\n"));
    }
}
