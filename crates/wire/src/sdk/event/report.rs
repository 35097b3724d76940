//! Group reports: personal notices, as messages of the system conversation (rule book 8.1 and 8.2).

use super::Known;
use super::person::{capped, without_record};
use crate::sdk::described::described;
use crate::sdk::group::GroupMemberInfo;
use crate::sdk::number::ReceiveOption;
use crate::sdk::user::UserProfile;
use opentim_domain::{GroupId, MsgFlag, Notice, Secs, UserId};
use serde::Serialize;

/// The conversation that reports come in, and who sends them (rule book 3, special ids).
pub const SYSTEM_CONVERSATION: &str = "@TIM#SYSTEM";

/// Conversation type of the system conversation.
const CONV_SYSTEM: u32 = 3;
/// Status of a message that was sent.
const SENT: u32 = 2;
/// Element type of a group report.
const GROUP_REPORT: u32 = 8;

described! {
    /// The only element of a message that is a group report: something about a group that this user alone is told.
    #[derive(Clone, Debug, Serialize)]
    pub struct GroupReportElem as "GroupReportElem" {
        /// 8: a group report.
        pub elem_type: u32,
        /// 1 somebody applies, 2 the own application was accepted, 3 refused, 4 removed, 5 the group was disbanded, 6 the own group
        /// was created, 7 put into a group, 8 quit, 9 became admin, 10 no admin any more, 12 invited: the own consent is wanted, 13
        /// an invitee agreed, 14 an invitee will not join, 17 muted, 21 the own receive option changed, 22 banned, 23 no longer
        /// banned, 24 a member invites somebody: owner or admin decides.
        pub group_report_elem_report_type: u32,
        /// Id of the group.
        pub group_report_elem_group_id: String,
        /// Name of the group; of a group that ended its last one.
        pub group_report_elem_group_name: String,
        /// User id of who caused it, or empty: the system did.
        pub group_report_elem_op_user: String,
        /// His words, or empty.
        pub group_report_elem_msg: String,
        /// Types 13, 14 and 24: user id of the invitee. Else empty.
        pub group_report_elem_user_data: String,
        /// Who caused it, as a user.
        pub group_report_elem_op_user_info: UserProfile,
        /// Who caused it, as a member; without a role when he is none.
        pub group_report_elem_op_group_memberinfo: GroupMemberInfo,
        /// Empty: reports do not say where they were caused.
        pub group_report_elem_platform: String,
        /// Type 17: for how many seconds; 0: may speak again. Else 0.
        pub group_report_elem_shut_up_time: u32,
        /// Type 21: the new option. Else 0.
        pub group_report_elem_group_message_receive_option: ReceiveOption,
    }
}

described! {
    /// A message. opentim has those of the system conversation, which hold one group report each.
    #[derive(Clone, Debug, Serialize)]
    pub struct Message as "Message" {
        /// Its elements: one.
        pub message_elem_array: Vec<GroupReportElem>,
        /// "@TIM#SYSTEM".
        pub message_conv_id: String,
        /// 3: the system conversation.
        pub message_conv_type: u32,
        /// "@TIM#SYSTEM".
        pub message_sender: String,
        /// The sender as a user.
        pub message_sender_profile: UserProfile,
        /// When it was sent, in unix seconds.
        pub message_client_time: u32,
        /// The same.
        pub message_server_time: u32,
        /// false.
        pub message_is_from_self: bool,
        /// 2: sent.
        pub message_status: u32,
        /// Its id; no other message has it.
        pub message_msg_id: String,
        /// Its number among the user's notices, from 1 without gaps; 0: one of a live group, which is not kept.
        pub message_seq: u64,
        /// Tells messages of the same number apart.
        pub message_rand: u64,
    }
}

/// A personal notice.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// Its number among the user's notices; 0: it is not kept.
    pub number: u64,
    /// The group it is about.
    pub group: &'a GroupId,
    /// What it says.
    pub notice: &'a Notice,
    /// Who caused it, if not the system.
    pub by: Option<&'a UserId>,
    /// When.
    pub at: Secs,
    /// A number that no other notice has which is not kept.
    pub rand: u64,
}

