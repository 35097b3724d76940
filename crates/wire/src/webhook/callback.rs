//! The table of all webhooks.

/// When a webhook comes, and what it can do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// Before something is done: the answer decides.
    Before,
    /// After something was done: from the event log, at least once, in the order of the group.
    After,
    /// While something is so: once, and lost if it does not arrive.
    Passing,
}

/// A member of a body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Not in every body.
    pub optional: bool,
    /// What it says.
    pub says: &'static str,
}

const fn field(name: &'static str, says: &'static str) -> Field {
    Field { name, optional: false, says }
}

const fn optional(name: &'static str, says: &'static str) -> Field {
    Field { name, optional: true, says }
}

/// Both are in every body.
const COMMAND: Field = field("CallbackCommand", "the name of the event");
const TIME: Field = field("EventTime", "when, in milliseconds since 1970");
const GROUP: Field = field("GroupId", "the group");
const TYPE: Field = field("Type", "its type");
/// The type of a group that is long gone may not be known.
const KNOWN_TYPE: Field = optional("Type", "its type, if that is still known");
const OPERATOR: Field = field("Operator_Account", "who did it");
const ID: Field = field("EventId", "the event: the same in every repetition, never that of another");

/// One row per webhook: its name here and outside, when it comes, what becomes it, its fields besides the two that all have.
macro_rules! callbacks {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $when:ident, $cause:literal, [$($field:expr),* $(,)?];)+) => {
        /// A webhook.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Callback {
            $($(#[$doc])* $variant,)+
        }

        impl Callback {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name (`CallbackCommand`).
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// When it comes.
            pub const fn when(self) -> When {
                match self { $(Self::$variant => When::$when),+ }
            }

            /// What it comes for.
            pub const fn cause(self) -> &'static str {
                match self { $(Self::$variant => $cause),+ }
            }

            /// The members of its body.
            pub const fn fields(self) -> &'static [Field] {
                match self { $(Self::$variant => const { &[COMMAND, TIME, $($field),*] }),+ }
            }
        }
    };
}

