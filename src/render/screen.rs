//! Text set in columns of a terminal, on which a Chinese character takes two cells.

use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthChar;

use super::diff::marks::Piece;
use crate::visible;

/// What is shown to a person, and how.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Screen {
    /// Cells on a line.
    pub width: usize,
    /// Whether colours and other attributes are understood.
    pub colour: bool,
}

/// An attribute. Each is more than a colour, or stands with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Style {
    Plain,
    Bold,
    Dim,
    High,
    Medium,
    Low,
    Deleted,
    Inserted,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Bold => "1",
            Style::Dim => "2",
            Style::High => "1;31",
            Style::Medium => "1;33",
            Style::Low => "36",
            Style::Deleted => "31;9",
            Style::Inserted => "32;4",
        }
    }
}

/// A stretch of text with one attribute.
pub(in crate::render) type Run = (Style, String);

/// The lines of a text, each at most `width` cells wide. Numbers and Latin words stay whole where a
/// line can hold them, and no line starts with a closing mark.
pub(in crate::render) fn wrap(runs: &[Run], width: usize) -> Vec<Vec<Run>> {
    wrap_behind(0, runs, width)
}

/// [`wrap`], where so many cells of the first line are taken.
fn wrap_behind(taken: usize, runs: &[Run], width: usize) -> Vec<Vec<Run>> {
    let width = width.max(2);
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    let mut used = taken;
    for (style, text) in runs {
        let text = visible(text);
        let mut tokens = tokens(&text).peekable();
        while let Some(token) = tokens.next() {
            if token == "\n" {
                lines.push(Vec::new());
                used = 0;
                continue;
            }
            let wide = cells(token);
            // A closing mark takes what stands before it along.
            let hanging =
                tokens.peek().filter(|next| is_closing(next)).map_or(0, |next| cells(next));
            let hanging = if wide + hanging > width { 0 } else { hanging };
            if used + wide + hanging > width && used > 0 {
                lines.push(Vec::new());
                used = 0;
                if token == " " {
                    continue;
                }
            }
            for part in cut(token, width) {
                let wide = cells(&part);
                if used + wide > width && used > 0 {
                    lines.push(Vec::new());
                    used = 0;
                }
                put(&mut lines, *style, &part);
                used += wide;
            }
        }
    }
    lines
}

/// A text in lines of so many cells, the first after `first`, the others after `rest`. A line end
/// in it is no line of ours.
pub(in crate::render) fn filled(first: &str, rest: &str, text: &str, columns: usize) -> String {
    let taken = cells(first).saturating_sub(cells(rest));
    let run = (Style::Plain, visible::line(&text.replace('\n', " ")).into_owned());
    let mut out = String::from(first);
    for (number, line) in
        wrap_behind(taken, &[run], columns.saturating_sub(cells(rest))).iter().enumerate()
    {
        if number > 0 {
            out.truncate(out.trim_end().len());
            out.push('\n');
            out.push_str(rest);
        }
        out.extend(line.iter().map(|(_, text)| text.as_str()));
    }
    out
}

/// A text padded to a number of cells.
pub(in crate::render) fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(cells(text));
    format!("{text}{}", " ".repeat(missing))
}

