//! `TIMGroupModifyMemberInfo` and `TIMMsgSetGroupReceiveMessageOpt`.

use super::fields::GroupMemberInfoCustemString;
use super::flagged::Flagged;
use super::id;
use crate::sdk::codes::{BAD_PARAMETER, Failure};
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::number::{Flags, ReceiveOption, RoleNumber};
use crate::sdk::request::Request;
use opentim_domain::member::{MemberPatch, ModifyMember};
use opentim_domain::topic::{MuteInTopic, SetTopicMsgFlag};
use opentim_domain::{TopicId, UserId};
use serde::{Deserialize, Serialize};

/// The bits of the rule book, 8.2, "Member modify bits".
const FLAGGED: Flagged = Flagged {
    flag: "group_modify_member_info_modify_flag",
    always: &["group_modify_member_info_group_id", "group_modify_member_info_identifier"],
    fields: &[
        (1, "group_modify_member_info_msg_flag"),
        (2, "group_modify_member_info_member_role"),
        (4, "group_modify_member_info_shutup_time"),
        (8, "group_modify_member_info_name_card"),
        (16, "group_modify_member_info_custom_info"),
    ],
};

described! {
    /// What changes of a member. Only what the flag names is looked at.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupModifyMemberInfoParam as "GroupModifyMemberInfoParam" {
        /// Id of the group, or of a topic to mute somebody in it alone: required; printable ASCII, at most 96 bytes (10015).
        pub group_modify_member_info_group_id: String,
        /// User id of the member: required (10004 when he is none).
        pub group_modify_member_info_identifier: String,
        /// The fields that count, as a sum: 1 msg_flag, 2 member_role, 4 shutup_time, 8 name_card, 16 custom_info. Required; each that
        /// it names must be given.
        pub group_modify_member_info_modify_flag: Flags,
        /// Flag 1: how he receives messages, 0 to 3. Only oneself may (10007).
        pub group_modify_member_info_msg_flag: Option<ReceiveOption>,
        /// Flag 2: 200 member or 300 admin; 0 and 1 (member) and 2 (admin) are taken too. Only the owner may. Private groups have no
        /// admins (10007). Ownership is handed over with `TIMGroupModifyGroupInfo`.
        pub group_modify_member_info_member_role: Option<RoleNumber>,
        /// Flag 4: seconds from now for which he may not speak; 0 gives the word back, 4294967295 means for ever.
        pub group_modify_member_info_shutup_time: Option<u32>,
        /// Flag 8: his name in the group, at most 50 bytes of UTF-8 (8506).
        pub group_modify_member_info_name_card: Option<String>,
        /// Flag 16: custom fields by key, an empty value deletes; others stay. At most 5 keys per member.
        pub group_modify_member_info_custom_info: Option<Vec<GroupMemberInfoCustemString>>,
    }
}

described! {
    /// Argument of `TIMGroupModifyMemberInfo`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct ModifyMemberInfoParams as "ModifyMemberInfoParams" {
        /// What changes.
        pub params: GroupModifyMemberInfoParam,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

described! {
    /// Argument of `TIMMsgSetGroupReceiveMessageOpt`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct MsgSetGroupReceiveMessageOptParams as "MsgSetGroupReceiveMessageOptParams" {
        /// Id of the group or topic: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// How the caller receives its messages: 0 receive and notify, 1 do not receive, 2 receive quietly, 3 receive quietly except
        /// mentions. Required (10004).
        pub opt: ReceiveOption,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

/// What stands in the reply of `TIMMsgSetGroupReceiveMessageOpt` beside its four fields: the name that the incumbent's message calls
/// use as well.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct SecondName {
    json_params: &'static str,
}

/// What a `TIMGroupModifyMemberInfo` asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ChangeOfMember {
    /// Other values in a group.
    InGroup(ModifyMember),
    /// A mute in a topic, or the end of one.
    InTopic(MuteInTopic),
}

/// What a `TIMMsgSetGroupReceiveMessageOpt` asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReceiveOptionOf {
    /// The messages of a group.
    Group(ModifyMember),
    /// The messages of a topic.
    Topic(SetTopicMsgFlag),
}

/// The bit of a mute.
const MUTE: u32 = 4;

/// The command that a `TIMGroupModifyMemberInfo` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id; 10004 for a flag with unknown bits, for a field that the flag names and that is missing or of
/// the wrong type, and for anything but a mute in a topic.
pub fn modify_member(request: &Request) -> Result<ChangeOfMember, Failure> {
    let object = request.part("params");
    let params: GroupModifyMemberInfoParam = FLAGGED.decode(object)?;
    let user = id::user(&params.group_modify_member_info_identifier, "group_modify_member_info_identifier")?;
    if let Ok(topic) = TopicId::parse(&params.group_modify_member_info_group_id) {
        if FLAGGED.bits(object)? != MUTE {
            let desc = format!("{} must be {MUTE} (shutup_time) in a topic, which knows nothing else of its members", FLAGGED.flag);
            return Err(Failure::new(BAD_PARAMETER, desc));
        }
        let secs = params.group_modify_member_info_shutup_time.unwrap_or_default();
        return Ok(ChangeOfMember::InTopic(MuteInTopic { topic, users: vec![user], secs }));
    }
    let fields = params.group_modify_member_info_custom_info.unwrap_or_default();
    Ok(ChangeOfMember::InGroup(ModifyMember {
        group: id::group(&params.group_modify_member_info_group_id)?,
        user,
        patch: MemberPatch {
            role: params.group_modify_member_info_member_role.map(|number| number.0),
            msg_flag: params.group_modify_member_info_msg_flag.map(|option| option.0),
            name_card: params.group_modify_member_info_name_card,
            fields: fields.into_iter().map(Into::into).collect(),
            mute_secs: params.group_modify_member_info_shutup_time,
        },
    }))
}

/// The command that a `TIMMsgSetGroupReceiveMessageOpt` of this user asks for.
///
/// # Errors
/// 10015 for a malformed id, 10004 for an unknown option.
pub fn set_receive_option(request: &Request, user: UserId) -> Result<ReceiveOptionOf, Failure> {
    let params: MsgSetGroupReceiveMessageOptParams = decode(request.argument())?;
    if let Ok(topic) = TopicId::parse(&params.group_id) {
        return Ok(ReceiveOptionOf::Topic(SetTopicMsgFlag { topic, flag: params.opt.0 }));
    }
    let patch = MemberPatch { msg_flag: Some(params.opt.0), ..MemberPatch::default() };
    Ok(ReceiveOptionOf::Group(ModifyMember { group: id::group(&params.group_id)?, user, patch }))
}
