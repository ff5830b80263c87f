//! The comparison as text for a terminal: the summary, then the changes, the gravest
//! first, then what could not be compared; the old report left, the new one right.

use super::labels::Labels;
use super::rows::RowView;
use super::view::{ChangeView, EntryView, PrintedView, UncomparedView, View};
use super::wording;
use super::{Comparison, Options};
use crate::model::Severity;
use crate::render::screen::{Run, Screen, Style, cells, visible};

/// Lines of a change that are shown of one side; the rest is in the other outputs.
const MOST: usize = 8;

/// One comparison.
#[must_use]
pub fn terminal(comparison: &Comparison<'_>, options: Options, screen: Screen) -> String {
    let view = View::new(comparison, options);
    let mut page = Page::new(screen);
    page.title(view.t.title);
    page.sides(&view);
    page.summary(&view);
    page.changes(&view);
    page.uncompared(&view);
    page.doubtful(&view);
    page.text
}

pub(super) struct Page {
    screen: Screen,
    pub(super) text: String,
}

impl Page {
    pub(super) fn new(screen: Screen) -> Self {
        let width = screen.width.clamp(40, 200);
        Self { screen: Screen { width, ..screen }, text: String::new() }
    }

    pub(super) fn title(&mut self, title: &str) {
        self.runs(&[(Style::Bold, title.to_owned())], 0);
    }

    pub(super) fn heading(&mut self, heading: &str, count: usize) {
        self.text.push('\n');
        self.runs(&[(Style::Bold, format!("{heading} ({count})"))], 0);
    }

    pub(super) fn runs(&mut self, runs: &[Run], indent: usize) {
        self.text.push_str(&self.screen.paragraph(runs, indent));
    }

    /// Short texts one after the other, none of them broken.
    pub(super) fn chips(&mut self, chips: impl Iterator<Item = Run>, indent: usize) {
        self.text.push_str(&self.screen.chips(chips, indent));
    }

    pub(super) fn plain(&mut self, text: &str, indent: usize) {
        self.runs(&[(Style::Plain, visible(text))], indent);
    }

    fn beside(&mut self, old: &[Run], new: &[Run]) {
        self.text.push_str(&self.screen.beside(old, new, 4, MOST));
    }

    fn sides(&mut self, view: &View) {
        let t = view.t;
        let [old, new] = &view.sides;
        let lines = |side: &super::view::SideView| {
            let met = format!("{} {}", t.met, side.met);
            let text = [
                side.heading.to_owned(),
                format!("{}  {}", side.file, side.year),
                side.body(),
                format!("{} {} · {} {}", t.score, side.score, t.grade, side.grade),
                format!("{} {} · {met}", t.indicators, side.indicators),
                format!("{} {}", t.sha256, side.sha256.get(..16).unwrap_or(&side.sha256)),
            ];
            vec![(Style::Plain, visible(&text.join("\n")))]
        };
        self.beside(&lines(old), &lines(new));
        if let Some(warning) = &view.warning {
            self.runs(&[(Style::Medium, format!("! {warning}"))], 2);
        }
    }

    fn summary(&mut self, view: &View) {
        self.heading(view.t.summary, view.severities.iter().map(|s| s.count as usize).sum());
        let severities = Severity::ALL.iter().zip(&view.severities);
        let severities = severities.map(|(severity, c)| {
            (style(*severity), format!("{} {} {}", c.symbol, c.label, c.count))
        });
        self.chips(severities, 2);
        let kinds = view.kinds.iter();
        self.chips(
            kinds.map(|k| (Style::Plain, format!("{} {} {}", k.symbol, k.label, k.count))),
            2,
        );
        let heading = (Style::Plain, format!("{}{}", view.t.indicators, view.t.colon.trim_end()));
        let classes = view.classes.iter().filter(|class| class.count > 0);
        let classes =
            classes.map(|c| (Style::Plain, format!("{} {} {}", c.symbol, c.label, c.count)));
        self.chips(std::iter::once(heading).chain(classes), 2);
        if let Some(copied) = &view.copied {
            self.plain(&format!("{}{}{copied}", view.t.copied, view.t.colon), 2);
        }
        if let Some(template) = &view.template {
            self.plain(&format!("{}{}{template}", view.t.template, view.t.colon), 2);
        }
        self.plain(&format!("{}{}{}", view.t.uncompared, view.t.colon, view.uncompared.len()), 2);
    }

    fn changes(&mut self, view: &View) {
        self.heading(view.t.changes, view.listed());
        if view.entries.is_empty() {
            let nothing = if view.hidden == 0 { view.t.no_changes } else { "—" };
            self.plain(nothing, 2);
        }
        for (at, entry) in view.entries.iter().enumerate() {
            self.entry(at + 1, entry, view.t);
        }
        if view.hidden > 0 {
            self.plain(&format!("{}{}{}", view.t.hidden, view.t.colon, view.hidden), 2);
        }
    }

