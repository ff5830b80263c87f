//! The given picture at a size at which characters can be told apart, its lines across.

use super::components::components;
use super::ink;
use super::pixels::Pixels;
use super::projective::Projective;
use super::reader::Reader;
use super::scale::{self, LARGEST, SMALLEST};
use super::upright::{self, Lines};

/// A picture to work on, and the map from its pixels to those of the given one.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) pixels: Pixels,
    pub(super) back: Projective,
    /// The height of a body character, in its pixels.
    pub(super) ch: f32,
    /// How many times as large as the given one.
    pub(super) zoom: f32,
    /// Turned by so many quarters, counter-clockwise.
    pub(super) quarters: u32,
}

/// A larger picture is not made larger still, a much larger one made smaller, in pixels.
const MOST: u64 = 24_000_000;

/// The longer side of a page of which only the way of its lines is asked, in pixels.
const SMALL: u32 = 640;

impl Sheet {
    /// The picture at its size, and turned until its lines run across. Whether it is upside
    /// down is not told.
    pub(super) fn of(given: &Pixels, reader: &dyn Reader) -> Sheet {
        let count = |pixels: &Pixels| u64::from(pixels.width) * u64::from(pixels.height);
        // A very large picture is not held twice.
        let large = count(given) > MOST;
        let zoom = if large { 0.5 } else { 1.0 };
        let mut sheet = Sheet {
            pixels: if large { scale::halved(given) } else { given.clone() },
            back: Projective::moved_and_scaled((0.0, 0.0), f64::from(1.0 / zoom)),
            ch: 0.0,
            zoom,
            quarters: 0,
        };
        while count(&sheet.pixels) > MOST {
            sheet.resize(0.5);
        }
        let mut found = sheet.measure();
        if sheet.ch < SMALLEST && count(&sheet.pixels) * 4 <= MOST {
            sheet.resize(2.0);
            found = sheet.measure();
        } else {
            while sheet.ch > LARGEST && sheet.pixels.width.min(sheet.pixels.height) > 64 {
                sheet.resize(0.5);
                found = sheet.measure();
            }
        }
        let lines = match upright::lines(&found, sheet.ch) {
            Lines::Unknown if found.len() > 3 => {
                upright::detected(&reader.detect(&sheet.pixels, SMALL))
            }
            known => known,
        };
        if lines == Lines::Down {
            let (pixels, back) = upright::quarter(&sheet.pixels);
            sheet.turn(pixels, &back, 1);
        }
        sheet
    }

    /// Upside down.
    pub(super) fn turn_over(&mut self) {
        let (pixels, back) = upright::half(&self.pixels);
        self.turn(pixels, &back, 2);
    }

    fn turn(&mut self, pixels: Pixels, back: &Projective, quarters: u32) {
        self.pixels = pixels;
        self.back = back.then(&self.back);
        self.quarters = (self.quarters + quarters) % 4;
    }

    fn resize(&mut self, by: f32) {
        self.pixels = match by > 1.0 {
            true => scale::doubled(&self.pixels),
            false => scale::halved(&self.pixels),
        };
        let back = Projective::moved_and_scaled((0.0, 0.0), f64::from(1.0 / by));
        self.back = back.then(&self.back);
        self.zoom *= by;
    }

    fn measure(&mut self) -> Vec<super::components::Component> {
        let found = components(&ink::of_text(&ink::luminance(&self.pixels)));
        self.ch = scale::character_height(&found);
        found
    }
}
