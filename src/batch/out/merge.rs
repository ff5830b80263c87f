//! The outputs of shards to the output of the whole.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::kept::{key, page};
use super::outcomes::{Line, OUTCOMES, Reader, Run};
use super::{
    Collected, Ended, Format, Mode, Out, Plan, Record, Summary, folder, journal, outcomes,
};
use crate::batch::engine::{Keep, Outcome};
use crate::batch::error::{Error, Result};
use crate::batch::inputs::{Input, MARKER, Place};
use crate::visible;
use crate::words::{Words, words};

/// One shard's output.
struct Part {
    path: PathBuf,
    run: Run,
    lines: Reader,
    journal: journal::Journal,
    next: Option<Line>,
}

/// Writes into `path` what one run over all shards would have written, from their
/// outputs.
///
/// # Errors
/// If the outputs do not belong together or one is missing, or something cannot be
/// read or written.
pub fn merge(outputs: &[PathBuf], path: &Path, mode: Mode, record: Record) -> Result<Summary> {
    let mut parts = Vec::new();
    for output in outputs {
        parts.push(Part::open(output)?);
    }
    let run = belonging(&parts)?;
    let mut places = vec![String::new(); run.total];
    for part in &parts {
        let mut lines = Reader::open(&part.path.join(MARKER).join(OUTCOMES))?;
        while let Some(line) = lines.next::<Line>()? {
            if let Some(place) = places.get_mut(line.index) {
                *place = line.place;
            }
        }
    }
    let formats = Format::ALL.iter().copied();
    let plan = Plan {
        path,
        mode,
        formats: formats.filter(|f| run.formats.iter().any(|name| name == f.name())).collect(),
        headings: run.headings,
        shard: None,
    };
    let mut out = Out::begin(&plan, run, places)?;
    let mut last = None;
    while let Some(part) = parts
        .iter_mut()
        .filter(|part| part.next.is_some())
        .min_by_key(|part| part.next.as_ref().map(|line| line.index))
    {
        let Some((input, outcome)) = part.take()? else {
            break;
        };
        if last.replace(input.index) == Some(input.index) {
            let file = &input.source;
            return Err(shards(words!(en: "{file} twice", zh: "{file} 出现两次")));
        }
        out.merged(&input, &outcome)?;
    }
    out.finish(Ended::Complete, record)
}

impl Out {
    /// Takes over an outcome from another output.
    fn merged(&mut self, input: &Input, outcome: &Outcome) -> Result<()> {
        if let (Ok(answer), Some(sha256)) = (&outcome.result, &outcome.sha256) {
            let known = self.kept.recall(input, sha256).is_some();
            self.kept.done(input, sha256, answer, known)?;
        }
        let mut collected = Collected {
            kept: &self.kept,
            drafts: &mut self.drafts,
            list: &mut self.list,
            done: &mut self.done,
            summary: &mut self.summary,
        };
        collected.add(input, outcome)
    }
}

impl Part {
    fn open(path: &Path) -> Result<Self> {
        let own = path.join(MARKER);
        let none = || {
            let path = visible::path(path);
            shards(words!(
                en: "no finished output in {path}",
                zh: "{path} 中没有已完成的输出"
            ))
        };
        let mut about = Reader::open(&own.join(outcomes::RUN)).map_err(|_| none())?;
        let run: Run = about.next()?.ok_or_else(none)?;
        let mut lines = Reader::open(&own.join(OUTCOMES))?;
        let next = lines.next()?;
        let journal = own.join("journal");
        Ok(Self {
            path: path.to_path_buf(),
            run,
            lines,
            journal: journal::Journal::open(&journal)
                .map_err(|error| folder::cannot(&journal, error))?,
            next,
        })
    }

    /// The next outcome.
    fn take(&mut self) -> Result<Option<(Input, Outcome)>> {
        let Some(line) = self.next.take() else {
            return Ok(None);
        };
        self.next = self.lines.next()?;
        let result = match line.error {
            Some(complaint) => Err(complaint),
            None => {
                let sha256 = line.sha256.as_deref().unwrap_or_default();
                let key = key(&self.run.fingerprint, &line.source, sha256);
                let mut answer = self.journal.recall(&key).ok_or_else(|| {
                    let (path, file) = (visible::path(&self.path), &line.source);
                    shards(words!(
                        en: "no record of {file} in {path}",
                        zh: "{path} 中没有 {file} 的记录"
                    ))
                })?;
                if !answer.entry.is_empty() {
                    let page = self.path.join(page(&line.place));
                    let read = std::fs::read(&page);
                    answer.page = read.map_err(|source| Error::Read { path: page, source })?;
                }
                Ok(answer)
            }
        };
        let place = match line.linked {
            true => Place::File(PathBuf::from(&line.source)),
            false => Place::Stdin,
        };
        let input = Input { index: line.index, source: line.source, place };
        let outcome = Outcome { sha256: line.sha256, result, recalled: false };
        Ok(Some((input, outcome)))
    }
}

/// The run of which these are all the shards.
fn belonging(parts: &[Part]) -> Result<Run> {
    let Some(first) = parts.first() else {
        return Err(shards(words!(en: "none", zh: "一个也没有")));
    };
    let [_, count] = first.run.shard;
    let mut numbers = HashSet::new();
    for part in parts {
        let (a, b) = (visible::path(&part.path), visible::path(&first.path));
        if !part.run.complete {
            return Err(shards(words!(
                en: "{a} is of a run that did not go to its end",
                zh: "{a} 的运行未完成"
            )));
        }
        let same = Run { shard: first.run.shard, root: first.run.root.clone(), ..part.run.clone() };
        let [number, of] = part.run.shard;
        if same != first.run || of != count {
            return Err(shards(words!(
                en: "{a} and {b} with other inputs, options or versions",
                zh: "{a} 与 {b} 的输入、选项或版本不同"
            )));
        }
        if !numbers.insert(number) {
            return Err(shards(words!(
                en: "shard {number} of {count} twice",
                zh: "分片 {number}/{count} 出现两次"
            )));
        }
    }
    let missing: Vec<String> = (1..=count)
        .filter(|number| !numbers.contains(number))
        .map(|number| format!("{number}/{count}"))
        .collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Err(shards(words!(
            en: "no output of shard {missing}",
            zh: "缺少分片 {missing} 的输出"
        )));
    }
    Ok(Run { shard: [1, 1], complete: false, ..first.run.clone() })
}

fn shards(problem: Words) -> Error {
    Error::Shards { problem }
}
