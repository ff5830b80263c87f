//! No text makes the reading of fields, years, spending and verdict panic, and
//! every place given lies within its line.

use proptest::prelude::*;

/// Pieces that reports are made of, broken ones among them.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "部门名称",
            "填 报 人",
            "联系电话",
            "填报日期",
            "项目名称",
            "：",
            ":",
            "（公章）",
            "(",
            ")",
            "（",
            "\t",
            "\n",
            "  ",
            " ",
            "# ",
            "## ",
            "2023年度",
            "二〇二三年",
            "《",
            "》",
            "-",
            "总支出",
            "基本支出",
            "和",
            "分别为",
            "完成",
            "预算数",
            "决算数",
            "其中",
            "，",
            "。",
            "1,234.5",
            "98.35",
            "万元",
            "元",
            "分",
            "自评得分",
            "等级为",
            "优",
            "“",
            "☑",
            "□",
            "清源市水务局",
            "<b>",
            "</b>",
            "\u{200b}",
            "𠀀",
            "0",
            "年",
            "月",
            "日",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ]
}

proptest! {
    #[test]
    fn no_text_panics_and_places_lie_within_their_lines(pieces in prop::collection::vec(piece(), 0..60)) {
        let text: String = pieces.concat();
        let report = crate::cases::assemble(&text.replace("### ", "# "));
        let lines: Vec<usize> = text.lines().map(|line| line.chars().count()).collect();
        let expenditure = report.expenditure.iter().map(|e| e.at);
        let fields = [&report.fields.department, &report.fields.preparer, &report.fields.project];
        let fields = fields.into_iter().flatten().map(|field| field.at);
        for at in expenditure.chain(fields).chain(report.conclusion.score.iter().map(|s| s.at)) {
            let line = at.line().expect("every place of a text has its line") as usize;
            let [from, to] = at.chars().expect("every place of a text has its characters");
            prop_assert!(from <= to && to as usize <= lines[line - 1], "{at:?}");
        }
    }
}
