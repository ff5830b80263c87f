use jiaokan::internals::render::{CsvTables, Guarded, TableWriter};
use jiaokan::internals::words::Language;

use super::{AWKWARD, Full, Shared, error, fixture, rows_of};

/// indicators.csv, reports.csv, findings.csv and review.csv of the awkward report.
fn written(language: Language) -> [String; 4] {
    written_for(language, Guarded::No)
}

fn written_for(language: Language, guarded: Guarded) -> [String; 4] {
    let files = [(); 4].map(|()| Shared::default());
    let mut writer = Box::new(CsvTables::new(files.clone(), language, guarded).unwrap());
    writer.report(&rows_of(AWKWARD)).unwrap();
    writer.error(&error("a.md")).unwrap();
    writer.finish().unwrap();
    files.map(|file| String::from_utf8(file.bytes()).unwrap())
}

#[test]
fn the_file_is_the_expected_one_to_the_byte() {
    for (language, name) in [(Language::Zh, "zh"), (Language::En, "en")] {
        let path = fixture(&AWKWARD.replace(".md", &format!(".indicators.{name}.csv")));
        let [indicators, ..] = written(language);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, &indicators).unwrap();
        }
        assert_eq!(indicators, std::fs::read_to_string(&path).unwrap(), "{}", path.display());
    }
}

#[test]
fn a_file_starts_with_a_byte_order_mark_and_ends_each_line_with_crlf() {
    for file in written(Language::Zh) {
        assert!(file.starts_with("\u{FEFF}\"报告编号\",\"来源文件\""), "{file}");
        assert!(file.ends_with("\r\n"));
        assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
    }
    let [indicators, ..] = written(Language::En);
    assert!(indicators.starts_with("\u{FEFF}\"report_id\",\"source\","), "{indicators}");
}

#[test]
fn sentences_stand_in_the_language_asked_for_alone() {
    let [_, _, chinese, _] = written(Language::Zh);
    assert!(chinese.contains("\"合计为 99\"") && !chinese.contains("the sum"));
    assert!(chinese.contains("\"问题\",\"高\"") && chinese.contains("\"无法核查\",\"中\""));
    let [_, _, english, _] = written(Language::En);
    assert!(english.contains("\"=the sum is 99\"") && !english.contains("合计为"));
    assert!(english.contains("\"not_evaluable\",\"medium\""));
}

#[test]
fn a_reader_of_csv_gets_the_same_number_of_cells_in_each_line() {
    for file in written(Language::En) {
        let bytes = file.trim_start_matches('\u{FEFF}').as_bytes();
        let mut reader = ::csv::Reader::from_reader(bytes);
        let width = reader.headers().unwrap().len();
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert!(!records.is_empty() && records.iter().all(|record| record.len() == width));
    }
}

#[test]
fn no_cell_of_text_is_a_formula_to_a_spreadsheet_if_asked_so() {
    for language in [Language::Zh, Language::En] {
        for file in written_for(language, Guarded::Yes) {
            let bytes = file.trim_start_matches('\u{FEFF}').as_bytes();
            for record in ::csv::Reader::from_reader(bytes).records() {
                for cell in &record.unwrap() {
                    let number = cell.parse::<f64>().is_ok();
                    assert!(number || !cell.starts_with(['=', '+', '-', '@']), "{cell}");
                }
            }
        }
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let outputs = [Full(1 << 16), Full(1 << 16), Full(8000), Full(1 << 16)];
    let mut writer = CsvTables::new(outputs, Language::En, Guarded::No).unwrap();
    let rows = rows_of(AWKWARD);
    let failed = (0..20).find_map(|_| writer.report(&rows).err()).unwrap();
    assert_eq!(failed.kind(), std::io::ErrorKind::StorageFull);
}
