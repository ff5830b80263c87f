//! The outline of documents: one trouble a fixture, the tree beside it.

use std::fs;

use crate::support::{beside, expect_all};
use proptest::prelude::*;

use jiaokan::Patterns;
use jiaokan::internals::document::Item;
use jiaokan::internals::location::{At, Passage};
use jiaokan::internals::outline::{Block, Outline, Section, enumerations, outline};

/// Each `fixtures/outline/*` against its `.expected.txt`;
/// `UPDATE_EXPECT=1` writes them.
#[test]
fn each_fixture_gives_its_tree() {
    expect_all(
        "outline",
        |input| beside(input, "expected.txt"),
        |input| {
            let text = fs::read_to_string(input).unwrap();
            render(&outline(crate::traced::decoded(&text), Patterns::builtin()))
        },
    );
}

/// The tree, readable: a section a line with its number and place, its blocks
/// below it, then the notes.
fn render(outline: &Outline) -> String {
    let mut out = Vec::new();
    let title = outline.title.iter();
    out.extend(title.map(|title| format!("title: {}", passage(title))));
    blocks(&outline.cover, 0, outline, &mut out);
    sections(&outline.sections, 0, outline, &mut out);
    let notes = outline.notes.iter();
    out.extend(notes.map(|n| format!("note {}: {} {}", place(n.at), n.code, n.message)));
    out.join("\n") + "\n"
}

fn sections(list: &[Section], depth: usize, outline: &Outline, out: &mut Vec<String>) {
    for section in list {
        let number = section.number.as_deref().unwrap_or("*");
        let (indent, level) = ("  ".repeat(depth), section.level);
        let (title, at) = (&section.title, place(section.at));
        out.push(format!("{indent}[{level}] {number} | {title} @{at}"));
        blocks(&section.blocks, depth + 1, outline, out);
        sections(&section.sections, depth + 1, outline, out);
    }
}

fn blocks(list: &[Block], depth: usize, outline: &Outline, out: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    out.extend(list.iter().map(|block| match block {
        Block::Paragraph(text) => format!("{indent}¶ {}", passage(text)),
        Block::Item(text) => format!("{indent}• {}", passage(text)),
        Block::Table(index) => {
            let grid = &outline.grids[*index];
            format!("{indent}# table {index}: {}x{}", grid.rows, grid.cols)
        }
    }));
}

fn passage(passage: &Passage) -> String {
    let places: Vec<_> = passage.places().map(place).collect();
    format!("{} @{}", passage.text, places.join("+"))
}

fn place(at: At) -> String {
    let [from, to] = at.chars().unwrap_or_default();
    format!("{}:{from}-{to}", at.line().unwrap_or_default())
}

/// Every character of every block stands where its place says.
#[test]
fn every_character_is_traced_to_its_line() {
    let dir = crate::support::fixtures("outline");
    let mut seen = 0;
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        seen += crate::traced::assert_traced(&text);
    }
    assert!(seen > 1000, "only {seen} characters");
}

/// Pieces of documents, in any order, to find what only their order breaks.
const PIECES: &[&str] = &[
    "青溪市水务局2023年度",
    "部门整体支出绩效自评报告",
    "填报人：林知远",
    "一、部门概况",
    "二、自评情况。全年目标均已完成，资金按计划支付。",
    "（一）部门职能",
    "㈡ 机构人员：三十八人",
    "1.预算编制。",
    "2、部分指标设置偏低，完成值远高于目标值",
    "1.1 立项背景",
    "① 补助办法",
    "- 3 -",
    "7",
    "第3页 共9页",
    "目 录",
    "一、部门概况……1",
    "## 存在问题:",
    "【改进措施】",
    "- 一是前期准备不足，",
    "- 完成四条道路的修补",
    "我局围绕年度目标，组织开展公园改造，新增绿地十二公顷，推",
    "进了口袋公园建设。",
    "我局制定了《合同管理规定(试行)",
    "》的通知，使用 Open",
    "Source 组件",
    "指标\t目标\t实现",
    "\t≥12公顷\t13公顷",
    "部门整体支出绩效自评表",
    "附件",
    "",
    "\u{c}",
    "    另起一段的文字，说明上年度的整改",
    "。",
    ">5",
    "第",
    "(",
];

