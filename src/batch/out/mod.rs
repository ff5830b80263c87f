//! An output folder: a file for each report as it is done, files for all of them at the
//! end, and a journal to go on from.
//!
//! Whatever gets a name in the folder is whole: it is written as a draft in
//! `.jiaokan/drafts` and then renamed. A run that is killed leaves reports that are
//! done, drafts that the next run drops, and the journal.

mod aside;
mod folder;
mod formats;
mod journal;
mod kept;
mod link;
mod merge;
mod mirror;
mod outcomes;
mod record;

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::SystemTime;

use super::engine::{Ended, Interrupt, Options, Outcome, run};
use super::inputs::{Input, Inputs, Shard, file_name_shows};
use super::summary::Summary;
use super::work::Settings;
use crate::batch::error::{Error, Result};
use crate::render::ErrorRow;
use folder::{Folder, RUN, cannot, publish};
use formats::Drafts;
use kept::Kept;
use outcomes::{Line, OUTCOMES};

pub use folder::Mode;
pub use formats::{Format, Headings};
pub use merge::merge;
pub use record::Record;

/// What is to be written, and where.
#[derive(Debug, Clone)]
pub struct Plan<'p> {
    /// The folder.
    pub path: &'p Path,
    /// What to do with results that are there already.
    pub mode: Mode,
    /// What to write.
    pub formats: Vec<Format>,
    /// The languages of headings.
    pub headings: Headings,
    /// Which part of the inputs is read.
    pub shard: Option<Shard>,
}

/// An open output folder.
pub struct Out {
    kept: Kept,
    drafts: Drafts,
    list: outcomes::Writer,
    run: outcomes::Run,
    /// Paths of reports, by the index of their input.
    done: HashSet<usize>,
    summary: Summary,
    started: SystemTime,
}

impl Out {
    /// Takes a folder for a run over `inputs`, all of them, also if only a shard is to
    /// be read.
    ///
    /// # Errors
    /// If the folder cannot be written, holds results that nobody wants to lose, or is
    /// in use.
    pub fn open(plan: &Plan<'_>, inputs: &Inputs, settings: &Settings) -> Result<Self> {
        let shard = plan.shard.map_or([1, 1], |s| [s.number(), s.count()]);
        let run = outcomes::Run {
            schema: outcomes::Run::schema(),
            fingerprint: settings.fingerprint()?,
            inputs: inputs.fingerprint(),
            total: inputs.files.len(),
            shard,
            formats: plan.formats.iter().map(|f| f.name().to_owned()).collect(),
            headings: plan.headings,
            root: inputs.root.clone(),
            complete: false,
        };
        Self::begin(plan, run, mirror::paths(&inputs.files))
    }

    /// The same for a run that is described already, with the paths of its reports.
    fn begin(plan: &Plan<'_>, run: outcomes::Run, places: Vec<String>) -> Result<Self> {
        let mut names = formats::all_names();
        names.extend([folder::REPORTS, folder::VIEW]);
        let folder = Folder::claim(plan.path, plan.mode, &names)?;
        run.go_on_in(&folder, plan.mode)?;
        let unlinked = kept::Unlinked::default();
        let link = || link::link(&folder.path, &run.root, &unlinked);
        let drafts = Drafts::begin(&folder, &plan.formats, plan.headings, link)?;
        let path = folder.drafts().join(OUTCOMES);
        let list = outcomes::Writer::create(&path).map_err(|error| cannot(&path, error))?;
        let own = [Format::Json, Format::View].map(|format| plan.formats.contains(&format));
        let fingerprint = run.fingerprint.clone();
        Ok(Self {
            kept: Kept::new(folder, plan.mode, own, fingerprint, places, unlinked)?,
            drafts,
            list,
            run,
            done: HashSet::new(),
            summary: Summary::default(),
            started: SystemTime::now(),
        })
    }

    /// Reads the inputs and writes what comes of them. `seen` is shown each outcome in
    /// the order of the inputs.
    ///
    /// # Errors
    /// If something cannot be written, or no worker starts.
    pub fn run(
        &mut self,
        inputs: &[Input],
        options: &Options,
        interrupt: &Interrupt,
        seen: &mut dyn FnMut(&Input, &Outcome),
    ) -> Result<Ended> {
        let Self { kept, drafts, list, done, summary, .. } = self;
        let mut collected = Collected { kept, drafts, list, done, summary };
        let mut failed = None;
        let ended = run(inputs, options, kept, interrupt, &mut |input, outcome| {
            seen(input, &outcome);
            match collected.add(input, &outcome) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        match failed {
            Some(error) => Err(error),
            None => ended,
        }
    }

    /// Ends the files for all reports and gives them their names; a run that was
    /// interrupted has in them what it did.
    ///
    /// # Errors
    /// If something cannot be written. What had a name before then keeps it.
    pub fn finish(mut self, ended: Ended, mut record: Record) -> Result<Summary> {
        self.run.complete = ended == Ended::Complete;
        let folder = &self.kept.folder;
        self.drafts.duplicates(&self.summary.duplicates)?;
        self.drafts.end()?;
        let list = folder.drafts().join(OUTCOMES);
        let ended_list = self.list.end().and_then(|()| self.kept.journal.sync());
        ended_list.map_err(|error| cannot(&list, error))?;
        let run = folder.path.join(RUN);
        // While it is missing, the files need not be of one run.
        let _ = std::fs::remove_file(&run);
        self.drafts.publish(&folder.path)?;
        let target = folder.own(OUTCOMES);
        publish(&list, &target).map_err(|error| cannot(&target, error))?;
        self.run.write(folder)?;
        if self.run.complete {
            self.kept.sweep(&self.done);
        }
        record.finish(ended, &self.run, &self.summary, self.started);
        folder.write(&run, RUN, &record.to_bytes())?;
        Ok(self.summary)
    }
}

/// What takes outcomes in order.
struct Collected<'o> {
    kept: &'o Kept,
    drafts: &'o mut Drafts,
    list: &'o mut outcomes::Writer,
    done: &'o mut HashSet<usize>,
    summary: &'o mut Summary,
}

impl Collected<'_> {
    fn add(&mut self, input: &Input, outcome: &Outcome) -> Result<()> {
        self.summary.count(input, outcome);
        let linked = file_name_shows(input);
        if !linked {
            self.kept.unlinked.add(&input.source);
        }
        match &outcome.result {
            Ok(answer) => {
                self.done.insert(input.index);
                self.drafts.report(answer, &self.kept.page(input))?;
            }
            Err(complaint) => self.drafts.error(&ErrorRow {
                source: input.source.clone(),
                code: complaint.code.clone(),
                message: complaint.message.clone(),
                message_zh: complaint.message_zh.clone(),
                page: complaint.page,
            })?,
        }
        let line = Line {
            index: input.index,
            source: input.source.clone(),
            place: self.kept.place(input).to_owned(),
            sha256: outcome.sha256.clone(),
            linked,
            error: outcome.result.as_ref().err().cloned(),
        };
        let written = self.list.line(&line);
        written.map_err(|error| cannot(&self.kept.folder.own(OUTCOMES), error))
    }
}

/// An output folder cannot be one of the inputs.
///
/// # Errors
/// If it is.
pub fn apart_from(output: &Path, inputs: &[std::path::PathBuf]) -> Result<()> {
    let Ok(output) = output.canonicalize() else {
        return Ok(());
    };
    let same = |input: &&std::path::PathBuf| input.canonicalize().is_ok_and(|path| path == output);
    match inputs.iter().find(same) {
        Some(path) => Err(Error::OutputIsInput { path: path.clone() }),
        None => Ok(()),
    }
}
