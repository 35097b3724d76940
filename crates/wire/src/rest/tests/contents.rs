//! Attributes, counters, topics, permission groups, links, the audit and explanations.

use super::refused;
use crate::rest::{Endpoint, Failure, attribute, counter, envelope, explain, link, permission_group, topic};
use opentim_domain::permission_group::RightsChange;
use opentim_domain::record::{InviteLink, PermissionGroup, Topic, TopicMember};
use opentim_domain::{Action, Check, GivenBy, Kind, LinkId, MsgFlag, Outcome, Place, Role};
use opentim_domain::{GroupId, PermissionGroupId, Secs, TopicId, UserId};
use serde::Serialize;
use std::collections::BTreeMap;

const COMMUNITY: &str = "@TGS#_c";

fn fields(reply: &impl Serialize) -> String {
    let bytes = envelope::done(reply, "").unwrap();
    String::from_utf8(bytes).unwrap().strip_prefix(r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0"#).unwrap().to_owned()
}

fn topic(own: &str) -> TopicId {
    TopicId::parse(&format!("{COMMUNITY}@TOPIC#_{own}")).unwrap()
}

#[test]
fn attributes_are_small_pairs_and_a_number_makes_a_write_conditional() {
    let set = |fields: &str| attribute::write::set(format!(r#"{{"GroupId":"g","GroupAttr":{fields}}}"#).as_bytes(), true);
    let command = set(r#"[{"key":"a","value":"1"},{"Key":"b","Value":""}],"MainSequence":7"#).unwrap();
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    assert_eq!((command.attributes, command.sequence, command.replace), (vec![pair("a", "1"), pair("b", "")], Some(7), true));
    assert_eq!(set("[]").unwrap().sequence, None);
    assert_eq!(refused(set(r#"[{"key":"a","value":1}]"#)).1, "GroupAttr[0].value must be a string; integer `1` was given");
    assert_eq!(refused(set(r#"[{"key":"a"}]"#)).1, "GroupAttr[0].value is required");
    let command = attribute::write::delete(br#"{"GroupId":"g","GroupAttr":[{"key":"a"}]}"#).unwrap();
    assert_eq!(command.keys, Some(vec!["a".to_owned()]));
    assert_eq!(attribute::write::clear(br#"{"GroupId":"g"}"#).unwrap().keys, None);
    let reply = attribute::get::Reply { attributes: &[pair("a", "1")], sequence: 3 };
    assert_eq!(fields(&reply), r#","GroupAttrAry":[{"key":"a","value":"1"}],"MainSequence":3}"#);
}

#[test]
fn counters_keep_all_of_their_64_bits() {
    let update = |value: &str| {
        let body = format!(r#"{{"GroupId":"g","Mode":"Increase","GroupCounter":[{{"Key":"k","Value":{value}}}]}}"#);
        counter::update::read(body.as_bytes()).map(|command| command.counters[0].1)
    };
    for value in [i64::MIN, -1, 0, 9_007_199_254_740_993, i64::MAX] {
        assert_eq!(update(&value.to_string()).unwrap(), value);
    }
    assert_eq!(update("2.0").unwrap(), 2);
    for value in ["9223372036854775808", "-9223372036854775809", "1.5", "1e300", "\"1\""] {
        assert!(refused(update(value)).1.starts_with("GroupCounter[0].Value must be a whole number from -9223372036854775808"));
    }
    let mode = counter::update::read(br#"{"GroupId":"g","Mode":"Add","GroupCounter":[]}"#);
    assert_eq!(refused(mode).1, r#"Mode must be one of Set, Increase, Decrease; "Add" was given"#);
    let counters = [("k".to_owned(), i64::MAX)];
    assert_eq!(fields(&counter::Reply { counters: &counters }), r#","GroupCounter":[{"Key":"k","Value":9223372036854775807}]}"#);
    assert_eq!(counter::keys::get(br#"{"GroupId":"g","GroupCounterKeys":[]}"#).unwrap().keys, None);
}

#[test]
fn a_topic_belongs_to_the_community_that_is_named() {
    let mut draw = |_: &GroupId| topic("drawn");
    let mut create =
        |fields: &str| topic::create::read(format!(r#"{{"GroupId":"{COMMUNITY}","TopicName":"n"{fields}}}"#).as_bytes(), &mut draw);
    let made = create(r#","CustomString":"c","From_Account":"alice","TopicId":"""#).unwrap();
    assert_eq!((made.command.id, made.command.chosen, made.command.custom.as_str()), (topic("drawn"), false, "c"));
    assert_eq!(made.stand_in, Some(UserId::parse("alice").unwrap()));
    let own = create(&format!(r#","TopicId":"{COMMUNITY}@TOPIC#_own""#)).unwrap();
    assert_eq!((own.command.id, own.command.chosen, own.command.import), (topic("own"), true, None));
    assert!(refused(create(r#","TopicId":"@TGS#_other@TOPIC#_own""#)).1.starts_with("TopicId must be a topic of GroupId"));
    let import = |fields: &str| {
        let body = format!(r#"{{"GroupId":"{COMMUNITY}","TopicName":"n"{fields}}}"#);
        topic::import::read(body.as_bytes(), Secs(99), &mut |_| topic("drawn"))
    };
    assert_eq!(import(r#","CreateTime":5,"Type":"Community""#).unwrap().import, Some(Secs(5)));
    assert_eq!(import("").unwrap().import, Some(Secs(99)));
    assert!(refused(import(r#","Type":"Public""#)).1.starts_with("Type must be one of Community"));
}

#[test]
fn topics_show_what_the_filter_names_in_either_form() {
    let read = |filter: &str| {
        let body = format!(r#"{{"GroupId":"{COMMUNITY}","From_Account":"a","ResponseFilter":{filter}}}"#);
        topic::get::read(body.as_bytes())
    };
    let found = Topic {
        id: topic("t"),
        name: "Talk".to_owned(),
        introduction: String::new(),
        notification: String::new(),
        face_url: String::new(),
        custom: String::new(),
        mute_all: true,
        creator: None,
        created_at: Secs(5),
        changed_at: Secs(5),
    };
    let own = TopicMember { topic: topic("t"), user: UserId::parse("a").unwrap(), msg_flag: None, muted_until: Some(Secs(9)) };
    let row = topic::get::Found { topic: found, own: Some(own), general: MsgFlag::Discard };
    let shown = |filter: &str, now: u64| {
        let query = read(filter).unwrap();
        fields(&topic::get::Reply { query: &query, rows: &[Ok(row.clone()), Err(topic("gone"))], now: Secs(now) })
    };
    let names = r#"["TopicName","ShutUpTime","MsgFlag"]"#;
    let told = shown(names, 8);
    assert_eq!(shown(r#"{"TopicBaseInfoFilter":["TopicName"],"SelfInfoFilter":["ShutUpTime","MsgFlag"]}"#, 8), told);
    assert!(told.contains(r#""SelfInfo":{"ShutUpTime":9,"MsgFlag":"Discard"}"#), "{told}");
    assert!(told.contains(r#""TopicInfo":{"TopicId":"@TGS#_c@TOPIC#_t","TopicName":"Talk"}"#), "{told}");
    assert!(
        told.contains(r#"{"ErrorCode":110002,"ErrorInfo":"#) && told.ends_with(r#""TopicId":"@TGS#_c@TOPIC#_gone"}}]}"#),
        "{told}"
    );
    assert!(shown(names, 9).contains(r#""ShutUpTime":0"#), "a mute that is over is none");
    assert!(shown("null", 8).contains(r#""NextMsgSeq":1,"MuteAllMember":"On""#));
    assert!(refused(read("7")).1.starts_with("ResponseFilter must be an array of names, or an object"));
}

#[test]
fn rights_in_topics_name_each_topic_and_each_is_answered() {
    let change = |body: &str, how| {
        let body = format!(r#"{{"GroupId":"{COMMUNITY}","PermissionGroupId":"@PMG#_p",{body}}}"#);
        permission_group::topics::change(body.as_bytes(), how)
    };
    let rights = format!(r#""TopicPermissionList":[{{"TopicId":"{COMMUNITY}@TOPIC#_t","Permission":5}}]"#);
    assert_eq!(change(&rights, RightsChange::Add).unwrap().topics, [(topic("t"), 5)]);
    let ids = format!(r#""TopicIdList":["{COMMUNITY}@TOPIC#_t"]"#);
    assert_eq!(change(&ids, RightsChange::Delete).unwrap().topics, [(topic("t"), 0)]);
    let bare = format!(r#""TopicPermissionList":[{{"TopicId":"{COMMUNITY}@TOPIC#_t"}}]"#);
    assert_eq!(refused(change(&bare, RightsChange::Modify)).1, "TopicPermissionList[0].Permission is required");
    let many = format!(r#""TopicIdList":[{}]"#, vec![r#""x""#; 51].join(","));
    assert_eq!(refused(change(&many, RightsChange::Delete)).0, 10005);
    let topics = [(topic("t"), 5), (topic("u"), 5)];
    let told = fields(&permission_group::topics::Reply::changed(&topics, &[Outcome::Done, Outcome::Failed]));
    assert!(
        told.starts_with(r#","TopicPermissionResultList":[{"ErrorCode":0,"ErrorInfo":"","TopicId":"@TGS#_c@TOPIC#_t"}"#),
        "{told}"
    );
    assert!(told.contains(r#"{"ErrorCode":110002,"#), "{told}");
}

#[test]
fn permission_groups_are_told_as_documented() {
    let id = PermissionGroupId::parse("@PMG#_p").unwrap();
    let shown = PermissionGroup {
        id: id.clone(),
        name: "Helpers".to_owned(),
        custom: "c".to_owned(),
        permissions: 3,
        topics: BTreeMap::new(),
        created_at: Secs(1),
    };
    let told = fields(&permission_group::get::Reply { rows: &[Ok((shown, 2)), Err(id)], next: "" });
    let row = r#"{"ErrorCode":0,"ErrorInfo":"","PermissionGroupId":"@PMG#_p","PermissionGroupName":"Helpers","CustomString":"c","Permission":3,"MemberCount":2}"#;
    assert!(told.starts_with(&format!(r#","PermissionGroupInfoList":[{row},{{"ErrorCode":"#)), "{told}");
    let get = |fields: &str| permission_group::get::read(format!(r#"{{"GroupId":"g"{fields}}}"#).as_bytes());
    assert_eq!(get(r#","Next":"""#).unwrap().limit, 20);
    assert_eq!(refused(get(r#","Limit":21"#)).0, 10018);
    assert!(refused(get(r#","Next":"17""#)).1.starts_with("Next must start with @PMG#_"));
}

#[test]
fn links_are_listed_without_their_secret() {
    let link = InviteLink {
        id: LinkId::parse("l1").unwrap(),
        digest: [9; 32],
        creator: UserId::parse("alice").unwrap(),
        created_at: Secs(1),
        expires_at: None,
        most_uses: Some(3),
        uses: 2,
        approval: true,
    };
    assert_eq!(
        fields(&link::list::Reply { links: &[link] }),
        r#","InviteLinkList":[{"LinkId":"l1","Creator_Account":"alice","CreateTime":1,"ExpireTime":0,"MaxUseNum":3,"UseNum":2,"NeedApproval":1}]}"#
    );
    let asked = link::create::read(br#"{"GroupId":"g","ExpireTime":0,"MaxUseNum":0,"NeedApproval":0}"#).unwrap();
    assert_eq!((asked.expires_at, asked.most_uses, asked.approval), (None, None, false));
    let shown = link::join::read(br#"{"Member_Account":"a","Token":"oti1.Zw.l1"}"#);
    assert!(refused(shown).1.starts_with("Token is not valid: it must be a whole token"));
}

#[test]
fn an_explanation_names_the_command_its_body_and_the_rules() {
    let body = br#"{"From_Account":"bob","Command":"delete_group_member","Request":{"GroupId":"g","MemberToDel_Account":["c"]}}"#;
    let query = explain::read(body).unwrap();
    assert_eq!((query.user, query.command), (Some(UserId::parse("bob").unwrap()), Endpoint::DeleteGroupMember));
    assert_eq!(query.request, br#"{"GroupId":"g","MemberToDel_Account":["c"]}"#);
    for command in ["get_group_info", "kick", "explain", "nothing"] {
        let body = format!(r#"{{"Command":"{command}","Request":{{}}}}"#);
        assert!(refused(explain::read(body.as_bytes())).1.starts_with("Command must be one of"), "{command}");
    }
    assert_eq!(refused(explain::read(br#"{"Command":"create_group"}"#)).1, "Request is required");
    let check = Check {
        action: Action::Kick,
        kind: Kind::Public,
        place: Place::Inside(Role::Member),
        needed: Some(Place::Inside(Role::Admin)),
        ruled: false,
        given_by: GivenBy::default(),
        masks: None,
        allowed: false,
    };
    let refusal = Failure::new(10007, "no");
    assert_eq!(
        fields(&explain::Explanation::new(Some(&refusal), &[check])),
        r#","Allowed":false,"ResultCode":10007,"ResultInfo":"no","Rules":[{"Action":"kick","Allowed":false,"GroupType":"Public","Place":"member","NeededPlace":"admin"}]}"#
    );
    assert_eq!(fields(&explain::Explanation::new(None, &[])), r#","Allowed":true,"ResultCode":0,"ResultInfo":"","Rules":[]}"#);
}
