//! The commands that are served, by service and name (rule book 4.3).

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

const TABLE: [(&str, &str, Endpoint); 6] = [
    (GROUPS, "create_group", Endpoint::CreateGroup),
    (GROUPS, "import_group", Endpoint::ImportGroup),
    (GROUPS, "get_group_info", Endpoint::GetGroupInfo),
    (GROUPS, "get_joined_group_list", Endpoint::GetJoinedGroupList),
    (GROUPS, "get_appid_group_list", Endpoint::GetAppidGroupList),
    (GROUPS, "destroy_group", Endpoint::DestroyGroup),
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
