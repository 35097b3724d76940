//! Attributes, counters, communities and invite links with the SDK.

use super::of_object;
use crate::answer::Answer;
use crate::fixture::Act;
use crate::world::World;
use serde_json::{Value, json};

/// Does a step whose answer is more than a code.
pub(super) fn done(world: &World, user: &str, act: &Act) -> Option<Answer> {
    Some(match act {
        Act::CreateLink { group, link, uses, approval } => {
            let argument = json!({ "group_id": group, "max_uses": uses, "need_approval": approval });
            let reply = world.sdk(user, "opentimCreateInviteLink", &argument);
            world.keep_link(link, &reply["json_param"]["link_id"], &reply["json_param"]["token"]);
            of_object(&reply)
        }
        Act::RevokeLink { group, link } => {
            let (id, _) = world.link(link);
            of_object(&world.sdk(user, "opentimRevokeInviteLink", &json!({ "group_id": group, "link_id": id })))
        }
        Act::JoinByLink { link, words } => {
            let (_, token) = world.link(link);
            of_object(&world.sdk(user, "opentimJoinByInviteLink", &json!({ "token": token, "message": words })))
        }
        Act::Explain { act } => {
            let (method, params) = super::call(act);
            let reply = world.sdk(user, "explain", &json!({ "method": method, "params": params }));
            let told = &reply["json_param"];
            if reply["code"] == 0 { Answer::new(&told["code"], &told["desc"]) } else { of_object(&reply) }
        }
        Act::Count { group, how, counters } if how != "set" => {
            let method = if how == "increase" { "TIMGroupIncreaseGroupCounter" } else { "TIMGroupDecreaseGroupCounter" };
            let one = |(key, value): (&String, &i64)| json!({ "group_id": group, "group_counter_key": key, "group_counter_value": value.to_string() });
            let answers = counters.iter().map(|counter| of_object(&world.sdk(user, method, &one(counter))));
            answers.last().expect("a counter is named")
        }
        Act::DestroyTopics { group, topics } => {
            let argument = json!({ "group_id": group, "json_topic_id_array": topics });
            worst(&world.sdk(user, "TIMGroupDeleteTopicFromCommunity", &argument), "group_topic_operation_result_")
        }
        Act::DestroyPermissionGroups { group, ids } => {
            let argument = json!({ "group_id": group, "json_permission_group_id_array": ids });
            let reply = world.sdk(user, "TIMCommunityDeletePermissionGroupFromCommunity", &argument);
            worst(&reply, "permission_group_operation_result_")
        }
        Act::TopicRights { .. } => {
            let (method, argument) = call(act)?;
            worst(&world.sdk(user, method, &argument), "group_topic_operation_result_")
        }
        Act::AddToPermissionGroup { .. } | Act::RemoveFromPermissionGroup { .. } => {
            let (method, argument) = call(act)?;
            worst(&world.sdk(user, method, &argument), "permission_group_member_operation_result_")
        }
        _ => return None,
    })
}

/// The first refusal among the rows of a reply, if there is one.
fn worst(reply: &Value, prefix: &str) -> Answer {
    let code = format!("{prefix}error_code");
    let refused = reply["json_param"].as_array().into_iter().flatten().find(|row| row[&code] != 0);
    refused.map_or_else(|| of_object(reply), |row| Answer::new(&row[&code], &row[format!("{prefix}error_message")]))
}

/// A step as one call.
pub(super) fn call(act: &Act) -> Option<(&'static str, Value)> {
    Some(match act {
        Act::SetAttributes { group, attributes, replace } => {
            let one = |(key, value)| json!({ "group_attribute_key": key, "group_attribute_value": value });
            let attributes: Vec<Value> = attributes.iter().map(one).collect();
            let method = if *replace { "TIMGroupInitGroupAttributes" } else { "TIMGroupSetGroupAttributes" };
            (method, json!({ "groupId": group, "attributes": attributes }))
        }
        Act::DeleteAttributes { group, keys } => {
            ("TIMGroupDeleteGroupAttributes", json!({ "groupId": group, "attributesKey": keys }))
        }
        Act::ReadAttributes { group } => ("TIMGroupGetGroupAttributes", json!({ "groupId": group })),
        Act::Count { group, counters, .. } => {
            let one = |(key, value): (&String, &i64)| json!({ "group_counter_key": key, "group_counter_value": value.to_string() });
            let counters: Vec<Value> = counters.iter().map(one).collect();
            ("TIMGroupSetGroupCounters", json!({ "params": { "group_id": group, "json_group_counter_array": counters } }))
        }
        Act::DeleteCounters { group, keys } => {
            ("opentimDeleteGroupCounters", json!({ "group_id": group, "json_group_counter_key_array": keys }))
        }
        Act::CreateTopic { group, topic, name } => {
            let info = json!({ "group_topic_info_topic_id": topic, "group_topic_info_topic_name": name });
            ("TIMGroupCreateTopicInCommunity", json!({ "group_id": group, "json_topic_info": info }))
        }
        Act::ModifyTopic { topic, name, mute_all, .. } => {
            let flag = i64::from(name.is_some()) + 256 * i64::from(mute_all.is_some());
            let info = json!({ "group_topic_info_topic_id": topic, "group_topic_info_topic_name": name.clone().unwrap_or_default(),
                "group_topic_info_is_all_muted": mute_all.unwrap_or_default(), "group_modify_info_param_modify_flag": flag });
            ("TIMGroupSetTopicInfo", json!({ "json_topic_info": info }))
        }
        _ => return permission_groups(act),
    })
}

fn permission_groups(act: &Act) -> Option<(&'static str, Value)> {
    Some(match act {
        Act::CreatePermissionGroup { group, id, rights } => {
            let info = json!({ "community_group_id": group, "permission_group_id": id, "permission_group_name": "some",
                "group_permission": rights });
            ("TIMCommunityCreatePermissionGroupInCommunity", json!({ "json_permission_group_info": info }))
        }
        Act::ModifyPermissionGroup { group, id, rights } => {
            let info = json!({ "community_group_id": group, "permission_group_id": id, "group_permission": rights,
                "permission_group_modify_info_flag": 2 });
            ("TIMCommunityModifyPermissionGroupInfoInCommunity", json!({ "json_permission_group_info": info }))
        }
        Act::AddToPermissionGroup { group, id, users } => {
            let argument = json!({ "group_id": group, "permission_group_id": id, "json_member_id_array": users });
            ("TIMCommunityAddCommunityMembersToPermissionGroup", argument)
        }
        Act::RemoveFromPermissionGroup { group, id, users } => {
            let argument = json!({ "group_id": group, "permission_group_id": id, "json_member_id_array": users });
            ("TIMCommunityRemoveCommunityMembersFromPermissionGroup", argument)
        }
        Act::TopicRights { group, id, how, topics } => {
            let mut argument = json!({ "group_id": group, "permission_group_id": id });
            if how == "delete" {
                argument["json_topic_id_array"] = topics.keys().map(|topic| json!(topic)).collect();
                return Some(("TIMCommunityDeleteTopicPermissionFromPermissionGroup", argument));
            }
            let one = |(topic, rights)| json!({ "topic_permission_key": topic, "topic_permission_value": rights });
            argument["json_topic_permission_map"] = topics.iter().map(one).collect();
            let add = "TIMCommunityAddTopicPermissionToPermissionGroup";
            (if how == "add" { add } else { "TIMCommunityModifyTopicPermissionInPermissionGroup" }, argument)
        }
        _ => return None,
    })
}
