//! `jiaokan panel FOLDER`

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use crate::batch::{self, Chain, Ended};
use crate::diff::{Lineage, SideName, over_years};
use crate::fold;
use crate::panel::{Panel, chains};
use crate::render::diff::{Screen, Unread};
use crate::render::panel::{LeftOut, csv, html, terminal, xlsx};
use crate::visible;

use super::choices::each_once;
use super::failure::Failure;
use super::language::{Language, Languages};
use super::reading::ReadingArguments;
use super::reports::{self, Loading, ReportSet, words};
use super::running::{self, RunArguments};
use super::{messages, output, written};

/// What to put beside each other, and how to show it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A folder of reports of several years, of their extractions, or JSON lines（含多个年度的
    /// 目录、提取结果或 JSONL）
    folder: PathBuf,
    /// How to show it, several with commas between（输出格式，可用逗号列出多种）[default: by
    /// the ending of -o, else terminal]
    #[arg(long, value_enum, value_delimiter = ',')]
    format: Vec<Format>,
    /// File to write to; of several formats a folder（输出文件；多种格式时为目录）
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Overwrite what is there（覆盖已有文件）
    #[arg(long, requires = "output")]
    force: bool,
    /// Only departments and projects whose name holds this（只看名称含此文字的部门或项目）
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// List of renamed, merged and split departments, TOML or CSV（机构沿革表）
    #[arg(long, value_name = "FILE")]
    lineage: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    running: RunArguments,
}

/// How panels are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A table for people（终端表格）
    Terminal,
    /// jiaokan.panel/1, a line for each department or project（JSON）
    Json,
    /// A row per indicator and year（表格）
    Csv,
    /// The same for programs（表格，供程序读取）
    #[cfg(feature = "parquet")]
    Parquet,
    /// A workbook（工作簿）
    Xlsx,
    /// A page with charts（网页）
    Html,
}

/// Shows indicators over the years.
pub(crate) fn run(arguments: &Arguments, languages: Languages) -> Result<(), Failure> {
    let formats = arguments.formats()?;
    let lineage = match &arguments.lineage {
        Some(path) => super::diff::read_lineage(path)?,
        None => Lineage::default(),
    };
    let loading = Loading {
        arguments: &arguments.reading,
        running: &arguments.running,
        reading: arguments.reading.options()?,
        language: languages.messages,
        interrupt: running::interrupt(languages.messages),
    };
    if let Some(path) = &arguments.output {
        written::guard(path, &[&arguments.folder], arguments.force)?;
    }
    let set = reports::load(&arguments.folder, SideName::New, &loading)?;
    let language = match formats[..] {
        [Format::Terminal] => languages.messages,
        _ => languages.headings(),
    };
    let matching = over_years(&set.listed, &lineage);
    let mut left_out: Vec<LeftOut> = set
        .unread
        .iter()
        .map(|file| (file.source.clone(), file.message.in_language(language).to_owned()))
        .collect();
    for conflict in &matching.conflicts {
        for &place in &conflict.places {
            let source = set.listed[place].source.clone();
            left_out.push((source, conflict.why.in_language(language).to_owned()));
        }
    }
    let chains = chains(&matching, set.listed.len());
    let wanted: Vec<&Vec<usize>> =
        chains.iter().filter(|chain| arguments.wants(chain, &set)).collect();
    let chain = |index: usize| -> Result<Chain, Unread> {
        let extraction = |&place: &usize| {
            set.extraction(place).map_err(|error| Unread {
                side: SideName::New,
                source: set.listed[place].source.clone(),
                code: error.code().to_owned(),
                message: words(&error),
            })
        };
        wanted[index].iter().map(extraction).collect()
    };
    let mut panels = Vec::new();
    let mut failed = !set.unread.is_empty();
    let options = arguments.running.for_one(arguments.reading.settings(false)?);
    let ended =
        batch::panels(wanted.len(), &chain, &options, &loading.interrupt, &mut |made| match made {
            Ok(panel) if panel.rows.is_empty() => {}
            Ok(panel) => panels.push(panel),
            Err(unread) => {
                failed = true;
                let why = unread.message.in_language(language).to_owned();
                left_out.push((unread.source, why));
            }
        });
    if ended.map_err(Failure::Input)? == Ended::Interrupted {
        return Err(Failure::Interrupted);
    }
    panels.sort_by(|a, b| (&a.department, &a.project).cmp(&(&b.department, &b.project)));
    arguments.put(&formats, &panels, &left_out, language, languages.messages)?;
    match failed {
        true => Err(Failure::SomeFailed),
        false => Ok(()),
    }
}

