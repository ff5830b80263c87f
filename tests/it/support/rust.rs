//! Rust sources as tokens: what they use, and the literals in them. Comments, `#[doc]` and
//! what is `#[cfg(test)]` are left out; what stands in macros is not.

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};

/// A path from the crate's root that a source names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) line: usize,
    pub(crate) path: Vec<String>,
}

/// The paths that start with `crate`, `super` or `self`, seen from a module.
pub(crate) fn uses(source: &str, module: &[String]) -> Vec<Use> {
    let mut found = Vec::new();
    collect_uses(&tokens(source), module, &mut found);
    found
}

fn collect_uses(tokens: &[TokenTree], module: &[String], found: &mut Vec<Use>) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Group(group) => {
                collect_uses(&own_tokens(group.stream()), module, found);
            }
            TokenTree::Ident(ident) if is_separator(tokens, at + 1) => {
                let from = match ident.to_string().as_str() {
                    "crate" => Some(Vec::new()),
                    "self" => Some(module.to_vec()),
                    "super" => Some(module[..module.len().saturating_sub(1)].to_vec()),
                    _ => None,
                };
                if let Some(from) = from {
                    let line = ident.span().start().line;
                    at = branches(tokens, at + 3, from, line, found);
                    continue;
                }
                // The rest of another path is no start of one.
                at += 3;
                while matches!(tokens.get(at), Some(TokenTree::Ident(_)))
                    && is_separator(tokens, at + 1)
                {
                    at += 3;
                }
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

/// Follows a path behind its `::`; where it ends.
fn branches(
    tokens: &[TokenTree],
    mut at: usize,
    mut path: Vec<String>,
    line: usize,
    found: &mut Vec<Use>,
) -> usize {
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(ident)) => {
                match ident.to_string().as_str() {
                    "super" => {
                        path.pop();
                    }
                    "self" => {}
                    name => path.push(name.to_owned()),
                }
                at += 1;
                if !is_separator(tokens, at) {
                    break;
                }
                at += 2;
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let comma =
                    |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
                for branch in inner.split(comma).filter(|branch| !branch.is_empty()) {
                    branches(branch, 0, path.clone(), line, found);
                }
                return at + 1;
            }
            _ => break,
        }
    }
    found.push(Use { line, path });
    at
}

/// The literals of a source, with whether each stands behind `zh:`.
pub(crate) fn literals(source: &str) -> Vec<(Literal, bool)> {
    let mut found = Vec::new();
    collect_literals(&tokens(source), &mut found);
    found
}

fn collect_literals(tokens: &[TokenTree], found: &mut Vec<(Literal, bool)>) {
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => collect_literals(&own_tokens(group.stream()), found),
            TokenTree::Literal(literal) => {
                let colon = |n: usize| matches!(at.checked_sub(n).map(|at| &tokens[at]), Some(TokenTree::Punct(p)) if p.as_char() == ':');
                let name = at.checked_sub(2).map(|at| tokens[at].to_string());
                found.push((literal.clone(), colon(1) && name.as_deref() == Some("zh")));
            }
            _ => {}
        }
    }
}

fn tokens(source: &str) -> Vec<TokenTree> {
    let stream: TokenStream = source.parse().expect("the sources are Rust");
    own_tokens(stream)
}

/// The tokens without `#[doc]` and without items that are `#[cfg(test)]`.
fn own_tokens(stream: TokenStream) -> Vec<TokenTree> {
    let mut own = Vec::new();
    let mut tokens = stream.into_iter().peekable();
    while let Some(token) = tokens.next() {
        // The `!` of an inner attribute says nothing here.
        let inner = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == '!');
        let is_hash = matches!(&token, TokenTree::Punct(p) if p.as_char() == '#');
        if is_hash && tokens.peek().is_some_and(inner) {
            tokens.next();
        }
        let attribute = match tokens.peek() {
            Some(TokenTree::Group(group)) if is_hash && group.delimiter() == Delimiter::Bracket => {
                Some(group.stream().to_string().replace(' ', ""))
            }
            _ => None,
        };
        match attribute.as_deref() {
            Some(doc) if doc.starts_with("doc=") => {
                tokens.next();
            }
            Some("cfg(test)") => {
                tokens.next();
                // The item ends with its body or with a semicolon.
                for skipped in tokens.by_ref() {
                    let body = matches!(&skipped, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
                    if body || matches!(&skipped, TokenTree::Punct(p) if p.as_char() == ';') {
                        break;
                    }
                }
            }
            _ => own.push(token),
        }
    }
    own
}

/// Whether `::` stands there.
fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    let colon =
        |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == ':');
    colon(at) && colon(at + 1)
}

#[test]
fn a_use_is_seen_in_each_way_of_writing_it() {
    let source = "use crate::value::Unit;\nuse crate::{decode, report::{self, Fields}};\n\
                  fn f() { let x = crate::table::read(); g!(super::text::items()); }\n\
                  /// See [`crate::cli`].\nuse std::crate_like::x;\n\
                  #[cfg(test)] mod tests { use crate::batch; }";
    let module = ["decode".to_owned(), "html".to_owned()];
    let seen: Vec<String> = uses(source, &module).into_iter().map(|u| u.path.join("::")).collect();
    let wanted =
        ["value::Unit", "decode", "report", "report::Fields", "table::read", "decode::text::items"];
    assert_eq!(seen, wanted);
}
