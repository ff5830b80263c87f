//! The documents name what there is: every pattern file, every error, every note; and what they
//! link to and name is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::rust::literals;
use crate::support::sources;

/// The documents for users, by their paths.
pub(crate) fn pages() -> Vec<String> {
    let names = |folder: &str| {
        let entries = fs::read_dir(root().join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".md")).collect();
        names.sort();
        names
    };
    let docs = names("docs").into_iter().map(|name| format!("docs/{name}"));
    names("").into_iter().chain(docs).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

#[test]
fn every_pattern_file_and_kind_of_entry_is_in_the_list() {
    let list = text("docs/patterns.md");
    for (file, source) in jiaokan::internals::patterns::builtin_files() {
        if file.starts_with("forms/") {
            continue;
        }
        let row = list
            .lines()
            .find(|line| line.starts_with(&format!("| `{file}`")))
            .unwrap_or_else(|| panic!("expected a row for {file} in docs/patterns.md"));
        let entries: BTreeSet<&str> =
            source.lines().filter_map(|line| line.strip_prefix("[[")?.strip_suffix("]]")).collect();
        for entry in entries {
            assert!(row.contains(&format!("`{entry}`")), "{file}: {entry}");
        }
    }
}

#[test]
fn every_error_is_in_the_list() {
    let list = text("docs/errors.md");
    let chinese = text("docs/errors.zh-CN.md");
    let sources = [
        text("src/error/mod.rs"),
        text("src/error/pdf.rs"),
        text("src/error/no_text.rs"),
        text("src/batch/error/mod.rs"),
        text("src/diff/matching/lineage.rs"),
        text("src/cli/messages/mod.rs"),
        text("src/cli/messages/batch.rs"),
    ]
    .concat();
    let codes: BTreeSet<&str> = sources
        .split('"')
        .filter(|literal| literal.starts_with("E_"))
        .map(|literal| {
            let end = literal.find(|c: char| !c.is_ascii_uppercase() && c != '_');
            &literal[..end.unwrap_or(literal.len())]
        })
        .collect();
    assert!(codes.len() >= 6, "found only {codes:?}");
    for code in codes {
        assert!(list.contains(&format!("| `{code}` |")), "{code}");
        assert!(chinese.contains(&format!("| `{code}` |")), "{code}");
    }
}

#[test]
fn every_note_is_in_the_list_and_no_other() {
    let list = text("docs/notes.md");
    let rows = list.lines().filter(|line| line.starts_with("| `"));
    let cells: Vec<&str> = rows.filter_map(|row| row.split('|').nth(1)).collect();
    let listed: Vec<&str> =
        cells.iter().flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    let once: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(listed.len(), once.len(), "a note is listed twice");
    let made = note_codes();
    let made: BTreeSet<&str> = made.iter().map(String::as_str).collect();
    let missing: Vec<_> = made.difference(&once).collect();
    let unknown: Vec<_> = once.difference(&made).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "missing {missing:?}, unknown {unknown:?}");
}

/// The codes of notes: in the sources that make notes, all literals of several words, and
/// what a note is made with.
fn note_codes() -> BTreeSet<String> {
    const MAKERS: [&str; 2] = ["Note::new(", ".note("];
    let doubts = root().join("src/table/doubt.rs");
    let is_code = |text: &str| {
        text.split('_').nth(1).is_some()
            && text.split('_').all(|word| word.chars().all(|c| c.is_ascii_lowercase()))
    };
    let mut codes = BTreeSet::new();
    for path in sources(&root().join("src")) {
        let source = fs::read_to_string(&path).unwrap();
        if path != doubts && !MAKERS.iter().any(|maker| source.contains(maker)) {
            continue;
        }
        let literals = literals(&source).into_iter().map(|(literal, _)| literal.to_string());
        let literals: Vec<String> =
            literals.map(|text| text.trim_matches('"').to_owned()).collect();
        codes.extend(literals.iter().filter(|text| is_code(text)).cloned());
        let firsts = MAKERS.iter().flat_map(|maker| source.split(maker).skip(1));
        let firsts =
            firsts.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
        codes.extend(firsts.map(str::to_owned).filter(|first| literals.contains(first)));
    }
    codes
}

#[test]
fn every_note_of_an_expectation_is_in_the_list() {
    let list = text("docs/notes.md");
    let mut seen = BTreeSet::new();
    for path in crate::support::inputs("reports") {
        let expected = fs::read_to_string(path.with_extension("expected.json")).unwrap_or_default();
        let codes = expected.lines().filter_map(|line| line.trim().strip_prefix("\"code\": \""));
        seen.extend(codes.filter_map(|rest| rest.split('"').next().map(str::to_owned)));
    }
    assert!(seen.len() > 5, "{seen:?}");
    for code in seen {
        assert!(list.contains(&format!("`{code}`")), "{code}");
    }
}

