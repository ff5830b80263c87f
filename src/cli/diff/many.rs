//! Many reports of two years.

use std::path::Path;

use crate::diff::matching::ReportPair;
use crate::diff::{Matching, SideName};
use crate::render::diff::{
    ChangeRows, Comparison, Index, IndexEntry, Lone, LoneWhy, Options, Unread, by_kind, differs,
    docx, html, html_index, json_line, terminal_index, xlsx, xlsx_index,
};
use rayon::prelude::*;

use super::{Format, Setting};
use crate::cli::failure::Failure;
use crate::cli::reports::{ReportSet, words};
use crate::cli::written::{self, Draft};
use crate::cli::{messages, output};

/// Pairs that are compared before their results are written: enough for all threads,
/// and few enough that memory does not grow with the number of pairs.
const AT_ONCE: usize = 64;

/// Shows what changed between the reports that a matching pairs; gives whether anything
/// did.
pub(super) fn run(
    old: &ReportSet,
    new: &ReportSet,
    matching: &Matching,
    setting: &Setting<'_>,
) -> Result<bool, Failure> {
    let mut sink = Sink::open(setting)?;
    let unread = match std::ptr::eq(old, new) {
        true => old.unread.clone(),
        false => old.unread.iter().chain(&new.unread).cloned().collect(),
    };
    let mut index = Index { lone: lone(matching, old, new), unread, ..Index::default() };
    let mut any = !index.lone.is_empty();
    let pairs: Vec<(usize, &ReportPair)> = (1..).zip(&matching.pairs).collect();
    for some in pairs.chunks(AT_ONCE) {
        if setting.loading.interrupt.is_set() {
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
                    sink.put(done.files, done.line, done.rows, setting)?;
                    index.entries.push(done.entry);
                }
                Err(Failed::Unread(unread)) => index.unread.push(unread),
                Err(Failed::Whole(failure)) => return Err(*failure),
            }
        }
    }
    index.rank();
    sink.finish(&mut index, setting)?;
    match index.unread.is_empty() {
        true => Ok(any),
        false => Err(Failure::SomeFailed),
    }
}

/// A pair that was compared.
struct Done {
    entry: IndexEntry,
    differs: bool,
    /// Files of its own: their endings and what they hold.
    files: Vec<(String, Vec<u8>)>,
    /// The comparison as a line of JSON, where that was asked for.
    line: Vec<u8>,
    rows: ChangeRows,
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
    let whole = |failure| Failed::Whole(Box::new(failure));
    let before = read(old, SideName::Old, pair.old)?;
    let after = read(new, SideName::New, pair.new)?;
    let diff = crate::diff(&before, &after, &setting.loading.reading);
    let comparison =
        Comparison { diff: &diff, old_findings: &before.findings, new_findings: &after.findings };
    let options = Options { place: Some(number), ..setting.options };
    let stem = file_stem(number, &diff.new);
    let (mut files, mut line, mut rows) = (Vec::new(), Vec::new(), ChangeRows::default());
    for format in &setting.formats {
        let content = match format {
            Format::Terminal => continue,
            Format::Html => html(&comparison, options).into_bytes(),
            Format::Xlsx => {
                rows = ChangeRows::of(&diff, number, options);
                xlsx(&comparison, options).map_err(|error| whole(Failure::Output(error)))?
            }
            Format::Docx => {
                docx(&comparison, options).map_err(|error| whole(Failure::Output(error)))?
            }
            Format::Json => {
                let json = json_line(&diff, options.min_severity);
                line = json.map_err(|error| whole(Failure::Output(error.into())))?;
                line.push(b'\n');
                continue;
            }
            Format::Csv => {
                rows = ChangeRows::of(&diff, number, options);
                continue;
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                rows = ChangeRows::of(&diff, number, options);
                continue;
            }
        };
        files.push((format!("{stem}.{}", format.ending()), content));
    }
    Ok(Done {
        differs: differs(&diff, setting.options.min_severity),
        entry: IndexEntry {
            file: (!files.is_empty()).then_some(stem),
            number,
            kinds: by_kind(&diff.changes),
            old: diff.old,
            new: diff.new,
            years: diff.years,
            summary: diff.summary,
        },
        files,
        line,
        rows,
    })
}

impl Format {
    /// The ending of its files.
    fn ending(self) -> &'static str {
        match self {
            Format::Terminal => "txt",
            Format::Json => "jsonl",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            #[cfg(feature = "parquet")]
            Format::Parquet => "parquet",
            Format::Docx => "docx",
        }
    }
}

