//! `event_after_report_date.md` says what this finds and why.

use jiff::civil::Date;

use super::{check, report_date_invalid};
use crate::checks::{Context, Judgement};
use crate::location::At;
use crate::patterns::AuditWords;
use crate::prose::reading::excerpt;
use crate::value::date;
use crate::words::words;

check!(
    "event_after_report_date",
    ["DATE-03"],
    Low,
    en: "Event after the report's date",
    zh: "事项晚于填报日期"
);

/// A day that the report tells of.
struct Event {
    /// The first day that its words allow.
    day: Date,
    shown: String,
    at: At,
}

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut events = in_text(context);
    events.extend(in_table(context));
    if events.is_empty() {
        return Vec::new();
    }
    let field = context.report.fields.date.as_ref();
    let Some(written) = report_date_invalid::written(context) else {
        // A form without a field for its date asks for none.
        let judgement = field.map(|field| {
            Judgement::not_evaluable(words!(
                en: "the date of the report cannot be read",
                zh: "填报日期残损"
            ))
            .at([field.at])
        });
        return judgement.into_iter().collect();
    };
    let count = events.len();
    let mut late: Vec<Event> = events.into_iter().filter(|event| event.day > written).collect();
    late.sort_by_key(|event| event.day);
    let Some(first) = late.first() else {
        return vec![Judgement::pass(words!(
            en: "no day that the report tells of lies after its date {written}, days compared: {count}",
            zh: "所述 {count} 个日期均不晚于填报日期 {written}"
        ))];
    };
    let shown = &first.shown;
    let judgement = Judgement::finding(words!(
        en: "told as done, but later than the report's date {written}: {shown}",
        zh: "所述之事晚于填报日期 {written}：{shown}"
    ));
    let judgement = judgement.values(format!("<= {written}"), first.day);
    vec![judgement.at(late.iter().map(|event| event.at))]
}

/// Days of sentences that neither plan nor expect.
fn in_text(context: &Context<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    for paragraph in &context.reading.paragraphs {
        for (sentence, mentions) in paragraph.dated(&context.patterns.years) {
            if context.patterns.audit.has(AuditWords::Future, sentence) {
                continue;
            }
            for mention in mentions {
                let text = sentence.get(mention.from..).unwrap_or_default();
                let Some((reading, length)) = date::starting(text, context.patterns) else {
                    continue;
                };
                let dated = reading.month.is_some() && !mention.cited && !mention.range;
                if let (true, Some((day, _))) = (dated, reading.days(mention.year)) {
                    let shown = excerpt(sentence, mention.from, mention.from + length);
                    events.push(Event { day, shown, at: paragraph.block.at });
                }
            }
        }
    }
    events
}

/// Days that stand as actual values.
fn in_table(context: &Context<'_>) -> Vec<Event> {
    let rows = context.report.indicators.iter();
    let event = |value: &crate::model::Quantity| {
        let reading = date::date(value.text.as_deref()?, context.patterns)?;
        reading.month?;
        let (day, _) = reading.days(reading.year?)?;
        let shown = value.raw.clone();
        Some(Event { day, shown, at: value.at })
    };
    rows.filter_map(|row| event(&row.actual)).collect()
}
