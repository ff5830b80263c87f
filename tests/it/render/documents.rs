use std::fs;
use std::path::Path;

use jiaokan::internals::render::{Column, Kind, Table, meaning};
use jiaokan::internals::words::Language;

/// docs/tables.md and its Chinese side list every column as it is. `UPDATE_EXPECT=1` writes
/// the rows.
#[test]
fn the_documents_of_tables_list_every_column_as_it_is() {
    for (page, language) in
        [("docs/tables.md", Language::En), ("docs/tables.zh-CN.md", Language::Zh)]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        let text = fs::read_to_string(&path).unwrap();
        let mut whole = text.clone();
        for table in Table::ALL {
            let head = format!("\n## {}\n", table.name());
            let (before, rest) = whole.split_once(&head).unwrap_or_else(|| panic!("{page}{head}"));
            let end = rest.find("\n## ").unwrap_or(rest.len());
            let (section, after) = rest.split_at(end);
            let rows = table.columns();
            let rows = rows.iter().map(|column| row(table, column, language)).collect::<Vec<_>>();
            let (above, below) = around(section);
            whole = format!("{before}{head}{above}\n{}{below}{after}", rows.join("\n"));
        }
        if whole != text && std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &whole).unwrap();
        } else {
            assert_eq!(text, whole, "{page}");
        }
    }
}

/// What stands above and below the rows about columns.
fn around(section: &str) -> (&str, &str) {
    let rule = "|---|---|---|---|";
    let start = section.find(rule).expect("a table") + rule.len();
    let (above, rest) = section.split_at(start);
    let rows = rest.lines().skip(1).take_while(|line| line.starts_with("| `"));
    let length: usize = rows.map(|line| line.len() + 1).sum();
    (above, rest.get(length..).unwrap_or_default())
}

fn row(table: Table, column: &Column, language: Language) -> String {
    let kind = match (column.kind, language) {
        (Kind::Text | Kind::Source, Language::En) => "text",
        (Kind::Text | Kind::Source, Language::Zh) => "文字",
        (Kind::Link, Language::En) => "link",
        (Kind::Link, Language::Zh) => "链接",
        (Kind::Sentence(_), Language::En) => "sentence",
        (Kind::Sentence(_), Language::Zh) => "语句",
        (Kind::Integer, Language::En) => "integer",
        (Kind::Integer, Language::Zh) => "整数",
        (Kind::Decimal, Language::En) => "decimal",
        (Kind::Decimal, Language::Zh) => "小数",
        (Kind::Ratio, Language::En) => "ratio",
        (Kind::Ratio, Language::Zh) => "比率",
        (Kind::Date, Language::En) => "date",
        (Kind::Date, Language::Zh) => "日期",
        (Kind::Flag, Language::En) => "flag",
        (Kind::Flag, Language::Zh) => "是否",
        (Kind::Code(_), Language::En) => "word",
        (Kind::Code(_), Language::Zh) => "用词",
        (Kind::Codes(_), Language::En) => "words",
        (Kind::Codes(_), Language::Zh) => "多个用词",
        (Kind::Repairs | Kind::Values, Language::En) => "pairs",
        (Kind::Repairs | Kind::Values, Language::Zh) => "成对",
    };
    let folded = match (column.detail, language) {
        (false, _) => "",
        (true, Language::En) => ", folded",
        (true, Language::Zh) => "，折叠",
    };
    let (name, heading) = (column.name, column.zh);
    let meaning = meaning(table, name);
    let holds = meaning.in_language(language);
    assert!(!holds.is_empty(), "{name} says nothing");
    format!("| `{name}` | {heading} | {kind}{folded} | {holds} |")
}
