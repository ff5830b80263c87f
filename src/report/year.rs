//! The year evaluated (评价年度) and how it was found.

use std::collections::{BTreeMap, BTreeSet};

use crate::fold::clause;
use crate::location::{At, Passage};
use crate::model::{DateField, FiscalYear, FiscalYearHow, ReportKind};
use crate::patterns::Patterns;
use crate::prose::{Folded, Prose};
use crate::value::year::Mention;
use crate::value::{self, date};

/// How far back, in characters, a year is looked for before an amount.
const REACH: usize = 120;

/// What the year is looked for in, strongest first.
pub(crate) struct Sources<'a, 'o> {
    pub(crate) title: Option<&'a Passage>,
    /// Cells under a form's title that hold a year and nothing else.
    pub(crate) under_title: &'a [Passage],
    pub(crate) field: Option<(i16, At)>,
    pub(crate) prose: &'a Prose<'o>,
    pub(crate) date: Option<&'a DateField>,
    pub(crate) kind: ReportKind,
}

/// The year evaluated: the title's, else a field's, else the one that the
/// sentences on spending and goals name, else the year before the report.
pub(crate) fn fiscal_year(from: &Sources<'_, '_>, patterns: &Patterns) -> FiscalYear {
    let found = in_title(from, patterns)
        .map(|found| told_below(found, from, patterns))
        .or_else(|| from.field.map(|(year, at)| (year, FiscalYearHow::Field, at)))
        .or_else(|| under_title(from, patterns, &|_| true))
        .or_else(|| in_brackets(from));
    let found = match found {
        None if is_over_years(from, patterns) => None,
        None if is_masked(from, patterns) => before_date(from, patterns),
        None => match in_text(from, patterns) {
            InText::One(found) => Some(found),
            InText::OfASpan => None,
            InText::None => before_date(from, patterns),
        },
        found => found,
    };
    match found {
        Some((year, how, at)) => FiscalYear { value: Some(year), how: Some(how), at },
        None => FiscalYear { value: None, how: None, at: At::default() },
    }
}

/// The last year that the sentence of a number names before the name of what it counts, outside
/// of 《》. The name may take up the sign of the year: 2022年度预算80万元.
pub(crate) fn last_before(
    text: &str,
    name: usize,
    number: usize,
    patterns: &Patterns,
) -> Option<i16> {
    let sentence = clause::back_to(text, number, clause::ends_sentence, REACH);
    let start = number - sentence.len();
    let mut mentions = patterns.years.mentions(sentence).into_iter().rev();
    // 比2021年增加12万元；项目支出…: a year that is only compared with is nobody's.
    let compared = |m: &Mention| {
        patterns.years.compared.end(sentence.get(..m.from).unwrap_or_default()).is_some()
    };
    mentions.find(|m| !m.cited && start + m.from < name && !compared(m)).map(|m| m.year)
}

type Found = (i16, FiscalYearHow, At);

/// The one year of the title or of a cell under it.
fn in_title(from: &Sources<'_, '_>, patterns: &Patterns) -> Option<Found> {
    let title = from.title.map(Folded::new);
    let below = from.under_title.iter().map(Folded::new);
    let mut lines = title.into_iter().chain(below);
    lines.find_map(|line| only_year(&line, patterns))
}

/// What the lines under a title leave of its year. One of the name of a project (某某局2023年造林项目
/// 绩效自评报告) is not the one evaluated where a line under it holds a fiscal year (2024年度).
fn told_below(found: Found, from: &Sources<'_, '_>, patterns: &Patterns) -> Found {
    let fiscal = |text: &str| {
        let mentions = patterns.years.mentions(text);
        mentions.iter().any(|m| m.fiscal && !m.cited && !m.range)
    };
    if from.title.is_none_or(|title| fiscal(&Folded::new(title).text)) {
        return found;
    }
    let cells = from.under_title.iter().map(Folded::new).filter(|cell| fiscal(&cell.text));
    let cell = cells.take(1).find_map(|cell| only_year(&cell, patterns));
    let line = || under_title(from, patterns, &fiscal);
    cell.or_else(line).filter(|(year, ..)| *year != found.0).unwrap_or(found)
}

/// The year on a line of the cover that holds nothing else: （2024年度）.
fn under_title(
    from: &Sources<'_, '_>,
    patterns: &Patterns,
    wanted: &dyn Fn(&str) -> bool,
) -> Option<Found> {
    let cover = from.prose.paragraphs.iter().filter(|p| p.cover && wanted(&p.folded.text));
    let mut years = cover.filter(|p| patterns.years.is_year_line(&p.folded.text));
    years.find_map(|p| only_year(&p.folded, patterns))
}

fn only_year(line: &Folded, patterns: &Patterns) -> Option<Found> {
    let only = patterns.years.only(&line.text)?;
    Some((only.year, FiscalYearHow::Title, line.at(only.from, only.to)))
}

/// The year in round brackets that ends a title, without 年: 绩效自评表(2021).
fn in_brackets(from: &Sources<'_, '_>) -> Option<Found> {
    let title = Folded::new(from.title?);
    let text = title.text.trim_end();
    let open = text.rfind('(')?;
    let inside = text.get(open + 1..)?.strip_suffix(')')?;
    let year = value::year::year(inside.trim())?;
    Some((year, FiscalYearHow::Title, title.at(open + 1, text.len() - 1)))
}