#[test]
fn every_link_leads_to_what_is_there() {
    let mut wrong = Vec::new();
    for page in pages() {
        let folder = root().join(&page).parent().unwrap().to_path_buf();
        let content = text(&page);
        let links = content.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            let (path, part) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { root().join(&page) } else { folder.join(path) };
            let heads = || fs::read_to_string(&target).unwrap_or_default();
            let has = |head: &&str| head.starts_with('#') && slug(head) == part;
            if !target.exists() || !(part.is_empty() || heads().lines().any(|line| has(&line))) {
                wrong.push(format!("{page}: {link}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A heading as links name it.
fn slug(head: &str) -> String {
    let words = head.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_path_of_the_project_that_is_named_is_there() {
    const FOLDERS: [&str; 7] =
        ["src/", "tests/", "fixtures/", "patterns/", "docs/", "benches/", "examples/"];
    let mut wrong = Vec::new();
    for page in pages() {
        let content = text(&page);
        for name in content.split('`').skip(1).step_by(2) {
            let is_path = FOLDERS.iter().any(|folder| name.starts_with(folder))
                && !name.contains(['<', '*', ' ', '\n', '…']);
            if is_path && !root().join(name).exists() {
                wrong.push(format!("{page}: {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_two_languages_have_the_same_rows_and_commands() {
    let sides = [
        "analysis",
        "batch",
        "collation",
        "config",
        "cookbook",
        "errors",
        "getting",
        "inputs",
        "python",
        "review",
        "spark",
        "stability",
        "tables",
        "unsupported",
    ];
    let sides = sides.map(|page| (format!("docs/{page}.md"), format!("docs/{page}.zh-CN.md")));
    let readmes = ("README.md".to_owned(), "README.zh-CN.md".to_owned());
    for (english, chinese) in sides.into_iter().chain([readmes]) {
        let of = |path: &str| {
            let content = text(path);
            let count =
                |start: &str| content.lines().filter(|line| line.starts_with(start)).count();
            (count("|"), count("$ "))
        };
        assert_eq!(of(&english), of(&chinese), "{chinese}");
    }
}

#[test]
fn the_chinese_readme_leads_to_chinese_pages() {
    // In both languages on one page; for those who work on the program.
    const BOTH: [&str; 6] = [
        "docs/notes.md",
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
    ];
    let content = text("README.zh-CN.md");
    let links = content.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    for link in links.filter(|link| link.contains(".md")) {
        let page = link.split('#').next().unwrap_or(link);
        assert!(page.ends_with(".zh-CN.md") || BOTH.contains(&page), "{link}");
    }
}

#[test]
fn every_code_and_key_that_is_named_is_in_the_sources() {
    /// Of other programs: Camelot, MinerU.
    const FOREIGN: [&str; 2] = ["content_list_v2", "copy_text"];
    let root = root();
    let code = ["src", "tests"].iter().flat_map(|folder| sources(&root.join(folder)));
    let code = code.filter(|path| !path.ends_with(file!()));
    let package = fs::read_dir(root.join("python/jiaokan")).unwrap();
    let package = package.map(|entry| entry.unwrap().path());
    let code = code.chain(package.filter(|path| path.extension().is_some_and(|kind| kind == "py")));
    let mut known: String = code.map(|path| fs::read_to_string(path).unwrap()).collect();
    known.extend(
        jiaokan::internals::patterns::builtin_files().into_iter().map(|(_, source)| source),
    );
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let known: BTreeSet<&str> = known.split(|c| !is_part(c)).collect();
    let mut wrong = Vec::new();
    for page in pages() {
        let content = text(&page);
        for name in content.split('`').skip(1).step_by(2) {
            let is_name = name.contains('_') && name.chars().all(is_part);
            if is_name && !FOREIGN.contains(&name) && !known.contains(name) {
                wrong.push(format!("{page}: {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_limit_is_told_as_it_is() {
    // What the sources say, and what the documents say of it.
    const LIMITS: [(&str, &str, &str); 14] = [
        ("src/decode/package/mod.rs", "MOST_MEMBERS: usize = 10_000;", "10,000"),
        ("src/decode/package/mod.rs", "LARGEST_SUM: u64 = 1 << 30;", "1 GiB"),
        ("src/decode/package/mod.rs", "LARGEST_PART: u64 = 256 << 20;", "256 MiB"),
        ("src/decode/package/mod.rs", "STEEP_FROM: u64 = 10 << 20;", "10 MiB"),
        ("src/decode/package/mod.rs", "STEEPEST: u64 = 1000;", "1,000"),
        ("src/decode/package/xml.rs", "DEEPEST: usize = 256;", "256"),
        ("src/decode/structured/json.rs", "LARGEST: usize = 256 << 20;", "256 MiB"),
        ("src/decode/sheet/book.rs", "MOST_CELLS: usize = 1_000_000;", "1,000,000"),
        ("src/decode/ofd/page.rs", "MOST_PAGES: usize = 10_000;", "10,000"),
        ("src/decode/sheet/grid.rs", "MOST_CELLS: usize = 200_000;", "200,000"),
        ("src/decode/word/cells.rs", "MOST_CELLS: usize = 200_000;", "200,000"),
        ("src/decode/recognised/cells.rs", "MOST_PLACES: i64 = 200_000;", "200,000"),
        ("src/decode/recognised/cells.rs", "MOST_COLUMNS: i64 = 1000;", "1,000"),
        ("src/decode/sheet/grid.rs", "MOST_COLUMNS: u32 = 1000;", "1,000"),
    ];
    for (path, constant, told) in LIMITS {
        assert!(
            text(path).contains(constant),
            "{path}: expected {constant}, of which docs/inputs.md tells"
        );
        for page in ["docs/inputs.md", "docs/inputs.zh-CN.md"] {
            assert!(text(page).contains(told), "{page}: expected {told}");
        }
    }
}
