//! One application or invitation.

use crate::sdk::codes::Failure;
use crate::sdk::decode::BadField;
use crate::sdk::described::described;
use crate::sdk::group::id;
use crate::sdk::user::Accounts;
use opentim_domain::{Application, ApplicationKind, ApplicationState, GroupId, Limits, Millis, UserId};
use serde::{Deserialize, Serialize};

/// How an entry was handled, as the reader sees it (rule book 8.4).
const NOT_HANDLED: u32 = 0;
const BY_ANOTHER: u32 = 1;
const BY_READER: u32 = 2;

described! {
    /// An application or invitation. Give it to `TIMGroupHandlePendency` as it was listed; that call reads the group, both users, the
    /// time and the type.
    #[derive(Clone, Debug, Default, Deserialize, Serialize)]
    #[serde(default)]
    pub struct GroupPendency as "GroupPendency" {
        /// Id of the group.
        pub group_pendency_group_id: String,
        /// User id of who made it: who asks to join, or who invites.
        pub group_pendency_form_identifier: String,
        /// His nickname, or empty.
        pub group_pendency_from_nick_name: Option<String>,
        /// Address of his avatar, or empty.
        pub group_pendency_from_face_url: Option<String>,
        /// User id of the invited user; empty when somebody asks to join himself.
        pub group_pendency_to_identifier: String,
        /// When it was made, in unix milliseconds.
        pub group_pendency_add_time: u64,
        /// 0 somebody asks to join, 1 an invitation that the invited user decides on, 2 an invitation that owner or admin decides on.
        pub group_pendency_pendency_type: u32,
        /// 0 not handled, 1 by somebody else (or too old), 2 by the reader.
        pub group_pendency_handled: u32,
        /// 0 refused, 1 accepted. Counts only when it was handled.
        pub group_pendency_handle_result: u32,
        /// Words of who made it.
        pub group_pendency_apply_invite_msg: String,
        /// Empty: opentim has none.
        pub group_pendency_form_user_defined_data: String,
        /// Words of who decided.
        pub group_pendency_approval_msg: String,
        /// Empty: opentim has none.
        pub group_pendency_to_user_defined_data: String,
        /// Empty: opentim needs none to know an entry again.
        pub group_pendency_key: String,
        /// Empty: opentim needs none to know an entry again.
        pub group_pendency_authentication: String,
        /// User id of the reader.
        pub group_pendency_self_identifier: String,
    }
}

impl GroupPendency {
    /// An application as this reader sees it.
    pub(super) fn of(
        group: &GroupId,
        application: &Application,
        accounts: &Accounts,
        reader: &UserId,
        (now, limits): (Millis, &Limits),
    ) -> Self {
        let maker = accounts.get(application.maker());
        let invited = application.kind != ApplicationKind::Join;
        let (handled, result, words) = match &application.state {
            ApplicationState::Decided { accepted, by, reason, .. } => {
                let by_reader = by == reader;
                (if by_reader { BY_READER } else { BY_ANOTHER }, u32::from(*accepted), reason.clone())
            }
            // Nobody can handle it any more.
            ApplicationState::Open if !application.is_open(now, limits) => (BY_ANOTHER, 0, String::new()),
            ApplicationState::Open => (NOT_HANDLED, 0, String::new()),
        };
        Self {
            group_pendency_group_id: group.to_string(),
            group_pendency_form_identifier: application.maker().to_string(),
            group_pendency_from_nick_name: Some(maker.map(|account| account.nick.clone()).unwrap_or_default()),
            group_pendency_from_face_url: Some(maker.map(|account| account.face_url.clone()).unwrap_or_default()),
            group_pendency_to_identifier: if invited { application.user.to_string() } else { String::new() },
            group_pendency_add_time: application.at.0,
            group_pendency_pendency_type: application.kind as u32,
            group_pendency_handled: handled,
            group_pendency_handle_result: result,
            group_pendency_apply_invite_msg: application.message.clone(),
            group_pendency_approval_msg: words,
            group_pendency_self_identifier: reader.to_string(),
            ..Self::default()
        }
    }

    /// The application that is meant: its group, who would join by it, and when it was made.
    pub(super) fn meant(&self) -> Result<(GroupId, UserId, Option<Millis>), Failure> {
        let group = id::group(&self.group_pendency_group_id)?;
        let user = match self.group_pendency_pendency_type {
            0 => id::user(&self.group_pendency_form_identifier, "group_pendency_form_identifier")?,
            1 | 2 => id::user(&self.group_pendency_to_identifier, "group_pendency_to_identifier")?,
            other => return Err(BadField::of("group_pendency_pendency_type", "0, 1 or 2", &other.into()).into()),
        };
        let at = Some(self.group_pendency_add_time).filter(|at| *at != 0).map(Millis);
        Ok((group, user, at))
    }
}
