//! Workbooks that are damaged or hostile.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use jiaokan::Patterns;
use jiaokan::internals::decode::document;
use jiaokan::internals::source::Source;

use crate::support::inputs;

/// Numbers without order, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// A part of the bytes is cut out, changed, or said again.
fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        let (at, length) = (dice.below(out.len()), dice.below(24));
        let end = (at + length).min(out.len());
        match dice.below(4) {
            0 => _ = out.drain(at..end),
            1 => {
                let again = out[at..end].to_vec();
                out.splice(at..at, again);
            }
            2 => out[at..end].fill(0xFF),
            _ => out.iter_mut().skip(at).take(1).for_each(|byte| *byte = dice.below(256) as u8),
        }
    }
    out
}

/// A package in which one part is damaged.
fn damaged_part(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let chosen = dice.below(zip.len());
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        writer.start_file(part.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        let bytes = if index == chosen { damaged(&bytes, dice) } else { bytes };
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn read(path: &Path, bytes: &[u8]) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    // Whatever comes of it: an answer or an error, and no panic.
    let _ = document(&Source::new(&name, bytes), Patterns::builtin());
}

#[test]
fn no_damage_to_a_workbook_makes_its_reading_panic() {
    let rounds: u64 = std::env::var("ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(8);
    for path in inputs("sheet") {
        let bytes = std::fs::read(&path).unwrap();
        for round in 1..=rounds {
            let mut dice = Dice(round.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            read(&path, &damaged(&bytes, &mut dice));
            if bytes.starts_with(b"PK") {
                read(&path, &damaged_part(&bytes, &mut dice));
            }
        }
    }
}
