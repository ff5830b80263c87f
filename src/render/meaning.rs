//! What stands in each column, for the documents and the last sheet of a workbook.

use crate::words::{Phrase, Words};

use super::column::Table;

/// A column by its name, or by table and name where tables differ, and what it holds.
struct Meaning(&'static str, Phrase);

macro_rules! meanings {
    ($($name:literal $en:literal, zh: $zh:literal;)*) => {
        &[$(Meaning($name, Phrase { en: $en, zh: $zh })),*]
    };
}

const ALL: &[Meaning] = meanings! {
    "report_id" "ties the tables of one run together; another for another file or content",
        zh: "同一次运行中各表据此关联；文件或内容不同则编号不同";
    "source" "path of the file below the folder that was read, `/` between its parts",
        zh: "文件相对于所读目录的路径";
    "source_sha256" "SHA-256 of the file", zh: "文件的 SHA-256 校验值，内容相同则相同";
    "report_type" "`kind` of the report", zh: "报告的种类";
    "form" "layout that was recognised, or `unknown`", zh: "识别出的报告格式；未收录的为 unknown";
    "form_version" "version of that layout", zh: "该格式的版本";
    "department" "部门名称, or a self table's 主管部门", zh: "部门名称；自评表为主管部门";
    "project" "项目名称", zh: "项目名称";
    "project_code" "项目代码, where the form has one", zh: "项目代码，格式中有此栏时填写";
    "implementing_unit" "实施单位", zh: "实施单位";
    "preparer" "填报人", zh: "填报人";
    "phone" "联系电话", zh: "联系电话";
    "fiscal_year" "year evaluated", zh: "所评价的年度";
    "fiscal_year_how" "what the year was found from", zh: "评价年度取自何处";
    "report_date" "填报日期", zh: "填报日期";
    "title" "the report's title", zh: "报告标题";
    "self_score" "the report's own total", zh: "报告自述的总分";
    "self_grade" "the report's own grade, as printed", zh: "报告自述的等级，与原文一致";
    "source_format" "kind of file, by its content", zh: "文件格式，按内容判定，不看扩展名";
    "source_encoding" "encoding of a text file", zh: "文本文件的编码";
    "source_pages" "pages, where the source marks them", zh: "页数；没有分页的文件为空";
    "indicator_no" "number of the row in the report, from 1", zh: "该指标在报告中的序号，从 1 起";
    "table_no" "number of its table, from 1", zh: "所在表格的序号，从 1 起";
    "row_no" "number of the row in that table, from 1", zh: "在该表格中的行序号，从 1 起，不计表头";
    "level1" "clean value; empty if damaged or if the form has no such level",
        zh: "一级指标；残损或该格式无此级时为空";
    "level2" "the same", zh: "二级指标；同上";
    "indicator_name" "clean name without its unit; empty if it cannot be read",
        zh: "三级指标名称，不含单位；读不准时为空";
    "indicator_name_raw" "the name as printed", zh: "三级指标在原文中的写法";
    "name_status" "how the name was read (`status` of the JSON)", zh: "名称是怎样读出的（用词见“说明”表）";
    "unit" "from the name, the values or a column", zh: "计量单位，取自名称、数值或单位栏";
    "target_raw" "as printed", zh: "预期值一栏的原文";
    "target_comparator" "`>=`, `<=`, `>`, `<`, `=`, where one is printed",
        zh: "预期值的比较符（不低于、不超过等已换成符号）；原文没有则为空";
    "target_number" "the number, or the first of a range, with its printed decimals",
        zh: "预期值的数值，区间则为下界；小数位数与原文一致";
    "target_number_hi" "the second number of a range", zh: "预期值为区间时的上界";
    "target_unit" "the unit printed with it", zh: "与预期值印在一起的单位";
    "target_text" "a target in words, or a date", zh: "以文字或日期表述的预期值";
    "actual_raw" "as printed", zh: "实现值一栏的原文";
    "actual_comparator" "as of the target", zh: "实现值的比较符，同预期值";
    "actual_number" "as of the target", zh: "实现值的数值，同预期值";
    "actual_number_hi" "as of the target", zh: "实现值为区间时的上界";
    "actual_unit" "as of the target", zh: "与实现值印在一起的单位";
    "actual_text" "as of the target", zh: "以文字或日期表述的实现值";
    "base_unit" "what both are converted to: 元 for 万元, 平方米 for 公顷, 倍 for %",
        zh: "两个数值换算成的基本单位：万元换算为元，公顷换算为平方米，百分数换算为倍";
    "target_base" "`target_number` in `base_unit`; empty where the unit is not certain",
        zh: "换算为基本单位的预期值；单位不能确定时为空";
    "actual_base" "`actual_number` in `base_unit`", zh: "换算为基本单位的实现值";
    "completion_rate" "actual ÷ target, four decimals: 0.8882", zh: "实现值 ÷ 预期值，四位小数";
    "completion_kind" "whether the rate is exact, a bound, in words, or cannot be told",
        zh: "完成率是准确值、上下限、定性，还是无法判断";
    "direction" "the `direction` of the JSON: `more` or `less` is better, `exact`, `between` two bounds, `words`; a bare number is one to reach unless its name or level speaks for less (投诉件数, 用时, 成本指标); empty where that cannot be told, and `met` is then empty too",
        zh: "指标方向：越大越好、越小越好、应相等、应在区间内、定性；只印数字的视为应达到的数，名称或级别表明越小越好的（投诉件数、用时、成本指标）除外；无法判断时为空，“是否完成”也为空";
    "met" "whether the target was met; empty where that cannot be told", zh: "是否完成预期值；无法判断时为空";
    "weight" "分值", zh: "分值";
    "score" "得分", zh: "得分";
    "unmet_reason" "未能实现预期值的原因, 偏差原因分析及改进措施",
        zh: "未能实现预期值的原因、偏差原因分析及改进措施；填“无”“/”的为空";
    "indicators.repaired_cells" "cells of the row that were restored", zh: "本行已校正的单元格数";
    "reports.repaired_cells" "restored cells of rows and cover", zh: "指标行和封面中已校正的单元格数";
    "repairs" "which cells were restored, from what to what: `target: ↑ → 个`",
        zh: "哪一格由什么校正为什么，如“预期值：↑ → 个”";
    "indicators.damaged_cells" "cells of the row that cannot be read", zh: "本行残损的单元格数";
    "reports.damaged_cells" "cells of rows and cover that cannot be read",
        zh: "指标行和封面中残损的单元格数";
    "indicators.page" "page of the row, where the source has pages", zh: "该行所在页；没有分页的文件为空";
    "findings.page" "page of the first place", zh: "第一处所在页";
    "review.page" "page of the cell, where the source has pages", zh: "该单元格所在页；没有分页的文件为空";
    "errors.page" "page, where one is to blame", zh: "出错的页，能指明时填写";
    "indicators.line" "line of the row, where the source has lines", zh: "该行在文件中的行号；以坐标定位的文件为空";
    "findings.line" "line of the first place", zh: "第一处的行号";
    "review.line" "line of the cell, where the source has lines", zh: "该单元格在文件中的行号";
    "cell" "cell of a workbook, as D5", zh: "来源为电子表格时的单元格，如 D5";
    "indicators.flags" "what to look at twice, see below", zh: "值得再看一眼之处（用词见“说明”表）";
    "reports.flags" "what to look at twice, see below", zh: "值得再看一眼之处（用词见“说明”表）";
    "scope" "whose spending it is: a department's, or one project's", zh: "所述支出属于部门整体还是单个项目";
    "spending_yuan" "total spending in 元, wherever the report states it; empty where unit or amount is not certain",
        zh: "换算为元的总支出，正文或预算执行情况表均可；金额或单位不能确定时为空";
    "in_total" "whether the amount counts when amounts are added up over departments, so that none is added twice; empty without an amount",
        zh: "汇总时是否计入，以免重复相加；没有金额时为空";
    "same_as" "an earlier file with the same content", zh: "内容完全相同的前一个文件";
    "spending_total" "total spending as printed, in `spending_unit`", zh: "按原文单位的总支出";
    "spending_unit" "元, 万元, 亿元", zh: "原文单位：元、万元或亿元";
    "spending_basis" "whether it is a budget or the final account, where the text says so",
        zh: "金额是预算还是决算；原文未说明时为空";
    "spending_source" "where the report states it: `prose`, or its `budget_block`",
        zh: "金额取自正文还是预算执行情况表";
    "spending_raw" "the amount as printed", zh: "金额在原文中的写法";
    "spending_page" "page on which it stands", zh: "金额所在页";
    "spending_line" "line on which it stands", zh: "金额所在行";
    "spending_basic" "基本支出 in the same unit and of the same basis", zh: "基本支出，单位和口径与总支出相同";
    "spending_project" "项目支出, the same", zh: "项目支出，同上";
    "spending_personnel" "人员支出, the same", zh: "人员支出，同上";
    "spending_public" "公用支出, the same", zh: "公用支出，同上";
    "budget_initial" "年初预算数 of the total row of a form", zh: "预算执行情况表合计行的年初预算数";
    "budget_full" "全年预算数, the same", zh: "全年预算数，同上";
    "budget_executed" "全年执行数, the same", zh: "全年执行数，同上";
    "budget_unit" "unit of these amounts", zh: "上述金额的单位";
    "budget_rate_raw" "执行率 as printed", zh: "执行率，与原文一致";
    "budget_weight" "分值 of that row", zh: "预算执行一行的分值";
    "budget_score" "得分 of that row", zh: "预算执行一行的得分";
    "indicators" "rows of `indicators`", zh: "读出的指标数";
    "indicators_met" "of them, met", zh: "其中已完成的";
    "indicators_unmet" "of them, not met", zh: "其中未完成的";
    "indicators_not_evaluable" "of them, where it cannot be told", zh: "其中无法判断的";
    "findings_high" "findings of high severity", zh: "严重程度为高的问题数";
    "findings_medium" "of medium severity", zh: "严重程度为中的问题数";
    "findings_low" "of low severity", zh: "严重程度为低的问题数";
    "findings_info" "for information", zh: "仅供参考的提示数";
    "checks_passed" "checks that passed", zh: "通过的核查项数";
    "checks_not_evaluable" "checks of which an input is missing or damaged",
        zh: "所需数据缺失或残损而无法核查的项数，不计为通过";
    "notes" "what the reader met and dealt with (`notes` of the JSON)",
        zh: "读取过程中遇到并已处理的情况数";
    "check" "name of the check; `jiaokan explain` tells of it",
        zh: "核查项的代码，可用 jiaokan explain 查看说明";
    "check_title" "the check in a few words", zh: "核查项的英文名称";
    "check_title_zh" "the same in Chinese", zh: "核查项的名称";
    "outcome" "`pass`, `finding`, or `not_evaluable`, which is no pass",
        zh: "通过、问题，或无法核查；无法核查不计为通过";
    "severity" "`high`, `medium`, `low`, `info`", zh: "严重程度：高、中、低、提示";
    "findings.message" "what was found, in English", zh: "问题说明（英文）";
    "errors.message" "what was expected, what was found, what to do", zh: "出错原因和处理办法（英文）";
    "findings.message_zh" "the same in Chinese", zh: "问题说明";
    "errors.message_zh" "the same in Chinese", zh: "出错原因和处理办法";
    "expected" "what the check expected", zh: "核查所得的应有值";
    "found" "what it found", zh: "报告中的值";
    "places" "how many places are concerned; `page` and `line` are those of the first",
        zh: "涉及几处；页和行为第一处";
    "rests_on" "values that carry the outcome and were not simply read, as `path=status`",
        zh: "结论所依据的、并非原样读出的值及其状态";
    "item" "which cell of the row, or which field of the cover", zh: "该行的哪一格，或封面的哪一项";
    "printed" "what is printed there", zh: "该处的原文";
    "reading" "how it is read; empty where it is not", zh: "读作什么；读不出时为空";
    "status" "how the value came about (`status` of the JSON)", zh: "该值的状态（用词见“说明”表）";
    "why" "why a person is asked", zh: "为什么需要人工复核";
    "view" "its place on the page to decide on, where the run writes pages (`--format view`)",
        zh: "在复核网页上的位置；运行时写出网页（--format view）才有";
    "candidates" "readings that are offered and not believed, best first",
        zh: "可能的读法，未予采信，最可能的在前";
    "reason_code" "code of the reason, see [notes.md](notes.md)", zh: "原因的代码";
    "reason" "what the reader says of the cell", zh: "对该单元格的说明（英文）";
    "reason_zh" "the same in Chinese", zh: "对该单元格的说明";
    "box" "left, top, right, bottom on the page", zh: "在页面上的左、上、右、下坐标";
    "verdict" "empty: what the reviewer finds", zh: "留空，由复核人填写";
    "reviewer" "empty: who reviewed", zh: "留空，由复核人填写";
    "code" "stable code of the error, see [errors.md](errors.md)", zh: "错误代码，含义见错误代码表";
};

/// What stands in a column; empty for a column that there is none of.
#[must_use]
pub fn meaning(table: Table, column: &str) -> Words {
    let own = format!("{}.{column}", table.name());
    let found = ALL.iter().find(|Meaning(name, _)| *name == own);
    let found = found.or_else(|| ALL.iter().find(|Meaning(name, _)| *name == column));
    let words = |Meaning(_, said): &Meaning| Words { en: said.en.into(), zh: said.zh.into() };
    found.map(words).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_column_has_a_meaning_and_every_meaning_a_column() {
        let mut used = BTreeSet::new();
        for table in Table::ALL {
            for column in table.columns() {
                let said = meaning(table, column.name);
                assert!(!said.zh.is_empty(), "{}.{}", table.name(), column.name);
                used.insert(format!("{}.{}", table.name(), column.name));
                used.insert(column.name.to_owned());
            }
        }
        let names: BTreeSet<String> = ALL.iter().map(|Meaning(name, _)| (*name).into()).collect();
        assert_eq!(names.len(), ALL.len());
        let unused: Vec<_> = names.difference(&used).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}
