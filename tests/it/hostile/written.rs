//! PDF written by hand.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A line of text on a page.
pub(super) const TEXT: &str = "BT /F1 12 Tf 50 700 Td (Budget report 2023) Tj ET\n";

/// A file of these objects, from 1 on; the first is its catalogue.
pub(super) fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", index + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer = format!("trailer\n<</Size {}/Root 1 0 R>>\n", objects.len() + 1);
    out.extend(trailer.bytes());
    out.extend(format!("startxref\n{table}\n%%EOF\n").bytes());
    out
}

/// A stream of these data, with other entries.
pub(super) fn stream(data: &[u8], entries: &str) -> Vec<u8> {
    let mut out = format!("<<{entries}/Length {}>>stream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

pub(super) fn flated(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}
