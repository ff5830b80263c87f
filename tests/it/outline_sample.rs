//! The outline of a whole real report against a hand reading of it. The report
//! is not part of the project; without it the test says so and passes.

use std::fs;
use std::path::{Path, PathBuf};

use jiaokan::Patterns;
use jiaokan::internals::outline::{Block, Outline, Section, enumerations, outline};
use serde_json::Value;

#[allow(clippy::print_stdout, reason = "says why nothing is tested")]
fn sample() -> Option<(String, Value)> {
    let stem = "reports/gd-jiangmen-invest-2024";
    let shared = std::env::var_os("JIAOKAN_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    if !shared.join(format!("{stem}.md")).is_file() {
        println!("skipped: no report at {}", shared.join(stem).display());
        return None;
    }
    let text = fs::read_to_string(shared.join(format!("{stem}.md"))).expect("the sample is whole");
    let truth =
        fs::read_to_string(shared.join(format!("{stem}.truth.json"))).expect("the sample is whole");
    Some((text, serde_json::from_str(&truth).expect("the sample is whole")))
}

/// Number, title, level, parent and line of each section, as the hand reading
/// has them.
#[test]
fn all_sections_stand_where_the_hand_reading_has_them() {
    let Some((text, truth)) = sample() else {
        return;
    };
    let outline = outline(crate::traced::decoded(&text), Patterns::builtin());
    let mut found = vec![(
        None,
        outline.title.as_ref().unwrap().text.clone(),
        0,
        None,
        outline.title.as_ref().unwrap().start().line(),
    )];
    walk(&outline.sections, None, &mut |section, parent| {
        found.push((
            section.number.clone(),
            section.title.clone(),
            section.level,
            parent,
            section.at.line(),
        ));
    });
    let truth = truth["sections"].as_array().unwrap();
    let line_of = |id: &Value| {
        let section = truth.iter().find(|s| s["id"] == *id && s["level"] != 0);
        section.map(|s| s["line"].as_u64().unwrap() as u32)
    };
    let expected: Vec<_> = truth
        .iter()
        .map(|s| {
            (
                s["number"].as_str().map(str::to_owned),
                s["title"].as_str().unwrap().to_owned(),
                s["level"].as_u64().unwrap() as u8,
                line_of(&s["parent"]),
                Some(s["line"].as_u64().unwrap() as u32),
            )
        })
        .collect();
    assert_eq!(found, expected);
}

/// The same sections, whatever an OCR tool or a converter made of the marks,
/// the punctuation and the line ends.
#[test]
fn other_marks_and_line_ends_give_the_same_sections() {
    let Some((text, _)) = sample() else { return };
    let sections = |text: &str| {
        let mut found = Vec::new();
        let outline = outline(crate::traced::decoded(text), Patterns::builtin());
        walk(&outline.sections, None, &mut |section, _| {
            let title = section.title.replace('（', "(").replace('）', ")");
            found.push((section.level, section.number.clone(), title));
        });
        (outline.title.map(|t| t.text), found)
    };
    let expected = sections(&text);
    let plain: String = text
        .lines()
        .map(|l| l.trim_start_matches('#').trim_start_matches("- ").trim_start())
        .flat_map(|l| [l, "\n"])
        .collect();
    assert_eq!(sections(&plain), expected, "without marks");
    assert_eq!(sections(&plain.replace("\n\n", "\n")), expected, "without empty lines");
    let full = plain.replace(',', "，").replace(':', "：").replace('(', "（").replace(')', "）");
    assert_eq!(sections(&full), expected, "full-width punctuation");
    for width in [26, 32, 40] {
        let wrapped = wrap(&full, width);
        assert_eq!(sections(&wrapped), expected, "wrapped at {width}");
        let spaced = wrapped.replace('\n', "\n\n");
        assert_eq!(sections(&spaced), expected, "wrapped at {width}, spaced");
    }
}

/// The text with its paragraphs wrapped and indented, as on a page.
fn wrap(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        if line.contains('\t') {
            out.push_str(line);
        } else {
            out.push_str("    ");
            for (count, c) in line.chars().filter(|c| *c != ' ').enumerate() {
                if count > 0 && (count + 2) % width == 0 {
                    out.push('\n');
                }
                out.push(c);
            }
        }
        out.push('\n');
    }
    out
}

