use super::text;
use crate::workspace;
use std::fs;

#[test]
fn the_numbers_of_both_faces_stand_beside_each_other() {
    let text = text().unwrap();
    assert!(text.contains("| 10038 | 8507 |"), "{text}");
    assert!(text.contains("| 10004 | 8502 |"), "{text}");
}

#[test]
fn every_number_in_the_sources_of_the_server_is_in_the_table() {
    let text = text().unwrap();
    let sources = workspace::files().unwrap().into_iter().filter(|file| file.starts_with("crates/server/src/"));
    for file in sources {
        let source = fs::read_to_string(workspace::root().join(&file)).unwrap();
        for number in source.lines().filter_map(given) {
            assert!(
                text.contains(&format!("\n| {number} |")),
                "{file} gives {number}, which xtask/src/generated/errors/edge.rs lacks"
            );
        }
    }
}

/// The number of an error in a line such as `const URL: i32 = 60002;` or `Fault::Cut => 70003,`.
fn given(line: &str) -> Option<&str> {
    let (before, number) = line.trim_end_matches([';', ',']).rsplit_once(' ')?;
    let assigned = before.ends_with(": i32 =") || before.ends_with("=>");
    (assigned && number.len() == 5 && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}
