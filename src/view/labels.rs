//! The fixed words of the page, in both languages.

use super::html::Html;

macro_rules! labels {
    ($($name:ident $en:literal, zh: $zh:literal;)*) => {
        /// Headings and other fixed words, each in both languages.
        #[derive(Debug)]
        pub(super) struct Labels {
            $(pub(super) $name: Html,)*
        }

        impl Labels {
            pub(super) fn new() -> Self {
                Self { $($name: Html::both($zh, $en),)* }
            }
        }
    };
}

labels! {
    source "Source", zh: "原件";
    head "Head", zh: "基本信息";
    indicators "Indicators", zh: "绩效指标";
    budget "Budget execution", zh: "预算执行情况";
    amounts "Amounts in the text", zh: "正文金额";
    findings "Findings", zh: "核查问题";
    sections "Sections", zh: "章节";
    notes "What the reader met", zh: "读取说明";
    no_findings "No finding.", zh: "未发现问题。";
    passed "checks passed", zh: "项核查通过";
    number "No.", zh: "序号";
    level1 "Level 1", zh: "一级指标";
    level2 "Level 2", zh: "二级指标";
    name "Indicator", zh: "三级指标";
    target "Target", zh: "预期值";
    actual "Actual", zh: "实现值";
    completion "Rate", zh: "完成率";
    weight "Weight", zh: "分值";
    score "Score", zh: "得分";
    reason "Reason", zh: "原因";
    total "Total", zh: "合计";
    item "Item", zh: "项目";
    initial "Initial budget", zh: "年初预算数";
    annual "Budget", zh: "全年预算数";
    executed "Executed", zh: "全年执行数";
    rate "Rate", zh: "执行率";
    expected "expected", zh: "应为";
    found "found", zh: "实为";
    rests_on "rests on", zh: "依据";
    filter_all "All", zh: "全部";
    filter_need "To decide", zh: "待复核";
    filter_open "Not yet decided", zh: "未决定";
    filter_decided "Decided", zh: "已决定";
    search "Search", zh: "搜索";
    save "Save decisions", zh: "导出复核结论";
    load "Load", zh: "载入";
    who "Reviewer", zh: "复核人";
    previous "Previous (k)", zh: "上一处 (k)";
    next "Next (j)", zh: "下一处 (j)";
    accept "Accept (a)", zh: "确认无误 (a)";
    correct "Correct (c)", zh: "更正 (c)";
    cannot_tell "Cannot tell (x)", zh: "无法辨认 (x)";
    note "Note (n)", zh: "备注 (n)";
    undo "Undo (u)", zh: "撤销 (u)";
    set "Set", zh: "确定";
    printed "Printed", zh: "原文";
    read_as "Read as", zh: "读作";
    why "Why", zh: "原因";
    candidates "May be", zh: "可能为";
    evidence "Evidence", zh: "依据";
    keys "Keys: j k next and previous, a accept, c correct, x cannot tell, n note, u undo, / search", zh: "快捷键：j k 下一处、上一处，a 确认，c 更正，x 无法辨认，n 备注，u 撤销，/ 搜索";
    legend "Signs", zh: "图例";
    made_by "Made by", zh: "生成工具";
    language "中文 / English", zh: "中文 / English";
    pick "Choose a value, or press j for the next one that needs a decision.", zh: "点选任一数值，或按 j 跳到下一处待复核内容。";
    none_needed "Nothing here needs a person.", zh: "本报告没有待复核内容。";
    index_title "Review: all reports", zh: "复核总表";
    to_decide "To decide", zh: "待复核";
    report "Report", zh: "报告";
    department "Department", zh: "部门";
    year "Year", zh: "年度";
    kind "Kind", zh: "文种";
    first_cell "What first", zh: "最重要的一处";
    not_reports "Files that are no reports", zh: "不是绩效自评报告的文件";
    unread "Files that could not be read", zh: "无法读取的文件";
    why_unread "Why, and what to do", zh: "原因及处理办法";
    code "Code", zh: "代码";
    file "File", zh: "文件";
    sure "Nothing to decide", zh: "无待复核内容";
}