/// A name that is the same on every system, starts with the number of the pair and
/// says whose it is.
fn file_stem(number: usize, side: &crate::diff::Side) -> String {
    const LONGEST: usize = 40;
    let name = side.project.as_ref().or(side.department.as_ref());
    let name = name.map_or("", String::as_str).chars();
    let name: String = name.filter(|c| c.is_alphanumeric()).take(LONGEST).collect();
    match name.is_empty() {
        true => format!("{number:05}"),
        false => format!("{number:05}-{name}"),
    }
}

/// Where the results of the pairs go.
enum Sink<'s> {
    /// The overview alone, at the end.
    Overview,
    /// A line each.
    Stdout,
    /// The same into a file.
    Lines(Draft, &'s Path),
    /// A file each, and tables of all.
    Folder { path: &'s Path, lines: Option<Draft>, rows: ChangeRows },
}

/// The file of a folder with a line for each comparison.
const LINES: &str = "comparisons.jsonl";

impl<'s> Sink<'s> {
    fn open(setting: &'s Setting<'s>) -> Result<Self, Failure> {
        match (&setting.formats[..], setting.arguments.output.as_deref()) {
            ([Format::Terminal], _) => Ok(Sink::Overview),
            ([Format::Json], None) => Ok(Sink::Stdout),
            ([Format::Json], Some(path)) => Ok(Sink::Lines(Draft::beside(path)?, path)),
            (_, None) => Err(Failure::Usage(messages::diff::folder_wanted())),
            (_, Some(path)) if path.is_file() => Err(Failure::Exists(vec![path.to_path_buf()])),
            (formats, Some(path)) => {
                written::folder(path)?;
                let lines = match formats.contains(&Format::Json) {
                    true => Some(Draft::beside(&path.join(LINES))?),
                    false => None,
                };
                Ok(Sink::Folder { path, lines, rows: ChangeRows::default() })
            }
        }
    }

    fn put(
        &mut self,
        files: Vec<(String, Vec<u8>)>,
        line: Vec<u8>,
        more: ChangeRows,
        setting: &Setting<'_>,
    ) -> Result<(), Failure> {
        match self {
            Sink::Overview => Ok(()),
            Sink::Stdout => output::print_exactly(&line),
            Sink::Lines(draft, _) => draft.write(&line),
            Sink::Folder { path, lines, rows } => {
                rows.add(more);
                if let Some(lines) = lines {
                    lines.write(&line)?;
                }
                files.iter().try_for_each(|(name, content)| {
                    written::file(&path.join(name), content, setting.arguments.force)
                })
            }
        }
    }

    /// Writes the overview, and says what it has to say.
    fn finish(self, index: &mut Index, setting: &Setting<'_>) -> Result<(), Failure> {
        let force = setting.arguments.force;
        match self {
            Sink::Overview => {
                let text = terminal_index(index, setting.options.language, setting.screen());
                return setting.put(text.as_bytes());
            }
            Sink::Stdout => {}
            Sink::Lines(draft, path) => draft.publish(path, force)?,
            Sink::Folder { path, lines, rows } => {
                if let Some(lines) = lines {
                    lines.publish(&path.join(LINES), force)?;
                }
                overviews(path, &rows, index, setting)?;
            }
        }
        let language = setting.loading.language;
        for line in messages::diff::left_out(index, language) {
            output::say(&line);
        }
        let file = setting.arguments.output.as_deref();
        output::say(&messages::diff::compared(index, file, language));
        Ok(())
    }
}

/// The overviews and the tables of all changes.
fn overviews(
    folder: &Path,
    rows: &ChangeRows,
    index: &mut Index,
    setting: &Setting<'_>,
) -> Result<(), Failure> {
    let language = setting.options.language;
    let put = |name: &str, content: Vec<u8>| {
        written::file(&folder.join(name), &content, setting.arguments.force)
    };
    let has = |format| setting.formats.contains(&format);
    let table = [Format::Csv, Format::Xlsx].into_iter().find(|&format| has(format));
    index.changes = table.map(|format| format!("changes.{}", format.ending()));
    for format in &setting.formats {
        match format {
            Format::Terminal => {
                let text = terminal_index(index, language, setting.screen());
                put("index.txt", text.into_bytes())?;
            }
            Format::Html => {
                put(
                    "index.html",
                    html_index(&index.linked(format.ending()), language).into_bytes(),
                )?;
            }
            Format::Xlsx => {
                let content = xlsx_index(&index.linked(format.ending()), language);
                put("index.xlsx", content.map_err(Failure::Output)?)?;
                put("changes.xlsx", rows.xlsx(language).map_err(Failure::Output)?)?;
            }
            Format::Csv => put("changes.csv", rows.csv(language))?,
            #[cfg(feature = "parquet")]
            Format::Parquet => put("changes.parquet", rows.parquet().map_err(Failure::Output)?)?,
            Format::Json | Format::Docx => {}
        }
    }
    Ok(())
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
