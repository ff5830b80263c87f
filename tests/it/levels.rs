//! Level labels that lost characters: the right label or none, never a wrong one.

use crate::support::extract;
use jiaokan::model::Status;

/// A table as (level 1, level 2 of each of its rows).
type Scheme = &'static [(&'static str, &'static [&'static str])];

const OLD: Scheme = &[
    ("产出指标", &["数量指标", "质量指标", "时效指标", "成本指标"]),
    ("效益指标", &["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
    ("满意度指标", &["服务对象满意度指标"]),
];

const COST_FIRST: Scheme = &[
    ("成本指标", &["经济成本指标", "社会成本指标", "生态环境成本指标"]),
    ("产出指标", &["数量指标", "质量指标", "时效指标"]),
    ("效益指标", &["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
    ("满意度指标", &["服务对象满意度指标"]),
];

/// xorshift: the cases must be the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    /// The label with some characters deleted, at least one left.
    fn damage(&mut self, label: &str) -> String {
        let keep = 1 + self.below(9);
        let kept: String = label.chars().filter(|_| self.below(10) < keep).collect();
        let one = label.chars().nth(self.below(label.chars().count() as u64) as usize);
        if kept.is_empty() { one.into_iter().collect() } else { kept }
    }
}

/// A table of which every label was damaged with a chance of one in two.
fn garbled(title: &str, scheme: Scheme, chance: &mut Chance) -> (String, Vec<[String; 2]>) {
    let mut text = format!("# {title}\n\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n");
    let mut truth = Vec::new();
    for (level1, children) in scheme {
        for (index, level2) in children.iter().enumerate() {
            let mut printed = |label: &str| {
                if chance.below(2) == 0 { chance.damage(label) } else { label.to_owned() }
            };
            let one = if index == 0 { printed(level1) } else { String::new() };
            let two = printed(level2);
            text.push_str(&format!("{one}\t{two}\t园区巡查记录归档数量\t≥10份\t12份\n"));
            truth.push([(*level1).to_owned(), (*level2).to_owned()]);
        }
    }
    (text, truth)
}

#[test]
fn lost_characters_never_give_a_wrong_level() {
    let mut chance = Chance(0x6a69_616f_6b61_6e21);
    let (mut damaged, mut restored) = (0u32, 0u32);
    let titles =
        ["青禾区园区服务中心项目支出绩效自评表", "青禾区园区服务中心部门整体支出绩效自评报告"];
    for case in 0..2_000 {
        let scheme = if case % 2 == 0 { OLD } else { COST_FIRST };
        let (text, truth) = garbled(titles[case / 2 % 2], scheme, &mut chance);
        let report = extract("garbled.md", &text);
        assert_eq!(report.indicators.len(), truth.len(), "{text}");
        for (row, truth) in report.indicators.iter().zip(&truth) {
            for (read, truth) in [&row.level1, &row.level2].into_iter().zip(truth) {
                if let Some(value) = &read.value {
                    assert_eq!(value, truth, "from {:?} in\n{text}", read.raw);
                }
                let touched = !read.raw.is_empty() && read.raw != *truth;
                damaged += u32::from(touched);
                restored += u32::from(touched && read.status == Status::Repaired);
            }
        }
    }
    println!("{damaged} damaged labels, {restored} restored, none wrong");
    assert!(damaged >= 10_000, "only {damaged} labels were damaged");
    assert!(restored * 2 > damaged, "only {restored} of {damaged} labels were restored");
}
