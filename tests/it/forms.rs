//! A user's own forms extend the built-in ones.

use jiaokan::Patterns;
use jiaokan::internals::form;
use jiaokan::internals::location::{At, Passage};
use jiaokan::internals::outline::Outline;

const OWN: &str = r#"
id = "qingyuan-table"
version = "1"
name = "清源市项目自评表"
kind = "project_self_table"
source = "清源市财政局通知"
threshold = 3

[[signal]]
place = "title"
any = ["清源市专项自评表"]
weight = 9

[[example]]
title = "2023年清源市专项自评表"
"#;

fn titled(title: &str) -> Outline {
    Outline { title: Some(Passage::new(title, At::default())), ..Outline::default() }
}

fn overlaid(file: &str, text: &str) -> Result<Patterns, jiaokan::PatternsError> {
    Patterns::builtin().overlay(&format!("forms/{file}"), text)
}

#[test]
fn a_new_form_is_recognised_beside_the_built_in_ones() {
    let patterns = overlaid("qingyuan.toml", OWN).expect("the form is well made");
    assert_eq!(patterns.lint(), Vec::new());
    let own = titled("2023年清源市专项自评表");
    assert_eq!(form::identify(&own, &patterns).id, "qingyuan-table");
    let known = titled("项目支出绩效自评表");
    assert_eq!(form::identify(&known, &patterns).id, "ministry-project-table");
    assert_eq!(form::identify(&own, Patterns::builtin()).id, "unknown");
}

#[test]
fn the_same_id_replaces_a_built_in_form() {
    let text = OWN.replace("qingyuan-table", "ministry-project-table");
    let patterns = overlaid("ministry.toml", &text).expect("the form is well made");
    let own = titled("2023年清源市专项自评表");
    assert_eq!(form::identify(&own, &patterns).id, "ministry-project-table");
    let replaced = titled("项目支出绩效自评表");
    assert_eq!(form::identify(&replaced, &patterns).id, "unknown");
}

#[test]
fn a_form_that_cannot_be_read_is_named_with_its_file() {
    let error = overlaid("broken.toml", "id = 3").expect_err("an id is text");
    let words = error.to_string();
    assert!(words.contains("forms/broken.toml"), "{words}");
}
