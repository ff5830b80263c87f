//! `--include` and `--exclude`.

use globset::{ErrorKind, GlobBuilder, GlobSet, GlobSetBuilder};

use crate::batch::error::{Error, Result};
use crate::words::{Words, words};

/// Globs for what is found in folders.
#[derive(Debug)]
pub(super) struct Globs {
    include: GlobSet,
    exclude: GlobSet,
}

impl Globs {
    pub(super) fn new(include: &[String], exclude: &[String]) -> Result<Self> {
        Ok(Self { include: set(include)?, exclude: set(exclude)? })
    }

    /// Whether a file is read. Paths are below the folder that was given.
    pub(super) fn admit(&self, path: &str) -> bool {
        (self.include.is_empty() || self.include.is_match(path)) && !self.excludes(path)
    }

    /// Whether a file or a folder with all it holds is left out.
    pub(super) fn excludes(&self, path: &str) -> bool {
        self.exclude.is_match(path)
    }
}

/// A glob without `/` fits a name at any depth, another the path from the folder on;
/// `*` does not go over `/`, `**` does.
fn set(globs: &[String]) -> Result<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let wrong = |error: globset::Error| wrong(glob.clone(), error.kind());
        let bare = glob.strip_suffix('/').unwrap_or(glob);
        let bare = bare.strip_prefix("./").unwrap_or(bare);
        let anywhere = match bare.strip_prefix('/') {
            Some(anchored) => anchored.to_owned(),
            None if bare.contains('/') => bare.to_owned(),
            None => format!("**/{bare}"),
        };
        let built = GlobBuilder::new(&anywhere).literal_separator(true).build();
        set.add(built.map_err(wrong)?);
    }
    set.build().map_err(|error| wrong(globs.join(" "), error.kind()))
}

fn wrong(glob: String, kind: &ErrorKind) -> Error {
    let Words { zh, .. } = match kind {
        ErrorKind::UnclosedClass => words!(en: "", zh: "方括号没有闭合"),
        ErrorKind::InvalidRange(..) => words!(en: "", zh: "字符范围前后颠倒"),
        ErrorKind::UnopenedAlternates | ErrorKind::UnclosedAlternates => {
            words!(en: "", zh: "花括号没有配对")
        }
        ErrorKind::DanglingEscape => words!(en: "", zh: "反斜杠后没有字符"),
        _ => words!(en: "", zh: "写法有误"),
    };
    Error::Glob { glob, problem: Words { en: kind.to_string(), zh } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_without_a_slash_fits_at_any_depth_and_one_with_it_from_the_top() {
        let globs = |include: &str, exclude: &str| {
            let list = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            Globs::new(&list(include), &list(exclude)).unwrap()
        };
        let all = globs("", "");
        assert!(all.admit("2023/a.md"));
        let some = globs("*.md *.{pdf,PDF}", "草稿*");
        for (path, admitted) in [
            ("a.md", true),
            ("2023/x/b.PDF", true),
            ("2023/a.txt", false),
            ("2023/草稿1.md", false),
        ] {
            assert_eq!(some.admit(path), admitted, "{path}");
        }
        let anchored = globs("2023/*.md", "/old/");
        assert!(anchored.admit("2023/a.md"));
        assert!(!anchored.admit("2023/x/a.md"));
        assert!(!anchored.admit("x/2023/a.md"));
        assert!(anchored.excludes("old") && !anchored.excludes("x/old"));
        assert!(globs("2023/**/*.md", "").admit("2023/x/y/a.md"));
        assert!(Globs::new(&["[".to_owned()], &[]).is_err());
    }
}
