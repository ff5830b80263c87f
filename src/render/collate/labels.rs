//! The fixed words of an apparatus, in both languages.

use crate::render::labels::labels;

labels! {
    title "Collation", zh: "绩效自评报告校勘记";
    base "Base", zh: "底本";
    witness "Witness", zh: "校本";
    witnesses "Witnesses", zh: "校本";
    not_used "not used", zh: "未采用";
    file "File", zh: "文件";
    sha256 "SHA-256", zh: "SHA-256";
    kind "What it is", zh: "性质";
    why "Why", zh: "理由";
    restored "Restored", zh: "补正";
    differing "Differing", zh: "异文";
    rows "Rows in common", zh: "对应行";
    agree "Numbers alike / different", zh: "数字同／异";
    words_agree "Words alike / different", zh: "文字同／异";
    damaged "Damaged or missing", zh: "残损或缺失";
    summary "Summary", zh: "摘要";
    entries "Places", zh: "校勘条目";
    number "No.", zh: "序号";
    outcome "Outcome", zh: "处理";
    place "Place", zh: "位置";
    indicator "Indicator", zh: "指标";
    item "Item", zh: "项目";
    printed "Base prints", zh: "底本原文";
    read "Base reads", zh: "底本读作";
    reads "reads", zh: "作";
    unread "(unread)", zh: "（无读法）";
    empty "(empty)", zh: "（空）";
    chosen "Now", zh: "现作";
    text "Paragraphs with other words", zh: "正文异文";
    section "Section", zh: "章节";
    nothing "The witnesses agree with the base, and nothing in it is unread.", zh: "各校本与底本一致，底本亦无残损。";
    none_used "None of the documents was used as a witness: nothing was collated.", zh: "所给文件均未作为校本采用，未作对校。";
    nothing_text "No copy has other words.", zh: "各本正文无异文。";
    opinion "Reviewer's opinion", zh: "复核意见";
    reviewer "Reviewer", zh: "复核人";
}
