//! Links from a workbook in the output folder to the source files.

use std::path::{Component, Path, PathBuf};

use super::formats::Link;
use super::kept::Unlinked;
use crate::batch::inputs::absolute;

/// Gives the path from the output folder to a source below `root`.
pub(super) fn link(out: &Path, root: &Path, unlinked: &Unlinked) -> Link {
    let out = out.canonicalize().unwrap_or_else(|_| absolute(out));
    let base = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let base = between(&out, &base).map(|path| {
        let parts: Vec<String> =
            path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        parts.join("/").replacen("//", "/", 1)
    });
    let unlinked = unlinked.clone();
    Box::new(move |source| {
        let base = base.as_deref()?;
        if unlinked.holds(source) {
            return None;
        }
        Some(match base {
            "" => source.to_owned(),
            base => format!("{base}/{source}"),
        })
    })
}

/// The path that leads from one folder to another, or the other itself if they have
/// nothing in common; `None` if that is no text.
fn between(from: &Path, to: &Path) -> Option<PathBuf> {
    to.to_str()?;
    let common = from.components().zip(to.components());
    let common = common.take_while(|(a, b)| a == b).count();
    if common == 0 {
        return Some(to.to_path_buf());
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    Some(up.chain(to.components().skip(common)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_goes_up_to_what_is_common_and_down_again() {
        let way = |from: &str, to: &str| between(Path::new(from), Path::new(to)).unwrap();
        assert_eq!(way("/a/out", "/a/in/x"), Path::new("../in/x"));
        assert_eq!(way("/a/in/out", "/a/in"), Path::new(".."));
        assert_eq!(way("/a", "/a"), Path::new(""));
        assert_eq!(way("/a", "/a/b"), Path::new("b"));
        assert_eq!(way("a", "/b"), Path::new("/b"));
    }
}
