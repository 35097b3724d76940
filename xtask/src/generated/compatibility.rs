//! docs/compatibility.md: operation by face, built or not.

mod commands;

use crate::Fault;
use commands::COMMANDS;
use opentim_wire::rest::Endpoint;
use opentim_wire::sdk::{Does, METHODS, Method};
use std::fmt::Write as _;

/// Titles of the families, in the order of [`METHODS`].
const FAMILIES: [&str; 7] = [
    "Life cycle, settings, users",
    "Groups",
    "Communities, topics, permission groups",
    "Messages",
    "Conversations",
    "Friends",
    "Signaling",
];

/// The same operation in the SDK and over REST.
const OPERATIONS: [(&str, &str, &str); 32] = [
    ("Create a group", "TIMGroupCreate", "create_group"),
    ("Import a group", "", "import_group"),
    ("Disband a group", "TIMGroupDelete", "destroy_group"),
    ("Change a group's profile and options", "TIMGroupModifyGroupInfo", "modify_group_base_info"),
    ("Hand a group over", "TIMGroupModifyGroupInfo", "change_group_owner"),
    ("Profiles of groups", "TIMGroupGetGroupInfoList", "get_group_info"),
    ("A user's groups", "TIMGroupGetJoinedGroupList", "get_joined_group_list"),
    ("All groups of an app", "", "get_appid_group_list"),
    ("Search groups", "TIMGroupSearchGroups", ""),
    ("Join a group, or ask to", "TIMGroupJoin", ""),
    ("Leave a group", "TIMGroupQuit", ""),
    ("Invite or add users", "TIMGroupInviteMember", "add_group_member"),
    ("Import members", "", "import_group_member"),
    ("Remove members", "TIMGroupDeleteMember", "delete_group_member"),
    ("Remove users and keep them out for a time", "TIMGroupDeleteMember", "ban_group_member"),
    ("Let banned users in again", "", "unban_group_member"),
    ("Banned users", "", "get_group_ban_member"),
    ("Members of a group", "TIMGroupGetMemberInfoList", "get_group_member_info"),
    ("Some members by their ids", "TIMGroupGetMemberInfoList", "get_specified_group_member_info"),
    ("Roles of users", "TIMGroupGetMemberInfoList", "get_role_in_group"),
    ("Change a member: role, name card, custom fields", "TIMGroupModifyMemberInfo", "modify_group_member_info"),
    ("Mute members", "TIMGroupModifyMemberInfo", "forbid_send_msg"),
    ("Muted members", "TIMGroupGetMemberInfoList", "get_group_muted_account"),
    ("How messages reach a member", "TIMMsgSetGroupReceiveMessageOpt", "modify_group_member_info"),
    ("Number of unread messages of a member", "", "set_unread_msg_num"),
    ("Members who are online", "TIMGroupGetOnlineMemberCount", "get_online_member_num"),
    ("Search members", "TIMGroupSearchGroupMembers", ""),
    ("Applications and invitations that wait", "TIMGroupGetPendencyList", "get_group_applications"),
    ("Decide on an application or invitation", "TIMGroupHandlePendency", "handle_group_applications"),
    ("Who is connected", "", "get_sessions"),
    ("End sessions of users", "", "end_sessions"),
    ("Decide on several at once", "opentimGroupHandlePendencyList", "handle_group_applications"),
];

const HEAD: &str = "\
# Compatibility

Written by `cargo xtask gen` from the tables that the addon and the server run on. **built** does its documented work. **silent**
takes its listener, which is never called yet. **no** refuses: in the SDK the method is there and answers code 7013, the server answers
10003 (60009 for a whole service that is not there); the last section says why.

Electron windows (`opentim/renderer`) have the same methods as the addon: they call it over IPC.

";

