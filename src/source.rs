//! The bytes of one report, with their name and fingerprint.

use sha2::{Digest, Sha256};

/// One input: its bytes and the name by which people know it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// File name or `-`; never an absolute path, since it stands in the output.
    pub name: &'a str,
    /// The bytes as they were read.
    pub bytes: &'a [u8],
    /// The password of an encrypted PDF.
    pub password: Option<&'a str>,
}

impl<'a> Source<'a> {
    /// A source from bytes already in memory.
    pub fn new(name: &'a str, bytes: &'a (impl AsRef<[u8]> + ?Sized)) -> Self {
        Self { name, bytes: bytes.as_ref(), password: None }
    }
}

/// SHA-256 of bytes, in lower-case hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
