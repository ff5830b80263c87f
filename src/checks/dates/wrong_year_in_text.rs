//! `wrong_year_in_text.md` says what this finds and why.

use super::check;
use crate::checks::narrative::is_of;
use crate::checks::row::Row;
use crate::checks::stated::quoted;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::location::At;
use crate::model::{FiscalYearHow, Scope, Stated};
use crate::patterns::AuditWords;
use crate::prose::reading::{Paragraph, excerpt};
use crate::value::year::Mention;
use crate::words::{Words, words};

check!(
    "wrong_year_in_text",
    ["DATE-02"],
    Medium,
    en: "Wrong year in the text",
    zh: "正文年份有误"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut read = Read::default();
    if !context.is_report() {
        return Vec::new();
    }
    let audit = &context.patterns.audit;
    let headings = context.reading.headings.iter().map(|heading| {
        audit.has(AuditWords::OtherYear, &heading.title)
            || audit.has(AuditWords::RectificationTitle, &heading.title)
    });
    let elsewhere: Vec<bool> = headings.collect();
    for paragraph in &context.reading.paragraphs {
        if context.reading.above(paragraph).any(|heading| elsewhere[heading]) {
            continue;
        }
        for (sentence, mentions) in paragraph.dated(&context.patterns.years) {
            read.sentence(sentence, mentions, paragraph, context);
        }
    }
    let known = context.report.fiscal_year.how != Some(FiscalYearHow::Date);
    let year = context.report.fiscal_year.value.filter(|_| known);
    if let (None, Some(year)) = (&read.shown, year)
        && let Some(judgement) = by_figures(year, context)
    {
        return vec![judgement];
    }
    if read.years == 0 {
        return Vec::new();
    }
    let Some(year) = year else {
        return vec![Judgement::not_evaluable(words!(
            en: "the year evaluated stands nowhere in the report",
            zh: "报告中未写明评价年度"
        ))];
    };
    let count = read.years;
    let Some((found, shown)) = read.shown else {
        return vec![Judgement::pass(words!(
            en: "sentences on spending and results name the year {year} or compare with another: {count}",
            zh: "{count} 句关于支出与成效的话均指 {year} 年度，或明言与他年比较"
        ))];
    };
    let judgement = Judgement::finding(words!(
        en: "{found} stands where {year} is evaluated: {shown}",
        zh: "评价年度为 {year}，此处写作 {found}：{shown}"
    ));
    vec![judgement.values(year, found).at(read.places)]
}

/// A sentence that tells of another year and has this year's own figures: several, or one of three
/// digits. Nobody reaches just that twice.
fn by_figures(year: i16, context: &Context<'_>) -> Option<Judgement> {
    let of_other = |stated: &&Stated| stated.scope == Some(Scope::OtherYear) && stated.unit != "%";
    let quantities = &context.report.narrative.quantities;
    for sentence in quantities.chunk_by(|a, b| a.sentence == b.sentence) {
        // 2021年清运…: what the sentence begins with is the year that all of it tells of.
        let begins = sentence.first().is_some_and(|first| {
            let mentions = context.patterns.years.mentions(&first.before);
            !mentions.is_empty() && mentions.iter().all(|mention| mention.year != year)
        });
        if !begins {
            continue;
        }
        let own = sentence.iter().filter(of_other);
        let digits = |stated: &Stated| stated.number.normalize().mantissa().to_string().len();
        let rows: Vec<(&Stated, &Row<'_>)> = own
            .filter(|stated| digits(stated) > 1)
            .filter_map(|stated| {
                let is = |row: &&Row<'_>| is_of(stated, row, context);
                Some((stated, context.rows.iter().find(is)?))
            })
            .collect();
        let (same, other): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|(stated, row)| row.indicator.actual.number == Some(stated.number));
        // Where one figure differs the sentence is of that year, and the other did not change.
        if !other.is_empty() {
            continue;
        }
        let Some(&(first, row)) = same.first() else { continue };
        if same.len() < 2 && digits(first) < 3 {
            continue;
        }
        let (said_of, Words { en: number, zh: number_zh }) = (quoted(first), row.number());
        let said = words!(
            en: "\"{said_of}\" is told of another year, but is what row {number} reached in {year}",
            zh: "“{said_of}”所指并非评价年度 {year}，而数值正是第 {number_zh} 个指标的本年实现值"
        );
        let at = same.iter().flat_map(|(stated, row)| [stated.at, row.indicator.actual.at]);
        return Some(Judgement::finding(said).values(year, &first.before).at(at));
    }
    None
}

/// Sentences on results that name a year, and those that name a wrong one.
#[derive(Default)]
struct Read {
    years: usize,
    places: Vec<At>,
    /// The first wrong year and the words around it.
    shown: Option<(i16, String)>,
}

impl Read {
    fn sentence(
        &mut self,
        sentence: &str,
        mentions: &[Mention],
        paragraph: &Paragraph<'_>,
        context: &Context<'_>,
    ) {
        let audit = &context.patterns.audit;
        if !audit.has(AuditWords::Result, sentence) {
            return;
        }
        self.years += 1;
        let Some(year) = context.report.fiscal_year.value else {
            return;
        };
        let own = mentions.iter().any(|m| !m.cited && m.year == year);
        let ranged = mentions.iter().any(|m| m.range);
        if own || ranged || audit.has(AuditWords::OtherYear, sentence) {
            return;
        }
        let dated = |to: usize| sentence[to..].starts_with(|c: char| c.is_ascii_digit());
        // 自评得分95分（2022年度为92分）: a remark on the year before.
        let remark =
            |m: &Mention| sentence[..m.from].ends_with('(') && !sentence[m.to..].starts_with(')');
        // 2022年造林项目 may be evaluated in another year: its name says nothing of that.
        let project = context.report.fields.project.as_ref().and_then(|name| name.value.as_deref());
        let project = project.map(fold::sentence_key).filter(|name| !name.is_empty());
        let named = |m: &Mention| {
            project.as_deref().is_some_and(|name| {
                let mut names = sentence.match_indices(name);
                names.any(|(at, name)| at <= m.from && m.to <= at + name.len())
            })
        };
        let wrong = |m: &&Mention| !m.cited && !dated(m.to) && !remark(m) && !named(m);
        let Some(wrong) = mentions.iter().find(wrong) else {
            return;
        };
        if is_beside(year, sentence, paragraph, context) {
            return;
        }
        self.places.push(paragraph.block.at);
        let shown = || (wrong.year, excerpt(sentence, wrong.from, wrong.to));
        self.shown.get_or_insert_with(shown);
    }
}

/// Whether the paragraph says the same of the year evaluated, or without a year:
/// 2023年总支出…。2022年总支出…. 自评得分97分。2022年度自评得分95分.
fn is_beside(year: i16, sentence: &str, paragraph: &Paragraph<'_>, context: &Context<'_>) -> bool {
    /// So many sentences of the paragraph are looked at.
    const MOST: usize = 40;
    let patterns = context.patterns;
    let figures = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let mut said = patterns.audit.all(AuditWords::Result, sentence).filter_map(|r| sentence.get(r));
    said.any(|result| {
        paragraph.sentences().take(MOST).any(|other| {
            let rest = other.find(result).and_then(|at| other.get(at..));
            rest.is_some_and(figures) && {
                let mentions = patterns.years.mentions(other);
                mentions.iter().all(|m| !m.cited && m.year == year)
            }
        })
    })
}
