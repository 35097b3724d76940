//! Steps as REST is called for them by the app's admin, for himself or in the place of a user.

macro_rules! groups {
    ($command:literal) => {
        concat!("group_open_http_svc/", $command)
    };
}

mod more;

use crate::answer::Answer;
use crate::fixture::{Act, Initial, Profile};
use crate::world::World;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A path below `/v4/` and a body.
type Request = (&'static str, Value);

/// Does a step, or says that REST has no command for it.
pub(crate) fn done(world: &World, by: &str, act: &Act) -> Option<Answer> {
    if let Some(answer) = more::done(world, by, act) {
        return Some(answer);
    }
    let (command, body) = request(by, act)?;
    let reply = world.http.post(command, &body);
    let answer = Answer::new(&reply["ErrorCode"], &reply["ErrorInfo"]);
    Some(answer.with_rows(reply["MemberList"].as_array(), "Member_Account", "Result"))
}

fn request(by: &str, act: &Act) -> Option<Request> {
    of_group(by, act).or_else(|| of_members(by, act)).or_else(|| more::request(by, act))
}

fn of_group(by: &str, act: &Act) -> Option<Request> {
    Some(match act {
        Act::Create { group, kind, profile, members } => {
            let mut body = new_group(group, kind, owner(by));
            add(&mut body, profile_fields(profile, "MaxMemberCount")?);
            add(&mut body, community_fields(profile));
            let rows: Vec<Value> = members.iter().map(initial).collect();
            if !rows.is_empty() {
                body["MemberList"] = json!(rows);
            }
            (groups!("create_group"), body)
        }
        Act::Import { group, kind, owner } => (groups!("import_group"), new_group(group, kind, owner.as_deref())),
        Act::Disband { group } => (groups!("destroy_group"), json!({ "GroupId": group })),
        Act::Transfer { group, to } => (groups!("change_group_owner"), json!({ "GroupId": group, "NewOwner_Account": to })),
        Act::Modify { group, profile } => {
            let mut body = json!({ "GroupId": group });
            add(&mut body, profile_fields(profile, "MaxMemberNum")?);
            (groups!("modify_group_base_info"), in_place_of(by, body))
        }
        Act::MuteAll { group, on } => {
            let word = if *on { "On" } else { "Off" };
            (groups!("modify_group_base_info"), in_place_of(by, json!({ "GroupId": group, "MuteAllMember": word })))
        }
        _ => return None,
    })
}

fn of_members(by: &str, act: &Act) -> Option<Request> {
    Some(match act {
        Act::ImportMembers { group, members } => {
            let rows: Vec<Value> = members.iter().map(initial).collect();
            (groups!("import_group_member"), json!({ "GroupId": group, "MemberList": rows }))
        }
        Act::Invite { group, users, .. } => (groups!("add_group_member"), json!({ "GroupId": group, "MemberList": rows(users) })),
        Act::Add { group, users, silent } => {
            (groups!("add_group_member"), json!({ "GroupId": group, "MemberList": rows(users), "Silence": u8::from(*silent) }))
        }
        Act::Kick { group, users, reason, silent, secs: 0 } => (
            groups!("delete_group_member"),
            json!({ "GroupId": group, "MemberToDel_Account": users, "Reason": reason, "Silence": u8::from(*silent) }),
        ),
        Act::Ban { group, users, secs } => {
            (groups!("ban_group_member"), json!({ "GroupId": group, "Members_Account": users, "Duration": secs }))
        }
        Act::Unban { group, users } => (groups!("unban_group_member"), json!({ "GroupId": group, "Members_Account": users })),
        Act::Mute { group, user, secs } => {
            (groups!("forbid_send_msg"), json!({ "GroupId": group, "Members_Account": [user], "MuteTime": secs }))
        }
        Act::Appoint { group, user } => member(group, user, "Role", json!("Admin")),
        Act::Dismiss { group, user } => member(group, user, "Role", json!("Member")),
        Act::NameCard { group, user, card } => member(group, user, "NameCard", json!(card)),
        Act::Fields { group, user, fields } => member(group, user, "AppMemberDefinedData", pairs(fields)),
        Act::MsgFlag { group, flag } => {
            let words = ["AcceptAndNotify", "Discard", "AcceptNotNotify"];
            let word = words[crate::sdk::number(flag, &["notify", "discard", "quiet"])];
            member(group, by, "MsgFlag", json!(word))
        }
        Act::Unread { group, user, count } => {
            (groups!("set_unread_msg_num"), json!({ "GroupId": group, "Member_Account": user, "UnreadMsgNum": count }))
        }
        Act::Handle { group, users, accept, words } => {
            let action = if *accept { "Agree" } else { "Reject" };
            let body = json!({ "GroupId": group, "MemberList": rows(users), "HandleAction": action, "HandleMsg": words });
            ("opentim/handle_group_applications", in_place_of(by, body))
        }
        _ => return None,
    })
}

fn owner(by: &str) -> Option<&str> {
    (by != "app").then_some(by)
}

fn in_place_of(by: &str, mut body: Value) -> Value {
    if by != "app" {
        body["From_Account"] = json!(by);
    }
    body
}

fn new_group(group: &str, kind: &str, owner: Option<&str>) -> Value {
    let words = ["Public", "Private", "ChatRoom", "BChatRoom", "AVChatRoom", "Community"];
    let kind = words[crate::sdk::number(kind, &["Public", "Work", "Meeting", "Broadcast", "Live", "Community"])];
    let mut body = json!({ "GroupId": group, "Name": group, "Type": kind });
    if let Some(owner) = owner {
        body["Owner_Account"] = json!(owner);
    }
    body
}

fn initial(member: &Initial) -> Value {
    let mut row = json!({ "Member_Account": member.user });
    let given = [
        ("Role", member.role.as_ref().filter(|role| *role == "Admin").map(|role| json!(role))),
        ("NameCard", member.card.as_ref().map(|card| json!(card))),
        ("UnreadMsgNum", member.unread.map(|unread| json!(unread))),
    ];
    add(&mut row, given.into_iter().filter_map(|(name, value)| Some((name, value?))));
    row
}

/// Nothing when something is given that REST does not have.
fn profile_fields(profile: &Profile, max: &'static str) -> Option<Vec<(&'static str, Value)>> {
    if profile.visible.is_some() || profile.searchable.is_some() {
        return None;
    }
    let text = |value: &Option<String>| value.as_ref().map(|value| json!(value));
    let option = |value: &Option<String>, words: [&str; 3]| {
        value.as_ref().map(|value| json!(words[crate::sdk::number(value, &["closed", "approval", "free"])]))
    };
    let all = [
        ("Name", text(&profile.name)),
        ("Introduction", text(&profile.introduction)),
        ("Notification", text(&profile.notification)),
        ("FaceUrl", text(&profile.face_url)),
        ("ApplyJoinOption", option(&profile.join, ["DisableApply", "NeedPermission", "FreeAccess"])),
        ("InviteJoinOption", option(&profile.invite, ["DisableInvite", "NeedPermission", "FreeAccess"])),
        (max, profile.max.map(|max| json!(max))),
        ("AppDefinedData", (!profile.fields.is_empty()).then(|| pairs(&profile.fields))),
    ];
    Some(all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}

/// What only communities have.
fn community_fields(profile: &Profile) -> Vec<(&'static str, Value)> {
    let topics = profile.topics.map(|topics| ("SupportTopic", json!(u8::from(topics))));
    let rules = profile.rights.map(|_| ("EnablePermission", json!(1)));
    let rights = profile.rights.map(|rights| ("DefaultPermission", json!(rights)));
    [topics, rules, rights].into_iter().flatten().collect()
}

fn member(group: &str, user: &str, name: &'static str, value: Value) -> Request {
    let mut body = json!({ "GroupId": group, "Member_Account": user });
    body[name] = value;
    (groups!("modify_group_member_info"), body)
}

fn add(body: &mut Value, fields: impl IntoIterator<Item = (&'static str, Value)>) {
    for (name, value) in fields {
        body[name] = value;
    }
}

fn rows(users: &[String]) -> Value {
    users.iter().map(|user| json!({ "Member_Account": user })).collect()
}

fn pairs(fields: &BTreeMap<String, String>) -> Value {
    fields.iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect()
}
