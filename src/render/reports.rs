//! 报告: a row per report.

use crate::model::{
    BudgetRow, Fields, Finding, FiscalYear, Outcome, Report, ReportKind, Severity, Status, Text,
};
use crate::terms::Term;

use super::cell::{Cell, cells, clean, code, codes, count, printed, repairs, word_list};
use super::column::Kind;
use super::indicators::cells_of;
use super::rows::{About, Row};
use super::spending::{SOURCES, Spending};
use crate::patterns::Patterns;

/// What kinds of files are called.
pub(crate) const FORMATS: &[Term] = word_list! {
    "text", zh: "文本";
    "markdown", zh: "Markdown";
    "html", zh: "HTML";
    "docx", zh: "Word";
    "doc", zh: "Word 97-2003";
    "xlsx", zh: "Excel";
    "xls", zh: "Excel 97-2003";
    "csv", zh: "CSV";
    "pdf", zh: "PDF";
    "pdf-scan", zh: "PDF 扫描件";
    "ofd", zh: "OFD";
    "recognised", zh: "文字识别结果";
    "image", zh: "图片";
};

const YEAR_SOURCES: &[Term] = word_list! {
    "title", zh: "标题";
    "field", zh: "表头";
    "text", zh: "正文";
    "date", zh: "由填报日期推得";
    "human", zh: "经人工复核";
};

const BASES: &[Term] = word_list! {
    "initial_budget", zh: "年初预算";
    "budget", zh: "全年预算";
    "final_account", zh: "决算";
};

const FLAGS: &[Term] = word_list! {
    "spending_ambiguous", zh: "支出有几种说法";
    "spending_places_differ", zh: "正文与预算执行情况表支出不同";
    "several_reports", zh: "同一部门或项目同年另有报告";
    "budget_ambiguous", zh: "预算总额不止一行";
    "not_a_report", zh: "不是绩效自评文件";
    "no_indicators", zh: "有指标表头而未读出指标";
};

/// Whose spending a report is about. A department's holds that of its projects.
const SCOPES: &[Term] = word_list! {
    "department", zh: "部门整体";
    "project", zh: "项目";
};

/// A report and what is added up or chosen over all of it.
#[derive(Debug)]
pub(super) struct Line<'a> {
    about: &'a About<'a>,
    report: &'a Report,
    fields: &'a Fields,
    year: &'a FiscalYear,
    spending: Spending,
    budget: Option<&'a BudgetRow>,
    budget_ambiguous: bool,
}

