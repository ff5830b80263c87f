//! What is printed at the places that a check names.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::location::At;
use crate::model::{
    Block, Finding, Indicator, Number, Outcome, Quantity, Quotation, Report, Section, Text,
};

/// Quotes what is printed at the places of each finding.
pub(super) fn quote(report: &Report, findings: &mut [Finding]) {
    let quoted = |finding: &Finding| finding.outcome != Outcome::Pass;
    let places = findings.iter().filter(|finding| quoted(finding)).flat_map(|finding| &finding.at);
    let texts: HashMap<Place, &str> = places.map(|&at| (place(at), "")).collect();
    if texts.is_empty() {
        return;
    }
    let printed = Printed::of(report, texts);
    for finding in findings.iter_mut().filter(|finding| quoted(finding)) {
        finding.evidence = printed.at(&finding.at);
    }
}

/// What stands in a report at the places that are asked for; empty where nothing does.
#[derive(Debug)]
struct Printed<'a> {
    texts: HashMap<Place, &'a str>,
}

/// [`At`] as what can be looked up.
pub(super) type Place = [u32; 8];

impl<'a> Printed<'a> {
    fn of(report: &'a Report, texts: HashMap<Place, &'a str>) -> Self {
        let mut printed = Self { texts };
        printed.fields(report);
        report.indicators.iter().for_each(|row| printed.indicator(row));
        for table in report.tables.iter().filter_map(|table| table.total.as_ref()) {
            printed.numbers([&table.weight, &table.score]);
        }
        for row in &report.budget {
            let amounts = [&row.initial, &row.budget, &row.executed];
            printed.numbers(amounts.into_iter().chain([&row.rate, &row.weight, &row.score]));
            printed.add(row.at, &row.label);
        }
        for amount in &report.expenditure {
            printed.add(amount.at, &amount.raw);
        }
        printed.narrative(report);
        // Whole paragraphs last: what stands in them is quoted by itself where it can be.
        printed.blocks(&report.preface);
        report.sections.iter().for_each(|section| printed.section(section));
        printed
    }

    /// What is printed at each of some places, each once.
    fn at(&self, places: &[At]) -> Vec<Quotation> {
        let mut known = HashSet::default();
        let quoted = places.iter().filter_map(|&at| {
            let place = place(at);
            let raw = self.texts.get(&place).filter(|raw| !raw.is_empty())?;
            known.insert(place).then(|| Quotation { raw: (*raw).to_owned(), at })
        });
        quoted.collect()
    }

    fn add(&mut self, at: At, raw: &'a str) {
        let raw = raw.trim();
        if at != At::default()
            && let Some(known) = self.texts.get_mut(&place(at))
            && known.is_empty()
        {
            *known = raw;
        }
    }

    fn text(&mut self, text: &'a Text) {
        self.add(text.at, &text.raw);
    }

    fn quantity(&mut self, quantity: &'a Quantity) {
        self.add(quantity.at, &quantity.raw);
    }

    fn numbers(&mut self, numbers: impl IntoIterator<Item = &'a Option<Number>>) {
        for number in numbers.into_iter().flatten() {
            self.add(number.at, &number.raw);
        }
    }

    fn fields(&mut self, report: &'a Report) {
        self.text(&report.title);
        let fields = &report.fields;
        let named = [&fields.department, &fields.preparer, &fields.phone, &fields.project];
        for text in named.into_iter().flatten().chain(fields.more.values()) {
            self.text(text);
        }
        if let Some(date) = &fields.date {
            self.add(date.at, &date.raw);
        }
        self.numbers([&report.conclusion.score]);
        report.conclusion.grade.iter().for_each(|grade| self.text(grade));
    }

    fn indicator(&mut self, row: &'a Indicator) {
        [&row.name, &row.level1, &row.level2].into_iter().for_each(|text| self.text(text));
        self.quantity(&row.target);
        self.quantity(&row.actual);
        self.numbers([&row.weight, &row.score]);
        row.reason
            .iter()
            .map(Box::as_ref)
            .chain(row.extra.values().map(Box::as_ref))
            .for_each(|text| self.text(text));
        self.add(row.at, &row.name.raw);
    }

    fn narrative(&mut self, report: &'a Report) {
        let said = &report.narrative;
        said.quantities.iter().for_each(|found| self.add(found.at, &found.raw));
        said.shares.iter().for_each(|found| self.add(found.at, &found.raw));
        said.growth.iter().for_each(|found| self.add(found.at, &found.raw));
        said.indicator_counts.iter().for_each(|found| self.add(found.at, &found.raw));
        said.lists.iter().for_each(|found| self.add(found.at, &found.raw));
        said.claims.iter().for_each(|found| self.add(found.at, &found.text));
        let statements = said.problems.iter().chain(&said.measures);
        statements.for_each(|found| self.add(found.at, &found.text));
    }

    fn section(&mut self, section: &'a Section) {
        self.add(section.at, &section.title);
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|section| self.section(section));
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.add(block.at, &block.text));
    }
}

pub(super) fn place(at: At) -> Place {
    at.bits()
}
