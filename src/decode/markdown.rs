//! One line of Markdown or plain text: its mark-up prefix, its emphasis, its
//! escapes.

use super::html::entities;
use super::html::scan::{Scanner, Token};
use super::inline;
use super::lines::{Piece, is_blank_char};
use super::shape::is_pipe;
use super::stars;
use crate::document::{Line, Mark};
use crate::fold;

/// The line printed by a piece, or `None` where the piece is mark-up alone: a
/// ruling, a fence, a picture, a comment, a lone tag.
pub(crate) fn line(piece: &Piece, ruling: bool, after_gap: bool) -> Option<Line> {
    let indent = indent(piece.text);
    let mut body = trim(piece);
    if ruling || is_mark_up_alone(body.text) {
        return None;
    }
    let mut mark = None;
    if let Some((title, heading)) = latex_title(body.text) {
        body = trim(&body.shorten(title.start, body.text.len() - title.end));
        mark = heading.then_some(Mark::Heading);
    }
    // Some converters close each cell, and each line, with a pipe.
    if let Some(pipe) = body.text.chars().next_back().filter(|&c| is_pipe(c))
        && body.text.chars().filter(|&c| is_pipe(c)).count() == 1
    {
        body = trim(&body.shorten(0, pipe.len_utf8()));
    }
    while let Some(rest) = body.text.strip_prefix('>') {
        // `>` goes on with a sentence where a closing bracket was wrapped.
        if !rest.starts_with(' ') {
            break;
        }
        body = trim(&body.shorten(1, 0));
    }
    if let Some(length) = heading_mark(body.text) {
        mark = Some(Mark::Heading);
        body = trim(&body.shorten(length, 0));
        let closing = body.text.len() - body.text.trim_end_matches('#').len();
        if body.text.trim_end_matches('#').ends_with(' ') {
            body = trim(&body.shorten(0, closing));
        }
    } else if let Some(length) = asciidoc_heading(body.text) {
        mark = Some(Mark::Heading);
        body = trim(&body.shorten(length, 0));
        let closing = body.text.len() - body.text.trim_end_matches('=').len();
        if body.text.trim_end_matches('=').ends_with(' ') {
            body = trim(&body.shorten(0, closing));
        }
    } else if is_bullet(body.text) {
        mark = Some(Mark::Bullet);
        body = trim(&body.shorten(1, 0));
    }
    if body.text.starts_with('<') {
        let (inner, heading) = without_tags(&body);
        body = trim(&inner);
        mark = if heading { Some(Mark::Heading) } else { mark };
    }
    body = without_emphasis(&body);
    if body.text.is_empty() {
        return None;
    }
    let (text, cuts) = unmarked(body.text);
    Some(Line { text, at: body.at(), after_gap, indent, mark, cuts, ..Line::default() })
}

/// Whether a line shows a mark that only Markdown gives meaning to.
pub(crate) fn is_marked(text: &str) -> bool {
    let text = text.trim_start();
    heading_mark(text).is_some()
        || is_bullet(text)
        || text.starts_with("```")
        || text.starts_with("![")
        || emphasis(text).is_some()
}

fn trim<'a>(piece: &Piece<'a>) -> Piece<'a> {
    let start = piece.text.trim_start_matches(is_blank_char);
    let end = start.trim_end_matches(is_blank_char);
    piece.shorten(piece.text.len() - start.len(), start.len() - end.len())
}

/// Columns of leading white space; a tab counts four.
fn indent(text: &str) -> u16 {
    let white = text.chars().take_while(|c| c.is_whitespace());
    let width = white.map(|c| match c {
        '\t' => 4,
        '\u{3000}' => 2,
        _ => 1,
    });
    u16::try_from(width.sum::<usize>()).unwrap_or(u16::MAX)
}

/// What stands in `\section{…}`, `\title{…}` or `\caption{…}`, and whether it is a heading.
fn latex_title(text: &str) -> Option<(std::ops::Range<usize>, bool)> {
    const TITLES: &[(&str, bool)] = &[
        ("\\section", true),
        ("\\subsection", true),
        ("\\subsubsection", true),
        ("\\chapter", true),
        ("\\title", true),
        ("\\caption", false),
    ];
    if !text.starts_with('\\') || !text.ends_with('}') {
        return None;
    }
    TITLES.iter().find_map(|(command, heading)| {
        let rest = text.strip_prefix(command)?;
        let rest = rest.strip_prefix('*').unwrap_or(rest).strip_prefix('{')?;
        Some((text.len() - rest.len()..text.len() - 1, *heading))
    })
}

/// Commands of LaTeX that print nothing.
fn is_latex_alone(text: &str) -> bool {
    const COMMANDS: &[&str] = &[
        "\\begin{",
        "\\end{",
        "\\centering",
        "\\label{",
        "\\documentclass",
        "\\usepackage",
        "\\maketitle",
        "\\newpage",
        "\\clearpage",
        "\\hline",
        "\\small",
        "\\footnotesize",
        "\\vspace",
        "\\noindent",
    ];
    text.starts_with('\\')
        && COMMANDS.iter().any(|command| text.starts_with(command))
        && text.is_ascii()
}

fn is_mark_up_alone(text: &str) -> bool {
    let repeated = |mark: char| {
        text.starts_with(mark)
            && text.chars().all(|c| c == mark || c == ' ')
            && text.chars().filter(|&c| c == mark).count() >= 3
    };
    text.starts_with("```")
        || is_latex_alone(text)
        || (text.starts_with("![") && text.ends_with(')') && text.contains("]("))
        || (text.starts_with("<!--") && text.find("-->") == text.len().checked_sub(3))
        || repeated('*')
        || repeated('_')
}

