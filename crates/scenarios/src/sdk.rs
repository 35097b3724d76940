//! Steps as the SDK is called for them: the JSON that `TimRender` sends.

mod more;

use crate::answer::Answer;
use crate::fixture::{Act, Initial, Profile};
use crate::world::World;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The bit of `TIMGroupModifyGroupInfo` that hands a group over.
const OWNER: i64 = 1 << 31;

/// Does a step as a user.
pub(crate) fn done(world: &World, user: &str, act: &Act) -> Answer {
    match act {
        Act::Logout {} => of_object(&world.log_out(user)),
        Act::Handle { group, users, accept, words } => handle(world, user, group, users, *accept, words),
        Act::Invite { .. } => with_rows(world, user, act, "group_invite_member_result_"),
        Act::Kick { .. } => with_rows(world, user, act, "group_delete_member_result_"),
        _ => match more::done(world, user, act) {
            Some(answer) => answer,
            None => {
                let (method, argument) = call(act);
                of_object(&world.sdk(user, method, &argument))
            }
        },
    }
}

fn of_object(reply: &Value) -> Answer {
    Answer::new(&reply["code"], &reply["desc"])
}

/// The rows come as JSON text or as an array.
fn with_rows(world: &World, user: &str, act: &Act, prefix: &str) -> Answer {
    let (method, argument) = call(act);
    let reply = world.sdk(user, method, &argument);
    let rows = &reply["json_param"];
    let rows = rows.as_str().map_or_else(|| rows.clone(), |text| serde_json::from_str(text).unwrap_or_default());
    of_object(&reply).with_rows(rows.as_array(), &format!("{prefix}identifier"), &format!("{prefix}result"))
}

fn call(act: &Act) -> (&'static str, Value) {
    match act {
        Act::Create { group, kind, profile, members } => {
            ("TIMGroupCreate", json!({ "params": new_group(group, kind, profile, members) }))
        }
        Act::Disband { group } => ("TIMGroupDelete", json!({ "groupId": group })),
        Act::Join { group, words } => ("TIMGroupJoin", json!({ "groupId": group, "helloMsg": words })),
        Act::Quit { group } => ("TIMGroupQuit", json!({ "groupId": group })),
        Act::Invite { group, users, words } => {
            let params = json!({ "group_invite_member_param_group_id": group, "group_invite_member_param_identifier_array": users,
                "group_invite_member_param_user_data": words });
            ("TIMGroupInviteMember", json!({ "params": params }))
        }
        Act::Kick { group, users, reason, secs, .. } => {
            let params = json!({ "group_delete_member_param_group_id": group, "group_delete_member_param_identifier_array": users,
                "group_delete_member_param_user_data": reason, "group_delete_member_param_duration": secs });
            ("TIMGroupDeleteMember", json!({ "params": params }))
        }
        Act::MuteAll { group, on } => modify(group, 256, [("is_shutup_all", json!(on))]),
        Act::Transfer { group, to } => modify(group, OWNER, [("owner", json!(to))]),
        Act::Modify { group, profile } => {
            let flagged = profile_fields(profile);
            let flag = flagged.iter().map(|(flag, ..)| flag).sum();
            modify(group, flag, flagged.into_iter().map(|(_, name, value)| (name, value)))
        }
        Act::Mute { group, user, secs } => member(group, user, 4, "shutup_time", json!(secs)),
        Act::Appoint { group, user } => member(group, user, 2, "member_role", json!(300)),
        Act::Dismiss { group, user } => member(group, user, 2, "member_role", json!(200)),
        Act::NameCard { group, user, card } => member(group, user, 8, "name_card", json!(card)),
        Act::Fields { group, user, fields } => {
            member(group, user, 16, "custom_info", pairs(fields, "group_member_info_custom_string_info_"))
        }
        Act::MsgFlag { group, flag } => {
            let opt = number(flag, &["notify", "discard", "quiet"]);
            ("TIMMsgSetGroupReceiveMessageOpt", json!({ "group_id": group, "opt": opt }))
        }
        Act::ReadApplications {} => ("TIMGroupReportPendencyReaded", json!({ "timeStamp": 4_000_000_000_u32 })),
        Act::Mark { group, users, mark, on } => (
            "TIMGroupMarkGroupMemberList",
            json!({ "group_id": group, "member_array": users, "mark_type": mark, "enable_mark": on }),
        ),
        Act::Import { .. }
        | Act::ImportMembers { .. }
        | Act::Add { .. }
        | Act::Ban { .. }
        | Act::Unban { .. }
        | Act::Unread { .. }
        | Act::ImportAccount { .. }
        | Act::DeleteAccount { .. }
        | Act::LiveAdmins { .. } => panic!("the SDK has no such call: let the app do it"),
        Act::Handle { .. } | Act::Logout {} | Act::Race { .. } => unreachable!("done elsewhere"),
        _ => more::call(act).unwrap_or_else(|| unreachable!("done elsewhere")),
    }
}

