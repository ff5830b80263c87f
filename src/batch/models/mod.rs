//! Where the files of the models are: a folder that the user names, the user's data folder, the
//! Python environment.

mod known;
mod places;

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use known::{DETECTOR, File, LICENCES, RECOGNISER, REQUIREMENT, is_known};
pub(crate) use places::{data_folder, named, places};

use crate::recognition::{ModelFiles, ModelProblem, Models};
use crate::source::sha256;
use crate::visible;

/// A folder with both files.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) folder: PathBuf,
    /// The user named it: whatever models stand there are meant.
    pub(crate) named: bool,
}

/// The first of the places that has both files.
pub(crate) fn find() -> Option<Found> {
    places().into_iter().find(|place| has_both(&place.folder))
}

/// Whether both files are in a folder.
pub(crate) fn has_both(folder: &Path) -> bool {
    [DETECTOR, RECOGNISER].iter().all(|file| folder.join(file.name).is_file())
}

/// The models, to be loaded when the first picture is met; `None` if there are none.
pub(crate) fn models() -> Option<Models> {
    let Found { folder, named } = find()?;
    Some(Models::when_needed(move || {
        let read = |file: &File| read(&folder, file, named);
        Ok(ModelFiles { detector: read(&DETECTOR)?, recogniser: read(&RECOGNISER)? })
    }))
}

/// What tells the models that are used from others: the sizes of their files. Without models it
/// is empty.
pub(crate) fn mark() -> String {
    let Some(found) = find() else { return String::new() };
    let size = |file: &File| fs::metadata(found.folder.join(file.name)).map_or(0, |m| m.len());
    format!("{} {}", size(&DETECTOR), size(&RECOGNISER))
}

fn read(folder: &Path, file: &File, named: bool) -> Result<Vec<u8>, ModelProblem> {
    let path = folder.join(file.name);
    let bytes = fs::read(&path).map_err(|error| {
        let path = visible::path(&path);
        ModelProblem::new(
            format!("the model {path} cannot be read: {error}"),
            format!("识别模型 {path} 无法读取：{error}"),
        )
    })?;
    if !named && !is_known(file, &sha256(&bytes)) {
        let path = visible::path(&path);
        return Err(ModelProblem::new(
            format!(
                "the model {path} is not the one that was published: its sha256 differs; run `jiaokan models install --force`"
            ),
            format!(
                "识别模型 {path} 与发布的文件不符（sha256 不同）；请运行 `jiaokan models install --force`"
            ),
        ));
    }
    Ok(bytes)
}
