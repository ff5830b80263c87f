//! The apparatus as text for a terminal: the documents, the counts, then place by place what
//! each of them reads and what was made of it.

use super::view::{EntryView, TextView, View, WitnessView};
use crate::collate::Apparatus;
use crate::render::diff::Screen;
use crate::render::screen::{Run, Style, cells, visible};
use crate::words::Language;

/// The apparatus, for a screen.
#[must_use]
pub fn terminal(apparatus: &Apparatus, language: Language, screen: Screen) -> String {
    let view = View::new(apparatus, language);
    let width = screen.width.clamp(40, 200);
    let mut page = Page { screen: Screen { width, ..screen }, text: String::new() };
    page.head(&view);
    page.summary(&view);
    page.entries(&view);
    page.texts(&view);
    page.text
}

struct Page {
    screen: Screen,
    text: String,
}

impl Page {
    fn runs(&mut self, runs: &[Run], indent: usize) {
        self.text.push_str(&self.screen.paragraph(runs, indent));
    }

    fn plain(&mut self, text: &str, indent: usize) {
        self.runs(&[(Style::Plain, visible(text))], indent);
    }

    fn dim(&mut self, text: &str, indent: usize) {
        self.runs(&[(Style::Dim, visible(text))], indent);
    }

    fn heading(&mut self, heading: &str, count: usize) {
        self.text.push('\n');
        self.runs(&[(Style::Bold, format!("{heading} ({count})"))], 0);
    }

    fn head(&mut self, view: &View) {
        let t = view.t;
        self.runs(&[(Style::Bold, t.title.to_owned())], 0);
        self.plain(&format!("{}  {}", t.base, view.base.file), 0);
        self.dim(&view.base.about, 4);
        for witness in &view.witnesses {
            self.witness(witness, view);
        }
    }

    fn witness(&mut self, witness: &WitnessView, view: &View) {
        let t = view.t;
        let WitnessView { siglum, document, kind, why, restored, differing, .. } = witness;
        let head = format!("{siglum}  {}", visible(&document.file));
        self.runs(&[(Style::Bold, head), (Style::Plain, format!("  {}", visible(kind)))], 0);
        self.dim(&document.about, 4);
        self.plain(why, 4);
        if witness.used {
            let counts = format!(
                "{} {restored} · {} {differing} · {} {} · {} {} · {} {} · {} {}",
                t.restored,
                t.differing,
                t.rows,
                witness.rows,
                t.agree,
                witness.numbers,
                t.words_agree,
                witness.words,
                t.damaged,
                witness.damaged
            );
            self.dim(&counts, 4);
        }
    }

    fn summary(&mut self, view: &View) {
        self.text.push('\n');
        let chips = view.counts.iter().filter(|count| count.count > 0).map(|count| {
            (style(count.code), format!("{} {} {}", count.sign, count.label, count.count))
        });
        let chips: Vec<Run> = chips.collect();
        match chips.is_empty() {
            true => self.plain(view.nothing(), 0),
            false => self.text.push_str(&self.screen.chips(chips.into_iter(), 0)),
        }
    }

    fn entries(&mut self, view: &View) {
        if view.entries.is_empty() {
            return;
        }
        self.heading(view.t.entries, view.entries.len());
        for (number, entry) in view.entries.iter().enumerate() {
            self.entry(number + 1, entry, view);
        }
    }

    fn entry(&mut self, number: usize, entry: &EntryView, view: &View) {
        let t = view.t;
        let head = format!("{number:>3}. {} {}", entry.sign, entry.outcome);
        let place = format!("  {} · {}", entry.row, entry.item);
        let mut runs = vec![(style(entry.code), head), (Style::Plain, place)];
        if !entry.indicator.is_empty() {
            runs.push((Style::Bold, format!("  {}", visible(&entry.indicator))));
        }
        self.runs(&runs, 0);
        let mut line =
            |siglum: &str, read: &str, printed: &str, status: &str, place: &str, chosen| {
                let pad = " ".repeat(6usize.saturating_sub(cells(siglum)));
                let style = if chosen { Style::Inserted } else { Style::Plain };
                let mut runs =
                    vec![(Style::Bold, format!("{siglum}{pad}")), (style, visible(read))];
                if read != printed {
                    runs.push((Style::Dim, format!("  ← {}", visible(printed))));
                }
                if !status.is_empty() {
                    runs.push((Style::Dim, format!("  [{status}]")));
                }
                runs.push((Style::Dim, format!("  {place}")));
                self.runs(&runs, 5);
            };
        line(t.base, &entry.read, &entry.printed, &entry.status, &entry.place, false);
        for one in &entry.readings {
            line(&one.siglum, &one.read, &one.printed, &one.status, &one.place, one.chosen);
        }
        self.dim(&entry.why, 5);
    }

    fn texts(&mut self, view: &View) {
        if view.text.is_empty() {
            return;
        }
        self.heading(view.t.text, view.text.len());
        for (number, text) in view.text.iter().enumerate() {
            self.one_text(number + 1, text, view);
        }
    }

    fn one_text(&mut self, number: usize, text: &TextView, view: &View) {
        self.runs(&[(Style::Bold, format!("{number:>3}. {}", visible(&text.section)))], 0);
        self.runs(&one(view.t.base, &text.text, &text.place), 5);
        for (siglum, words, place) in &text.readings {
            self.runs(&one(siglum, words, place), 5);
        }
    }
}

fn one(siglum: &str, words: &str, place: &str) -> Vec<Run> {
    vec![
        (Style::Bold, format!("{siglum}  ")),
        (Style::Plain, visible(words)),
        (Style::Dim, format!("  {place}")),
    ]
}

fn style(code: &str) -> Style {
    match code {
        "restored" => Style::Inserted,
        "offered" | "left" | "doubted" => Style::Medium,
        _ => Style::Low,
    }
}