    fn entry(&mut self, number: usize, entry: &EntryView, t: Labels) {
        let severity = format!("{} {}", entry.severity_symbol, entry.severity_label);
        let mut head =
            vec![(Style::Plain, format!("{number}. ")), (style(entry.severity), severity)];
        match (&*entry.indicator, entry.first()) {
            ("", Some(change)) => {
                head.push((Style::Bold, format!("  {} {}", change.symbol, change.label)));
            }
            (indicator, _) => head.push((Style::Bold, format!("  {}", visible(indicator)))),
        }
        if !entry.path.is_empty() {
            head.push((Style::Dim, format!("  {}", visible(&entry.path))));
        }
        self.runs(&head, 2);
        for change in &entry.changes {
            self.change(change, !entry.indicator.is_empty(), t);
        }
    }

    /// One change of an entry; what it is called where the head does not say it.
    fn change(&mut self, change: &ChangeView, named: bool, t: Labels) {
        if named {
            let severity = format!("{} ", change.severity_symbol);
            let label = format!("{} {}", change.symbol, change.label);
            self.runs(&[(style(change.severity), severity), (Style::Plain, label)], 4);
        }
        let indent = if named { 6 } else { 4 };
        self.plain(&change.message, indent);
        let side = |page: &Self, has: bool, pieces, style| match has {
            true => page.screen.marked(pieces, style),
            false => vec![(Style::Dim, t.not_printed.to_owned())],
        };
        if change.has_old || change.has_new {
            let mut old = side(self, change.has_old, &change.marked.old, Style::Deleted);
            let mut new = side(self, change.has_new, &change.marked.new, Style::Inserted);
            let sides = [(&mut old, &change.old_place), (&mut new, &change.new_place)];
            if sides.iter().all(|(value, place)| fits(value, place)) {
                for (value, place) in sides.into_iter().filter(|(_, place)| !place.is_empty()) {
                    value.push((Style::Dim, format!("  {}", visible(place))));
                }
                self.beside(&old, &new);
            } else {
                self.beside(&old, &new);
                self.places(&change.old_place, &change.new_place);
            }
        } else {
            self.places(&change.old_place, &change.new_place);
        }
        for further in &change.further {
            let text = format!(
                "{} {} {}{}{}",
                t.further, further.side, further.place, t.colon, further.raw
            );
            self.runs(&[(Style::Dim, visible(&text))], 4);
        }
    }

    pub(super) fn places(&mut self, old: &str, new: &str) {
        if !old.is_empty() || !new.is_empty() {
            let dim = |text: &str| vec![(Style::Dim, visible(text))];
            self.beside(&dim(old), &dim(new));
        }
    }

    fn uncompared(&mut self, view: &View) {
        let t = view.t;
        self.heading(t.uncompared, view.uncompared.len());
        if view.uncompared.is_empty() {
            return self.plain(t.nothing_uncompared, 2);
        }
        self.plain(t.uncompared_note, 2);
        for entry in &view.uncompared {
            self.one_uncompared(entry, t);
        }
    }

    fn one_uncompared(&mut self, entry: &UncomparedView, t: Labels) {
        let head = format!("? {}  {}", entry.what, visible(&entry.indicator));
        self.runs(&[(Style::Bold, head)], 2);
        self.plain(&entry.message, 4);
        let side = |side: &Option<PrintedView>| match side {
            None => vec![(Style::Dim, t.not_printed.to_owned())],
            Some(printed) => {
                let mut runs = vec![(Style::Plain, visible(&printed.raw))];
                if let Some(status) = &printed.status {
                    runs.push((Style::Bold, format!(" [{status}]")));
                }
                runs.push((Style::Dim, format!("\n{}", visible(&printed.place))));
                runs
            }
        };
        self.beside(&side(&entry.old), &side(&entry.new));
    }

    fn doubtful(&mut self, view: &View) {
        let doubtful: Vec<&RowView> = view.rows.iter().filter(|row| row.doubtful).collect();
        if doubtful.is_empty() {
            return;
        }
        self.heading(view.t.doubtful, doubtful.len());
        self.plain(view.t.doubtful_note, 2);
        for row in doubtful {
            let similarity = row.similarity.map(|s| wording::percent(s, false)).unwrap_or_default();
            let head = format!("{} {}  {similarity}", row.class_symbol, row.class_label);
            self.runs(&[(Style::Bold, head.trim_end().to_owned())], 2);
            let old = self.screen.marked(&row.name.old, Style::Deleted);
            let new = self.screen.marked(&row.name.new, Style::Inserted);
            self.beside(&old, &new);
            self.places(&row.old_place, &row.new_place);
            for other in &row.candidates {
                let similarity = wording::percent(other.similarity, false);
                let text = format!(
                    "{}{}{} {similarity}  {}",
                    view.t.candidates, view.t.colon, other.name, other.place
                );
                self.plain(&text, 4);
            }
        }
    }
}

/// Whether a value and its place stand in one line of half a screen.
fn fits(value: &[Run], place: &str) -> bool {
    const HALF: usize = 34;
    let width: usize = value.iter().map(|(_, text)| cells(text)).sum();
    let one_line = value.iter().all(|(_, text)| !text.contains('\n'));
    one_line && width + cells(place) + 2 <= HALF
}

pub(super) fn style(severity: Severity) -> Style {
    match severity {
        Severity::High => Style::High,
        Severity::Medium => Style::Medium,
        Severity::Low => Style::Low,
        Severity::Info => Style::Dim,
    }
}