/// How many cells a text takes. Signs that some fonts set wide (≥, …) take one, as in
/// the usual settings of terminals, Chinese ones too.
pub(in crate::render) fn cells(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

impl Screen {
    /// A line of runs.
    pub(in crate::render) fn line(self, runs: &[Run]) -> String {
        let mut line = String::new();
        for (style, text) in runs {
            match (self.colour, style.code()) {
                (true, code) if !code.is_empty() => {
                    line.push_str(&format!("\u{1b}[{code}m{text}\u{1b}[0m"));
                }
                _ => line.push_str(text),
            }
        }
        line
    }

    /// Two texts beside each other, each line starting with `indent` spaces. Texts of
    /// more than `most` lines are cut, and say so.
    pub(in crate::render) fn beside(
        self,
        old: &[Run],
        new: &[Run],
        indent: usize,
        most: usize,
    ) -> String {
        const BETWEEN: &str = " | ";
        let half = (self.width.saturating_sub(indent + BETWEEN.len()) / 2).max(8);
        let (left, right) = (short(wrap(old, half), most), short(wrap(new, half), most));
        let empty = Vec::new();
        let mut out = String::new();
        for at in 0..left.len().max(right.len()) {
            let (a, b) = (left.get(at).unwrap_or(&empty), right.get(at).unwrap_or(&empty));
            let used: usize = a.iter().map(|(_, text)| cells(text)).sum();
            let pad = " ".repeat(half.saturating_sub(used));
            let line =
                format!("{}{}{pad}{BETWEEN}{}", " ".repeat(indent), self.line(a), self.line(b));
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// A paragraph that starts with `indent` spaces on every line.
    pub(in crate::render) fn paragraph(self, runs: &[Run], indent: usize) -> String {
        let lines = wrap(runs, self.width.saturating_sub(indent));
        let line = |runs: &Vec<Run>| {
            let line = format!("{}{}", " ".repeat(indent), self.line(runs));
            format!("{}\n", line.trim_end())
        };
        lines.iter().map(line).collect()
    }

    /// Short texts one after the other, none of them broken.
    pub(in crate::render) fn chips(
        self,
        chips: impl Iterator<Item = Run>,
        indent: usize,
    ) -> String {
        const APART: &str = "   ";
        let start = " ".repeat(indent);
        let (mut out, mut used) = (String::new(), 0);
        for (style, text) in chips {
            let text = visible(&text);
            let wide = cells(&text);
            if used > 0 && used + APART.len() + wide > self.width {
                out.push('\n');
                used = 0;
            }
            let before = if used == 0 { &start } else { APART };
            out.push_str(before);
            out.push_str(&self.line(&[(style, text)]));
            used += before.len() + wide;
        }
        if used > 0 {
            out.push('\n');
        }
        out
    }

    /// Marked text: by attributes where the terminal has them, else in the brackets of
    /// `wdiff` where a person would have to search.
    pub(in crate::render) fn marked(self, pieces: &[Piece], style: Style) -> Vec<Run> {
        /// A cell of fewer characters is taken in at a glance.
        const GLANCE: usize = 16;
        let mixed = pieces.iter().any(|p| p.changed) && pieces.iter().any(|p| !p.changed);
        let long = pieces.iter().map(|p| p.text.chars().count()).sum::<usize>() > GLANCE;
        let (open, close) = match style {
            Style::Deleted => ("[-", "-]"),
            _ => ("{+", "+}"),
        };
        let run = |piece: &Piece| {
            let text = visible(&piece.text);
            match piece.changed {
                false => (Style::Plain, text),
                true if !self.colour && mixed && long => (style, format!("{open}{text}{close}")),
                true => (style, text),
            }
        };
        pieces.iter().map(run).collect()
    }
}

/// A text without characters that would make a terminal do something. Whatever is set in
/// columns passes through here; who passes a text before that measures it as it will stand.
pub(in crate::render) fn visible(text: &str) -> String {
    visible::text(&text.replace('\t', "  ")).into_owned()
}

fn short(mut lines: Vec<Vec<Run>>, most: usize) -> Vec<Vec<Run>> {
    if lines.len() > most {
        lines.truncate(most.saturating_sub(1));
        lines.push(vec![(Style::Dim, "…".to_owned())]);
    }
    lines
}

/// A token that no line can hold, in parts that one can.
fn cut(token: &str, width: usize) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut used = 0;
    for c in token.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide > width && used > 0 {
            parts.push(String::new());
            used = 0;
        }
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
        used += wide;
    }
    parts
}

fn put(lines: &mut [Vec<Run>], style: Style, text: &str) {
    let Some(line) = lines.last_mut() else { return };
    match line.last_mut() {
        Some((last, run)) if *last == style => run.push_str(text),
        _ => line.push((style, text.to_owned())),
    }
}

/// Pieces that are not broken: a wide character, a run of narrow ones, a space.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let single = |c: char| c == ' ' || c.width().unwrap_or(0) != 1;
        let length = match single(first) {
            true => first.len_utf8(),
            false => rest.find(single).unwrap_or(rest.len()),
        };
        // An opening mark stays with what it opens.
        let (token, behind) = rest.split_at(length);
        let opened = behind.chars().next().filter(|_| token.ends_with(is_opening));
        let length = length + opened.map_or(0, char::len_utf8);
        let (token, tail) = rest.split_at(length);
        rest = tail;
        Some(token)
    })
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '《' | '（' | '【' | '(' | '[')
}

fn is_closing(token: &str) -> bool {
    let mut chars = token.chars();
    let closing = |c| {
        matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '》' | '”' | '’' | '】')
    };
    matches!((chars.next(), chars.next()), (Some(c), None) if closing(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, width: usize) -> Vec<String> {
        let screen = Screen { width: 80, colour: false };
        wrap(&[(Style::Plain, text.to_owned())], width)
            .iter()
            .map(|line| screen.line(line))
            .collect()
    }

    #[test]
    fn chinese_takes_two_cells_and_numbers_stay_whole() {
        assert_eq!(plain("巡查河道1240次", 8), ["巡查河道", "1240次"]);
        assert_eq!(plain("巡查1240次", 6), ["巡查", "1240次"]);
        assert_eq!(plain("12345678901", 4), ["1234", "5678", "901"]);
    }

    #[test]
    fn the_two_sides_stand_in_line() {
        let screen = Screen { width: 23, colour: false };
        let run = |text: &str| vec![(Style::Plain, text.to_owned())];
        let set = screen.beside(&run("甲乙丙丁戊己"), &run("一二"), 0, 9);
        assert_eq!(set, "甲乙丙丁戊 | 一二\n己         |\n");
    }

    #[test]
    fn nothing_makes_the_terminal_do_something() {
        assert_eq!(
            visible("a\u{1b}[2Jb\u{7}\u{202E}\tc\nd"),
            "a<U+001B>[2Jb<U+0007><U+202E>  c\nd"
        );
    }

    const COLUMNS: usize = 96;

    #[test]
    fn lines_are_no_wider_than_a_terminal_and_start_with_no_closing_mark() {
        let text = "全年清淤河道，完成支出120.55万元。".repeat(12);
        let wrapped = filled("  ● ", "    ", &text, COLUMNS);
        assert!(wrapped.lines().count() > 2);
        for line in wrapped.lines() {
            assert!(cells(line) <= COLUMNS, "{line}");
            assert!(!line.trim_start().starts_with(['，', '。']), "{line}");
        }
        let joined: String = wrapped.lines().map(|l| l.trim_start_matches([' ', '●'])).collect();
        assert_eq!(joined, text);
    }

    #[test]
    fn a_table_lines_up() {
        assert_eq!(cells(&padded("核查项", 10)), 10);
    }
}
