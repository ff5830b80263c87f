//! Many reports of two years.

use std::path::Path;

use crate::diff::matching::ReportPair;
use crate::diff::{Matching, SideName, match_up};
use crate::render::diff::{
    Comparison, Index, IndexEntry, Lone, LoneWhy, Unread, differs, html_index, terminal_index,
    xlsx_index,
};
use rayon::prelude::*;

use super::one::content;
use super::report_set::{ReportSet, words};
use super::written::{self, Draft};
use super::{Format, Setting};
use crate::cli::failure::Failure;
use crate::cli::{messages, output};

/// Pairs that are compared before their results are written: enough for all threads,
/// and few enough that memory does not grow with the number of pairs.
const AT_ONCE: usize = 64;

/// Shows what changed between the reports of two years; gives whether anything did.
pub(super) fn run(
    old: &ReportSet,
    new: &ReportSet,
    setting: &Setting<'_>,
) -> Result<bool, Failure> {
    let matching = match_up(&old.listed, &new.listed, &setting.lineage);
    let mut sink = Sink::open(setting)?;
    let mut index = Index {
        lone: lone(&matching, old, new),
        unread: old.unread.iter().chain(&new.unread).cloned().collect(),
        ..Index::default()
    };
    let mut any = !index.lone.is_empty();
    let pairs: Vec<(usize, &ReportPair)> = matching.pairs.iter().enumerate().collect();
    for some in pairs.chunks(AT_ONCE) {
        if setting.interrupt.is_set() {
            return Err(Failure::Interrupted);
        }
        let done: Vec<Result<Done, Failed>> = some
            .par_iter()
            .map(|(number, pair)| compare(*number, pair, old, new, setting))
            .collect();
        for done in done {
            match done {
                Ok(done) => {
                    any |= done.differs;
                    sink.put(&done, setting)?;
                    index.entries.push(done.entry);
                }
                Err(Failed::Unread(unread)) => index.unread.push(unread),
                Err(Failed::Whole(failure)) => return Err(*failure),
            }
        }
    }
    index.rank();
    sink.finish(&index, setting)?;
    match index.unread.is_empty() {
        true => Ok(any),
        false => Err(Failure::SomeFailed),
    }
}

/// A pair that was compared.
struct Done {
    entry: IndexEntry,
    differs: bool,
    content: Vec<u8>,
}

/// Why a pair was not compared.
enum Failed {
    /// One of its reports cannot be read.
    Unread(Unread),
    /// Nothing more can be written.
    Whole(Box<Failure>),
}

fn compare(
    number: usize,
    pair: &ReportPair,
    old: &ReportSet,
    new: &ReportSet,
    setting: &Setting<'_>,
) -> Result<Done, Failed> {
    let read = |shelf: &ReportSet, side, place| {
        shelf.report(place).map_err(|error| {
            Failed::Unread(Unread {
                side,
                source: shelf.listed[place].source.clone(),
                code: error.code().to_owned(),
                message: words(&error),
            })
        })
    };
    let before = read(old, SideName::Old, pair.old)?;
    let after = read(new, SideName::New, pair.new)?;
    let diff = crate::diff(&before, &after, &setting.reading);
    let comparison =
        Comparison { diff: &diff, old_findings: &before.findings, new_findings: &after.findings };
    let content = match setting.format {
        Format::Terminal => Vec::new(),
        _ => content(&comparison, setting, true)
            .map_err(|failure| Failed::Whole(Box::new(failure)))?,
    };
    Ok(Done {
        differs: differs(&diff, setting.options.min_severity),
        content,
        entry: IndexEntry {
            file: file_name(number, &diff.new, setting.format),
            old: diff.old,
            new: diff.new,
            years: diff.years,
            summary: diff.summary,
        },
    })
}

/// A name that is the same on every system, starts with the number of the pair and
/// says whose it is.
fn file_name(number: usize, side: &crate::diff::Side, format: Format) -> Option<String> {
    const LONGEST: usize = 40;
    let ending = match format {
        Format::Html => "html",
        Format::Xlsx => "xlsx",
        Format::Terminal | Format::Json => return None,
    };
    let name = side.project.as_ref().or(side.department.as_ref());
    let name = name.map_or("", String::as_str).chars();
    let name: String = name.filter(|c| c.is_alphanumeric()).take(LONGEST).collect();
    let number = number + 1;
    Some(match name.is_empty() {
        true => format!("{number:05}.{ending}"),
        false => format!("{number:05}-{name}.{ending}"),
    })
}

