//! TIFF to pixels, a picture a page.

use std::io::Cursor;

use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

use super::bounds::{self, MOST_PIXELS};
use super::{Frame, Problem};
use crate::picture::pixels::{Affine, Pixels};

type Reader<'b> = Decoder<Cursor<&'b [u8]>>;

/// More pages are not read of one file.
pub(super) const MOST_PAGES: usize = 2000;

/// Gives each page in turn. An unreadable one is its problem; where the chain of pages breaks,
/// the last is [`Problem::Unreadable`].
pub(super) fn frames(bytes: &[u8], finest: f32, each: &mut dyn FnMut(Result<Frame, Problem>)) {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = MOST_PIXELS as usize * 4;
    limits.intermediate_buffer_size = MOST_PIXELS as usize * 4;
    let Ok(decoder) = Decoder::new(Cursor::new(bytes)) else {
        return each(Err(Problem::Unreadable));
    };
    let mut decoder = decoder.with_limits(limits);
    for _ in 0..MOST_PAGES {
        // Small pictures of the pages stand between them in the files of some cameras.
        let reduced = decoder.find_tag_unsigned::<u32>(Tag::NewSubfileType).ok().flatten();
        if reduced.is_none_or(|kind| kind & 1 == 0) {
            each(frame(&mut decoder, finest));
        }
        if !decoder.more_images() {
            return;
        }
        if decoder.next_image().is_err() {
            return each(Err(Problem::Unreadable));
        }
    }
}

fn frame(decoder: &mut Reader<'_>, finest: f32) -> Result<Frame, Problem> {
    let (width, height) = decoder.dimensions().map_err(|_| Problem::Unreadable)?;
    if !bounds::is_bounded(u64::from(width), u64::from(height)) {
        return Err(Problem::TooLarge { width, height });
    }
    let color = decoder.colortype().map_err(|_| Problem::Unreadable)?;
    let palette = match color {
        ColorType::Palette(_) => {
            decoder.get_tag_u16_vec(Tag::ColorMap).map_err(|_| Problem::Unreadable)?
        }
        _ => Vec::new(),
    };
    let dpi = dpi(decoder);
    let orientation = decoder.find_tag_unsigned::<u16>(Tag::Orientation).ok().flatten();
    let mut read = DecodingResult::U8(Vec::new());
    // What was decoded before an error stays.
    let whole = decoder.read_image_to_buffer(&mut read).is_ok();
    let samples = samples(&read, color.bit_depth()).ok_or(Problem::Unreadable)?;
    let mut pixels = pixels(width, height, &samples, color, &palette).ok_or(Problem::Unreadable)?;
    if !whole {
        whiten_end(&mut pixels);
    }
    let pixels = bounds::oriented(pixels, orientation.unwrap_or(1));
    let size = [pixels.width, pixels.height];
    let by = bounds::shrink(width, height, dpi, finest);
    Ok(Frame { pixels: bounds::shrunk(pixels, by), whole, size })
}

/// Makes white what was not decoded: the rows at the end in which nothing was put.
fn whiten_end(pixels: &mut Pixels) {
    let row = (pixels.width as usize * 3).max(1);
    let put = pixels.rgb.iter().rposition(|value| *value != 0).map_or(0, |last| last / row + 1);
    pixels.rgb.iter_mut().skip(put * row).for_each(|value| *value = u8::MAX);
}

fn dpi(decoder: &mut Reader<'_>) -> Option<f32> {
    const INCH: u16 = 2;
    const CENTIMETRE: u16 = 3;
    let value = decoder.find_tag(Tag::XResolution).ok().flatten()?;
    let per_unit = match value {
        tiff::decoder::ifd::Value::Rational(over, under) if under > 0 => over as f32 / under as f32,
        other => other.into_f32().ok()?,
    };
    let unit = decoder.find_tag_unsigned::<u16>(Tag::ResolutionUnit).ok().flatten();
    match unit.unwrap_or(INCH) {
        INCH => Some(per_unit),
        CENTIMETRE => Some(per_unit * 2.54),
        _ => None,
    }
}

/// The stored values as bytes: those of more bits cut to the upper eight, those of less packed
/// as they are.
fn samples(read: &DecodingResult, bits: u8) -> Option<Vec<u8>> {
    match read {
        DecodingResult::U8(values) => Some(values.clone()),
        DecodingResult::U16(values) if bits == 16 => {
            Some(values.iter().map(|value| (value >> 8) as u8).collect())
        }
        _ => None,
    }
}

fn pixels(
    width: u32,
    height: u32,
    samples: &[u8],
    color: ColorType,
    palette: &[u16],
) -> Option<Pixels> {
    let count = width as usize * height as usize;
    let mut rgb = Vec::with_capacity(count * 3);
    let put = |rgb: &mut Vec<u8>, channels: usize, one: &dyn Fn(&[u8]) -> [u8; 3]| {
        samples.chunks_exact(channels).take(count).for_each(|sample| rgb.extend(one(sample)));
    };
    let grey = |sample: &[u8]| [sample.first().copied().unwrap_or(u8::MAX); 3];
    let three = |sample: &[u8]| match *sample {
        [red, green, blue, ..] => [red, green, blue],
        _ => [u8::MAX; 3],
    };
    match color {
        ColorType::Gray(bits @ 1..=7) | ColorType::Palette(bits @ 1..=7) => {
            // Rows of packed values, each row from a byte of its own.
            let most = (1_u16 << bits) - 1;
            let row_length = (width as usize * usize::from(bits)).div_ceil(8);
            for row in samples.chunks_exact(row_length).take(height as usize) {
                for x in 0..width as usize {
                    let bit = x * usize::from(bits);
                    // A value of 3, 5, 6 or 7 bits may go over the end of a byte.
                    let byte = |n: usize| u16::from(row.get(n).copied().unwrap_or_default());
                    let pair = byte(bit / 8) << 8 | byte(bit / 8 + 1);
                    let value = pair >> (16 - bit % 8 - usize::from(bits)) & most;
                    rgb.extend(match color {
                        ColorType::Palette(_) => coloured(palette, usize::from(value)),
                        _ => [(value * 255 / most) as u8; 3],
                    });
                }
            }
        }
        ColorType::Palette(8) => {
            put(&mut rgb, 1, &|sample| coloured(palette, usize::from(sample[0])));
        }
        ColorType::Gray(8 | 16) => put(&mut rgb, 1, &grey),
        ColorType::GrayA(8 | 16) => put(&mut rgb, 2, &grey),
        ColorType::RGB(8 | 16) => put(&mut rgb, 3, &three),
        // The decoder of JPEG within TIFF gives red, green and blue.
        ColorType::YCbCr(8) => put(&mut rgb, 3, &three),
        ColorType::RGBA(8 | 16) => put(&mut rgb, 4, &three),
        ColorType::CMYK(8 | 16) => put(&mut rgb, 4, &|sample| match *sample {
            [c, m, y, k] => [c, m, y].map(|ink| {
                let paper = (255 - u32::from(ink)) * (255 - u32::from(k)) / 255;
                paper as u8
            }),
            _ => [u8::MAX; 3],
        }),
        _ => return None,
    }
    rgb.resize(count * 3, u8::MAX);
    Some(Pixels { width, height, rgb, to_page: Affine::IDENTITY })
}

/// A colour of a palette, which holds all reds, then all greens, then all blues.
fn coloured(palette: &[u16], index: usize) -> [u8; 3] {
    let size = palette.len() / 3;
    let channel = |n: usize| palette.get(n * size + index).map_or(u8::MAX, |v| (v >> 8) as u8);
    [channel(0), channel(1), channel(2)]
}
