//! The page in a browser without a screen: see browser.mjs beside this.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use jiaokan::internals::review;
use jiaokan::model::Status;
use jiaokan::{Language, Options, decisions};
use serde_json::json;

use super::page::{SCRIPT, hostile};
use super::{KINDS, has, page_of, page_of_bytes};
use crate::support;

/// A report with cells to decide on; its rows are damaged in different ways.
const DECIDE: &str = "青溪市水务局2023年度部门整体支出绩效自评报告\n\n\
    部门名称：青溪市水务局\n\n\
    自评得分为90分，评价等级为良。\n\n\
    | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n\
    | 产指 | 数量指标 | 巡查河道次数（次） | ≥24 | 3l | 30 | 30 |\n\
    | 产出指标 | 质量指标 | 巡查覆盖率 | ≥90% | 9?% | 30 | 30 |\n\
    | 产出指标 | 时效指标 | 整改及时率 | ≥95% | 96% | 20 | 2O |\n\
    | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 9l% | 20 | 15 |\n";

/// Forty pages of rows.
fn long() -> String {
    let mut text = String::from("青溪市水务局2023年度部门整体支出绩效自评报告\n\n");
    for page in 0..40 {
        if page > 0 {
            text.push('\u{0C}');
        }
        text.push_str("| 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 | 分值 | 得分 |\n|---|---|---|---|---|---|---|\n");
        for row in 0..25 {
            let damaged = if row % 9 == 4 { "l" } else { "" };
            text.push_str(&format!(
                "| 产出指标 | 数量指标 | 第{page}片区疏浚河道{row}号长度（公里） | ≥{row}.5 | {row}.6{damaged} | 1 | 1 |\n"
            ));
        }
        text.push_str("\n各片区按期完成疏浚任务，河道水质持续改善，群众反映良好。\n\n");
    }
    text
}

#[test]
fn a_person_decides_on_the_page_and_the_program_takes_it() {
    if !["node", "chromedriver", "chromium"].iter().all(|program| has(program)) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let mut pages = Vec::new();
    for &(file, kind) in KINDS {
        let name = file.replace(['/', '.'], "-");
        let page = format!("{name}.html");
        fs::write(path.join(&page), page_of(&support::fixtures(file)).1).unwrap();
        pages.push(json!({ "file": page, "kind": kind, "name": name }));
    }
    let (report, page) = page_of_bytes("decide.md", DECIDE.as_bytes());
    fs::write(path.join("decide.html"), page).unwrap();
    fs::write(path.join("hostile.html"), page_of_bytes("x.md", hostile().as_bytes()).1).unwrap();
    fs::write(path.join("long.html"), page_of_bytes("long.md", long().as_bytes()).1).unwrap();
    let plan = json!({
        "pages": pages,
        "decide": {
            "file": "decide.html", "anchor": "cell-t1-r4-actual",
            "wrong": "9l%", "right": "91%", "note": "看原件第3页",
        },
        "hostile": { "file": "hostile.html", "text": SCRIPT },
        "long": { "file": "long.html" },
        "shots": std::env::var_os("SHOW").map(|dir| dir.to_string_lossy().into_owned()),
    });
    fs::write(path.join("plan.json"), plan.to_string()).unwrap();
    drive(path);

    let saved = fs::read(path.join("downloads/decisions.json")).unwrap();
    let made = decisions::read("decisions.json", &saved).unwrap();
    let need = review::to_decide(&report).len();
    assert_eq!((made.decisions.len(), &made.source.sha256), (need, &report.source.sha256));
    let schema = serde_json::to_value(decisions::schema()).unwrap();
    let saved: serde_json::Value = serde_json::from_slice(&saved).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&saved));

    let mut options = Options::default();
    options.decisions = Arc::new(vec![made]);
    let decided = jiaokan::extract("decide.md", DECIDE.as_bytes(), &options).unwrap();
    let told = decided.decided.clone().unwrap();
    assert_eq!((told.corrected, told.not_applied), (1, 0), "{:?}", decided.notes);
    assert_eq!(told.confirmed + told.corrected + told.cannot_tell, need as u32);
    let actual = &decided.indicators[3].actual;
    assert_eq!(
        (actual.status, actual.number.unwrap().to_string()),
        (Status::Corrected, "91".into())
    );
    // Applied again it is the same, byte for byte; and the page shows it.
    let again = jiaokan::extract("decide.md", DECIDE.as_bytes(), &options).unwrap();
    assert_eq!(serde_json::to_vec(&again).unwrap(), serde_json::to_vec(&decided).unwrap());
    let page = jiaokan::page(&decided, DECIDE.as_bytes(), &options, Language::Zh);
    assert!(page.contains("st-corrected"));
}

/// Drives the pages of a folder; what goes wrong fails the test.
fn drive(folder: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/view/browser.mjs");
    let out = Command::new("node").arg(script).arg(folder).output().unwrap();
    println!("{}", String::from_utf8_lossy(&out.stdout));
    let wrong = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "\n{wrong}");
}
