//! What the commands of LaTeX within a cell print.

use super::{LONGEST, arguments, comment, environment, group, row_end};

/// Commands whose first arguments, so many, tell how something is set, or stand as a note apart
/// from the text: they are no part of it.
const APART: &[(&str, usize)] = &[
    ("cellcolor", 1),
    ("cite", 1),
    ("color", 1),
    ("colorbox", 1),
    ("ding", 1),
    ("fcolorbox", 2),
    ("fontsize", 2),
    ("footnote", 1),
    ("footnotetext", 1),
    ("hphantom", 1),
    ("hspace", 1),
    ("label", 1),
    ("linespread", 1),
    ("parbox", 1),
    ("phantom", 1),
    ("raisebox", 1),
    ("ref", 1),
    ("rotatebox", 1),
    ("rowcolor", 1),
    ("rule", 2),
    ("scalebox", 1),
    ("setlength", 2),
    ("textcolor", 1),
    ("vphantom", 1),
    ("vspace", 1),
    ("zihao", 1),
];

/// Commands whose argument runs on with the text around it.
const RUNNING: &[&str] = &[
    "emph",
    "makecell",
    "mathrm",
    "mbox",
    "shortstack",
    "text",
    "textbf",
    "textit",
    "textrm",
    "textsf",
    "underline",
];

/// Commands within each other at most whose arguments are told apart.
const DEEPEST: usize = 16;

/// Text without commands; a line feed for each line break within a cell. Formulas stay as they are
/// for the reader of values.
pub(super) fn printed(source: &str) -> String {
    let out = text_of(source, 0);
    out.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn text_of(source: &str, depth: usize) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match c {
            '{' | '}' => {}
            '~' => out.push(' '),
            '%' => taken = comment(rest),
            '$' => {
                let end = rest.get(1..).and_then(|r| r.find('$')).map_or(rest.len(), |at| at + 2);
                out.push_str(rest.get(..end).unwrap_or_default());
                taken = end;
            }
            '\\' => {
                let (printed, length) = command(rest, depth);
                out.push_str(&printed);
                taken = length;
            }
            '\n' | '\r' => {
                if !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// What a command prints, and its length.
fn command(text: &str, depth: usize) -> (String, usize) {
    if let Some(length) = row_end(text) {
        return ("\n".to_owned(), length);
    }
    for command in ["\\begin{", "\\end{"] {
        if let Some((name, length)) = environment(text, command) {
            let more = match command {
                "\\begin{" => arguments(text.get(length..).unwrap_or_default(), name),
                _ => 0,
            };
            return (String::new(), length + more);
        }
    }
    let name = text.get(1..).unwrap_or_default();
    let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    if length == 0 {
        let next = name.chars().next();
        let printed = next.filter(|c| !matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | '!'));
        return (printed.map(String::from).unwrap_or_default(), 1 + next.map_or(0, char::len_utf8));
    }
    let command = name.get(..length).unwrap_or_default();
    let mut taken = length + 1;
    let mut printed = match command {
        "geq" | "ge" | "geqslant" => "≥",
        "leq" | "le" | "leqslant" => "≤",
        "textgreater" => ">",
        "textless" => "<",
        "times" => "×",
        "sim" | "textasciitilde" => "~",
        // Written so that the reader of cells sees how they stand.
        "textsuperscript" | "textcircled" | "tnote" => return set_apart(text, taken, "sup"),
        "textsubscript" => return set_apart(text, taken, "sub"),
        "sout" | "st" | "xout" => return set_apart(text, taken, "del"),
        "newline" | "linebreak" => "\n",
        "quad" | "qquad" | "hspace" | "vspace" => " ",
        _ => "",
    }
    .to_owned();
    let apart = APART.iter().find(|(own, _)| *own == command).map_or(0, |&(_, count)| count);
    let rest = |taken: usize| text.get(taken..).unwrap_or_default();
    taken += usize::from(apart > 0 && rest(taken).starts_with('*'));
    while let length @ 1.. = options(rest(taken)) {
        taken += length;
    }
    for _ in 0..apart {
        taken += argument(rest(taken)).map_or(0, |(_, length)| length);
    }
    // What an unknown command makes of its arguments is not known: none of them runs on with the
    // digits beside it.
    if apart == 0 && printed.is_empty() && depth < DEEPEST && !RUNNING.contains(&command) {
        while let Some((inside, length)) = argument(rest(taken)) {
            printed.push_str(&format!(" {} ", text_of(inside, depth + 1).trim()));
            taken += length;
        }
    }
    // One space ends the name of a command and is not printed.
    taken += usize::from(rest(taken).starts_with(' '));
    (printed, taken)
}

/// Length of the options in square brackets that stand right behind the name of a command
/// (`\makecell[l]{…}`).
fn options(text: &str) -> usize {
    let inside = text.strip_prefix('[').and_then(|inside| inside.get(..inside.find(']')?));
    inside.filter(|inside| inside.len() < LONGEST && inside.is_ascii()).map_or(0, |i| i.len() + 2)
}

/// The argument in braces with which a text starts, and its length with them.
fn argument(text: &str) -> Option<(&str, usize)> {
    let whole = text.starts_with('{').then(|| text.get(..group(text)))??;
    let inside = whole.get(1..)?;
    Some((inside.strip_suffix('}').unwrap_or(inside), whole.len()))
}

/// The argument of a command as an element of HTML that says the same.
fn set_apart(text: &str, start: usize, element: &str) -> (String, usize) {
    let found = text.get(start..).and_then(argument);
    let (inside, length) = found.unwrap_or_default();
    (format!("<{element}>{inside}</{element}>"), start + length)
}
