//! The indicators of a report: `cargo run --example extract -- fixtures/reports/clean/…`
#![allow(clippy::print_stdout, reason = "an example prints what it found")]

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("expected the path of a report")?;
    let report = jiaokan::extract(&path, &std::fs::read(&path)?, &jiaokan::Options::default())?;
    for row in &report.indicators {
        println!("{:?}: {} of {}", row.name.value, row.actual.raw, row.target.raw);
    }
    Ok(())
}
