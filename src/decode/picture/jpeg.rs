//! JPEG to pixels.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::bounds;
use super::{Frame, Problem};
use crate::picture::pixels::{Affine, Pixels};

/// The picture of a JPEG. What is missing at its end is grey.
pub(super) fn frame(bytes: &[u8], finest: f32) -> Result<Frame, Problem> {
    let longest = usize::from(u16::MAX);
    let options = DecoderOptions::default()
        .set_max_width(longest)
        .set_max_height(longest)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Problem::Unreadable)?;
    let info = decoder.info().ok_or(Problem::Unreadable)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    if !bounds::is_bounded(u64::from(width), u64::from(height)) {
        return Err(Problem::TooLarge { width, height });
    }
    let orientation = decoder.exif().and_then(|exif| orientation(exif)).unwrap_or(1);
    let mut rgb = vec![u8::MAX; width as usize * height as usize * 3];
    let decoded = decoder.decode_into(&mut rgb).is_ok();
    // The decoder fills up what is cut off; the end of the picture is told by a marker, which
    // may also stand in a small picture of it before.
    let begun = memchr::memmem::rfind(bytes, b"\xFF\xDA");
    let ended = memchr::memmem::rfind(bytes, b"\xFF\xD9");
    let whole = decoded && ended > begun;
    let density = f32::from(info.x_density);
    let dpi = match info.pixel_density {
        1 => Some(density),
        2 => Some(density * 2.54),
        _ => None,
    };
    let pixels = Pixels { width, height, rgb, to_page: Affine::IDENTITY };
    let pixels = bounds::oriented(pixels, orientation);
    let size = [pixels.width, pixels.height];
    let by = bounds::shrink(width, height, dpi, finest);
    Ok(Frame { pixels: bounds::shrunk(pixels, by), whole, size })
}

/// How the camera was held, from 1 to 8, of an Exif block.
fn orientation(exif: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    let big = match exif.get(..4)? {
        b"II*\0" => false,
        b"MM\0*" => true,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let long = |at: usize| {
        let four = exif.get(at..at + 4)?.try_into().ok()?;
        Some(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    };
    let first = long(4)? as usize;
    let count = usize::from(short(first)?);
    let entries = (0..count.min(512)).map(|n| first + 2 + n * 12);
    let mut found = entries.filter(|at| short(*at) == Some(ORIENTATION));
    found.next().and_then(|at| short(at + 8)).filter(|value| (1..=8).contains(value))
}
