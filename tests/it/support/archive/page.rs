//! An invented report as text.

use super::Dice;
use super::words::{
    ACHIEVEMENTS, BUREAUS, Bureau, MANAGEMENT, MEASURES, PLACES, PROBLEMS, REASONS,
};

/// What a file is called after.
#[derive(Debug)]
pub(super) struct Title {
    pub(super) year: u64,
    pub(super) place: &'static str,
    pub(super) department: String,
    pub(super) title: String,
    pub(super) extension: &'static str,
}

#[derive(Debug)]
pub(super) struct Page {
    pub(super) title: Title,
    pub(super) text: String,
}

/// A row of the table of indicators.
#[derive(Debug)]
struct Row {
    level1: &'static str,
    level2: &'static str,
    name: String,
    target: String,
    actual: String,
    reason: &'static str,
    met: bool,
}

/// The report of this number.
pub(super) fn page(index: usize, dice: &mut Dice) -> Page {
    let year = dice.number(2021, 2024);
    let place = *dice.one(PLACES);
    let bureau = dice.one(BUREAUS);
    let department = format!("{place}{}", bureau.name);
    let rows = rows(bureau, dice);
    let (title, text, extension) = match index % 10 {
        0..=5 => department_report(year, &department, bureau, &rows, dice),
        6..=8 => project_table(year, &department, bureau, &rows, dice),
        _ => bare_table(&rows),
    };
    let title = Title { year, place, department, title, extension };
    Page { title, text }
}

/// The text as a recogniser spoils it.
pub(super) fn garbled(text: &str, dice: &mut Dice) -> String {
    let (label, spoilt) = *dice.one(&[
        ("产出指标", "产指"),
        ("数量指标", "数 指"),
        ("效益指标", "效指标"),
        ("满意度指标", "满意"),
    ]);
    let text = text.replacen(label, spoilt, 1);
    // 个 of the first value in that unit, never a digit.
    let text = match text.find("个\t").or_else(|| text.find("个 |")) {
        Some(at) => format!("{}↑{}", &text[..at], &text[at + "个".len()..]),
        None => text,
    };
    let text = text.replacen("合格率", "的情况,但是一种的,但是一种的,但是一种的。", 1);
    match text.find("减轻基层") {
        Some(at) => format!("{}\n\n{}", &text[..at], &text[at..]),
        None => text,
    }
}

fn rows(bureau: &Bureau, dice: &mut Dice) -> Vec<Row> {
    let mut rows = Vec::new();
    let quantities = dice.number(2, bureau.quantities.len() as u64) as usize;
    for (name, unit, usual) in &bureau.quantities[..quantities] {
        rows.push(counted("产出指标", "数量指标", name, unit, *usual, dice));
    }
    for name in bureau.qualities {
        let met = dice.happens(90);
        let actual = if met { 100 } else { dice.number(90, 97) };
        let (target, actual) = ("≥98%".to_owned(), format!("{actual}%"));
        rows.push(row("产出指标", "质量指标", (*name).to_owned(), [target, actual], met, dice));
    }
    let cost = "控制在预算内".to_owned();
    let name = "成本控制情况".to_owned();
    rows.push(row("产出指标", "成本指标", name, [cost.clone(), cost], true, dice));
    let levels = ["经济效益指标", "社会效益指标"];
    for ((name, unit, usual), level2) in bureau.benefits.iter().zip(levels) {
        rows.push(counted("效益指标", level2, name, unit, *usual, dice));
    }
    let tenths = dice.number(860, 990);
    let (target, actual) = ("≥90%".to_owned(), format!("{}.{}%", tenths / 10, tenths % 10));
    let name = bureau.satisfied.to_owned();
    let level2 = "服务对象满意度指标";
    rows.push(row("满意度指标", level2, name, [target, actual], tenths >= 900, dice));
    rows
}

