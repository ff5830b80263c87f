//! As a page.

use jiaokan::internals::render::diff::html;
use jiaokan::internals::words::Language;
use jiaokan::model::Severity;
use scraper::{Html, Selector};

use super::comparison::{ESCAPE, FORMULA, SCRIPT, comparison};
use super::{nothing, of, shown};

fn page(language: Language) -> String {
    shown(language, Severity::Info, html)
}

fn select<'h>(html: &'h Html, selector: &str) -> Vec<scraper::ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn text_of(html: &Html, selector: &str) -> Vec<String> {
    let text = |element: &scraper::ElementRef<'_>| element.text().collect::<String>();
    select(html, selector).iter().map(text).collect()
}

/// For looking at: `SHOW=DIR cargo test --test it diff_render`.
#[test]
fn the_page_is_whole_html_in_both_languages() {
    for (language, code) in [(Language::Zh, "zh-CN"), (Language::En, "en")] {
        let page = page(language);
        if let Some(dir) = std::env::var_os("SHOW") {
            std::fs::write(std::path::Path::new(&dir).join(format!("{code}.html")), &page).unwrap();
        }
        let html = Html::parse_document(&page);
        assert_eq!(html.errors, Vec::<std::borrow::Cow<'static, str>>::new());
        assert_eq!(select(&html, "html")[0].value().attr("lang"), Some(code));
        assert_eq!(page, self::page(language), "the same bytes every time");
    }
}

#[test]
fn nothing_is_asked_of_the_network() {
    let page = page(Language::Zh);
    let html = Html::parse_document(&page);
    assert!(select(&html, "link, img, iframe, object, embed, base, script[src]").is_empty());
    for link in select(&html, "[href], [src], [action], [srcset], [data]") {
        for attribute in ["href", "src", "action", "srcset", "data"] {
            let target = link.value().attr(attribute);
            assert!(target.is_none_or(|target| target.starts_with('#')), "{target:?}");
        }
    }
    let style = text_of(&html, "style").join("");
    assert!(!style.contains("url(") && !style.contains("@import"));
    let policy = select(&html, "meta[http-equiv='Content-Security-Policy']");
    let policy = policy[0].value().attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
}

#[test]
fn hostile_text_stays_text() {
    let page = page(Language::Zh);
    assert!(!page.contains(SCRIPT));
    let html = Html::parse_document(&page);
    assert_eq!(select(&html, "script").len(), 1);
    let names = text_of(&html, "td, th").join("\n");
    // A clean value has no marks that turn the direction of writing, and what does something is
    // told and not done.
    let escape = ESCAPE.replace('\u{202E}', "").replace('\u{1b}', "<U+001B>");
    for name in [SCRIPT, FORMULA, &escape] {
        assert!(names.contains(name), "{name}");
    }
}

#[test]
fn every_change_cites_both_places_and_marks_its_characters() {
    let html = Html::parse_document(&page(Language::Zh));
    let rows = select(&html, "#changes tbody tr");
    let diff = comparison();
    assert_eq!(rows.len(), diff.changes.len());
    for change in &diff.changes {
        let said = |row: &&scraper::ElementRef<'_>| {
            row.text().collect::<String>().contains(&change.message_zh)
        };
        let row = rows.iter().find(said).unwrap_or_else(|| panic!("{}", change.message_zh));
        let text: String = row.text().collect();
        let places = row.select(&Selector::parse("td > .cite").unwrap()).count();
        let cited = usize::from(change.at_old.is_some()) + usize::from(change.at_new.is_some());
        assert!(places >= cited, "{text}");
    }
    // The files stand in the head, and nowhere else.
    for file in ["河湖管护中心2023.md", "河湖管护中心2024.pdf"] {
        assert_eq!(page(Language::Zh).matches(file).count(), 1, "{file}");
    }
    let lowered = "#changes tbody tr[data-kind=target_lowered]";
    assert_eq!(text_of(&html, &format!("{lowered} del")), ["2400"]);
    assert_eq!(text_of(&html, &format!("{lowered} ins")), ["2000"]);
}

#[test]
fn both_years_stand_beside_each_other() {
    let html = Html::parse_document(&page(Language::Zh));
    let rows = select(&html, "#table tbody");
    assert_eq!(rows.len(), 8);
    let first: Vec<String> = rows[0]
        .select(&Selector::parse("tr:first-child > td").unwrap())
        .map(|cell| cell.text().collect())
        .collect();
    assert!(first[0].starts_with("河道巡查次数 (次)"), "{first:?}");
    assert_eq!(first[1], "≥2400次");
    assert_eq!(first[5], "≥2000次");
    // Without scripts everything is in sight, and no filter.
    assert!(select(&html, ".item[hidden]").is_empty());
    assert_eq!(select(&html, "form[hidden]").len(), 1);
}

#[test]
fn what_differs_beside_damage_is_not_marked() {
    let html = Html::parse_document(&page(Language::Zh));
    let garbled = "#table tbody.class-uncertain";
    assert!(text_of(&html, garbled)[0].contains("[残损]"));
    let name = format!("{garbled} td.text del, {garbled} td.text ins");
    assert!(select(&html, &name).is_empty());
}

#[test]
fn all_that_differs_has_a_word_and_a_sign() {
    let html = Html::parse_document(&page(Language::Zh));
    for (class, said) in [
        ("same", "= 同一指标"),
        ("renamed", "≈ 疑似改名"),
        ("uncertain", "? 残损存疑"),
        ("ambiguous", "? 多种可能"),
        ("dropped", "− 取消"),
        ("added", "+ 新增"),
    ] {
        let classes = text_of(&html, &format!("#table tbody.class-{class} .class"));
        assert!(!classes.is_empty() && classes.iter().all(|text| text == said), "{class}");
    }
    assert_eq!(text_of(&html, "#texts .class"), ["= 照抄", "≠ 改写", "− 删去", "+ 新写"]);
}

#[test]
fn two_equal_reports_give_a_page_that_says_so() {
    let page = of(&nothing(), Language::Zh, Severity::Info, html);
    let html = Html::parse_document(&page);
    assert_eq!(html.errors, Vec::<std::borrow::Cow<'static, str>>::new());
    assert!(text_of(&html, "#changes")[0].contains("未发现变动。"));
}

#[test]
fn what_is_not_listed_is_counted() {
    let page = shown(Language::Zh, Severity::High, html);
    let html = Html::parse_document(&page);
    assert_eq!(select(&html, "#changes tbody tr").len(), 3);
    assert!(text_of(&html, ".facts")[0].contains("低于所选严重程度、未列出："));
}
