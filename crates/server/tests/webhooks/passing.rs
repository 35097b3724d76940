//! What is told once: presence in live groups, full groups, alarms.

use super::*;

#[test]
fn presence_in_live_groups_is_told_while_it_lasts() {
    let receiver = Receiver::start();
    let hooked = Hooked::start("presence", &receiver.url(), "events = [\"OnMemberStateChange\"]");
    hooked.done("create_group", &json!({ "Type": "AVChatRoom", "GroupId": "show", "Name": "n" }));
    let stream = TcpStream::connect(hooked.process().address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut bob = socket::open(stream, &[]).unwrap();
    assert_eq!(bob.log_in(&socket::login("bob"))["t"], "welcome");
    let joined = bob.call("TIMGroupJoin", &json!({ "groupId": "show", "helloMsg": "" }));
    assert_eq!(joined["body"]["code"], 0, "{joined}");
    let here = receiver.wait_for("OnMemberStateChange", 1);
    assert_eq!(
        (&here[0]["EventType"], &here[0]["Type"], &here[0]["GroupId"]),
        (&json!("Online"), &json!("AVChatRoom"), &json!("show"))
    );
    assert_eq!(here[0]["MemberList"], json!([{ "Member_Account": "bob" }]));
    drop(bob);
    let gone = receiver.wait_for("OnMemberStateChange", 2);
    assert_eq!((&gone[1]["EventType"], &gone[1]["MemberList"]), (&json!("Offline"), &here[0]["MemberList"]));
}

#[test]
fn a_group_that_is_full_is_told_when_it_becomes_so_and_when_somebody_finds_it_so() {
    let receiver = Receiver::start();
    let hooked = Hooked::start("full", &receiver.url(), "events = [\"AfterGroupFull\"]");
    let group = json!({ "Type": "Public", "Name": "n", "GroupId": "g", "Owner_Account": "ada", "MaxMemberCount": 2, "ApplyJoinOption": "FreeAccess" });
    hooked.done("create_group", &group);
    hooked.done("add_group_member", &json!({ "GroupId": "g", "MemberList": [{ "Member_Account": "bob" }] }));
    let filled = receiver.wait_for("AfterGroupFull", 1);
    assert!(filled[0]["EventId"].is_string(), "{filled:?}");
    let stream = TcpStream::connect(hooked.process().address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut eve = socket::open(stream, &[]).unwrap();
    assert_eq!(eve.log_in(&socket::login("eve"))["t"], "welcome");
    assert_eq!(eve.call("TIMGroupJoin", &json!({ "groupId": "g", "helloMsg": "" }))["body"]["code"], 10014);
    let found = receiver.wait_for("AfterGroupFull", 2);
    assert_eq!((&found[1]["GroupId"], found[1].get("EventId")), (&json!("g"), None));
}

#[test]
fn quotas_and_rates_alarm_before_and_when_they_are_used_up() {
    let receiver = Receiver::start();
    let hooks =
        format!("[app.webhooks]\nurl = \"{}\"\nevents = [\"OnDailyGroupQuotaAlarm\", \"Alert.RequestOverLimit\"]", receiver.url());
    let hooked = Hooked::start_as("alarms", &format!("{hooks}\n[app.limits]\ndaily_new_groups = 5\nlist_calls_per_second = 1"));
    for group in 0..4 {
        hooked.create(&format!("g{group}"));
    }
    let near = receiver.wait_for("OnDailyGroupQuotaAlarm", 1);
    assert_eq!((&near[0]["QuotaUsed"], &near[0]["Quota"]), (&json!(4), &json!(5)));
    hooked.create("g4");
    let used = receiver.wait_for("OnDailyGroupQuotaAlarm", 2);
    assert_eq!(used[1]["QuotaUsed"], 5);
    let over = hooked.call("create_group", &json!({ "Type": "Public", "Name": "n" }));
    assert_refused(&over, 10006, "5");
    let refused = (0..50).find(|_| hooked.call("get_appid_group_list", &json!({}))["ErrorCode"] == 10006);
    assert!(refused.is_some());
    let alarm = |receiver: &Receiver| receiver.taken().into_iter().find(|body| body["CallbackCommand"] == "Alert.RequestOverLimit");
    receiver.until(|receiver| alarm(receiver).is_some());
    let alarm = alarm(&receiver).unwrap();
    assert_eq!((&alarm["ServiceName"], &alarm["Command"]), (&json!("group_open_http_svc"), &json!("get_appid_group_list")));
    assert_eq!(alarm["Limit"], 1);
}
