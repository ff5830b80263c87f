use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use jiaokan::internals::render::{Rows, Table, TableWriter, XlsxTables};
use jiaokan::internals::words::Language;
use regex::Regex;
use tempfile::TempDir;

use super::{AWKWARD, Full, Shared, column, error, rows_of};

/// The parts of a workbook by name.
struct Book(BTreeMap<String, String>);

/// A cell: its type, its style and what stands in it.
#[derive(Debug, Clone, PartialEq)]
struct Cell {
    kind: String,
    style: usize,
    text: String,
}

fn written(all: &[Rows], language: Language) -> Vec<u8> {
    let (file, spool) = (Shared::default(), TempDir::new().unwrap());
    let link = Box::new(|source: &str| Some(format!("../存档/{source}")));
    let writer = XlsxTables::new(file.clone(), spool.path(), language, link);
    let mut writer = Box::new(writer.unwrap());
    for rows in all {
        writer.report(rows).unwrap();
    }
    writer.error(&error("2023/空 白#.md")).unwrap();
    writer.finish().unwrap();
    assert_eq!(spool.path().read_dir().unwrap().count(), 0, "nothing is left");
    file.bytes()
}

fn book(bytes: Vec<u8>) -> Book {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let part = |name: String| {
        let mut text = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        (name, text)
    };
    Book(names.into_iter().map(part).collect())
}