fn counted(
    level1: &'static str,
    level2: &'static str,
    name: &str,
    unit: &str,
    usual: u64,
    dice: &mut Dice,
) -> Row {
    let target = dice.number(usual.div_ceil(2), usual * 2);
    let met = dice.happens(85) || target < 20;
    let actual = if met {
        target + dice.number(0, target / 4)
    } else {
        target - dice.number(1, target / 10)
    };
    let name = match dice.happens(50) {
        true => format!("{name}（{unit}）"),
        false => name.to_owned(),
    };
    let values = [format!("≥{target}{unit}"), format!("{actual}{unit}")];
    row(level1, level2, name, values, met, dice)
}

fn row(
    level1: &'static str,
    level2: &'static str,
    name: String,
    [target, actual]: [String; 2],
    met: bool,
    dice: &mut Dice,
) -> Row {
    let reason = if met { "无" } else { *dice.one(REASONS) };
    Row { level1, level2, name, target, actual, reason, met }
}

/// 部门整体支出绩效自评报告
fn department_report(
    year: u64,
    department: &str,
    bureau: &Bureau,
    rows: &[Row],
    dice: &mut Dice,
) -> (String, String, &'static str) {
    let (personnel, public) = (dice.number(20_000, 90_000), dice.number(2_000, 9_000));
    let (basic, project) = (personnel + public, dice.number(30_000, 150_000));
    let amount = |hundredths: u64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let [total, basic, project, personnel, public] =
        [basic + project, basic, project, personnel, public].map(amount);
    let of = |level: &str| rows.iter().filter(|row| row.level1 == level).count();
    let unmet = rows.iter().filter(|row| !row.met).count();
    let points = 9_900 - 60 * unmet as u64 - dice.number(0, 40);
    let problem = dice.number(0, PROBLEMS.len() as u64 - 1) as usize;
    let (table, extension) = match dice.number(0, 2) {
        0 => (tabs(rows), "txt"),
        1 => (pipes(rows), "md"),
        _ => (html(rows), "md"),
    };
    let management = MANAGEMENT.iter().enumerate();
    let management: Vec<String> = management
        .map(|(at, (heading, text))| format!("{}.{heading}。\n\n{text}", at + 1))
        .collect();
    let management = management.join("\n\n");
    let mut achievements = ACHIEVEMENTS.to_vec();
    achievements.truncate(dice.number(3, ACHIEVEMENTS.len() as u64) as usize);
    let text = format!(
        "{year}年度部门整体支出绩效自评报告\n\n部门名称：{department}（公章）\n\n填报人：甄{}\n\n\
         联系电话：{}\n\n填报日期：{}年{}月{}日\n\n一、部门基本情况\n\n（一）部门职能。\n\n\
         {department}负责{}等工作，下设科室{}个。\n\n（二）年度总体工作和重点工作任务。\n\n{}\n\n\
         （三）部门整体支出绩效目标情况。\n\n本年度填报的绩效指标合计{}个指标，其中{}个产出指标、\
         {}个效益指标和{}个满意度指标。{}个指标中有{}个指标完成、{unmet}个指标未完成。\n\n\
         （四）部门整体支出情况（以决算数为统计口径）\n\n{year}年度部门整体全年总支出完成{total}万元，\
         包括基本支出完成{basic}万元、项目支出完成{project}万元。其中人员支出完成{personnel}万元、\
         公用支出完成{public}万元。\n\n二、绩效自评情况\n\n（一）自评结论。\n\n对照绩效评价指标，\
         绩效自评分数{}分，自评等次优。\n\n（二）履职效能分析。\n\n指标实现情况如下表：\n\n{table}\n\n\
         （三）管理效率分析。\n\n{management}\n\n\
         （四）就部门整体支出绩效管理存在问题提出改进措施。\n\n存在问题：\n\n1.{}\n\n改进意见：\n\n1.{}\n\n\
         三、其他自评情况\n\n无。\n",
        dice.one(&["晓禾", "望舒", "若兰", "一鸣"]),
        dice.number(3_100_000, 8_999_999),
        year + 1,
        dice.number(2, 5),
        dice.number(1, 28),
        bureau.work,
        dice.number(4, 14),
        achievements.join("\n\n"),
        rows.len(),
        of("产出指标"),
        of("效益指标"),
        of("满意度指标"),
        rows.len(),
        rows.len() - unmet,
        amount(points),
        PROBLEMS[problem],
        MEASURES[problem],
    );
    (format!("{year}年度部门整体支出绩效自评报告"), text, extension)
}