/// Why what is not built is not: what it is, by the names of methods or commands, and the reason.
const NOT_BUILT: [(&str, &str, &str); 8] = [
    ("attributes and counters", "`TIMGroup...Attributes`, `TIMGroup...Counter(s)`, `..._group_attr`, `..._group_counter`", PLANNED),
    (
        "communities' topics and permission groups",
        "`TIMGroup...Topic...`, `TIMCommunity...`, service `million_group_open_http_svc`",
        PLANNED,
    ),
    ("back ends' view of live groups", "service `group_open_avchatroom_http_svc`", PLANNED),
    (
        "profiles and status of users",
        "`TIMProfile...`, `TIM...UserStatus`, `TIMSubscribeUserInfo`, services of accounts and profiles",
        PLANNED,
    ),
    ("messages", "`TIMMsg...`, `send_group_msg` and its siblings", NOT_OURS),
    ("conversations", "`TIMConv...`", NOT_OURS),
    ("friends and signaling", "`TIMFriendship...`, `TIMSignaling...`", NOT_OURS),
    ("`testDoc`", "a leftover of the incumbent's own documentation", "it does nothing there either"),
];
const PLANNED: &str = "planned: the part of the group system after this one";
const NOT_OURS: &str = "not part of a group system; opentim keeps who is in a group, not what they say to each other";

pub fn text() -> Result<String, Fault> {
    let mut text = HEAD.to_owned();
    by_operation(&mut text)?;
    by_method(&mut text)?;
    by_command(&mut text)?;
    reasons(&mut text)?;
    Ok(text)
}

fn reasons(text: &mut String) -> Result<(), Fault> {
    writeln!(text, "\n## What is not built, and why\n\n| what | names | why |\n| --- | --- | --- |")?;
    for (what, names, why) in NOT_BUILT {
        writeln!(text, "| {what} | {names} | {why} |")?;
    }
    Ok(())
}

fn by_operation(text: &mut String) -> Result<(), Fault> {
    writeln!(text, "## Operation by face\n\n| operation | addon and Electron | REST |\n| --- | --- | --- |")?;
    for (operation, method, command) in OPERATIONS {
        writeln!(text, "| {operation} | {} | {} |", sdk_cell(method)?, rest_cell(command))?;
    }
    Ok(())
}

fn sdk_cell(method: &str) -> Result<String, Fault> {
    if method.is_empty() {
        return Ok("not in the SDK".to_owned());
    }
    let known = Method::named(method).ok_or_else(|| format!("the SDK has no method {method}"))?;
    Ok(format!("`{method}`: {}", state(known.does)))
}

fn rest_cell(command: &str) -> String {
    if command.is_empty() {
        return "not over REST".to_owned();
    }
    let built = Endpoint::all().any(|(_, name, _)| name == command);
    format!("`{command}`: {}", if built { "**built**" } else { "no" })
}

fn state(does: Does) -> &'static str {
    match does {
        Does::Plain(_) | Does::Experiments | Does::Uses(_) | Does::Changes(_) | Does::Hears(_) => "**built**",
        Does::Listens => "silent",
        Does::NotBuilt => "no",
    }
}

fn by_method(text: &mut String) -> Result<(), Fault> {
    let all = || METHODS.iter().copied().flatten();
    let built = all().filter(|method| method.is_built()).count();
    let silent = all().filter(|method| method.does == Does::Listens).count();
    let count = all().count();
    writeln!(
        text,
        "\n## Methods of TimRender\n\n{count} methods: {built} built, {silent} silent, {} not built.",
        count - built - silent
    )?;
    for (title, family) in FAMILIES.iter().zip(METHODS) {
        writeln!(text, "\n### {title}\n\n| method | state | what it is for |\n| --- | --- | --- |")?;
        for method in *family {
            writeln!(text, "| `{}` | {} | {} |", method.name, state(method.does), method.about.replace('|', "\\|"))?;
        }
    }
    Ok(())
}

fn by_command(text: &mut String) -> Result<(), Fault> {
    writeln!(text, "\n## REST commands\n\nThe path is `/v4/SERVICE/COMMAND`.")?;
    for (service, list) in COMMANDS {
        writeln!(text, "\n### {service}\n\n| command | state |\n| --- | --- |")?;
        for command in *list {
            let built = Endpoint::find(service, command).is_ok();
            writeln!(text, "| `{command}` | {} |", if built { "**built**" } else { "no" })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
