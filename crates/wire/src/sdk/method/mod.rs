//! Every method of `TimRender`: one table, from which checks, refusals, typings and the addon's own list are made.

mod base;
mod community;
mod conversation;
mod friendship;
mod group;
mod message;
mod signaling;

use crate::sdk::event::Event;

/// One method.
#[derive(Clone, Copy, Debug)]
pub struct Method {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// What opentim does when it is called.
    pub does: Does,
    /// The state it needs.
    pub needs: Needs,
    /// The form of its answer.
    pub answer: Answer,
    /// Where its user data is.
    pub(super) user_data: UserDataAt,
    /// What is checked before anything else.
    pub(super) arguments: &'static [Argument],
}

/// What opentim does when a method is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Does {
    /// Answers without looking at the session.
    Plain(Plain),
    /// Does what its argument names: `callExperimentalAPI`.
    Experiments,
    /// Works with the session.
    Uses(Uses),
    /// Changes the session.
    Changes(Changes),
    /// Takes listeners of events, or drops them.
    Hears(Event),
    /// Takes a listener that stays silent, because what it listens to does not happen yet.
    Listens,
    /// Refuses with 7013.
    NotBuilt,
}

/// Methods that need no session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // the methods' own names
pub enum Plain {
    GetSdkVersion,
    GetServerTime,
    SetConfig,
    SetLogCallback,
    TestDoc,
}

/// Methods that work with the session as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // the methods' own names
pub enum Uses {
    GetLoginStatus,
    GetLoginUserId,
    GroupCreate,
    GroupDelete,
    GroupGetJoinedGroupList,
    GroupGetGroupInfoList,
    GroupJoin,
    GroupQuit,
    GroupInviteMember,
    GroupDeleteMember,
    GroupModifyGroupInfo,
    GroupGetMemberInfoList,
    GroupModifyMemberInfo,
    GroupMarkGroupMemberList,
    GroupGetPendencyList,
    GroupReportPendencyReaded,
    GroupHandlePendency,
    GroupHandlePendencyList,
    GroupGetOnlineMemberCount,
    GroupSearchGroups,
    GroupSearchGroupMembers,
    MsgSetGroupReceiveMessageOpt,
    GroupInitGroupAttributes,
    GroupSetGroupAttributes,
    GroupDeleteGroupAttributes,
    GroupGetGroupAttributes,
    GroupSetGroupCounters,
    GroupGetGroupCounters,
    GroupIncreaseGroupCounter,
    GroupDecreaseGroupCounter,
    DeleteGroupCounters,
    CreateInviteLink,
    RevokeInviteLink,
    GetInviteLinkList,
    JoinByInviteLink,
    Explain,
    GroupGetJoinedCommunityList,
    GroupCreateTopicInCommunity,
    GroupDeleteTopicFromCommunity,
    GroupSetTopicInfo,
    GroupGetTopicInfoList,
    CommunityCreatePermissionGroupInCommunity,
    CommunityDeletePermissionGroupFromCommunity,
    CommunityModifyPermissionGroupInfoInCommunity,
    CommunityGetJoinedPermissionGroupListInCommunity,
    CommunityGetPermissionGroupListInCommunity,
    CommunityAddCommunityMembersToPermissionGroup,
    CommunityRemoveCommunityMembersFromPermissionGroup,
    CommunityGetCommunityMemberListInPermissionGroup,
    CommunityAddTopicPermissionToPermissionGroup,
    CommunityDeleteTopicPermissionFromPermissionGroup,
    CommunityModifyTopicPermissionInPermissionGroup,
    CommunityGetTopicPermissionInPermissionGroup,
    ProfileGetUserProfileList,
    ProfileModifySelfUserProfile,
    GetUserStatus,
    SetSelfStatus,
    SubscribeUserStatus,
    UnsubscribeUserStatus,
    SubscribeUserInfo,
    UnsubscribeUserInfo,
}

impl Uses {
    /// Whether it changes what is stored: then it may be repeated under an operation id, and explained.
    pub const fn is_change(self) -> bool {
        !matches!(
            self,
            Self::GetLoginStatus
                | Self::GetLoginUserId
                | Self::GroupGetJoinedGroupList
                | Self::GroupGetGroupInfoList
                | Self::GroupGetMemberInfoList
                | Self::GroupGetPendencyList
                | Self::GroupGetOnlineMemberCount
                | Self::GroupSearchGroups
                | Self::GroupSearchGroupMembers
                | Self::GroupGetGroupAttributes
                | Self::GroupGetGroupCounters
                | Self::GetInviteLinkList
                | Self::Explain
                | Self::GroupGetJoinedCommunityList
                | Self::GroupGetTopicInfoList
                | Self::CommunityGetJoinedPermissionGroupListInCommunity
                | Self::CommunityGetPermissionGroupListInCommunity
                | Self::CommunityGetCommunityMemberListInPermissionGroup
                | Self::CommunityGetTopicPermissionInPermissionGroup
                | Self::ProfileGetUserProfileList
                | Self::GetUserStatus
                | Self::SetSelfStatus
                | Self::SubscribeUserStatus
                | Self::UnsubscribeUserStatus
                | Self::SubscribeUserInfo
                | Self::UnsubscribeUserInfo
        )
    }

