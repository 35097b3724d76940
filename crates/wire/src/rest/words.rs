//! The option words of the dialect and what they mean (rule book 1.1, 1.3, 4.6).

use super::failure::Failure;
use super::value::{List, Text};
use opentim_domain::{InviteOption, JoinOption, Kind, MsgFlag, Role};

/// The name of a type in replies (rule book 0.2).
pub const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Public => "Public",
        Kind::Work => "Private",
        Kind::Meeting => "ChatRoom",
        Kind::BChatRoom => "BChatRoom",
        Kind::Live => "AVChatRoom",
        Kind::Community => "Community",
    }
}

/// The type of this name; the newer names `Work` and `Meeting` are understood too (rule book 1.1).
pub(super) fn kind(field: &str, word: &str) -> Result<Kind, Failure> {
    Ok(match word {
        "Public" => Kind::Public,
        "Private" | "Work" => Kind::Work,
        "ChatRoom" | "Meeting" => Kind::Meeting,
        "BChatRoom" => Kind::BChatRoom,
        "AVChatRoom" => Kind::Live,
        "Community" => Kind::Community,
        other => {
            let known = "Private (or Work), Public, ChatRoom (or Meeting), AVChatRoom, BChatRoom, Community";
            return Err(Failure::word(field, other, known));
        }
    })
}

/// Word for a join option.
pub(super) const fn join_name(option: JoinOption) -> &'static str {
    match option {
        JoinOption::Free => "FreeAccess",
        JoinOption::Approval => "NeedPermission",
        JoinOption::Forbidden => "DisableApply",
    }
}

/// The join option of this word.
pub(super) fn join(word: &str) -> Result<JoinOption, Failure> {
    Ok(match word {
        "FreeAccess" => JoinOption::Free,
        "NeedPermission" => JoinOption::Approval,
        "DisableApply" => JoinOption::Forbidden,
        other => return Err(Failure::word("ApplyJoinOption", other, "FreeAccess, NeedPermission, DisableApply")),
    })
}

/// Word for an invite option.
pub(super) const fn invite_name(option: InviteOption) -> &'static str {
    match option {
        InviteOption::Free => "FreeAccess",
        InviteOption::Approval => "NeedPermission",
        InviteOption::Disabled => "DisableInvite",
    }
}

/// The invite option of this word.
pub(super) fn invite(word: &str) -> Result<InviteOption, Failure> {
    Ok(match word {
        "FreeAccess" => InviteOption::Free,
        "NeedPermission" => InviteOption::Approval,
        "DisableInvite" => InviteOption::Disabled,
        other => return Err(Failure::word("InviteJoinOption", other, "FreeAccess, NeedPermission, DisableInvite")),
    })
}

/// Word for a role.
pub(super) const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Owner => "Owner",
        Role::Admin => "Admin",
        Role::Member => "Member",
    }
}

/// The role of this word. Only `Admin` is documented for requests; the other two say what is so anyway.
pub(super) fn role(place: impl FnOnce() -> String, word: &str) -> Result<Role, Failure> {
    Ok(match word {
        "Admin" => Role::Admin,
        "Member" => Role::Member,
        "Owner" => Role::Owner,
        other => return Err(Failure::word(&place(), other, "Admin, Member")),
    })
}

/// The roles that `MemberRoleFilter` names. Unlike names of fields, an unknown role is refused: passing it over would show everybody.
pub(super) fn role_filter(words: &List<Text<'_>>) -> Result<Vec<Role>, Failure> {
    let known = words.0.iter().enumerate().map(|(at, word)| match word.as_str() {
        "Owner" => Ok(Role::Owner),
        "Admin" => Ok(Role::Admin),
        "Member" => Ok(Role::Member),
        other => Err(Failure::word(&format!("MemberRoleFilter[{at}]"), other, "Owner, Admin, Member")),
    });
    known.collect()
}

/// The switch of this word.
pub(super) fn on_off(field: &str, word: &str) -> Result<bool, Failure> {
    match word {
        "On" => Ok(true),
        "Off" => Ok(false),
        other => Err(Failure::word(field, other, "On, Off")),
    }
}

/// The way of this word in which a member is told of messages.
pub(super) fn msg_flag(word: &str) -> Result<MsgFlag, Failure> {
    Ok(match word {
        "AcceptAndNotify" => MsgFlag::Notify,
        "Discard" => MsgFlag::Discard,
        "AcceptNotNotify" => MsgFlag::Quiet,
        other => return Err(Failure::word("MsgFlag", other, "AcceptAndNotify, Discard, AcceptNotNotify")),
    })
}

/// Word for the way a member is told of messages. The native SDK's fourth way has no word: over REST it is the one next to it.
pub(super) const fn msg_flag_name(flag: MsgFlag) -> &'static str {
    match flag {
        MsgFlag::Notify => "AcceptAndNotify",
        MsgFlag::Discard => "Discard",
        MsgFlag::Quiet | MsgFlag::QuietUnlessNamed => "AcceptNotNotify",
    }
}
