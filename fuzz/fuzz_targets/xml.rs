//! XML: recognisers (ALTO, hOCR, PAGE), Word 2003, SpreadsheetML.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"<?xml") {
        return jiaokan_fuzz::whole("report.xml", data);
    }
    let document = [b"<?xml version=\"1.0\"?>".as_slice(), data].concat();
    jiaokan_fuzz::whole("report.xml", &document);
});