impl Arguments {
    fn formats(&self) -> Result<Vec<Format>, Failure> {
        let mut formats = each_once(&self.format);
        match (&self.output, &formats[..]) {
            (None, []) => formats.push(Format::Terminal),
            (None, [_, _, ..]) => return Err(Failure::Usage(messages::check::output_wanted())),
            (None, [format]) if !format.is_text() && io::stdout().is_terminal() => {
                return Err(Failure::Usage(messages::diff::no_screen()));
            }
            (Some(path), []) => match Format::of(path) {
                Some(format) => formats.push(format),
                None if path.extension().is_some() => {
                    return Err(Failure::Usage(messages::panel::unknown_ending(path)));
                }
                None => formats.extend([Format::Xlsx, Format::Html, Format::Csv]),
            },
            _ => {}
        }
        Ok(formats)
    }

    /// Whether the reports of a chain were asked for.
    fn wants(&self, chain: &[usize], set: &ReportSet) -> bool {
        let Some(text) = &self.only else {
            return true;
        };
        let text = fold::key(text);
        chain.iter().any(|&place| {
            let listed = &set.listed[place];
            let names = listed.department.iter().chain(&listed.project);
            names.map(|name| fold::key(name)).any(|name| name.contains(&text))
        })
    }

    fn put(
        &self,
        formats: &[Format],
        panels: &[Panel],
        left_out: &[LeftOut],
        language: Language,
        messages: Language,
    ) -> Result<(), Failure> {
        let content = |format: Format| -> Result<Vec<u8>, Failure> {
            Ok(match format {
                Format::Terminal => {
                    let screen = screen(self.output.is_some());
                    terminal(panels, left_out, language, screen).into_bytes()
                }
                Format::Json => {
                    let mut lines = Vec::new();
                    for panel in panels {
                        let line = serde_json::to_vec(panel).map(visible::json);
                        lines.extend(line.map_err(|error| Failure::Output(error.into()))?);
                        lines.push(b'\n');
                    }
                    lines
                }
                Format::Csv => csv(panels, language),
                #[cfg(feature = "parquet")]
                Format::Parquet => {
                    crate::render::panel::parquet(panels).map_err(Failure::Output)?
                }
                Format::Xlsx => xlsx(panels, left_out, language).map_err(Failure::Output)?,
                Format::Html => html(panels, left_out, language).into_bytes(),
            })
        };
        let Some(path) = &self.output else {
            let [format] = formats else { return Ok(()) };
            return output::print_exactly(&content(*format)?);
        };
        match formats {
            [format] if path.extension().is_some() => {
                written::file(path, &content(*format)?, self.force)?;
            }
            _ => {
                written::folder(path)?;
                for format in formats {
                    let file = path.join(format!("panel.{}", format.ending()));
                    written::file(&file, &content(*format)?, self.force)?;
                }
            }
        }
        for (file, why) in left_out {
            output::say(&messages::panel::left_out(file, why, messages));
        }
        output::say(&messages::panel::written(panels, path, messages));
        Ok(())
    }
}

impl Format {
    /// Whether a terminal can show it.
    fn is_text(self) -> bool {
        matches!(self, Format::Terminal | Format::Json | Format::Csv | Format::Html)
    }

    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_ascii_lowercase();
        Some(match ending.to_str()? {
            "txt" => Format::Terminal,
            "json" | "jsonl" => Format::Json,
            "csv" => Format::Csv,
            #[cfg(feature = "parquet")]
            "parquet" => Format::Parquet,
            "xlsx" => Format::Xlsx,
            "html" | "htm" => Format::Html,
            _ => return None,
        })
    }

    fn ending(self) -> &'static str {
        match self {
            Format::Terminal => "txt",
            Format::Json => "jsonl",
            Format::Csv => "csv",
            #[cfg(feature = "parquet")]
            Format::Parquet => "parquet",
            Format::Xlsx => "xlsx",
            Format::Html => "html",
        }
    }
}

/// What the text is set for: a terminal as it is, or 100 cells without colours.
fn screen(to_file: bool) -> Screen {
    const PLAIN: Screen = Screen { width: 100, colour: false };
    if to_file || !io::stdout().is_terminal() {
        return PLAIN;
    }
    Screen {
        width: terminal_size::terminal_size().map_or(PLAIN.width, |(width, _)| width.0.into()),
        colour: output::colours(),
    }
}
