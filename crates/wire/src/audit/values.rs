//! Values before and after.

use opentim_domain::{CounterChange, FieldChange, InfoChange, InviteOption, JoinOption, MemberChange, MsgFlag, Role, TopicRights};
use serde::Serialize;
use serde_json::{Value, json};

pub(super) const fn role(role: Role) -> &'static str {
    match role {
        Role::Owner => "Owner",
        Role::Admin => "Admin",
        Role::Member => "Member",
    }
}

/// The same with both values.
pub(super) fn changed(mut what: Value, before: impl Serialize, after: impl Serialize) -> Value {
    what["Before"] = json!(before);
    what["After"] = json!(after);
    what
}

fn field(name: &str, before: impl Serialize, after: impl Serialize) -> Value {
    changed(json!({"Field": name}), before, after)
}

pub(super) fn fields(changes: &[FieldChange]) -> Value {
    let row = |change: &FieldChange| changed(json!({"Key": change.key}), &change.before, &change.after);
    changes.iter().map(row).collect()
}

pub(super) fn counters(changes: &[CounterChange]) -> Value {
    let row = |change: &CounterChange| changed(json!({"Key": change.key}), change.before, change.after);
    changes.iter().map(row).collect()
}

pub(super) fn rights(changes: &[TopicRights]) -> Value {
    let row = |change: &TopicRights| changed(json!({"TopicId": change.topic.as_str()}), change.before, change.after);
    changes.iter().map(row).collect()
}

pub(super) fn info(changes: &[InfoChange]) -> Value {
    let row = |change: &InfoChange| match change {
        InfoChange::Name(before, after) => field("Name", before, after),
        InfoChange::Introduction(before, after) => field("Introduction", before, after),
        InfoChange::Notification(before, after) => field("Notification", before, after),
        InfoChange::FaceUrl(before, after) => field("FaceUrl", before, after),
        InfoChange::Fields(changes) => json!({"Field": "AppDefinedData", "Changes": fields(changes)}),
        InfoChange::JoinOption(before, after) => field("ApplyJoinOption", join(*before), join(*after)),
        InfoChange::InviteOption(before, after) => field("InviteJoinOption", invite(*before), invite(*after)),
        InfoChange::MaxMembers(before, after) => field("MaxMemberNum", before, after),
        InfoChange::Visible(before, after) => field("IsVisible", before, after),
        InfoChange::Searchable(before, after) => field("IsSearchable", before, after),
        InfoChange::MuteAll(before, after) => field("MuteAllMember", before, after),
        InfoChange::PermissionGroups(before, after) => field("EnablePermission", before, after),
        InfoChange::DefaultPermissions(before, after) => field("DefaultPermission", before, after),
        InfoChange::EarlyHistory(before, after) => field("HistoryMsgBeforeJoin", before, after),
        InfoChange::Custom(before, after) => field("CustomString", before, after),
    };
    changes.iter().map(row).collect()
}

pub(super) fn member(changes: &[MemberChange]) -> Value {
    let row = |change: &MemberChange| match change {
        MemberChange::NameCard(before, after) => field("NameCard", before, after),
        MemberChange::MsgFlag(before, after) => field("MsgFlag", flag(*before), flag(*after)),
        MemberChange::Fields(changes) => json!({"Field": "AppMemberDefinedData", "Changes": fields(changes)}),
        MemberChange::Unread(before, after) => field("UnreadMsgNum", before, after),
    };
    changes.iter().map(row).collect()
}

const fn join(option: JoinOption) -> &'static str {
    match option {
        JoinOption::Free => "FreeAccess",
        JoinOption::Approval => "NeedPermission",
        JoinOption::Forbidden => "DisableApply",
    }
}

const fn invite(option: InviteOption) -> &'static str {
    match option {
        InviteOption::Free => "FreeAccess",
        InviteOption::Approval => "NeedPermission",
        InviteOption::Disabled => "DisableInvite",
    }
}

const fn flag(flag: MsgFlag) -> &'static str {
    match flag {
        MsgFlag::Notify => "AcceptAndNotify",
        MsgFlag::Discard => "Discard",
        MsgFlag::Quiet => "AcceptNotNotify",
        MsgFlag::QuietUnlessNamed => "AcceptNotNotifyUnlessNamed",
    }
}
