//! What read a report stands in it.

use jiaokan::{Options, Patterns};

const TEXT: &str = "# 清源县水务局2023年度部门整体支出绩效自评报告\n\n自评得分90分。\n";

#[test]
fn an_extraction_tells_the_program_and_the_patterns_that_made_it() {
    let report = jiaokan::extract("a.md", TEXT.as_bytes(), &Options::default()).unwrap();
    let program = report.program.unwrap();
    assert_eq!(program.version, env!("CARGO_PKG_VERSION"));
    assert_eq!(program.patterns.len(), 64);
    assert_eq!(program, Patterns::builtin().program());
}

#[test]
fn own_patterns_have_another_fingerprint() {
    let own = |sign: &str| {
        let text = format!(
            "[[unit]]\nid = \"own\"\ndimension = \"area\"\nfactor = \"7\"\nsigns = [\"{sign}\"]\nexamples = [\"{sign}\"]\n"
        );
        Patterns::builtin().overlay("units.toml", &text).unwrap().program().patterns
    };
    let builtin = Patterns::builtin().program().patterns;
    assert_ne!(own("顷"), builtin);
    assert_ne!(own("顷"), own("畦丘"));
    assert_eq!(own("顷"), own("顷"));
}

#[test]
fn a_comparison_tells_it_of_both_reports() {
    let report = |year: &str| {
        let text = TEXT.replace("2023", year);
        jiaokan::extract("a.md", text.as_bytes(), &Options::default()).unwrap()
    };
    let diff = jiaokan::diff(&report("2022"), &report("2023"), &Options::default());
    assert_eq!(diff.old.program, Some(Patterns::builtin().program()));
    assert_eq!(diff.new.program, diff.old.program);
}
