//! Frames there and back, and what is no frame.

use super::*;
use opentim_domain::{GroupId, InviteOption, Policy};

fn login(more: &str) -> String {
    format!(r#"{{"t":"login","v":1,"sdkappid":1400000000,"user":"alice","usersig":"eJw","dialect":"sdk"{more}}}"#)
}

fn refused(text: &str) -> BadFrame {
    ClientFrame::decode(text).expect_err(text)
}

fn again(text: &str) -> String {
    ClientFrame::decode(text).expect(text).encode()
}

fn group(id: &str) -> GroupId {
    GroupId::parse(id).unwrap()
}

#[test]
fn client_frames_are_written_as_they_were_read() {
    for text in [
        login(""),
        login(
            r#","instance":"phone","client":"x/1","resume":"tok","cursors":{"notices":4,"groups":{"@TGS#1":7}},"rooms":["live"]"#,
        ),
        r#"{"t":"call","id":7,"op":"abc","method":"TIMGroupCreate","arg":{"z":1,"a":[1.50]}}"#.to_owned(),
        r#"{"t":"call","id":0,"method":"TIMGroupGetJoinedGroupList"}"#.to_owned(),
        r#"{"t":"sync","id":2,"known":{"g":"1.2"}}"#.to_owned(),
        r#"{"t":"ack","seq":9}"#.to_owned(),
        r#"{"t":"ping","n":1}"#.to_owned(),
        r#"{"t":"ping"}"#.to_owned(),
        r#"{"t":"logout"}"#.to_owned(),
    ] {
        assert_eq!(again(&text), text);
    }
}

#[test]
fn server_frames_are_written_as_they_were_read() {
    for text in [
        r#"{"t":"welcome","v":1,"user":"alice","session":"s1","token":"t","time":5,"heartbeat":30,"ack_every":64,"limits":{"frame":1048576,"in_flight":1000},"cursors":{"notices":0,"groups":{}},"resumed":false}"#,
        r#"{"t":"reply","id":7,"body":{"code":0}}"#,
        r#"{"t":"event","seq":1,"name":"group_tips","group":"g","number":3,"body":{"x":1}}"#,
        r#"{"t":"event","seq":2,"name":"new_messages","notice":3,"body":[]}"#,
        r#"{"t":"refresh","seq":3,"groups":{"g":900},"notices":8}"#,
        r#"{"t":"synced","seq":4,"gone":["h"]}"#,
        r#"{"t":"synced","seq":4}"#,
        r#"{"t":"pong","n":1}"#,
        r#"{"t":"drain","desc":"x"}"#,
        r#"{"t":"end","code":6208,"desc":"x"}"#,
        r#"{"t":"error","code":9507,"desc":"x","id":4}"#,
    ] {
        assert_eq!(ServerFrame::decode(text).expect(text).encode(), text);
    }
}

#[test]
fn an_event_is_spliced_around_its_body() {
    let place = Place { group: Some(group("g\"1")), number: Some(5), notice: None };
    let text = event(17, EventName::GroupTips, &place, r#"{"a":[1]}"#);
    let Ok(ServerFrame::Event(read)) = ServerFrame::decode(&text) else { panic!("{text}") };
    assert_eq!((read.seq, read.name, read.place(), read.body.get()), (17, EventName::GroupTips, place, r#"{"a":[1]}"#));
    let nowhere = event(1, EventName::NewMessages, &Place::default(), "[]");
    assert_eq!(nowhere, r#"{"t":"event","seq":1,"name":"new_messages","body":[]}"#);
}

#[test]
fn a_reply_is_spliced_around_its_body() {
    assert_eq!(reply(3, "3"), r#"{"t":"reply","id":3,"body":3}"#);
}

#[test]
fn null_and_unknown_fields_are_as_if_not_given() {
    let text = login(r#","resume":null,"cursors":null,"policy":null,"colour":{"deep":[1]}"#);
    assert_eq!(again(&text), login(""));
    assert_eq!(again(r#"{"t":"call","id":1,"method":"x","arg":null,"op":null}"#), r#"{"t":"call","id":1,"method":"x"}"#);
}

#[test]
fn what_is_no_json_object_is_refused_with_minus_3() {
    for text in ["", "hello", "{", "[]", "3", "null", "\"login\"", r#"{"t":"ping"} x"#, "[1,2]"] {
        assert_eq!(refused(text).code, -3, "{text}");
    }
    let deep = format!(r#"{{"t":"call","id":1,"method":"x","arg":{}1{}}}"#, "[".repeat(128), "]".repeat(128));
    assert!(refused(&deep).desc.contains("more than 128 levels"));
    let deep = format!(r#"{{"t":"call","id":1,"method":"x","arg":{}1{}}}"#, "[".repeat(127), "]".repeat(127));
    assert!(ClientFrame::decode(&deep).is_ok());
}

#[test]
fn unknown_frames_and_versions_are_refused_with_7013() {
    assert_eq!(refused(r#"{"t":"subscribe"}"#).code, 7013);
    assert_eq!(refused(r#"{"t":"welcome"}"#).code, 7013);
    assert_eq!(refused(r#"{"t":"login","v":2,"shape":"of the future"}"#).code, 7013);
    assert!(ServerFrame::decode(r#"{"t":"login"}"#).is_err());
}

#[test]
fn a_bad_field_is_named() {
    let cases = [
        (login("").replace("alice", &"a".repeat(33)), 7003, "login.user: has 33 bytes, at most 32 are allowed"),
        (login("").replace("alice", " "), 7003, "login.user: must not be blank"),
        (login("").replace("1400000000", "0"), 6017, "login.sdkappid: must lie between 1 and 9007199254740991; 0 was given"),
        (login("").replace("\"sdk\"", "\"web\""), 6017, "login.dialect: unknown variant `web`"),
        (login(r#","cursors":{"notices":-1}"#), 6017, "login.cursors.notices: invalid value"),
        (login(r#","cursors":{"groups":{"":1}}"#), 6017, "must not be blank"),
        (login(r#","instance":7"#), 6017, "login.instance: invalid type"),
        (login(&format!(r#","instance":"{}""#, "i".repeat(65))), 6017, "login.instance: has 65 bytes, at most 64 are allowed"),
        (
            login(&format!(r#","rooms":[{}"g"]"#, r#""g","#.repeat(64))),
            6017,
            "login.rooms: names 65 groups, at most 64 are allowed",
        ),
        (r#"{"t":"ack"}"#.to_owned(), 6017, "missing field `seq`"),
        (r#"{"t":3}"#.to_owned(), 6017, "invalid type"),
        (r#"{"x":3}"#.to_owned(), 6017, "t is required"),
        (r#"{"t":"ping","t":"ack"}"#.to_owned(), 6017, "duplicate field `t`"),
    ];
    for (text, code, desc) in cases {
        let bad = refused(&text);
        assert!(bad.code == code && bad.desc.contains(desc), "{bad:?} for {text}");
        assert_eq!(bad.id, None);
    }
}

#[test]
fn a_bad_request_names_its_number() {
    for (text, desc) in [
        (r#"{"t":"call","id":5,"method":3}"#, "call.method: invalid type"),
        (r#"{"t":"call","id":5,"op":"","method":"x"}"#, "call.op: must be 1 to 48 bytes"),
        (r#"{"t":"call","id":5,"op":"é","method":"x"}"#, "call.op: must be 1 to 48 bytes"),
        (r#"{"t":"sync","id":5,"known":{"g":7}}"#, "sync.known"),
    ] {
        let bad = refused(text);
        assert!(bad.id == Some(5) && bad.desc.contains(desc), "{bad:?}");
    }
    assert_eq!(refused(r#"{"t":"call","id":9007199254740992,"method":"x"}"#).id, None);
}

#[test]
fn only_methods_that_use_a_session_can_be_called() {
    let uses = |method: &str| {
        let text = format!(r#"{{"t":"call","id":1,"method":"{method}"}}"#);
        let Ok(ClientFrame::Call(call)) = ClientFrame::decode(&text) else { panic!("{text}") };
        call.uses().map(|(method, _)| method.name).map_err(|bad| (bad.code, bad.id))
    };
    assert_eq!(uses("TIMGroupCreate"), Ok("TIMGroupCreate"));
    for name in ["TIMInit", "TIMLogin", "TIMGetSDKVersion", "TIMMsgSendMessage", "toString", ""] {
        assert_eq!(uses(name), Err((7013, Some(1))), "{name}");
    }
}

#[test]
fn too_many_groups_are_refused() {
    let many = |most: usize| (0..most).map(|at| format!(r#""g{at}":1"#)).collect::<Vec<_>>().join(",");
    let text = login(&format!(r#","cursors":{{"groups":{{{}}}}}"#, many(MOST_GROUPS)));
    assert!(text.len() < MOST_LOGIN_BYTES, "as many as are allowed fit");
    assert!(ClientFrame::decode(&text).is_ok());
    assert!(refused(&login(&format!(r#","cursors":{{"groups":{{{}}}}}"#, many(MOST_GROUPS + 1)))).desc.contains("at most 10000"));
}

#[test]
fn a_server_names_as_many_groups_as_there_are() {
    let many = (0..=MOST_GROUPS).map(|at| format!(r#""g{at}":1"#)).collect::<Vec<_>>().join(",");
    let rest =
        r#""session":"s","token":"t","time":5,"heartbeat":30,"ack_every":64,"limits":{"frame":1,"in_flight":1},"resumed":false"#;
    let welcome = format!(r#"{{"t":"welcome","v":1,"user":"alice",{rest},"cursors":{{"notices":4,"groups":{{{many}}}}}}}"#);
    let Ok(ServerFrame::Welcome(welcome)) = ServerFrame::decode(&welcome) else { panic!("{welcome}") };
    assert_eq!(welcome.cursors.groups.len(), MOST_GROUPS + 1, "others put users into groups: nobody is locked out by that");
    assert!(ServerFrame::decode(&format!(r#"{{"t":"refresh","seq":1,"groups":{{{many}}}}}"#)).is_ok());
}

#[test]
fn secrets_are_not_in_refusals_and_logs() {
    let secret = "s3cret".repeat(2000);
    assert!(!refused(&login("").replace("eJw", &secret)).desc.contains("s3cret"));
    let text = login(r#","resume":"s3cret""#).replace("eJw", "s3cret");
    let Ok(ClientFrame::Login(login)) = ClientFrame::decode(&text) else { panic!() };
    assert!(!format!("{login:?}").contains("s3cret"));
}

#[test]
fn choices_survive_the_way() {
    let policy = Policy { admins_kick: false, invite_default: InviteOption::Free, ..Policy::RECOMMENDED };
    let options = serde_json::to_string(&crate::sdk::base::PolicyOptions::from(&policy)).unwrap();
    let text = login(&format!(r#","policy":{options}"#));
    let Ok(ClientFrame::Login(login)) = ClientFrame::decode(&text) else { panic!("{text}") };
    assert_eq!(login.policy.unwrap().policy(), Ok(policy));
}
