//! Ids in bodies: each refusal names its full place.

use super::body;
use super::failure::Failure;
use super::value::{List, Text};
use opentim_domain::{GroupId, PermissionGroupId, Reject, TopicId, UserId};
use serde::Deserialize;

/// The id of an existing group; 10015 when its form is wrong (rule book 10, row 29).
pub(super) fn group(text: &Text<'_>) -> Result<GroupId, Failure> {
    Ok(GroupId::parse(text.as_str()).map_err(Reject::BadGroupId)?)
}

/// Reads a request that names a group and nothing else.
pub(super) fn group_alone(body: &[u8]) -> Result<GroupId, Failure> {
    #[derive(Deserialize)]
    struct Body<'a> {
        #[serde(borrow, rename = "GroupId")]
        group: Text<'a>,
    }
    let body: Body<'_> = body::read(body)?;
    group(&body.group)
}

/// An account.
pub(super) fn user(field: &str, text: &Text<'_>) -> Result<UserId, Failure> {
    UserId::parse(text.as_str()).map_err(|fault| Failure::id(field, fault))
}

/// The id of a topic.
pub(super) fn topic(field: &str, text: &Text<'_>) -> Result<TopicId, Failure> {
    TopicId::parse(text.as_str()).map_err(|fault| Failure::id(field, fault))
}

/// The id of a permission group.
pub(super) fn permission_group(field: &str, text: &Text<'_>) -> Result<PermissionGroupId, Failure> {
    PermissionGroupId::parse(text.as_str()).map_err(|fault| Failure::id(field, fault))
}

/// `From_Account` of a change: the account that is shown as the one who made it.
pub(super) fn stand_in(text: Option<&Text<'_>>) -> Result<Option<UserId>, Failure> {
    text.filter(|text| !text.as_str().is_empty()).map(|text| user("From_Account", text)).transpose()
}

/// A list of accounts. How many it may name is a rule of each command.
pub(super) fn users(field: &str, list: &List<Text<'_>>) -> Result<Vec<UserId>, Failure> {
    let parsed = list
        .0
        .iter()
        .enumerate()
        .map(|(at, text)| UserId::parse(text.as_str()).map_err(|fault| Failure::id(&format!("{field}[{at}]"), fault)));
    parsed.collect()
}

/// A list of 1 to `most` accounts, for commands that only read.
pub(super) fn asked(field: &str, list: &List<Text<'_>>, most: usize) -> Result<Vec<UserId>, Failure> {
    let given = list.0.len();
    if given == 0 {
        return Err(Failure::parameter(format!("{field} is required: name 1 to {most} accounts")));
    }
    if given > most {
        return Err(too_many(field, given, most));
    }
    users(field, list)
}

/// A list that names more accounts than allowed.
pub(super) fn too_many(field: &str, given: usize, most: usize) -> Failure {
    let text = format!("{field} names too many accounts: {given} were given, at most {most} are allowed");
    Failure::new(Reject::TooManyAccounts { limit: most, given }.number(), text)
}