    /// Whether it writes attributes of a group, for the state of them that the caller has seen.
    pub const fn writes_attributes(self) -> bool {
        matches!(self, Self::GroupInitGroupAttributes | Self::GroupSetGroupAttributes | Self::GroupDeleteGroupAttributes)
    }
}

/// Methods that change the session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // the methods' own names
pub enum Changes {
    Init,
    Uninit,
    Login,
    Logout,
}

/// The state that a method needs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Needs {
    /// None.
    Nothing,
    /// `TIMInit`, else 6013.
    Init,
    /// `TIMLogin` too, else 6014.
    Login,
}

/// The form of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// `{code, desc, json_param, user_data}`.
    Object,
    /// A bare number.
    Number,
    /// A bare text.
    Text,
}

/// Where a method's user data is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum UserDataAt {
    /// It takes none.
    Nowhere,
    /// In this member of the argument.
    Field(&'static str),
    /// The argument itself is it.
    Argument,
}

/// One part of the argument and the check of its shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Argument {
    /// Where it is, dotted.
    pub path: &'static str,
    /// What it must be.
    pub shape: Shape,
}

/// What a part of the argument must be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Text with at least one character (-4).
    Text,
    /// Text (-4).
    MaybeEmptyText,
    /// Text if given (-4).
    OptionalText,
    /// Anything but null (-4).
    Json,
    /// Anything but null and the number 0 (-4).
    NotZero,
    /// An object (-4 when missing, -3 when something else) with these keys (-3).
    Object(&'static [Key]),
    /// An array (-4 when missing, -3 when something else).
    Array,
    /// The same with at least one entry and no null (-3).
    List,
}

/// A key that an object must have.
#[derive(Clone, Copy, Debug)]
pub(super) enum Key {
    /// With any value but null.
    Any(&'static str),
    /// With an array.
    Array(&'static str),
}

use Key::{Any, Array as ArrayOf};

const fn text(path: &'static str) -> Argument {
    Argument { path, shape: Shape::Text }
}

const fn json(path: &'static str) -> Argument {
    Argument { path, shape: Shape::Json }
}

const fn array(path: &'static str) -> Argument {
    Argument { path, shape: Shape::Array }
}

const fn list(path: &'static str) -> Argument {
    Argument { path, shape: Shape::List }
}

const fn object(path: &'static str, keys: &'static [Key]) -> Argument {
    Argument { path, shape: Shape::Object(keys) }
}

impl Method {
    /// The method of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        METHODS.iter().copied().flatten().find(|method| method.name == name)
    }

    /// Whether its argument is looked at.
    pub(super) fn takes_argument(&self) -> bool {
        self.user_data != UserDataAt::Nowhere || !self.arguments.is_empty()
    }

    const fn new(name: &'static str, does: Does, needs: Needs, about: &'static str) -> Self {
        let user_data = UserDataAt::Field("user_data");
        Self { name, about, does, needs, answer: Answer::Object, user_data, arguments: &[] }
    }

    const fn plain(name: &'static str, plain: Plain, about: &'static str) -> Self {
        Self::new(name, Does::Plain(plain), Needs::Nothing, about)
    }

    const fn experiments(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Does::Experiments, Needs::Nothing, about)
    }

    const fn uses(name: &'static str, uses: Uses, needs: Needs, about: &'static str) -> Self {
        Self::new(name, Does::Uses(uses), needs, about)
    }

    const fn changes(name: &'static str, changes: Changes, needs: Needs, about: &'static str) -> Self {
        Self::new(name, Does::Changes(changes), needs, about)
    }

    /// Whether it changes what is stored.
    pub(super) const fn is_change(&self) -> bool {
        matches!(self.does, Does::Uses(uses) if uses.is_change())
    }

    /// Whether it does its work.
    pub fn is_built(&self) -> bool {
        matches!(self.does, Does::Plain(_) | Does::Experiments | Does::Uses(_) | Does::Changes(_) | Does::Hears(_))
    }

    const fn not_built(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Does::NotBuilt, Needs::Login, about)
    }

    const fn listener(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Does::Listens, Needs::Nothing, about)
    }

    const fn hears(name: &'static str, event: Event, about: &'static str) -> Self {
        Self::new(name, Does::Hears(event), Needs::Nothing, about)
    }

    const fn takes(mut self, arguments: &'static [Argument]) -> Self {
        self.arguments = arguments;
        self
    }

    const fn user_data(mut self, user_data: UserDataAt) -> Self {
        self.user_data = user_data;
        self
    }

    /// Its user data is in the member `data`.
    const fn data(self) -> Self {
        self.user_data(UserDataAt::Field("data"))
    }

    /// Answers with a bare value and takes no user data.
    const fn bare(mut self, answer: Answer) -> Self {
        self.answer = answer;
        self.user_data(UserDataAt::Nowhere)
    }
}

/// Every method, by family.
pub const METHODS: &[&[Method]] = &[
    base::METHODS,
    group::METHODS,
    community::METHODS,
    message::METHODS,
    conversation::METHODS,
    friendship::METHODS,
    signaling::METHODS,
];

#[cfg(test)]
mod tests;
