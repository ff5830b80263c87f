//! Invented archives of reports, any number of files, the same for the same seed.
//!
//! [`invented`] gives the files one after the other and keeps none; [`write`] puts
//! them below a folder as `<year>/<place>/<department>/<title>-<number>.<ext>`. They
//! vary as archives do:
//!
//! - three kinds: a department's report with prose and a table (six of ten), a
//!   project's self table with a budget block (three), a bare table without a form;
//! - the table with tabs, pipes or as HTML with spanning cells;
//! - met and unmet indicators, the latter with a reason; numbers of eleven units,
//!   amounts of money that add up, a score and the grade that belongs to it, counts of
//!   indicators that are as declared;
//! - every eighth garbled as recognisers do: characters lost from labels, a unit
//!   misread, a name gone round in a loop, a sentence broken by a page end;
//! - a quarter in GB18030, an eighth in UTF-16 (both byte orders), some UTF-8 with a
//!   byte order mark.
//!
//! All names, sentences and figures are made up. A test takes it in with
//! `#[path = "support/archive.rs"] mod archive;`, a benchmark with
//! `#[path = "../tests/support/archive.rs"]`.

#![allow(dead_code, reason = "each user takes its own part of this")]

#[path = "archive/page.rs"]
mod page;
#[path = "archive/words.rs"]
mod words;

use std::fs;
use std::io;
use std::path::Path;

/// One invented file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Invented {
    /// Path below the root of the archive, `/` between its parts.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// The first `count` files of the archive of this seed.
pub(crate) fn invented(seed: u64, count: usize) -> impl Iterator<Item = Invented> {
    (0..count).map(move |index| file(seed, index))
}

/// Writes the first `count` files of the archive of this seed below `root`.
pub(crate) fn write(root: &Path, seed: u64, count: usize) -> io::Result<()> {
    for file in invented(seed, count) {
        let path = root.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, &file.bytes)?;
    }
    Ok(())
}

fn file(seed: u64, index: usize) -> Invented {
    let mut dice = Dice::new(seed, index);
    let page = page::page(index, &mut dice);
    let text = match index % 8 {
        3 => page::garbled(&page.text, &mut dice),
        _ => page.text,
    };
    let page::Title { year, place, department, title, extension } = page.title;
    Invented {
        path: format!("{year}/{place}/{department}/{title}-{index:05}.{extension}"),
        bytes: encoded(&text, index),
    }
}

fn encoded(text: &str, index: usize) -> Vec<u8> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(bytes).collect()
    };
    match (index % 4, index % 16) {
        (1, _) => encoding_rs::GB18030.encode(text).0.into_owned(),
        (_, 2) => utf16(u16::to_le_bytes),
        (_, 10) => utf16(u16::to_be_bytes),
        (_, 6) => format!("\u{FEFF}{text}").into_bytes(),
        _ => text.as_bytes().to_vec(),
    }
}

/// Random choices that depend on seed and file alone (SplitMix64).
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    fn new(seed: u64, index: usize) -> Self {
        let mut dice = Self(seed ^ (index as u64).wrapping_mul(0xD129_0D3F_8A7E_66B5));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn number(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    /// Whether something that happens `times` in a hundred does.
    pub(crate) fn happens(&mut self, times: u64) -> bool {
        self.number(1, 100) <= times
    }

    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let last = of.len() as u64 - 1;
        &of[self.number(0, last) as usize]
    }
}
