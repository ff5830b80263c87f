//! The `jiaokan` program.

fn main() {}
