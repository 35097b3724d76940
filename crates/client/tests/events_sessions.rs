//! Who hears: instances, logins, listeners that come and go.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into events of any shape and end at the first surprise"
)]

mod events_support;
mod support;

use events_support::{Heard, MEETING, User, told};
use opentim_client::{Client, Event};
use serde_json::{Value, json};
use std::sync::{Arc, Weak};
use support::{Folder, call, instance, login, text};

/// A second instance with the account of `name`.
fn another(folder: &Folder, name: &str) -> Client {
    instance(&json!({ "dataDir": text(folder.path()), "instance": name }))
}

/// Somebody joins anna's group, so that she has something to hear; she and he have heard it when this returns.
fn somebody_joins(folder: &Folder, anna: &User, name: &str) {
    let user = User::new(folder, name);
    user.joins("hall");
    assert_eq!(told(&user.tips.one()).1, name);
    assert_eq!(told(&anna.tips.one()).1, name);
}

fn anna_with_a_group(folder: &Folder) -> User {
    let anna = User::new(folder, "anna");
    anna.creates(MEETING, "hall");
    anna
}

#[test]
fn every_instance_of_a_login_hears_and_a_closed_one_does_not() {
    let folder = Folder::new();
    let anna = anna_with_a_group(&folder);
    let [one, two] = [another(&folder, "anna"), another(&folder, "anna")];
    let heard = [Heard::default(), Heard::default()];
    one.listen(Event::GroupTips, Some(heard[0].listener()));
    two.listen(Event::GroupTips, Some(heard[1].listener()));
    somebody_joins(&folder, &anna, "ben");
    heard.iter().for_each(|one| drop(one.one()));
    two.close();
    two.listen(Event::GroupTips, Some(heard[1].listener()));
    assert_eq!(two.add_listener(Event::NewMessages, heard[1].listener()), None);
    somebody_joins(&folder, &anna, "carl");
    heard[0].one();
    assert!(heard[1].is_empty());
}

#[test]
fn a_listener_is_replaced_and_dropped() {
    let folder = Folder::new();
    let anna = anna_with_a_group(&folder);
    let client = another(&folder, "anna");
    let [old, new] = [Heard::default(), Heard::default()];
    client.listen(Event::GroupTips, Some(old.listener()));
    client.listen(Event::GroupTips, Some(new.listener()));
    somebody_joins(&folder, &anna, "ben");
    new.one();
    client.listen(Event::GroupTips, None);
    somebody_joins(&folder, &anna, "carl");
    assert!(new.is_empty() && old.is_empty());
}

#[test]
fn listeners_are_added_and_removed_one_by_one() {
    let folder = Folder::new();
    let anna = anna_with_a_group(&folder);
    let client = another(&folder, "anna");
    let [first, second] = [Heard::default(), Heard::default()];
    let id = client.add_listener(Event::GroupTips, first.listener()).unwrap();
    client.add_listener(Event::GroupTips, second.listener()).unwrap();
    another(&folder, "anna").remove_listener(id);
    somebody_joins(&folder, &anna, "ben");
    first.one();
    second.one();
    client.remove_listener(id);
    somebody_joins(&folder, &anna, "carl");
    second.one();
    assert!(first.is_empty());
}

#[test]
fn an_instance_that_is_merely_dropped_is_heard_on() {
    let folder = Folder::new();
    let anna = anna_with_a_group(&folder);
    let heard = Heard::default();
    another(&folder, "anna").listen(Event::GroupTips, Some(heard.listener()));
    somebody_joins(&folder, &anna, "ben");
    heard.one();
}

#[test]
fn a_listener_may_come_before_everything_else_from_an_instance_that_is_dropped() {
    let folder = Folder::new();
    let heard = Heard::default();
    another(&folder, "anna").listen(Event::GroupTips, Some(heard.listener()));
    let anna = anna_with_a_group(&folder);
    somebody_joins(&folder, &anna, "ben");
    heard.one();
}

#[test]
fn after_a_logout_nobody_hears_and_after_the_next_login_he_does_again() {
    let folder = Folder::new();
    let anna = anna_with_a_group(&folder);
    assert_eq!(call(&anna.client, "TIMLogout", Value::Null)["code"], 0);
    User::new(&folder, "ben").joins("hall");
    login(&anna.client, &folder, "anna");
    somebody_joins(&folder, &anna, "carl");
}

#[test]
fn the_same_login_again_changes_nothing() {
    let folder = Folder::new();
    let anna = anna_with_a_group(&folder);
    login(&anna.client, &folder, "anna");
    login(&another(&folder, "anna"), &folder, "anna");
    somebody_joins(&folder, &anna, "ben");
}

#[test]
fn who_takes_over_a_login_hears_his_own_groups_only() {
    let folder = Folder::new();
    let anna = anna_with_a_group(&folder);
    let carl = User::new(&folder, "carl");
    carl.creates(MEETING, "other");
    login(&anna.client, &folder, "dora");
    User::new(&folder, "ben").joins("hall");
    anna.joins("other");
    assert_eq!(told(&anna.tips.one()), (1, "dora", vec!["dora"]));
}

#[test]
fn after_uninit_nobody_hears_until_the_next_login() {
    let folder = Folder::new();
    let anna = anna_with_a_group(&folder);
    assert_eq!(call(&anna.client, "TIMUninit", Value::Null), json!(0));
    User::new(&folder, "ben").joins("hall");
    assert_eq!(call(&anna.client, "TIMInit", Value::Null), json!(0));
    login(&anna.client, &folder, "anna");
    somebody_joins(&folder, &anna, "carl");
}

#[test]
fn two_accounts_of_one_user_both_hear() {
    let folder = Folder::new();
    let anna = anna_with_a_group(&folder);
    let phone = instance(&json!({ "dataDir": text(folder.path()), "instance": "phone" }));
    let heard = Heard::default();
    phone.listen(Event::GroupTips, Some(heard.listener()));
    call(&phone, "TIMInit", Value::Null);
    login(&phone, &folder, "anna");
    somebody_joins(&folder, &anna, "ben");
    heard.one();
}

#[test]
fn a_listener_that_fails_does_not_keep_the_event_from_the_others() {
    let folder = Folder::new();
    let anna = anna_with_a_group(&folder);
    let heard = Heard::default();
    let failing = another(&folder, "anna");
    failing.add_listener(Event::GroupTips, Arc::new(|_| panic!("of a listener, on purpose"))).unwrap();
    failing.add_listener(Event::GroupTips, heard.listener()).unwrap();
    somebody_joins(&folder, &anna, "ben");
    somebody_joins(&folder, &anna, "carl");
    heard.take(2);
}

#[test]
fn nothing_is_left_of_listeners_that_came_and_went() {
    let folder = Folder::new();
    let client = another(&folder, "anna");
    let mut held: Vec<Weak<()>> = Vec::new();
    for _ in 0..10_000 {
        let alive = Arc::new(());
        held.push(Arc::downgrade(&alive));
        let id = client.add_listener(Event::NewMessages, Arc::new(move |_| Arc::strong_count(&alive) > 0)).unwrap();
        client.remove_listener(id);
    }
    let alive = Arc::new(());
    held.push(Arc::downgrade(&alive));
    client.listen(Event::GroupTips, Some(Arc::new(move |_| Arc::strong_count(&alive) > 0)));
    client.close();
    assert!(held.iter().all(|one| one.upgrade().is_none()));
}
