//! The commands that are served, by service and name (rule book 4.3 and 4.4).

/// A command.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Endpoint {
    /// Creates a group.
    CreateGroup,
    /// Imports a group from another system.
    ImportGroup,
    /// Profiles of groups by id.
    GetGroupInfo,
    /// The groups of a user.
    GetJoinedGroupList,
    /// The groups of the app.
    GetAppidGroupList,
    /// Ends a group.
    DestroyGroup,
    /// Changes the profile and options of a group.
    ModifyGroupBaseInfo,
    /// Hands a group over to another owner.
    ChangeGroupOwner,
    /// How many members of a live group are there now.
    GetOnlineMemberNum,
    /// Members of a group, page by page.
    GetGroupMemberInfo,
    /// Members of a group by account.
    GetSpecifiedGroupMemberInfo,
    /// Makes users members.
    AddGroupMember,
    /// Removes members.
    DeleteGroupMember,
    /// Changes what a group knows of a member.
    ModifyGroupMemberInfo,
    /// What accounts are in a group.
    GetRoleInGroup,
    /// Mutes users, or gives them back the word.
    ForbidSendMsg,
    /// Who is muted.
    GetGroupShuttedUin,
    /// The same in the words of 2024.
    GetGroupMutedAccount,
    /// Imports members from another system.
    ImportGroupMember,
    /// Sets how many messages a member has not read.
    SetUnreadMsgNum,
    /// Removes users and keeps them out for a time.
    BanGroupMember,
    /// Lets banned users come back.
    UnbanGroupMember,
    /// Who is banned.
    GetGroupBanMember,
    /// Ours: what a user has to decide on.
    GetGroupApplications,
    /// Ours: decides on applications.
    HandleGroupApplications,
    /// Ours: who is connected to the gateway.
    GetSessions,
    /// Ours: ends sessions of the gateway.
    EndSessions,
}

/// Why a path names no command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unserved {
    /// No such service.
    Service,
    /// The service has no such command.
    Command,
}

const GROUPS: &str = "group_open_http_svc";
/// What the incumbent has no command for.
const OURS: &str = "opentim";

const TABLE: [(&str, &str, Endpoint); 27] = [
    (GROUPS, "create_group", Endpoint::CreateGroup),
    (GROUPS, "import_group", Endpoint::ImportGroup),
    (GROUPS, "get_group_info", Endpoint::GetGroupInfo),
    (GROUPS, "get_joined_group_list", Endpoint::GetJoinedGroupList),
    (GROUPS, "get_appid_group_list", Endpoint::GetAppidGroupList),
    (GROUPS, "destroy_group", Endpoint::DestroyGroup),
    (GROUPS, "modify_group_base_info", Endpoint::ModifyGroupBaseInfo),
    (GROUPS, "change_group_owner", Endpoint::ChangeGroupOwner),
    (GROUPS, "get_online_member_num", Endpoint::GetOnlineMemberNum),
    (GROUPS, "get_group_member_info", Endpoint::GetGroupMemberInfo),
    (GROUPS, "get_specified_group_member_info", Endpoint::GetSpecifiedGroupMemberInfo),
    (GROUPS, "add_group_member", Endpoint::AddGroupMember),
    (GROUPS, "delete_group_member", Endpoint::DeleteGroupMember),
    (GROUPS, "modify_group_member_info", Endpoint::ModifyGroupMemberInfo),
    (GROUPS, "get_role_in_group", Endpoint::GetRoleInGroup),
    (GROUPS, "forbid_send_msg", Endpoint::ForbidSendMsg),
    (GROUPS, "get_group_shutted_uin", Endpoint::GetGroupShuttedUin),
    (GROUPS, "get_group_muted_account", Endpoint::GetGroupMutedAccount),
    (GROUPS, "import_group_member", Endpoint::ImportGroupMember),
    (GROUPS, "set_unread_msg_num", Endpoint::SetUnreadMsgNum),
    (GROUPS, "ban_group_member", Endpoint::BanGroupMember),
    (GROUPS, "unban_group_member", Endpoint::UnbanGroupMember),
    (GROUPS, "get_group_ban_member", Endpoint::GetGroupBanMember),
    (OURS, "get_group_applications", Endpoint::GetGroupApplications),
    (OURS, "handle_group_applications", Endpoint::HandleGroupApplications),
    (OURS, "get_sessions", Endpoint::GetSessions),
    (OURS, "end_sessions", Endpoint::EndSessions),
];

impl Endpoint {
    /// How many there are.
    pub const COUNT: usize = TABLE.len();

    /// All of them: service, command name, endpoint.
    pub fn all() -> impl Iterator<Item = (&'static str, &'static str, Self)> {
        TABLE.into_iter()
    }

    /// The command of this service and name.
    ///
    /// # Errors
    /// [`Unserved`] says which of the two is not known.
    pub fn find(service: &str, command: &str) -> Result<Self, Unserved> {
        let of_service = || TABLE.iter().filter(|(known, ..)| *known == service);
        match of_service().find(|(_, name, _)| *name == command) {
            Some((.., endpoint)) => Ok(*endpoint),
            None if of_service().next().is_some() => Err(Unserved::Command),
            None => Err(Unserved::Service),
        }
    }

    /// Its place among all, 0 first.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Its command name.
    pub const fn name(self) -> &'static str {
        TABLE[self.index()].1
    }
}
