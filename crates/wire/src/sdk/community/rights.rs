//! Rights of a permission group in single topics.

use super::permission_group::own_id;
use super::result::{self, Asked, AskedIn, at_most, each, said};
use super::topics::{TopicOperationResult, missing};
use crate::sdk::codes::{BAD_PARAMETER, Failure};
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::group::id;
use crate::sdk::method::Uses;
use crate::sdk::number::Bits;
use crate::sdk::request::Request;
use opentim_domain::permission_group::{RightsChange, SetTopicPermissions};
use opentim_domain::{GroupId, Limits, Outcome, PermissionGroupId, TopicId};
use serde::{Deserialize, Serialize};

described! {
    /// Rights in one topic.
    #[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
    pub struct TopicPermissionMap as "TopicPermissionMap" {
        /// Id of the topic.
        pub topic_permission_key: String,
        /// The rights as bits (V2TIMTopicPermissionValue): 1 the topic itself, 2 rights in it, 4 mute, 8 speak, 16 history, 32 recall
        /// messages of others, 64 mention all.
        pub topic_permission_value: Bits,
    }
}

described! {
    /// Argument of `TIMCommunityAddTopicPermissionToPermissionGroup` and `TIMCommunityModifyTopicPermissionInPermissionGroup`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct AddTopicPermissionToPermissionGroupParam as "AddTopicPermissionToPermissionGroupParam" {
        /// Id of the community: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Id of the permission group: required; starts with `@PMG#_` (10004).
        pub permission_group_id: String,
        /// Topics with the rights in them: required; at most 1000 (10004), each is answered by itself.
        pub json_topic_permission_map: Vec<TopicPermissionMap>,
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `TIMCommunityDeleteTopicPermissionFromPermissionGroup` and `TIMCommunityGetTopicPermissionInPermissionGroup`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct DeleteTopicPermissionFromPermissionGroupParam as "DeleteTopicPermissionFromPermissionGroupParam" {
        /// Id of the community: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Id of the permission group: required; starts with `@PMG#_` (10004).
        pub permission_group_id: String,
        /// Ids of topics: required; at most 1000 (10004), each is answered by itself. A question with an empty array is for all topics in
        /// which the permission group has rights of its own.
        pub json_topic_id_array: Vec<String>,
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// The rights of a permission group in one topic.
    #[derive(Clone, Debug, Serialize)]
    pub struct TopicPermissionResult as "TopicPermissionResult" {
        /// 0, or why they cannot be shown: 110002 there is no such topic, 10004 malformed id.
        pub topic_permission_result_error_code: i32,
        /// Empty, or the reason in words.
        pub topic_permission_result_error_message: String,
        /// Id of the topic as it was given.
        pub topic_permission_result_topic_id: String,
        /// The rights as bits (V2TIMTopicPermissionValue); 0: none of its own.
        pub topic_permission_result_topic_permission: Bits,
        /// Id of the community.
        pub topic_permission_result_group_id: String,
        /// Id of the permission group.
        pub topic_permission_result_permission_group_id: String,
    }
}

/// A change of rights: the command for the well-formed ids, and all ids as they were given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RightsCommand {
    /// What is to be done.
    pub command: SetTopicPermissions,
    /// The ids in the order of the call.
    pub ids: Vec<Asked<TopicId>>,
}

/// The rights that a `TIMCommunityGetTopicPermissionInPermissionGroup` asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RightsAsked {
    /// The permission group.
    pub permission_group: PermissionGroupId,
    /// The topics; none: all in which it has rights of its own.
    pub topics: AskedIn<TopicId>,
}

/// The command that a `TIMCommunityAddTopicPermissionToPermissionGroup` ([`RightsChange::Add`]) or a
/// `TIMCommunityModifyTopicPermissionInPermissionGroup` ([`RightsChange::Modify`]) asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id, 10004 for too many topics.
pub fn change_rights(request: &Request, how: RightsChange, limits: &Limits) -> Result<RightsCommand, Failure> {
    let params: AddTopicPermissionToPermissionGroupParam = decode(request.argument())?;
    let map = params.json_topic_permission_map;
    at_most("json_topic_permission_map", map.len(), limits.permission_topics)?;
    let group = id::group(&params.group_id)?;
    let parsed = |entry: TopicPermissionMap| {
        let TopicPermissionMap { topic_permission_key: id, topic_permission_value: Bits(rights) } = entry;
        let topic = result::topic(&group, &id);
        (id, topic, rights)
    };
    let entries: Vec<_> = map.into_iter().map(parsed).collect();
    let topics = entries.iter().filter_map(|(_, topic, rights)| Some((topic.as_ref().ok()?.clone(), *rights))).collect();
    let ids = entries.into_iter().map(|(id, topic, _)| (id, topic)).collect();
    let permission_group = own_id(&params.permission_group_id)?;
    Ok(RightsCommand { command: SetTopicPermissions { group, permission_group, how, topics }, ids })
}

