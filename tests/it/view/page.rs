//! The page as HTML.

use std::collections::BTreeSet;

use jiaokan::internals::review;
use jiaokan::{Language, Options};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use super::{KINDS, page_of, page_of_bytes};
use crate::support;

fn select<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn text_of(html: &Html, selector: &str) -> String {
    select(html, selector).iter().flat_map(ElementRef::text).collect()
}

fn data(html: &Html) -> Value {
    serde_json::from_str(&text_of(html, "#data")).unwrap()
}

/// For looking at: `SHOW=DIR cargo test --test it view::page`.
#[test]
fn every_kind_of_source_gives_whole_html_with_all_values() {
    for &(file, kind) in KINDS {
        let (report, page) = page_of(&support::fixtures(file));
        if let Some(dir) = std::env::var_os("SHOW") {
            let name = file.replace('/', "-");
            std::fs::write(std::path::Path::new(&dir).join(name + ".html"), &page).unwrap();
        }
        let html = Html::parse_document(&page);
        assert_eq!(html.errors, Vec::<std::borrow::Cow<'static, str>>::new(), "{file}");
        assert_eq!(select(&html, &format!("#source.kind-{kind}")).len(), 1, "{file}: {kind}");
        let cells = select(&html, "[data-i]");
        let items = review::items(&report);
        let shown: BTreeSet<&str> =
            cells.iter().filter_map(|cell| cell.value().attr("id")).collect();
        let missing: Vec<&str> = items
            .iter()
            .filter(|item| !item.value.printed.is_empty() || item.value.read.is_some())
            .map(|item| item.anchor.as_str())
            .filter(|anchor| !shown.contains(anchor))
            .collect();
        assert!(missing.is_empty(), "{file}: {missing:?}");
        assert_eq!(page, page_of(&support::fixtures(file)).1, "the same bytes every time");
    }
}

/// A value that stands somewhere lights something.
#[test]
fn every_value_has_its_place_in_the_source() {
    for &(file, _) in KINDS {
        let (_, page) = page_of(&support::fixtures(file));
        let html = Html::parse_document(&page);
        let places: BTreeSet<String> = select(&html, "#source [data-s]")
            .iter()
            .flat_map(|node| node.value().attr("data-s").unwrap_or_default().split(' '))
            .map(str::to_owned)
            .collect();
        let data = data(&html);
        let dark: Vec<&Value> = data["values"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|value| {
                value["spot"].as_u64().is_some_and(|spot| !places.contains(&spot.to_string()))
            })
            .map(|value| &value["anchor"])
            .collect();
        assert!(dark.is_empty(), "{file}: nothing shows {dark:?}");
    }
}

#[test]
fn nothing_is_asked_of_the_network() {
    let (_, page) = page_of(&support::fixtures("pdf/lo-cff-whole.pdf"));
    let html = Html::parse_document(&page);
    assert!(select(&html, "iframe, object, embed, base, script[src]").is_empty());
    for link in select(&html, "[href], [src], [action], [srcset], [data]") {
        for attribute in ["href", "src", "action", "srcset", "data"] {
            let target = link.value().attr(attribute);
            let own = |target: &str| target.starts_with('#') || target.starts_with("data:");
            assert!(target.is_none_or(own), "{target:?}");
        }
    }
    let style = text_of(&html, "style");
    assert!(!style.contains("url(") && !style.contains("@import"));
    let policy = select(&html, "meta[http-equiv='Content-Security-Policy']");
    assert!(policy[0].value().attr("content").unwrap().starts_with("default-src 'none'"));
}

#[test]
fn a_report_of_ten_pages_is_small() {
    for file in
        ["pdf/lo-cff-whole.pdf", "pdf/word-like-broken-open.pdf", "pdf/chromium-song-repeat.pdf"]
    {
        let (report, page) = page_of(&support::fixtures(file));
        let pages = report.source.pages.unwrap().max(1) as usize;
        let per_ten = page.len() / pages * 10;
        println!("{file}: {} pages, {} bytes", pages, page.len());
        assert!(per_ten < 3_000_000, "{file}: {per_ten} bytes for ten pages");
    }
}

pub(super) const SCRIPT: &str = "<script>alert(1)</script>";

pub(super) fn hostile() -> String {
    format!(
        "青溪市水务局2023年度部门整体支出绩效自评报告\n\n{}\n\n\
         | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|---|\n\
         | 产出指标 | 数量指标 | 巡查{SCRIPT}次数（次） | ≥24 | 30 |\n\
         | 产出指标 | 数量指标 | 清\u{202E}淤\u{2067}长度'\"&amp; | ≥9 | </td><img src=x onerror=alert(2)> |\n\
         | 产出指标 | 质量指标 | 合格率 | ≥90% | 9l% |\n",
        "长".repeat(1 << 20)
    )
}

#[test]
fn hostile_text_stays_text() {
    let (_, page) = page_of_bytes("<b>x</b>.md", hostile().as_bytes());
    assert!(!page.contains(SCRIPT) && !page.contains("<img src=x"));
    assert!(
        !page.contains(['\u{202E}', '\u{2067}']) || !text_outside_data(&page).contains('\u{202E}')
    );
    let html = Html::parse_document(&page);
    assert_eq!(html.errors, Vec::<std::borrow::Cow<'static, str>>::new());
    assert_eq!(select(&html, "script").len(), 3);
    assert!(select(&html, "img").is_empty());
    assert!(text_of(&html, "#source").contains(SCRIPT));
}

/// The page without what its script reads and shows by itself.
fn text_outside_data(page: &str) -> String {
    let (head, rest) = page.split_once("<script type=\"application/json\"").unwrap();
    let (_, tail) = rest.split_once("</script>").unwrap();
    format!("{head}{tail}")
}

#[test]
fn both_languages_stand_in_the_page_and_it_opens_in_the_one_asked_for() {
    let bytes = std::fs::read(support::fixtures("kinds/report.md")).unwrap();
    let report = support::extract("report.md", &bytes);
    for (language, code) in [(Language::Zh, "zh-CN"), (Language::En, "en")] {
        let page = jiaokan::page(&report, &bytes, &Options::default(), language);
        let html = Html::parse_document(&page);
        assert_eq!(select(&html, "html")[0].value().attr("data-lang"), Some(code));
        let words = text_of(&html, "#values");
        assert!(words.contains("绩效指标") && words.contains("Indicators"));
    }
}

#[test]
fn a_repair_shows_what_was_printed_and_what_it_became() {
    let (_, page) = page_of(&support::fixtures("reports/damaged/garbled-scan.md"));
    let html = Html::parse_document(&page);
    assert!(!select(&html, ".c.st-repaired del").is_empty());
    assert!(!select(&html, ".c.st-repaired ins").is_empty());
    let damaged = select(&html, ".c.st-damaged.need");
    assert!(!damaged.is_empty());
    assert!(damaged.iter().all(|cell| cell.text().collect::<String>().starts_with('?')));
}
