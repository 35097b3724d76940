//! What is left, as both interfaces show it.

use crate::sdk::pendencies;
use crate::world::World;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Every reply of every reading call, without times, by a name for the question.
pub(crate) type State = BTreeMap<String, Value>;

/// Asks for everything that can be read of these groups and users.
pub(crate) fn read(world: &World, users: &[String], groups: &BTreeSet<String>, faults: &mut Vec<String>) -> State {
    let mut state = State::new();
    for group in groups {
        let mut ask = |command: &str, body: Value| {
            let reply = world.rest(command, &body);
            state.insert(format!("{command} of {group}"), timeless(reply));
        };
        ask("get_group_info", json!({ "GroupIdList": [group] }));
        ask("get_group_member_info", json!({ "GroupId": group }));
        ask("get_group_muted_account", json!({ "GroupId": group }));
        ask("get_group_ban_member", json!({ "GroupId": group, "Limit": 100, "Offset": 0 }));
        ask("get_online_member_num", json!({ "GroupId": group }));
        ask("get_specified_group_member_info", json!({ "GroupId": group, "Member_List_Account": users }));
        ask("get_role_in_group", json!({ "GroupId": group, "User_Account": users }));
        ask("get_group_attr", json!({ "GroupId": group }));
        ask("get_group_counter", json!({ "GroupId": group }));
        if group.starts_with("@TGS#_") {
            ask("get_permission_group", json!({ "GroupId": group }));
            let topics =
                world.http.post("million_group_open_http_svc/get_topic", &json!({ "GroupId": group, "From_Account": users[0] }));
            state.insert(format!("get_topic of {group}"), timeless(topics));
        }
        let links = world.http.post("opentim/get_invite_links", &json!({ "GroupId": group }));
        state.insert(format!("get_invite_links of {group}"), nameless(timeless(links)));
    }
    for user in users {
        for (huge, name) in [(0, "joined groups"), (1, "joined groups, live ones too,")] {
            let query = json!({ "Member_Account": user, "WithHugeGroups": huge, "WithNoActiveGroups": 1 });
            let joined = without_board(&world.rest("get_joined_group_list", &query)["GroupIdList"], "GroupId");
            state.insert(format!("{name} of {user}"), timeless(joined));
        }
        let waiting = world.http.post("opentim/get_group_applications", &json!({ "From_Account": user }));
        state.insert(format!("applications of {user}"), by_text(&timeless(waiting["ApplicationList"].clone())));
        if world.is_online(user) {
            read_as(world, user, groups, &mut state);
        }
    }
    agree(&state, users, groups, faults);
    state
}

/// What a user of the SDK sees.
fn read_as(world: &World, user: &str, groups: &BTreeSet<String>, state: &mut State) {
    let joined = world.sdk(user, "TIMGroupGetJoinedGroupList", &Value::Null);
    let joined = without_board(&joined["json_param"], "group_base_info_group_id");
    state.insert(format!("joined groups that {user} sees"), timeless(joined));
    state.insert(format!("pendencies that {user} sees"), by_text(&timeless(json!(pendencies(world, user)))));
    for group in groups {
        let online = world.sdk(user, "TIMGroupGetOnlineMemberCount", &json!({ "groupId": group }));
        state.insert(format!("how many {user} sees online in {group}"), timeless(online));
        let info = world.sdk(user, "TIMGroupGetGroupInfoList", &json!({ "groupIds": [group] }));
        state.insert(format!("{group} as {user} sees it"), timeless(info));
        let params = json!({ "group_get_members_info_list_param_group_id": group });
        let members = world.sdk(user, "TIMGroupGetMemberInfoList", &json!({ "params": params }));
        state.insert(format!("members of {group} that {user} sees"), timeless(members));
    }
}

/// What the interfaces both show, they must show alike: joined lists, members, roles, name cards and counts.
fn agree(state: &State, users: &[String], groups: &BTreeSet<String>, faults: &mut Vec<String>) {
    for user in users {
        let Some(seen) = state.get(&format!("joined groups that {user} sees")) else { continue };
        let (seen, listed) = (ids(seen, "group_base_info_group_id"), ids(&state[&format!("joined groups of {user}")], "GroupId"));
        if seen != listed {
            faults.push(format!("{user} sees himself in {seen:?}, REST lists {listed:?}"));
        }
        for group in groups {
            let seen = &state[&format!("members of {group} that {user} sees")];
            let Some(seen) = seen["json_param"]["group_get_member_info_list_result_info_array"].as_array() else { continue };
            let seen: Vec<Value> = seen.iter().map(seen_member).collect();
            let listed = &state[&format!("get_group_member_info of {group}")];
            let Some(listed) = listed["MemberList"].as_array() else { continue };
            let listed: Vec<Value> = listed.iter().map(listed_member).collect();
            if seen != listed {
                faults.push(format!("{user} sees the members {seen:?} of {group}, REST lists {listed:?}"));
            }
        }
    }
}

fn seen_member(member: &Value) -> Value {
    let role = match member["group_member_info_member_role"].as_u64() {
        Some(400) => "Owner",
        Some(300) => "Admin",
        _ => "Member",
    };
    json!([
        member["group_member_info_identifier"],
        role,
        member["group_member_info_name_card"],
        member["group_member_info_shutup_time"]
    ])
}

