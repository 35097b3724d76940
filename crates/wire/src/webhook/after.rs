//! Which webhooks an event of the log becomes.

use super::body::accounts;
use super::{Body, Callback, Form};
use opentim_domain::{
    AttributeChange, Entry, EventBody, EventDraft, FieldChange, GroupId, InfoChange, Kind, MemberChange, Millis, Role, UserId,
};
use serde_json::{Value, json};

/// An event, with what only its group can tell.
#[derive(Clone, Copy, Debug)]
pub struct Happened<'a> {
    /// The group.
    pub group: &'a GroupId,
    /// Its type, if that is known.
    pub kind: Option<Kind>,
    /// When.
    pub at: Millis,
    /// Members after it.
    pub member_count: u32,
    /// Most members that the group may have; nothing: no limit, or not known any more.
    pub most_members: Option<u32>,
    /// Who was a member when the group ended.
    pub last_members: &'a [UserId],
    /// What happened, and who did it.
    pub event: &'a EventDraft,
}

/// The webhooks that an event may become; none for what is not told.
pub fn callbacks(event: &EventBody) -> &'static [Callback] {
    match event {
        EventBody::Created { .. } => &[Callback::AfterCreateGroup],
        EventBody::Disbanded { .. } => &[Callback::AfterGroupDestroyed],
        EventBody::MembersAdded { .. } => &[Callback::AfterNewMemberJoin, Callback::AfterGroupFull],
        EventBody::MemberQuit { .. } | EventBody::MembersKicked { .. } => &[Callback::AfterMemberExit],
        EventBody::RoleChanged { .. } | EventBody::MemberChanged { .. } => &[Callback::AfterMemberFieldChanged],
        EventBody::OwnerChanged { .. } => &[Callback::AfterChangeGroupOwner],
        EventBody::InfoChanged { .. } => &[Callback::AfterGroupInfoChanged],
        EventBody::AttributesChanged { .. } => &[Callback::AfterGroupAttrChanged],
        EventBody::TopicCreated { imported: false, .. } => &[Callback::AfterCreateTopic],
        EventBody::TopicsDeleted { .. } => &[Callback::AfterTopicDestroyed],
        EventBody::TopicChanged { .. } => &[Callback::AfterTopicInfoChanged],
        // Imports tell nobody (rule book 7.1); the incumbent has no webhook for the others.
        EventBody::Imported { .. }
        | EventBody::MembersImported { .. }
        | EventBody::TopicCreated { imported: true, .. }
        | EventBody::Muted { .. }
        | EventBody::Banned { .. }
        | EventBody::Unbanned { .. }
        | EventBody::Applied { .. }
        | EventBody::Decided { .. }
        | EventBody::Marked { .. }
        | EventBody::CountersChanged { .. }
        | EventBody::TopicMuted { .. }
        | EventBody::TopicCustomData { .. }
        | EventBody::PermissionGroupCreated { .. }
        | EventBody::PermissionGroupsDeleted { .. }
        | EventBody::PermissionGroupChanged { .. }
        | EventBody::PermissionMembersAdded { .. }
        | EventBody::PermissionMembersRemoved { .. }
        | EventBody::TopicRightsChanged { .. }
        | EventBody::LinkCreated { .. }
        | EventBody::LinkRevoked { .. }
        | EventBody::LinkUsed { .. } => &[],
    }
}

/// The webhooks of an event, in order.
pub fn after(happened: &Happened<'_>, form: Form) -> Vec<Body> {
    callbacks(&happened.event.body).iter().filter_map(|callback| happened.body(*callback, form)).collect()
}

