//! The bytes of one report, with their name and fingerprint.

use sha2::{Digest, Sha256};

/// One input: its bytes and the name by which people know it.
#[derive(Debug, Clone)]
pub struct Source {
    /// File name or `-`; never an absolute path, since it stands in the output.
    pub name: String,
    /// The bytes as they were read.
    pub bytes: Vec<u8>,
    /// The password of an encrypted PDF.
    pub password: Option<String>,
}

impl Source {
    /// A source from bytes already in memory.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into(), password: None }
    }

    /// The source with the password that opens it. The password stands nowhere
    /// in the output.
    #[must_use]
    pub fn with_password(mut self, password: impl Into<String>) -> Self {
        self.password = Some(password.into());
        self
    }

    /// SHA-256 of the bytes, in lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let digest = Sha256::digest(&self.bytes);
        let nibbles = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        nibbles.map(|nibble| char::from(HEX[usize::from(nibble)])).collect()
    }
}
