//! The overview of many comparisons.

use jiaokan::internals::diff::SideName;
use jiaokan::internals::render::diff::{
    Index, IndexEntry, Lone, LoneWhy, Screen, Unread, by_kind, html_index, terminal_index,
    xlsx_index,
};
use jiaokan::internals::words::{Language, Words};
use scraper::{Html, Selector};

use super::comparison::{SCRIPT, comparison};

fn entry(department: &str, high: u32, low: u32, file: &str) -> IndexEntry {
    let diff = comparison();
    let mut entry = IndexEntry {
        old: diff.old,
        new: diff.new,
        subject: diff.subject,
        years: diff.years,
        summary: diff.summary,
        kinds: by_kind(&diff.changes),
        number: file.get(..5).and_then(|number| number.parse().ok()).unwrap(),
        file: Some(file.to_owned()),
    };
    entry.new.department = Some(department.to_owned());
    entry.summary.high = high;
    entry.summary.low = low;
    entry
}

fn said(text: &str) -> Words {
    Words { en: format!("en {text}"), zh: format!("中 {text}") }
}

fn index() -> Index {
    let mut index = Index {
        entries: vec![
            entry("甲局", 0, 9, "00001-甲局.html"),
            entry("乙局", 2, 0, "00002-乙局.html"),
            entry("丙局", 1, 3, "00003-丙局.html"),
            entry("丙局", 1, 0, "00004-丙局.html"),
        ],
        lone: vec![
            Lone {
                side: SideName::Old,
                source: "丁局.md".to_owned(),
                department: Some(SCRIPT.to_owned()),
                project: None,
                fiscal_year: None,
                why: LoneWhy::NoPartner(said("alone")),
            },
            Lone {
                side: SideName::New,
                source: "戊局.md".to_owned(),
                department: None,
                project: None,
                fiscal_year: Some(2024),
                why: LoneWhy::Conflict(said("twice")),
            },
        ],
        unread: vec![Unread {
            side: SideName::New,
            source: "空.pdf".to_owned(),
            code: "E_EMPTY".to_owned(),
            message: said("empty"),
        }],
        changes: Some("changes.csv".to_owned()),
    };
    index.rank();
    index
}

#[test]
fn departments_are_ranked_by_the_gravest_changes() {
    let index = index();
    let order: Vec<_> = index.entries.iter().map(|e| e.file.as_deref().unwrap()).collect();
    assert_eq!(order, ["00003-丙局.html", "00004-丙局.html", "00002-乙局.html", "00001-甲局.html"]);
}

#[test]
fn the_page_links_to_the_pairs_and_lists_what_was_not_compared() {
    let page = html_index(&index(), Language::Zh);
    if let Some(dir) = std::env::var_os("SHOW") {
        std::fs::write(std::path::Path::new(&dir).join("index.html"), &page).unwrap();
    }
    let html = Html::parse_document(&page);
    assert_eq!(html.errors, Vec::<std::borrow::Cow<'static, str>>::new());
    let links = Selector::parse("#pairs a").unwrap();
    let links: Vec<_> = html.select(&links).map(|a| a.value().attr("href").unwrap()).collect();
    assert_eq!(links[0], "00003-丙局.html");
    assert_eq!(links.len(), 4);
    // A page links back to its row, by its number.
    let rows = Selector::parse("#pairs tbody tr").unwrap();
    let rows: Vec<_> = html.select(&rows).map(|row| row.value().attr("id").unwrap()).collect();
    assert_eq!(rows, ["r3", "r4", "r2", "r1"]);
    assert!(page.contains("href=\"changes.csv\""));
    // Counts by kind, over all pairs.
    let kinds = Selector::parse("#kinds tbody tr").unwrap();
    let kinds: Vec<String> = html.select(&kinds).map(|row| row.text().collect()).collect();
    let lowered = kinds.iter().find(|row| row.contains("目标调低")).unwrap();
    assert!(lowered.ends_with('4'), "in all four pairs: {lowered}");
    assert!(!page.contains(SCRIPT));
    for said in ["丁局.md", "中 alone", "戊局.md", "中 twice", "空.pdf", "E_EMPTY", "中 empty"]
    {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn the_terminal_says_the_same() {
    let screen = Screen { width: 80, colour: false };
    let text = terminal_index(&index(), Language::En, screen);
    for said in
        ["1. 丙局", "■ high 2", "丁局.md", "en alone", "戊局.md", "en twice", "E_EMPTY: en empty"]
    {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn the_workbook_is_the_same_every_time() {
    let book = || xlsx_index(&index(), Language::Zh).unwrap();
    if let Some(dir) = std::env::var_os("SHOW") {
        std::fs::write(std::path::Path::new(&dir).join("index.xlsx"), book()).unwrap();
    }
    assert_eq!(book(), book());
}
