use super::Regex;

#[test]
fn placeholder() {
    assert!(Regex::new("a", "").is_ok());
}