/// Length of `#` … `######` that marks a heading. Text may follow without a
/// space, as OCR tools write it, unless the mark may be a number sign.
fn heading_mark(text: &str) -> Option<usize> {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let next = text.get(hashes..)?.chars().next();
    let marks = match next {
        None | Some(' ' | '\t' | '\u{3000}' | '(' | '（') => true,
        Some(c) if c.is_ascii_digit() => hashes > 1,
        Some(c) => fold::is_cjk(c),
    };
    ((1..=6).contains(&hashes) && marks).then_some(hashes)
}

/// Length of `=` … `======` before a title, as AsciiDoc and wikis write headings.
fn asciidoc_heading(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches('=');
    let length = text.len() - rest.len();
    let title = rest.strip_prefix(' ')?.trim_start();
    let titled = title.starts_with(fold::is_cjk) || title.starts_with("20");
    ((1..=6).contains(&length) && titled).then_some(length)
}

/// `- ` or `* ` before text. Page numbers set between dashes are no items.
fn is_bullet(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['-', '*']) else {
        return false;
    };
    let spaced = rest.starts_with([' ', '\t']);
    let rest = rest.trim();
    let page_number =
        rest.strip_suffix('-').is_some_and(|n| n.trim().chars().all(|c| c.is_ascii_digit()));
    spaced && !rest.is_empty() && !page_number
}

/// Takes off the tags with which a line opens and closes, and tells whether one
/// of them is a heading's.
fn without_tags<'a>(piece: &Piece<'a>) -> (Piece<'a>, bool) {
    let (mut start, mut end, mut heading) = (0, 0, false);
    let mut opening = true;
    for token in Scanner::new(piece.text, 0) {
        match token {
            Token::Open { tag, range, .. } if opening => {
                heading |= tag.is_heading();
                start = range.end;
                end = start;
            }
            Token::Comment(range) if opening => {
                start = range.end;
                end = start;
            }
            Token::Close { range, .. } if opening => {
                start = range.end;
                end = start;
            }
            Token::Text(range) => {
                let text = piece.text.get(range.clone()).unwrap_or_default();
                if !text.trim().is_empty() {
                    opening = false;
                    end = range.end;
                }
            }
            Token::Open { range, .. } if range.end < piece.text.len() => end = range.end,
            _ => {}
        }
    }
    (piece.shorten(start, piece.text.len() - end), heading)
}

/// Takes off the emphasis that holds the whole line.
fn without_emphasis<'a>(piece: &Piece<'a>) -> Piece<'a> {
    match emphasis(piece.text) {
        Some(length) if piece.text.len() > 2 * length => {
            let inner = trim(&piece.shorten(length, length));
            let mark = piece.text.get(..length).unwrap_or_default();
            if inner.text.contains(mark) { *piece } else { inner }
        }
        _ => *piece,
    }
}

/// Length of the mark, if emphasis opens and closes the text.
fn emphasis(text: &str) -> Option<usize> {
    ["***", "**", "__"]
        .iter()
        .find(|mark| {
            text.len() > 2 * mark.len() && text.starts_with(**mark) && text.ends_with(**mark)
        })
        .filter(|_| !stars::is_masked_at_an_end(text))
        .map(|mark| mark.len())
}

/// Text without escapes, references and paired `**`, and for each place where
/// characters were left out the offset in the text (bytes) and in the source
/// (characters) at which it goes on.
fn unmarked(text: &str) -> (String, Vec<(u32, u32)>) {
    let apart = inline::may_hold(text);
    if !apart && memchr::memchr3(b'\\', b'&', b'*', text.as_bytes()).is_none() {
        return (text.to_owned(), Vec::new());
    }
    let strong = stars::marks(text);
    let plain = memchr::memchr2(b'\\', b'&', text.as_bytes()).is_none();
    if plain && strong.is_empty() && !apart {
        return (text.to_owned(), Vec::new());
    }
    let mut strong = strong.into_iter().peekable();
    let mut out = String::with_capacity(text.len());
    let mut cuts = Vec::new();
    let (mut rest, mut chars) = (text, 0u32);
    while let Some(c) = rest.chars().next() {
        while strong.next_if(|&mark| mark < text.len() - rest.len()).is_some() {}
        if apart
            && matches!(c, '<' | '~' | '[' | '$' | '^')
            && let Some(found) = inline::set_apart(&out, rest)
        {
            out.push_str(&found.printed);
            let (taken, after) = rest.split_at_checked(found.length).unwrap_or((rest, ""));
            chars += taken.chars().count() as u32;
            cuts.push((out.len() as u32, chars));
            rest = after;
            continue;
        }
        let (printed, length) = match c {
            '*' if strong.next_if_eq(&(text.len() - rest.len())).is_some() => (None, 2),
            '\\' => match rest.get(1..).and_then(|r| r.chars().next()) {
                Some(next) if next.is_ascii_punctuation() => (Some(next), 2),
                _ => (Some(c), 1),
            },
            '&' => entities::reference(rest).map_or((Some(c), 1), |(c, n)| (Some(c), n)),
            _ => (Some(c), c.len_utf8()),
        };
        out.extend(printed);
        let (taken, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let count = taken.chars().count() as u32;
        chars += count;
        if count != 1 || printed.is_none() {
            cuts.push((out.len() as u32, chars));
        }
        rest = after;
    }
    (out, cuts)
}
