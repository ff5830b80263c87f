use std::fs;
use std::path::Path;

use jiaokan::internals::render::{Column, Kind, Table};

#[test]
fn docs_tables_md_lists_every_column_as_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tables.md");
    let text = fs::read_to_string(path).unwrap();
    for table in Table::ALL {
        let (_, section) = text.split_once(&format!("\n## {}\n", table.name())).unwrap();
        let section = section.split("\n## ").next().unwrap();
        let documented: Vec<[String; 3]> = section.lines().filter_map(line).collect();
        let real: Vec<[String; 3]> = table.columns().iter().map(documented_as).collect();
        assert_eq!(documented, real, "{table:?}");
    }
}

/// The first three cells of a row about a column.
fn line(line: &str) -> Option<[String; 3]> {
    let mut cells = line.strip_prefix("| `")?.split('|').map(str::trim);
    let name = cells.next()?.trim_end_matches('`').to_owned();
    let (heading, kind) = (cells.next()?.to_owned(), cells.next()?.to_owned());
    let holds = cells.next().unwrap_or_default();
    assert!(!holds.is_empty(), "{name} says nothing");
    Some([name, heading, kind])
}

fn documented_as(column: &Column) -> [String; 3] {
    let kind = match column.kind {
        Kind::Text | Kind::Source => "text",
        Kind::Sentence(_) => "sentence",
        Kind::Integer => "integer",
        Kind::Decimal => "decimal",
        Kind::Ratio => "ratio",
        Kind::Date => "date",
        Kind::Flag => "flag",
        Kind::Code(_) => "word",
        Kind::Codes(_) => "words",
    };
    let folded = if column.detail { ", folded" } else { "" };
    [column.name.to_owned(), column.zh.to_owned(), format!("{kind}{folded}")]
}
