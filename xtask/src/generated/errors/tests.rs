use super::text;

#[test]
fn the_numbers_of_both_faces_stand_beside_each_other() {
    let text = text().unwrap();
    assert!(text.contains("| 10038 | 8507 |"), "{text}");
    assert!(text.contains("| 10004 | 8502 |"), "{text}");
}
