//! One topic: `TIMGroupCreateTopicInCommunity` and `TIMGroupSetTopicInfo`.

use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::event::Message;
use crate::sdk::group::flagged::Flagged;
use crate::sdk::group::id;
use crate::sdk::group::shown::capped;
use crate::sdk::method::Uses;
use crate::sdk::number::{Flags, ReceiveOption};
use crate::sdk::request::Request;
use opentim_domain::record::{Topic, TopicMember};
use opentim_domain::topic::{CreateTopic, ModifyTopic, TopicPatch};
use opentim_domain::{Field, GroupId, MsgFlag, Reject, Secs, TopicId};
use serde::{Deserialize, Serialize};

/// The bits of a topic in the rule book, 8.2, "Bits used in a modify request".
const FLAGGED: Flagged = Flagged {
    flag: "group_modify_info_param_modify_flag",
    always: &["group_topic_info_topic_id"],
    fields: &[
        (1, "group_topic_info_topic_name"),
        (2, "group_topic_info_notification"),
        (4, "group_topic_info_introduction"),
        (8, "group_topic_info_topic_face_url"),
        (256, "group_topic_info_is_all_muted"),
        (2048, "group_topic_info_custom_string"),
    ],
};

described! {
    /// A topic of a community. null, undefined and NaN mean "not given". A change looks only at what its flag names.
    #[derive(Clone, Debug, Default, Deserialize, Serialize)]
    pub struct GroupTopicInfo as "GroupTopicInfo" {
        /// Id: that of the community, `@TOPIC#_`, and a part of its own; printable ASCII, at most 96 bytes (10004). One is made for a
        /// new topic when it is absent or empty; a change needs it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group_topic_info_topic_id: Option<String>,
        /// Flag 1: name, 1 to 30 bytes of UTF-8 (8502 when longer), at least one visible character (10004). A new topic needs it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group_topic_info_topic_name: Option<String>,
        /// Flag 4: introduction, at most 240 bytes of UTF-8 (8503).
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group_topic_info_introduction: Option<String>,
        /// Flag 2: notification, at most 300 bytes of UTF-8 (8504).
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group_topic_info_notification: Option<String>,
        /// Flag 8: address of the avatar, at most 100 bytes of UTF-8 (8505).
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group_topic_info_topic_face_url: Option<String>,
        /// Flag 256: nobody but owner and admins, or who has the right, may speak. A new topic is open.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group_topic_info_is_all_muted: Option<bool>,
        /// Flag 2048: text of the app's own, at most 3000 bytes of UTF-8 (10004).
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group_topic_info_custom_string: Option<String>,
        /// The fields that a change takes, as a sum: 1 name, 2 notification, 4 introduction, 8 face_url, 256 is_all_muted, 2048
        /// custom_string. Each must be given.
        #[serde(skip_serializing)]
        pub group_modify_info_param_modify_flag: Option<Flags>,
        /// Until when the caller is muted in it, in unix seconds: 0 when he is not, 4294967295 when he is for ever. Answer only;
        /// absent in events.
        #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
        pub group_topic_info_self_mute_time: Option<u32>,
        /// How the caller receives its messages; as in the community until he chooses. Answer only; absent in events. Change it with
        /// `TIMMsgSetGroupReceiveMessageOpt`.
        #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
        pub group_topic_info_recv_opt: Option<ReceiveOption>,
        /// Draft of a message; empty as long as opentim has no messages. Answer only.
        #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
        pub group_topic_info_draft_text: Option<String>,
        /// Messages the caller has not read; 0 as long as opentim has no messages. Answer only.
        #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
        pub group_topic_info_unread_count: Option<u64>,
        /// The newest message in it; absent as long as opentim has no messages.
        #[serde(skip)]
        pub group_topic_info_last_message: Option<Message>,
        /// When it was created, in unix seconds. Answer only.
        #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
        pub topic_create_time: Option<u32>,
    }
}

