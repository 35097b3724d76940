//! The commands about members: bodies, words in two spellings, replies.

use super::refused;
use crate::rest::application::{decide, list as applications};
use crate::rest::group::{modify, transfer};
use crate::rest::member::{
    Each, Partly, add, ban, banned, delete, import, list, modify as modify_member, mute, muted, roles, specified,
};
use crate::rest::{Endpoint, Failure, envelope};
use opentim_domain::group::Member;
use opentim_domain::{
    Application, ApplicationKind, ApplicationState, Field, GroupId, Kind, Millis, MsgFlag, Outcome, Reject, Role, Sanction, Secs,
    Target, UserId,
};

fn user(name: &str) -> UserId {
    UserId::parse(name).unwrap()
}

fn member(name: &str, role: Role) -> Member {
    Member {
        user: user(name),
        role,
        joined_at: Secs(5),
        msg_flag: MsgFlag::QuietUnlessNamed,
        name_card: "card".into(),
        fields: vec![],
        muted_until: Some(Secs(9)),
        unread: 3,
        seat: 7,
    }
}

fn text<T: serde::Serialize>(reply: &T) -> String {
    let done = String::from_utf8(envelope::done(reply, "").unwrap()).unwrap();
    done.strip_prefix(r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0"#).unwrap().to_owned()
}

#[test]
fn a_change_of_a_group_names_only_what_changes() {
    let read = |body: &str| modify::read(body.as_bytes());
    let bare = read(r#"{"GroupId":"g"}"#).unwrap();
    assert_eq!((bare.stand_in, bare.command.patch), (None, Default::default()));
    let all = read(
        r#"{"GroupId":"g","From_Account":"alice","Name":"n","Introduction":"","Notification":"o","FaceUrl":"f","MaxMemberNum":7,
        "ApplyJoinOption":"FreeAccess","InviteJoinOption":"DisableInvite","AppDefinedData":[{"Key":"k","Value":""}],
        "ShutUpAllMember":"On","HistoryMsgBeforeJoin":"Off","EnablePermission":1,"DefaultPermission":3}"#,
    );
    let all = all.unwrap();
    assert_eq!(all.stand_in, Some(user("alice")));
    let patch = all.command.patch;
    assert_eq!((patch.name.as_deref(), patch.introduction.as_deref(), patch.max_members), (Some("n"), Some(""), Some(7)));
    assert_eq!((patch.mute_all, patch.early_history), (Some(true), Some(false)));
    assert_eq!((patch.permission_groups, patch.default_permissions, patch.fields.len()), (Some(true), Some(3), 1));
    assert_eq!(read(r#"{"GroupId":"g","MaxMemberCount":7}"#).unwrap().command.patch.max_members, Some(7));
    assert_eq!(refused(read(r#"{"GroupId":"g","HistoryMsgBeforeJoin":"on"}"#)).0, 10004);
    assert_eq!(refused(read(r#"{"GroupId":"g","From_Account":" "}"#)).0, 10004);
}

#[test]
fn both_spellings_of_mutes_are_understood_and_must_not_contradict() {
    let all =
        |fields: &str| modify::read(format!(r#"{{"GroupId":"g",{fields}}}"#).as_bytes()).map(|read| read.command.patch.mute_all);
    assert_eq!(all(r#""ShutUpAllMember":"Off""#).unwrap(), Some(false));
    assert_eq!(all(r#""MuteAllMember":"On""#).unwrap(), Some(true));
    assert_eq!(all(r#""MuteAllMember":"On","ShutUpAllMember":"On""#).unwrap(), Some(true));
    assert_eq!(all(r#""MuteAllMember":"","ShutUpAllMember":null"#).unwrap(), None);
    let (number, sentence) = refused(all(r#""MuteAllMember":"On","ShutUpAllMember":"Off""#));
    assert_eq!(number, 10004);
    assert!(sentence.starts_with("ShutUpAllMember and MuteAllMember are two names"), "{sentence}");

    let time = |fields: &str| {
        let read = mute::read(format!(r#"{{"GroupId":"@TGS#_g","Members_Account":["a"],{fields}}}"#).as_bytes())?;
        Ok(match read {
            mute::Request::InGroup(command) => command.secs,
            mute::Request::InTopic(command) => command.secs + 1000,
        })
    };
    assert_eq!(time(r#""ShutUpTime":60"#).unwrap(), 60);
    assert_eq!(time(r#""MuteTime":4294967295"#).unwrap(), u32::MAX);
    assert_eq!(refused(time(r#""MuteTime":60,"ShutUpTime":61"#)).0, 10004);
    let (_, sentence) = refused(time(r#""MuteTime":4294967296"#));
    assert_eq!(sentence, "MuteTime must lie between 0 and 4294967295; 4294967296 was given");
    assert!(refused(time(r#""x":1"#)).1.starts_with("ShutUpTime (or MuteTime) is required"));
    assert_eq!(time(r#""MuteTime":1,"TopicId":"@TGS#_g@TOPIC#_t""#).unwrap(), 1001);
    assert!(refused(time(r#""MuteTime":1,"TopicId":"t""#)).1.starts_with("TopicId must be the id of"));
    assert!(refused(time(r#""MuteTime":1,"TopicId":"@TGS#_h@TOPIC#_t""#)).1.starts_with("TopicId must be a topic of GroupId"));
    let body = r#"{"GroupId":"g","Member_Account":"a","MuteTime":0,"Role":"","MsgFlag":"Discard","NameCard":""}"#;
    let patch = modify_member::read(body.as_bytes()).unwrap().patch;
    assert_eq!(
        (patch.mute_secs, patch.role, patch.msg_flag, patch.name_card.as_deref()),
        (Some(0), None, Some(MsgFlag::Discard), Some(""))
    );
}

#[test]
fn lists_of_accounts_name_the_place_of_a_bad_one() {
    for (outcome, place) in [
        (delete::read(br#"{"GroupId":"g","MemberToDel_Account":["a",""]}"#).map(drop), "MemberToDel_Account[1] must not be empty"),
        (ban::read(br#"{"GroupId":"g","Members_Account":["\u0000"],"Duration":1}"#).map(drop), "Members_Account[0] may hold"),
        (add::read(br#"{"GroupId":"g","MemberList":[{"Member_Account":""}]}"#).map(drop), "MemberList[0].Member_Account must not"),
        (
            import::read(br#"{"GroupId":"g","MemberList":[{"Member_Account":"a","UnreadMsgNum":4294967296}]}"#).map(drop),
            "MemberList[0].UnreadMsgNum must lie between 0 and 4294967295",
        ),
        (roles::read(br#"{"GroupId":"g","User_Account":[]}"#, 2).map(drop), "User_Account is required: name 1 to 2 accounts"),
        (transfer::read(br#"{"GroupId":"g","NewOwner_Account":""}"#).map(drop), "NewOwner_Account must not be empty"),
    ] {
        let (number, sentence) = refused(outcome);
        assert_eq!(number, 10004);
        assert!(sentence.starts_with(place), "{sentence}");
    }
    assert_eq!(refused(roles::read(br#"{"GroupId":"g","User_Account":["a","b","c"]}"#, 2)).0, 10005);
    assert_eq!(refused(specified::read(br#"{"GroupId":"g","Member_List_Account":["a","b","c"]}"#, 2)).0, 10005);
    assert_eq!(refused(add::read(br#"{"GroupId":"\u0001","MemberList":[]}"#)).0, 10015);
}

#[test]
fn an_import_keeps_role_time_and_unread_number() {
    let body = br#"{"GroupId":"g","MemberList":[{"Member_Account":"a","Role":"Admin","JoinTime":5,"UnreadMsgNum":6},{"Member_Account":"b"}]}"#;
    let members = import::read(body).unwrap().members;
    assert_eq!((members[0].role, members[0].joined_at, members[0].unread), (Role::Admin, Some(Secs(5)), 6));
    assert_eq!((members[1].role, members[1].joined_at, members[1].unread), (Role::Member, None, 0));
}

#[test]
fn pages_of_members_go_by_offset_or_by_next() {
    let read = |fields: &str| list::read(format!(r#"{{"GroupId":"g"{fields}}}"#).as_bytes(), 6000);
    let bare = read("").unwrap();
    assert_eq!((bare.limit, bare.skip, bare.after), (6000, 0, None));
    assert!(bare.paged_as(Kind::Community).is_ok());
    let second = read(r#","Limit":100,"Offset":100"#).unwrap();
    assert_eq!((second.limit, second.skip), (100, 100));
    assert!(second.paged_as(Kind::Public).is_ok());
    assert!(refused(second.paged_as(Kind::Community)).1.contains("give the Next of the reply before"));
    assert_eq!(read(r#","Next":"""#).unwrap().after, Some(0));
    assert_eq!(read(r#","Next":"12","Offset":0"#).unwrap().after, Some(12));
    for bad in [
        r#","Next":"x""#,
        r#","Next":"-1""#,
        r#","Next":"+1""#,
        r#","Next":12"#,
        r#","Next":"1","Offset":1"#,
        r#","Next":"99999999999999999999""#,
    ] {
        assert_eq!(refused(read(bad)).0, 10004, "{bad}");
    }
    assert_eq!(refused(read(r#","Limit":6001"#)).0, 10018);
    assert_eq!(read(r#","MemberRoleFilter":["Owner","Admin"]"#).unwrap().roles, [Role::Owner, Role::Admin]);
    let (_, sentence) = refused(read(r#","MemberRoleFilter":["Owner","Boss"]"#));
    assert!(sentence.starts_with("MemberRoleFilter[1] must be one of Owner"), "{sentence}");
}

#[test]
fn rows_of_members_show_what_the_filter_names() {
    let members = [member("a", Role::Admin)];
    let shown = |fields: &str| {
        let query = list::read(format!(r#"{{"GroupId":"g"{fields}}}"#).as_bytes(), 10).unwrap();
        text(&list::Reply { total: 4, members: &members, next: query.after, shown: &query.shown })
    };
    assert_eq!(
        shown(r#","Next":"""#),
        concat!(
            r#","MemberNum":4,"MemberList":[{"Member_Account":"a","Role":"Admin","JoinTime":5,"MsgSeq":0,"MsgFlag":"AcceptNotNotify","#,
            r#""LastSendMsgTime":0,"ShutUpUntil":9,"MuteUntil":9,"NameCard":"card","AppMemberDefinedData":[]}],"Next":""}"#
        )
    );
    assert_eq!(
        shown(r#","Next":"8","MemberInfoFilter":["MuteUntil","NoSuch"]"#),
        r#","MemberNum":4,"MemberList":[{"Member_Account":"a","MuteUntil":9}],"Next":"8"}"#
    );
    let roles = roles::Reply { users: &[user("x"), user("a")], members: &[None, Some(member("a", Role::Owner))] };
    assert_eq!(text(&roles), r#","UserIdList":[{"Member_Account":"x","Role":"NotMember"},{"Member_Account":"a","Role":"Owner"}]}"#);
}

#[test]
fn a_partial_success_is_told_and_a_whole_one_is_as_documented() {
    let targets = [Target::new(&user("a"), Outcome::Done), Target::new(&user("b"), Outcome::Already)];
    assert_eq!(text(&Partly::new(&targets)), "}");
    let list = r#","MemberList":[{"Member_Account":"a","Result":1},{"Member_Account":"b","Result":2}]}"#;
    assert_eq!(text(&Each { targets: &targets }), list);
    let targets = [Target::new(&user("a"), Outcome::Failed), Target::new(&user("b"), Outcome::Done)];
    assert_eq!(
        text(&Partly::new(&targets)),
        r#","MemberList":[{"Member_Account":"a","Result":0},{"Member_Account":"b","Result":1}]}"#
    );
}

#[test]
fn lists_of_sanctions_answer_by_command() {
    let group = GroupId::parse("g").unwrap();
    let rows = [Sanction { muted_until: Some(Secs(7)), banned_until: Some(Secs(8)), ..Sanction::none(user("a")) }];
    let reply = |spelling| text(&muted::Reply { group: &group, rows: &[(user("a"), Secs(7))], spelling });
    assert_eq!(reply(muted::Spelling::Shutted), r#","GroupId":"g","ShuttedUinList":[{"Member_Account":"a","ShuttedUntil":7}]}"#);
    assert_eq!(reply(muted::Spelling::Muted), r#","GroupId":"g","MutedAccountList":[{"Member_Account":"a","MutedUntil":7}]}"#);
    let query = banned::read(br#"{"GroupId":"g","Limit":1,"Offset":5}"#, 100).unwrap();
    let banned = |more| text(&banned::Reply::new(&query, &rows, more));
    assert_eq!(banned(true), r#","BannedAccountList":[{"Member_Account":"a","BannedUntil":8}],"NextOffset":6}"#);
    assert_eq!(banned(false), r#","BannedAccountList":[{"Member_Account":"a","BannedUntil":8}],"NextOffset":0}"#);
    for limit in [0, 101] {
        let refusal = banned::read(format!(r#"{{"GroupId":"g","Limit":{limit},"Offset":0}}"#).as_bytes(), 100);
        assert_eq!(refused(refusal).1, format!("Limit must lie between 1 and 100; {limit} was given"));
    }
}

#[test]
fn rules_refuse_in_the_names_of_the_command() {
    let words = |endpoint, reject: Reject| Failure::of(endpoint, &reject).text;
    let crowd = || Reject::TooManyAccounts { limit: 1, given: 2 };
    assert!(words(Endpoint::AddGroupMember, crowd()).starts_with("MemberList names too many"));
    assert!(words(Endpoint::DeleteGroupMember, crowd()).starts_with("MemberToDel_Account names too many"));
    assert!(words(Endpoint::ForbidSendMsg, crowd()).starts_with("Members_Account names too many"));
    let long = || Reject::TooLong { field: Field::Reason, limit: 1, given: 2 };
    assert!(words(Endpoint::DeleteGroupMember, long()).starts_with("Reason is too long"));
    assert!(words(Endpoint::BanGroupMember, long()).starts_with("Description is too long"));
    let card = Reject::TooLong { field: Field::NameCard, limit: 1, given: 2 };
    assert!(words(Endpoint::ModifyGroupMemberInfo, card).starts_with("NameCard is too long"));
}

#[test]
fn decisions_on_applications_name_each_and_the_word() {
    let read =
        |fields: &str| decide::read(format!(r#"{{"GroupId":"g","MemberList":[{fields}],"HandleAction":"Agree"}}"#).as_bytes());
    let request = read(r#"{"Member_Account":"a","ApplyTime":5},{"Member_Account":"b"}"#).unwrap();
    assert_eq!(request.command.applications, [(user("a"), Some(Millis(5))), (user("b"), None)]);
    assert!(request.command.accept && request.stand_in.is_none());
    assert!(refused(read(r#"{"Member_Account":""}"#)).1.starts_with("MemberList[0].Member_Account"));
    let unknown = decide::read(br#"{"GroupId":"g","MemberList":[],"HandleAction":"Yes"}"#);
    assert!(refused(unknown).1.starts_with("HandleAction must be one of Agree, Reject"));
    let query = applications::read(br#"{"From_Account":"a","Next":9}"#, 100).unwrap();
    assert_eq!((query.limit, query.before), (100, Some(Millis(9))));
    assert_eq!(refused(applications::read(br#"{"From_Account":"a","Limit":101}"#, 100)).0, 10018);
}

#[test]
fn applications_are_shown_with_their_state() {
    let open = Application {
        user: user("a"),
        kind: ApplicationKind::Join,
        inviter: None,
        at: Millis(5),
        message: "please".into(),
        state: ApplicationState::Open,
    };
    let state = ApplicationState::Decided { accepted: false, by: user("o"), reason: "no".into(), at: Millis(7) };
    let decided = Application { kind: ApplicationKind::Approval, inviter: Some(user("i")), state, ..open.clone() };
    let group = GroupId::parse("g").unwrap();
    let rows = [(group.clone(), open), (group, decided)];
    assert_eq!(
        text(&applications::Reply { unread: 1, rows: &rows, next: 5 }),
        concat!(
            r#","UnreadNum":1,"ApplicationList":[{"GroupId":"g","Member_Account":"a","ApplyType":"Join","Inviter_Account":"","#,
            r#""ApplyTime":5,"ApplyMsg":"please","State":"Open"},{"GroupId":"g","Member_Account":"a","ApplyType":"Approval","#,
            r#""Inviter_Account":"i","ApplyTime":5,"ApplyMsg":"please","State":"Rejected","Handler_Account":"o","HandleMsg":"no","#,
            r#""HandleTime":7}],"Next":5}"#
        )
    );
}
