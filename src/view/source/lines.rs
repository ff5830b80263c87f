//! Text as numbered lines.

use super::super::html::{Html, push_text};
use super::super::marked::{self, Stretch};
use super::super::spots::Spots;
use super::{SourceView, page_name};
use crate::decode::TextLine;

/// The lines of a text.
pub(super) fn view(lines: &[TextLine], spots: &Spots) -> SourceView {
    let by_line = spots.by_line();
    let mut html = String::from("<ol class=\"lines\">");
    let mut page = None;
    for line in lines {
        if line.page != page {
            page = line.page;
            if let Some(number) = page {
                html.push_str("<li class=\"pagebreak\">");
                html.push_str(&Html::words(&page_name(number)).0);
                html.push_str("</li>");
            }
        }
        let here = by_line.get(&line.line).map(Vec::as_slice).unwrap_or_default();
        let length = line.text.chars().count();
        let from = line.from as usize;
        let stretches: Vec<Stretch> = here
            .iter()
            .filter_map(|&spot| {
                let [start, end] = match spots.get(spot)?.at.chars() {
                    Some([start, end]) => [start as usize, end as usize],
                    None => [from, from + length],
                };
                let (start, end) = (start.saturating_sub(from), end.saturating_sub(from));
                let stretch = Stretch { from: start.min(length), to: end.min(length), spot };
                (stretch.from < stretch.to).then_some(stretch)
            })
            .collect();
        html.push_str("<li value=\"");
        push_text(&mut html, &line.line.to_string());
        html.push_str("\">");
        marked::push(&mut html, &line.text, &stretches, spots);
        html.push_str("</li>");
    }
    html.push_str("</ol>");
    SourceView { kind: "lines", html: Html(html), missing: Vec::new() }
}
