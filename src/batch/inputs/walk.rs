//! Folders and archives to the files in them, in order of name.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::archive::{self, Spool};
use super::globs::Globs;
use super::ours::{self, Results};
#[cfg(feature = "ocr")]
use super::pictures;
use super::{MARKER, Place, Wanted, is_dash, shown};
use crate::batch::answer::Complaint;
use crate::batch::error::{Error, Result};
use crate::words::{Words, words};

/// Collects files with their paths.
pub(super) struct Walk<'w> {
    globs: &'w Globs,
    with_hidden: bool,
    no_follow: bool,
    output: Option<PathBuf>,
    extractions: bool,
    /// What archives unpack to that can only be unpacked whole.
    spool: Spool,
    /// The files in order.
    pub(super) places: Vec<(PathBuf, Place)>,
    /// Hidden files and folders that were left out.
    pub(super) hidden: u64,
    /// Links that were not followed.
    pub(super) links: u64,
}

impl<'w> Walk<'w> {
    pub(super) fn new(globs: &'w Globs, wanted: &Wanted) -> Self {
        let output = wanted.output.as_deref();
        Self {
            globs,
            with_hidden: wanted.hidden,
            no_follow: wanted.no_follow,
            output: output.and_then(|path| path.canonicalize().ok()),
            extractions: wanted.extractions,
            spool: Spool::default(),
            places: Vec::new(),
            hidden: 0,
            links: 0,
        }
    }

    /// Adds a file, or all files of a folder. A file that was named is always added,
    /// whatever it is called, unless this program wrote it.
    ///
    /// # Errors
    /// For what this program wrote, where no extractions are wanted.
    pub(super) fn add(&mut self, path: &Path) -> Result<()> {
        if !self.extractions {
            if ours::is_output(path) {
                return Err(Error::InputIsOutput { path: path.to_path_buf() });
            }
            self.named(path);
            return Ok(());
        }
        match ours::results(path) {
            Some(Results::Lines(lines)) => self.lines(&lines),
            Some(Results::Folder(folder)) => self.folder(&folder),
            None if ours::lines(path).is_some() => self.lines(path),
            None if ours::is_table(path) => {
                return Err(Error::InputIsOutput { path: path.to_path_buf() });
            }
            None => self.named(path),
        }
        Ok(())
    }

    fn lines(&mut self, path: &Path) {
        self.places.extend(
            ours::lines(path)
                .unwrap_or_else(|| vec![(path.to_path_buf(), Place::File(path.to_path_buf()))]),
        );
    }

    fn named(&mut self, path: &Path) {
        if is_dash(path) {
            self.places.push((path.to_path_buf(), Place::Stdin));
        } else if path.is_dir() {
            self.folder(path);
        } else if !self.archive(path, Path::new("")) {
            let place = Place::File(path.to_path_buf());
            self.places.push((path.to_path_buf(), place));
        }
    }

    /// Adds the files of an archive; `false` if the path leads to none. `below` is its own path
    /// below the folder in which it was found.
    fn archive(&mut self, path: &Path, below: &Path) -> bool {
        let Some(members) = archive::members(path, &mut self.spool) else { return false };
        // An output folder is none of the input in an archive either.
        let outputs: Vec<PathBuf> = members
            .iter()
            .filter_map(|(inner, _)| {
                let mut folders = inner.ancestors();
                let own = folders.find(|folder| folder.file_name().is_some_and(|n| n == MARKER))?;
                Some(own.parent()?.to_path_buf())
            })
            .collect();
        for (inner, place) in members {
            if outputs.iter().any(|output| inner.starts_with(output)) {
                continue;
            }
            let hidden = !self.with_hidden && inner.iter().any(is_hidden);
            if hidden {
                self.hidden += 1;
                continue;
            }
            let whole = below.join(&inner);
            let parts = whole.ancestors().filter(|part| !part.as_os_str().is_empty());
            let excluded = parts.map(shown_path).any(|part| self.globs.excludes(&part));
            // What stands in the place of the whole archive is told whatever was asked for.
            let whole_archive = inner.as_os_str().is_empty();
            if whole_archive || !excluded && self.globs.admit(&shown_path(&whole)) {
                let path = if whole_archive { path.to_path_buf() } else { path.join(&inner) };
                self.places.push((path, place));
            }
        }
        true
    }

