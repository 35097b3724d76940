//! Group tips: what the members of a group are told (rule book 8.2 and 8.3).

use super::Known;
use super::change::{GroupTipGroupChangeInfo, GroupTipMemberChangeInfo, GroupTipMemberMarkChangeInfo};
use super::person::capped;
use crate::sdk::described::described;
use crate::sdk::group::GroupMemberInfo;
use crate::sdk::user::UserProfile;
use opentim_domain::{Actor, Entry, EventBody, Face, GroupId, Millis, Role, UserId};
use serde::Serialize;

described! {
    /// Something that happened in a group, as its members are told. Every array is there; it has an entry wherever the tip's type
    /// is about such an entry, and is empty otherwise.
    #[derive(Clone, Debug, Serialize)]
    pub struct GroupTipsElem as "GroupTipsElem" {
        /// 1 members joined, 2 a member quit, 3 members were removed, 4 a member became admin, 5 he is no admin any more, 6 the
        /// group's profile changed, 7 members were muted or may speak again, 8 marks of members changed.
        pub group_tips_elem_tip_type: u32,
        /// Type 1: 1 they applied or joined by themselves, 2 they were invited or added. Else 0.
        pub group_tips_elem_join_type: u32,
        /// User id of who did it.
        pub group_tips_elem_op_user: String,
        /// Id of the group.
        pub group_tips_elem_group_id: String,
        /// Name of the group.
        pub group_tips_elem_group_name: String,
        /// User ids of those it was done to. A change of the owner: the new owner, or the former one when there is none now.
        pub group_tips_elem_user_array: Vec<String>,
        /// Type 6: what changed. At least one entry.
        pub group_tips_elem_group_change_info_array: Vec<GroupTipGroupChangeInfo>,
        /// Type 7: who was muted for how long. At least one entry.
        pub group_tips_elem_member_change_info_array: Vec<GroupTipMemberChangeInfo>,
        /// Type 8: the mark. One entry.
        pub group_tips_elem_member_mark_info_array: Vec<GroupTipMemberMarkChangeInfo>,
        /// Who did it, as a user.
        pub group_tips_elem_op_user_info: UserProfile,
        /// Who did it, as a member; without a role when he is none.
        pub group_tips_elem_op_group_memberinfo: GroupMemberInfo,
        /// Those in `group_tips_elem_user_array`, in its order, as users.
        pub group_tips_elem_changed_user_info_array: Vec<UserProfile>,
        /// The same as members. Of many, the later ones have only id and role.
        pub group_tips_elem_changed_group_memberinfo_array: Vec<GroupMemberInfo>,
        /// Members after it.
        pub group_tips_elem_member_num: u32,
        /// Where the operator called from: "RESTAPI", "Web", or "Unknown".
        pub group_tips_elem_platform: String,
        /// When it happened, in unix seconds.
        pub group_tips_elem_time: u32,
    }
}

/// An event of a group, cut down to what its members are told ([`EventBody::tip`]).
#[derive(Clone, Copy, Debug)]
pub struct Tip<'a> {
    /// The group.
    pub group: &'a GroupId,
    /// When it happened.
    pub at: Millis,
    /// Members after it.
    pub member_count: u32,
    /// Who did it.
    pub actor: &'a Actor,
    /// What was done.
    pub body: &'a EventBody,
}

/// What only one type of tip has.
#[derive(Default)]
struct Parts<'a> {
    tip_type: u32,
    join_type: u32,
    /// Those it was done to, with their roles where the event says them.
    changed: Vec<(&'a UserId, Option<Role>)>,
    infos: Vec<GroupTipGroupChangeInfo>,
    mutes: Vec<GroupTipMemberChangeInfo>,
    marks: Vec<GroupTipMemberMarkChangeInfo>,
}