impl Book {
    fn sheet_names(&self) -> Vec<&str> {
        let name = Regex::new(r#"<sheet name="([^"]+)""#).unwrap();
        let found = name.captures_iter(&self.0["xl/workbook.xml"]);
        found.map(|found| found.get(1).unwrap().as_str()).collect()
    }

    fn sheet(&self, number: usize) -> &str {
        &self.0[&format!("xl/worksheets/sheet{number}.xml")]
    }

    /// The rows of a sheet, cells by column from 0.
    fn rows(&self, number: usize) -> Vec<BTreeMap<usize, Cell>> {
        let row = Regex::new(r"(?s)<row [^>]*>(.*?)</row>").unwrap();
        let cell = Regex::new(
            r#"(?s)<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="(\w+)")?>(?:<f>.*?</f>)?(?:<is>)?<[vt](?: [^>]*)?>(.*?)</[vt]>"#,
        )
        .unwrap();
        let shared = self.shared();
        let rows = row.captures_iter(self.sheet(number));
        rows.map(|row| {
            let cells = cell.captures_iter(row.get(1).unwrap().as_str());
            cells
                .map(|found| {
                    let text = |at| found.get(at).map_or("", |found| found.as_str());
                    let letters = text(1).bytes().map(|b| usize::from(b - b'A') + 1);
                    let column = letters.fold(0, |sum, letter| sum * 26 + letter) - 1;
                    let cell = Cell {
                        kind: text(3).to_owned(),
                        style: text(2).parse().unwrap_or(0),
                        text: match text(3) {
                            "s" => shared[text(4).parse::<usize>().unwrap()].clone(),
                            _ => unescaped(text(4)),
                        },
                    };
                    (column, cell)
                })
                .collect()
        })
        .collect()
    }

    /// The texts that cells name by number.
    fn shared(&self) -> Vec<String> {
        let Some(texts) = self.0.get("xl/sharedStrings.xml") else { return Vec::new() };
        let one = Regex::new(r"(?s)<si><t(?: [^>]*)?>(.*?)</t></si>").unwrap();
        one.captures_iter(texts).map(|found| unescaped(&found[1])).collect()
    }

    /// The number format of a style.
    fn number_format(&self, style: usize) -> String {
        let styles = &self.0["xl/styles.xml"];
        let cells = styles.split_once("<cellXfs").unwrap().1;
        let format = Regex::new(r#"<xf numFmtId="(\d+)""#).unwrap();
        let id = &format.captures_iter(cells).nth(style).unwrap()[1];
        let named = Regex::new(&format!(r#"numFmtId="{id}" formatCode="([^"]+)""#)).unwrap();
        let named = named.captures(styles).map(|found| found[1].to_owned());
        named.unwrap_or_else(|| id.to_owned())
    }
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

/// The number of a table's sheet: after the overview.
fn sheet_of(table: Table) -> usize {
    2 + Table::ALL.iter().position(|one| *one == table).unwrap()
}

impl Book {
    /// The rows of a table's sheet.
    fn of(&self, table: Table) -> Vec<BTreeMap<usize, Cell>> {
        self.rows(sheet_of(table))
    }

    /// The place of a column on its sheet.
    fn place(&self, table: Table, name: &str, language: Language) -> usize {
        let heading = table.columns()[column(table, name)].heading(language);
        let heads = &self.of(table)[0];
        *heads.iter().find(|(_, cell)| cell.text == heading).unwrap().0
    }
}

#[test]
fn a_sheet_stands_for_each_table_in_the_language_asked_for() {
    let book = |language| book(written(&[rows_of(AWKWARD)], language));
    let chinese = book(Language::Zh);
    assert_eq!(
        chinese.sheet_names(),
        ["总览", "指标", "报告", "问题", "待复核清单", "错误", "说明"]
    );
    assert_eq!(chinese.of(Table::Indicators)[0][&0].text, "部门");
    let english = book(Language::En);
    assert_eq!(
        english.sheet_names(),
        ["Overview", "Indicators", "Reports", "Findings", "Review", "Errors", "Guide"]
    );
    assert_eq!(english.of(Table::Indicators)[0][&0].text, "department");
}

#[test]
fn numbers_are_numbers_with_the_decimals_that_are_printed() {
    let book = book(written(&[rows_of(AWKWARD)], Language::Zh));
    let rows = book.of(Table::Indicators);
    let cell = |row: usize, name| &rows[row][&book.place(Table::Indicators, name, Language::Zh)];
    let target = cell(2, "target_number");
    assert_eq!((target.kind.as_str(), target.text.as_str()), ("", "1472.7"));
    assert_eq!(book.number_format(target.style), "0.00");
    assert_eq!(book.number_format(cell(2, "actual_number").style), "0.0");
    let rate = cell(5, "completion_rate");
    assert_eq!((rate.text.as_str(), book.number_format(rate.style).as_str()), ("0.9933", "0.00%"));
    assert_eq!(cell(5, "met").text, "是");
    let date = cell(1, "report_date");
    assert_eq!((date.kind.as_str(), date.text.as_str()), ("", "45359"));
    assert_eq!(book.number_format(date.style), "yyyy-mm-dd");
}

#[test]
fn a_number_of_more_digits_than_a_spreadsheet_keeps_is_text() {
    let mut rows = rows_of(AWKWARD);
    let long = "12345678901234567.89";
    rows.indicators[0][column(Table::Indicators, "target_number")] = Some(long.to_owned());
    let book = book(written(&[rows], Language::En));
    let at = book.place(Table::Indicators, "target_number", Language::En);
    let cell = &book.of(Table::Indicators)[1][&at];
    assert_eq!((cell.kind.as_str(), cell.text.as_str()), ("inlineStr", long));
}

#[test]
fn text_is_never_a_formula_and_never_breaks_the_file() {
    let mut rows = rows_of(AWKWARD);
    let hostile = "=1+1\u{1}<&>\"\u{0}_x0041_\u{FFFF}";
    rows.indicators[1][column(Table::Indicators, "unmet_reason")] = Some(hostile.to_owned());
    let book = book(written(&[rows], Language::Zh));
    assert!(!book.sheet(sheet_of(Table::Indicators)).contains("<f>"));
    let rows = book.of(Table::Indicators);
    let name = &rows[1][&book.place(Table::Indicators, "indicator_name", Language::Zh)];
    assert_eq!(
        (name.kind.as_str(), name.text.as_str()),
        ("inlineStr", "=HYPERLINK(\"http://例\")次数")
    );
    let reason = &rows[2][&book.place(Table::Indicators, "unmet_reason", Language::Zh)];
    assert_eq!(reason.text, "=1+1<U+0001><&>\"<U+0000>_x005F_x0041__xFFFF_");
    let printable = |c: char| c >= ' ' || matches!(c, '\t' | '\n' | '\r');
    assert!(book.0.values().all(|part| part.chars().all(printable)));
}

#[test]
fn text_that_no_cell_can_hold_is_cut_and_says_so() {
    let mut rows = rows_of(AWKWARD);
    rows.indicators[0][column(Table::Indicators, "unmet_reason")] = Some("长".repeat(40_000));
    let book = book(written(&[rows], Language::Zh));
    let at = book.place(Table::Indicators, "unmet_reason", Language::Zh);
    let cell = &book.of(Table::Indicators)[1][&at];
    assert_eq!(cell.text.encode_utf16().count(), 32_767);
    assert!(cell.text.ends_with("原文共 40000 字〕"));
}

#[test]
fn a_row_is_linked_to_its_source_unless_the_path_cannot_be_a_link() {
    let book = book(written(&[rows_of(AWKWARD)], Language::Zh));
    let links = &book.0["xl/worksheets/_rels/sheet2.xml.rels"];
    assert_eq!(links.matches("Target=\"../存档/render/awkward-cells.md\"").count(), 8);
    let at = book.place(Table::Errors, "source", Language::Zh);
    assert_eq!(book.of(Table::Errors)[1][&at].text, "2023/空 白#.md");
    let links = &book.0["xl/worksheets/_rels/sheet6.xml.rels"];
    assert!(!links.contains("hyperlink"), "{links}");
}

#[test]
fn links_beyond_those_that_are_kept_are_formulas() {
    let mut rows = rows_of(AWKWARD);
    rows.indicators = vec![rows.indicators; 1300].concat();
    let book = book(written(&[rows], Language::Zh));
    let sheet = book.sheet(sheet_of(Table::Indicators));
    assert_eq!(sheet.matches("<hyperlink ").count(), 10_000);
    let formula =
        "<f>HYPERLINK(\"../存档/render/awkward-cells.md\",\"render/awkward-cells.md\")</f>";
    assert_eq!(sheet.matches(formula).count(), 400);
    let at = book.place(Table::Indicators, "source", Language::Zh);
    assert_eq!(book.of(Table::Indicators)[10_200][&at].text, AWKWARD);
}

#[test]
fn what_passed_is_no_problem_and_what_cannot_be_told_is_none_that_passed() {
    let book = book(written(&[rows_of(AWKWARD)], Language::Zh));
    let rows = book.of(Table::Findings);
    let at = book.place(Table::Findings, "outcome", Language::Zh);
    let outcomes: Vec<&str> = rows[1..].iter().map(|row| row[&at].text.as_str()).collect();
    assert_eq!(outcomes, ["问题", "问题", "问题", "问题", "无法核查"]);
    let at = book.place(Table::Findings, "severity", Language::Zh);
    let severities: Vec<&Cell> = rows[1..].iter().map(|row| &row[&at]).collect();
    assert_eq!(severities[0].text, "高");
    assert_ne!(severities[0].style, severities[1].style, "a colour of its own");
}

#[test]
fn a_sheet_is_a_table_whose_heads_and_keys_stay_in_sight() {
    let book = book(written(&[rows_of(AWKWARD)], Language::Zh));
    let area = Regex::new(r#"<table [^>]*name="(\w+)"[^>]* ref="A1:[A-Z]+(\d+)""#).unwrap();
    let tables: BTreeMap<String, String> = (book.0.iter())
        .filter(|(name, _)| name.starts_with("xl/tables/"))
        .map(|(_, part)| {
            assert!(part.contains("<autoFilter "), "can be filtered");
            let found = area.captures(part).unwrap();
            (found[1].to_owned(), found[2].to_owned())
        })
        .collect();
    let expected = [("errors", "2"), ("findings", "6"), ("indicators", "9"), ("reports", "2")];
    for (name, last) in expected {
        assert_eq!(tables[name], last, "{name}");
    }
    for (table, keys) in [
        (Table::Indicators, "<pane xSplit=\"3\" ySplit=\"1\""),
        (Table::Reports, "<pane xSplit=\"3\" ySplit=\"1\""),
        (Table::Findings, "<pane xSplit=\"2\" ySplit=\"1\""),
        (Table::Errors, "<pane xSplit=\"1\" ySplit=\"1\""),
    ] {
        assert!(book.sheet(sheet_of(table)).contains(keys), "{table:?}");
    }
}

#[test]
fn a_page_of_a_pdf_is_linked_and_stays_a_number() {
    let mut rows = rows_of(AWKWARD);
    let (page, source) = ("page", "source");
    let put = |row: &mut Vec<Option<String>>, name, value: &str| {
        row[column(Table::Indicators, name)] = Some(value.to_owned());
    };
    put(&mut rows.indicators[0], source, "2023/a.PDF");
    put(&mut rows.indicators[0], page, "6");
    put(&mut rows.indicators[1], page, "7");
    let book = book(written(&[rows], Language::Zh));
    let sheet = book.sheet(sheet_of(Table::Indicators));
    let link = "<f>HYPERLINK(\"../存档/2023/a.PDF#page=6\",6)</f><v>6</v>";
    assert!(sheet.contains(link), "{sheet}");
    assert_eq!(sheet.matches("#page=").count(), 1, "a text has no pages to lead to");
}

#[test]
fn the_first_sheet_counts_and_the_last_explains() {
    let mut rows = rows_of(AWKWARD);
    let put = |row: &mut Vec<Option<String>>, name, value: &str| {
        row[column(Table::Reports, name)] = Some(value.to_owned());
    };
    for (name, value) in [
        ("spending_yuan", "12345678.90"),
        ("in_total", "true"),
        ("scope", "department"),
        ("department", "甲局"),
        ("fiscal_year", "2023"),
    ] {
        put(&mut rows.reports[0], name, value);
    }
    let book = book(written(&[rows], Language::Zh));
    let text = |number: usize| {
        let rows = book.rows(number).into_iter();
        let lines = rows.map(|row| row.into_values().map(|cell| cell.text).collect::<Vec<_>>());
        lines.map(|cells| cells.join("|")).collect::<Vec<_>>()
    };
    let overview = text(1);
    for line in
        ["共处理|2", "已读取|1", "未能读取|1", "　E_EMPTY|1", "部门|2023 年", "甲局|12345678.9"]
    {
        assert!(overview.iter().any(|found| found == line), "{line}: {overview:#?}");
    }
    let guide = text(7).join("\n");
    for line in ["指标|计量单位|unit|", "残损|damaged|", "高|总分不符|score_total_differs|"]
    {
        assert!(guide.contains(line), "{line}: {guide}");
    }
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let rows = [rows_of(AWKWARD), rows_of("reports/clean/hunan-department.txt")];
    assert_eq!(written(&rows, Language::Zh), written(&rows, Language::Zh));
}

#[test]
fn a_full_disk_is_an_error() {
    let spool = TempDir::new().unwrap();
    let link = Box::new(|_: &str| None);
    let writer = XlsxTables::new(Full(900), spool.path(), Language::Zh, link);
    let mut writer = Box::new(writer.unwrap());
    writer.report(&rows_of(AWKWARD)).unwrap();
    assert_eq!(writer.finish().unwrap_err().kind(), std::io::ErrorKind::StorageFull);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let spool = TempDir::new().unwrap();
    let gone = spool.path().join("gone");
    let link = Box::new(|_: &str| None);
    let failed = XlsxTables::new(Vec::new(), &gone, Language::En, link).unwrap_err();
    assert_eq!(failed.kind(), std::io::ErrorKind::NotFound);
}
