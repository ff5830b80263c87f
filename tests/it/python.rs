//! The Python package: its tests are in `python/tests/` and run on the installed wheel. Needs a
//! Python in which it is installed (`JIAOKAN_WHEEL_PYTHON` names one); skips where that is absent.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// Parts that take long run beside each other, as tests of their own.
#[test]
fn the_package_does_what_it_says() {
    pytest("not spark and not same and not engines");
}

#[test]
fn the_package_gives_what_the_command_gives() {
    pytest("same");
}

#[test]
fn the_package_works_in_spark_and_other_engines() {
    pytest("spark or engines");
}

/// Runs the tests whose names fit. Those about archives get one, of so many invented reports as
/// `JIAOKAN_ARCHIVE_SIZE` says.
fn pytest(which: &str) {
    let Ok(python) = std::env::var("JIAOKAN_WHEEL_PYTHON") else {
        println!("skipped: JIAOKAN_WHEEL_PYTHON names no Python with the wheel and pytest");
        return;
    };
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/tests");
    // Elsewhere than beside the source, which must not be taken for the package.
    let folder = TempDir::new().unwrap();
    let archive = folder.path().join("archive");
    let size = std::env::var("JIAOKAN_ARCHIVE_SIZE").ok().and_then(|size| size.parse().ok());
    if which.contains("spark") {
        crate::support::archive::write(&archive, 29, size.unwrap_or(100)).unwrap();
    }
    let mut command = Command::new(python);
    command.env("JIAOKAN_ARCHIVE", &archive);
    command.args(["-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "-k", which]);
    let output = command.arg(tests).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains(" passed"), "{said}{errors}");
}