/// What only some notices say.
#[derive(Default)]
struct Words<'a> {
    msg: &'a str,
    invitee: Option<&'a UserId>,
    mute_secs: u64,
    receive: Option<MsgFlag>,
}

impl<'a> Words<'a> {
    fn of(notice: &'a Notice) -> Self {
        let says = |msg| Self { msg, ..Self::default() };
        match notice {
            Notice::Applied { message, .. } | Notice::ConsentWanted { message } => says(message),
            Notice::Accepted { reason }
            | Notice::Refused { reason }
            | Notice::Kicked { reason }
            | Notice::Banned { reason, .. } => says(reason),
            Notice::InvitationAccepted { invitee, reason } | Notice::InvitationRefused { invitee, reason } => {
                Self { invitee: Some(invitee), ..says(reason) }
            }
            Notice::ApprovalWanted { invitee, message } => Self { invitee: Some(invitee), ..says(message) },
            Notice::Muted { secs } => Self { mute_secs: *secs, ..Self::default() },
            Notice::MsgFlagChanged { flag } => Self { receive: Some(*flag), ..Self::default() },
            Notice::Disbanded
            | Notice::Created
            | Notice::Invited
            | Notice::Quit
            | Notice::AdminGranted
            | Notice::AdminRevoked
            | Notice::Unbanned => Self::default(),
        }
    }
}

impl<'a> Report<'a> {
    /// Who is named as the operator. Somebody who applies is it himself; else who caused it, or who answered an invitation.
    pub fn operator(&self) -> Option<&'a UserId> {
        match self.notice {
            Notice::Applied { applicant, .. } => Some(applicant),
            Notice::InvitationAccepted { invitee, .. } | Notice::InvitationRefused { invitee, .. } => self.by.or(Some(invitee)),
            _ => self.by,
        }
    }

    /// The notice as listeners get it.
    pub fn message(&self, known: &Known) -> Message {
        let at = capped(self.at.0);
        Message {
            message_elem_array: vec![self.elem(known)],
            message_conv_id: SYSTEM_CONVERSATION.to_owned(),
            message_conv_type: CONV_SYSTEM,
            message_sender: SYSTEM_CONVERSATION.to_owned(),
            message_sender_profile: UserProfile {
                user_profile_identifier: SYSTEM_CONVERSATION.to_owned(),
                ..UserProfile::default()
            },
            message_client_time: at,
            message_server_time: at,
            message_is_from_self: false,
            message_status: SENT,
            message_msg_id: format!("{SYSTEM_CONVERSATION}-{at}-{}-{}", self.number, self.rand),
            message_seq: self.number,
            message_rand: self.rand,
        }
    }

    fn elem(&self, known: &Known) -> GroupReportElem {
        let words = Words::of(self.notice);
        let operator = self.operator();
        let member = match operator {
            Some(user) => known.member(self.group, user, None, self.at),
            None => without_record("", self.group),
        };
        GroupReportElem {
            elem_type: GROUP_REPORT,
            group_report_elem_report_type: self.notice.number().into(),
            group_report_elem_group_id: self.group.to_string(),
            group_report_elem_group_name: known.group_name.clone(),
            group_report_elem_op_user: operator.map(ToString::to_string).unwrap_or_default(),
            group_report_elem_msg: words.msg.to_owned(),
            group_report_elem_user_data: words.invitee.map(ToString::to_string).unwrap_or_default(),
            group_report_elem_op_user_info: operator.map(|user| UserProfile::short(user, &known.accounts)).unwrap_or_default(),
            group_report_elem_op_group_memberinfo: member,
            group_report_elem_platform: String::new(),
            group_report_elem_shut_up_time: capped(words.mute_secs),
            group_report_elem_group_message_receive_option: ReceiveOption(words.receive.unwrap_or(MsgFlag::Notify)),
        }
    }
}
