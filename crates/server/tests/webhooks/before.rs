//! What the back end is asked.

use super::*;

fn create(group: &str) -> Value {
    json!({ "Type": "Public", "Name": "n", "GroupId": group, "Owner_Account": "ada", "MemberList": [{ "Member_Account": "bob" }] })
}

#[test]
fn a_back_end_is_asked_once_per_command_and_only_about_what_would_be_done() {
    let receiver = Receiver::start();
    let hooked = Hooked::start("asked", &receiver.url(), "events = [\"BeforeCreateGroup\", \"BeforeApplyJoinGroup\"]");
    hooked.create("first");
    hooked.done("create_group", &create("one"));
    let log = receiver.log();
    assert_eq!(log.len(), 2, "{log:?}");
    let url = log[1]["url"].as_str().unwrap();
    let known = format!("/hooks?SdkAppid={APP}&CallbackCommand=Group.CallbackBeforeCreateGroup&contenttype=json");
    assert_eq!(url, format!("{known}&ClientIP=127.0.0.1&OptPlatform=RESTAPI"));
    let body = &log[1]["body"];
    assert_eq!((&body["Operator_Account"], &body["Owner_Account"]), (&json!(ADMIN), &json!("ada")));
    assert_eq!((&body["CreateGroupNum"], &body["CreatedGroupNum"]), (&json!(1), &json!({ "Public": 1 })));
    assert_eq!(body["MemberList"], json!([{ "Member_Account": "bob" }]));
    // What is refused anyway is not asked about; nor is what is switched off, nor an import.
    assert_refused(&hooked.call("create_group", &create("one")), 10025, "in use");
    hooked.done("add_group_member", &json!({ "GroupId": "one", "MemberList": [{ "Member_Account": "eve" }] }));
    hooked.done("import_group", &json!({ "Type": "Public", "Name": "n", "GroupId": "imported" }));
    assert_eq!(receiver.log().len(), 2);
}

#[test]
fn its_verdict_counts() {
    let receiver = Receiver::start();
    let hooked = Hooked::start("verdict", &receiver.url(), "");
    let refusal = |code: i64| json!({ "ActionStatus": "FAIL", "ErrorCode": code, "ErrorInfo": "not on Sundays" });
    for (answered, code) in [(1, 10016), (10100, 10100), (10150, 10150), (10200, 10200), (10201, 10016), (-5, 10016)] {
        receiver.answer(refusal(answered));
        assert_refused(&hooked.call("create_group", &create("one")), code, "not on Sundays");
    }
    receiver.answer(json!({ "ActionStatus": "OK", "ErrorCode": 0 }));
    hooked.done("create_group", &create("one"));
    receiver.answer(json!({ "ActionStatus": "OK", "ErrorCode": 0, "RefusedMembers_Account": ["eve", "nobody"] }));
    let named = json!([{ "Member_Account": "eve" }, { "Member_Account": "cat" }]);
    let added = hooked.call("add_group_member", &json!({ "GroupId": "one", "MemberList": named }));
    assert_eq!(added["MemberList"], json!([{ "Member_Account": "eve", "Result": 0 }, { "Member_Account": "cat", "Result": 1 }]));
}

#[test]
fn who_cannot_be_asked_is_passed_over_or_stops_it_as_it_is_set() {
    let receiver = Receiver::start();
    for (set, code) in [("allow", 0), ("refuse", 10016)] {
        let more = format!("timeout_ms = 300\non_failure = \"{set}\"\nevents = [\"BeforeCreateGroup\"]");
        let hooked = Hooked::start(&format!("failing-{set}"), &receiver.url(), &more);
        for mode in ["slow", "failing", "garbage", "endless", "redirect", "reset", "cut"] {
            receiver.behave(mode);
            let reply = hooked.call("create_group", &create(mode));
            assert_eq!(reply["ErrorCode"], code, "{mode}: {reply}");
            assert_eq!(words(&reply).contains("the app's back end must be asked first"), code != 0, "{mode}: {reply}");
        }
        receiver.behave("ok");
        hooked.done("create_group", &create("ok"));
        let asked = receiver.log();
        assert!(
            asked.iter().all(|sent| sent["url"].as_str().unwrap().starts_with("/hooks?")),
            "no redirect is followed: {asked:?}"
        );
    }
    let port = receiver.kill();
    let nobody = Hooked::start("nobody", &format!("http://127.0.0.1:{port}/"), "on_failure = \"refuse\"");
    assert_refused(&nobody.call("create_group", &create("one")), 10016, "no connection to it");
}

#[test]
fn an_answer_is_kept_under_the_operation_id_with_the_command() {
    let receiver = Receiver::start();
    let hooked = Hooked::start("kept", &receiver.url(), "events = [\"BeforeCreateGroup\"]");
    let target = format!("{}&operation_id=once", target("create_group"));
    let body = create("one").to_string();
    for _ in 0..3 {
        assert_done(&hooked.process().call(&target, body.as_bytes()));
    }
    assert_eq!(receiver.log().len(), 1);
}
