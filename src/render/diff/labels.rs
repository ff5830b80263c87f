//! The fixed words of the pages, in both languages.

use crate::words::Language;

macro_rules! labels {
    ($($name:ident $en:literal, zh: $zh:literal;)*) => {
        /// Headings and other fixed words, in one language.
        #[derive(Debug, Clone, Copy)]
        pub(super) struct Labels {
            $(pub(super) $name: &'static str,)*
        }

        impl Labels {
            pub(super) fn new(language: Language) -> Self {
                match language {
                    Language::En => Self { $($name: $en,)* },
                    Language::Zh => Self { $($name: $zh,)* },
                }
            }
        }
    };
}

labels! {
    title "Year over year", zh: "绩效自评年度对比";
    index_title "Year over year: all reports", zh: "绩效自评年度对比总表";
    old "Old report", zh: "上年报告";
    new "New report", zh: "本年报告";
    old_short "Old", zh: "上年";
    new_short "New", zh: "本年";
    file "File", zh: "文件";
    sha256 "SHA-256", zh: "SHA-256";
    department "Department", zh: "部门";
    project "Project", zh: "项目";
    kind_of_report "Kind of report", zh: "文种";
    year "Year", zh: "年度";
    report_title "Title", zh: "标题";
    score "Score", zh: "得分";
    grade "Grade", zh: "等级";
    indicators "Indicators", zh: "指标数";
    is_met "met", zh: "完成";
    is_unmet "unmet", zh: "未完成";
    damaged "damaged", zh: "残损";
    met "Met", zh: "完成数";
    of_judged "of", zh: "/";
    summary "Summary", zh: "摘要";
    changes "Changes", zh: "变动清单";
    change "Change", zh: "变动";
    severity "Severity", zh: "严重程度";
    kind "Kind", zh: "类型";
    total "Total", zh: "合计";
    indicator "Indicator", zh: "指标";
    level "Levels", zh: "一级、二级指标";
    level1 "Level 1", zh: "一级指标";
    level2 "Level 2", zh: "二级指标";
    number "No.", zh: "序号";
    says "What it means", zh: "说明";
    relative "Change in %", zh: "变动幅度";
    place "Place", zh: "出处";
    old_place "Old place", zh: "上年出处";
    new_place "New place", zh: "本年出处";
    further "Also", zh: "另见";
    opinion "Reviewer's opinion", zh: "复核意见";
    reviewer "Reviewer", zh: "复核人";
    table "Indicators side by side", zh: "指标对照";
    class "Match", zh: "匹配";
    target "Target", zh: "预期值";
    actual "Actual", zh: "实现值";
    weight "Weight", zh: "分值";
    points "Points", zh: "得分";
    completion "Completion", zh: "完成率";
    reason "Reason", zh: "未完成原因";
    similarity "Similarity", zh: "相似度";
    texts "Text side by side", zh: "文字对照";
    old_section "Section of the old report", zh: "上年章节";
    new_section "Section of the new report", zh: "本年章节";
    doubtful "Uncertain matches", zh: "疑似匹配";
    candidates "Could also be", zh: "其他可能";
    doubtful_note "These rows were paired with doubt or not at all: decide by hand.", zh: "以下指标的匹配存疑或未能匹配，请人工判断。";
    uncompared "Not comparable", zh: "无法比较";
    uncompared_note "Never to be read as unchanged.", zh: "不等于没有变动。";
    what "What", zh: "内容";
    why "Why", zh: "原因";
    checks "Checks", zh: "核查";
    checks_note "What the audit checks say of each report by itself.", zh: "对两年报告各自核查的结果。";
    check "Check", zh: "核查项";
    outcome "Outcome", zh: "结果";
    expected "Expected", zh: "应为";
    found "Found", zh: "实为";
    report "Report", zh: "报告";
    loosened "limit loosened", zh: "上限放宽";
    tightened "limit tightened", zh: "上限收紧";
    put_off "deadline put off", zh: "时限推后";
    brought_forward "deadline brought forward", zh: "时限提前";
    copied "Text copied", zh: "文字照抄";
    template "Template, new figures", zh: "套用文字（数字已更新）";
    colon ": ", zh: "：";
    none "none", zh: "无";
    no_changes "No differences were found.", zh: "未发现变动。";
    nothing_uncompared "Everything could be compared.", zh: "所有内容均可比较。";
    nothing_doubtful "No match is in doubt.", zh: "没有存疑的匹配。";
    no_text "Neither report has prose.", zh: "两份报告均无正文。";
    no_indicators "Neither report has indicators.", zh: "两份报告均无指标。";
    hidden "Below the severity asked for, not listed", zh: "低于所选严重程度、未列出";
    filter "Filter", zh: "筛选";
    search "Text", zh: "文字";
    search_hint "indicator, value, file…", zh: "指标、数值、文件……";
    reset "Show all", zh: "显示全部";
    only_changed "Rows with changes only", zh: "只看有变动的行";
    shown "shown", zh: "条符合筛选";
    contents "Contents", zh: "目录";
    overview_of_all "All reports", zh: "总表";
    all_changes "All changes as a table", zh: "全部变动明细表";
    kinds_of_change "Changes by kind", zh: "变动类型统计";
    departments_with "Pairs with it", zh: "涉及对数";
    at_least "At least", zh: "至少有";
    any_severity "any", zh: "不限";
    sort_hint "A click on a heading sorts by it.", zh: "点击表头可排序。";
    files "Files", zh: "文件";
    index_search_hint "department, project, file…", zh: "部门、项目、文件……";
    legend "How to read this page", zh: "图例";
    legend_del "struck out: only in the old report", zh: "删除线：仅上年报告有";
    legend_ins "underlined: only in the new report", zh: "下划线：仅本年报告有";
    legend_copied "dotted border: copied from the old report to the digit", zh: "虚线框：照抄上年，数字也未变";
    made_by "Made by", zh: "生成工具";
    schema "Shape of the data", zh: "数据格式";
    moves "The ten largest moves", zh: "幅度最大的十项";
    rank "Rank", zh: "名次";
    years "Years", zh: "年度";
    code "Code", zh: "代码";
    unpaired "Without a partner", zh: "未配对";
    unpaired_note "These reports have no counterpart in the other year and were not compared.", zh: "以下报告在另一年没有对应报告，未作比较。";
    conflicts "More than one for one key", zh: "重复冲突";
    conflicts_note "Several reports of one side claim the same department, kind, project and year; none was compared.", zh: "同一部门、文种、项目、年度有多份报告，均未比较。";
    unreadable "Not readable", zh: "无法读取";
    not_printed "not printed", zh: "未列";
    nothing_to_pair "No report of the old side could be paired with one of the new side.", zh: "两边没有可以配对的报告。";
    pairs "Pairs", zh: "已配对";
    side "Side", zh: "所属";
}
