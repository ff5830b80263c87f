//! The output folder: who works in it, and how files get into it whole.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::batch::error::{Error, Result};
use crate::batch::inputs::MARKER;

/// The folder of the reports' own files.
pub(super) const REPORTS: &str = "reports";
/// The folder of the reports' pages.
pub(super) const VIEW: &str = "view";
/// What a run was and how it went.
pub(super) const RUN: &str = "run.json";

/// What to do with results that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Refuse.
    New,
    /// Go on with them.
    Resume,
    /// Start over.
    Force,
}

/// An output folder that is ours until it is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) path: PathBuf,
    /// Holds the lock, which the system takes back when the process ends in any way.
    _lock: File,
}

impl Folder {
    /// Takes a folder for this run. `names` are those of files that a run may write.
    pub(super) fn claim(path: &Path, mode: Mode, names: &[&str]) -> Result<Self> {
        let own = path.join(MARKER);
        let there = names.iter().find(|name| exists(&path.join(name)));
        let found = match mode {
            Mode::New if exists(&own) => Some(MARKER),
            Mode::Resume if exists(&own) => None,
            Mode::New | Mode::Resume => there.copied(),
            Mode::Force => None,
        };
        if let Some(found) = found {
            return Err(Error::Taken { path: path.to_path_buf(), found: found.to_owned() });
        }
        fs::create_dir_all(&own).map_err(|error| cannot(path, error))?;
        let lock = own.join("lock");
        let lock = File::create(&lock).map_err(|error| cannot(&lock, error))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Busy { path: path.to_path_buf() });
            }
            // On a file system without locks it is for the user to run one at a time.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let folder = Self { path: path.to_path_buf(), _lock: lock };
        folder.clean()?;
        Ok(folder)
    }

    /// Drops what a run that was killed left unfinished.
    fn clean(&self) -> Result<()> {
        let drafts = self.drafts();
        let cleaned = match fs::remove_dir_all(&drafts) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        };
        cleaned.and_then(|()| fs::create_dir(&drafts)).map_err(|error| cannot(&drafts, error))
    }

    /// A file of our own, which is no result.
    pub(super) fn own(&self, name: &str) -> PathBuf {
        self.path.join(MARKER).join(name)
    }

    /// Where files are written before they get their names.
    pub(super) fn drafts(&self) -> PathBuf {
        self.own("drafts")
    }

    /// Writes a file whole or not at all. `draft` is a name that nobody else uses at
    /// the time.
    pub(super) fn write(&self, target: &Path, draft: &str, bytes: &[u8]) -> Result<()> {
        self.written(target, draft, |file| file.write_all(bytes))
    }

    /// The same of what is written piece by piece.
    pub(super) fn written(
        &self,
        target: &Path,
        draft: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<()> {
        let draft = self.drafts().join(draft);
        let written = || {
            let mut file = BufWriter::with_capacity(1 << 16, File::create(&draft)?);
            write(&mut file)?;
            file.flush()?;
            publish(&draft, target)
        };
        written().map_err(|error| cannot(target, error))
    }

    /// Removes a file that an earlier run wrote, with the folders that it leaves empty.
    pub(super) fn remove_report(&self, place: &str) {
        let reports = self.path.join(REPORTS);
        remove(&reports.join(place), &reports);
    }

    /// The same of a page, by its path below this folder.
    pub(super) fn remove_page(&self, page: &str) {
        remove(&self.path.join(page), &self.path.join(VIEW));
    }
}

/// Removes a file and the folders up to `top` that it leaves empty.
fn remove(file: &Path, top: &Path) {
    if fs::remove_file(file).is_ok() {
        let folders = file.ancestors().skip(1);
        for folder in folders.take_while(|folder| folder.starts_with(top)) {
            // Only an empty one can be removed.
            if fs::remove_dir(folder).is_err() {
                return;
            }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Drafts that are left are of a run that failed: they only take space.
        let _ = fs::remove_dir_all(self.drafts());
    }
}

/// Gives a finished draft its name; the folders of it are made.
pub(super) fn publish(draft: &Path, target: &Path) -> io::Result<()> {
    match fs::rename(draft, target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::rename(draft, target)
        }
        other => other,
    }
}

/// The error of a file that cannot be written.
pub(super) fn cannot(path: &Path, source: io::Error) -> Error {
    Error::Write { path: path.to_path_buf(), source }
}

fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
