//! Pictures of pages read side by side, and given on in the order of the pages.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, Scope};

use super::contained;
use super::picture::bounds::FINEST_DPI;
use crate::document::{Document, Item};
use crate::fold;
use crate::layout::geometry::PageGeometry;
use crate::layout::{Reader, SURE};
use crate::location::At;
use crate::model::Note;
use crate::picture;
use crate::recognition::pixels::Pixels;
use crate::recognition::{
    MODEL_NAME, ModelProblem, OnDrawing, Recogniser, Recognition, RecognitionMode,
};
use crate::words::{Words, words};

/// The stack of a thread that reads pages, on every platform the same.
const STACK: usize = 16 << 20;

/// The recogniser as a decoder asks for it: made ready when the first picture is met.
pub(super) struct Scans<'s> {
    settings: &'s Recognition,
    recogniser: Option<Arc<Recogniser>>,
    /// Why there is none.
    problem: Option<ModelProblem>,
}

impl<'s> Scans<'s> {
    pub(super) fn new(settings: &'s Recognition) -> Scans<'s> {
        Scans { settings, recogniser: None, problem: None }
    }

    /// Which pages are read.
    pub(super) fn mode(&self) -> RecognitionMode {
        self.settings.mode
    }

    /// The finest resolution that is wanted.
    pub(super) fn dpi(&self) -> f32 {
        self.settings.dpi.map_or(FINEST_DPI, |dpi| f32::from(dpi.clamp(72, 600)))
    }

    /// The recogniser, if pictures can be read; the first time finds it out.
    pub(super) fn recogniser(&mut self) -> Option<Arc<Recogniser>> {
        if self.settings.mode == RecognitionMode::Off || self.problem.is_some() {
            return None;
        }
        if self.recogniser.is_none() {
            match self.settings.models.as_ref()?.recogniser() {
                Ok(recogniser) => self.recogniser = Some(recogniser),
                Err(problem) => self.problem = Some(problem),
            }
        }
        self.recogniser.clone()
    }

    /// What is wrong with the models, if they were asked for and cannot be used.
    pub(super) fn problem(&self) -> Option<&Words> {
        self.problem.as_ref().map(|ModelProblem(words)| words)
    }

    /// What to do about pictures that were not read.
    pub(super) fn advice(&self) -> Words {
        match (&self.problem, self.settings.mode) {
            (Some(ModelProblem(words)), _) => words.clone(),
            (None, RecognitionMode::Off) => words!(
                en: "leave out `--ocr off` to have it read",
                zh: "去掉 `--ocr off` 即可识别"
            ),
            (None, _) => words!(
                en: "run `jiaokan models install` once, and pictures are read",
                zh: "请先运行一次 `jiaokan models install` 安装识别模型"
            ),
        }
    }
}

/// A page on its way to the layout.
pub(super) enum Taken {
    /// It is laid out as its source tells it; `None` if it cannot be interpreted.
    Told(Option<Box<PageGeometry>>),
    /// Its picture is read first.
    Seen(Box<Seen>),
    /// There is no picture of it: why.
    Lost(Note),
}

/// A picture of a page that is to be read.
pub(super) struct Seen {
    pub(super) recogniser: Arc<Recogniser>,
    pub(super) pixels: Pixels,
    /// The text that somebody laid under the picture: it is held against what is read.
    pub(super) told: Option<Box<PageGeometry>>,
    /// What was met on the way to the picture.
    pub(super) notes: Vec<Note>,
    /// Who wants to see what was found.
    pub(super) on_drawing: Option<OnDrawing>,
}

/// A page that can be laid out.
enum Done {
    Told(Option<Box<PageGeometry>>),
    Read(Box<PageGeometry>, Vec<Note>),
    Lost(Note),
}

/// Lays the pages out that `pages` gives, in their order; those whose pictures are to be read
/// are read side by side in as many threads as the settings say. `count` is how many there are.
pub(super) fn lay_out(
    settings: &Recognition,
    reader: &mut Reader<'_>,
    count: u32,
    pages: impl FnOnce(&mut dyn FnMut(usize, Taken)),
) {
    let mut order = Order { reader, settings, count, next: 0, waiting: BTreeMap::new() };
    if settings.threads == NonZero::<usize>::MIN {
        pages(&mut |index, taken| {
            let done = match taken {
                Taken::Told(geometry) => Done::Told(geometry),
                Taken::Seen(seen) => read(index, *seen),
                Taken::Lost(note) => Done::Lost(note),
            };
            order.done(index, done);
        });
        return;
    }
    thread::scope(|scope| {
        let (give, results) = mpsc::channel();
        let mut jobs: Option<mpsc::SyncSender<(usize, Box<Seen>)>> = None;
        pages(&mut |index, taken| {
            match taken {
                Taken::Told(geometry) => order.done(index, Done::Told(geometry)),
                Taken::Lost(note) => order.done(index, Done::Lost(note)),
                Taken::Seen(seen) => {
                    let jobs = jobs.get_or_insert_with(|| start(scope, settings.threads, &give));
                    // Where no thread could be started this one reads.
                    if let Err(mpsc::SendError((index, seen))) = jobs.send((index, seen)) {
                        order.done(index, read(index, *seen));
                    }
                }
            }
            results.try_iter().for_each(|(index, done)| order.done(index, done));
        });
        drop((jobs, give));
        results.iter().for_each(|(index, done)| order.done(index, done));
    });
}

/// Reads one picture in this thread, and lays its page out.
pub(super) fn read_here(index: usize, seen: Seen, reader: &mut Reader<'_>) {
    match read(index, seen) {
        Done::Told(geometry) => reader.page(index, geometry.map(|page| *page)),
        Done::Read(geometry, notes) => reader.read_page(index, *geometry, notes),
        Done::Lost(note) => reader.lost_page(index, note),
    }
}

/// The document with what is doubtful of the pages that were read in their pictures, by their
/// numbers.
pub(super) fn told(mut document: Document, read: &BTreeSet<u32>) -> Document {
    if !read.is_empty() {
        document.recognised_by = Some(recogniser_name());
        doubt(&mut document, |page| page.is_some_and(|page| read.contains(&page)));
    }
    document
}

/// Starts threads that read pictures; as many wait in memory as are being read, and one more.
fn start<'scope>(
    scope: &'scope Scope<'scope, '_>,
    threads: NonZero<usize>,
    give: &mpsc::Sender<(usize, Done)>,
) -> mpsc::SyncSender<(usize, Box<Seen>)> {
    let (send, jobs) = mpsc::sync_channel::<(usize, Box<Seen>)>(1);
    let jobs = Arc::new(Mutex::new(jobs));
    for _ in 0..threads.get() {
        let (jobs, give) = (Arc::clone(&jobs), give.clone());
        let work = move || {
            loop {
                let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((index, seen)) = job else { return };
                if give.send((index, read(index, *seen))).is_err() {
                    return;
                }
            }
        };
        if thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).is_err() {
            break;
        }
    }
    send
}

