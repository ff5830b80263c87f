//! The page on which each text stands, as the program saw it that saved the file last.

/// Counts pages by the breaks that a file holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Pages {
    /// Whether the file tells where its pages ended when it was saved.
    told: bool,
    /// Breaks so far.
    breaks: u32,
    /// A break that was asked for, and nothing printed since.
    asked: bool,
}

impl Pages {
    pub(super) fn new(told: bool) -> Self {
        Self { told, ..Self::default() }
    }

    /// The page here, from 1; `None` if the file does not tell.
    pub(super) fn here(&self) -> Option<u32> {
        self.told.then_some(self.breaks + 1)
    }

    /// Something is printed.
    pub(super) fn print(&mut self) {
        self.asked = false;
    }

    /// A page break that somebody asked for.
    pub(super) fn ask(&mut self) {
        self.breaks += 1;
        self.asked = true;
    }

    /// A page ended here when the file was saved: the break just asked for, or one of the text.
    pub(super) fn meet(&mut self) {
        if !std::mem::take(&mut self.asked) {
            self.breaks += 1;
        }
    }

    /// At the start of what stands on a page.
    pub(super) fn at_page(&self, page: u32) -> Pages {
        Pages { breaks: page.saturating_sub(1), asked: false, ..self.clone() }
    }

    /// Goes on from the last page of two cells beside each other.
    pub(super) fn join(&mut self, other: &Pages) {
        if other.breaks > self.breaks {
            self.clone_from(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_that_was_asked_for_and_met_is_one() {
        let mut pages = Pages::new(true);
        pages.print();
        pages.ask();
        pages.meet();
        assert_eq!(pages.here(), Some(2));
        pages.print();
        pages.meet();
        assert_eq!(pages.here(), Some(3));
        assert_eq!(Pages::new(false).here(), None);
    }
}
