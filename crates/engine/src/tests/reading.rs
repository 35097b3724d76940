use super::support::{added, admin, app, call, created, engine, id, online, store, user};
use crate::{Cursor, Ending, Engine, MembersQuery, Refusal, Roles, Search};
use opentim_domain::group::DestroyGroup;
use opentim_domain::member::{MemberPatch, ModifyMember};
use opentim_domain::sanction::MuteMembers;
use opentim_domain::{Action, Kind, Limits, Reject, Role, Sanctions};
use std::sync::Arc;

async fn community(engine: &Engine, members: usize) {
    let owner = call("owner", None);
    let mut command = super::support::chosen("@TGS#_c", &owner);
    command.group.id = opentim_domain::group::NewId::Chosen(id("@TGS#_c"));
    command.group.kind = Kind::Community;
    engine.run(&owner, command).await.unwrap();
    let names: Vec<String> = (0..members).map(|n| format!("user {n:04}")).collect();
    for names in names.chunks(300) {
        added(engine, "@TGS#_c", &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    }
}

async fn appoint(engine: &Engine, name: &str) {
    let patch = MemberPatch { role: Some(Role::Admin), ..MemberPatch::default() };
    engine.run(&admin(), ModifyMember { group: id("@TGS#_c"), user: user(name), patch }).await.unwrap();
}

/// All pages of a question, as names.
async fn walked(engine: &Engine, limit: usize, roles: Roles) -> Vec<String> {
    let mut query = MembersQuery { after: 0, skip: 0, limit, roles, mark: None };
    let mut names = Vec::new();
    loop {
        let page = engine.members(&call("owner", None), &id("@TGS#_c"), query).await.unwrap();
        assert!(page.rows.len() <= limit);
        assert_eq!(page.total, 1201);
        names.extend(page.rows.iter().map(|member| member.user.to_string()));
        if page.next == 0 {
            return names;
        }
        query.after = page.next;
    }
}

#[tokio::test]
async fn pages_of_members_hold_everybody_once_in_the_order_of_joining() {
    let engine = engine(store(), 0, None);
    community(&engine, 1200).await;
    appoint(&engine, "user 0003").await;
    appoint(&engine, "user 1100").await;
    let expected: Vec<String> = std::iter::once("owner".to_owned()).chain((0..1200).map(|n| format!("user {n:04}"))).collect();
    for limit in [7, 500, 1201, 6000] {
        assert_eq!(walked(&engine, limit, Roles::ALL).await, expected);
    }
    assert_eq!(walked(&engine, 1, Roles(3)).await, ["owner", "user 0003", "user 1100"]);
    assert_eq!(walked(&engine, 100, Roles::only(Role::Admin)).await, ["user 0003", "user 1100"]);
    let ordinary = walked(&engine, 50, Roles::only(Role::Member)).await;
    assert_eq!((ordinary.len(), ordinary[3].as_str()), (1198, "user 0004"));
}

#[tokio::test]
async fn rows_are_skipped_after_the_filter() {
    let engine = engine(store(), 0, None);
    community(&engine, 1200).await;
    appoint(&engine, "user 0000").await;
    let query = MembersQuery { after: 0, skip: 1198, limit: 5, roles: Roles::only(Role::Member), mark: None };
    let page = engine.members(&admin(), &id("@TGS#_c"), query).await.unwrap();
    assert_eq!(page.rows.iter().map(|member| member.user.as_str()).collect::<Vec<_>>(), ["user 1199"]);
    assert_eq!(page.next, 0);
}

#[tokio::test]
async fn outsiders_do_not_see_members() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    let seen = engine.members_by_id(&call("eve", None), &id("g"), &[user("alice")]).await;
    assert_eq!(seen, Err(Refusal::Rule(Reject::Outsider { action: Action::ListMembers })));
    let roles = engine.members_by_id(&admin(), &id("g"), &[user("eve"), user("alice")]).await.unwrap();
    assert_eq!(roles.iter().map(|one| one.as_ref().map(|member| member.role)).collect::<Vec<_>>(), [None, Some(Role::Owner)]);
}

#[tokio::test]
async fn only_live_groups_are_counted_over_rest_and_their_members_not_listed() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    created(&engine, "live", Kind::Live, "alice").await;
    let _alice = online(&engine, "alice").await;
    assert!(matches!(engine.online_count(&admin(), &id("g")).await, Err(Refusal::Rule(Reject::NotOfKind { .. }))));
    let listed = engine.members_by_id(&admin(), &id("live"), &[user("alice")]).await;
    assert_eq!(listed, Err(Refusal::Rule(Reject::MembersNotListed(Kind::Live))));
}

