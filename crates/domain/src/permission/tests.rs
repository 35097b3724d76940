use super::{Action, Asker, Place, above, may, needed};
use crate::{Kind, Policy, Reject, Role};
use alloc::format;
use alloc::string::String;
use std::{env, fs};

const KEPT: Policy = Policy::RECOMMENDED;
const PLACES: [Place; 5] =
    [Place::Outsider, Place::Inside(Role::Member), Place::Inside(Role::Admin), Place::Inside(Role::Owner), Place::AppAdmin];

const MATRIX: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/permission/matrix.txt");

const HEAD: &str = "\
Who may do what: type, action, and from which place. Compared by the tests of crates/domain/src/permission.rs; a change here is a change
of the rules. Written anew by: OPENTIM_WRITE_MATRIX=1 cargo nextest run -p opentim-domain permission
Further rules stand beside it: owners of all types but Work do not quit, and what is done to somebody is done only to those below.
";

/// The choices that the matrix depends on, each the other way round.
const OTHER: [(&str, Policy); 7] = [
    ("admins_appoint = true", Policy { admins_appoint: true, ..KEPT }),
    ("admins_edit = false", Policy { admins_edit: false, ..KEPT }),
    ("admins_kick = false", Policy { admins_kick: false, ..KEPT }),
    ("live_owner_disbands = false", Policy { live_owner_disbands: false, ..KEPT }),
    ("live_owner_edits = false", Policy { live_owner_edits: false, ..KEPT }),
    ("members_write_attributes = false", Policy { members_write_attributes: false, ..KEPT }),
    ("members_write_counters = false", Policy { members_write_counters: false, ..KEPT }),
];

fn demand(place: Place, action: Action, kind: Kind) -> Result<(), Reject> {
    Asker::at(place, kind).demand(action, &KEPT)
}

fn row(kind: Kind, action: Action, policy: &Policy) -> String {
    // Work groups have no admins; the table leaves their place out.
    let place = |place: Place| match place {
        Place::Inside(Role::Admin) if !kind.rules().admins => "",
        place if may(place, action, kind, policy) => "yes",
        _ => "-",
    };
    let [outsider, member, admin, owner, app] = PLACES.map(place);
    let (kind, action) = (format!("{kind:?}"), format!("{action:?}"));
    format!("{kind:<11}{action:<25}{outsider:<10}{member:<8}{admin:<7}{owner:<7}{app}")
}

fn matrix() -> String {
    let cells = || Kind::ALL.into_iter().flat_map(|kind| Action::ALL.into_iter().map(move |action| (kind, action)));
    let mut text = format!("{HEAD}\ntype       action                   outsider  member  admin  owner  app\n");
    for (kind, action) in cells() {
        text += &row(kind, action, &KEPT);
        text.push('\n');
    }
    for (name, policy) in OTHER {
        text += &format!("\nwith {name}\n");
        for (kind, action) in cells().filter(|(kind, action)| row(*kind, *action, &KEPT) != row(*kind, *action, &policy)) {
            text += &row(kind, action, &policy);
            text.push('\n');
        }
    }
    text
}

#[test]
fn the_whole_matrix_is_the_one_that_was_agreed() {
    let matrix = matrix();
    if env::var_os("OPENTIM_WRITE_MATRIX").is_some() {
        fs::write(MATRIX, &matrix).unwrap();
    }
    let agreed = fs::read_to_string(MATRIX).unwrap().replace("\r\n", "\n");
    let differ = agreed.lines().zip(matrix.lines()).find(|(agreed, now)| agreed != now);
    assert!(agreed == matrix, "the permissions are not those of {MATRIX}; agreed and now: {differ:?}");
}

#[test]
fn no_other_choice_changes_the_matrix() {
    let rest = Policy {
        meeting_tips: false,
        option_tips: true,
        invite_default: crate::InviteOption::Free,
        community_invite_default: crate::InviteOption::Disabled,
        invitee_consent: true,
        many_live_groups: true,
        imported_only: true,
        ..KEPT
    };
    for kind in Kind::ALL {
        for action in Action::ALL {
            assert_eq!(needed(action, kind, &rest), needed(action, kind, &KEPT));
        }
    }
}

#[test]
fn every_action_is_in_the_table_once() {
    let mut sorted = Action::ALL.to_vec();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), Action::ALL.len());
}

#[test]
fn nobody_acts_from_outside_but_the_app() {
    for kind in Kind::ALL {
        for action in Action::ALL {
            assert!(!may(Place::Outsider, action, kind, &KEPT));
            assert!(PLACES.iter().all(|place| may(*place, action, kind, &KEPT) == Asker::at(*place, kind).may(action, &KEPT)));
            assert_eq!(may(Place::AppAdmin, action, kind, &KEPT), needed(action, kind, &KEPT).is_some());
        }
    }
}

#[test]
fn a_refusal_says_what_was_tried_from_where_and_what_it_takes() {
    let (action, kind, place) = (Action::Kick, Kind::Work, Place::Inside(Role::Member));
    let refused = Reject::NotPermitted { action, kind, place, needed: Some(Place::Inside(Role::Owner)) };
    assert_eq!(demand(place, action, kind), Err(refused));
    assert_eq!(demand(Place::Outsider, action, kind), Err(Reject::Outsider { action }));
    let (action, place) = (Action::Disband, Place::Outsider);
    let refused = Reject::NotPermitted { action, kind, place, needed: Some(Place::AppAdmin) };
    assert_eq!(demand(place, action, kind), Err(refused), "becoming a member would not help");
    let (action, place) = (Action::Mute, Place::AppAdmin);
    assert_eq!(demand(place, action, kind), Err(Reject::NotPermitted { action, kind, place, needed: None }));
}

#[test]
fn one_stands_above_those_of_a_lower_role_only() {
    for (at, place) in PLACES.into_iter().enumerate() {
        for (role_at, role) in [Role::Member, Role::Admin, Role::Owner].into_iter().enumerate() {
            assert_eq!(above(place, role), at > role_at + 1, "{place:?} {role:?}");
        }
    }
}

#[test]
fn what_is_done_to_somebody_is_done_downwards() {
    let downwards = [Action::Appoint, Action::Kick, Action::Ban, Action::Mute, Action::EditMember];
    for action in Action::ALL {
        assert_eq!(action.only_downwards(), downwards.contains(&action), "{action:?}");
    }
}
