//! The wheel of the models by way of the user's own pip, which knows their mirror.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::batch::models::REQUIREMENT;

/// How pip is called, the first that is there is taken.
const CALLS: [&[&str]; 5] = [
    &["python3", "-m", "pip"],
    &["python", "-m", "pip"],
    &["pip3"],
    &["pip"],
    &["py", "-m", "pip"],
];

/// Why there is no wheel.
#[derive(Debug)]
pub(super) enum Problem {
    /// No pip was found.
    NoPip,
    /// Pip could not fetch it: its own last words.
    Failed(String),
    /// The folder could not be written.
    Io(io::Error),
}

/// Fetches the wheel into a folder. Its fingerprint is checked by pip.
pub(super) fn wheel(folder: &Path) -> Result<PathBuf, Problem> {
    let requirement = folder.join("requirement.txt");
    fs::write(&requirement, format!("{REQUIREMENT}\n")).map_err(Problem::Io)?;
    for call in CALLS {
        let Some((program, arguments)) = call.split_first() else { continue };
        let run = Command::new(program)
            .args(arguments)
            .args(["download", "--no-deps", "--require-hashes", "--only-binary=:all:"])
            .args(["--disable-pip-version-check", "--no-input", "--quiet", "--dest"])
            .arg(folder)
            .arg("--requirement")
            .arg(&requirement)
            .stdin(Stdio::null())
            .output();
        match run {
            Ok(Output { status, .. }) if status.success() => {
                return downloaded(folder)
                    .map_err(Problem::Io)?
                    .ok_or_else(|| Problem::Failed("pip fetched no wheel".to_owned()));
            }
            Ok(Output { stderr, .. }) => {
                let said = String::from_utf8_lossy(&stderr);
                // A Python without pip: another may have one.
                if !said.contains("No module named pip") {
                    return Err(Problem::Failed(last_lines(&said)));
                }
            }
            Err(_) => {}
        }
    }
    Err(Problem::NoPip)
}

fn downloaded(folder: &Path) -> io::Result<Option<PathBuf>> {
    let mut wheels: Vec<PathBuf> =
        fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    wheels.retain(|path| path.extension().is_some_and(|end| end == "whl"));
    wheels.sort();
    Ok(wheels.pop())
}

/// The last lines that say something.
fn last_lines(said: &str) -> String {
    const LINES: usize = 3;
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.get(lines.len().saturating_sub(LINES)..).unwrap_or_default().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_pip_says_the_last_lines_are_told() {
        assert_eq!(last_lines("a\n\nb\nERROR: c\n  d \n"), "b; ERROR: c; d");
        assert_eq!(last_lines(""), "");
    }
}
