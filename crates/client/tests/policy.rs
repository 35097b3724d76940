//! The choices of an app with an embedded engine (rule book 10).
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod support;

use opentim_client::{Client, Settings};
use serde_json::{Value, json};
use support::{Folder, assert_done, call, created, handle, instance, invite, joined, login, pendencies, text};

/// A user of an app that made these choices.
fn user(folder: &Folder, name: &str, policy: &Value) -> Client {
    let client = instance(&json!({ "dataDir": text(folder.path()), "instance": name, "policy": policy }));
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    login(&client, folder, name);
    client
}

#[test]
fn invited_users_agree_themselves_when_the_app_wants_it() {
    let folder = Folder::new();
    let policy = json!({ "invitee_consent": true, "invite_default": "free" });
    let (alice, bob) = (user(&folder, "alice", &policy), user(&folder, "bob", &policy));
    let id = created(&alice, json!({ "create_group_param_group_name": "Club" }));
    let reply = invite(&alice, &id, &["bob"], "");
    assert!(reply["json_param"].as_str().unwrap().contains(r#""group_invite_member_result_result":3"#), "{reply}");
    assert!(joined(&bob).is_empty());
    let entry = pendencies(&bob, 0, 10)["group_pendency_result_pendency_array"][0].clone();
    assert_eq!(entry["group_pendency_pendency_type"], 1);
    assert_eq!(entry["group_pendency_form_identifier"], "alice");
    assert_eq!(entry["group_pendency_to_identifier"], "bob");
    assert_done(&handle(&bob, &entry, true, "gladly"));
    assert_eq!(joined(&bob), [id]);
}

#[test]
fn what_an_invitation_meets_is_the_choice_of_the_app() {
    let folder = Folder::new();
    let usual = user(&folder, "alice", &json!({}));
    let id = created(&usual, json!({ "create_group_param_group_name": "Closed" }));
    assert_eq!(invite(&usual, &id, &["bob"], "")["code"], 10007);
    let open = user(&folder, "carol", &json!({ "invite_default": "free" }));
    let id = created(&open, json!({ "create_group_param_group_name": "Open" }));
    assert_eq!(invite(&open, &id, &["bob"], "")["code"], 0);
}

#[test]
fn an_unknown_word_is_refused_with_the_choices_there_are() {
    let refused = Settings::from_json(Some(r#"{"policy":{"invite_default":"always"}}"#)).err().unwrap();
    assert_eq!(refused, r#"policy.invite_default must be disabled, approval or free; "always" was given"#);
    let refused = Settings::from_json(Some(r#"{"policy":{"meeting_tips":"yes"}}"#)).err().unwrap();
    assert!(refused.contains("policy.meeting_tips"), "{refused}");
}
