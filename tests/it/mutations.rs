//! Whether the checks see a changed figure, and only that. Each number of two reports
//! in which nothing is wrong is changed, one at a time and in two ways, and the checks
//! are asked again. What they then find that they did not before is *caught* where it
//! names the line of the changed number, and *false* where it does not.
//!
//! `tests/mutations.txt` holds what each change raises, with the sums on top, which
//! may only become better; `UPDATE_EXPECT=1 cargo test --test it mutations` rewrites it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::support::{extract, fixtures};
use jiaokan::model::{Finding, Outcome};
use regex::Regex;

/// Two kinds of report: text with a table, and a table with points and a budget.
const REPORTS: [&str; 2] = ["guangdong-department.md", "beijing-project-table.md"];

const RECORD: &str = "tests/mutations.txt";

#[test]
fn changed_numbers_are_caught_and_raise_no_false_alarm() {
    let (mut sums, mut list) = (String::new(), String::new());
    let mut alarms = Vec::new();
    for report in REPORTS {
        let text = read(report);
        let before = found(report, &text);
        let (mut caught, mut missed, mut wrong) = (0, 0, 0);
        for change in changes(&text) {
            let after = found(report, &change.text);
            let raised = new_ones(&before, &after);
            let (near, far): (Vec<&Finding>, Vec<&Finding>) = raised
                .iter()
                .partition(|f| is_at(f, change.line) || is_rightly_elsewhere(f, report, &change));
            for finding in &far {
                alarms.push(format!("{report} {change}: {}: {}", finding.check, finding.message));
            }
            wrong += usize::from(!far.is_empty());
            match near.is_empty() {
                true => missed += 1,
                false => caught += 1,
            }
            let said = match names(&raised) {
                names if names.is_empty() => "-".to_owned(),
                names => names.into_iter().collect::<Vec<_>>().join(" "),
            };
            writeln!(list, "{report} {change}: {said}").unwrap();
        }
        writeln!(sums, "{report}: caught {caught}, missed {missed}, false {wrong}").unwrap();
    }
    println!("{sums}");
    assert!(alarms.is_empty(), "false alarms:\n{}", alarms.join("\n"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(RECORD);
    let record = format!("{sums}\n{list}");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &record).unwrap();
    }
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    let (was, is): (BTreeSet<_>, BTreeSet<_>) =
        (recorded.lines().collect(), record.lines().collect());
    let now: Vec<_> = is.difference(&was).collect();
    assert!(now.is_empty() && was == is, "not as recorded in {RECORD}:\n{now:#?}");
}

/// Findings of a changed number that rightly name another line: report, line, check.
const ELSEWHERE: &[(&str, u32, &str)] = &[
    // The year under the title is no year any more; what lacks one is the title.
    (PROJECT, 3, "title_without_year"),
];

fn is_at(finding: &Finding, line: u32) -> bool {
    finding.at.iter().any(|at| at.line() == Some(line))
}

fn is_rightly_elsewhere(finding: &Finding, report: &str, change: &Change) -> bool {
    ELSEWHERE.contains(&(report, change.line, finding.check.as_str()))
}

/// One change of a report, and the checks that it must raise, all of them and no other.
struct Planted {
    report: &'static str,
    what: &'static str,
    from: &'static str,
    to: &'static str,
    raises: &'static [&'static str],
}

const DEPARTMENT: &str = "guangdong-department.md";
const PROJECT: &str = "beijing-project-table.md";

