use super::index_dts;
use crate::sdk::METHODS;

#[test]
fn every_method_is_declared_and_documented() {
    let text = index_dts();
    for method in METHODS.iter().copied().flatten() {
        let declared = text.lines().position(|line| line.starts_with(&format!("  {}(", method.name)));
        let line = declared.unwrap_or_else(|| panic!("{} is missing", method.name));
        assert!(text.lines().nth(line - 1).is_some_and(|before| before.ends_with("*/")), "{} has no comment", method.name);
    }
}

#[test]
fn no_line_is_too_long_for_a_reader() {
    for line in index_dts().lines() {
        assert!(line.chars().count() <= 160, "{line}");
    }
}
