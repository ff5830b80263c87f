#[test]
fn lint() {
    assert_eq!(jiaokan::Patterns::builtin().lint(), Vec::<String>::new());
}
