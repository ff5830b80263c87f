//! HTML: what does not open as such is put into a page.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"<") {
        return jiaokan_fuzz::whole("report.html", data);
    }
    let page = [b"<html><meta charset=utf-8><body>".as_slice(), data].concat();
    jiaokan_fuzz::whole("report.html", &page);
});
