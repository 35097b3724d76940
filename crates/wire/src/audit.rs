//! The audit of a group as JSON: who did what, when, by which face, with the values before and after. The same over REST and in the
//! files of `opentim-server audit export`. Ours: the incumbent has nothing like it.

mod values;

use crate::rest::kind_name;
use opentim_domain::record::{InviteLink, PermissionGroup, Topic};
use opentim_domain::{
    ApplicationKind, AttributeChange, Entry as Way, EventBody, EventDraft, Face, Kind, Millis, Role, Standing, UserId,
};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

/// An event of the audit.
#[derive(Clone, Copy, Debug)]
pub struct AuditEntry<'a> {
    /// Its number in the group, 1 first, without gaps.
    pub number: u64,
    /// When it was committed.
    pub at: Millis,
    /// Members after it.
    pub member_count: u32,
    /// What happened and who did it.
    pub event: &'a EventDraft,
    /// The hash that chains it to all before it.
    pub hash: &'a [u8; 32],
}

impl Serialize for AuditEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let EventDraft { actor, body } = self.event;
        let (name, data) = told(body);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("Number", &self.number)?;
        map.serialize_entry("TimeMs", &self.at.0)?;
        map.serialize_entry("Actor_Account", actor.user.as_str())?;
        map.serialize_entry(
            "ActorType",
            match actor.standing {
                Standing::User => "User",
                Standing::AppAdmin => "AppAdmin",
            },
        )?;
        map.serialize_entry(
            "Face",
            match actor.face {
                Face::Sdk => "Sdk",
                Face::Rest => "Rest",
                Face::Web => "Web",
                Face::System => "System",
            },
        )?;
        map.serialize_entry("Event", name)?;
        map.serialize_entry("Data", &data)?;
        map.serialize_entry("MemberNum", &self.member_count)?;
        map.serialize_entry("Hash", &hash_text(self.hash))?;
        map.end()
    }
}

