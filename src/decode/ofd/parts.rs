//! The parts of an OFD package, however a reference to one is written.

use crate::decode::package::{Package, PackageError, resolve, xml};

/// An XML part.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) text: String,
}

/// The name of the part that `base` refers to as `target`. Makers write it from the root,
/// from the part that refers, or from a folder above it, whatever they mark.
pub(super) fn locate(package: &Package<'_>, base: &str, target: &str) -> Option<String> {
    let target = target.trim();
    if target.is_empty() {
        return None;
    }
    let told = resolve(base, target);
    if package.has(&told) {
        return Some(told);
    }
    let target = target.trim_start_matches(['/', '\\']);
    let mut folder = base;
    loop {
        folder = folder.rfind(['/', '\\']).and_then(|end| folder.get(..end)).unwrap_or_default();
        let found = resolve(&format!("{folder}/part"), target);
        if package.has(&found) {
            return Some(found);
        }
        if folder.is_empty() {
            return None;
        }
    }
}

/// The XML part that `base` refers to as `target`; `None` if there is none.
///
/// # Errors
/// If it cannot be unpacked, or is not in the encoding that it declares.
pub(super) fn part(
    package: &mut Package<'_>,
    base: &str,
    target: &str,
) -> Result<Option<Part>, PackageError> {
    let Some(name) = locate(package, base, target) else {
        return Ok(None);
    };
    let Some(bytes) = package.part(&name) else {
        return Ok(None);
    };
    Ok(Some(Part { text: xml::text(bytes?)?, name }))
}
