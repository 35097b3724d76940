//! Permission groups: who is in them, and what they give.

use super::support::{added, admin, app, call, chosen, engine, id, store, user};
use crate::{Engine, Refusal, SeenPermissionGroup};
use opentim_domain::member::{KickMembers, QuitGroup};
use opentim_domain::permission_group::{AddPermissionMembers, CreatePermissionGroup, DeletePermissionGroups};
use opentim_domain::{Action, GivenBy, GroupId, Kind, Outcome, PermissionGroupId, Reject, Right, Sanctions};

const COMMUNITY: &str = "@TGS#_c";

fn community() -> GroupId {
    id(COMMUNITY)
}

fn pg(name: &str) -> PermissionGroupId {
    PermissionGroupId::parse(&format!("@PMG#_{name}")).unwrap()
}

fn creation(name: &str, right: Right) -> CreatePermissionGroup {
    let (group, id, name, custom) = (community(), pg(name), name.to_owned(), String::new());
    CreatePermissionGroup { group, id, chosen: true, name, custom, permissions: 1 << right.bit() }
}

fn put_into(name: &str, users: &[&str]) -> AddPermissionMembers {
    let users = users.iter().map(|name| user(name)).collect();
    AddPermissionMembers { group: community(), permission_group: pg(name), users }
}

/// A community where permission groups rule, of "alice" and the members "bob", "eve" and "ann".
async fn ruled() -> Engine {
    let engine = engine(store(), 0, None);
    let owner = call("alice", None);
    let mut command = chosen(COMMUNITY, &owner);
    (command.group.kind, command.group.topics, command.group.permission_groups) = (Kind::Community, true, true);
    engine.run(&owner, command).await.unwrap();
    added(&engine, COMMUNITY, &["bob", "eve", "ann"]).await;
    for (name, right) in [("kick", Right::Members), ("mute", Right::Mute)] {
        engine.run(&owner, creation(name, right)).await.unwrap();
    }
    engine
}

fn kick(name: &str) -> KickMembers {
    KickMembers { group: community(), users: vec![user(name)], reason: String::new(), silent: false, ban_secs: 0 }
}

fn seen(groups: &[SeenPermissionGroup]) -> Vec<(String, usize)> {
    groups.iter().map(|seen| (seen.permission_group.name.clone(), seen.members)).collect()
}

#[tokio::test]
async fn a_member_may_what_his_permission_group_gives_and_no_longer_than_he_is_in_it() {
    let engine = ruled().await;
    let bob = call("bob", None);
    let action = Action::Kick;
    let refused = Err(Refusal::Rule(Reject::NoRight { action, given_by: GivenBy::of(action) }));
    assert_eq!(engine.run(&bob, kick("eve")).await.map(drop), refused);
    let targets = engine.run(&admin(), put_into("kick", &["bob", "joe"])).await.unwrap();
    assert_eq!(targets.iter().map(|target| target.outcome).collect::<Vec<_>>(), [Outcome::Done, Outcome::Failed]);
    let done = engine.run(&bob, kick("eve")).await.unwrap();
    assert_eq!(done[0].outcome, Outcome::Done);
    // Who leaves and comes back is in none.
    engine.quit(&bob, QuitGroup { group: community() }).await.unwrap();
    added(&engine, COMMUNITY, &["bob"]).await;
    assert_eq!(engine.run(&bob, kick("ann")).await.map(drop), refused);
}

#[tokio::test]
async fn permission_groups_are_listed_with_the_number_of_their_members() {
    let engine = ruled().await;
    engine.run(&admin(), put_into("kick", &["bob", "eve"])).await.unwrap();
    engine.run(&admin(), put_into("mute", &["bob"])).await.unwrap();
    let bob = call("bob", None);
    let all = engine.permission_groups(&bob, &community(), None).await.unwrap();
    let all: Vec<_> = all.into_iter().flatten().collect();
    assert_eq!(seen(&all), [("kick".to_owned(), 2), ("mute".to_owned(), 1)]);
    let asked = [pg("mute"), pg("none"), pg("kick")];
    let some = engine.permission_groups(&bob, &community(), Some(&asked)).await.unwrap();
    assert!(some[1].is_none());
    assert_eq!(seen(&some.into_iter().flatten().collect::<Vec<_>>()), [("mute".to_owned(), 1), ("kick".to_owned(), 2)]);
    let own = engine.joined_permission_groups(&call("eve", None), &community()).await.unwrap();
    assert_eq!(seen(&own), [("kick".to_owned(), 2)]);
    let outside = Refusal::Rule(Reject::Outsider { action: Action::SeeContents });
    assert_eq!(engine.permission_groups(&call("joe", None), &community(), None).await, Err(outside.clone()));
    assert_eq!(engine.joined_permission_groups(&call("joe", None), &community()).await, Err(outside));
}

#[tokio::test]
async fn members_of_a_permission_group_come_by_pages() {
    let engine = ruled().await;
    engine.run(&admin(), put_into("kick", &["eve", "bob", "ann"])).await.unwrap();
    engine.run(&admin(), put_into("mute", &["ann"])).await.unwrap();
    let bob = call("bob", None);
    let (mut after, mut names) = (None, Vec::new());
    loop {
        let page = engine.permission_members(&bob, &community(), &pg("kick"), after.as_ref(), 2).await.unwrap();
        names.extend(page.rows.iter().map(|member| member.user.to_string()));
        after = page.rows.last().map(|member| member.user.clone());
        if !page.more {
            break;
        }
    }
    assert_eq!(names, ["ann", "bob", "eve"]);
    let deletion = DeletePermissionGroups { group: community(), ids: vec![pg("kick")] };
    engine.run(&call("alice", None), deletion).await.unwrap();
    let unknown = Refusal::Rule(Reject::NoSuchPermissionGroup { id: pg("kick").to_string() });
    assert_eq!(engine.permission_members(&bob, &community(), &pg("kick"), None, 2).await, Err(unknown));
    let class = opentim_domain::RecordClass::PermissionMember;
    assert_eq!(engine.store().count_records(app(), &community(), class, "").await, Ok(1));
}

#[tokio::test]
async fn who_may_mute_sees_who_is_muted() {
    let engine = ruled().await;
    let bob = call("bob", None);
    let action = Action::Mute;
    let refused = Refusal::Rule(Reject::NoRight { action, given_by: GivenBy::of(action) });
    assert_eq!(engine.sanctions(&bob, &community(), Sanctions::Muted, 0, None).await, Err(refused));
    engine.run(&admin(), put_into("mute", &["bob"])).await.unwrap();
    assert!(engine.sanctions(&bob, &community(), Sanctions::Muted, 0, None).await.is_ok());
}

#[tokio::test]
async fn only_communities_with_topics_list_permission_groups() {
    let engine = engine(store(), 0, None);
    super::support::created(&engine, "g", Kind::Public, "alice").await;
    let none = Refusal::Rule(Reject::NoTopics(Kind::Public));
    assert_eq!(engine.permission_groups(&call("alice", None), &id("g"), None).await, Err(none));
}
