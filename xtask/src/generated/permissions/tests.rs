use super::choices::{CHOICES, written};
use super::text;
use opentim_domain::Policy;

#[test]
fn the_recommended_values_are_those_of_the_rules() {
    let written = written(&Policy::RECOMMENDED);
    let listed: Vec<_> = CHOICES.iter().map(|choice| (choice.key, choice.recommended.to_owned())).collect();
    assert_eq!(listed, written);
}

#[test]
fn every_setting_has_another_version() {
    for choice in CHOICES {
        let mut policy = Policy::RECOMMENDED;
        (choice.other)(&mut policy);
        assert_ne!(policy, Policy::RECOMMENDED, "{}", choice.key);
    }
}

#[test]
fn a_cell_names_the_lowest_who_may_and_the_setting_that_moves_it() {
    let text = text().unwrap();
    let row = |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
    assert_eq!(row("| Disband"), "| Disband | app | owner | owner | owner | owner [5] | owner [5] |");
    assert_eq!(row("| Remove"), "| Remove members | owner | admin [3] | admin [3] | admin [3] | admin | admin |");
    let others = "all but the owner";
    assert_eq!(row("| Leave"), format!("| Leave | member | {others} | {others} | {others} | {others} | {others} |"));
    assert!(row("| 3 | `admins_kick`").ends_with("Ban users, or let them in again: owner in Public, Meeting (`ChatRoom`) |"));
}

#[test]
fn every_bit_says_what_it_gives() {
    let text = text().unwrap();
    assert!(text.contains("| 5 | mute | Mute members, or end it; Mute users in a topic, or end it |"), "{text}");
    assert!(text.contains("| 2 | mute | Mute users in a topic, or end it | 5 (mute) |"), "{text}");
    assert!(text.contains("| 6 | speak | kept and told"), "{text}");
}
