//! The caches alone.

use super::{Caches, Changed, Found, Head, Listed};
use crate::codec::{encoded, group_body};
use opentim_domain::group::{Group, Numbers};
use opentim_domain::{AppId, GroupId, InviteOption, JoinOption, Kind, Secs, UserId};
use std::sync::Arc;

fn app() -> AppId {
    AppId::new(7).unwrap()
}

fn head(gid: i64, name: &str) -> Arc<Head> {
    let group = Group {
        id: GroupId::parse(&format!("g {gid}")).unwrap(),
        kind: Kind::Public,
        name: name.to_owned(),
        introduction: String::new(),
        notification: String::new(),
        face_url: String::new(),
        owner: None,
        created_at: Secs(1),
        info_changed_at: Secs(1),
        max_members: None,
        join: JoinOption::Free,
        invite: InviteOption::Free,
        mute_all: false,
        topics: false,
        permission_groups: false,
        default_permissions: 0,
        fields: Vec::new(),
        member_count: 0,
        numbers: Numbers::default(),
        admins: Vec::new(),
        visible: None,
        searchable: None,
        early_history: None,
    };
    let body = group_body(Numbers::default(), &[0; 32], 0, &[], &encoded(&group), Some(&[]));
    Arc::new(Head::read(app(), gid, &body).unwrap())
}

#[test]
fn a_group_read_before_a_change_is_not_taken_after_it() {
    let heads = Caches::new(64).heads;
    let turn = heads.get(1).expect_err("nothing is there yet");
    heads.put(turn, &head(1, "first"));
    assert_eq!(heads.get(1).unwrap().group.name, "first");
    let (found, turn) = heads.get_all([1, 2].into_iter());
    assert!(found[0].is_some() && found[1].is_none());
    heads.remove(&[2]);
    heads.put(turn, &head(2, "old"));
    assert!(heads.get(2).is_err(), "an old value came in after the change");
    heads.remove(&[1]);
    assert!(heads.get(1).is_err());
}

#[test]
fn a_list_read_before_a_change_is_not_taken_after_it() {
    let lists = Caches::new(64).lists;
    let (ann, ben) = (UserId::parse("ann").unwrap(), UserId::parse("ben").unwrap());
    let list: Arc<[Listed]> = [Listed { joined_at: 1, born: 1, gid: 1, tag: 0 }].into();
    let turn = lists.get(app(), &ann).expect_err("nothing is there yet");
    lists.put(turn, app(), &ann, &list);
    assert_eq!(lists.get(app(), &ann).unwrap(), list);
    let turn = lists.get(app(), &ben).expect_err("nothing is there yet");
    lists.remove(&[(app(), ben.clone())], false);
    lists.put(turn, app(), &ben, &list);
    assert!(lists.get(app(), &ben).is_err(), "an old list came in after the change");
    assert!(lists.get(app(), &ann).is_ok());
    lists.remove(&[], true);
    assert!(lists.get(app(), &ann).is_err(), "a group that ended is still in a list");
}

#[test]
fn memory_is_bounded() {
    let caches = Caches::new(1);
    let turn = caches.heads.get(0).expect_err("nothing is there yet");
    for gid in 1..5000 {
        caches.heads.put(turn, &head(gid, "a group among many"));
    }
    assert!(caches.heads.get(4999).is_ok() && caches.heads.get(1).is_err());
    let turn = caches.lists.get(app(), &UserId::parse("nobody").unwrap()).expect_err("nothing is there yet");
    let name = |n: usize| UserId::parse(&format!("user {n}")).unwrap();
    for n in 0..5000 {
        caches.lists.put(turn, app(), &name(n), &[].into());
    }
    assert!(caches.lists.get(app(), &name(4999)).is_ok() && caches.lists.get(app(), &name(0)).is_err());
}

#[test]
fn an_id_is_nobodys_only_when_all_are_known() {
    let caches = Caches::new(64);
    let id = |text: &str| GroupId::parse(text).unwrap();
    assert_eq!(caches.ids.find(app(), &id("a")), Found::Unknown);
    caches.publish(Changed { new: vec![(app(), id("a"), 5)], ..Changed::default() });
    assert_eq!(caches.ids.find(app(), &id("a")), Found::Perhaps(5));
    assert_eq!(caches.ids.find(app(), &id("b")), Found::Unknown);
    caches.ids.complete();
    assert_eq!(caches.ids.find(app(), &id("b")), Found::Nobody);
    assert_eq!(caches.ids.find(AppId::new(8).unwrap(), &id("a")), Found::Nobody);
    caches.clear();
    caches.ids.complete();
    assert_eq!(caches.ids.find(app(), &id("b")), Found::Unknown, "what was forgotten is not complete");
}