/// Reads one picture. A page on which the reading breaks is a page with a note.
fn read(index: usize, seen: Seen) -> Done {
    let Seen { recogniser, pixels, told, mut notes, on_drawing } = seen;
    let at = At::default().with_page(Some(index as u32 + 1));
    let Some(mut page) = contained(|| picture::page::read(&pixels, &*recogniser)) else {
        let message = words!(
            en: "the picture of the page could not be read: the recogniser broke on it",
            zh: "该页图片未能识别：识别过程出错"
        );
        notes.push(Note::new("recogniser_failed", message, at));
        return Done::Read(Box::default(), notes);
    };
    if let Some(on_drawing) = on_drawing {
        let size = pixels.to_page.apply((pixels.width as f32, pixels.height as f32));
        on_drawing.give(index as u32 + 1, page.steps.svg(size));
    }
    if let Some(told) = told {
        notes.extend(picture::witness::compare(&mut page.geometry, &told, at));
    }
    Done::Read(Box::new(page.geometry), notes)
}

/// Gives pages to the layout in their order.
struct Order<'r, 'p> {
    reader: &'r mut Reader<'p>,
    settings: &'r Recognition,
    count: u32,
    next: usize,
    waiting: BTreeMap<usize, Done>,
}

impl Order<'_, '_> {
    fn done(&mut self, index: usize, done: Done) {
        self.waiting.insert(index, done);
        while let Some(done) = self.waiting.remove(&self.next) {
            let index = self.next;
            self.next += 1;
            match done {
                Done::Told(geometry) => self.reader.page(index, geometry.map(|page| *page)),
                Done::Read(geometry, notes) => {
                    self.reader.read_page(index, *geometry, notes);
                    if let Some(on_page) = &self.settings.on_page {
                        on_page.tell(self.next as u32, self.count);
                    }
                }
                Done::Lost(note) => self.reader.lost_page(index, note),
            }
        }
    }
}

/// This program as a recogniser.
pub(super) fn recogniser_name() -> crate::model::Recogniser {
    crate::model::Recogniser { tool: "jiaokan".to_owned(), version: Some(MODEL_NAME.to_owned()) }
}

/// The same of texts without digits: they are told, and stay.
const LIKELY: f32 = 0.6;

/// Marks what of the pages that were read is in doubt. `read` tells which, by their numbers.
pub(super) fn doubt(document: &mut Document, read: impl Fn(Option<u32>) -> bool) {
    for page in document.pages.iter_mut().filter(|page| read(page.number)) {
        for item in &mut page.items {
            match item {
                Item::Line(line) => {
                    document.notes.extend(unsure(&line.text, line.confidence, line.at));
                }
                Item::Grid(grid) => {
                    grid.recognised = true;
                    for cell in &mut grid.cells {
                        let note = unsure(&cell.text, cell.confidence, cell.at);
                        cell.unsure = note.is_some() && has_digit(&cell.text);
                        document.notes.extend(note);
                    }
                }
            }
        }
    }
}

/// Whether a text may tell a number: in digits, or in numerals, as strokes of a seal are read.
fn has_digit(text: &str) -> bool {
    const NUMERALS: &str = "〇零一二两三四五六七八九十";
    text.chars().any(|char| fold::fold_char(char).is_ascii_digit() || NUMERALS.contains(char))
}

/// What is said of a text of which the recogniser was not sure.
fn unsure(text: &str, confidence: Option<f32>, at: At) -> Option<Note> {
    let digits = has_digit(text);
    let least = if digits { SURE } else { LIKELY };
    let sure = confidence.filter(|&sure| !text.trim().is_empty() && sure < least)?;
    let sure = format!("{sure:.2}");
    let message = words!(
        en: "the recogniser is sure of this text to {sure} only: {text}",
        zh: "识别置信度仅 {sure}：{text}"
    );
    Some(Note::new("low_confidence", message, at))
}
