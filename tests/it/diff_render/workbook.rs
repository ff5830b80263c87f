//! As a workbook.

use std::io::{Cursor, Read};

use jiaokan::internals::render::diff::xlsx;
use jiaokan::internals::words::Language;
use jiaokan::model::Severity;
use zip::ZipArchive;

use super::comparison::{FORMULA, SCRIPT};
use super::shown;

fn workbook(language: Language) -> Vec<u8> {
    shown(language, Severity::Info, |c, o| xlsx(c, o).unwrap())
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn sheet_names(bytes: &[u8]) -> Vec<String> {
    let book = part(bytes, "xl/workbook.xml");
    let names = book.split("<sheet name=\"").skip(1);
    names.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn the_sheets_are_those_of_the_working_papers() {
    let zh = workbook(Language::Zh);
    let en = workbook(Language::En);
    if let Some(dir) = std::env::var_os("SHOW") {
        let dir = std::path::Path::new(&dir);
        std::fs::write(dir.join("zh.xlsx"), &zh).unwrap();
        std::fs::write(dir.join("en.xlsx"), &en).unwrap();
    }
    assert_eq!(
        sheet_names(&zh),
        ["摘要", "变动清单", "指标对照", "文字对照", "疑似匹配", "无法比较", "核查"]
    );
    assert_eq!(
        sheet_names(&en),
        [
            "Summary",
            "Changes",
            "Indicators side by side",
            "Text side by side",
            "Uncertain matches",
            "Not comparable",
            "Checks"
        ]
    );
}

#[test]
fn the_same_comparison_gives_the_same_bytes() {
    assert_eq!(workbook(Language::Zh), workbook(Language::Zh));
}

#[test]
fn nothing_of_a_report_becomes_a_formula() {
    let bytes = workbook(Language::Zh);
    for number in 1..=7 {
        let sheet = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
        assert!(!sheet.contains("<f>") && !sheet.contains("t=\"str\""), "sheet {number}");
    }
    let strings = part(&bytes, "xl/sharedStrings.xml");
    let escaped = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        text.replace('>', "&gt;")
    };
    for text in [SCRIPT, FORMULA, "@6", "=98.30"] {
        assert!(strings.contains(&escaped(text)), "{text}");
    }
}

#[test]
fn cells_show_which_characters_differ() {
    let strings = part(&workbook(Language::Zh), "xl/sharedStrings.xml");
    let runs: Vec<&str> = strings.split("<r>").collect();
    let has = |mark: &str, text: &str| {
        let text = format!(">{text}</t>");
        runs.iter().any(|run| run.contains(mark) && run.contains(&text))
    };
    assert!(has("<strike/>", "2400"));
    assert!(has("<u/>", "2000"));
    assert!(!has("<strike/>", "2000"));
}

#[test]
fn lists_can_be_filtered_reviewed_and_printed() {
    let bytes = workbook(Language::Zh);
    let changes = part(&bytes, "xl/worksheets/sheet2.xml");
    for wanted in
        ["<autoFilter", "state=\"frozen\"", "orientation=\"landscape\"", "paperSize=\"9\""]
    {
        assert!(changes.contains(wanted), "{wanted}");
    }
    let strings = part(&bytes, "xl/sharedStrings.xml");
    for heading in ["复核意见", "复核人", "上年出处", "本年出处"] {
        assert!(strings.contains(heading), "{heading}");
    }
    // The last two columns of a change are for the reviewer, and empty.
    let row = changes.split("<row r=\"2\"").nth(1).unwrap().split("</row>").next().unwrap();
    for column in ["N2", "O2"] {
        let cell = row.split(&format!("r=\"{column}\"")).nth(1);
        assert!(
            cell.is_none_or(|cell| !cell.split("<c ").next().unwrap().contains("<v>")),
            "{column}"
        );
    }
}