fn new_group(group: &str, kind: &str, profile: &Profile, members: &[Initial]) -> Value {
    let kind = number(kind, &["Public", "Work", "Meeting", "Broadcast", "Live", "Community"]);
    let mut params = json!({ "create_group_param_group_id": group, "create_group_param_group_name": group,
        "create_group_param_group_type": kind });
    for (_, name, value) in profile_fields(profile) {
        params[format!("create_group_param_{name}")] = value;
    }
    // What only communities have.
    if let Some(topics) = profile.topics {
        params["create_group_param_is_support_topic"] = json!(topics);
    }
    if let Some(rights) = profile.rights {
        params["create_group_param_enable_permission_group"] = json!(true);
        params["create_group_param_default_permissions"] = json!(rights);
    }
    let rows: Vec<Value> = members.iter().map(initial).collect();
    if !rows.is_empty() {
        params["create_group_param_group_member_array"] = json!(rows);
    }
    params
}

fn initial(member: &Initial) -> Value {
    let role = if member.role.as_deref() == Some("Admin") { 300 } else { 200 };
    json!({ "group_member_info_identifier": member.user, "group_member_info_member_role": role,
        "group_member_info_name_card": member.card.clone().unwrap_or_default() })
}

/// What is given of a profile: bit, name without prefix, value.
fn profile_fields(profile: &Profile) -> Vec<(i64, &'static str, Value)> {
    const OPTIONS: [&str; 3] = ["closed", "approval", "free"];
    let text = |value: &Option<String>| value.as_ref().map(|value| json!(value));
    let option = |value: &Option<String>| value.as_ref().map(|value| json!(number(value, &OPTIONS)));
    let fields = (!profile.fields.is_empty()).then(|| pairs(&profile.fields, "group_info_custom_string_info_"));
    let all = [
        (1, "group_name", text(&profile.name)),
        (2, "notification", text(&profile.notification)),
        (4, "introduction", text(&profile.introduction)),
        (8, "face_url", text(&profile.face_url)),
        (16, "add_option", option(&profile.join)),
        (32, "max_member_num", profile.max.map(|max| json!(max))),
        (64, "visible", profile.visible.map(|on| json!(on))),
        (128, "searchable", profile.searchable.map(|on| json!(on))),
        (512, "custom_info", fields),
        (4096, "approve_option", option(&profile.invite)),
    ];
    all.into_iter().filter_map(|(flag, name, value)| Some((flag, name, value?))).collect()
}

fn modify(group: &str, flag: i64, fields: impl IntoIterator<Item = (&'static str, Value)>) -> (&'static str, Value) {
    let mut params = json!({ "group_modify_info_param_group_id": group, "group_modify_info_param_modify_flag": flag });
    for (name, value) in fields {
        params[format!("group_modify_info_param_{name}")] = value;
    }
    ("TIMGroupModifyGroupInfo", json!({ "params": params }))
}

fn member(group: &str, user: &str, flag: u32, name: &str, value: Value) -> (&'static str, Value) {
    let mut params = json!({ "group_modify_member_info_group_id": group, "group_modify_member_info_identifier": user,
        "group_modify_member_info_modify_flag": flag });
    params[format!("group_modify_member_info_{name}")] = value;
    ("TIMGroupModifyMemberInfo", json!({ "params": params }))
}

fn pairs(fields: &BTreeMap<String, String>, prefix: &str) -> Value {
    fields.iter().map(|(key, value)| json!({ format!("{prefix}key"): key, format!("{prefix}value"): value })).collect()
}

/// Decides on the newest entries of these users as they are listed; entries that are not listed are made up.
fn handle(world: &World, by: &str, group: &str, users: &[String], accept: bool, words: &str) -> Answer {
    let listed = pendencies(world, by);
    let entries: Vec<Value> = users.iter().map(|user| entry(&listed, group, user)).collect();
    if let [entry] = entries.as_slice() {
        let params = json!({ "group_handle_pendency_param_is_accept": accept, "group_handle_pendency_param_handle_msg": words,
            "group_handle_pendency_param_pendency": entry });
        return of_object(&world.sdk(by, "TIMGroupHandlePendency", &json!({ "params": params })));
    }
    let params = json!({ "group_handle_pendency_list_param_is_accept": accept,
        "group_handle_pendency_list_param_handle_msg": words,
        "group_handle_pendency_list_param_pendency_array": entries });
    let reply = world.sdk(by, "opentimGroupHandlePendencyList", &json!({ "params": params }));
    let prefix = "group_handle_pendency_result_";
    of_object(&reply).with_rows(reply["json_param"].as_array(), &format!("{prefix}identifier"), &format!("{prefix}result"))
}

/// What a user has to decide on, newest first.
pub(crate) fn pendencies(world: &World, user: &str) -> Vec<Value> {
    let reply = world.sdk(user, "TIMGroupGetPendencyList", &json!({ "params": {} }));
    reply["json_param"]["group_pendency_result_pendency_array"].as_array().cloned().unwrap_or_default()
}

fn entry(listed: &[Value], group: &str, user: &str) -> Value {
    let about = |entry: &Value| {
        let who = if entry["group_pendency_pendency_type"] == 0 { "form" } else { "to" };
        entry["group_pendency_group_id"] == group && entry[format!("group_pendency_{who}_identifier")] == user
    };
    let found = listed.iter().find(|entry| about(entry)).cloned();
    found.unwrap_or_else(
        || json!({ "group_pendency_group_id": group, "group_pendency_form_identifier": user, "group_pendency_pendency_type": 0 }),
    )
}

/// The place of a word among words.
pub(crate) fn number(word: &str, words: &[&str]) -> usize {
    words.iter().position(|known| *known == word).unwrap_or_else(|| panic!("{word:?} is none of {words:?}"))
}