#[rustfmt::skip]
const PLANTED: &[Planted] = &[
    Planted { report: DEPARTMENT, what: "a part of the basic spending",
        from: "公用支出完成64.15万元", to: "公用支出完成64.51万元",
        raises: &["expenditure_parts_differ"] },
    Planted { report: DEPARTMENT, what: "an amount that is stated twice",
        from: "612.35万元、项目支出完成674.05万元", to: "612.35万元、项目支出完成647.05万元",
        raises: &["expenditure_parts_differ", "amount_stated_twice_differs"] },
    Planted { report: DEPARTMENT, what: "the only satisfaction row deleted",
        from: "| 满意度指标 | 服务对象满意度指标 | 沿线群众满意度（%） | ≥90% | 94.6% | / |\n", to: "",
        raises: &["indicator_count_differs", "level_count_differs", "required_level_missing"] },
    Planted { report: DEPARTMENT, what: "a score below its grade",
        from: "自评分数96.80分", to: "自评分数86.80分",
        raises: &["grade_does_not_fit_score"] },
    Planted { report: DEPARTMENT, what: "a declared count of a level",
        from: "其中5个产出指标", to: "其中4个产出指标",
        raises: &["indicator_count_differs", "level_count_differs"] },
    Planted { report: DEPARTMENT, what: "a date before the year's end",
        from: "填报日期：2025年3月28日", to: "填报日期：2024年3月28日",
        raises: &["report_date_invalid", "event_after_report_date"] },
    Planted { report: DEPARTMENT, what: "a date that is none",
        from: "填报日期：2025年3月28日", to: "填报日期：2025年2月30日",
        raises: &["report_date_invalid"] },
    Planted { report: DEPARTMENT, what: "a year left over from the last report",
        from: "2024年本部门人员支出", to: "2023年本部门人员支出",
        raises: &["wrong_year_in_text"] },
    Planted { report: DEPARTMENT, what: "a heading's number",
        from: "#### 5.采购管理", to: "#### 4.采购管理",
        raises: &["numbering_broken"] },
    Planted { report: DEPARTMENT, what: "a reason taken away",
        from: "上游来水减少，枯水期两个断面水质出现波动。", to: "/",
        raises: &["target_missed_without_reason"] },
    Planted { report: DEPARTMENT, what: "a figure of the text",
        from: "全年巡查河道3350公里", to: "全年巡查河道3530公里",
        raises: &["narrative_number_differs"] },
    Planted { report: PROJECT, what: "a weight",
        from: "| 配送图书册数 | 15 |", to: "| 配送图书册数 | 16 |",
        raises: &["weights_do_not_sum"] },
    Planted { report: PROJECT, what: "a score above its weight",
        from: "| 5 | ≤88.6万元 | 86万元 | 5 |", to: "| 5 | ≤88.6万元 | 86万元 | 6 |",
        raises: &["score_exceeds_weight", "score_total_differs"] },
    Planted { report: PROJECT, what: "the total score",
        from: "| 总分 | | | 100 | | | 96.71 | |", to: "| 总分 | | | 100 | | | 97.61 | |",
        raises: &["score_total_differs"] },
    Planted { report: PROJECT, what: "a printed execution rate",
        from: "| 年度资金总额 | 88.6 | 88.6 | 86.0 | 10 | 97.07% |",
        to: "| 年度资金总额 | 88.6 | 88.6 | 86.0 | 10 | 79.07% |",
        raises: &["execution_rate_differs"] },
];