/// A hash of the audit as it is written everywhere: hexadecimal digits.
pub fn hash_text(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The name of an event and what it says.
fn told(body: &EventBody) -> (&'static str, Value) {
    match body {
        EventBody::Created { kind, name, owner, members } => (
            "Created",
            json!({"Type": kind_name(*kind), "Name": name, "Owner_Account": owner_of(owner), "MemberList": with_roles(members)}),
        ),
        EventBody::Imported { kind, name, owner } => ("Imported", profile(*kind, name, owner)),
        EventBody::Disbanded { kind, name, owner } => ("Disbanded", profile(*kind, name, owner)),
        EventBody::MembersAdded { members, how, silent } => {
            let way = match how {
                Way::Applied => "Applied",
                Way::Invited => "Invited",
            };
            ("MembersAdded", json!({"Member_Account": accounts(members), "How": way, "Silence": silent}))
        }
        EventBody::MemberQuit { member, role } => {
            ("MemberQuit", json!({"Member_Account": member.as_str(), "Role": values::role(*role)}))
        }
        EventBody::MembersKicked { members, reason, silent, banned_until } => {
            let until = banned_until.map(|until| until.0);
            ("MembersKicked", json!({"MemberList": with_roles(members), "Reason": reason, "Silence": silent, "BannedUntil": until}))
        }
        EventBody::RoleChanged { member, before, after } => (
            "RoleChanged",
            values::changed(json!({"Member_Account": member.as_str()}), values::role(*before), values::role(*after)),
        ),
        EventBody::OwnerChanged { before, after } => {
            ("OwnerChanged", values::changed(json!({}), owner_of(before), owner_of(after)))
        }
        EventBody::InfoChanged { changes } => ("InfoChanged", json!({"Changes": values::info(changes)})),
        EventBody::MemberChanged { member, changes } => {
            ("MemberChanged", json!({"Member_Account": member.as_str(), "Changes": values::member(changes)}))
        }
        EventBody::Muted { users, until, secs } => {
            ("Muted", json!({"Member_Account": accounts(users), "Until": until.map(|until| until.0), "Seconds": secs}))
        }
        EventBody::Banned { users, until, description } => {
            ("Banned", json!({"Member_Account": accounts(users), "Until": until.0, "Description": description}))
        }
        EventBody::Unbanned { users } => ("Unbanned", json!({"Member_Account": accounts(users)})),
        EventBody::Applied { users, kind, message } => {
            ("Applied", json!({"Member_Account": accounts(users), "Kind": application(*kind), "Message": message}))
        }
        EventBody::Decided { users, kind, accepted, reason } => (
            "Decided",
            json!({"Member_Account": accounts(users), "Kind": application(*kind), "Accepted": accepted, "Reason": reason}),
        ),
        EventBody::MembersImported { members } => ("MembersImported", json!({"MemberList": with_roles(members)})),
        EventBody::Marked { members, mark, on } => ("Marked", json!({"Member_Account": accounts(members), "Mark": mark, "On": on})),
        _ => kept(body),
    }
}

/// The same for what a group holds besides its members.
fn kept(body: &EventBody) -> (&'static str, Value) {
    match body {
        EventBody::AttributesChanged { how, changes, sequence, all: _ } => {
            let how = match how {
                AttributeChange::Set => "Set",
                AttributeChange::Modify => "Modify",
                AttributeChange::Delete => "Delete",
                AttributeChange::Clear => "Clear",
            };
            ("AttributesChanged", json!({"How": how, "Changes": values::fields(changes), "MainSequence": sequence}))
        }
        EventBody::CountersChanged { changes } => ("CountersChanged", json!({"Changes": values::counters(changes)})),
        EventBody::TopicCreated { topic, imported } => {
            ("TopicCreated", json!({"Topic": topic_profile(topic), "Imported": imported}))
        }
        EventBody::TopicsDeleted { topics } => ("TopicsDeleted", json!({"TopicIdList": texts(topics)})),
        EventBody::TopicChanged { topic, changes } => {
            ("TopicChanged", json!({"TopicId": topic.id.as_str(), "Changes": values::info(changes)}))
        }
        EventBody::TopicMuted { topic, users, until, secs } => (
            "TopicMuted",
            json!({"TopicId": topic.as_str(), "Member_Account": accounts(users), "Until": until.map(|until| until.0), "Seconds": secs}),
        ),
        EventBody::TopicCustomData { topic, data } => ("TopicCustomData", json!({"TopicId": topic.as_str(), "CustomData": data})),
        EventBody::PermissionGroupCreated { permission_group } => ("PermissionGroupCreated", permissions(permission_group)),
        EventBody::PermissionGroupsDeleted { permission_groups } => {
            ("PermissionGroupsDeleted", json!({"PermissionGroupIdList": texts(permission_groups)}))
        }
        EventBody::PermissionGroupChanged { before, after } => {
            ("PermissionGroupChanged", values::changed(json!({}), permissions(before), permissions(after)))
        }
        EventBody::PermissionMembersAdded { permission_group, users } => {
            ("PermissionMembersAdded", json!({"PermissionGroupId": permission_group.as_str(), "Member_Account": accounts(users)}))
        }
        EventBody::PermissionMembersRemoved { permission_group, users } => {
            ("PermissionMembersRemoved", json!({"PermissionGroupId": permission_group.as_str(), "Member_Account": accounts(users)}))
        }
        EventBody::TopicRightsChanged { permission_group, topics } => {
            ("TopicRightsChanged", json!({"PermissionGroupId": permission_group.as_str(), "Changes": values::rights(topics)}))
        }
        EventBody::LinkCreated { link } => ("LinkCreated", invite_link(link)),
        EventBody::LinkRevoked { link } => ("LinkRevoked", json!({"LinkId": link.as_str()})),
        EventBody::LinkUsed { link, uses } => ("LinkUsed", json!({"LinkId": link.as_str(), "UseNum": uses})),
        // Told above.
        _ => ("", Value::Null),
    }
}

fn profile(kind: Kind, name: &str, owner: &Option<UserId>) -> Value {
    json!({"Type": kind_name(kind), "Name": name, "Owner_Account": owner_of(owner)})
}

fn owner_of(owner: &Option<UserId>) -> Value {
    json!(owner.as_ref().map(UserId::as_str))
}

fn accounts(users: &[UserId]) -> Value {
    texts(users)
}

fn texts(ids: &[impl ToString]) -> Value {
    ids.iter().map(ToString::to_string).collect()
}

fn with_roles(members: &[(UserId, Role)]) -> Value {
    let row = |(user, role): &(UserId, Role)| json!({"Member_Account": user.as_str(), "Role": values::role(*role)});
    members.iter().map(row).collect()
}

const fn application(kind: ApplicationKind) -> &'static str {
    match kind {
        ApplicationKind::Join => "Join",
        ApplicationKind::Consent => "Consent",
        ApplicationKind::Approval => "Approval",
    }
}

fn topic_profile(topic: &Topic) -> Value {
    json!({
        "TopicId": topic.id.as_str(), "TopicName": topic.name, "Introduction": topic.introduction, "Notification": topic.notification,
        "FaceUrl": topic.face_url, "CustomString": topic.custom, "MuteAllMember": topic.mute_all,
        "Creator_Account": owner_of(&topic.creator), "CreateTime": topic.created_at.0,
    })
}

fn permissions(group: &PermissionGroup) -> Value {
    json!({
        "PermissionGroupId": group.id.as_str(), "PermissionGroupName": group.name, "CustomString": group.custom,
        "Permission": group.permissions,
    })
}

/// Without the digest of its secret: nobody who reads an audit has to guess at it.
fn invite_link(link: &InviteLink) -> Value {
    json!({
        "LinkId": link.id.as_str(), "Creator_Account": link.creator.as_str(), "CreateTime": link.created_at.0,
        "ExpireTime": link.expires_at.map(|time| time.0), "MaxUseNum": link.most_uses, "NeedApproval": link.approval,
    })
}

#[cfg(test)]
mod tests;
