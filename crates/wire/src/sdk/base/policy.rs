//! The choices where the incumbent's documents disagree (rule book 10), as an app with an embedded engine makes them.

use crate::sdk::described::described;
use opentim_domain::{InviteOption, Policy};
use serde::{Deserialize, Serialize};

described! {
    /// Choices where the incumbent's documents disagree: the same names and words as `[policy]` in the server's configuration. What is
    /// not given stays as recommended; docs/permissions.md says what each does.
    #[derive(Clone, Debug, Deserialize, Serialize)]
    pub struct PolicyOptions as "PolicyOptions" {
        /// Members of a Meeting hear of each other's coming and going; true unless given.
        pub meeting_tips: Option<bool>,
        /// Members hear when mute-all, join or invite option change; false unless given.
        pub option_tips: Option<bool>,
        /// Owners may disband live groups; true unless given.
        pub live_owner_disbands: Option<bool>,
        /// Owners may edit live groups; true unless given.
        pub live_owner_edits: Option<bool>,
        /// Admins may edit Meetings and communities; true unless given.
        pub admins_edit: Option<bool>,
        /// What an invitation into a Public group or Meeting meets: `disabled` (unless given), `approval` or `free`.
        pub invite_default: Option<String>,
        /// The same in communities: `free` unless given.
        pub community_invite_default: Option<String>,
        /// Invited users must agree themselves in Public groups and Meetings; false unless given.
        pub invitee_consent: Option<bool>,
        /// Admins may appoint and dismiss admins; false unless given.
        pub admins_appoint: Option<bool>,
        /// Admins may kick; true unless given.
        pub admins_kick: Option<bool>,
        /// A client may be in several live groups at once; false unless given.
        pub many_live_groups: Option<bool>,
        /// Members write attributes, not only owner and admins; true unless given.
        pub members_write_attributes: Option<bool>,
        /// Members write counters, not only owner and admins; true unless given.
        pub members_write_counters: Option<bool>,
    }
}

impl PolicyOptions {
    /// The choices, as recommended where nothing is given.
    ///
    /// # Errors
    /// A sentence that names the choice.
    pub fn policy(&self) -> Result<Policy, String> {
        let usual = Policy::RECOMMENDED;
        Ok(Policy {
            meeting_tips: self.meeting_tips.unwrap_or(usual.meeting_tips),
            option_tips: self.option_tips.unwrap_or(usual.option_tips),
            live_owner_disbands: self.live_owner_disbands.unwrap_or(usual.live_owner_disbands),
            live_owner_edits: self.live_owner_edits.unwrap_or(usual.live_owner_edits),
            admins_edit: self.admins_edit.unwrap_or(usual.admins_edit),
            invite_default: invitation("invite_default", self.invite_default.as_deref(), usual.invite_default)?,
            community_invite_default: invitation(
                "community_invite_default",
                self.community_invite_default.as_deref(),
                usual.community_invite_default,
            )?,
            invitee_consent: self.invitee_consent.unwrap_or(usual.invitee_consent),
            admins_appoint: self.admins_appoint.unwrap_or(usual.admins_appoint),
            admins_kick: self.admins_kick.unwrap_or(usual.admins_kick),
            many_live_groups: self.many_live_groups.unwrap_or(usual.many_live_groups),
            members_write_attributes: self.members_write_attributes.unwrap_or(usual.members_write_attributes),
            members_write_counters: self.members_write_counters.unwrap_or(usual.members_write_counters),
            // Accounts are imported over REST: a choice of servers.
            imported_only: usual.imported_only,
        })
    }
}

impl From<&Policy> for PolicyOptions {
    /// The choices, each one named.
    fn from(policy: &Policy) -> Self {
        Self {
            meeting_tips: Some(policy.meeting_tips),
            option_tips: Some(policy.option_tips),
            live_owner_disbands: Some(policy.live_owner_disbands),
            live_owner_edits: Some(policy.live_owner_edits),
            admins_edit: Some(policy.admins_edit),
            invite_default: Some(word(policy.invite_default).to_owned()),
            community_invite_default: Some(word(policy.community_invite_default).to_owned()),
            invitee_consent: Some(policy.invitee_consent),
            admins_appoint: Some(policy.admins_appoint),
            admins_kick: Some(policy.admins_kick),
            many_live_groups: Some(policy.many_live_groups),
            members_write_attributes: Some(policy.members_write_attributes),
            members_write_counters: Some(policy.members_write_counters),
        }
    }
}

const fn word(option: InviteOption) -> &'static str {
    match option {
        InviteOption::Disabled => "disabled",
        InviteOption::Approval => "approval",
        InviteOption::Free => "free",
    }
}

fn invitation(name: &str, word: Option<&str>, usual: InviteOption) -> Result<InviteOption, String> {
    match word {
        None => Ok(usual),
        Some("disabled") => Ok(InviteOption::Disabled),
        Some("approval") => Ok(InviteOption::Approval),
        Some("free") => Ok(InviteOption::Free),
        Some(other) => {
            let other: String = other.chars().take(40).collect();
            Err(format!("policy.{name} must be disabled, approval or free; {other:?} was given"))
        }
    }
}
