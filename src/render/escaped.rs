//! Text in the templates of pages.

use std::fmt::{self, Write};

use askama::filters::{Escaper, Html};

use crate::visible;

/// Text as HTML that shows it: nothing in it is mark-up, does something or turns the direction
/// of writing. `askama.toml` names it for the templates of `render`.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shown;

impl Escaper for Shown {
    fn write_escaped_str<W: Write>(&self, to: W, text: &str) -> fmt::Result {
        Html.write_escaped_str(to, &visible::text(text))
    }
}
