//! `[policy]` and `[app.policy]`: the choice where the incumbent's documents disagree (rule book 10).

use opentim_domain::{InviteOption, Policy};
use serde::Deserialize;

/// What an invitation meets, as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Invitation {
    Disabled,
    Approval,
    Free,
}

impl From<Invitation> for InviteOption {
    fn from(invitation: Invitation) -> Self {
        match invitation {
            Invitation::Disabled => Self::Disabled,
            Invitation::Approval => Self::Approval,
            Invitation::Free => Self::Free,
        }
    }
}

/// One row per choice: its key, which is also its name among the choices, and how it is written.
macro_rules! choices {
    ($($key:ident: $written:ty,)+) => {
        /// A table of choices as it is written.
        #[derive(Deserialize, Default)]
        #[serde(deny_unknown_fields)]
        pub(super) struct Section {
            $($key: Option<$written>,)+
        }

        impl Section {
            /// Takes over what the table says.
            pub fn apply(&self, policy: &mut Policy) {
                $(if let Some(given) = self.$key {
                    policy.$key = given.into();
                })+
            }
        }
    };
}

choices! {
    meeting_tips: bool,
    option_tips: bool,
    live_owner_disbands: bool,
    live_owner_edits: bool,
    admins_edit: bool,
    invite_default: Invitation,
    community_invite_default: Invitation,
    invitee_consent: bool,
    admins_appoint: bool,
    admins_kick: bool,
    many_live_groups: bool,
    members_write_attributes: bool,
    members_write_counters: bool,
    imported_only: bool,
}