fn any_document() -> impl Strategy<Value = String> {
    let lines = prop::collection::vec(prop::sample::select(PIECES), 0..40);
    let noise = "[一二（）()《》、。.，:：# \t0-9a-zA-Z县\u{c}\n-]{0,60}";
    (lines, noise).prop_map(|(lines, noise)| format!("{}\n{noise}", lines.join("\n")))
}

/// A table between what looks like entries of a table of contents is kept.
#[test]
fn a_table_is_no_entry_of_contents() {
    let text = "目 录\n一、部门概况\n二、自评情况。\n指标\t目标\t实现\n培训\t3场\t4场\n\
                ① 补助办法\n① 补助办法\n一、部门概况\n";
    let outline = outline(crate::traced::decoded(text), Patterns::builtin());
    let tables = outline.blocks().into_iter().filter(|block| matches!(block, Block::Table(_)));
    assert_eq!((tables.count(), outline.grids.len()), (1, 1));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// No line is lost: each stands in a block, is a heading or the title, or
    /// has a note that it was dropped.
    #[test]
    fn no_line_is_lost(text in any_document()) {
        crate::traced::assert_traced(&text);
        let outline = outline(crate::traced::decoded(&text), Patterns::builtin());
        let mut titles = String::new();
        let mut seen: Vec<Option<u32>> = outline.notes.iter().map(|n| n.at.line()).collect();
        seen.extend(outline.title.iter().flat_map(Passage::places).map(|a| a.line()));
        for block in outline.blocks() {
            match block {
                Block::Paragraph(p) | Block::Item(p) => seen.extend(p.places().map(|a| a.line())),
                Block::Table(_) => {}
            }
        }
        let mut open: Vec<&Section> = outline.sections.iter().collect();
        while let Some(section) = open.pop() {
            seen.push(section.at.line());
            titles += &section.title;
            open.extend(&section.sections);
        }
        // What the decoder took for rows of a table is the table stage's.
        let items = crate::traced::decoded(&text).pages.into_iter().flat_map(|page| page.items);
        for item in items {
            let Item::Line(line) = item else { continue };
            let title = jiaokan::internals::fold::clean(&line.text);
            let title = title.trim_end_matches([':', '。', '：', '.']);
            prop_assert!(
                seen.contains(&line.at.line()) || titles.contains(title),
                "line {:?} is lost: {:?}", line.at.line(), line.text
            );
        }
    }

    /// Every level is one deeper than that of the section above, and tables
    /// keep their order.
    #[test]
    fn levels_go_one_step_down(text in any_document()) {
        fn check(sections: &[Section], above: u8) -> bool {
            sections
                .iter()
                .all(|s| s.level == above + 1 && check(&s.sections, s.level))
        }
        let outline = outline(crate::traced::decoded(&text), Patterns::builtin());
        prop_assert!(check(&outline.sections, 0), "{}", render(&outline));
        let tables: Vec<usize> = outline
            .blocks()
            .into_iter()
            .filter_map(|b| if let Block::Table(i) = b { Some(*i) } else { None })
            .collect();
        prop_assert_eq!(tables, (0..outline.grids.len()).collect::<Vec<_>>());
    }
}

/// Style and number of items of each enumeration in a text.
#[test]
fn enumerations_begin_at_one_and_miss_none() {
    let found = |text: &str| -> Vec<(String, usize)> {
        let all = enumerations(text, Patterns::builtin());
        all.into_iter().map(|e| (e.style, e.count)).collect()
    };
    let one = |style: &str, count| vec![(style.to_owned(), count)];
    assert_eq!(found("主要有：一是修路；二是架桥；三是植树。"), one("x_is", 3));
    assert_eq!(found("首先，修路。其次，架桥。最后，植树。"), one("first_next", 3));
    assert_eq!(found("一方面修路，一方面架桥。"), one("sides", 2));
    assert_eq!(found("其一，修路；其二，架桥。"), one("its", 2));
    assert_eq!(found("包括：①修路；②架桥；③植树。"), one("circled", 3));
    assert_eq!(found("任务：1.2024年修路；2.架桥。"), one("arabic", 2));
    for none in
        ["二是架桥；三是植树。", "一是修路，三是植树。", "统一是要求", "1、2、3号楼", "完成1.5倍"]
    {
        assert_eq!(found(none), [], "{none}");
    }
    let text = "做到：一是修路；二是架桥。";
    let items = &enumerations(text, Patterns::builtin())[0].items;
    let items: Vec<_> = items.iter().map(|i| &text[i.clone()]).collect();
    assert_eq!(items, ["一是修路；", "二是架桥。"]);
}
