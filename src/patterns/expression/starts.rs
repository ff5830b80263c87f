//! Where in a text an expression may match, told by the characters that its entry names: it is
//! tried there and nowhere else.

use crate::patterns::letters::Characters;
use crate::patterns::lexicon::Lexicon;

/// How the matches of an expression start.
#[derive(Debug)]
pub(super) struct Starts {
    /// The characters with one of which every match starts, to be found and to be passed over.
    places: Lexicon,
    first: Characters,
    /// Those of which one stands behind all of these, and those of which one behind that.
    behind: [Option<Characters>; 2],
    /// No match starts behind a digit, where a number would be cut.
    alone: bool,
}

impl Starts {
    /// By the characters of an entry; `None` where it names none.
    pub(super) fn of([first, then, next]: [&String; 3], alone: bool) -> Option<Self> {
        if first.is_empty() {
            return None;
        }
        let behind = [then, next].map(|all| (!all.is_empty()).then(|| all.clone().into()));
        let places = Lexicon::meaning(first.chars().map(|c| (String::from(c), ())));
        Some(Starts { places, first: first.clone().into(), behind, alone })
    }

    /// The places of a text, from one on, where a match may start.
    pub(super) fn places<'t>(
        &'t self,
        text: &'t str,
        from: usize,
    ) -> impl Iterator<Item = usize> + 't {
        let places = text.get(from..).into_iter().flat_map(|rest| self.places.places(rest));
        places.map(move |at| from + at).filter(move |&at| self.may_start(text, at))
    }

    fn may_start(&self, text: &str, at: usize) -> bool {
        let Some((before, rest)) = text.split_at_checked(at) else { return false };
        let after = rest.trim_start_matches(|c| self.first.has(c));
        let cut = self.alone && before.ends_with(|c: char| c.is_ascii_digit());
        let mut after_them = after.chars();
        let mut goes_on = self.behind.iter().map(|behind| {
            let c = after_them.next();
            behind.as_ref().is_none_or(|behind| c.is_some_and(|c| behind.has(c)))
        });
        !cut && after.len() < rest.len() && goes_on.all(|goes_on| goes_on)
    }
}
