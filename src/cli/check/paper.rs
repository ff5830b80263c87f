//! What is written of all reports: one after the other on standard output, or all together
//! into files.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::language::{Language, Languages};
use crate::cli::{messages, output, written};
use crate::model::Severity;
use crate::render::check::{Checked, Failed, Grouping, Look, Many, Overview};
use crate::visible;

use super::{Arguments, Format};

pub(super) struct Paper {
    formats: Vec<Format>,
    grouping: Grouping,
    look: Look,
    messages: Language,
    single: bool,
    /// Whether reports are shown as they come.
    streams: bool,
    to_files: bool,
    begun: bool,
    overview: Overview,
    many: Many,
    worst: Option<Severity>,
    /// Whether an extraction could not be read.
    failed: bool,
}

impl Paper {
    pub(super) fn new(
        arguments: &Arguments,
        formats: Vec<Format>,
        single: bool,
        languages: Languages,
    ) -> Self {
        /// Columns where no terminal says how many it has.
        const PLAIN: usize = 96;
        const WIDEST: u16 = 160;
        let to_files = arguments.output.is_some();
        let terminal = !to_files && io::stdout().is_terminal();
        let width = terminal_size::terminal_size().filter(|_| terminal);
        let text = matches!(formats[..], [Format::Text]);
        let streams = !to_files
            && arguments.group_by == Grouping::Report
            && matches!(formats[..], [Format::Text | Format::Markdown | Format::Json]);
        let look = Look {
            language: match text {
                true => languages.messages,
                false => languages.headings(),
            },
            colour: terminal && output::colours() && text,
            all: arguments.all,
            width: width.map_or(PLAIN, |(width, _)| width.0.clamp(40, WIDEST).into()),
        };
        Self {
            formats,
            grouping: arguments.group_by,
            look,
            messages: languages.messages,
            single,
            streams,
            to_files,
            begun: false,
            overview: Overview::default(),
            many: Many::default(),
            worst: None,
            failed: false,
        }
    }

    /// The language of what is said besides.
    pub(super) fn messages(&self) -> Language {
        self.messages
    }

    /// Whether findings appear on a terminal while files are read.
    pub(super) fn shows(&self) -> bool {
        self.streams && io::stdout().is_terminal()
    }

    pub(super) fn worst(&self) -> Option<Severity> {
        self.worst
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }

    pub(super) fn add(&mut self, checked: Checked) -> io::Result<()> {
        self.worst = self.worst.max(checked.worst());
        if !self.streams {
            self.many.add(if self.look.all { checked } else { checked.without_passes() });
            return Ok(());
        }
        self.overview.add(&checked);
        let [format] = self.formats[..] else {
            return Ok(());
        };
        let gap = self.begun && format == Format::Text;
        self.begun = true;
        let text = self.one(&checked, format);
        let mut stdout = io::stdout().lock();
        if gap {
            stdout.write_all(b"\n")?;
        }
        stdout.write_all(text.as_bytes())?;
        stdout.flush()
    }

    pub(super) fn add_failed(&mut self, failed: Failed) {
        match self.streams {
            true => self.overview.add_failed(),
            false => self.many.add_failed(failed),
        }
    }

    /// The same of an extraction, of which nobody else keeps count.
    pub(super) fn add_unread(&mut self, failed: Failed) {
        self.failed = true;
        self.add_failed(failed);
    }

    fn one(&self, checked: &Checked, format: Format) -> String {
        match format {
            Format::Markdown => checked.markdown(&self.look),
            Format::Json if self.single => {
                visible::json_text(format!("{:#}\n", checked.json(&self.look)))
            }
            Format::Json => visible::json_text(format!("{}\n", checked.json(&self.look))),
            _ => checked.text(&self.look),
        }
    }

    /// Writes what is left: the overview over several files, or all files.
    pub(super) fn end(&self, arguments: &Arguments) -> Result<(), Failure> {
        if self.streams {
            let text = match self.formats[..] {
                _ if self.single => return Ok(()),
                [Format::Text] => format!("\n{}", self.overview.text(&self.look)),
                [Format::Markdown] => self.overview.markdown(&self.look),
                _ => return Ok(()),
            };
            return output::print_exactly(text.as_bytes());
        }
        let Some(path) = arguments.output.as_deref() else {
            let [format] = self.formats[..] else {
                return Ok(());
            };
            return output::print_exactly(&self.all(format)?);
        };
        match (&self.formats[..], Format::of(path)) {
            ([format], Some(_)) => written::file(path, &self.all(*format)?, arguments.force)?,
            (formats, _) => self.folder(path, formats, arguments.force)?,
        }
        debug_assert!(self.to_files);
        output::say(&messages::check::written(&self.many, path, self.messages));
        Ok(())
    }

    fn folder(&self, path: &Path, formats: &[Format], force: bool) -> Result<(), Failure> {
        written::folder(path)?;
        formats.iter().try_for_each(|format| {
            let file = path.join(format!("findings.{}", format.ending()));
            written::file(&file, &self.all(*format)?, force)
        })
    }

    /// All reports in a format.
    fn all(&self, format: Format) -> Result<Vec<u8>, Failure> {
        let (many, look, grouping) = (&self.many, &self.look, self.grouping);
        let by_report = |gap: &str| {
            let parts: Vec<String> =
                many.reports().iter().map(|checked| self.one(checked, format)).collect();
            parts.join(gap)
        };
        Ok(match (format, grouping) {
            (Format::Text, Grouping::Report) => {
                format!("{}\n{}", by_report("\n"), many.overview().text(look)).into_bytes()
            }
            (Format::Text, Grouping::Check) => {
                let text = many.text_by_check(look);
                format!("{text}{}", many.overview().text(look)).into_bytes()
            }
            (Format::Markdown, Grouping::Report) => {
                format!("{}{}", by_report(""), many.overview().markdown(look)).into_bytes()
            }
            (Format::Markdown, Grouping::Check) => {
                let text = many.markdown_by_check(look);
                format!("{text}{}", many.overview().markdown(look)).into_bytes()
            }
            (Format::Json, _) => by_report("").into_bytes(),
            (Format::Csv, _) => many.csv(grouping, look),
            (Format::Xlsx, _) => many.xlsx(grouping, look).map_err(Failure::Output)?,
            (Format::Html, _) => many.html(grouping, look).into_bytes(),
            (Format::Docx, _) => many.docx(look).map_err(Failure::Output)?,
        })
    }
}
