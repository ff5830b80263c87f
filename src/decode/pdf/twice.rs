//! Places of pages read again: by the first reader and by a second one, so that both can be
//! compared where a value stands.

use std::fmt;
use std::sync::Arc;
use std::thread;

use serde::{Deserialize, Serialize};

use super::backend::{Backend, Hayro, PdfExtract};
use crate::layout::geometry::PageGeometry;
use crate::layout::text_within;
use crate::location::At;
use crate::source::Source;

/// What the second reader reads in some places.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReadAgain {
    /// The text of each place, where it reads one.
    texts: Vec<Option<String>>,
    /// Of each of its pages, whether it reads it.
    pages: Vec<bool>,
}

/// Reads places again; `None` if it fails on all.
type Read = dyn Fn(&[u8], Option<&str>, &[At]) -> Option<ReadAgain> + Send + Sync;

/// Who reads again: the library panics on many files and fills the stack on some, which a program
/// contains in a process of its own.
#[derive(Clone)]
pub(crate) struct SecondReader(Arc<Read>);

impl SecondReader {
    /// Whoever reads so.
    pub(crate) fn new(
        read: impl Fn(&[u8], Option<&str>, &[At]) -> Option<ReadAgain> + Send + Sync + 'static,
    ) -> SecondReader {
        SecondReader(Arc::new(read))
    }

    fn read(&self, source: &Source<'_>, places: &[At]) -> ReadAgain {
        (self.0)(source.bytes, source.password, places).unwrap_or_default()
    }
}

/// In this process, on a thread with a stack of its own: a panic costs what it reads, but a stack
/// that is full all the same ends the process.
impl Default for SecondReader {
    fn default() -> Self {
        SecondReader::new(|bytes, password, places| {
            thread::scope(|scope| {
                let read = || read_again(bytes, password, places);
                let thread = thread::Builder::new().stack_size(STACK);
                match thread.spawn_scoped(scope, read) {
                    Ok(thread) => thread.join().ok(),
                    Err(_) => Some(read_again(bytes, password, places)),
                }
            })
        })
    }
}

impl fmt::Debug for SecondReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecondReader")
    }
}

/// The stack on which the second reader reads: it goes into objects as deep as they lie.
pub(crate) const STACK: usize = 64 << 20;

/// What the second reader reads, on this thread.
pub(crate) fn read_again(bytes: &[u8], password: Option<&str>, places: &[At]) -> ReadAgain {
    let Ok(file) = PdfExtract::open(bytes, password) else { return ReadAgain::default() };
    let pages = pages(&file);
    ReadAgain {
        texts: places.iter().map(|at| text_at(&pages, at)).collect(),
        pages: pages.iter().map(Option::is_some).collect(),
    }
}

/// Places of a PDF as two libraries read them.
pub(crate) struct Twice {
    first: Vec<Option<String>>,
    pages: usize,
    second: ReadAgain,
}

/// What two readers read in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Readings {
    pub(crate) first: String,
    /// `None` where the second reader fails on the page, or puts another number of
    /// glyphs there: it does not read the widths of some fonts.
    pub(crate) second: Option<String>,
}

impl Twice {
    /// Reads places twice; `None` if it is no PDF that the first reader opens.
    pub(crate) fn read(source: &Source<'_>, places: &[At], second: &SecondReader) -> Option<Twice> {
        let first = Hayro::open(source.bytes, source.password).ok()?;
        let first = pages(&first);
        let second = second.read(source, places);
        let pages = first.len();
        Some(Twice { first: places.iter().map(|at| text_at(&first, at)).collect(), pages, second })
    }

    /// The pages, from 1, on which the second reader fails.
    pub(crate) fn failed(&self) -> Vec<u32> {
        let failed = |n: &usize| self.second.pages.get(*n) != Some(&true);
        (0..self.pages).filter(failed).map(|n| n as u32 + 1).collect()
    }

    /// What stands in a place, by its number.
    pub(crate) fn at(&self, place: usize) -> Option<Readings> {
        let first = self.first.get(place)?.clone()?;
        let second = self.second.texts.get(place).cloned().flatten();
        let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let second = second.filter(|second| count(second) == count(&first));
        Some(Readings { first, second })
    }
}

/// What stands in a place of a page.
fn text_at(pages: &[Option<PageGeometry>], at: &At) -> Option<String> {
    let index = at.page()?.checked_sub(1)? as usize;
    text_within(pages.get(index)?.as_ref()?, at.bbox()?)
}

fn pages(file: &dyn Backend) -> Vec<Option<PageGeometry>> {
    let mut pages = Vec::with_capacity(file.page_count());
    file.pages(&mut |_, page| pages.push(page));
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::page;

    fn read(first: PageGeometry, second: Option<PageGeometry>) -> Readings {
        let at = At::default().with_page(Some(1)).with_bbox(Some([48.0, 85.0, 92.0, 105.0]));
        let text = |page: Option<PageGeometry>| vec![text_at(&[page], &at)];
        let second = ReadAgain { pages: vec![second.is_some()], texts: text(second) };
        Twice { first: text(Some(first)), pages: 1, second }.at(0).unwrap()
    }

    #[test]
    fn both_readings_are_those_of_the_place() {
        let number = |text| page().text(50.0, 100.0, 12.0, text).text(200.0, 100.0, 12.0, "99");
        let found = read(number("1534.6"), Some(number("1584.6")));
        assert_eq!(found.first, "1534.6");
        assert_eq!(found.second.as_deref(), Some("1584.6"));
    }

    #[test]
    fn a_reader_that_fails_or_puts_glyphs_elsewhere_says_nothing() {
        let number = || page().text(50.0, 100.0, 12.0, "12860");
        assert_eq!(read(number(), None).second, None);
        // Wrong widths: the last digits fall out of the box.
        let wide = page().text(50.0, 100.0, 24.0, "12860");
        assert_eq!(read(number(), Some(wide)).second, None);
    }

    #[test]
    fn a_second_reader_that_ends_leaves_all_pages_unread() {
        let second = SecondReader::new(|_, _, _| None);
        let bytes = include_bytes!("../../../fixtures/pdf/lo-cff-whole.pdf");
        let at = At::default().with_page(Some(1)).with_bbox(Some([0.0, 0.0, 600.0, 800.0]));
        let twice = Twice::read(&Source::new("a.pdf", bytes), &[at], &second).unwrap();
        assert_eq!(twice.failed().first(), Some(&1));
        assert_eq!(twice.at(0).unwrap().second, None);
    }
}
