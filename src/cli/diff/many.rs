//! Many reports of two years.

use std::ops::ControlFlow;
use std::path::Path;

use crate::batch::{self, Compared, Comparing, Ended, PairFormat};
use crate::diff::{Matching, SideName};
use crate::render::diff::{
    ChangeRows, Index, Lone, LoneWhy, html_index, terminal_index, xlsx_index,
};

use super::{Format, Setting, pair_of};
use crate::cli::failure::Failure;
use crate::cli::reports::ReportSet;
use crate::cli::written::{self, Draft};
use crate::cli::{messages, output};

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
    let loading = &setting.loading;
    let settings = loading.arguments.settings(false)?;
    // A small pair is harmless, also where there are many of them.
    let options = loading.running.for_one(settings);
    let mut stopped = Ok(());
    let ended = batch::compare(
        matching.pairs.len(),
        &|place| {
            let pair = &matching.pairs[place];
            pair_of(old, new, [pair.old, pair.new], place + 1, true)
        },
        setting.comparing(),
        &options,
        &loading.interrupt,
        &mut |compared| {
            let done = match compared {
                Ok(done) => done,
                Err(unread) => {
                    index.unread.push(unread);
                    return ControlFlow::Continue(());
                }
            };
            any |= done.differs;
            stopped = sink.put(done, &mut index, setting);
            match stopped {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        },
    );
    stopped?;
    if ended.map_err(Failure::Input)? == Ended::Interrupted {
        return Err(Failure::Interrupted);
    }
    index.rank();
    sink.finish(&mut index, setting)?;
    match index.unread.is_empty() {
        true => Ok(any),
        false => Err(Failure::SomeFailed),
    }
}

impl Setting<'_> {
    /// How each pair is compared and written.
    fn comparing(&self) -> Comparing {
        let written = self.formats.iter().filter_map(|format| match format {
            Format::Html => Some(PairFormat::Html),
            Format::Xlsx => Some(PairFormat::Xlsx),
            Format::Docx => Some(PairFormat::Docx),
            Format::Json => Some(PairFormat::JsonLine),
            Format::Terminal | Format::Csv => None,
            #[cfg(feature = "parquet")]
            Format::Parquet => None,
        });
        let rows = |format: &Format| {
            !matches!(format, Format::Terminal | Format::Html | Format::Docx | Format::Json)
        };
        Comparing {
            formats: written.collect(),
            rows: self.formats.iter().any(rows),
            options: self.options,
            screen: self.screen(),
            numbered: true,
        }
    }
}

/// The ending of the file of one pair; of a line none.
fn ending(format: PairFormat) -> Option<&'static str> {
    match format {
        PairFormat::Html => Some("html"),
        PairFormat::Xlsx => Some("xlsx"),
        PairFormat::Docx => Some("docx"),
        PairFormat::Terminal | PairFormat::Json | PairFormat::JsonLine => None,
    }
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

    /// Writes what there is of a pair, and lists it.
    fn put(
        &mut self,
        done: Compared,
        index: &mut Index,
        setting: &Setting<'_>,
    ) -> Result<(), Failure> {
        let Compared { mut entry, rows: more, written, .. } = done;
        let stem = file_stem(entry.number, &entry.new);
        let (mut files, mut line) = (Vec::new(), Vec::new());
        for (format, mut content) in written {
            match ending(format) {
                Some(ending) => files.push((format!("{stem}.{ending}"), content)),
                None => {
                    content.push(b'\n');
                    line = content;
                }
            }
        }
        entry.file = (!files.is_empty()).then_some(stem);
        index.entries.push(entry);
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
