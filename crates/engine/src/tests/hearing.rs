use super::support::{added, admin, app, call, created, engine, heard, id, loaded, online, online_with, store, unheard, user};
use opentim_domain::application::JoinGroup;
use opentim_domain::group::{DestroyGroup, GroupPatch, ModifyGroup};
use opentim_domain::member::{AddMembers, KickMembers, QuitGroup};
use opentim_domain::{Entry, EventBody, EventDraft, Kind, Millis};
use opentim_store::{News, StoredEvent, Watcher};

fn kick(group: &str, name: &str) -> KickMembers {
    KickMembers { group: id(group), users: vec![user(name)], reason: String::new(), silent: false, ban_secs: 0 }
}

#[tokio::test]
async fn members_hear_of_their_group_and_others_do_not() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    let (mut alice, mut eve) = (online(&engine, "alice").await, online(&engine, "eve").await);
    added(&engine, "g", &["bob"]).await;
    assert_eq!(heard(&mut alice).await, ["g: MembersAdded"]);
    assert!(heard(&mut eve).await.is_empty());
}

#[tokio::test]
async fn who_joins_hears_the_tip_of_it_and_his_own_notice() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    let mut bob = online(&engine, "bob").await;
    added(&engine, "g", &["bob"]).await;
    assert_eq!(heard(&mut bob).await, ["g: MembersAdded", "own: Invited"]);
}

#[tokio::test]
async fn who_is_kicked_hears_it_from_his_notice_alone() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    added(&engine, "g", &["bob", "carol"]).await;
    let (mut bob, mut carol) = (online(&engine, "bob").await, online(&engine, "carol").await);
    engine.kick(&call("alice", None), kick("g", "bob")).await.unwrap();
    assert_eq!(heard(&mut bob).await, ["own: Kicked"]);
    assert_eq!(heard(&mut carol).await, ["g: MembersKicked"]);
    engine.quit(&call("carol", None), QuitGroup { group: id("g") }).await.unwrap();
    assert_eq!(heard(&mut carol).await, ["own: Quit"]);
}

#[tokio::test]
async fn a_silent_addition_is_told_to_the_added_alone() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    let (mut alice, mut bob) = (online(&engine, "alice").await, online(&engine, "bob").await);
    engine.run(&admin(), AddMembers { group: id("g"), users: vec![user("bob")], silent: true }).await.unwrap();
    assert!(heard(&mut alice).await.is_empty());
    assert_eq!(heard(&mut bob).await, ["own: Invited"]);
}

#[tokio::test]
async fn every_session_of_a_user_hears() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    let (mut one, mut two) = (online(&engine, "alice").await, online(&engine, "alice").await);
    engine.join(&call("bob", None), None, JoinGroup { group: id("g"), message: "hello".into() }).await.unwrap();
    assert_eq!(heard(&mut one).await, ["own: Applied"]);
    assert_eq!(heard(&mut two).await, ["own: Applied"]);
    drop(one);
    added(&engine, "g", &["carol"]).await;
    assert_eq!(heard(&mut two).await, ["g: MembersAdded"]);
}

#[tokio::test]
async fn presence_ends_with_the_last_connection() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    added(&engine, "g", &["bob"]).await;
    let alice = call("alice", None);
    let (one, two) = (online(&engine, "alice").await, online(&engine, "alice").await);
    let bob = online(&engine, "bob").await;
    assert_eq!(engine.online_count(&alice, &id("g")).await, Ok(2));
    drop(one);
    assert_eq!(engine.online_count(&alice, &id("g")).await, Ok(2));
    drop((two, bob));
    assert_eq!(engine.online_count(&alice, &id("g")).await, Ok(0));
}

#[tokio::test]
async fn a_disband_is_told_by_notices_of_the_clean_up() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    added(&engine, "g", &["bob"]).await;
    let mut bob = online(&engine, "bob").await;
    engine.run(&call("alice", None), DestroyGroup { group: id("g") }).await.unwrap();
    assert!(heard(&mut bob).await.is_empty());
    engine.clean_up().await.unwrap();
    assert_eq!(heard(&mut bob).await, ["own: Disbanded"]);
}

