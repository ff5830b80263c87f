//! Files of which attachments alone are encrypted: pages and their text are not (crypt filters
//! `Identity` for streams and strings), so that no password is needed to read them.

use hayro_interpret::hayro_syntax::object::{Dict, FromBytes, Name};
use memchr::memmem;

const KEY: &[u8] = b"/Encrypt";

/// Takes the entry out that says that a file is encrypted, if what is read of it is not.
pub(super) fn open_pages(bytes: &mut [u8]) {
    let entries: Vec<usize> = memmem::find_iter(bytes, KEY)
        // Not `/EncryptMetadata`.
        .filter(|at| bytes.get(at + KEY.len()).is_some_and(|byte| !byte.is_ascii_alphanumeric()))
        .collect();
    if entries.is_empty() || !entries.iter().all(|&at| leaves_pages(bytes, at)) {
        return;
    }
    for at in entries {
        // Another key, of the same length.
        if let Some(key) = bytes.get_mut(at..at + KEY.len()) {
            key.copy_from_slice(b"/encrypt");
        }
    }
}

/// Whether the dictionary that an entry names leaves streams and strings as they are.
fn leaves_pages(bytes: &[u8], entry: usize) -> bool {
    let rest = bytes.get(entry + KEY.len()..).unwrap_or_default().trim_ascii_start();
    let dict = match rest.starts_with(b"<<") {
        true => Dict::from_bytes(rest),
        false => named(bytes, rest),
    };
    let Some(dict) = dict else { return false };
    let is_identity = |key: &[u8]| {
        let Some(name) = dict.get::<Name<'_>>(key) else { return true };
        if *name == *b"Identity" {
            return true;
        }
        let filters = dict.get::<Dict<'_>>(b"CF".as_slice());
        let filter = filters.and_then(|filters| filters.get::<Dict<'_>>(name.as_ref()));
        let method = filter.and_then(|filter| filter.get::<Name<'_>>(b"CFM".as_slice()));
        method.is_some_and(|method| *method == *b"None")
    };
    let has_filters = dict.get::<u8>(b"V".as_slice()).is_some_and(|version| version >= 4);
    has_filters && is_identity(b"StmF") && is_identity(b"StrF")
}

/// The object that a reference such as `12 0 R` names, where it stands in the file.
fn named<'b>(bytes: &'b [u8], reference: &[u8]) -> Option<Dict<'b>> {
    let parts = std::str::from_utf8(reference.get(..reference.len().min(24))?).ok();
    let mut parts = parts.unwrap_or_default().split_ascii_whitespace();
    let (number, generation): (u32, u32) =
        (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let head = format!("{number} {generation} obj");
    let starts = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        before.is_none_or(|byte| !byte.is_ascii_digit())
    };
    // Of several versions the last counts.
    let at = memmem::find_iter(bytes, head.as_bytes()).filter(starts).last()?;
    Dict::from_bytes(bytes.get(at + head.len()..)?.trim_ascii_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(filters: &str) -> bool {
        let mut bytes = format!(
            "%PDF-1.7\n2 0 obj\n<</Filter/Standard/V 4{filters}/EncryptMetadata true>>\nendobj\n\
             trailer<</Root 1 0 R/Encrypt 2 0 R>>"
        )
        .into_bytes();
        open_pages(&mut bytes);
        memmem::find(&bytes, b"/encrypt 2 0 R").is_some()
    }

    #[test]
    fn only_what_leaves_pages_alone_is_opened() {
        assert!(opened("/StmF/Identity/StrF/Identity/EFF/StdCF"));
        assert!(opened("/EFF/StdCF"));
        assert!(opened("/CF<</No<</CFM/None>>>>/StmF/No/StrF/No"));
        assert!(!opened("/CF<</StdCF<</CFM/AESV2>>>>/StmF/StdCF/StrF/StdCF"));
        assert!(!opened("/CF<</StdCF<</CFM/AESV2>>>>/StmF/Identity/StrF/StdCF"));
    }
}