/// The command that a `TIMCommunityDeleteTopicPermissionFromPermissionGroup` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id, 10004 for too many topics.
pub fn take_rights(request: &Request, limits: &Limits) -> Result<RightsCommand, Failure> {
    let RightsAsked { permission_group, topics: asked } = rights_asked(request, limits)?;
    let topics = asked.parsed().into_iter().map(|topic| (topic, 0)).collect();
    let AskedIn { group, ids } = asked;
    Ok(RightsCommand { command: SetTopicPermissions { group, permission_group, how: RightsChange::Delete, topics }, ids })
}

/// What a change answers for one topic; nothing when only another try tells why it failed.
pub fn changed_right(how: RightsChange, topic: &TopicId, outcome: Outcome) -> Option<Result<(), Failure>> {
    match (outcome, how) {
        (Outcome::Done, _) | (Outcome::Already, RightsChange::Modify) => Some(Ok(())),
        (Outcome::Already, RightsChange::Add) => {
            let desc = format!("the permission group has rights of its own in topic {topic:?} already; change them instead");
            Some(Err(Failure::new(BAD_PARAMETER, desc)))
        }
        (Outcome::Already, RightsChange::Delete) => {
            let desc = format!("the permission group has no rights of its own in topic {topic:?}; there is nothing to take");
            Some(Err(Failure::new(BAD_PARAMETER, desc)))
        }
        (Outcome::Failed | Outcome::Waiting | Outcome::OverLimit, _) => None,
    }
}

/// What a change of rights answers: `done` says what became of the well-formed ids, in their order.
pub fn changed_rights(
    ids: Vec<Asked<TopicId>>,
    done: impl IntoIterator<Item = Result<(), Failure>>,
    method: Uses,
) -> Vec<TopicOperationResult> {
    each(ids, done, method).map(TopicOperationResult::of).collect()
}

/// What a `TIMCommunityGetTopicPermissionInPermissionGroup` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id, 10004 for too many topics.
pub fn rights_asked(request: &Request, limits: &Limits) -> Result<RightsAsked, Failure> {
    let params: DeleteTopicPermissionFromPermissionGroupParam = decode(request.argument())?;
    at_most("json_topic_id_array", params.json_topic_id_array.len(), limits.permission_topics)?;
    let topics = result::topics(id::group(&params.group_id)?, params.json_topic_id_array);
    Ok(RightsAsked { permission_group: own_id(&params.permission_group_id)?, topics })
}

/// What it answers: each topic as it was given, with the rights in it or nothing when there is no such topic.
pub fn rights_found(
    group: &GroupId,
    permission_group: &PermissionGroupId,
    found: impl IntoIterator<Item = (Asked<TopicId>, Option<u64>)>,
) -> Vec<TopicPermissionResult> {
    let answer = |((id, parsed), rights): (Asked<TopicId>, Option<u64>)| {
        let shown = parsed.and_then(|_| rights.ok_or_else(|| missing(&id)));
        let rights = *shown.as_ref().unwrap_or(&0);
        let refused = |reject| Failure::of(&reject, Uses::CommunityGetTopicPermissionInPermissionGroup);
        let (code, message) = said(shown.map(drop).map_err(refused));
        TopicPermissionResult {
            topic_permission_result_error_code: code,
            topic_permission_result_error_message: message,
            topic_permission_result_topic_id: id,
            topic_permission_result_topic_permission: Bits(rights),
            topic_permission_result_group_id: group.to_string(),
            topic_permission_result_permission_group_id: permission_group.to_string(),
        }
    };
    found.into_iter().map(answer).collect()
}
