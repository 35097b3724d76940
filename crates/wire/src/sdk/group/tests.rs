//! What the calls of members, applications and changes are taken for.

mod applications;
mod links;
mod members;
mod modify;
mod records;
mod search;

use crate::sdk::codes::Failure;
use crate::sdk::method::Method;
use crate::sdk::request::Request;
use opentim_domain::group::Member;
use opentim_domain::{GroupId, MsgFlag, Role, Secs, UserId};
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

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

fn group(id: &str) -> GroupId {
    GroupId::parse(id).unwrap()
}

fn member(id: &str, role: Role) -> Member {
    Member {
        user: user(id),
        role,
        joined_at: Secs(1_700_000_000),
        msg_flag: MsgFlag::Notify,
        name_card: String::new(),
        fields: Vec::new(),
        muted_until: None,
        unread: 0,
        seat: 1,
    }
}
