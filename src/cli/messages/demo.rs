//! What `jiaokan demo` says, and what it calls the reports that it unpacks.

use std::path::Path;

use super::super::language::Language;
use crate::visible;

/// Paths of the bundled reports below the folder of reports.
pub(crate) const NAMES: [&str; 8] = [
    "2023/青榆市水务局-部门整体支出绩效自评报告.md",
    "2023/云岚区文化和旅游局-部门整体支出绩效自评报告.md",
    "2023/松溪市民政局-社区食堂运营补助绩效自评表.txt",
    "2023/青屿市档案馆-部门整体支出绩效自评报告.txt",
    "2024/青榆市水务局-部门整体支出绩效自评报告.md",
    "2024/云岚区文化和旅游局-部门整体支出绩效自评报告（扫描识别）.md",
    "2024/松溪市民政局-社区食堂运营补助绩效自评表.html",
    "2024/青屿市档案馆-部门整体支出绩效自评报告.pdf",
];

/// A folder that is not empty.
pub(crate) fn not_empty(dir: &Path, language: Language) -> String {
    let dir = visible::path(dir);
    match language {
        Language::Zh => {
            format!(
                "E_EXISTS：示例要写入新的或空的目录，而 {dir} 中已有内容，未写入任何文件；请换一个目录"
            )
        }
        Language::En => format!(
            "E_EXISTS: expected a new or an empty folder, but found something in {dir}; nothing was written, name another folder"
        ),
    }
}

/// What there is to look at, and what to try.
pub(crate) fn what_next(reports: &Path, results: &Path, language: Language) -> String {
    let open = |name: &str| visible::path(&results.join(name));
    let (workbook, csv, json) = (open("jiaokan.xlsx"), open("indicators.csv"), open("reports"));
    let year = |year: &str| visible::path(&reports.join(year));
    let (before, after) = (year("2023"), year("2024"));
    let reports = visible::path(reports);
    match language {
        Language::Zh => format!(
            "\
四个虚构部门两个年度的 8 份报告在 {reports}，提取结果可以这样看：
  {workbook}  用表格软件打开：指标、报告、问题、错误各一张表，“来源文件”可点开原文
  {csv}  指标长表，可直接导入分析软件
  {json}  每份报告一个 JSON：每个值的原文、位置、状态和依据
其中 2024 年云岚区的一份是识别残损的扫描件：残损的标签已校正并附依据，读不准的留空，不作猜测。
接着可以试试：
  jiaokan check \"{reports}\"  逐份核查
  jiaokan diff \"{before}\" \"{after}\"  两个年度逐项比较"
        ),
        Language::En => format!(
            "\
8 reports of four invented departments over two years are in {reports}; look at the results:
  {workbook}  in a spreadsheet: indicators, reports, findings and errors, each row linked to its source
  {csv}  the long table of indicators
  {json}  a JSON file for each report: raw text, place, status and evidence of every value
One of 2024 is a garbled scan: damaged labels are restored with evidence; what cannot be read with certainty is left empty, never guessed.
Then try:
  jiaokan check \"{reports}\"  what an auditor would look at
  jiaokan diff \"{before}\" \"{after}\"  the two years, indicator by indicator"
        ),
    }
}