/// The enumerations inside paragraphs, by the line of their paragraph.
#[test]
fn the_enumerations_are_those_of_the_hand_reading() {
    let Some((text, truth)) = sample() else {
        return;
    };
    let outline = outline(crate::traced::decoded(&text), Patterns::builtin());
    let mut found = Vec::new();
    for block in outline.blocks() {
        let (Block::Paragraph(p) | Block::Item(p)) = block else {
            continue;
        };
        let line = p.start().line().unwrap();
        let all = enumerations(&p.text, Patterns::builtin());
        found.extend(all.iter().map(|e| (line, e.count as u64)));
    }
    let expected: Vec<_> = truth["enumerations"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|e| e["inline"] == true)
        .map(|e| (line_list(&e["lines"])[0], e["count"].as_u64().unwrap()))
        .collect();
    assert_eq!(found, expected);
}

/// Exactly the sentences that page ends broke are joined.
#[test]
fn exactly_the_broken_sentences_are_joined() {
    let Some((text, truth)) = sample() else {
        return;
    };
    let outline = outline(crate::traced::decoded(&text), Patterns::builtin());
    let joined: Vec<Vec<u32>> = outline
        .blocks()
        .into_iter()
        .filter_map(|block| match block {
            Block::Paragraph(p) | Block::Item(p) => {
                Some(p.places().filter_map(|a| a.line()).collect())
            }
            Block::Table(_) => None,
        })
        .filter(|lines: &Vec<u32>| lines.len() > 1)
        .collect();
    let expected: Vec<Vec<u32>> = truth["joins"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|j| j["kind"] == "page_break_sentence")
        .map(|j| line_list(&j["lines"]))
        .collect();
    assert_eq!(joined, expected);
    let notes = outline.notes.iter().map(|n| n.code.clone());
    assert_eq!(notes.collect::<Vec<_>>(), ["sentence_joined"; 2]);
}

/// Kind and lines of each block, section by section.
#[test]
fn the_blocks_are_those_of_the_hand_reading() {
    let Some((text, truth)) = sample() else {
        return;
    };
    let outline = outline(crate::traced::decoded(&text), Patterns::builtin());
    let mut found = Vec::new();
    found.extend(blocks(&outline.cover, &outline, 0));
    walk(&outline.sections, None, &mut |section, _| {
        found.extend(blocks(&section.blocks, &outline, section.at.line().unwrap()));
    });
    let sections = truth["sections"].as_array().unwrap();
    let mut expected = Vec::new();
    for block in truth["blocks"].as_array().unwrap() {
        let section = sections.iter().find(|s| s["id"] == block["section"]).unwrap();
        let line = section["line"].as_u64().unwrap() as u32;
        let line = if section["level"] == 0 { 0 } else { line };
        let kind = match block["kind"].as_str().unwrap() {
            "header_field" | "paragraph" => "paragraph",
            "list_item" => "item",
            other => other,
        };
        let first = *line_list(&block["lines"]).first().unwrap();
        expected.push((line, kind, first));
        for child in block["children"].as_array().into_iter().flatten() {
            expected.push((line, "paragraph", *line_list(&child["lines"]).first().unwrap()));
        }
    }
    // The three pieces of the table are put together by a later stage.
    found.dedup_by(|b, a| b.1 == "table" && a.1 == "table");
    assert_eq!(found, expected);
    crate::traced::assert_traced(&text);
}

fn walk(sections: &[Section], parent: Option<u32>, visit: &mut dyn FnMut(&Section, Option<u32>)) {
    for section in sections {
        visit(section, parent);
        walk(&section.sections, section.at.line(), visit);
    }
}

fn blocks(list: &[Block], outline: &Outline, section: u32) -> Vec<(u32, &'static str, u32)> {
    list.iter()
        .map(|block| match block {
            Block::Paragraph(p) => {
                (section, "paragraph", p.start().line().expect("a line is told"))
            }
            Block::Item(p) => (section, "item", p.start().line().expect("a line is told")),
            Block::Table(i) => {
                (section, "table", outline.grids[*i].at.line().expect("a line is told"))
            }
        })
        .collect()
}

fn line_list(value: &Value) -> Vec<u32> {
    let lines = value.as_array().expect("a line is told");
    lines.iter().map(|l| l.as_u64().expect("a line is told") as u32).collect()
}
