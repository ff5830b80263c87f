//! Which kind of picture bytes are, by how they begin.

/// Of which kind a picture is that is read.
#[cfg(feature = "ocr")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PictureKind {
    /// `png`.
    Png,
    /// `jpg`.
    Jpeg,
    /// `tif`.
    Tiff,
}

/// The kind of a picture that is read.
#[cfg(feature = "ocr")]
pub(super) fn picture_kind(bytes: &[u8]) -> Option<PictureKind> {
    match picture(bytes)? {
        "PNG" => Some(PictureKind::Png),
        "JPEG" => Some(PictureKind::Jpeg),
        "TIFF" => Some(PictureKind::Tiff),
        _ => None,
    }
}

/// The name of the kind of a picture, also of those that are not read.
pub(super) fn picture(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let is_bmp = starts(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
    let is_webp = starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let kinds = [
        (starts(b"\x89PNG"), "PNG"),
        (starts(b"\xFF\xD8\xFF"), "JPEG"),
        (starts(b"II*\0") || starts(b"MM\0*"), "TIFF"),
        (starts(b"GIF87a") || starts(b"GIF89a"), "GIF"),
        (is_bmp, "BMP"),
        (is_webp, "WebP"),
    ];
    kinds.into_iter().find(|(is, _)| *is).map(|(_, name)| name)
}