#[tokio::test]
async fn meetings_keep_quiet_when_the_app_wants_it() {
    let engine = engine(store(), 0, None);
    created(&engine, "m", Kind::Meeting, "alice").await;
    let mut limits = opentim_domain::Limits::RECOMMENDED;
    limits.policy.meeting_tips = false;
    let mut quiet = online_with(&engine, "alice", limits).await;
    let mut told = online(&engine, "alice").await;
    added(&engine, "m", &["bob"]).await;
    assert!(heard(&mut quiet).await.is_empty());
    assert_eq!(heard(&mut told).await, ["m: MembersAdded"]);
}

#[tokio::test]
async fn a_session_that_takes_nothing_is_told_that_it_lost_something() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Meeting, "alice").await;
    let mut alice = online(&engine, "alice").await;
    let bob = call("bob", None);
    let come_and_go = async || {
        engine.join(&bob, None, JoinGroup { group: id("g"), message: String::new() }).await.unwrap();
        engine.quit(&bob, QuitGroup { group: id("g") }).await.unwrap();
    };
    for _ in 0..2100 {
        come_and_go().await;
    }
    let told = heard(&mut alice).await;
    assert_eq!((told.len(), told[4096].as_str()), (4097, "lost"));
    come_and_go().await;
    assert_eq!(heard(&mut alice).await, ["g: MembersAdded", "g: MemberQuit"]);
}

#[tokio::test]
async fn a_session_that_resumes_hears_of_the_groups_it_is_in_and_of_no_others() {
    let engine = engine(store(), 0, None);
    created(&engine, "left", Kind::Public, "alice").await;
    created(&engine, "joined", Kind::Public, "alice").await;
    added(&engine, "left", &["bob"]).await;
    let mut bob = online(&engine, "bob").await;
    unheard(&engine, async {
        engine.quit(&call("bob", None), QuitGroup { group: id("left") }).await.unwrap();
        added(&engine, "joined", &["bob"]).await;
    })
    .await;
    assert_eq!(heard(&mut bob).await, ["lost"]);
    loaded(&engine, &bob, "bob").await;
    for group in ["left", "joined"] {
        added(&engine, group, &["carol"]).await;
    }
    assert_eq!(heard(&mut bob).await, ["joined: MembersAdded"]);
}

#[tokio::test]
async fn groups_that_were_read_before_commits_were_missed_do_not_count() {
    let engine = engine(store(), 0, None);
    created(&engine, "left", Kind::Public, "alice").await;
    added(&engine, "left", &["bob"]).await;
    let (mut bob, slow) = (online(&engine, "bob").await, online(&engine, "bob").await);
    engine.hub.reload(app(), &user("bob"), slow.session());
    unheard(&engine, async { engine.quit(&call("bob", None), QuitGroup { group: id("left") }).await.unwrap() }).await;
    loaded(&engine, &bob, "bob").await;
    assert!(!engine.hub.loaded(app(), &user("bob"), slow.session(), [id("left")].into()));
    added(&engine, "left", &["carol"]).await;
    assert_eq!(heard(&mut bob).await, ["lost"]);
}

#[tokio::test]
async fn whoever_comes_with_a_later_event_of_a_commit_does_not_hear_the_earlier() {
    let engine = engine(store(), 0, None);
    let (mut bob, mut carol) = (online(&engine, "bob").await, online(&engine, "carol").await);
    let added = |number, name: &str, how| StoredEvent {
        number,
        at: Millis(1),
        member_count: 3,
        event: EventDraft { actor: admin().actor, body: EventBody::MembersAdded { members: vec![user(name)], how, silent: false } },
    };
    engine.hub.committed(News {
        app: app(),
        group: id("g"),
        kind: Some(Kind::Public),
        events: vec![added(2, "bob", Entry::Applied), added(3, "carol", Entry::Invited)],
        memberships: vec![(user("bob"), true), (user("carol"), true)],
        notices: Vec::new(),
    });
    assert_eq!(heard(&mut bob).await, ["g: MembersAdded", "g: MembersAdded"]);
    assert_eq!(heard(&mut carol).await, ["g: MembersAdded"]);
}

#[tokio::test]
async fn the_owner_of_a_live_group_hears_tips_only_while_he_is_present() {
    let engine = engine(store(), 0, None);
    let mut alice = online(&engine, "alice").await;
    created(&engine, "live", Kind::Live, "alice").await;
    assert_eq!(heard(&mut alice).await, ["own: Created"]);
    let renamed = GroupPatch { name: Some("another".into()), ..GroupPatch::default() };
    engine.run(&call("alice", None), ModifyGroup { group: id("live"), patch: renamed }).await.unwrap();
    assert!(heard(&mut alice).await.is_empty());
}
