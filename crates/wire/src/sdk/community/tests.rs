//! What the calls about topics and permission groups are taken for, and what they answer.

mod permission_groups;
mod rights;
mod topics;

use crate::sdk::codes::Failure;
use crate::sdk::method::Method;
use crate::sdk::request::Request;
use opentim_domain::record::{PermissionGroup, Topic};
use opentim_domain::{GroupId, PermissionGroupId, Secs, TopicId, UserId};
use serde::Serialize;
use serde_json::Value;

/// An argument that has the shape its method wants.
fn request(method: &str, argument: &Value) -> Request {
    Request::parse(Method::named(method).unwrap(), Some(&argument.to_string())).expect("has the right shape")
}

/// The code of an argument that has not.
fn code(method: &str, argument: &Value) -> i32 {
    Request::parse(Method::named(method).unwrap(), Some(&argument.to_string())).map_or_else(|refused| refused.failure.code, |_| 0)
}

fn said<T: std::fmt::Debug>(result: Result<T, Failure>) -> (i32, String) {
    let Failure { code, desc } = result.expect_err("must be refused");
    (code, desc)
}

fn shown(answer: impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap()
}

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

fn town() -> GroupId {
    GroupId::parse("@TGS#_town").unwrap()
}

fn topic_id(own: &str) -> TopicId {
    TopicId::parse(&format!("@TGS#_town@TOPIC#_{own}")).unwrap()
}

fn permission_group_id(own: &str) -> PermissionGroupId {
    PermissionGroupId::parse(&format!("@PMG#_{own}")).unwrap()
}

fn topic(own: &str) -> Topic {
    Topic {
        id: topic_id(own),
        name: "News".into(),
        introduction: "What is new".into(),
        notification: String::new(),
        face_url: "http://face".into(),
        custom: "{}".into(),
        mute_all: true,
        creator: Some(user("anna")),
        created_at: Secs(1_700_000_000),
        changed_at: Secs(1_700_000_001),
    }
}

fn permission_group(own: &str) -> PermissionGroup {
    PermissionGroup {
        id: permission_group_id(own),
        name: "Guards".into(),
        custom: "c".into(),
        permissions: 32 + 1024,
        topics: [(topic_id("a"), 4)].into(),
        created_at: Secs(1_700_000_000),
    }
}
