//! `jiaokan explain [NAME]`

use std::io::{self, IsTerminal};

use crate::explained::Explained;
use crate::{checks, collate, diff, panel};

use super::failure::Failure;
use super::language::Language;
use super::nearest::nearest;
use super::{messages, output};

/// What to explain.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Name or id of a check or of a kind of change, as weights_do_not_sum or SUM-04;
    /// without it, all are listed（核查项或变动类型的名称或编号，如 SUM-04；不指定则列出全部）
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Explains one, or lists all.
pub(crate) fn run(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    let Some(name) = &arguments.name else {
        return output::print(list(language).as_bytes());
    };
    let found: Vec<&dyn Explained> = all().filter(|thing| is(*thing, name)).collect();
    if found.is_empty() {
        return Err(unknown(name, all()));
    }
    let bold = io::stdout().is_terminal() && output::colours();
    let parts = found.into_iter().map(|thing| one(thing, language, bold));
    output::print(parts.collect::<Vec<_>>().join("\n\n").as_bytes())
}

/// The failure for a name that no check has.
pub(crate) fn unknown_check(name: &str) -> Failure {
    unknown(name, checks::all().map(|check| check as &dyn Explained))
}

/// Checks, kinds of change, outcomes of a collation, what only several years show.
fn all() -> impl Iterator<Item = &'static dyn Explained> {
    let checks = checks::all().map(|check| check as &dyn Explained);
    let changes = diff::kinds().iter().map(|kind| kind as &dyn Explained);
    let outcomes = collate::kinds().iter().map(|kind| kind as &dyn Explained);
    let over_years = panel::checks().iter().map(|check| check as &dyn Explained);
    checks.chain(changes).chain(outcomes).chain(over_years)
}

fn is(thing: &dyn Explained, name: &str) -> bool {
    thing.name() == name || thing.ids().iter().any(|id| id.eq_ignore_ascii_case(name))
}

fn unknown(name: &str, known: impl Iterator<Item = &'static dyn Explained>) -> Failure {
    let names =
        known.flat_map(|thing| std::iter::once(thing.name()).chain(thing.ids().iter().copied()));
    Failure::UnknownName { name: name.to_owned(), nearest: nearest(name, names) }
}

/// What one says of itself; its headings set apart.
fn one(thing: &dyn Explained, language: Language, bold: bool) -> String {
    let strong = |text: &str| match bold {
        true => format!("\u{1b}[1m{text}\u{1b}[0m"),
        false => text.to_owned(),
    };
    let explanation = thing.explanation();
    let text = explanation.in_language(language);
    let lines = text.lines().map(|line| match line.strip_prefix("## ") {
        Some(head) => strong(head),
        None if line.is_empty() => String::new(),
        None => format!("  {line}"),
    });
    let head = strong(&messages::check::head(thing, language));
    let lines: Vec<String> = lines.collect();
    format!("{head}\n\n{}", lines.join("\n"))
}

/// Name, ids and severity of each, and below it in one line what it finds.
fn list(language: Language) -> String {
    let mut lines: Vec<String> = Vec::new();
    for thing in all() {
        lines.push(messages::check::head(thing, language));
        lines.push(format!("  {}", thing.summary().in_language(language)));
    }
    lines.push(String::new());
    let counts = [checks::all().count(), diff::kinds().len(), collate::kinds().len()];
    lines.push(messages::check::after_list(counts, language));
    lines.join("\n")
}
