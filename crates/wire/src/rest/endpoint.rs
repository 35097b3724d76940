//! The commands that are served, by service and name (rule book 4.3 to 4.5). One row here is all that a new one needs besides its
//! reader and its answer.

/// Why a path names no command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unserved {
    /// No such service.
    Service,
    /// The service has no such command.
    Command,
}

const GROUPS: &str = "group_open_http_svc";
const ATTRIBUTES: &str = "group_open_attr_http_svc";
const LIVE: &str = "group_open_avchatroom_http_svc";
const COMMUNITIES: &str = "million_group_open_http_svc";
const ACCOUNTS: &str = "im_open_login_svc";
const STATUS: &str = "openim";
const PROFILES: &str = "profile";
/// What the incumbent has no command for.
const OURS: &str = "opentim";

/// Every service, in the order of the rule book.
const SERVICES: [&str; 8] = [GROUPS, ATTRIBUTES, LIVE, COMMUNITIES, ACCOUNTS, STATUS, PROFILES, OURS];

macro_rules! endpoints {
    ($($(#[doc = $about:literal])+ $endpoint:ident $effect:ident $($service:ident $name:literal),+;)+) => {
        /// A command.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Endpoint {
            $($(#[doc = $about])+ $endpoint,)+
        }

        /// Service and name of every command; the first row of one that has several is the one that the documents name.
        const TABLE: &[(&str, &str, Endpoint)] = &[$($(($service, $name, Endpoint::$endpoint),)+)+];

        const EFFECTS: &[Effect] = &[$(Effect::$effect),+];
    };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// It changes nothing.
    Reads,
    /// It is one command of `domain`.
    Changes,
    /// It changes something in another way.
    Acts,
}

endpoints! {
    /// Creates a group.
    CreateGroup Changes GROUPS "create_group";
    /// Imports a group from another system.
    ImportGroup Changes GROUPS "import_group";
    /// Profiles of groups by id.
    GetGroupInfo Reads GROUPS "get_group_info";
    /// The groups of a user.
    GetJoinedGroupList Reads GROUPS "get_joined_group_list";
    /// The groups of the app.
    GetAppidGroupList Reads GROUPS "get_appid_group_list";
    /// Ends a group.
    DestroyGroup Changes GROUPS "destroy_group";
    /// Changes the profile and options of a group.
    ModifyGroupBaseInfo Changes GROUPS "modify_group_base_info";
    /// Hands a group over to another owner.
    ChangeGroupOwner Changes GROUPS "change_group_owner";
    /// How many members of a live group are there now.
    GetOnlineMemberNum Reads GROUPS "get_online_member_num";
    /// Members of a group, page by page.
    GetGroupMemberInfo Reads GROUPS "get_group_member_info";
    /// Members of a group by account.
    GetSpecifiedGroupMemberInfo Reads GROUPS "get_specified_group_member_info";
    /// Makes users members.
    AddGroupMember Changes GROUPS "add_group_member";
    /// Removes members.
    DeleteGroupMember Changes GROUPS "delete_group_member";
    /// Changes what a group knows of a member.
    ModifyGroupMemberInfo Changes GROUPS "modify_group_member_info";
    /// What accounts are in a group.
    GetRoleInGroup Reads GROUPS "get_role_in_group";
    /// Mutes users, or gives them back the word.
    ForbidSendMsg Changes GROUPS "forbid_send_msg";
    /// Who is muted.
    GetGroupShuttedUin Reads GROUPS "get_group_shutted_uin";
    /// The same in the words of 2024.
    GetGroupMutedAccount Reads GROUPS "get_group_muted_account";
    /// Imports members from another system.
    ImportGroupMember Changes GROUPS "import_group_member";
    /// Sets how many messages a member has not read.
    SetUnreadMsgNum Changes GROUPS "set_unread_msg_num";
    /// Removes users and keeps them out for a time.
    BanGroupMember Changes GROUPS "ban_group_member";
    /// Lets banned users come back.
    UnbanGroupMember Changes GROUPS "unban_group_member";
    /// Who is banned.
    GetGroupBanMember Reads GROUPS "get_group_ban_member";
    /// Replaces all attributes of a group.
    SetGroupAttr Changes GROUPS "set_group_attr", ATTRIBUTES "set_group_attr";
    /// Sets some attributes of a group.
    ModifyGroupAttr Changes GROUPS "modify_group_attr", ATTRIBUTES "modify_group_attr";
    /// Deletes all attributes of a group.
    ClearGroupAttr Changes GROUPS "clear_group_attr", ATTRIBUTES "clear_group_attr";
    /// Deletes some attributes of a group.
    DeleteGroupAttr Changes GROUPS "delete_group_attr", ATTRIBUTES "delete_group_attr";
    /// Attributes of a group.
    GetGroupAttr Reads ATTRIBUTES "get_group_attr", GROUPS "get_group_attr";
    /// Sets counters of a group, or counts them up or down.
    UpdateGroupCounter Changes GROUPS "update_group_counter";
    /// Counters of a group.
    GetGroupCounter Reads GROUPS "get_group_counter";
    /// Deletes counters of a group.
    DeleteGroupCounter Changes GROUPS "delete_group_counter";
    /// Imports a topic from another system.
    ImportTopic Changes GROUPS "import_topic";
    /// Creates a topic of a community.
    CreateTopic Changes COMMUNITIES "create_topic";
    /// Changes the profile of a topic.
    ModifyTopic Changes COMMUNITIES "modify_topic";
    /// Topics of a community.
    GetTopic Reads COMMUNITIES "get_topic";
    /// Ends topics.
    DestroyTopic Changes COMMUNITIES "destroy_topic";
    /// Creates a permission group of a community.
    CreatePermissionGroup Changes GROUPS "create_permission_group";
    /// Changes name, custom text or rights of a permission group.
    ModifyPermissionGroup Changes GROUPS "modify_permission_group";
    /// Ends permission groups.
    DestroyPermissionGroup Changes GROUPS "destroy_permission_group";
    /// Permission groups of a community.
    GetPermissionGroup Reads GROUPS "get_permission_group";
    /// Gives a permission group rights in topics.
    AddTopicPermissionGroup Changes GROUPS "add_topic_permission_group";
    /// Changes the rights of a permission group in topics.
    SetTopicPermissionGroup Changes GROUPS "set_topic_permission_group";
    /// Takes the rights in topics from a permission group.
    DeleteTopicPermissionGroup Changes GROUPS "delete_topic_permission_group";
    /// The rights of a permission group in topics.
    GetTopicPermissionGroup Reads GROUPS "get_topic_permission_group";
    /// Puts members into a permission group.
    AddPermissionGroupMember Changes GROUPS "add_permission_group_member";
    /// Takes members out of a permission group.
    DeletePermissionGroupMember Changes GROUPS "delete_permission_group_member";
    /// Who is in a permission group.
    GetPermissionGroupMemberList Reads GROUPS "get_permission_group_member_list";
    /// Who is present in a live group.
    GetMembers Reads LIVE "get_members";
    /// Which of some accounts are present in a live group.
    CheckMembers Reads LIVE "check_members";
    /// Marks members of a live group.
    ModifyUserInfo Changes LIVE "modify_user_info";
    /// Makes accounts admins of a live group, or dismisses them.
    ModifyAdmin Changes LIVE "modify_admin";
    /// The admins of a live group.
    GetAdminList Reads LIVE "get_admin_list";
    /// Imports an account.
    AccountImport Changes ACCOUNTS "account_import";
    /// Imports accounts.
    MultiaccountImport Acts ACCOUNTS "multiaccount_import";
    /// Which accounts are there.
    AccountCheck Reads ACCOUNTS "account_check";
    /// Deletes accounts, and takes their users out of every group.
    AccountDelete Acts ACCOUNTS "account_delete";
    /// Ends all sessions of a user.
    Kick Acts ACCOUNTS "kick";
    /// Who is online.
    QueryOnlineStatus Reads STATUS "query_online_status", STATUS "querystate";
    /// Sets fields of a user's profile.
    PortraitSet Changes PROFILES "portrait_set";
    /// Profiles of users.
    PortraitGet Reads PROFILES "portrait_get";
    /// Ours: what a user has to decide on.
    GetGroupApplications Reads OURS "get_group_applications";
    /// Ours: decides on applications.
    HandleGroupApplications Changes OURS "handle_group_applications";
    /// Ours: who is connected to the gateway.
    GetSessions Reads OURS "get_sessions";
    /// Ours: ends sessions of the gateway.
    EndSessions Acts OURS "end_sessions";
    /// Ours: makes an invite link.
    CreateInviteLink Changes OURS "create_invite_link";
    /// Ours: makes an invite link worthless.
    RevokeInviteLink Changes OURS "revoke_invite_link";
    /// Ours: the invite links of a group.
    GetInviteLinks Reads OURS "get_invite_links";
    /// Ours: joins a group by an invite link, as a user.
    JoinByInviteLink Changes OURS "join_by_invite_link";
    /// Ours: says something to those who are in a topic.
    SendTopicCustomData Acts OURS "send_topic_custom_data";
    /// Ours: everything that was done to a group.
    GetGroupAudit Reads OURS "get_group_audit";
    /// Ours: what would become of a command, and by which rule.
    Explain Reads OURS "explain";
}

impl Endpoint {
    /// How many there are.
    pub const COUNT: usize = EFFECTS.len();

    /// All of them: service, command name, endpoint. One that is served under two names comes twice.
    pub fn all() -> impl Iterator<Item = (&'static str, &'static str, Self)> {
        TABLE.iter().copied()
    }

    /// The names of the services.
    pub const fn services() -> &'static [&'static str] {
        &SERVICES
    }

    /// The command of this service and name.
    ///
    /// # Errors
    /// [`Unserved`] says which of the two is not known.
    pub fn find(service: &str, command: &str) -> Result<Self, Unserved> {
        match TABLE.iter().find(|(of, name, _)| *of == service && *name == command) {
            Some((.., endpoint)) => Ok(*endpoint),
            None if SERVICES.contains(&service) => Err(Unserved::Command),
            None => Err(Unserved::Service),
        }
    }

    /// The command of this name, whatever its service.
    pub fn named(command: &str) -> Option<Self> {
        TABLE.iter().find(|(_, name, _)| *name == command).map(|(.., endpoint)| *endpoint)
    }

    /// Its place among all, 0 first.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Its command name.
    pub fn name(self) -> &'static str {
        TABLE.iter().find(|(.., endpoint)| *endpoint == self).map_or("", |(_, name, _)| name)
    }

    /// Whether it changes something: only then an operation id means anything.
    pub const fn changes(self) -> bool {
        !matches!(EFFECTS[self.index()], Effect::Reads)
    }

    /// Whether it can be explained: it is decided by one rule.
    pub const fn explainable(self) -> bool {
        matches!(EFFECTS[self.index()], Effect::Changes)
    }
}
