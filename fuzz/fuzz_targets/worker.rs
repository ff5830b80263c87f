//! What a worker is sent: frames, whole or torn. It ends or answers.
#![no_main]

use std::io::{self, Write};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

/// Takes what is written, and tells when it is dropped.
struct Sink(#[expect(dead_code, reason = "its end is what tells")] Sender<()>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let (done, wait) = channel();
    jiaokan::internals::batch::serve(data, Sink(done));
    // The worker's thread drops its end when it has no more to do.
    let _ = wait.recv_timeout(Duration::from_secs(20));
});
