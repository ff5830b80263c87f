//! An invented comparison that has everything a page must show: every class of pair,
//! changes of every severity, text copied and rewritten, damage, hostile names.

use jiaokan::internals::diff::{
    Change, ChangeKind, Diff, NotComparable, Pair, PairCandidate, PairClass, PairCounts, Place,
    Printed, SCHEMA, Side, SideName, Subject, Summary, TextBlock, TextClass, TextPair, Years,
};
use jiaokan::internals::location::At;
use jiaokan::model::{
    BlockKind, Completion, CompletionKind, Encoding, Finding, Format, Indicator, Number, Outcome,
    Quantity, ReportKind, Severity, SourceInfo, Status, Text,
};

/// A name that would be a script in a page.
pub(crate) const SCRIPT: &str = "<script>alert('查')</script>&\"落实\"";

/// A name that would be a formula in a workbook.
pub(crate) const FORMULA: &str = "=HYPERLINK(\"http://example.org\",\"点击\")";

/// A name that would make a terminal do something.
pub(crate) const ESCAPE: &str = "清屏\u{1b}[2J\u{202E}次数";

/// A place in the old report, a text.
fn line(number: u32) -> At {
    At::on_line(None, number, 0, 9)
}

/// A place in the new report, a PDF.
fn page(number: u32) -> At {
    At::default().with_page(Some(number)).with_bbox(Some([72.0, 90.5, 310.0, 104.0]))
}

fn side(name: &str, year: i16, score: &str, format: Format) -> Side {
    Side {
        source: SourceInfo {
            name: name.to_owned(),
            sha256: format!("{year}").repeat(16),
            bytes: 4096,
            format,
            encoding: (format == Format::Markdown).then_some(Encoding::Utf8),
            pages: (format == Format::Pdf).then_some(8),
            recognised_by: None,
            page_sizes: Vec::new(),
            page_unit: None,
        },
        program: None,
        department: Some("海棠市河湖管护中心".to_owned()),
        project: None,
        kind: ReportKind::DepartmentSelfReport,
        fiscal_year: Some(year),
        title: Some(format!("{year}年度部门整体支出绩效自评报告")),
        score: score.parse().ok(),
        grade: Some("优".to_owned()),
        indicators: 7,
        judged: 6,
        met: if year == 2023 { 6 } else { 4 },
    }
}

struct Row {
    at: At,
    number: u32,
    levels: [&'static str; 2],
    name: &'static str,
    unit: Option<&'static str>,
    target: &'static str,
    actual: &'static str,
    rate: Option<&'static str>,
    met: Option<bool>,
    reason: Option<&'static str>,
    damaged: bool,
}

impl Row {
    fn new(
        at: At,
        number: u32,
        name: &'static str,
        target: &'static str,
        actual: &'static str,
    ) -> Self {
        Self {
            at,
            number,
            levels: ["产出指标", "数量指标"],
            name,
            unit: None,
            target,
            actual,
            rate: None,
            met: None,
            reason: None,
            damaged: false,
        }
    }

    fn rate(mut self, rate: &'static str, met: bool) -> Self {
        self.rate = Some(rate);
        self.met = Some(met);
        self
    }