/// 项目支出绩效自评表
fn project_table(
    year: u64,
    department: &str,
    bureau: &Bureau,
    rows: &[Row],
    dice: &mut Dice,
) -> (String, String, &'static str) {
    let project = *dice.one(bureau.projects);
    let budget = dice.number(40, 900);
    let percent = dice.number(85, 100);
    let executed = budget * percent; // hundredths
    let money = format!(
        "年度资金总额 | {budget}.00 | {budget}.00 | {}.{:02} | 10 | {percent}% | {}.{} |",
        executed / 100,
        executed % 100,
        percent / 10,
        percent % 10,
    );
    let weight = 90 / rows.len();
    let mut lines = String::new();
    let mut points = percent; // tenths
    for (at, row) in rows.iter().enumerate() {
        let weight = if at == 0 { 90 - weight * (rows.len() - 1) } else { weight };
        let score = if row.met { weight * 10 } else { weight * 10 - 5 };
        points += score as u64;
        lines.push_str(&format!(
            "| {} | {} | {} | {} | {} | {weight} | {}.{} | {} |\n",
            row.level1,
            row.level2,
            row.name,
            row.target,
            row.actual,
            score / 10,
            score % 10,
            row.reason,
        ));
    }
    let text = format!(
        "项目支出绩效自评表\n\n（{year}年度）\n\n\
         | 项目名称 | {project} | | | | | |\n|---|---|---|---|---|---|---|\n\
         | 主管部门 | {department} | | | 实施单位 | {department} | |\n\
         | 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n\
         | {money}\n\n\
         | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |\n\
         |---|---|---|---|---|---|---|---|\n{lines}| 总分 | | | | | 100 | {}.{} | |\n",
        points / 10,
        points % 10,
    );
    (format!("{year}年{project}绩效自评表"), text, "md")
}

/// A table without title or form.
fn bare_table(rows: &[Row]) -> (String, String, &'static str) {
    ("绩效指标完成情况".to_owned(), html(rows), "html")
}

const HEADER: [&str; 6] =
    ["一级指标", "二级指标", "三级指标", "预期值", "实现值", "未能实现预期值的原因"];

/// Labels stand in the first row that they span.
fn tabs(rows: &[Row]) -> String {
    let mut lines = vec![HEADER.join("\t")];
    let (mut first, mut second) = ("", "");
    for row in rows {
        let level1 = if row.level1 == first { "" } else { row.level1 };
        let level2 = if row.level2 == second { "" } else { row.level2 };
        (first, second) = (row.level1, row.level2);
        let cells = [level1, level2, &row.name, &row.target, &row.actual, row.reason];
        lines.push(cells.join("\t"));
    }
    lines.join("\n")
}

fn pipes(rows: &[Row]) -> String {
    let mut lines =
        vec![format!("| {} |", HEADER.join(" | ")), "|---|---|---|---|---|---|".to_owned()];
    for row in rows {
        let cells = [row.level1, row.level2, &row.name, &row.target, &row.actual, row.reason];
        lines.push(format!("| {} |", cells.join(" | ")));
    }
    lines.join("\n")
}

fn html(rows: &[Row]) -> String {
    let mut lines = vec![format!("<table><tr><th>{}</th></tr>", HEADER.join("</th><th>"))];
    let mut span_ends = 0;
    for (at, row) in rows.iter().enumerate() {
        let mut cells = String::new();
        if at >= span_ends {
            let same = rows[at..].iter().take_while(|other| other.level1 == row.level1);
            span_ends = at + same.count();
            cells = format!("<td rowspan=\"{}\">{}</td>", span_ends - at, row.level1);
        }
        let rest = [row.level2, &row.name, &row.target, &row.actual, row.reason];
        lines.push(format!("<tr>{cells}<td>{}</td></tr>", rest.join("</td><td>")));
    }
    lines.push("</table>".to_owned());
    lines.join("\n")
}