fn listed_member(member: &Value) -> Value {
    json!([member["Member_Account"], member["Role"], member["NameCard"], member["MuteUntil"]])
}

fn ids(rows: &Value, name: &str) -> Vec<String> {
    rows.as_array().into_iter().flatten().map(|row| row[name].as_str().unwrap_or("?").to_owned()).collect()
}

fn without_board(rows: &Value, id: &str) -> Value {
    rows.as_array().into_iter().flatten().filter(|row| row[id] != crate::board::BOARD).cloned().collect()
}

/// In the order of their text: entries made in the same millisecond have no other.
fn by_text(rows: &Value) -> Value {
    let mut rows = rows.as_array().cloned().unwrap_or_default();
    rows.sort_by_key(ToString::to_string);
    Value::Array(rows)
}

/// The same, every time that is not 0 replaced by a word, and without the number of the request in a sentence.
pub(crate) fn timeless(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name.clone(), timeless_field(&name, value))).collect())
        }
        Value::Array(values) => values.into_iter().map(timeless).collect(),
        other => other,
    }
}

fn timeless_field(name: &str, value: Value) -> Value {
    let name = name.to_ascii_lowercase();
    match &value {
        Value::Number(number) if name.contains("time") || name.contains("until") => {
            if number.as_u64() == Some(0) {
                value
            } else {
                json!("a time")
            }
        }
        Value::String(text) if name == "errorinfo" => json!(text.split(" (request ").next().unwrap_or_default()),
        _ => timeless(value),
    }
}

/// The same without the ids of links, which are drawn.
fn nameless(mut links: Value) -> Value {
    for link in links["InviteLinkList"].as_array_mut().into_iter().flatten() {
        link["LinkId"] = json!("drawn");
    }
    links
}

/// A group as `leaves` of a scenario describes it; null for a group that is gone.
pub(crate) fn shown(state: &State, group: &str) -> Value {
    let info = &state[&format!("get_group_info of {group}")]["GroupInfo"][0];
    if info["ErrorCode"] != 0 {
        return Value::Null;
    }
    let rows = |question: &str, list: &str| {
        state.get(&format!("{question} of {group}")).and_then(|reply| reply[list].as_array()).cloned().unwrap_or_default()
    };
    let by_account = |rows: Vec<Value>, value: &dyn Fn(&Value) -> Value| -> Value {
        let named: Map<String, Value> =
            rows.iter().map(|row| (row["Member_Account"].as_str().unwrap_or("?").to_owned(), value(row))).collect();
        Value::Object(named)
    };
    let accounts = |rows: Vec<Value>| -> Value { rows.iter().map(|row| row["Member_Account"].clone()).collect() };
    let members = rows("get_group_member_info", "MemberList");
    json!({
        "name": info["Name"], "introduction": info["Introduction"], "notification": info["Notification"], "face_url": info["FaceUrl"],
        "owner": info["Owner_Account"], "count": info["MemberNum"], "max": info["MaxMemberNum"], "info_seq": info["InfoSeq"],
        "join": info["ApplyJoinOption"], "invite": info["InviteJoinOption"], "mute_all": info["MuteAllMember"],
        "fields": info["AppDefinedData"],
        "roles": by_account(members.clone(), &|row| row["Role"].clone()),
        "cards": by_account(members.clone(), &|row| row["NameCard"].clone()),
        "member_fields": by_account(members, &|row| row["AppMemberDefinedData"].clone()),
        "muted": accounts(rows("get_group_muted_account", "MutedAccountList")),
        "banned": accounts(rows("get_group_ban_member", "BannedAccountList")),
        "attributes": pairs_of(&rows("get_group_attr", "GroupAttrAry"), "key", "value"),
        "counters": pairs_of(&rows("get_group_counter", "GroupCounter"), "Key", "Value"),
        "topics": topics_of(&rows("get_topic", "TopicAndSelfInfo")),
        "uses": rows("get_invite_links", "InviteLinkList").iter().map(|link| link["UseNum"].clone()).collect::<Value>(),
        "online": state[&format!("get_online_member_num of {group}")]["OnlineMemberNum"],
    })
}

fn pairs_of(rows: &[Value], key: &str, value: &str) -> Value {
    let named: Map<String, Value> =
        rows.iter().map(|row| (row[key].as_str().unwrap_or("?").to_owned(), row[value].clone())).collect();
    Value::Object(named)
}

/// Topics by id: name, and whether all are muted.
fn topics_of(rows: &[Value]) -> Value {
    let shown = |row: &Value| {
        let topic = &row["TopicInfo"];
        (topic["TopicId"].as_str().unwrap_or("?").to_owned(), json!([topic["TopicName"], topic["MuteAllMember"]]))
    };
    Value::Object(rows.iter().map(shown).collect())
}

/// Notes what of `left` is not so.
pub(crate) fn contains(group: &str, left: &Value, found: &Value, faults: &mut Vec<String>) {
    match left.as_object() {
        Some(fields) => {
            for (name, value) in fields.iter().filter(|(name, value)| found[name.as_str()] != **value) {
                faults.push(format!("{name} of {group} should be {value}, not {}", found[name.as_str()]));
            }
        }
        None if left == found => {}
        None => faults.push(format!("{group} should be {left}, not {found}")),
    }
}
