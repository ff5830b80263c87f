//! Painted pages as pictures that are small: PNG of few colours for type and lines, JPEG where
//! a page holds photographs.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

/// How good photographs are, from 1 to 100.
const QUALITY: u8 = 62;

/// A page of type and lines is smaller than this; one with photographs larger.
const TYPE: usize = 220 << 10;

/// A picture with its kind, as a data address.
pub(super) fn address(pixels: &[u8], width: u32, height: u32) -> Option<String> {
    let grey = pixels.chunks_exact(4).all(is_grey);
    let png = png(pixels, width, height, grey)?;
    let jpeg = (png.len() > TYPE).then(|| jpeg(pixels, width, height, grey)).flatten();
    Some(match jpeg.filter(|jpeg| jpeg.len() < png.len()) {
        Some(jpeg) => data("image/jpeg", &jpeg),
        None => data("image/png", &png),
    })
}

/// Bytes as an address that holds them.
pub(super) fn data(kind: &str, bytes: &[u8]) -> String {
    use base64::Engine;
    let mut address = format!("data:{kind};base64,");
    base64::engine::general_purpose::STANDARD.encode_string(bytes, &mut address);
    address
}

fn is_grey(pixel: &[u8]) -> bool {
    let (low, high) = pixel
        .iter()
        .take(3)
        .fold((255, 0), |(low, high): (u8, u8), &value| (low.min(value), high.max(value)));
    high - low < 6
}

/// With sixteen steps of grey, or thirty-two of each colour: edges of type need no more.
fn png(pixels: &[u8], width: u32, height: u32, grey: bool) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (best, filter) = (CompressionType::Best, FilterType::NoFilter);
    let encoder = PngEncoder::new_with_quality(&mut bytes, best, filter);
    let step =
        |value: u8, steps: u16| (((u16::from(value) * steps + 127) / 255) * 255 / steps) as u8;
    let written = if grey {
        let luma: Vec<u8> = pixels.chunks_exact(4).map(|p| step(p[1], 15)).collect();
        encoder.write_image(&luma, width, height, ExtendedColorType::L8)
    } else {
        let colours = |p: &[u8]| [step(p[0], 31), step(p[1], 31), step(p[2], 31)];
        let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(colours).collect();
        encoder.write_image(&rgb, width, height, ExtendedColorType::Rgb8)
    };
    written.ok()?;
    Some(bytes)
}

fn jpeg(pixels: &[u8], width: u32, height: u32, grey: bool) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    let written = if grey {
        let luma: Vec<u8> = pixels.chunks_exact(4).map(|p| p[1]).collect();
        encoder.write_image(&luma, width, height, ExtendedColorType::L8)
    } else {
        let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
        encoder.write_image(&rgb, width, height, ExtendedColorType::Rgb8)
    };
    written.ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_is_png_and_noise_is_jpeg() {
        let blank = vec![255; 4 * 300 * 300];
        assert!(address(&blank, 300, 300).unwrap().starts_with("data:image/png;base64,iVBOR"));
        let mut seed = 7u32;
        let mut noise = Vec::new();
        for _ in 0..4 * 700 * 700 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.push((seed >> 24) as u8);
        }
        assert!(address(&noise, 700, 700).unwrap().starts_with("data:image/jpeg;base64,"));
    }
}
