//! What all working papers (工作底稿) have: who made them, on what basis, and room for
//! opinion and signatures.

use super::docx::{Body, Cell};
use crate::explained::Explained;
use crate::model::Program;
use crate::words::Language;

macro_rules! paper_words {
    ($($name:ident $en:literal, zh: $zh:literal;)*) => {
        /// The fixed words of working papers, in one language.
        #[derive(Debug, Clone, Copy)]
        pub(super) struct PaperWords {
            $(pub(super) $name: &'static str,)*
        }

        impl PaperWords {
            pub(super) fn new(language: Language) -> Self {
                match language {
                    Language::En => Self { $($name: $en,)* },
                    Language::Zh => Self { $($name: $zh,)* },
                }
            }
        }
    };
}

paper_words! {
    check_title "Working paper: checks of a self-evaluation", zh: "绩效自评核查工作底稿";
    diff_title "Working paper: two years compared", zh: "绩效自评年度对比工作底稿";
    facts "Facts", zh: "基本情况";
    findings "Findings", zh: "核查问题";
    open "Not evaluable", zh: "无法核查事项";
    waiting "Cells that cannot be read, and the checks that wait for them", zh: "残损的内容及因此无法进行的核查项";
    nothing "Nothing was found.", zh: "未发现问题。";
    number "No.", zh: "序号";
    severity "Severity", zh: "严重程度";
    says "Finding", zh: "核查事项及事实";
    place "Place and what is printed", zh: "出处及原文";
    cell "Cell", zh: "内容";
    checks "Checks", zh: "核查项";
    basis "Basis", zh: "依据";
    file "File", zh: "文件";
    sha256 "SHA-256", zh: "SHA-256";
    department "Audited unit", zh: "被审计单位";
    project "Project", zh: "项目";
    year "Year evaluated", zh: "评价年度";
    kind "Kind of report", zh: "文种";
    title "Title", zh: "标题";
    score "Score and grade", zh: "自评得分、等级";
    indicators "Indicators", zh: "指标数";
    form "Layout", zh: "报告格式";
    made_by "Read by", zh: "读取工具";
    written_by "Paper made by", zh: "底稿生成工具";
    patterns "patterns", zh: "规则版本";
    unknown "not recorded", zh: "未记录";
    accepted "Accepted before and not listed", zh: "此前已认可、未列出";
    opinion "Opinion of the audited unit", zh: "被审计单位意见";
    signed "Signature (seal)", zh: "签字（盖章）";
    preparer "Prepared by", zh: "编制人";
    reviewer "Reviewed by", zh: "复核人";
    date "Date", zh: "日期";
}

/// Program and patterns by which a report was read.
pub(super) fn program(program: Option<&Program>, words: &PaperWords) -> String {
    let Some(Program { version, patterns }) = program else {
        return words.unknown.to_owned();
    };
    format!("jiaokan {version}\n{} {patterns}", words.patterns)
}

/// What a check or a kind of change rests on.
pub(super) fn basis(thing: &dyn Explained, language: Language) -> String {
    let said = thing.explanation();
    let last = said.in_language(language).rsplit("\n## ").next().unwrap_or_default();
    let lines: Vec<&str> = last.lines().skip(1).filter(|line| !line.is_empty()).collect();
    match language {
        Language::En => lines.join(" "),
        Language::Zh => lines.concat(),
    }
}

/// Room for the opinion of the audited unit, and for who prepared and who reviewed.
pub(super) fn sign_off(body: &mut Body, words: &PaperWords) {
    body.table(
        &[20, 80],
        &[],
        &[
            vec![Cell::label(words.opinion), Cell::open(4)],
            vec![Cell::label(words.signed), Cell::open(2)],
        ],
    );
    body.table(
        &[14, 36, 14, 36],
        &[],
        &[
            vec![
                Cell::label(words.preparer),
                Cell::open(2),
                Cell::label(words.date),
                Cell::open(2),
            ],
            vec![
                Cell::label(words.reviewer),
                Cell::open(2),
                Cell::label(words.date),
                Cell::open(2),
            ],
        ],
    );
}