/// Whether the title, or a line of the cover with nothing else, names a span of years (2019-2021年度):
/// none of them is then the one evaluated.
fn is_over_years(from: &Sources<'_, '_>, patterns: &Patterns) -> bool {
    let spans = |text: &str| {
        let mut own = patterns.years.mentions(text).into_iter().filter(|m| !m.cited).peekable();
        own.peek().is_some() && own.all(|mention| mention.range)
    };
    let below = from.under_title.iter().chain(from.title).map(Folded::new);
    let mut lines = below.map(|line| line.text);
    let cover = from.prose.paragraphs.iter().filter(|p| p.cover);
    let mut cover = cover.filter(|p| patterns.years.is_span_line(&p.folded.text));
    lines.any(|text| spans(&text)) || cover.next().is_some()
}

/// Whether the title or one of the first lines names a year whose digits are left out (20xx年度): the
/// years that the text still tells are others.
fn is_masked(from: &Sources<'_, '_>, patterns: &Patterns) -> bool {
    const FIRST: usize = 6;
    let title = from.title.is_some_and(|title| patterns.years.is_masked(&Folded::new(title).text));
    let mut lines = from.prose.paragraphs.iter().take(FIRST);
    title || lines.any(|line| patterns.years.is_masked(&line.folded.text))
}

/// What the sentences of a report say of the year evaluated.
enum InText {
    One(Found),
    /// Several years are evaluated.
    OfASpan,
    None,
}

/// Sentences on spending, goals and results count twice, `2024年度` more than
/// `2024年`. A tie is broken by the report's date and else leaves the year open.
fn in_text(from: &Sources<'_, '_>, patterns: &Patterns) -> InText {
    let mut votes = Votes::new();
    // The first year of which the text states money, and those told before it.
    let mut spent: Option<i16> = None;
    let mut told: Vec<i16> = Vec::new();
    // All years of which it states money.
    let mut of_money: BTreeSet<i16> = BTreeSet::new();
    // The span of years that the text speaks of before it speaks of any one.
    let mut span: Vec<i16> = Vec::new();
    for paragraph in &from.prose.paragraphs {
        let text = &paragraph.folded.text;
        for mention in patterns.years.mentions(text) {
            if mention.cited
                || date::is_labelled_day(text, mention.from, patterns)
                || is_to_come(text, &mention, patterns)
            {
                continue;
            }
            let weight = patterns.years.weight(text, &mention);
            if mention.range {
                let first = weight > 0 && told.is_empty() && spent.is_none();
                span.extend(first.then_some(mention.year));
                continue;
            }
            if weight > 0 {
                let after = clause::up_to(text, mention.to, clause::ends_sentence, REACH);
                match patterns.money.unit_names.is_in(after) {
                    true => {
                        spent.get_or_insert(mention.year);
                        of_money.insert(mention.year);
                    }
                    false if spent.is_none() => told.push(mention.year),
                    false => {}
                }
            }
            let (sum, best) = votes.entry(mention.year).or_default();
            *sum += weight;
            if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
                *best = Some((weight, paragraph.folded.at(mention.from, mention.to)));
            }
        }
    }
    let Some((found, weight)) = most_told(&votes, spent, &told, from, patterns) else {
        return InText::None;
    };
    // 2023年支出…。2024年支出…: money of both years is told, and of the later one more than half as much.
    let later = found.0 + 1;
    let sum = |year: i16| votes.get(&year).map_or(0, |&(sum, _)| sum);
    if of_money.contains(&later) && sum(later).saturating_mul(2) > sum(found.0) {
        return InText::None;
    }
    // 对2019-2021年项目开展评价，…2021年支出…: no year of the span is the one evaluated.
    let of_span = span.iter().max().is_some_and(|last| found.0 <= *last);
    match of_span && weight <= patterns.years.raw.sentence.plain_on_subject {
        true => InText::OfASpan,
        false => InText::One(found),
    }
}

/// Whether a year is that of a month still to come: 预计于2024年3月完工.
fn is_to_come(text: &str, mention: &Mention, patterns: &Patterns) -> bool {
    let head = text.get(..mention.from).unwrap_or_default();
    let dated = || date::starting(text.get(mention.from..)?, patterns)?.0.month;
    patterns.years.to_come.end(head).is_some() && dated().is_some()
}

/// For each year what its mentions count together, and the one that counts most.
type Votes = BTreeMap<i16, (u32, Option<(u32, At)>)>;

/// The year for which most is told, and what its best mention counts.
fn most_told(
    votes: &Votes,
    spent: Option<i16>,
    told: &[i16],
    from: &Sources<'_, '_>,
    patterns: &Patterns,
) -> Option<(Found, u32)> {
    let most = votes.values().map(|&(sum, _)| sum).max().filter(|&most| most > 0)?;
    let mut leaders = votes.iter().filter(|(_, (sum, _))| *sum == most);
    let before = before_date(from, patterns).map(|(year, ..)| year);
    let (&first, _) = leaders.next()?;
    // 2023年支出…。2022年度预算…: the year before is told in more words and later.
    if spent == Some(first + 1) && !told.contains(&first) {
        return None;
    }
    let year = match leaders.next() {
        None => first,
        Some(_) => before.filter(|year| votes.get(year).is_some_and(|&(sum, _)| sum == most))?,
    };
    let (weight, at) = votes.get(&year)?.1?;
    Some(((year, FiscalYearHow::Text, at), weight))
}

/// The year before the report's date. A target declaration looks forward: its
/// date tells nothing.
fn before_date(from: &Sources<'_, '_>, patterns: &Patterns) -> Option<Found> {
    let field = from.date.filter(|_| from.kind != ReportKind::TargetDeclaration)?;
    let date = date::full_date(field.value.as_deref()?, patterns)?;
    Some((date.year() - 1, FiscalYearHow::Date, field.at))
}