impl<'a> Parts<'a> {
    fn new(tip_type: u32, changed: impl IntoIterator<Item = (&'a UserId, Option<Role>)>) -> Self {
        Self { tip_type, changed: changed.into_iter().collect(), ..Self::default() }
    }

    /// Nothing for what is told to single users or to nobody.
    fn of(body: &'a EventBody) -> Option<Self> {
        Some(match body {
            EventBody::MembersAdded { members, how, .. } => Self {
                join_type: match how {
                    Entry::Applied => 1,
                    Entry::Invited => 2,
                },
                ..Self::new(1, unranked(members))
            },
            EventBody::MemberQuit { member, role } => Self::new(2, [(member, Some(*role))]),
            EventBody::MembersKicked { members, .. } => Self::new(3, members.iter().map(|(user, role)| (user, Some(*role)))),
            EventBody::RoleChanged { member, after, .. } => {
                let tip_type = if *after == Role::Admin { 4 } else { 5 };
                Self::new(tip_type, [(member, Some(*after))])
            }
            EventBody::OwnerChanged { before, after } => Self {
                infos: vec![GroupTipGroupChangeInfo::owner(after.as_ref())],
                ..Self::new(
                    6,
                    after.iter().map(|user| (user, Some(Role::Owner))).chain(before.iter().map(|user| (user, None))).take(1),
                )
            },
            EventBody::InfoChanged { changes } => {
                let infos: Vec<_> = changes.iter().flat_map(GroupTipGroupChangeInfo::of).collect();
                if infos.is_empty() {
                    return None;
                }
                Self { infos, ..Self::new(6, []) }
            }
            EventBody::Muted { users, secs, .. } => {
                let mute = |user: &UserId| GroupTipMemberChangeInfo {
                    group_tips_member_change_info_identifier: user.to_string(),
                    group_tips_member_change_info_shutupTime: *secs,
                };
                Self { mutes: users.iter().map(mute).collect(), ..Self::new(7, unranked(users)) }
            }
            EventBody::Marked { members, mark, on } => {
                let mark = GroupTipMemberMarkChangeInfo {
                    group_tips_member_mark_change_info_enableMark: *on,
                    group_tips_member_mark_change_info_markType: *mark,
                    group_tips_member_mark_change_info_userIDList: members.iter().map(ToString::to_string).collect(),
                };
                Self { marks: vec![mark], ..Self::new(8, unranked(members)) }
            }
            EventBody::Created { .. }
            | EventBody::Imported { .. }
            | EventBody::MembersImported { .. }
            | EventBody::Disbanded { .. }
            | EventBody::MemberChanged { .. }
            | EventBody::Banned { .. }
            | EventBody::Unbanned { .. }
            | EventBody::Applied { .. }
            | EventBody::Decided { .. }
            | EventBody::AttributesChanged { .. }
            | EventBody::CountersChanged { .. }
            | EventBody::TopicCreated { .. }
            | EventBody::TopicsDeleted { .. }
            | EventBody::TopicChanged { .. }
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
            | EventBody::LinkUsed { .. } => return None,
        })
    }
}

fn unranked(users: &[UserId]) -> impl Iterator<Item = (&UserId, Option<Role>)> {
    users.iter().map(|user| (user, None))
}

impl<'a> Tip<'a> {
    /// Those whose member records the tip shows, the operator first. Their records belong into [`Known`].
    pub fn people(&self) -> Vec<&'a UserId> {
        let changed = Parts::of(self.body).map(|parts| parts.changed).unwrap_or_default();
        let others = changed.into_iter().map(|(user, _)| user).filter(|user| **user != self.actor.user);
        std::iter::once(&self.actor.user).chain(others).collect()
    }

    /// The tip as listeners get it; nothing when it is none.
    pub fn elem(&self, known: &Known) -> Option<GroupTipsElem> {
        let parts = Parts::of(self.body)?;
        let (operator, at) = (&self.actor.user, self.at.secs());
        // What the event says of the operator himself counts more than his record, which may be newer or gone.
        let rank = parts.changed.iter().find(|(user, _)| *user == operator).and_then(|(_, role)| *role);
        let shown = |(user, role): &(&UserId, Option<Role>)| known.member(self.group, user, *role, at);
        Some(GroupTipsElem {
            group_tips_elem_tip_type: parts.tip_type,
            group_tips_elem_join_type: parts.join_type,
            group_tips_elem_op_user: operator.to_string(),
            group_tips_elem_group_id: self.group.to_string(),
            group_tips_elem_group_name: known.group_name.clone(),
            group_tips_elem_user_array: parts.changed.iter().map(|(user, _)| user.to_string()).collect(),
            group_tips_elem_group_change_info_array: parts.infos,
            group_tips_elem_member_change_info_array: parts.mutes,
            group_tips_elem_member_mark_info_array: parts.marks,
            group_tips_elem_op_user_info: UserProfile::short(operator, &known.accounts),
            group_tips_elem_op_group_memberinfo: known.member(self.group, operator, rank, at),
            group_tips_elem_changed_user_info_array: parts
                .changed
                .iter()
                .map(|(user, _)| UserProfile::short(user, &known.accounts))
                .collect(),
            group_tips_elem_changed_group_memberinfo_array: parts.changed.iter().map(shown).collect(),
            group_tips_elem_member_num: self.member_count,
            group_tips_elem_platform: platform(self.actor.face).to_owned(),
            group_tips_elem_time: capped(at.0),
        })
    }
}

/// The names that webhooks use too (rule book 7.1, OptPlatform). The native SDK does not say which system it runs on.
const fn platform(face: Face) -> &'static str {
    match face {
        Face::Rest => "RESTAPI",
        Face::Web => "Web",
        Face::Sdk | Face::System => "Unknown",
    }
}
