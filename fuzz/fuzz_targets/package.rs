//! Packages (DOCX, XLSX, OFD) and OLE containers (XLS). A mutated zip is rarely one: the seeds are
//! stored without packing, and checksums are mended before it is read.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    jiaokan_fuzz::whole("report.docx", &mended(data));
});

/// The bytes with the checksums of the members that they state.
fn mended(data: &[u8]) -> Vec<u8> {
    let mut bytes = data.to_vec();
    let number = |bytes: &[u8], at: usize, length: usize| -> Option<usize> {
        let digits = bytes.get(at..at + length)?.iter().rev();
        Some(digits.fold(0, |number, &digit| number << 8 | usize::from(digit)))
    };
    let mut at = 0;
    while let Some(head) = bytes.get(at..at + 4) {
        if head == b"PK\x01\x02" {
            let mend = || {
                let stored = number(&bytes, at + 10, 2)? == 0;
                let (size, local) = (number(&bytes, at + 20, 4)?, number(&bytes, at + 42, 4)?);
                let names = number(&bytes, local + 26, 2)? + number(&bytes, local + 28, 2)?;
                let member = bytes.get(local + 30 + names..)?.get(..size)?;
                stored.then(|| (crc32(member), local + 14))
            };
            if let Some((sum, local)) = mend() {
                for place in [at + 16, local] {
                    if let Some(old) = bytes.get_mut(place..place + 4) {
                        old.copy_from_slice(&sum.to_le_bytes());
                    }
                }
            }
        }
        at += 1;
    }
    bytes
}

fn crc32(data: &[u8]) -> u32 {
    let step = |sum: u32, &byte: &u8| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    };
    !data.iter().fold(!0, step)
}
