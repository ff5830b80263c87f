//! The folders in which models are looked for.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::Found;

/// Names a folder of models; nothing else is looked at then.
pub(crate) const VARIABLE: &str = "JIAOKAN_MODELS";

/// The folder of the package in a Python environment.
const PACKAGE: &str = "rapidocr/models";

/// Where to look, the first first.
pub(crate) fn places() -> Vec<Found> {
    if let Some(folder) = named() {
        return vec![Found { folder, named: true }];
    }
    let found = data_folder().into_iter().chain(of_python());
    found.map(|folder| Found { folder, named: false }).collect()
}

/// The folder that the user names.
pub(crate) fn named() -> Option<PathBuf> {
    variable(VARIABLE).map(PathBuf::from)
}

/// The folder in which `models install` puts them, in the user's own data.
pub(crate) fn data_folder() -> Option<PathBuf> {
    let home = || variable("HOME").map(PathBuf::from);
    let base = if cfg!(windows) {
        variable("LOCALAPPDATA").map(PathBuf::from)?
    } else if let Some(data) = variable("XDG_DATA_HOME") {
        PathBuf::from(data)
    } else if cfg!(target_os = "macos") {
        home()?.join("Library/Application Support")
    } else {
        home()?.join(".local/share")
    };
    Some(base.join("jiaokan").join("models"))
}

/// The folders of the package in the active Python environment, and in the one that this
/// program was installed into.
fn of_python() -> Vec<PathBuf> {
    let active = variable("VIRTUAL_ENV").or_else(|| variable("CONDA_PREFIX")).map(PathBuf::from);
    let program = env::current_exe().ok();
    // bin/jiaokan, or Scripts\jiaokan.exe
    let own = program.as_deref().and_then(|program| program.ancestors().nth(2));
    // A program of the root's own folder is in no environment.
    let own = own.filter(|environment| environment.parent().is_some()).map(Path::to_path_buf);
    // site-packages/jiaokan/bin/jiaokan, where the program came with the Python package.
    let beside = program.as_deref().and_then(|program| program.ancestors().nth(3));
    let beside = beside.map(|packages| packages.join(PACKAGE));
    let environments = active.into_iter().chain(own);
    environments.flat_map(|environment| packages(&environment)).chain(beside).collect()
}

fn packages(environment: &Path) -> Vec<PathBuf> {
    let mut folders = vec![environment.join("Lib/site-packages").join(PACKAGE)];
    let libraries = fs::read_dir(environment.join("lib")).into_iter().flatten().flatten();
    let mut pythons: Vec<PathBuf> = libraries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("python"))
        .map(|entry| entry.path().join("site-packages").join(PACKAGE))
        .collect();
    pythons.sort();
    folders.extend(pythons);
    folders
}

fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