/// Where the results of the pairs go.
enum Sink<'s> {
    /// The overview alone, at the end.
    Overview,
    /// A line each.
    Stdout,
    /// The same into a file.
    Lines(Draft, &'s Path),
    /// A file each.
    Folder(&'s Path),
}

impl<'s> Sink<'s> {
    fn open(setting: &'s Setting<'s>) -> Result<Self, Failure> {
        match (setting.format, setting.arguments.output.as_deref()) {
            (Format::Terminal, _) => Ok(Sink::Overview),
            (Format::Json, None) => Ok(Sink::Stdout),
            (Format::Json, Some(path)) => Ok(Sink::Lines(Draft::beside(path)?, path)),
            (Format::Html | Format::Xlsx, None) => {
                Err(Failure::Usage(messages::diff::folder_wanted()))
            }
            (Format::Html | Format::Xlsx, Some(path)) if path.is_file() => {
                Err(Failure::Exists(vec![path.to_path_buf()]))
            }
            (Format::Html | Format::Xlsx, Some(path)) => {
                written::folder(path)?;
                Ok(Sink::Folder(path))
            }
        }
    }

    fn put(&mut self, done: &Done, setting: &Setting<'_>) -> Result<(), Failure> {
        match (self, &done.entry.file) {
            (Sink::Stdout, _) => output::print_exactly(&done.content),
            (Sink::Lines(draft, _), _) => draft.write(&done.content),
            (Sink::Folder(folder), Some(file)) => {
                let path = folder.join(file);
                written::file(&path, &done.content, setting.arguments.force)
            }
            (Sink::Overview | Sink::Folder(_), _) => Ok(()),
        }
    }

    /// Writes the overview, and says what it has to say.
    fn finish(self, index: &Index, setting: &Setting<'_>) -> Result<(), Failure> {
        let force = setting.arguments.force;
        let language = setting.options.language;
        match self {
            Sink::Overview => {
                let text = terminal_index(index, language, setting.screen());
                return setting.put(text.as_bytes());
            }
            Sink::Stdout => {}
            Sink::Lines(draft, path) => draft.publish(path, force)?,
            Sink::Folder(folder) => {
                let (name, content) = match setting.format {
                    Format::Xlsx => {
                        ("index.xlsx", xlsx_index(index, language).map_err(Failure::Output)?)
                    }
                    _ => ("index.html", html_index(index, language).into_bytes()),
                };
                written::file(&folder.join(name), &content, force)?;
            }
        }
        for line in messages::diff::left_out(index, setting.language) {
            output::say(&line);
        }
        let file = setting.arguments.output.as_deref();
        output::say(&messages::diff::compared(index, file, setting.language));
        Ok(())
    }
}

/// The reports that were not compared.
fn lone(matching: &Matching, old: &ReportSet, new: &ReportSet) -> Vec<Lone> {
    let one = |side, place: usize, why| {
        let shelf = match side {
            SideName::Old => old,
            SideName::New => new,
        };
        let listed = shelf.listed.get(place)?;
        Some(Lone {
            side,
            source: listed.source.clone(),
            department: listed.department.clone(),
            project: listed.project.clone(),
            fiscal_year: listed.fiscal_year,
            why,
        })
    };
    let unpaired = [(SideName::Old, &matching.only_old), (SideName::New, &matching.only_new)];
    let unpaired = unpaired.into_iter().flat_map(|(side, all)| {
        all.iter().map(move |unpaired| (side, unpaired.place, &unpaired.why, false))
    });
    let conflicts = matching.conflicts.iter().flat_map(|conflict| {
        let places = conflict.places.iter();
        places.map(|place| (conflict.side, *place, &conflict.why, true))
    });
    unpaired
        .chain(conflicts)
        .filter_map(|(side, place, why, conflicts)| {
            let why = match conflicts {
                true => LoneWhy::Conflict(why.clone()),
                false => LoneWhy::NoPartner(why.clone()),
            };
            one(side, place, why)
        })
        .collect()
}