#[test]
fn a_planted_change_raises_the_checks_concerned_and_no_other() {
    let mut wrong = Vec::new();
    for planted in PLANTED {
        let text = read(planted.report);
        assert_eq!(text.matches(planted.from).count(), 1, "{}", planted.what);
        let changed = text.replacen(planted.from, planted.to, 1);
        let before = found(planted.report, &text);
        let after = found(planted.report, &changed);
        let raised = new_ones(&before, &after);
        let wanted: BTreeSet<&str> =
            planted.raises.iter().copied().filter(|name| exists(name)).collect();
        if names(&raised) != wanted {
            let messages: Vec<&str> = raised.iter().map(|f| f.message.as_str()).collect();
            wrong.push(format!(
                "{}: expected {wanted:?}, but found {:?}: {messages:#?}",
                planted.what,
                names(&raised)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_check_that_a_planted_change_names_is_there() {
    let named: BTreeSet<&str> = PLANTED.iter().flat_map(|p| p.raises).copied().collect();
    let missing: Vec<&str> = named.into_iter().filter(|name| !exists(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn exists(check: &str) -> bool {
    jiaokan::internals::checks::find(check).next().is_some()
}

fn read(report: &str) -> String {
    fs::read_to_string(fixtures("reports/clean").join(report)).unwrap()
}

fn found(name: &str, text: &str) -> Vec<Finding> {
    let mut findings = extract(name, text).findings;
    findings.retain(|f| f.outcome == Outcome::Finding);
    findings
}

/// Findings that were not there before: of the same check, none named a line of theirs.
fn new_ones<'a>(before: &[Finding], after: &'a [Finding]) -> Vec<&'a Finding> {
    let mut known: Vec<&Finding> = before.iter().collect();
    let mut fresh = Vec::new();
    for finding in after {
        let same = |old: &&Finding| old.check == finding.check && meet(old, finding);
        match known.iter().position(same) {
            Some(place) => {
                known.swap_remove(place);
            }
            None => fresh.push(finding),
        }
    }
    fresh
}

fn meet(a: &Finding, b: &Finding) -> bool {
    let lines = |f: &Finding| -> BTreeSet<u32> { f.at.iter().filter_map(|at| at.line()).collect() };
    let (a, b) = (lines(a), lines(b));
    a == b || !a.is_disjoint(&b)
}

fn names<'a>(findings: &[&'a Finding]) -> BTreeSet<&'a str> {
    findings.iter().map(|f| f.check.as_str()).collect()
}

/// A report with one number changed.
struct Change {
    line: u32,
    from: String,
    to: String,
    /// Which number of its line, from 1.
    place: usize,
    text: String,
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Change { line, place, from, to, .. } = self;
        write!(f, "{line}.{place} {from} -> {to}")
    }
}

/// Every number of a text, with two of its digits swapped and made a tenth greater.
fn changes(text: &str) -> Vec<Change> {
    let number = Regex::new(r"\d+(\.\d+)?").unwrap();
    let mut changes = Vec::new();
    let mut start = 0;
    for (line, content) in (1..).zip(text.split_inclusive('\n')) {
        for (place, found) in (1..).zip(number.find_iter(content)) {
            for to in [swapped(found.as_str()), tenth_more(found.as_str())].into_iter().flatten() {
                let (from, end) = (start + found.start(), start + found.end());
                changes.push(Change {
                    line,
                    from: found.as_str().to_owned(),
                    place,
                    text: format!("{}{to}{}", &text[..from], &text[end..]),
                    to,
                });
            }
        }
        start += content.len();
    }
    changes
}

/// The first two neighbouring digits that differ swapped; none that leaves a zero in front.
fn swapped(number: &str) -> Option<String> {
    let mut digits: Vec<char> = number.chars().collect();
    let differ = |i: &usize| {
        let (a, b) = (digits[*i], digits[i + 1]);
        a != b && a != '.' && b != '.' && !(*i == 0 && b == '0')
    };
    let at = (0..digits.len().saturating_sub(1)).find(differ)?;
    digits.swap(at, at + 1);
    Some(digits.into_iter().collect())
}

/// A tenth more, with the printed number of decimals, and at least one in the last place.
fn tenth_more(number: &str) -> Option<String> {
    let places = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let whole: u64 = number.replace('.', "").parse().ok()?;
    let more = (whole + (whole / 10).max(1)).to_string();
    let more = format!("{more:0>width$}", width = number.replace('.', "").len());
    let (head, tail) = more.split_at(more.len() - places);
    Some(if places == 0 { more } else { format!("{head}.{tail}") })
}

#[test]
fn a_number_is_changed_in_its_printed_form() {
    assert_eq!(tenth_more("612.35").unwrap(), "673.58");
    assert_eq!(tenth_more("0").unwrap(), "1");
    assert_eq!(tenth_more("0.05").unwrap(), "0.06");
    assert_eq!(tenth_more("0799").unwrap(), "0878");
    assert_eq!(swapped("64.15").unwrap(), "46.15");
    assert_eq!(swapped("100").as_deref(), None);
    assert_eq!(swapped("7"), None);
}
