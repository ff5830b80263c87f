//! `jiaokan man DIR`

use std::fs;
use std::path::{Path, PathBuf};

use clap::Command;

use super::failure::Failure;
use super::language::Language;
use super::{help, messages, output};
use crate::batch::Error;

/// Where to.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder; made if absent（目录，没有则新建）
    dir: PathBuf,
}

/// Writes a page for the program and one for each command, in the language of messages.
pub(crate) fn run(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    let dir = &arguments.dir;
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |source| Failure::Input(Error::Write { path, source })
    };
    fs::create_dir_all(dir).map_err(failed(dir))?;
    let mut command = help::command(language);
    command.build();
    let mut pages = Vec::new();
    collect(&command, &[], &mut pages);
    for (name, command) in &pages {
        let mut page = Vec::new();
        let manual = clap_mangen::Man::new(command.clone()).title(name).manual("jiaokan");
        manual.render(&mut page)?;
        let text = messages::help::manual(&String::from_utf8_lossy(&page), language);
        let path = dir.join(format!("{name}.1"));
        fs::write(&path, text).map_err(failed(&path))?;
    }
    output::note(&messages::help::manual_written(pages.len(), dir, language));
    Ok(())
}

/// A command and all below it, each with the name of its page: `jiaokan-patterns-check`.
fn collect(command: &Command, above: &[String], pages: &mut Vec<(String, Command)>) {
    let own: Vec<String> = above.iter().cloned().chain([command.get_name().to_owned()]).collect();
    let name = own.join("-");
    pages.push((name.clone(), command.clone().name(name)));
    let inner = command.get_subcommands();
    for inner in inner.filter(|inner| !inner.is_hide_set() && inner.get_name() != "help") {
        collect(inner, &own, pages);
    }
}
