//! What a document is to a report: from family, year, department, project, and how much of the
//! text and the table is the same.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Witness;
use crate::fold::{self, Bigrams, WHOLE};
use crate::model::{Block, BlockKind, Report, ReportKind, Section, Status, Text, WitnessKind};
use crate::words::{Words, words};

/// What was found of a document.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// `None` if it is not used.
    pub(super) kind: Option<WitnessKind>,
    pub(super) why: Words,
}

impl Found {
    fn is(kind: WitnessKind, why: Words) -> Self {
        Self { kind: Some(kind), why }
    }

    fn none(why: Words) -> Self {
        Self { kind: None, why }
    }

    /// A file bears no witness to itself, and none twice.
    pub(super) fn same_file() -> Self {
        Self::none(words!(
            en: "it is the base itself, or another witness, to the byte; it says nothing of its own",
            zh: "与底本或另一校本逐字节相同，不能另作依据"
        ))
    }
}

/// Two documents of one kind and year are copies of one report if so much of the smaller one's
/// text, or of its rows, stands in the other: per cent. Reports of one department for two
/// projects share their phrases and few of their rows.
const COPY: u32 = 60;
/// The same if the year of one is not known.
const COPY_WITHOUT_YEAR: u32 = 85;

pub(super) fn of(base: &Report, witness: &Witness<'_>) -> Found {
    let other = witness.report;
    let years = (base.fiscal_year.value, other.fiscal_year.value);
    if let Some(kind) = witness.kind {
        return told(kind, years);
    }
    for (mine, theirs, what) in [
        (&base.fields.department, &other.fields.department, words!(en: "department", zh: "部门")),
        (&base.fields.project, &other.fields.project, words!(en: "project", zh: "项目")),
    ] {
        if let (Some(mine), Some(theirs)) = (value(mine), value(theirs))
            && !may_be(mine, theirs)
        {
            let Words { en, zh } = what;
            return Found::none(words!(
                en: "it is of another {en} ({theirs}); it was not used",
                zh: "{zh}不同（{theirs}），未采用"
            ));
        }
    }
    let declares = |report: &Report| report.kind == ReportKind::TargetDeclaration;
    match (declares(base), declares(other)) {
        (false, true) => return declaration(years),
        (true, false) => {
            return Found::none(words!(
                en: "a report bears no witness to the declaration before it; it was not used",
                zh: "自评材料不能作为此前申报表的依据，未采用"
            ));
        }
        _ => {}
    }
    let one_kind =
        base.kind == other.kind || [base.kind, other.kind].contains(&ReportKind::Unknown);
    if !one_kind {
        return Found::none(words!(
            en: "it is a document of another kind; it was not used",
            zh: "文种不同，未采用"
        ));
    }
    match years {
        (Some(mine), Some(theirs)) if mine == theirs => copy(base, other, COPY),
        (Some(mine), Some(theirs)) if mine.abs_diff(theirs) == 1 => Found::is(
            WitnessKind::OtherYear,
            words!(
                en: "it is the report of {theirs}: it bears witness to names and levels only",
                zh: "为 {theirs} 年度报告，只可佐证名称与级别"
            ),
        ),
        (Some(_), Some(theirs)) => Found::none(words!(
            en: "it is of {theirs}, more than a year apart; it was not used",
            zh: "为 {theirs} 年度材料，相隔一年以上，未采用"
        )),
        _ => copy(base, other, COPY_WITHOUT_YEAR),
    }
}

/// What the caller says; another year is none of the same year, whatever is said.
fn told(kind: WitnessKind, (mine, theirs): (Option<i16>, Option<i16>)) -> Found {
    if kind == WitnessKind::SecondReader {
        return Found::is(
            kind,
            words!(
                en: "the same file, its numbers read again by another library",
                zh: "同一文件，由另一读取库复读其中的数字"
            ),
        );
    }
    if kind != WitnessKind::OtherYear
        && let (Some(mine), Some(theirs)) = (mine, theirs)
        && mine != theirs
    {
        return Found::none(words!(
            en: "it was given as of the same year, and is of {theirs} where the base is of {mine}; it was not used",
            zh: "指定为同年度材料，实为 {theirs} 年度，底本为 {mine} 年度，未采用"
        ));
    }
    Found::is(kind, words!(en: "as was said", zh: "由使用者指定"))
}

fn declaration(years: (Option<i16>, Option<i16>)) -> Found {
    match years {
        (Some(mine), Some(theirs)) if mine == theirs => Found::is(
            WitnessKind::Declaration,
            words!(en: "the declaration of targets of {theirs}", zh: "{theirs} 年度绩效目标申报表"),
        ),
        (Some(mine), Some(theirs)) if mine.abs_diff(theirs) == 1 => Found::is(
            WitnessKind::OtherYear,
            words!(
                en: "the declaration of {theirs}, another year: it bears witness to names and levels only",
                zh: "为 {theirs} 年度申报表，年度不同，只可佐证名称与级别"
            ),
        ),
        (Some(_), Some(theirs)) => Found::none(words!(
            en: "the declaration of {theirs}, more than a year apart; it was not used",
            zh: "为 {theirs} 年度申报表，相隔一年以上，未采用"
        )),
        _ => Found::none(words!(
            en: "a declaration, and the year of one of the two is not known; it was not used, unless it is said what it is",
            zh: "为绩效目标申报表，但有一方年度不明，未采用；如确系同年度，请指明"
        )),
    }
}

