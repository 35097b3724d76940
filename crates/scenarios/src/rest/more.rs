//! Attributes, counters, communities, invite links and accounts over REST.

use super::{Request, in_place_of, rows};
use crate::answer::Answer;
use crate::fixture::Act;
use crate::world::World;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Does a step whose answer is more than a code, or says that REST has no command for it.
pub(super) fn done(world: &World, by: &str, act: &Act) -> Option<Answer> {
    Some(match act {
        Act::CreateLink { group, link, uses, approval } => {
            let body = json!({ "GroupId": group, "MaxUseNum": uses, "NeedApproval": u8::from(*approval) });
            let reply = world.http.post("opentim/create_invite_link", &in_place_of(by, body));
            world.keep_link(link, &reply["LinkId"], &reply["Token"]);
            plain(&reply)
        }
        Act::RevokeLink { group, link } => {
            let (id, _) = world.link(link);
            plain(&world.http.post("opentim/revoke_invite_link", &in_place_of(by, json!({ "GroupId": group, "LinkId": id }))))
        }
        Act::JoinByLink { link, words } => {
            let (_, token) = world.link(link);
            let body = json!({ "Member_Account": by, "Token": token, "ApplyMsg": words });
            plain(&world.http.post("opentim/join_by_invite_link", &body))
        }
        Act::Explain { act } => {
            let (command, request) = super::request(by, act)?;
            let command = command.rsplit('/').next()?;
            let body = json!({ "Command": command, "Request": request });
            let reply = world.http.post("opentim/explain", &in_place_of(by, body));
            if reply["ErrorCode"] == 0 { Answer::new(&reply["ResultCode"], &reply["ResultInfo"]) } else { plain(&reply) }
        }
        Act::DestroyTopics { group, topics } => {
            let body = json!({ "GroupId": group, "TopicIdList": topics });
            let reply = world.http.post("million_group_open_http_svc/destroy_topic", &in_place_of(by, body));
            worst(&reply, "DestroyResultItem")
        }
        Act::DestroyPermissionGroups { group, ids } => {
            let body = json!({ "GroupId": group, "PermissionGroupIdList": ids });
            worst(&world.rest("destroy_permission_group", &body), "PermissionGroupResultList")
        }
        _ => return None,
    })
}

fn plain(reply: &Value) -> Answer {
    Answer::new(&reply["ErrorCode"], &reply["ErrorInfo"])
}

/// The first refusal among the rows of a reply, if there is one.
fn worst(reply: &Value, list: &str) -> Answer {
    let refused = reply[list].as_array().into_iter().flatten().find(|row| row["ErrorCode"] != 0);
    plain(refused.unwrap_or(reply))
}

/// A step as one command.
pub(super) fn request(by: &str, act: &Act) -> Option<Request> {
    attributes(act).or_else(|| topics(by, act)).or_else(|| permission_groups(act)).or_else(|| accounts(act))
}

fn attributes(act: &Act) -> Option<Request> {
    Some(match act {
        Act::SetAttributes { group, attributes, replace } => {
            let body = json!({ "GroupId": group, "GroupAttr": named(attributes) });
            (if *replace { groups!("set_group_attr") } else { groups!("modify_group_attr") }, body)
        }
        Act::DeleteAttributes { group, keys } if keys.is_empty() => (groups!("clear_group_attr"), json!({ "GroupId": group })),
        Act::DeleteAttributes { group, keys } => {
            let keys: Vec<Value> = keys.iter().map(|key| json!({ "key": key })).collect();
            (groups!("delete_group_attr"), json!({ "GroupId": group, "GroupAttr": keys }))
        }
        Act::Count { group, how, counters } => {
            let mode = ["Set", "Increase", "Decrease"][crate::sdk::number(how, &["set", "increase", "decrease"])];
            let counters: Vec<Value> = counters.iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect();
            (groups!("update_group_counter"), json!({ "GroupId": group, "GroupCounter": counters, "Mode": mode }))
        }
        Act::DeleteCounters { group, keys } => {
            (groups!("delete_group_counter"), json!({ "GroupId": group, "GroupCounterKeys": keys }))
        }
        _ => return None,
    })
}

fn topics(by: &str, act: &Act) -> Option<Request> {
    Some(match act {
        Act::CreateTopic { group, topic, name } => {
            let body = json!({ "GroupId": group, "TopicId": topic, "TopicName": name });
            ("million_group_open_http_svc/create_topic", in_place_of(by, body))
        }
        Act::ModifyTopic { group, topic, name, mute_all } => {
            let mut body = json!({ "GroupId": group, "TopicId": topic });
            if let Some(name) = name {
                body["TopicName"] = json!(name);
            }
            if let Some(on) = mute_all {
                body["MuteAllMember"] = json!(if *on { "On" } else { "Off" });
            }
            ("million_group_open_http_svc/modify_topic", in_place_of(by, body))
        }
        _ => return None,
    })
}

fn permission_groups(act: &Act) -> Option<Request> {
    Some(match act {
        Act::CreatePermissionGroup { group, id, rights } => {
            let body = json!({ "GroupId": group, "PermissionGroupId": id, "PermissionGroupName": "some", "Permission": rights });
            (groups!("create_permission_group"), body)
        }
        Act::ModifyPermissionGroup { group, id, rights } => {
            let body = json!({ "GroupId": group, "PermissionGroupId": id, "Permission": rights });
            (groups!("modify_permission_group"), body)
        }
        Act::AddToPermissionGroup { group, id, users } => {
            let body = json!({ "GroupId": group, "PermissionGroupId": id, "MemberList": rows(users) });
            (groups!("add_permission_group_member"), body)
        }
        Act::RemoveFromPermissionGroup { group, id, users } => {
            let body = json!({ "GroupId": group, "PermissionGroupId": id, "MemberList": rows(users) });
            (groups!("delete_permission_group_member"), body)
        }
        Act::TopicRights { group, id, how, topics } => {
            let mut body = json!({ "GroupId": group, "PermissionGroupId": id });
            if how == "delete" {
                body["TopicIdList"] = topics.keys().map(|topic| json!(topic)).collect();
                return Some((groups!("delete_topic_permission_group"), body));
            }
            body["TopicPermissionList"] =
                topics.iter().map(|(topic, rights)| json!({ "TopicId": topic, "Permission": rights })).collect();
            (if how == "add" { groups!("add_topic_permission_group") } else { groups!("set_topic_permission_group") }, body)
        }
        _ => return None,
    })
}

fn accounts(act: &Act) -> Option<Request> {
    Some(match act {
        Act::ImportAccount { user, nick } => ("im_open_login_svc/account_import", json!({ "UserID": user, "Nick": nick })),
        Act::DeleteAccount { user } => ("im_open_login_svc/account_delete", json!({ "DeleteItem": [{ "UserID": user }] })),
        Act::LiveAdmins { group, users, on } => {
            let command = if *on { 1 } else { 2 };
            let body = json!({ "GroupId": group, "CommandType": command, "Admin_Account": users });
            ("group_open_avchatroom_http_svc/modify_admin", body)
        }
        _ => return None,
    })
}

fn named(attributes: &BTreeMap<String, String>) -> Value {
    attributes.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect()
}
