//! A user's own pattern files, laid over those that are built in, proven and used. The first line
//! says which file it is.
#![no_main]

use std::sync::{Arc, LazyLock};

use jiaokan::{Options, Patterns, extract};

const FILES: &[&str] = &["columns.toml", "units.toml", "narrative.toml", "levels.toml", "targets.toml"];
const REPORT: &str = "青溪市水务局2023年度部门整体支出绩效自评报告\n\n预算12.5万元，自评得分95分。\n\n\
    | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|---|\n\
    | 产出指标 | 数量指标 | 巡查河道次数（次） | ≥24 | 30 |\n";

static BUILTIN: LazyLock<Arc<Patterns>> = LazyLock::new(|| Arc::clone(Patterns::builtin()));

libfuzzer_sys::fuzz_target!(|data: (u8, &str)| {
    let (which, text) = data;
    let file = FILES[usize::from(which) % FILES.len()];
    if let Ok(patterns) = BUILTIN.overlay(file, text) {
        let _ = patterns.lint();
        let mut options = Options::default();
        options.patterns = Arc::new(patterns);
        let _ = extract("report.md", REPORT.as_bytes(), &options);
    }
});
