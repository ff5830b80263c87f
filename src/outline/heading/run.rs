//! Numbers that count on, and whether they number headings or items.

use rustc_hash::FxHashMap as HashMap;

use super::Role;
use super::shape::{Shape, shape};
use crate::document::Mark;
use crate::fold;
use crate::outline::layout::Layout;
use crate::outline::row::{End, Row};
use crate::patterns::{Headings, Numbered, Words};

/// Decides on the rows that begin with a number.
pub(super) fn number(rows: &[Row], layout: &Layout, headings: &Headings, roles: &mut [Role]) {
    let candidates = candidates(rows, layout, headings);
    for run in &runs(&candidates, headings) {
        decide(run, &candidates, rows, layout, headings, roles);
    }
}

/// A row that begins with a number.
#[derive(Debug)]
struct Candidate {
    row: usize,
    number: Numbered,
    shape: Shape,
    /// Whether text follows before the next candidate.
    has_body: bool,
}

fn candidates(rows: &[Row], layout: &Layout, headings: &Headings) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some((line, _)) = row.line() else {
            continue;
        };
        let Some(number) = headings.forms.number(&line.text) else {
            continue;
        };
        if is_referred_to(rows, index, layout, headings) {
            continue;
        }
        let shape = shape(rows, index, &number, layout, headings);
        found.push(Candidate { row: index, number, shape, has_body: false });
    }
    for index in 0..found.len() {
        let next = found.get(index + 1);
        let (Some(this), end) = (found.get(index), next.map_or(rows.len(), |c| c.row)) else {
            continue;
        };
        let text_follows = this.row + 1 < end;
        // A numbering that starts straight below stands under this number.
        let deeper = next.is_some_and(|next| {
            next.number.value == 1
                && next.number.form != this.number.form
                && !headings.forms.is_fixed(&next.number)
        });
        if let Some(this) = found.get_mut(index) {
            this.has_body = text_follows || deeper;
        }
    }
    found
}

/// Whether the number at the start of a line belongs to the sentence on the
/// line before: 按照第 / (二)条规定.
fn is_referred_to(rows: &[Row], index: usize, layout: &Layout, headings: &Headings) -> bool {
    let Some(before) = index.checked_sub(1).and_then(|i| rows.get(i)) else {
        return false;
    };
    let Some((line, look)) = before.line() else {
        return false;
    };
    if look.chars < 10 || !matches!(look.end, End::Open | End::Comma) {
        return false;
    }
    let from = line.text.char_indices().rev().nth(5).map_or(0, |(i, _)| i);
    let tail = fold::key(line.text.get(from..).unwrap_or_default());
    let near = layout.is_full(look.width)
        || rows.get(index).is_some_and(|r| r.line().is_some_and(|(l, _)| !l.after_gap));
    near && headings.ends(Words::Refers, &tail)
}

/// Candidates of one form that count on, as indices of candidates.
#[derive(Debug, Default)]
struct Run {
    members: Vec<usize>,
    last: u32,
    /// Number of the part of the document that its last member lies in.
    part: u32,
    /// Whether it lies between two members of another run of its form.
    nested: bool,
}

/// Most runs of one form that are kept open, one within the other.
const NESTED: usize = 8;

/// Groups the candidates into runs.
fn runs(candidates: &[Candidate], headings: &Headings) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // Runs that may still go on, by form; the last is the innermost.
    let mut open: HashMap<(u8, u8), Vec<usize>> = HashMap::default();
    // Parts are divided by the forms that number no lists.
    let mut part = 0;
    for (index, candidate) in candidates.iter().enumerate() {
        let number = candidate.number;
        let form = (number.form, number.depth);
        let list = headings.forms.is_list(&number);
        part += u32::from(!list);
        if headings.forms.is_fixed(&number) {
            open.retain(|&(other, _), _| {
                other == number.form || !headings.forms.is_list_form(other)
            });
        }
        let stack = open.entry(form).or_default();
        let run = |i: &usize| runs.get(*i).map_or((0, 0), |r: &Run| (r.last, r.part));
        let exact = |i: &usize| run(i).0 + 1 == number.value;
        // A gap or repeat is only told from the start of another list where
        // nothing lies in between.
        let near = |i: &usize| {
            let (last, seen) = run(i);
            number.value > 1 && (last..=last + 2).contains(&number.value) && (!list || seen == part)
        };
        let place = stack.iter().rposition(exact);
        let Some(place) = place.or_else(|| stack.iter().rposition(near)) else {
            // A list that starts anew has nothing to go on with.
            if list {
                stack.clear();
            }
            if stack.len() >= NESTED {
                stack.remove(0);
            }
            stack.push(runs.len());
            runs.push(Run { members: vec![index], last: number.value, part, nested: false });
            continue;
        };
        // Only lists interrupt a run and let it go on after them.
        for &inner in stack.get(place + 1..).unwrap_or_default() {
            if let Some(run) = runs.get_mut(inner) {
                run.nested = true;
            }
        }
        stack.truncate(place + 1);
        if let Some(run) = stack.last().and_then(|&i| runs.get_mut(i)) {
            run.members.push(index);
            (run.last, run.part) = (number.value, part);
        }
    }
    runs
}

/// Decides for a whole run whether it is of headings or of items, and then for
/// each of its members.
fn decide(
    run: &Run,
    candidates: &[Candidate],
    rows: &[Row],
    layout: &Layout,
    headings: &Headings,
    roles: &mut [Role],
) {
    let members = || run.members.iter().filter_map(|&i| candidates.get(i));
    let count = |test: &dyn Fn(&Candidate) -> bool| members().filter(|c| test(c)).count();
    let total = run.members.len();
    let Some(first) = members().next() else {
        return;
    };
    let list = headings.forms.is_list(&first.number);
    let titles = count(&|c| matches!(c.shape, Shape::Title(_) | Shape::Known(_)));
    let splits = count(&|c| matches!(c.shape, Shape::Split(_)));
    let marked = count(&|c| rows.get(c.row).is_some_and(|r| r.mark() == Some(Mark::Heading)));
    let bullets = count(&|c| rows.get(c.row).is_some_and(|r| r.mark() == Some(Mark::Bullet)));
    let bodies = count(&|c| c.has_body || matches!(c.shape, Shape::Known(_)));
    let headed = if list {
        // Items of a list may be short, but nothing stands between them.
        let starts = first.number.value == 1 || marked == total;
        starts
            && titles * 5 >= total * 3
            && (bodies * 2 >= total || marked * 2 > total)
            && bullets * 2 <= total
            && !run.nested
            && !layout.cells
    } else {
        // First sentences that could be titles, beside others that could not,
        // are no titles.
        let like = if titles == 0 && splits < total { 0 } else { titles + splits };
        like * 2 >= total && (!run.nested || titles == total && bodies * 2 >= total)
    };
    for candidate in members() {
        let title = match &candidate.shape {
            Shape::Title(title) | Shape::Known(title) => Some(title),
            Shape::Split(title) if !list => Some(title),
            _ => None,
        };
        let role = match title {
            Some(title) if headed => Role::Heading(candidate.number, title.clone()),
            _ => Role::Item,
        };
        if let Some(slot) = roles.get_mut(candidate.row) {
            *slot = role;
        }
    }
}
