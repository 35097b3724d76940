//! A member as calls name him and answers show him.

use super::fields::GroupMemberInfoCustemString;
use crate::sdk::described::described;
use crate::sdk::number::{ReceiveOption, RoleNumber};
use opentim_domain::group::Member;
use opentim_domain::{Account, GroupId, Secs};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

described! {
    /// A member of a group. A call that names members reads the id, the role, the name card and the custom fields; the other
    /// fields are answers and are ignored in a call.
    #[derive(Clone, Debug, Deserialize, Serialize)]
    pub struct GroupMemberInfo as "GroupMemberInfo" {
        /// User id: required; 1 to 32 bytes of printable ASCII (0x20 to 0x7e), not only blanks.
        pub group_member_info_identifier: String,
        /// Group id. Answer only.
        pub group_member_info_group_id: Option<String>,
        /// When he joined, in unix seconds. Answer only.
        pub group_member_info_join_time: Option<u32>,
        /// Role: 200 member (default), 300 admin, 400 owner; 0 and 1 (member), 2 (admin) and 3 (owner) are taken too. Owner only
        /// for the creator himself (8509 otherwise); Private groups have no admins (10007). Answers hold 200, 300 or 400.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group_member_info_member_role: Option<RoleNumber>,
        /// How he receives messages. Answer only.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group_member_info_msg_flag: Option<ReceiveOption>,
        /// Number of the newest message he has; 0 as long as opentim has no messages. Answer only.
        pub group_member_info_msg_seq: Option<u32>,
        /// Until when he is muted, in unix seconds: not how long. 0 when he is not, 4294967295 when he is for ever. Answer only.
        pub group_member_info_shutup_time: Option<u32>,
        /// His name in the group: at most 50 bytes of UTF-8 (8506).
        pub group_member_info_name_card: Option<String>,
        /// His nickname, or empty. Answer only.
        pub group_member_info_nick_name: Option<String>,
        /// The reader's remark on him, if they are friends; empty as long as opentim has no friends. Answer only.
        pub group_member_info_friend_remark: Option<String>,
        /// Address of his avatar, or empty. Answer only.
        pub group_member_info_face_url: Option<String>,
        /// Custom fields: at most 5 keys. Members of live groups have none.
        pub group_member_info_custom_info: Option<Vec<GroupMemberInfoCustemString>>,
        /// Whether he is online. No answer of opentim holds it.
        #[serde(skip_serializing)]
        pub group_member_info_is_online: Option<bool>,
    }
}

impl GroupMemberInfo {
    /// A member of this group as he is now.
    pub fn of(group: &GroupId, member: &Member, now: Secs) -> Self {
        let muted = member.muted_until.filter(|until| *until > now).unwrap_or(Secs(0));
        Self {
            group_member_info_identifier: member.user.to_string(),
            group_member_info_group_id: Some(group.to_string()),
            group_member_info_join_time: Some(super::shown::capped(member.joined_at.0)),
            group_member_info_member_role: Some(RoleNumber(member.role)),
            group_member_info_msg_flag: Some(ReceiveOption(member.msg_flag)),
            group_member_info_msg_seq: Some(0),
            group_member_info_shutup_time: Some(super::shown::capped(muted.0)),
            group_member_info_name_card: Some(member.name_card.clone()),
            group_member_info_nick_name: Some(String::new()),
            group_member_info_friend_remark: Some(String::new()),
            group_member_info_face_url: Some(String::new()),
            group_member_info_custom_info: Some(member.fields.iter().map(Into::into).collect()),
            group_member_info_is_online: None,
        }
    }

    /// The same with the nickname and avatar of his account, if he has one.
    pub(in crate::sdk) fn with_profile(mut self, account: Option<&Arc<Account>>) -> Self {
        if let Some(account) = account {
            self.group_member_info_nick_name = Some(account.nick.clone());
            self.group_member_info_face_url = Some(account.face_url.clone());
        }
        self
    }
}
