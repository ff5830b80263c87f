//! The bytes of one report, with their name and fingerprint.

use sha2::{Digest, Sha256};

#[cfg(feature = "ocr")]
use crate::recognition::{NO_RECOGNITION, Recognition};

/// One input: its bytes and the name by which people know it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// File name or `-`; never an absolute path, since it stands in the output.
    pub name: &'a str,
    /// The bytes as they were read.
    pub bytes: &'a [u8],
    /// The password of an encrypted PDF.
    pub password: Option<&'a str>,
    /// SHA-256 of the bytes, where somebody has worked it out already.
    pub sha256: Option<&'a str>,
    /// How pictures of pages are read.
    #[cfg(feature = "ocr")]
    pub recognition: &'a Recognition,
}

impl<'a> Source<'a> {
    /// A source from bytes already in memory.
    pub fn new(name: &'a str, bytes: &'a (impl AsRef<[u8]> + ?Sized)) -> Self {
        Self {
            name,
            bytes: bytes.as_ref(),
            password: None,
            sha256: None,
            #[cfg(feature = "ocr")]
            recognition: &NO_RECOGNITION,
        }
    }

    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub fn fingerprint(&self) -> String {
        self.sha256.map_or_else(|| sha256(self.bytes), str::to_owned)
    }
}

/// SHA-256 of bytes, in lower-case hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