type Value = fn(&Line<'_>) -> Option<String>;

pub(super) const CELLS: &[Cell<Value>] = cells! {
    more "report_id", zh: "报告编号", Kind::Text => |l| Some(l.about.id.clone());
    show "source", zh: "来源文件", Kind::Source => |l| Some(l.about.source.to_owned());
    more "source_sha256", zh: "来源文件校验值", Kind::Text => |l| Some(l.report.source.sha256.clone());
    more "source_format", zh: "文件格式", Kind::Code(FORMATS) => |l| code(l.report.source.format);
    more "source_encoding", zh: "文件编码", Kind::Text => |l| code(l.report.source.encoding);
    more "source_pages", zh: "页数", Kind::Integer => |l| l.report.source.pages.map(|n| n.to_string());
    show "title", zh: "标题", Kind::Text => |l| clean(Some(&l.report.title));
    show "report_type", zh: "文种", Kind::Code(ReportKind::TERMS) => |l| code(l.report.kind);
    more "form", zh: "报告格式", Kind::Text => |l| Some(l.report.form.id.clone());
    more "form_version", zh: "报告格式版本", Kind::Text => |l| Some(l.report.form.version.clone());
    show "department", zh: "部门", Kind::Text => |l| clean(l.fields.department.as_ref());
    show "project", zh: "项目", Kind::Text => |l| clean(l.fields.project.as_ref());
    more "project_code", zh: "项目代码", Kind::Text => |l| clean(l.fields.more.get("project_code"));
    more "implementing_unit", zh: "实施单位", Kind::Text => |l| clean(l.fields.implementing_unit.as_ref());
    more "preparer", zh: "填报人", Kind::Text => |l| clean(l.fields.preparer.as_ref());
    more "phone", zh: "联系电话", Kind::Text => |l| clean(l.fields.phone.as_ref());
    show "fiscal_year", zh: "评价年度", Kind::Integer => |l| l.year.value.map(|y| y.to_string());
    more "fiscal_year_how", zh: "年度依据", Kind::Code(YEAR_SOURCES) => |l| code(l.year.how);
    show "report_date", zh: "填报日期", Kind::Date => |l| l.fields.date.as_ref()?.value.clone();
    show "self_score", zh: "自评得分", Kind::Decimal => |l| l.report.conclusion.score.as_ref().map(|n| n.value.to_string());
    show "self_grade", zh: "自评等级", Kind::Text => |l| clean(l.report.conclusion.grade.as_ref());
    show "scope", zh: "层级", Kind::Code(SCOPES) => |l| scope(l.report);
    show "spending_yuan", zh: "总支出（元）", Kind::Decimal => |l| l.spending.yuan();
    show "in_total", zh: "计入汇总", Kind::Flag => |_| None;
    more "same_as", zh: "与之内容相同", Kind::Text => |_| None;
    show "spending_total", zh: "总支出", Kind::Decimal => |l| l.spending.amount("total");
    show "spending_unit", zh: "支出单位", Kind::Text => |l| l.spending.unit();
    show "spending_basis", zh: "支出口径", Kind::Code(BASES) => |l| code(l.spending.basis()?);
    show "spending_source", zh: "支出出处", Kind::Code(SOURCES) => |l| l.spending.source();
    more "spending_raw", zh: "支出原文", Kind::Text => |l| printed(&l.spending.raw()?);
    more "spending_page", zh: "支出所在页", Kind::Integer => |l| l.spending.at().page().map(|n| n.to_string());
    more "spending_line", zh: "支出所在行", Kind::Integer => |l| l.spending.at().line().map(|n| n.to_string());
    more "spending_basic", zh: "基本支出", Kind::Decimal => |l| l.spending.amount("basic");
    more "spending_project", zh: "项目支出", Kind::Decimal => |l| l.spending.amount("project");
    more "spending_personnel", zh: "人员支出", Kind::Decimal => |l| l.spending.amount("personnel");
    more "spending_public", zh: "公用支出", Kind::Decimal => |l| l.spending.amount("public");
    more "budget_initial", zh: "年初预算数", Kind::Decimal => |l| l.budget?.initial.as_ref().map(|n| n.value.to_string());
    more "budget_full", zh: "全年预算数", Kind::Decimal => |l| l.budget?.budget.as_ref().map(|n| n.value.to_string());
    more "budget_executed", zh: "全年执行数", Kind::Decimal => |l| l.budget?.executed.as_ref().map(|n| n.value.to_string());
    more "budget_unit", zh: "预算单位", Kind::Text => |l| l.budget?.unit.clone();
    more "budget_rate_raw", zh: "执行率原文", Kind::Text => |l| l.budget?.rate.as_ref().map(|n| n.raw.clone());
    more "budget_weight", zh: "预算执行分值", Kind::Decimal => |l| l.budget?.weight.as_ref().map(|n| n.value.to_string());
    more "budget_score", zh: "预算执行得分", Kind::Decimal => |l| l.budget?.score.as_ref().map(|n| n.value.to_string());
    show "indicators", zh: "指标数", Kind::Integer => |l| count(l.report.indicators.len());
    show "indicators_met", zh: "已完成", Kind::Integer => |l| met(l.report, Some(true));
    show "indicators_unmet", zh: "未完成", Kind::Integer => |l| met(l.report, Some(false));
    show "indicators_not_evaluable", zh: "无法判断", Kind::Integer => |l| met(l.report, None);
    show "repaired_cells", zh: "校正处数", Kind::Integer => |l| count(cells_in(l.report, Status::Repaired));
    more "repairs", zh: "校正内容", Kind::Repairs => |l| repaired(l.report);
    show "damaged_cells", zh: "残损处数", Kind::Integer => |l| count(cells_in(l.report, Status::Damaged));
    show "findings_high", zh: "问题（高）", Kind::Integer => |l| found(l.report, Severity::High);
    show "findings_medium", zh: "问题（中）", Kind::Integer => |l| found(l.report, Severity::Medium);
    show "findings_low", zh: "问题（低）", Kind::Integer => |l| found(l.report, Severity::Low);
    show "findings_info", zh: "提示", Kind::Integer => |l| found(l.report, Severity::Info);
    more "checks_passed", zh: "核查通过", Kind::Integer => |l| outcomes(l.report, |f| f.outcome == Outcome::Pass);
    show "checks_not_evaluable", zh: "无法核查", Kind::Integer => |l| outcomes(l.report, |f| f.outcome == Outcome::NotEvaluable);
    more "notes", zh: "读取说明条数", Kind::Integer => |l| count(l.report.notes.len());
    show "flags", zh: "标记", Kind::Codes(FLAGS) => |l| codes([
        (l.spending.is_ambiguous(), "spending_ambiguous"),
        (l.spending.places_differ(), "spending_places_differ"),
        (l.budget_ambiguous, "budget_ambiguous"),
        (l.report.has_note("not_a_report"), "not_a_report"),
        (l.report.has_note("no_indicators"), "no_indicators"),
    ]);
};

/// The row of a report.
pub(super) fn row(about: &About<'_>, patterns: &Patterns) -> Row {
    let report = about.report;
    // Several forms in one file have a total each, and none is the report's.
    let mut totals = report.budget.iter().filter(|row| row.item == "total");
    let first = totals.next();
    let budget_ambiguous = totals.next().is_some();
    let budget = first.filter(|_| !budget_ambiguous);
    let line = Line {
        about,
        report,
        fields: &report.fields,
        year: &report.fiscal_year,
        spending: Spending::of(report, budget, patterns),
        budget,
        budget_ambiguous,
    };
    CELLS.iter().map(|cell| (cell.value)(&line)).collect()
}

/// A code of [`SCOPES`]; a document of another kind is about a project if it names one.
fn scope(report: &Report) -> Option<String> {
    let scope = match report.kind {
        ReportKind::DepartmentSelfReport | ReportKind::DepartmentSelfTable => "department",
        ReportKind::ProjectSelfReport | ReportKind::ProjectSelfTable => "project",
        _ => match clean(report.fields.project.as_ref()) {
            Some(_) => "project",
            None => return None,
        },
    };
    Some(scope.to_owned())
}

/// Which fields were restored, from what to what.
fn repaired(report: &Report) -> Option<String> {
    let fields = &report.fields;
    let named = [
        ("department", fields.department.as_ref()),
        ("preparer", fields.preparer.as_ref()),
        ("phone", fields.phone.as_ref()),
        ("project", fields.project.as_ref()),
        ("implementing_unit", fields.implementing_unit.as_ref()),
        ("grade", report.conclusion.grade.as_ref()),
        ("title", Some(&report.title)),
    ];
    let more = fields.more.iter().map(|(key, text)| (key.as_str(), Some(text)));
    let all = named.into_iter().chain(more);
    repairs(all.map(|(item, text)| (item, text.and_then(|text| text.repair.as_deref()))))
}

fn met(report: &Report, met: Option<bool>) -> Option<String> {
    let indicators = report.indicators.iter();
    count(indicators.filter(|indicator| indicator.completion.met == met).count())
}

fn outcomes(report: &Report, which: impl Fn(&Finding) -> bool) -> Option<String> {
    count(report.findings.iter().filter(|finding| which(finding)).count())
}

fn found(report: &Report, severity: Severity) -> Option<String> {
    outcomes(report, |finding| finding.outcome == Outcome::Finding && finding.severity == severity)
}

/// How many cells of the indicators and fields have this status.
fn cells_in(report: &Report, status: Status) -> usize {
    let fields = &report.fields;
    let named = [
        &fields.department,
        &fields.preparer,
        &fields.phone,
        &fields.project,
        &fields.implementing_unit,
        &report.conclusion.grade,
    ];
    let texts = named.into_iter().flatten().chain(fields.more.values());
    let is = |text: &&Text| text.status == status;
    let indicators = report.indicators.iter();
    let in_rows: usize = indicators.map(|row| cells_of(row, status)).sum();
    in_rows + texts.chain([&report.title]).filter(is).count()
}
