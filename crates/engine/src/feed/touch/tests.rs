use super::{Ban, Owed, Since, Touch, Touches};
use opentim_domain::{Entry, EventBody, Kind, Role, Secs, UserId};

const COMES: Touch = Touch::Comes;
const GOES: Touch = Touch::Goes(None);
const ENDS: Touch = Touch::Ends(Kind::Public);
const BORN_WITH: Touch = Touch::Begins { with_him: true };
const BORN_WITHOUT: Touch = Touch::Begins { with_him: false };

fn log(complete: bool, seen: &[(u64, Touch)]) -> Touches {
    Touches { seen: seen.to_vec(), above: u64::from(!complete) }
}

fn owed(since: Since, left: u64) -> Owed {
    Owed { since, left }
}

fn ban(until: u64, why: &str) -> Ban {
    Ban { until: Secs(until), why: why.to_owned() }
}

#[test]
fn an_event_touches_those_it_names() {
    let (bob, eve) = (UserId::parse("bob").unwrap(), UserId::parse("eve").unwrap());
    let added = EventBody::MembersAdded { members: vec![bob.clone()], how: Entry::Invited, silent: true };
    assert_eq!((Touch::of(&added, &bob), Touch::of(&added, &eve)), (Some(COMES), None));
    let until = Secs(9);
    let (members, reason) = (vec![(bob.clone(), Role::Member)], "out".to_owned());
    let kicked = EventBody::MembersKicked { members, reason, silent: false, banned_until: Some(until) };
    assert_eq!((Touch::of(&kicked, &bob), Touch::of(&kicked, &eve)), (Some(Touch::Goes(Some(ban(9, "out")))), None));
    let banned = EventBody::Banned { users: vec![eve.clone()], until, description: "out".to_owned() };
    assert_eq!((Touch::of(&banned, &bob), Touch::of(&banned, &eve)), (None, Some(Touch::Banned(ban(9, "out")))));
    let ended = EventBody::Disbanded { kind: Kind::Public, name: String::new(), owner: None };
    assert_eq!((Touch::of(&ended, &bob), Touch::of(&ended, &eve)), (Some(ENDS), Some(ENDS)));
}

#[test]
fn what_came_last_says_whether_somebody_is_inside() {
    assert_eq!(log(false, &[]).inside_after(), None);
    assert_eq!(log(true, &[]).inside_after(), Some(false));
    assert_eq!(log(false, &[(3, GOES), (5, COMES)]).inside_after(), Some(true));
    assert_eq!(log(false, &[(3, COMES), (5, Touch::Banned(ban(1, "")))]).inside_after(), Some(true));
    assert_eq!(log(false, &[(3, COMES), (5, ENDS)]).inside_after(), Some(false));
}

#[test]
fn the_stay_that_lasts_is_owed_since_it_began() {
    assert_eq!(log(false, &[(7, COMES)]).owed(0, true), owed(Since::Event(7), 0));
    assert_eq!(log(false, &[(2, COMES), (5, GOES), (7, COMES)]).owed(0, true), owed(Since::Event(7), 0));
    assert_eq!(log(false, &[]).owed(0, true), owed(Since::Earlier, 0));
    assert_eq!(log(true, &[(1, BORN_WITHOUT)]).owed(0, true), owed(Since::Never, 0));
    assert_eq!(log(false, &[(2, COMES), (5, GOES)]).owed(0, true), owed(Since::Never, 0));
}

#[test]
fn stays_that_ended_are_owed_when_their_end_was_not_told() {
    let twice = log(false, &[(2, COMES), (5, GOES), (7, COMES), (9, GOES), (11, COMES)]);
    assert_eq!(twice.owed(0, false), owed(Since::Never, 0));
    assert_eq!(twice.owed(1, false), owed(Since::Event(7), 9));
    assert_eq!(twice.owed(2, false), owed(Since::Event(2), 9));
    assert_eq!(twice.owed(3, false), owed(Since::Earlier, 9), "the third is further back");
}

#[test]
fn the_end_of_a_group_ends_the_stay_of_who_was_in_it() {
    let lives = [(1, BORN_WITH), (4, ENDS), (5, BORN_WITHOUT), (8, ENDS)];
    assert_eq!(log(true, &lives).owed(1, false), owed(Since::Event(1), 4));
    assert_eq!(log(true, &lives).inside_after(), Some(false));
    assert_eq!(log(false, &[(4, ENDS)]).owed(1, false), owed(Since::Earlier, 4), "nothing says whether he was in it");
}

#[test]
fn a_ban_brings_one_notice_to_members_and_to_others() {
    let banned = || Touch::Banned(ban(99, "out"));
    let removed = |why| Touch::Goes(Some(ban(99, why)));
    assert_eq!(log(false, &[(2, COMES), (5, removed("out")), (6, banned())]).owed(1, false), owed(Since::Event(2), 5));
    let cut = Touches { seen: vec![(6, banned())], above: 5 };
    assert_eq!(cut.owed(1, false), owed(Since::Earlier, 6), "whether he was a member is further back");
    for kicked in [GOES, removed("go")] {
        let outside = [(2, COMES), (5, kicked), (6, banned())];
        assert_eq!(log(false, &outside).owed(1, false), owed(Since::Never, 0), "only the ban was not told");
        assert_eq!(log(false, &outside).owed(2, false), owed(Since::Event(2), 5));
    }
}
