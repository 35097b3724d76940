//! Several topics: `TIMGroupGetJoinedCommunityList`, `TIMGroupGetTopicInfoList` and `TIMGroupDeleteTopicFromCommunity`.

use super::result::{self, AskedIn, at_most, each, said, unless_missing};
use super::topic::{GroupTopicInfo, TopicSeen};
use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::group::id;
use crate::sdk::method::Uses;
use crate::sdk::request::Request;
use opentim_domain::{Limits, Outcome, Reject, Secs, TopicId};
use serde::{Deserialize, Serialize};

described! {
    /// Argument of `TIMGroupGetJoinedCommunityList`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GetCommunityListParam as "GetCommunityListParam" {
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `TIMGroupDeleteTopicFromCommunity` and `TIMGroupGetTopicInfoList`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct DeleteTopicParam as "DeleteTopicParam" {
        /// Id of a community with topics: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Ids of topics, at most 200 (10004); each is answered by itself. A question with an empty array is for all topics.
        pub json_topic_id_array: Vec<String>,
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// What became of one topic.
    #[derive(Clone, Debug, Serialize)]
    pub struct TopicOperationResult as "TopicOperationResult" {
        /// 0: done. Else why not: 110002 there is no such topic, 10004 malformed id.
        pub group_topic_operation_result_error_code: i32,
        /// Empty, or the reason in words.
        pub group_topic_operation_result_error_message: String,
        /// Id of the topic as it was given.
        pub group_topic_operation_result_topic_id: String,
    }
}

described! {
    /// The answer for one topic.
    #[derive(Clone, Debug, Serialize)]
    pub struct GroupTopicInfoResult as "GroupTopicInfoResult" {
        /// 0, or why this topic cannot be shown: 110002 there is none, 10004 malformed id.
        pub group_topic_info_result_error_code: i32,
        /// Empty, or the reason in words.
        pub group_topic_info_result_error_message: String,
        /// The topic; it holds only `group_topic_info_topic_id` when the code is not 0.
        pub group_topic_info_result_topic_info: GroupTopicInfo,
    }
}

impl TopicOperationResult {
    pub(super) fn of((id, done): (String, Result<(), Failure>)) -> Self {
        let (code, message) = said(done);
        Self {
            group_topic_operation_result_error_code: code,
            group_topic_operation_result_error_message: message,
            group_topic_operation_result_topic_id: id,
        }
    }
}

/// The topics that a `TIMGroupGetTopicInfoList` asks for; none: all of them.
///
/// # Errors
/// 10015 for a malformed id of the community, 10004 for too many topics.
pub fn topics_asked(request: &Request, limits: &Limits) -> Result<AskedIn<TopicId>, Failure> {
    let params: DeleteTopicParam = decode(request.argument())?;
    at_most("json_topic_id_array", params.json_topic_id_array.len(), limits.topics.count)?;
    Ok(result::topics(id::group(&params.group_id)?, params.json_topic_id_array))
}

/// What a `TIMGroupGetTopicInfoList` of single topics answers: `found` holds what was found of the well-formed ids, in their order.
pub fn topics_found(asked: AskedIn<TopicId>, found: &[Option<TopicSeen<'_>>], now: Secs) -> Vec<GroupTopicInfoResult> {
    let mut found = found.iter();
    let answer = |(id, parsed): (String, Result<TopicId, Reject>)| {
        let seen = parsed.and_then(|_| found.next().copied().flatten().ok_or_else(|| missing(&id)));
        match seen {
            Ok(seen) => shown(seen, now),
            Err(reject) => {
                let Failure { code, desc } = Failure::of(&reject, Uses::GroupGetTopicInfoList);
                let info = GroupTopicInfo { group_topic_info_topic_id: Some(id), ..GroupTopicInfo::default() };
                GroupTopicInfoResult {
                    group_topic_info_result_error_code: code,
                    group_topic_info_result_error_message: desc,
                    group_topic_info_result_topic_info: info,
                }
            }
        }
    };
    asked.ids.into_iter().map(answer).collect()
}

/// What one of all topics answers.
pub fn topics_listed<'a>(topics: impl IntoIterator<Item = TopicSeen<'a>>, now: Secs) -> Vec<GroupTopicInfoResult> {
    topics.into_iter().map(|seen| shown(seen, now)).collect()
}

fn shown(seen: TopicSeen<'_>, now: Secs) -> GroupTopicInfoResult {
    GroupTopicInfoResult {
        group_topic_info_result_error_code: 0,
        group_topic_info_result_error_message: String::new(),
        group_topic_info_result_topic_info: GroupTopicInfo::seen(seen, now),
    }
}

/// The topics that a `TIMGroupDeleteTopicFromCommunity` names.
///
/// # Errors
/// 10015 for a malformed id of the community, 10004 for too many topics.
pub fn delete_topics(request: &Request, limits: &Limits) -> Result<AskedIn<TopicId>, Failure> {
    topics_asked(request, limits)
}

/// What a `TIMGroupDeleteTopicFromCommunity` answers: `outcomes` are those of the well-formed ids, in their order.
pub fn deleted_topics(asked: AskedIn<TopicId>, outcomes: &[Outcome]) -> Vec<TopicOperationResult> {
    let method = Uses::GroupDeleteTopicFromCommunity;
    let done = unless_missing(&asked.parsed(), outcomes, missing, method);
    each(asked.ids, done, method).map(TopicOperationResult::of).collect()
}

pub(super) fn missing(id: &str) -> Reject {
    Reject::NoSuchTopic { topic: id.to_owned() }
}
