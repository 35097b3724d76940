//! The settings where the incumbent's documents disagree, with both versions in words.

use opentim_domain::{InviteOption, Policy};

/// One setting.
pub struct Choice {
    /// Its key in the server's configuration, and its name among the choices of the rules.
    pub key: &'static str,
    /// The recommended value, as it is written there.
    pub recommended: &'static str,
    /// What is so with it.
    pub then: &'static str,
    /// What is so otherwise.
    pub otherwise: &'static str,
    /// Sets the other version; of several, the one furthest from the recommended.
    pub other: fn(&mut Policy),
}

macro_rules! choices {
    ($($key:ident = $recommended:ident, or $other:expr, $then:literal, $otherwise:literal;)+) => {
        pub const CHOICES: &[Choice] = &[$(Choice {
            key: stringify!($key),
            recommended: stringify!($recommended),
            then: $then,
            otherwise: $otherwise,
            other: |policy| policy.$key = $other,
        },)+];

        /// The settings of a policy as they are written; names every one, so that a new one cannot be forgotten here.
        #[cfg(test)]
        pub fn written(policy: &Policy) -> Vec<(&'static str, String)> {
            let Policy { $($key,)+ } = policy;
            vec![$((stringify!($key), format!("{:?}", $key).to_lowercase()),)+]
        }
    };
}

choices! {
    admins_edit = true, or false,
        "owner and admins edit Meetings and communities", "only the owner does";
    admins_appoint = false, or true,
        "only the owner appoints and dismisses admins", "admins appoint ordinary members too, and dismiss nobody who is an admin";
    admins_kick = true, or false,
        "owner and admins remove and ban in Public groups, Meetings and communities", "only the owner does";
    live_owner_edits = true, or false,
        "the owner edits a live group", "only the app does";
    live_owner_disbands = true, or false,
        "the owner disbands a live group", "only the app does";
    invite_default = disabled, or InviteOption::Free,
        "nobody invites into a new Public group or Meeting whose creator does not say otherwise; the app adds",
        "`\"approval\"`: owner and admins bring users in, invitations of members wait for them; `\"free\"`: every member brings users in";
    community_invite_default = free, or InviteOption::Disabled,
        "every member brings users into a new community whose creator does not say otherwise",
        "`\"approval\"`: invitations of members wait for owner and admins; `\"disabled\"`: nobody invites, the app adds";
    invitee_consent = false, or true,
        "the invited is in at once",
        "who is invited into a Public group or a Meeting must agree himself; an invitation that owner or admins have approved needs no \
         consent besides";
    meeting_tips = true, or false,
        "the members of a Meeting are told who comes and goes", "they are not; roles, owner and profile are told all the same";
    option_tips = false, or true,
        "members are not told when mute-all, the join option or the invite option change", "they are told";
    many_live_groups = false, or true,
        "a client that enters a live group leaves the one it was in, unless it owns that one", "a client may be in several at once";
    imported_only = false, or true,
        "whoever has a UserSig may act and be named", "only users whom the app has imported may (10019, 70107)";
    members_write_attributes = true, or false,
        "members write attributes, in live groups all who are present", "only owner and admins do";
    members_write_counters = true, or false,
        "members write counters, in live groups all who are present", "only owner and admins do";
}
