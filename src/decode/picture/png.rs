//! PNG to pixels.

use std::io::Cursor;

use png::{ColorType, Decoder, Limits, Transformations};

use super::bounds::{self, MOST_PIXELS};
use super::{Frame, Problem};
use crate::picture::pixels::Pixels;

/// The picture of a PNG. Rows that are missing at its end are white.
pub(super) fn frame(bytes: &[u8], finest: f32) -> Result<Frame, Problem> {
    let limits = Limits { bytes: MOST_PIXELS as usize * 8 };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(|_| Problem::Unreadable)?;
    let info = reader.info();
    let (width, height) = (info.width, info.height);
    if !bounds::is_bounded(u64::from(width), u64::from(height)) {
        return Err(Problem::TooLarge { width, height });
    }
    let dpi = info.pixel_dims.filter(|dims| dims.unit == png::Unit::Meter);
    let dpi = dpi.map(|dims| dims.xppu as f32 * 0.0254);
    let (color, _) = reader.output_color_type();
    let samples = color.samples();
    let interlaced = reader.info().interlaced;
    let mut pixels = Pixels::white(width, height);
    let row_length = width as usize * 3;
    let mut whole = true;
    if interlaced {
        let size = reader.output_buffer_size().ok_or(Problem::Unreadable)?;
        let mut buffer = vec![0; size];
        whole = reader.next_frame(&mut buffer).is_ok();
        for (row, stored) in pixels
            .rgb
            .chunks_exact_mut(row_length)
            .zip(buffer.chunks_exact(width as usize * samples))
        {
            put(row, stored, color);
        }
    } else {
        for row in pixels.rgb.chunks_exact_mut(row_length) {
            match reader.next_row() {
                Ok(Some(stored)) => put(row, stored.data(), color),
                _ => {
                    whole = false;
                    break;
                }
            }
        }
    }
    let by = bounds::shrink(width, height, dpi, finest);
    Ok(Frame { pixels: bounds::shrunk(pixels, by), whole, size: [width, height] })
}

/// A stored row on white paper.
fn put(row: &mut [u8], stored: &[u8], color: ColorType) {
    let over = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    for (pixel, sample) in row.chunks_exact_mut(3).zip(stored.chunks_exact(color.samples())) {
        let rgb = match *sample {
            [grey] => [grey; 3],
            [grey, alpha] => [over(grey, alpha); 3],
            [red, green, blue] => [red, green, blue],
            [red, green, blue, alpha] => [over(red, alpha), over(green, alpha), over(blue, alpha)],
            _ => [u8::MAX; 3],
        };
        pixel.copy_from_slice(&rgb);
    }
}
