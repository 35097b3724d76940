use crate::member::{LOWEST_MARK, MarkMembers};
use crate::scene::*;
use crate::{Action, Field, Kind, Reject};

#[test]
fn owners_of_live_groups_and_the_app_mark_members() {
    let live = Scene::of(Kind::Live);
    for who in [by("owner"), app()] {
        let decision = live.decide(&who, &mark(&["guest"], LOWEST_MARK)).unwrap();
        assert!(decision.changes.is_empty() && decision.events.is_empty(), "marks live with the members, in the engine");
        assert!(live.decide(&who, &MarkMembers { on: false, ..mark(&["guest"], 2000) }).is_ok());
    }
    let refused = live.decide(&by("admin"), &mark(&["guest"], LOWEST_MARK));
    assert!(matches!(refused, Err(Reject::NotPermitted { action: Action::Mark, .. })), "{refused:?}");
    let refused = live.decide(&by("guest"), &mark(&["guest"], LOWEST_MARK));
    assert_eq!(refused, Err(Reject::Outsider { action: Action::Mark }));
}

#[test]
fn groups_that_store_their_members_have_no_marks() {
    for kind in [Kind::Public, Kind::Work, Kind::Meeting, Kind::Community] {
        let refused = Scene::of(kind).decide(&app(), &mark(&["bob"], LOWEST_MARK));
        assert!(matches!(refused, Err(Reject::NotPermitted { needed: None, .. })), "{refused:?}");
    }
}

#[test]
fn marks_begin_at_a_thousand_and_somebody_is_named() {
    let live = Scene::of(Kind::Live);
    let refused = Reject::OutOfRange { field: Field::Mark, min: 1000, max: u32::MAX.into(), given: 999 };
    assert_eq!(live.decide(&by("owner"), &mark(&["guest"], 999)), Err(refused));
    assert_eq!(live.decide(&by("owner"), &mark(&[], 1000)), Err(Reject::NobodyNamed { field: Field::Members }));
}