#[tokio::test]
async fn muted_users_are_listed_by_pages() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    let users: Vec<_> = (0..5).map(|n| user(&format!("u{n}"))).collect();
    engine.run(&call("alice", None), MuteMembers { group: id("g"), users, secs: 60 }).await.unwrap();
    let all = engine.sanctions(&call("alice", None), &id("g"), Sanctions::Muted, 0, None).await.unwrap();
    assert_eq!((all.rows.len(), all.more), (5, false));
    let some = engine.sanctions(&admin(), &id("g"), Sanctions::Muted, 2, Some(2)).await.unwrap();
    assert_eq!(some.rows.iter().map(|one| one.user.as_str()).collect::<Vec<_>>(), ["u2", "u3"]);
    assert!(some.more);
    let refused = engine.sanctions(&call("eve", None), &id("g"), Sanctions::Muted, 0, None).await;
    assert_eq!(refused, Err(Refusal::Rule(Reject::Outsider { action: Action::Mute })));
}

fn search(keywords: &[&str]) -> Search {
    Search { keywords: keywords.iter().map(|word| (*word).to_owned()).collect(), id: true, name: true, nick: true }
}

#[tokio::test]
async fn a_search_of_groups_looks_into_ids_and_names_of_ones_own() {
    let engine = engine(store(), 0, None);
    created(&engine, "Chess club", Kind::Public, "alice").await;
    created(&engine, "other", Kind::Public, "alice").await;
    created(&engine, "chess of others", Kind::Public, "bob").await;
    let found = engine.search_groups(&call("alice", None), &search(&["nothing", "chess"])).await.unwrap();
    assert_eq!(found.iter().map(|one| one.group.id.as_str()).collect::<Vec<_>>(), ["Chess club"]);
    let by_name = Search { id: false, ..search(&["NAM"]) };
    assert_eq!(engine.search_groups(&call("alice", None), &by_name).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_search_needs_one_to_five_keywords() {
    let engine = engine(store(), 0, None);
    for keywords in [&[][..], &["", ""], &["1", "2", "3", "4", "5", "6"]] {
        let refused = engine.search_groups(&call("alice", None), &search(keywords)).await;
        assert!(matches!(refused, Err(Refusal::Rule(_))), "{keywords:?}: {refused:?}");
    }
}

#[tokio::test]
async fn a_long_search_of_members_goes_on_where_it_stopped() {
    let engine = engine(store(), 0, None);
    community(&engine, 1200).await;
    created(&engine, "a", Kind::Public, "owner").await;
    added(&engine, "a", &["user 0001", "else"]).await;
    let limits = Limits { search_rows: 100, ..Limits::RECOMMENDED };
    let owner = crate::Call { limits: Arc::new(limits), ..call("owner", None) };
    let (mut after, mut names): (Option<Cursor>, Vec<String>) = (None, Vec::new());
    loop {
        let found = engine.search_members(&owner, None, &search(&["USER 0", "user 1"]), after).await.unwrap();
        let rows: Vec<_> =
            found.rows.iter().flat_map(|(group, rows)| rows.iter().map(move |row| format!("{group} {}", row.user))).collect();
        assert!(rows.len() <= 100);
        names.extend(rows);
        after = found.next;
        if after.is_none() {
            break;
        }
    }
    let expected: Vec<String> = (0..1200).map(|n| format!("@TGS#_c user {n:04}")).chain(["a user 0001".to_owned()]).collect();
    assert_eq!(names, expected);
    let named = engine.search_members(&call("else", None), Some(&[id("@TGS#_c")]), &search(&["u"]), None).await;
    assert_eq!(named, Err(Refusal::Rule(Reject::Outsider { action: Action::ListMembers })));
}

#[tokio::test]
async fn the_log_says_who_ended_a_group_however_long_it_is() {
    let engine = engine(store(), 0, None);
    let alice = call("alice", None);
    for more in 0..20 {
        created(&engine, "g", Kind::Public, "alice").await;
        for number in 0..more {
            added(&engine, "g", &[&format!("user {number}")]).await;
        }
        assert_eq!(engine.ending(app(), &id("g")).await, Ok(None), "it lives");
        engine.run(&alice, DestroyGroup { group: id("g") }).await.unwrap();
        let ended = Ok(Some(Ending { name: "name".to_owned(), by: user("alice") }));
        assert_eq!(engine.ending(app(), &id("g")).await, ended, "after {more}");
        engine.clean_up().await.unwrap();
        assert_eq!(engine.ending(app(), &id("g")).await, ended, "and outlives it");
    }
    assert_eq!(engine.ending(app(), &id("never")).await, Ok(None));
}

#[tokio::test]
async fn whoever_skips_more_rows_than_can_be_counted_gets_none() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    let query = MembersQuery { after: 0, skip: usize::MAX, limit: 10, roles: Roles::ALL, mark: None };
    assert!(engine.members(&call("alice", None), &id("g"), query).await.unwrap().rows.is_empty());
}