    fn folder(&mut self, root: &Path) {
        #[cfg(feature = "ocr")]
        if self.pictures(root, root) {
            return;
        }
        let walk = WalkDir::new(root).follow_links(!self.no_follow);
        let mut entries = walk.sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.depth() > 0 && self.leaves_out(root, &entry) => {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                #[cfg(feature = "ocr")]
                Ok(entry)
                    if entry.depth() > 0
                        && entry.file_type().is_dir()
                        && self.pictures(root, entry.path()) =>
                {
                    entries.skip_current_dir();
                }
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() && self.no_follow => {
                    self.links += 1;
                }
                Ok(entry) => {
                    let path = entry.into_path();
                    let relative = path.strip_prefix(root).unwrap_or(&path).to_path_buf();
                    if self.archive(&path, &relative) {
                        continue;
                    }
                    if self.globs.admit(&below(root, &path)) {
                        self.places.push((path.clone(), Place::File(path)));
                    }
                }
                Err(error) => self.unreadable(root, error),
            }
        }
    }

    /// Adds a folder of pictures that are the pages of one report; `false` if it is none.
    #[cfg(feature = "ocr")]
    fn pictures(&mut self, root: &Path, folder: &Path) -> bool {
        let left_out = |path: &Path| {
            let name = path.file_name().unwrap_or_default();
            let is_link = self.no_follow && path.is_symlink();
            is_link || !self.with_hidden && is_hidden(name) || !self.globs.admit(&below(root, path))
        };
        let Some(pictures) = pictures::of_folder(folder, left_out) else { return false };
        self.places.push((folder.to_path_buf(), Place::Pictures(pictures)));
        true
    }

    fn leaves_out(&mut self, root: &Path, entry: &DirEntry) -> bool {
        if !self.with_hidden && is_hidden(entry.file_name()) {
            // Our own folder in an output is no file that somebody may miss.
            self.hidden += u64::from(entry.file_name() != MARKER);
            return true;
        }
        if self.globs.excludes(&below(root, entry.path())) {
            return true;
        }
        entry.file_type().is_dir() && self.is_output(entry.path())
    }

    /// Whether a folder is the output of this run, or of another.
    fn is_output(&self, folder: &Path) -> bool {
        let this = self.output.as_deref();
        this.is_some_and(|output| folder.canonicalize().is_ok_and(|path| path == output))
            || folder.join(MARKER).is_dir()
    }

    /// A folder that cannot be read, a link that leads nowhere or round in a circle.
    fn unreadable(&mut self, root: &Path, error: walkdir::Error) {
        let path = error.path().unwrap_or(root).to_path_buf();
        let name = path.file_name().unwrap_or_default();
        let relative = below(root, &path);
        if (!self.with_hidden && is_hidden(name)) || self.globs.excludes(&relative) {
            return;
        }
        let circle = error.loop_ancestor().is_some();
        let source = error
            .into_io_error()
            .filter(|_| !circle)
            .unwrap_or_else(|| std::io::Error::other(circle_of_links()));
        let complaint = Complaint::from(&Error::Read { path: PathBuf::from(relative), source });
        self.places.push((path, Place::Unreadable(complaint)));
    }
}

fn circle_of_links() -> Words {
    words!(en: "a link to a folder that holds it", zh: "链接指向包含它的目录")
}

/// Hidden files, and what office programs and file managers leave beside documents.
fn is_hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".")
        || name.starts_with(b"~$")
        || name == b"__MACOSX"
        || name.eq_ignore_ascii_case(b"thumbs.db")
        || name.eq_ignore_ascii_case(b"desktop.ini")
}

fn below(root: &Path, path: &Path) -> String {
    shown_path(path.strip_prefix(root).unwrap_or(path))
}

fn shown_path(path: &Path) -> String {
    let parts: Vec<String> = path.iter().map(shown).collect();
    parts.join("/")
}
