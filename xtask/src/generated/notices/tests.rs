use super::is_allowed;

#[test]
fn one_allowed_licence_of_a_choice_is_enough() {
    assert!(is_allowed("MIT OR GPL-3.0-only"));
    assert!(is_allowed("MIT/Apache-2.0"));
    assert!(is_allowed("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT"));
}

#[test]
fn every_part_of_a_sum_must_be_allowed() {
    assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(!is_allowed("MIT AND GPL-3.0-only"));
}

#[test]
fn unknown_licences_are_refused() {
    assert!(!is_allowed("GPL-3.0-only"));
    assert!(!is_allowed(""));
}
