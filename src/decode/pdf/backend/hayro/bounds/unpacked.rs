//! What a stream unpacks to, without unpacking more than a bound.

use flate2::{Decompress, FlushDecompress, Status};
use hayro_interpret::hayro_syntax::Filter;

use super::decoded;

/// How many bytes a filter makes of one at most.
fn steepest(filter: Filter) -> u64 {
    match filter {
        // A length of 258 in two bits.
        Filter::FlateDecode => 1032,
        // A code of twelve bits for all that a full table holds.
        Filter::LzwDecode => 2560,
        Filter::RunLengthDecode => 64,
        Filter::Ascii85Decode => 4,
        // Pictures are held against their pixels where they are drawn.
        _ => 1,
    }
}

/// How many bytes so many packed ones unpack to at most.
pub(super) fn most(length: u64, filters: &[Filter]) -> u64 {
    filters.iter().fold(length, |length, &filter| length.saturating_mul(steepest(filter)))
}

/// Measures what is packed, one after another.
pub(super) struct Meter {
    zlib: Decompress,
    raw: Decompress,
    unpacked: Vec<u8>,
}

impl Meter {
    pub(super) fn new() -> Meter {
        let unpacked = vec![0; 32 << 10];
        Meter { zlib: Decompress::new(true), raw: Decompress::new(false), unpacked }
    }

    /// How many bytes some packed ones unpack to; of what is more than `bound` only that it is.
    pub(super) fn measure(&mut self, data: &[u8], filters: &[Filter], bound: u64) -> u64 {
        let Some((&first, rest)) = filters.split_first() else {
            return data.len() as u64;
        };
        if rest.is_empty() {
            return self.count(data, first, bound);
        }
        // What comes of it is packed again: a bound on this one bounds all.
        let packed = self.count(data, first, bound);
        if packed > bound {
            return packed;
        }
        let name = match first {
            Filter::FlateDecode => "/FlateDecode",
            Filter::LzwDecode => "/LZWDecode",
            Filter::RunLengthDecode => "/RunLengthDecode",
            Filter::Ascii85Decode => "/ASCII85Decode",
            Filter::AsciiHexDecode => "/ASCIIHexDecode",
            // Not undone here, or a picture.
            _ => return self.measure(data, rest, bound),
        };
        decoded(name, data).map_or(0, |unpacked| self.measure(&unpacked, rest, bound))
    }

    fn count(&mut self, data: &[u8], filter: Filter, bound: u64) -> u64 {
        match filter {
            Filter::FlateDecode => self.flate(data, bound),
            Filter::LzwDecode => lzw(data, bound),
            Filter::RunLengthDecode => run_length(data, bound),
            filter => most(data.len() as u64, &[filter]),
        }
    }

    fn flate(&mut self, data: &[u8], bound: u64) -> u64 {
        self.zlib.reset(true);
        let (length, failed) = inflated(&mut self.zlib, &mut self.unpacked, data, bound);
        let Some(read) = failed else { return length };
        self.raw.reset(false);
        let (raw, failed) = inflated(&mut self.raw, &mut self.unpacked, data, bound);
        let Some(raw_read) = failed else { return length.max(raw) };
        // The library goes on behind what is wrong in the data: no more than can be there.
        let damaged = (data.len() as u64).saturating_sub(read.max(raw_read));
        let behind = damaged.saturating_mul(1032);
        length.max(raw).max(if behind > LARGEST_DAMAGED { behind } else { 0 })
    }
}

/// A damaged stream may unpack to so much.
const LARGEST_DAMAGED: u64 = 256 << 20;

/// How much comes of data, and how much of them was read if they are damaged.
fn inflated(
    from: &mut Decompress,
    unpacked: &mut [u8],
    data: &[u8],
    bound: u64,
) -> (u64, Option<u64>) {
    loop {
        let (read, made) = (from.total_in(), from.total_out());
        let rest = data.get(read as usize..).unwrap_or_default();
        match from.decompress(rest, unpacked, FlushDecompress::None) {
            Ok(Status::StreamEnd) => return (from.total_out(), None),
            Ok(_) if from.total_out() > bound => return (from.total_out(), None),
            // Cut short.
            Ok(_) if (from.total_in(), from.total_out()) == (read, made) => {
                return (from.total_out(), Some(from.total_in()));
            }
            Ok(_) => {}
            Err(_) => return (from.total_out(), Some(from.total_in())),
        }
    }
}

