#![allow(clippy::indexing_slicing, reason = "a test ends at the first surprise")]

mod community;
mod heard;
mod reports;
mod store;
mod tips;

use super::Known;
use opentim_domain::group::Member;
use opentim_domain::{CustomField, GroupId, MsgFlag, Role, Secs, UserId};
use serde_json::Value;

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

fn group() -> GroupId {
    GroupId::parse("club").unwrap()
}

fn member(id: &str, role: Role) -> Member {
    Member {
        user: user(id),
        role,
        joined_at: Secs(1_700_000_000),
        msg_flag: MsgFlag::Notify,
        name_card: format!("{id}'s card"),
        fields: vec![CustomField { key: "k".into(), value: "v".into() }],
        muted_until: Some(Secs(1_800_000_000)),
        unread: 0,
        seat: 1,
    }
}

fn known(members: &[(&str, Role)]) -> Known {
    let members = members.iter().map(|(id, role)| (user(id), member(id, *role))).collect();
    Known { group_name: "The club".into(), members, ..Known::default() }
}

/// How many entries each array of an object has, by the last word of its name.
fn lengths<'a>(object: &'a Value, names: &[&'a str]) -> Vec<usize> {
    names.iter().map(|name| object[*name].as_array().unwrap_or_else(|| panic!("{name} is no array: {object}")).len()).collect()
}