callbacks! {
    /// May this group be created?
    BeforeCreateGroup = "Group.CallbackBeforeCreateGroup", Before, "somebody creates a group", [
        field("Operator_Account", "who creates it"),
        field("Owner_Account", "its owner, or empty"),
        field("Type", "its type"),
        field("Name", "its name"),
        field("CreateGroupNum", "older: groups of this type that the owner (else the creator) owns already"),
        field("CreatedGroupNum", "newer: the same by type"),
        field("InviteOption", "what an invitation meets in it"),
        field("MemberList", "its first members, `{Member_Account}`"),
    ];
    /// May he join, or ask to?
    BeforeApplyJoinGroup = "Group.CallbackBeforeApplyJoinGroup", Before, "somebody joins a group or asks to, by link too", [
        GROUP, TYPE, field("Requestor_Account", "who would join"),
    ];
    /// May these be invited or added?
    BeforeInviteJoinGroup = "Group.CallbackBeforeInviteJoinGroup", Before, "users are invited, or added over REST", [
        GROUP, TYPE, field("Operator_Account", "who invites"), field("DestinationMembers", "whom, `{Member_Account}`"),
    ];
    /// May this topic be created?
    BeforeCreateTopic = "Group.CallbackBeforeCreateTopic", Before, "somebody creates a topic", [
        GROUP, TYPE, field("Operator_Account", "who creates it"), field("Name", "its name"),
    ];
    /// A group was created.
    AfterCreateGroup = "Group.CallbackAfterCreateGroup", After, "a group was created", [
        ID, GROUP, TYPE, OPERATOR, field("Owner_Account", "its owner, or empty"), field("Name", "its name"),
        field("MemberList", "its first members besides the owner, `{Member_Account}`"),
    ];
    /// Users became members.
    AfterNewMemberJoin = "Group.CallbackAfterNewMemberJoin", After, "users became members, in whatever way", [
        ID, GROUP, KNOWN_TYPE, OPERATOR, field("JoinType", "`Apply` or `Invited`"),
        field("NewMemberList", "they, `{Member_Account}`"),
    ];
    /// Users are members no more.
    AfterMemberExit = "Group.CallbackAfterMemberExit", After, "members left or were removed", [
        ID, GROUP, KNOWN_TYPE, OPERATOR, field("ExitType", "`Quit` or `Kicked`"),
        field("ExitMemberList", "they, `{Member_Account}`"),
    ];
    /// A group is full.
    AfterGroupFull = "Group.CallbackAfterGroupFull", After,
        "a join filled the group; or one failed because it is full, which is told once, without `EventId`", [
        optional("EventId", "as elsewhere, if a join filled the group"), GROUP,
    ];
    /// A group has ended.
    AfterGroupDestroyed = "Group.CallbackAfterGroupDestroyed", After, "a group has ended", [
        ID, GROUP, TYPE, field("Owner_Account", "its last owner, or empty"), field("Name", "its name"),
        field("MemberList", "who was a member at the end, `{Member_Account}`; 10,000 at most"),
    ];
    /// A group's profile changed.
    AfterGroupInfoChanged = "Group.CallbackAfterGroupInfoChanged", After,
        "name, introduction, notification or avatar changed", [
        ID, GROUP, KNOWN_TYPE, OPERATOR, optional("Name", "the name, if it changed"),
        optional("Introduction", "the introduction, if it changed"), optional("Notification", "the notification, if it changed"),
        optional("FaceUrl", "the avatar, if it changed"),
    ];
    /// A group has another owner.
    AfterChangeGroupOwner = "Group.CallbackAfterChangeGroupOwner", After, "a group has another owner, or none", [
        ID, GROUP, KNOWN_TYPE, OPERATOR, field("OldOwner_Account", "the owner before, or empty"),
        field("NewOwner_Account", "the owner now, or empty"),
    ];
    /// A member's role or name card changed.
    AfterMemberFieldChanged = "Group.CallbackAfterMemberFieldChanged", After, "a member's role or name card changed", [
        ID, GROUP, KNOWN_TYPE, OPERATOR, field("Modified_Account", "whose"), optional("Role", "`Admin` or `Member`, if it changed"),
        optional("NameCard", "the name card, if it changed"),
    ];
    /// A group's attributes changed.
    AfterGroupAttrChanged = "Group.CallbackAfterGroupAttrChanged", After, "attributes were set or deleted", [
        ID, GROUP, KNOWN_TYPE, OPERATOR, field("OptionType", "`set` (all replaced), `modify`, `delete`, `clear`"),
        field("GroupAttr", "what changed, `{key, value}`; a deleted one has no value"),
    ];
    /// A topic was created.
    AfterCreateTopic = "Group.CallbackAfterCreateTopic", After, "a topic was created", [
        ID, GROUP, KNOWN_TYPE, field("TopicId", "the topic"), OPERATOR, field("Owner_Account", "who created it, or empty"),
        field("Name", "its name"),
    ];
    /// Topics have ended.
    AfterTopicDestroyed = "Group.CallbackAfterTopicDestroyed", After, "topics have ended", [
        ID, GROUP, KNOWN_TYPE, OPERATOR, field("TopicIdList", "they, as texts"),
    ];
    /// A topic's profile changed.
    AfterTopicInfoChanged = "Group.CallbackAfterTopicInfoChanged", After,
        "name, introduction, notification or avatar of a topic changed", [
        ID, GROUP, KNOWN_TYPE, field("TopicId", "the topic"), OPERATOR, optional("Name", "the name, if it changed"),
        optional("Introduction", "the introduction, if it changed"), optional("Notification", "the notification, if it changed"),
        optional("FaceUrl", "the avatar, if it changed"),
    ];
    /// Somebody came into a live group, or is gone from it.
    OnMemberStateChange = "Group.CallbackOnMemberStateChange", Passing,
        "somebody came into a live group or is gone from it: left, removed, disconnected", [
        GROUP, TYPE, field("EventType", "`Online` or `Offline`"), field("MemberList", "they, `{Member_Account}`"),
    ];
    /// The quota of new groups a day is nearly used up, or used up.
    OnDailyGroupQuotaAlarm = "Group.CallbackOnDailyGroupQuotaAlarm", Passing,
        "80 % of the app's new groups of this day (UTC) are made, and once more all of them", [
        field("QuotaUsed", "groups made today, those that ended today taken off"), field("Quota", "so many may be"),
    ];
    /// A command is called too often.
    RequestOverLimit = "Alert.RequestOverLimit", Passing,
        "calls of a command were refused because they came too often (60007, 60011); once a minute for each command", [
        field("ServiceName", "the service"), field("Command", "the command"),
        field("Request", "calls refused since the last alarm"), field("Limit", "calls a second that are allowed"),
    ];
}

impl Callback {
    /// The webhook of this name, which may lack what most begin with: `Group.Callback`.
    pub fn named(name: &str) -> Option<Self> {
        let matches = |callback: &&Self| callback.name() == name || callback.name().strip_prefix("Group.Callback") == Some(name);
        Self::ALL.iter().find(matches).copied()
    }
}
