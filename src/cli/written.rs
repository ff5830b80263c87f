//! Files that are written whole or not at all, and never over an input.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::batch::Error;
use tempfile::NamedTempFile;

use crate::cli::failure::Failure;

/// Refuses an output that is an input, or that is there already.
pub(in crate::cli) fn guard(path: &Path, inputs: &[&PathBuf], force: bool) -> Result<(), Failure> {
    let Ok(there) = path.canonicalize() else {
        return Ok(());
    };
    for input in inputs {
        let input_there = input.canonicalize().ok();
        if input_there
            .is_some_and(|input| input == there || there.is_file() && there.starts_with(&input))
        {
            let path = path.to_path_buf();
            return Err(Failure::Input(Error::OutputIsInput { path }));
        }
    }
    let empty = fs::read_dir(&there).is_ok_and(|mut entries| entries.next().is_none());
    match force || empty {
        true => Ok(()),
        false => Err(Failure::Exists(vec![path.to_path_buf()])),
    }
}

/// Writes a file in one step.
pub(in crate::cli) fn file(path: &Path, content: &[u8], force: bool) -> Result<(), Failure> {
    let mut draft = Draft::beside(path)?;
    draft.write(content)?;
    draft.publish(path, force)
}

/// A file that is not there until it is whole.
pub(super) struct Draft(NamedTempFile);

impl Draft {
    pub(super) fn beside(path: &Path) -> Result<Self, Failure> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let draft = builder().tempfile_in(folder);
        Ok(Self(draft.map_err(|source| cannot(path, source))?))
    }

    pub(super) fn write(&mut self, content: &[u8]) -> Result<(), Failure> {
        let written = self.0.write_all(content);
        written.map_err(|source| cannot(self.0.path(), source))
    }

    pub(super) fn publish(self, path: &Path, force: bool) -> Result<(), Failure> {
        let done = match force {
            true => self.0.persist(path),
            false => self.0.persist_noclobber(path),
        };
        match done {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(Failure::Exists(vec![path.to_path_buf()]))
            }
            Err(error) => Err(cannot(path, error.error)),
        }
    }
}

/// Makes a folder for several files.
pub(super) fn folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|source| cannot(path, source))
}

fn cannot(path: &Path, source: io::Error) -> Failure {
    let path = path.to_path_buf();
    Failure::Input(Error::Write { path, source })
}

/// Drafts that others may read like any new file.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".jiaokan-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}