impl Happened<'_> {
    fn body(&self, callback: Callback, form: Form) -> Option<Body> {
        let body = Body::new(callback, form, self.at).with("GroupId", self.group.as_str());
        if callback == Callback::AfterGroupFull {
            return self.most_members.is_some_and(|most| self.member_count >= most).then_some(body);
        }
        let body = body.with_type(self.kind);
        let by = self.event.actor.user.as_str();
        let by_somebody = |body: Body| body.with("Operator_Account", by);
        Some(match &self.event.body {
            EventBody::Created { kind, name, owner, members } => by_somebody(body)
                .with_type(Some(*kind))
                .with("Name", name.as_str())
                .with("Owner_Account", or_nobody(owner.as_ref()))
                .with("MemberList", accounts(members.iter().map(|(member, _)| member))),
            EventBody::Disbanded { kind, name, owner } => body
                .with_type(Some(*kind))
                .with("Name", name.as_str())
                .with("Owner_Account", or_nobody(owner.as_ref()))
                .with("MemberList", accounts(self.last_members)),
            EventBody::MembersAdded { members, how, .. } => by_somebody(body)
                .with(
                    "JoinType",
                    match how {
                        Entry::Applied => "Apply",
                        Entry::Invited => "Invited",
                    },
                )
                .with("NewMemberList", accounts(members)),
            EventBody::MemberQuit { member, .. } => {
                by_somebody(body).with("ExitType", "Quit").with("ExitMemberList", accounts([member]))
            }
            EventBody::MembersKicked { members, .. } => by_somebody(body)
                .with("ExitType", "Kicked")
                .with("ExitMemberList", accounts(members.iter().map(|(member, _)| member))),
            EventBody::RoleChanged { member, after, .. } => {
                by_somebody(body).with("Modified_Account", member.as_str()).with("Role", role_name(*after))
            }
            EventBody::MemberChanged { member, changes } => {
                let card = changes.iter().find_map(|change| match change {
                    MemberChange::NameCard(_, after) => Some(after.as_str()),
                    MemberChange::MsgFlag(..) | MemberChange::Fields(_) | MemberChange::Unread(..) => None,
                })?;
                by_somebody(body).with("Modified_Account", member.as_str()).with("NameCard", card)
            }
            EventBody::OwnerChanged { before, after } => by_somebody(body)
                .with("OldOwner_Account", or_nobody(before.as_ref()))
                .with("NewOwner_Account", or_nobody(after.as_ref())),
            EventBody::InfoChanged { changes } => profile(by_somebody(body), changes)?,
            EventBody::AttributesChanged { how, changes, .. } => {
                by_somebody(body).with("OptionType", how_name(*how)).with("GroupAttr", attributes(changes))
            }
            EventBody::TopicCreated { topic, .. } => by_somebody(body)
                .with("TopicId", topic.id.as_str())
                .with("Owner_Account", or_nobody(topic.creator.as_ref()))
                .with("Name", topic.name.as_str()),
            EventBody::TopicsDeleted { topics } => {
                let ids: Value = topics.iter().map(|topic| topic.as_str()).collect();
                by_somebody(body).with("TopicIdList", ids)
            }
            EventBody::TopicChanged { topic, changes } => profile(by_somebody(body), changes)?.with("TopicId", topic.id.as_str()),
            _ => return None,
        })
    }
}

/// What changed of the four fields that are told; nothing when only others did.
fn profile(body: Body, changes: &[InfoChange]) -> Option<Body> {
    let told = changes.iter().filter_map(|change| match change {
        InfoChange::Name(_, after) => Some(("Name", after)),
        InfoChange::Introduction(_, after) => Some(("Introduction", after)),
        InfoChange::Notification(_, after) => Some(("Notification", after)),
        InfoChange::FaceUrl(_, after) => Some(("FaceUrl", after)),
        InfoChange::Fields(_)
        | InfoChange::JoinOption(..)
        | InfoChange::InviteOption(..)
        | InfoChange::MaxMembers(..)
        | InfoChange::Visible(..)
        | InfoChange::Searchable(..)
        | InfoChange::MuteAll(..)
        | InfoChange::PermissionGroups(..)
        | InfoChange::DefaultPermissions(..)
        | InfoChange::EarlyHistory(..)
        | InfoChange::Custom(..) => None,
    });
    told.fold(None, |told, (name, after)| Some(told.unwrap_or_else(|| body.clone()).with(name, after.as_str())))
}

fn attributes(changes: &[FieldChange]) -> Value {
    let one = |change: &FieldChange| match &change.after {
        Some(value) => json!({ "key": change.key, "value": value }),
        None => json!({ "key": change.key }),
    };
    changes.iter().map(one).collect()
}

fn or_nobody(user: Option<&UserId>) -> &str {
    user.map_or("", UserId::as_str)
}

const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Owner => "Owner",
        Role::Admin => "Admin",
        Role::Member => "Member",
    }
}

const fn how_name(how: AttributeChange) -> &'static str {
    match how {
        AttributeChange::Set => "set",
        AttributeChange::Modify => "modify",
        AttributeChange::Delete => "delete",
        AttributeChange::Clear => "clear",
    }
}
