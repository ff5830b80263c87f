//! What a stage met and noted stands in the report, whichever stage it was.

use jiaokan::internals::location::At;

const REPORT: &str = "部门整体支出绩效自评报告\n\n一、部门基本情况\n\n我局负责全县水利工作。\n";

/// Where the report has the note, if it has it.
fn noted(bytes: &[u8], code: &str) -> Option<At> {
    let report = crate::support::extract("report.txt", bytes);
    report.notes.iter().find(|note| note.code == code).map(|note| note.at)
}

#[test]
fn a_byte_that_is_not_in_the_encoding_is_noted_with_its_line() {
    let mut bytes = REPORT.as_bytes().to_vec();
    let end = bytes.len() - "。\n".len();
    bytes.insert(end, 0xFF);
    assert_eq!(noted(&bytes, "bad_bytes").unwrap().line(), Some(5));
    assert_eq!(noted(REPORT.as_bytes(), "bad_bytes"), None);
}

#[test]
fn text_that_was_once_read_in_the_wrong_encoding_is_noted() {
    let lost = REPORT.replace("水利", "锟斤拷锟斤拷锟斤拷");
    assert!(noted(lost.as_bytes(), "mojibake").is_some());
    assert_eq!(noted(REPORT.as_bytes(), "mojibake"), None);
}

#[test]
fn joins_and_damage_are_noted() {
    let joined = REPORT.replace("水利工作", "水\n\n- 3 -\n\n利工作");
    assert!(noted(joined.as_bytes(), "page_number_dropped").is_some());
    let table =
        "\n一级指标\t二级指标\t三级指标\t年度指标值\n产出指标\t数量指标\t疏浚沟渠长度\t447.3l米\n";
    assert!(noted(format!("{REPORT}{table}").as_bytes(), "value_damaged").is_some());
}
