//! Values by corpus: what is read first, then all its spellings, then what must
//! not be read.

use std::path::Path;

use jiaokan::Patterns;
use jiaokan::internals::location::At;
use jiaokan::internals::value::{Subject, date, judge, number, quantity, unit};
use jiaokan::model::{Quantity, Status};
use serde::Deserialize;
use serde::de::DeserializeOwned;

fn corpus<T: DeserializeOwned>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/values").join(name);
    let text = std::fs::read_to_string(&path).expect("the corpora stand beside the tests");
    toml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn read(cell: &str) -> Quantity {
    quantity::read(cell, At::default(), Patterns::builtin())
}

/// All that went wrong in one corpus, so that one run shows every miss.
fn none_wrong(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Values {
    value: Vec<Value>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Value {
    comparator: Option<String>,
    number: Option<String>,
    upper: Option<String>,
    unit: Option<String>,
    text: Option<String>,
    approximate: bool,
    printed: bool,
    nothing: bool,
    damaged: bool,
    cells: Vec<String>,
}

fn shown(q: &Quantity) -> String {
    let json = serde_json::to_value(q).expect("a quantity is plain data");
    let part = |name: &str| json[name].as_str().map(str::to_owned);
    format!(
        "{:?} {:?} {:?} {:?} {:?} {} {}",
        part("comparator"),
        part("number"),
        part("upper"),
        part("unit"),
        part("text"),
        q.approximate,
        q.status == Status::Damaged,
    )
}

#[test]
fn every_cell_is_read_as_its_corpus_says() {
    let mut wrong = Vec::new();
    for value in corpus::<Values>("quantities.toml").value {
        for cell in &value.cells {
            let text = match value.printed {
                true => Some(jiaokan::internals::fold::clean(cell)),
                false => value.text.clone(),
            };
            let expected = format!(
                "{:?} {:?} {:?} {:?} {:?} {} {}",
                value.comparator,
                value.number,
                value.upper,
                value.unit,
                text,
                value.approximate,
                value.damaged,
            );
            let found = read(cell);
            let same = shown(&found) == expected && found.raw == *cell;
            let nothing = !value.nothing || found.is_none();
            if !(same && nothing) {
                wrong.push(format!("{cell}: expected {expected}, but found {}", shown(&found)));
            }
        }
    }
    none_wrong(&wrong);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spelled {
    is: String,
    dimension: Option<String>,
    spellings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refused {
    spellings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numerals {
    numeral: Vec<Spelled>,
    not: Vec<Refused>,
}

#[test]
fn every_numeral_has_its_value() {
    let corpus: Numerals = corpus("numerals.toml");
    let read = |text: &str| number::number(text, Patterns::builtin()).map(|n| n.to_string());
    let mut wrong = Vec::new();
    for numeral in corpus.numeral {
        for text in numeral.spellings {
            if read(&text).as_deref() != Some(&numeral.is) {
                wrong.push(format!("{text}: expected {}, but found {:?}", numeral.is, read(&text)));
            }
        }
    }
    for text in corpus.not.iter().flat_map(|not| &not.spellings) {
        if let Some(number) = read(text) {
            wrong.push(format!("{text}: expected no number, but found {number}"));
        }
    }
    none_wrong(&wrong);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Units {
    unit: Vec<Spelled>,
    not: Vec<Refused>,
    name: Vec<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Name {
    stem: Option<String>,
    unit: Option<String>,
    spellings: Vec<String>,
}

#[test]
fn every_unit_has_its_usual_sign() {
    let corpus: Units = corpus("units.toml");
    let mut wrong = Vec::new();
    for unit in corpus.unit {
        for text in unit.spellings {
            let found = unit::find(&text, Patterns::builtin());
            let parts = found.map(|u| (u.sign.into_owned(), Some(u.dimension.into_owned())));
            if parts != Some((unit.is.clone(), unit.dimension.clone())) {
                wrong.push(format!("{text}: expected {}, but found {parts:?}", unit.is));
            }
        }
    }
    for text in corpus.not.iter().flat_map(|not| &not.spellings) {
        if let Some(unit) = unit::find(text, Patterns::builtin()) {
            wrong.push(format!("{text}: expected no unit, but found {unit:?}"));
        }
    }
    for name in corpus.name {
        for text in name.spellings {
            let stem = name.stem.clone().unwrap_or_else(|| text.clone());
            let found = unit::in_name(&text, Patterns::builtin());
            if found != (stem, name.unit.clone()) {
                wrong.push(format!("{text}: found {found:?}"));
            }
        }
    }
    none_wrong(&wrong);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dates {
    full: Vec<Spelled>,
    no_full: Vec<Refused>,
    part: Vec<Days>,
    no_part: Vec<Refused>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Days {
    first: String,
    last: String,
    spellings: Vec<String>,
}

#[test]
fn every_date_has_its_days() {
    let corpus: Dates = corpus("dates.toml");
    let full = |text: &str| date::full_date(text, Patterns::builtin()).map(|date| date.to_string());
    let days = |text: &str| {
        let (first, last) = date::date(text, Patterns::builtin())?.days(1999)?;
        Some((first.to_string(), last.to_string()))
    };
    let mut wrong = Vec::new();
    for date in corpus.full {
        for text in date.spellings {
            if full(&text).as_deref() != Some(&date.is) {
                wrong.push(format!("{text}: expected {}, but found {:?}", date.is, full(&text)));
            }
        }
    }
    for text in corpus.no_full.iter().flat_map(|not| &not.spellings) {
        if let Some(date) = full(text) {
            wrong.push(format!("{text}: expected no date, but found {date}"));
        }
    }
    for part in corpus.part {
        for text in part.spellings {
            if days(&text) != Some((part.first.clone(), part.last.clone())) {
                wrong.push(format!("{text}: expected {}, but found {:?}", part.first, days(&text)));
            }
        }
    }
    for text in corpus.no_part.iter().flat_map(|not| &not.spellings) {
        if let Some(days) = days(text) {
            wrong.push(format!("{text}: expected no date, but found {days:?}"));
        }
    }
    none_wrong(&wrong);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Completions {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    rate: Option<String>,
    kind: String,
    met: Option<bool>,
    rows: Vec<Vec<String>>,
}

#[test]
fn every_row_is_completed_as_its_corpus_says() {
    let mut wrong = Vec::new();
    for row in corpus::<Completions>("completion.toml").row {
        for cells in &row.rows {
            let (target, actual) = (read(&cells[0]), read(&cells[1]));
            let unit = cells.get(2).map(String::as_str);
            let subject = Subject { unit, ..Subject::default() };
            let found = judge(&subject, &target, &actual, Patterns::builtin()).completion;
            let kind = serde_json::to_value(found.kind).expect("a kind is plain data");
            if found.rate != row.rate || kind != *row.kind || found.met != row.met {
                wrong.push(format!("{cells:?}: found {found:?}"));
            }
        }
    }
    none_wrong(&wrong);
}

#[test]
fn every_pattern_is_proven_by_its_examples() {
    let wrong = Patterns::builtin().lint().into_iter().map(|problem| problem.en);
    none_wrong(&wrong.collect::<Vec<_>>());
}

#[test]
fn only_white_space_mark_up_and_a_stop_are_removed_silently() {
    let status = |cell: &str| read(cell).status;
    assert_eq!(status("≥95%"), Status::AsRead);
    assert_eq!(status("=100.00(%)"), Status::AsRead);
    assert_eq!(status("95％以上"), Status::AsRead);
    assert_eq!(status("1472.7㎡"), Status::AsRead);
    assert_eq!(status(" 95% "), Status::AsRead);
    assert_eq!(status("≥ 95%"), Status::Spacing);
    assert_eq!(status("151个。"), Status::Spacing);
    assert_eq!(status("超<b>2000</b>亿元"), Status::Spacing);
    assert_eq!(status("控制在\n预算内"), Status::Spacing);
    assert_eq!(status("$\\geq 95\\%$"), Status::Spacing);
    assert_eq!(status("已完成。"), Status::Spacing);
    assert_eq!(status("447.3l"), Status::Damaged);
}

#[test]
fn a_word_that_is_no_known_unit_is_handed_on_as_printed() {
    let tail = |cell: &str| {
        let reading = quantity::read_with_tail(cell, At::default(), Patterns::builtin());
        (reading.quantity.unit, reading.tail)
    };
    let none = (None, None);
    assert_eq!(tail("≥5 ↑"), (None, Some("↑".into())));
    assert_eq!(tail("≥5「"), (None, Some("「".into())));
    assert_eq!(tail("“5 午”"), (None, Some("午".into())));
    assert_eq!(tail("5化元以上"), (None, Some("化元".into())));
    assert_eq!(tail("12样机"), (Some("样机".into()), Some("样机".into())));
    assert_eq!(tail("12家"), (Some("家".into()), None));
    assert_eq!(tail("12"), none);
    assert_eq!(tail("已完成"), none);
}

#[test]
fn columns_of_their_own_complete_a_value_and_never_overrule_it() {
    let combined = |sign: &str, cell: &str, unit: &str| {
        let patterns = Patterns::builtin();
        shown(&quantity::combine(Some(sign), read(cell), Some(unit), patterns))
    };
    assert_eq!(combined("≥", "95", "%"), shown(&read("≥95")));
    assert_eq!(combined("反向", "5", "起"), shown(&read("≤5")));
    assert_eq!(combined("≥", "≤5", "天"), shown(&read("≤5")));
    assert_eq!(combined("6", "明显改善", ""), shown(&read("明显改善")));
    assert_eq!(combined("定性", "优", "好坏"), shown(&read("优")));
    assert_eq!(
        combined("＝", "2012.10", "万元"),
        shown(&read("=2012.10万元")).replace("Some(\"万元\")", "None")
    );
    assert_eq!(combined("≥", "3-5", "个"), shown(&read("3-5")));
    assert_eq!(combined("≥", "/", "个"), shown(&read("/")));
    assert!(quantity::is_qualitative("定性", Patterns::builtin()));
    assert!(!quantity::is_qualitative("≥", Patterns::builtin()));
}

#[test]
fn a_cell_of_points_holds_a_number_and_nothing_else() {
    let number = |cell: &str| {
        let number = quantity::number(cell, At::default(), Patterns::builtin());
        number.map(|n| n.value.to_string())
    };
    assert_eq!(number("10.00").as_deref(), Some("10.00"));
    assert_eq!(number("20 分").as_deref(), Some("20"));
    assert_eq!(number("0").as_deref(), Some("0"));
    assert_eq!(number("/"), None);
    assert_eq!(number("≥10"), None);
    assert_eq!(number("8-10"), None);
    assert_eq!(number("约10"), None);
    assert_eq!(number("1O"), None);
}

#[test]
fn units_of_one_kind_may_stand_in_one_row() {
    let unit = |text: &str| unit::find(text, Patterns::builtin()).unwrap();
    assert!(unit::same_dimension(&unit("人"), &unit("人次")));
    assert!(unit::same_dimension(&unit("万元"), &unit("元")));
    assert!(!unit::same_dimension(&unit("%"), &unit("个")));
    assert!(!unit::same_dimension(&unit("%"), &unit("百分点")));
}
