//! `wrong_year_in_text.md` says what this finds and why.

use super::check;
use crate::checks::{Context, Judgement};
use crate::location::At;
use crate::model::FiscalYearHow;
use crate::patterns::AuditWords;
use crate::prose::reading::{Paragraph, excerpt};
use crate::value::year::Mention;
use crate::words::words;

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
    if read.years == 0 {
        return Vec::new();
    }
    let known = context.report.fiscal_year.how != Some(FiscalYearHow::Date);
    let Some(year) = context.report.fiscal_year.value.filter(|_| known) else {
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
        let Some(wrong) = mentions.iter().find(|m| !m.cited && !dated(m.to) && !remark(m)) else {
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