fn copy(base: &Report, other: &Report, least: u32) -> Found {
    let (same, differ) = actual_values(base, other);
    if differ >= FEWEST_DIFFERENT && differ > same {
        let all = same + differ;
        return Found::none(words!(
            en: "{differ} of {all} actual values that both print soundly are different: it is no copy of this report; it was not used, unless it is said what it is",
            zh: "两份均完好的 {all} 个实现值中有 {differ} 个不同，不是同一报告的另一份文本，未采用；如确系同一报告，请指明"
        ));
    }
    let alike = likeness(base, other);
    let share = alike * 100 / WHOLE;
    match share >= least {
        true => Found::is(
            WitnessKind::Copy,
            words!(
                en: "another copy: {share}% of the text or the rows is the same",
                zh: "同一报告的另一份文本：文字或指标行有 {share}% 相同"
            ),
        ),
        false => Found::none(words!(
            en: "nothing shows that it is another copy ({share}% of text and rows is the same); it was not used, unless it is said what it is",
            zh: "不足以认定为同一报告的另一份文本（文字和指标行有 {share}% 相同），未采用；如确系同一报告，请指明"
        )),
    }
}

/// So many actual values must differ before they say that a document is another one.
const FEWEST_DIFFERENT: usize = 3;

/// How many actual values of rows of one name are the same in both, and how many differ: of two
/// projects or units that use one table of targets, only these tell that they are two.
fn actual_values(base: &Report, other: &Report) -> (usize, usize) {
    let sound = |report: &Report| {
        let mut values: BTreeMap<String, Option<Decimal>> = BTreeMap::new();
        for row in &report.indicators {
            let whole = row.actual.status == Status::AsRead && row.actual.upper.is_none();
            let (Some(name), Some(number), true) = (&row.name.value, row.actual.number, whole)
            else {
                continue;
            };
            // Two rows of one name cannot be told apart here.
            let number = Some(number.normalize());
            values.entry(fold::clean_key(name)).and_modify(|known| *known = None).or_insert(number);
        }
        values
    };
    let (mine, theirs) = (sound(base), sound(other));
    let both = mine.iter().filter_map(|(name, number)| (*number).zip(*theirs.get(name)?));
    both.fold((0, 0), |(same, differ), (a, b)| match a == b {
        true => (same + 1, differ),
        false => (same, differ + 1),
    })
}

/// How much of the smaller document the other one holds, by prose or by rows, whichever says
/// more, in ten thousandths.
fn likeness(base: &Report, other: &Report) -> u32 {
    let (mine, theirs) = (prose(base), prose(other));
    let shorter = mine.chars().count().min(theirs.chars().count());
    let (a, b) = (Bigrams::of(&mine), Bigrams::of(&theirs));
    let text = match shorter >= LITTLE_TEXT {
        true => a.covered_by(&b).max(b.covered_by(&a)),
        false => 0,
    };
    let (mine, theirs) = (rows(base), rows(other));
    let fewer = mine.len().min(theirs.len()) as u32;
    let both = mine.iter().filter(|row| theirs.iter().any(|other| is_alike(row, other)));
    let rows = match fewer {
        0 => 0,
        fewer => (both.count() as u32 * WHOLE / fewer).min(WHOLE),
    };
    text.max(rows)
}

/// Less prose than this, in characters, says nothing.
const LITTLE_TEXT: usize = 200;

/// The rows that can be told: what the three cells say that tell a row from others.
fn rows(report: &Report) -> Vec<[String; 3]> {
    let rows = report.indicators.iter().map(|row| {
        [&row.name.raw, &row.target.raw, &row.actual.raw].map(|raw| fold::clean_key(raw))
    });
    rows.collect()
}

/// Whether two rows are most likely one: their name and a value are the same, or both values
/// and most of the name.
fn is_alike([name, target, actual]: &[String; 3], other: &[String; 3]) -> bool {
    let same = |a: &String, b: &String| !a.is_empty() && a == b;
    let (targets, actuals) = (same(target, &other[1]), same(actual, &other[2]));
    if same(name, &other[0]) {
        return targets || actuals;
    }
    let shorter = name.chars().count().min(other[0].chars().count());
    targets && actuals && shorter > 0 && super::same::shared(name, &other[0]) * 2 >= shorter
}

fn prose(report: &Report) -> String {
    fn add(blocks: &[Block], text: &mut String) {
        for block in blocks.iter().filter(|block| block.kind != BlockKind::Table) {
            text.push_str(&fold::key(&block.text));
        }
    }
    fn walk(sections: &[Section], text: &mut String) {
        for section in sections {
            add(&section.blocks, text);
            walk(&section.sections, text);
        }
    }
    let mut text = String::new();
    add(&report.preface, &mut text);
    walk(&report.sections, &mut text);
    text
}

fn value(text: &Option<Text>) -> Option<&str> {
    text.as_ref().and_then(|text| text.value.as_deref())
}

/// Whether two names may be one: one is what is left of the other, or they share most of
/// their characters.
fn may_be(a: &str, b: &str) -> bool {
    let (a, b) = (fold::clean_key(a), fold::clean_key(b));
    let (short, long) = match a.chars().count() <= b.chars().count() {
        true => (&a, &b),
        false => (&b, &a),
    };
    super::same::is_subsequence(short.chars(), long.chars())
        || super::same::shared(short, long) * 4 >= long.chars().count() * 3
}