    fn build(self) -> Indicator {
        let text = |value: &str| Text::read(value, self.at);
        let mut name = text(self.name);
        if self.damaged {
            name = Text::damaged(self.name, self.at, Vec::new());
        }
        let number = |value: &str| Number::read(value.parse().unwrap(), value, self.at);
        Indicator {
            table: 1,
            row: self.number,
            level1: text(self.levels[0]),
            level2: text(self.levels[1]),
            name,
            unit: self.unit.map(str::to_owned),
            target: Quantity::blank(self.target, self.at),
            actual: Quantity::blank(self.actual, self.at),
            weight: Some(number("10")),
            score: Some(number("9.5")),
            direction: None,
            base: None,
            completion: Completion {
                rate: self.rate.map(str::to_owned),
                kind: match self.rate {
                    Some(_) => CompletionKind::Exact,
                    None => CompletionKind::NotEvaluable,
                },
                met: self.met,
            },
            reason: self.reason.map(text).map(Box::new),
            extra: Default::default(),
            damaged: Default::default(),
            covered: Vec::new().into(),
            at: self.at,
        }
    }
}

fn pair(class: PairClass, similarity: &str, old: Option<Row>, new: Option<Row>) -> Pair {
    Pair {
        old: old.map(Row::build),
        new: new.map(Row::build),
        class,
        similarity: similarity.parse().ok(),
        candidates: Vec::new(),
        project: None,
    }
}

const REASON: &str = "受汛期连续强降雨影响，部分河段无法进场施工，经与施工单位协商，工期顺延。";

fn pairs() -> Vec<Pair> {
    let old = |at, number, name, target, actual| Row::new(line(at), number, name, target, actual);
    let new = |at, number, name, target, actual| Row::new(page(at), number, name, target, actual);
    let mut patrol_old = old(45, 1, "河道巡查次数", "≥2400次", "2486次").rate("1.0358", true);
    patrol_old.unit = Some("次");
    let mut patrol_new = new(4, 1, "河道巡查次数", "≥2000次", "1986次").rate("0.9930", false);
    patrol_new.unit = Some("次");
    let mut late_old = old(46, 2, "堤防加固按期完工率", "100%", "92%").rate("0.9200", false);
    late_old.levels[1] = "质量指标";
    late_old.reason = Some(REASON);
    let mut late_new = new(4, 2, "堤防加固工程按期完工率", "100%", "95.50%").rate("0.9550", false);
    late_new.levels[1] = "时效指标";
    late_new.reason = Some(REASON);
    let mut garbled = new(5, 4, "水 水质监 监测断 断面 面", "≥12个", "12↑");
    garbled.damaged = true;
    let ambiguous = |name: &str, similarity: &str, row| PairCandidate {
        table: 1,
        row,
        name: name.to_owned(),
        similarity: similarity.parse().unwrap(),
        at: line(48 + row),
    };
    let mut undecided =
        pair(PairClass::Ambiguous, "", None, Some(new(5, 6, "培训场次", "≥6场", "6场")));
    undecided.candidates =
        vec![ambiguous("业务培训场次", "0.7125", 6), ambiguous("安全培训场次", "0.7120", 7)];
    vec![
        pair(PairClass::Same, "1.0000", Some(patrol_old), Some(patrol_new)),
        pair(PairClass::Renamed, "0.8312", Some(late_old), Some(late_new)),
        pair(
            PairClass::Uncertain,
            "0.7500",
            Some(old(47, 3, "水质监测断面数", "≥12个", "12个")),
            Some(garbled),
        ),
        pair(PairClass::Dropped, "", Some(old(48, 4, "清理河道垃圾量", "≥800吨", "812吨")), None),
        pair(PairClass::Added, "", None, Some(new(5, 5, SCRIPT, "≥1次", "1次"))),
        undecided,
        pair(
            PairClass::Same,
            "0.9400",
            Some(old(51, 7, FORMULA, "+5", "-5")),
            Some(new(6, 7, FORMULA, "+5", "@6")),
        ),
        pair(PairClass::Dropped, "", Some(old(52, 8, ESCAPE, "≥3次", "3次")), None),
    ]
}

fn change(
    kind: ChangeKind,
    severity: Severity,
    pair: Option<u32>,
    old: Option<&str>,
    new: Option<&str>,
    says: [&str; 2],
) -> Change {
    let name = pair.and_then(|at| {
        let pair = pairs().into_iter().nth(at as usize)?;
        let row = pair.new.or(pair.old)?;
        Some(row.name.value.unwrap_or(row.name.raw))
    });
    Change {
        change: kind,
        severity,
        indicator: name,
        pair,
        old: old.map(str::to_owned),
        new: new.map(str::to_owned),
        relative: None,
        message: says[0].to_owned(),
        message_zh: says[1].to_owned(),
        at_old: old.map(|_| line(45 + pair.unwrap_or(60))),
        at_new: new.map(|_| page(4)),
        further: Vec::new(),
    }
}

fn changes() -> Vec<Change> {
    use ChangeKind as K;
    use Severity as S;
    let mut lowered = change(
        K::TargetLowered,
        S::Medium,
        Some(0),
        Some("≥2400次"),
        Some("≥2000次"),
        ["the target went down from 2400 to 2000", "目标由2400次调低为2000次"],
    );
    lowered.relative = "-0.1667".parse().ok();
    let mut reset = change(
        K::BaselineReset,
        S::Medium,
        Some(0),
        Some("2486次"),
        Some("≥2000次"),
        ["the target is below last year's actual of 2486", "预期值低于上年实现值2486次"],
    );
    reset.further = vec![Place { side: SideName::Old, raw: "2486次".to_owned(), at: line(45) }];
    let copied = "2023年，本单位强化日常巡查，累计出动巡查人员3200人次，发现并处置问题186个，河湖面貌持续改善。";
    let again = "2024年，本单位强化日常巡查，累计出动巡查人员3200人次，发现并处置问题186个，河湖面貌持续改善。";
    vec![
        change(
            K::ReasonReused,
            S::High,
            Some(1),
            Some(REASON),
            Some(REASON),
            ["the reason is last year's, word for word", "未完成原因与上年逐字相同"],
        ),
        change(
            K::FigureCarriedOver,
            S::High,
            None,
            Some("3200人次、186个"),
            Some("3200人次、186个"),
            ["2 figures are last year's to the digit", "2个数据与上年完全相同"],
        ),
        lowered,
        reset,
        change(
            K::TextCopied,
            S::Medium,
            None,
            Some(copied),
            Some(again),
            ["a paragraph of 47 characters is last year's", "一段47字的正文照抄上年"],
        ),
        change(
            K::Dropped,
            S::Medium,
            Some(3),
            Some("≥800吨"),
            None,
            ["the new report does not have it", "本年报告没有该指标"],
        ),
        change(
            K::Dropped,
            S::Medium,
            Some(7),
            Some("≥3次"),
            None,
            ["the new report does not have it", "本年报告没有该指标"],
        ),
        change(
            K::MovedLevel,
            S::Low,
            Some(1),
            Some("质量指标"),
            Some("时效指标"),
            ["it moved to another level", "由质量指标调到时效指标"],
        ),
        change(
            K::Renamed,
            S::Low,
            Some(1),
            Some("堤防加固按期完工率"),
            Some("堤防加固工程按期完工率"),
            ["most likely the same under another name", "疑为同一指标改名"],
        ),
        change(
            K::MetToUnmet,
            S::Low,
            Some(0),
            Some("103.58%"),
            Some("99.3%"),
            ["met last year, unmet this year", "上年完成，本年未完成"],
        ),
        change(
            K::Added,
            S::Info,
            Some(4),
            None,
            Some("≥1次"),
            ["the old report does not have it", "上年报告没有该指标"],
        ),
        change(
            K::ActualChanged,
            S::Info,
            Some(6),
            Some("-5"),
            Some("@6"),
            ["the actual value moved", "实现值变动"],
        ),
    ]
}

fn block(section: &str, text: &str, at: At) -> Option<TextBlock> {
    Some(TextBlock {
        section: vec!["二、绩效自评情况".to_owned(), section.to_owned()],
        kind: BlockKind::Paragraph,
        text: text.to_owned(),
        at,
    })
}

fn text() -> Vec<TextPair> {
    let pair = |class, similarity: &str, old, new| TextPair {
        class,
        old,
        new,
        similarity: similarity.parse().ok(),
    };
    vec![
        pair(
            TextClass::Copied,
            "1.0000",
            block(
                "(一)履职效能",
                "2023年，本单位强化日常巡查，累计出动巡查人员3200人次，发现并处置问题186个，河湖面貌持续改善。",
                line(60),
            ),
            block(
                "(一)履职效能",
                "2024年，本单位强化日常巡查，累计出动巡查人员3200人次，发现并处置问题186个，河湖面貌持续改善。",
                page(6),
            ),
        ),
        pair(
            TextClass::Changed,
            "0.6410",
            block("(二)存在问题", "部分指标设置不够细化，量化程度不高。", line(71)),
            block("(二)存在问题", "个别指标设置仍不够细化，佐证材料不全。", page(7)),
        ),
        pair(
            TextClass::Removed,
            "",
            block("(三)改进措施", "下一步将开展管护人员业务培训。", line(75)),
            None,
        ),
        pair(
            TextClass::Added,
            "",
            None,
            block("(三)改进措施", "下一步将建立指标库，逐项明确责任人。", page(7)),
        ),
    ]
}

/// The comparison.
pub(crate) fn comparison() -> Diff {
    let changes = changes();
    let count = |severity| changes.iter().filter(|c| c.severity == severity).count() as u32;
    let printed = |raw: &str, status, at| Some(Printed { raw: raw.to_owned(), status, at });
    Diff {
        schema: SCHEMA.into(),
        old: side("河湖管护中心2023.md", 2023, "96.5", Format::Markdown),
        new: side("河湖管护中心2024.pdf", 2024, "97.0", Format::Pdf),
        subject: Subject::One,
        years: Years::Following,
        summary: Summary {
            high: count(Severity::High),
            medium: count(Severity::Medium),
            low: count(Severity::Low),
            info: count(Severity::Info),
            not_comparable: 1,
            pairs: PairCounts {
                same: 2,
                renamed: 1,
                uncertain: 1,
                ambiguous: 1,
                dropped: 2,
                added: 1,
            },
            characters: 210,
            copied_characters: 47,
            template_characters: 0,
        },
        pairs: pairs(),
        changes,
        not_comparable: vec![NotComparable {
            what: "actual".into(),
            indicator: Some("水 水质监 监测断 断面 面".to_owned()),
            pair: Some(2),
            old: printed("12个", Status::AsRead, line(47)),
            new: printed("12↑", Status::Damaged, page(5)),
            message: "the new report's actual value is damaged".to_owned(),
            message_zh: "本年报告的实现值残损".to_owned(),
        }],
        text: text(),
    }
}

/// What checks say of both reports.
pub(crate) fn findings() -> [Vec<Finding>; 2] {
    let finding = |check: &str, outcome, at| Finding {
        check: check.to_owned(),
        title: String::new(),
        title_zh: String::new(),
        outcome,
        severity: Severity::Medium,
        message: format!("what {check} says"),
        message_zh: format!("{check} 的结论"),
        expected: Some("98.35".to_owned()),
        found: Some("=98.30".to_owned()),
        at: vec![at],
        evidence: Vec::new(),
        rests_on: Vec::new(),
    };
    [
        vec![finding("score_exceeds_weight", Outcome::Pass, line(45))],
        vec![
            finding("sum_differs", Outcome::Finding, page(3)),
            finding("score_exceeds_weight", Outcome::NotEvaluable, page(4)),
        ],
    ]
}
