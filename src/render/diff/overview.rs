//! What people are shown of many comparisons, worded once for all outputs.

use rust_decimal::Decimal;

use super::index::{Index, IndexEntry, Lone, LoneWhy};
use super::labels::Labels;
use super::wording;
use crate::diff::{Side, SideName, Summary};
use crate::model::Severity;
use crate::words::Language;

/// The whole content of an overview.
#[derive(Debug)]
pub(super) struct Overview {
    pub(super) t: Labels,
    /// Code and word of the severities, the gravest first.
    pub(super) severities: Vec<(&'static str, String)>,
    pub(super) rows: Vec<EntryView>,
    /// How often each kind of change occurs in all pairs, in the order of the list.
    pub(super) kinds: Vec<KindView>,
    /// The file that lists all changes.
    pub(super) changes: Option<String>,
    pub(super) lone: Vec<LoneList>,
    pub(super) unread: Vec<UnreadView>,
}

/// A kind of change over all comparisons.
#[derive(Debug)]
pub(super) struct KindView {
    pub(super) code: &'static str,
    pub(super) symbol: &'static str,
    pub(super) label: String,
    /// The gravest first.
    pub(super) counts: [u32; 4],
    /// Comparisons that have it.
    pub(super) pairs: u32,
}

/// One comparison.
#[derive(Debug)]
pub(super) struct EntryView {
    /// Its number, which its other files have too.
    pub(super) number: usize,
    /// Codes of the kinds of change in it.
    pub(super) codes: String,
    /// The grave and the medium kinds with their counts, in words.
    pub(super) gravest: Vec<(&'static str, String)>,
    /// Of its department: several comparisons of one share it.
    pub(super) rank: u32,
    pub(super) file: Option<String>,
    pub(super) department: String,
    pub(super) project: String,
    pub(super) years: String,
    pub(super) warning: Option<String>,
    pub(super) counts: [u32; 4],
    pub(super) uncompared: u32,
    pub(super) copied: Option<Decimal>,
    pub(super) old_file: String,
    pub(super) new_file: String,
}

/// Reports that were not compared for one reason.
#[derive(Debug)]
pub(super) struct LoneList {
    pub(super) heading: &'static str,
    pub(super) note: &'static str,
    pub(super) rows: Vec<LoneView>,
}

/// A report that was not compared.
#[derive(Debug)]
pub(super) struct LoneView {
    pub(super) side: &'static str,
    pub(super) file: String,
    pub(super) department: String,
    pub(super) project: String,
    pub(super) year: String,
    pub(super) why: String,
}

/// A file that could not be read.
#[derive(Debug)]
pub(super) struct UnreadView {
    pub(super) side: &'static str,
    pub(super) file: String,
    pub(super) code: String,
    pub(super) message: String,
}

impl Overview {
    pub(super) fn new(index: &Index, language: Language) -> Self {
        let t = Labels::new(language);
        let severities = Severity::ALL.map(|severity| {
            let term = severity.term();
            (term.code, term.signed(language))
        });
        let unread = index.unread.iter().map(|file| UnreadView {
            side: side_name(file.side, t),
            file: file.source.clone(),
            code: file.code.clone(),
            message: file.message.in_language(language).to_owned(),
        });
        Self {
            t,
            severities: severities.into(),
            rows: entries(index, t, language),
            kinds: kinds(index, language),
            changes: index.changes.clone(),
            lone: lone(&index.lone, t, language),
            unread: unread.collect(),
        }
    }
}

fn kinds(index: &Index, language: Language) -> Vec<KindView> {
    let all = crate::diff::kinds().iter().map(|kind| {
        let of_kind = index.entries.iter().flat_map(|entry| &entry.kinds);
        let of_kind: Vec<[u32; 4]> =
            of_kind.filter(|(own, _)| *own == kind.kind).map(|(_, counts)| *counts).collect();
        let count = |at: usize| of_kind.iter().filter_map(|counts| counts.get(at)).sum();
        KindView {
            code: kind.name,
            symbol: wording::change_symbol(kind.kind),
            label: kind.label().in_language(language).to_owned(),
            counts: [count(3), count(2), count(1), count(0)],
            pairs: of_kind.len() as u32,
        }
    });
    all.filter(|kind| kind.pairs > 0).collect()
}

fn entries(index: &Index, t: Labels, language: Language) -> Vec<EntryView> {
    let mut rank = 0;
    let mut before: Option<&Option<String>> = None;
    let ranked = index.entries.iter().map(|one| {
        rank += u32::from(before != Some(&one.new.department));
        before = Some(&one.new.department);
        entry(one, rank, t, language)
    });
    ranked.collect()
}

fn entry(entry: &IndexEntry, rank: u32, t: Labels, language: Language) -> EntryView {
    let (old, new, s) = (&entry.old, &entry.new, entry.summary);
    let either = |of: fn(&Side) -> &Option<String>| of(new).clone().or_else(|| of(old).clone());
    let codes: Vec<&str> = entry.kinds.iter().map(|(kind, _)| kind.kind().name).collect();
    let grave = |at: usize, severity: Severity| {
        let of = entry.kinds.iter().filter_map(move |(kind, counts)| {
            let count = counts.get(at).copied().filter(|&count| count > 0)?;
            let label = kind.kind().label();
            let label = label.in_language(language);
            Some((severity.term().code, format!("{label} {count}")))
        });
        of.collect::<Vec<_>>()
    };
    let mut gravest = grave(3, Severity::High);
    gravest.extend(grave(2, Severity::Medium));
    EntryView {
        number: entry.number,
        codes: codes.join(" "),
        gravest,
        rank,
        file: entry.file.clone(),
        department: either(|side| &side.department).unwrap_or_else(|| t.none.to_owned()),
        project: either(|side| &side.project).unwrap_or_default(),
        years: format!("{} → {}", year(old.fiscal_year), year(new.fiscal_year)),
        warning: wording::years(entry.years).map(|words| words.in_language(language).to_owned()),
        counts: [s.high, s.medium, s.low, s.info],
        uncompared: s.not_comparable,
        copied: copied(s),
        old_file: old.source.name.clone(),
        new_file: new.source.name.clone(),
    }
}

fn copied(summary: Summary) -> Option<Decimal> {
    let copied = Decimal::from(summary.copied_characters);
    let share = copied.checked_div(Decimal::from(summary.characters))?;
    (!share.is_zero()).then_some(share)
}

fn lone(lone: &[Lone], t: Labels, language: Language) -> Vec<LoneList> {
    let list = |conflicts, heading, note| LoneList {
        heading,
        note,
        rows: lone
            .iter()
            .filter(|report| matches!(report.why, LoneWhy::Conflict(_)) == conflicts)
            .map(|report| lone_view(report, t, language))
            .collect(),
    };
    let lists =
        [list(false, t.unpaired, t.unpaired_note), list(true, t.conflicts, t.conflicts_note)];
    lists.into_iter().filter(|list| !list.rows.is_empty()).collect()
}

fn lone_view(report: &Lone, t: Labels, language: Language) -> LoneView {
    LoneView {
        side: side_name(report.side, t),
        file: report.source.clone(),
        department: report.department.clone().unwrap_or_default(),
        project: report.project.clone().unwrap_or_default(),
        year: year(report.fiscal_year),
        why: match &report.why {
            LoneWhy::NoPartner(words) | LoneWhy::Conflict(words) => {
                words.in_language(language).to_owned()
            }
        },
    }
}

fn year(year: Option<i16>) -> String {
    year.map_or_else(|| "?".to_owned(), |year| year.to_string())
}

fn side_name(side: SideName, t: Labels) -> &'static str {
    match side {
        SideName::Old => t.old_short,
        SideName::New => t.new_short,
    }
}
