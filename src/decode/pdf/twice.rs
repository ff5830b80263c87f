//! Parts of pages read again: by the first reader and by a second one, so that
//! both can be compared where a value stands.

use super::backend::{Backend, Hayro, PdfExtract};
use crate::layout::geometry::PageGeometry;
use crate::layout::text_within;
use crate::location::At;
use crate::source::Source;

/// The pages of a PDF as two libraries read them.
pub(crate) struct Twice {
    first: Vec<Option<PageGeometry>>,
    second: Vec<Option<PageGeometry>>,
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
    /// Reads a PDF twice; `None` if it is no PDF that the first reader opens.
    pub(crate) fn read(source: &Source<'_>) -> Option<Twice> {
        let password = source.password;
        let first = Hayro::open(source.bytes, password).ok()?;
        let second = PdfExtract::open(source.bytes, password).ok();
        Some(Twice {
            first: pages(&first),
            second: second.map(|file| pages(&file)).unwrap_or_default(),
        })
    }

    /// The pages, from 1, on which the second reader fails.
    pub(crate) fn failed(&self) -> Vec<u32> {
        let failed = |n: &usize| self.second.get(*n).is_none_or(Option::is_none);
        (0..self.first.len()).filter(failed).map(|n| n as u32 + 1).collect()
    }

    /// What stands in a place of a page.
    pub(crate) fn at(&self, at: &At) -> Option<Readings> {
        let index = at.page?.checked_sub(1)? as usize;
        let read =
            |pages: &[Option<PageGeometry>]| text_within(pages.get(index)?.as_ref()?, at.bbox?);
        let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let first = read(&self.first)?;
        let second = read(&self.second).filter(|second| count(second) == count(&first));
        Some(Readings { first, second })
    }
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
        let twice = Twice { first: vec![Some(first)], second: vec![second] };
        let at = At { page: Some(1), bbox: Some([48.0, 85.0, 92.0, 105.0]), ..At::default() };
        twice.at(&at).unwrap()
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
}
