//! Pages of many reports, and of one.

use std::fs;

use super::archive::{Archive, ends, jiaokan};

/// A report with a cell that cannot be read.
const DAMAGED: &str = "# 海棠市环卫所2023年度项目支出绩效自评报告\n\n\
    | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|---|\n\
    | 产出指标 | 数量指标 | 清扫道路长度（公里） | ≥12 | 1l |\n\
    | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 95% |\n";

#[test]
fn each_report_gets_a_page_and_the_index_leads_to_it() {
    let archive = Archive::of(3);
    archive.add("2022/损坏 #1.md", DAMAGED.as_bytes());
    archive.add("empty.md", b"");
    archive.add("letter.md", "各位同事：\n\n明天下午三点开会，请准时参加。\n".as_bytes());
    ends(&mut archive.extract("out", &["--format", "json,view"]), 1);
    let results = archive.results("out");
    let pages: Vec<&str> =
        results.keys().filter(|name| name.starts_with("view/")).map(String::as_str).collect();
    assert_eq!(
        pages,
        [
            "view/2021/局000.md.html",
            "view/2022/局001.md.html",
            "view/2022/损坏 #1.md.html",
            "view/2023/局002.md.html",
            "view/letter.md.html",
        ]
    );
    let index = String::from_utf8(results["index.html"].clone()).unwrap();
    // What needs a person comes first, with a link to the value.
    let first = index.find("<tbody>").map(|at| &index[at..]).unwrap();
    let link = "view/2022/%E6%8D%9F%E5%9D%8F%20%231.md.html#cell-t1-r1-actual";
    assert!(first.find(link).unwrap() < first.find("2021").unwrap(), "{index}");
    let page = String::from_utf8(results["view/2022/损坏 #1.md.html"].clone()).unwrap();
    assert!(page.contains("id=\"cell-t1-r1-actual\""));
    let (_, apart) = index.split_once("id=\"not-reports\"").unwrap();
    assert!(apart.contains("letter.md") && apart.contains("empty.md") && apart.contains("E_EMPTY"));
}

#[test]
fn a_page_that_is_gone_is_made_again_and_one_that_is_no_more_is_removed() {
    let archive = Archive::of(3);
    ends(&mut archive.extract("out", &["--format", "json,view"]), 0);
    let before = archive.results("out");
    fs::remove_file(archive.path("out/view/2022/局001.md.html")).unwrap();
    let said = ends(archive.extract("out", &["--format", "json,view"]).arg("--resume"), 0);
    assert!(said.err.contains("2 reports taken over"), "{}", said.err);
    assert_eq!(archive.results("out"), before);
    fs::remove_file(archive.input().join("2022/局001.md")).unwrap();
    ends(archive.extract("out", &["--format", "json,view"]).arg("--resume"), 0);
    assert!(!archive.path("out/view/2022").exists());
    assert!(archive.path("out/view/2021/局000.md.html").is_file());
}

#[test]
fn view_writes_one_page_or_a_folder_of_them() {
    let archive = Archive::of(2);
    archive.add("damaged.md", DAMAGED.as_bytes());
    let file = archive.input().join("damaged.md");
    let page = archive.path("page.html");
    let said = ends(jiaokan(&["view"]).arg(&file).arg("-o").arg(&page), 0);
    assert!(
        said.err.contains("values need a person") || said.err.contains("open it in a browser"),
        "{}",
        said.err
    );
    assert!(fs::read_to_string(&page).unwrap().starts_with("<!DOCTYPE html>"));
    // Nothing is overwritten unasked, and no input ever.
    ends(jiaokan(&["view"]).arg(&file).arg("-o").arg(&page), 2);
    ends(jiaokan(&["view", "--force"]).arg(&file).arg("-o").arg(&page), 0);
    ends(jiaokan(&["view"]).current_dir(archive.path(".")).arg(&file), 0);
    assert!(archive.path("damaged.md.view.html").is_file());
    let several = ends(jiaokan(&["view"]).arg(archive.input()), 2);
    assert!(several.err.contains("-o DIR"), "{}", several.err);
    let said =
        ends(jiaokan(&["view"]).arg(archive.input()).arg("-o").arg(archive.path("pages")), 0);
    assert!(said.err.contains("index.html"), "{}", said.err);
    assert!(archive.path("pages/view/damaged.md.html").is_file());
    // In Chinese from the first sentence on.
    let chinese = ["view", "--force", "--lang", "zh"];
    let said = ends(jiaokan(&chinese).arg(&file).arg("-o").arg(&page), 0);
    assert!(said.err.contains("待复核"), "{}", said.err);
    assert!(fs::read_to_string(&page).unwrap().contains("data-lang=\"zh-CN\""));
}