described! {
    /// Argument of `TIMGroupCreateTopicInCommunity`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct CreateTopicParam as "CreateTopicParam" {
        /// Id of a community with topics: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// The topic.
        pub json_topic_info: GroupTopicInfo,
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `TIMGroupSetTopicInfo`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct SetTopicInfoParam as "SetTopicInfoParam" {
        /// What changes of which topic.
        pub json_topic_info: GroupTopicInfo,
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

/// A topic as somebody sees it.
#[derive(Clone, Copy, Debug)]
pub struct TopicSeen<'a> {
    /// The topic.
    pub topic: &'a Topic,
    /// What it knows of him, if anything.
    pub own: Option<&'a TopicMember>,
    /// How he is told of the community's messages.
    pub general: MsgFlag,
}

impl GroupTopicInfo {
    /// What everybody sees of a topic.
    pub(in crate::sdk) fn of(topic: &Topic) -> Self {
        Self {
            group_topic_info_topic_id: Some(topic.id.to_string()),
            group_topic_info_topic_name: Some(topic.name.clone()),
            group_topic_info_introduction: Some(topic.introduction.clone()),
            group_topic_info_notification: Some(topic.notification.clone()),
            group_topic_info_topic_face_url: Some(topic.face_url.clone()),
            group_topic_info_is_all_muted: Some(topic.mute_all),
            group_topic_info_custom_string: Some(topic.custom.clone()),
            topic_create_time: Some(capped(topic.created_at.0)),
            ..Self::default()
        }
    }

    /// What somebody sees of it at this time.
    pub(super) fn seen(seen: TopicSeen<'_>, now: Secs) -> Self {
        let muted = seen.own.and_then(|own| own.muted_until).filter(|until| *until > now).unwrap_or(Secs(0));
        let flag = seen.own.and_then(|own| own.msg_flag).unwrap_or(seen.general);
        Self {
            group_topic_info_self_mute_time: Some(capped(muted.0)),
            group_topic_info_recv_opt: Some(ReceiveOption(flag)),
            group_topic_info_draft_text: Some(String::new()),
            group_topic_info_unread_count: Some(0),
            ..Self::of(seen.topic)
        }
    }
}

/// The command that a `TIMGroupCreateTopicInCommunity` asks for. `draw` makes an id where the caller chose none.
///
/// # Errors
/// 10015 or 10004 for a malformed id; 10004 with the path of a field of the wrong type.
pub fn create_topic(request: &Request, draw: impl FnOnce(&GroupId) -> TopicId) -> Result<CreateTopic, Failure> {
    let params: CreateTopicParam = decode(request.argument())?;
    let (group, info) = (id::group(&params.group_id)?, params.json_topic_info);
    let chosen = info.group_topic_info_topic_id.filter(|own| !own.is_empty());
    let topic = chosen.as_deref().map(own_id).transpose()?;
    Ok(CreateTopic {
        chosen: topic.is_some(),
        id: topic.unwrap_or_else(|| draw(&group)),
        group,
        name: info.group_topic_info_topic_name.unwrap_or_default(),
        introduction: info.group_topic_info_introduction.unwrap_or_default(),
        notification: info.group_topic_info_notification.unwrap_or_default(),
        face_url: info.group_topic_info_topic_face_url.unwrap_or_default(),
        custom: info.group_topic_info_custom_string.unwrap_or_default(),
        import: None,
    })
}

/// The command that a `TIMGroupSetTopicInfo` asks for.
///
/// # Errors
/// 10004 for a malformed id, for a flag with unknown bits, and for a field that the flag names and that is missing or of the wrong type.
pub fn modify_topic(request: &Request) -> Result<ModifyTopic, Failure> {
    let info: GroupTopicInfo = FLAGGED.decode(request.part("json_topic_info"))?;
    let patch = TopicPatch {
        name: info.group_topic_info_topic_name,
        introduction: info.group_topic_info_introduction,
        notification: info.group_topic_info_notification,
        face_url: info.group_topic_info_topic_face_url,
        custom: info.group_topic_info_custom_string,
        mute_all: info.group_topic_info_is_all_muted,
    };
    Ok(ModifyTopic { topic: own_id(info.group_topic_info_topic_id.as_deref().unwrap_or_default())?, patch })
}

fn own_id(text: &str) -> Result<TopicId, Failure> {
    let bad = |fault| Failure::of(&Reject::BadId { field: Field::TopicId, fault }, Uses::GroupCreateTopicInCommunity);
    TopicId::parse(text).map_err(bad)
}