/// What codes of LZW stand for, whether or not their width grows one code early.
fn lzw(data: &[u8], bound: u64) -> u64 {
    lzw_with(data, 1, bound).max(lzw_with(data, 0, bound))
}

/// How long each entry of the table is tells it.
fn lzw_with(data: &[u8], early: usize, bound: u64) -> u64 {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const MOST_ENTRIES: usize = 4096;
    let mut lengths: Vec<u64> = Vec::with_capacity(MOST_ENTRIES);
    lengths.resize(END + 1, 1);
    let (mut bits, mut held, mut width) = (0_u64, 0, 9);
    let (mut total, mut before) = (0_u64, None);
    for &byte in data {
        bits = bits << 8 | u64::from(byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        match (bits >> held) as usize & ((1 << width) - 1) {
            CLEAR => {
                lengths.truncate(END + 1);
                before = None;
            }
            END => break,
            code => {
                let grown = before.map(|before: u64| before + 1);
                let Some(length) = lengths.get(code).copied().or(grown) else { break };
                if let Some(grown) = grown
                    && lengths.len() < MOST_ENTRIES
                {
                    lengths.push(grown);
                }
                total += length;
                before = Some(length);
            }
        }
        width = match lengths.len() + early {
            2048.. => 12,
            1024.. => 11,
            512.. => 10,
            _ => 9,
        };
        if total > bound {
            break;
        }
    }
    total
}

fn run_length(data: &[u8], bound: u64) -> u64 {
    let (mut at, mut total) = (0, 0);
    while let Some(&length) = data.get(at) {
        let (read, made) = match length {
            128 => break,
            0..=127 => (usize::from(length) + 2, u64::from(length) + 1),
            _ => (2, 257 - u64::from(length)),
        };
        at += read;
        total += made;
        if total > bound {
            break;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    fn flated(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    const FLATE: Filter = Filter::FlateDecode;

    #[test]
    fn what_is_packed_twice_is_measured_to_the_bound() {
        let zeros = vec![0; 4 << 20];
        let once = flated(&zeros);
        assert!(Meter::new().measure(&once, &[FLATE], 1 << 20) > 1 << 20);
        assert_eq!(Meter::new().measure(&once, &[FLATE], 4 << 20), 4 << 20);
        let twice = flated(&once);
        assert!(twice.len() < 200, "{}", twice.len());
        assert!(Meter::new().measure(&twice, &[FLATE, FLATE], 1 << 20) > 1 << 20);
        let hex: String = twice.iter().map(|byte| format!("{byte:02x}")).collect();
        let chain = [Filter::AsciiHexDecode, FLATE, FLATE];
        assert!(Meter::new().measure(hex.as_bytes(), &chain, 1 << 20) > 1 << 20);
        assert_eq!(Meter::new().measure(hex.as_bytes(), &chain, 4 << 20), 4 << 20);
    }

    #[test]
    fn runs_and_codes_are_counted() {
        let runs = [0x81, 7].repeat(1000);
        assert!(Meter::new().measure(&runs, &[Filter::RunLengthDecode], 1000) > 1000);
        assert_eq!(Meter::new().measure(&runs, &[Filter::RunLengthDecode], 127_999), 128_000);
        // 45 45 45 45 45 65 45 45 45 66: the example of the specification.
        let codes = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(lzw(&codes, u64::MAX), 10);
        let same = decoded("/LZWDecode", &codes).unwrap();
        assert_eq!(same.len(), 10);
    }

    #[test]
    fn of_damaged_data_what_stands_behind_counts_only_if_it_could_be_too_much() {
        let mut damaged = flated(&[7; 1000]);
        damaged[6] ^= 0xFF;
        damaged.resize(damaged.len() + 1000, 0x55);
        assert!(Meter::new().measure(&damaged, &[FLATE], 1000) <= 1000);
        damaged.resize(400_000, 0x55);
        assert!(Meter::new().measure(&damaged, &[FLATE], 1000) > 1000);
    }
}
