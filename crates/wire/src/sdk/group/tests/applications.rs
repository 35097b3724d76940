use super::{code, group, request, said, user};
use crate::sdk::Failure;
use crate::sdk::group::{
    GroupPendency, PendenciesFound, handle_pendencies, handle_pendency, handled_pendencies, pendencies_asked, pendencies_found,
    pendencies_read,
};
use crate::sdk::user::Accounts;
use opentim_domain::{Application, ApplicationKind, ApplicationState, Limits, Millis};
use serde_json::{Value, json};

const LIMITS: Limits = Limits::RECOMMENDED;
const NOW: Millis = Millis(1_700_000_100_000);

fn application(kind: ApplicationKind, state: ApplicationState) -> Application {
    let inviter = (kind != ApplicationKind::Join).then(|| user("ida"));
    Application { user: user("bob b"), kind, inviter, at: Millis(1_700_000_000_123), message: "您好".to_owned(), state }
}

fn decided(by: &str, accepted: bool) -> ApplicationState {
    ApplicationState::Decided { accepted, by: user(by), reason: "welcome".to_owned(), at: Millis(1_700_000_000_999) }
}

/// The application as `alice` sees it.
fn shown(application: Application, limits: &Limits) -> Value {
    let rows = [(group("g 1"), application)];
    let found = PendenciesFound { rows: &rows, next: None, read_up_to: Millis(0), unread: 1, accounts: &Accounts::new() };
    let found = pendencies_found(found, &user("alice"), NOW, limits);
    serde_json::to_value(found).unwrap()["group_pendency_result_pendency_array"][0].clone()
}

#[test]
fn an_application_is_shown_complete() {
    let expected = json!({
        "group_pendency_group_id": "g 1", "group_pendency_form_identifier": "bob b", "group_pendency_from_nick_name": "",
        "group_pendency_from_face_url": "", "group_pendency_to_identifier": "", "group_pendency_add_time": 1_700_000_000_123_u64,
        "group_pendency_pendency_type": 0, "group_pendency_handled": 0, "group_pendency_handle_result": 0,
        "group_pendency_apply_invite_msg": "您好", "group_pendency_form_user_defined_data": "", "group_pendency_approval_msg": "",
        "group_pendency_to_user_defined_data": "", "group_pendency_key": "", "group_pendency_authentication": "",
        "group_pendency_self_identifier": "alice",
    });
    assert_eq!(shown(application(ApplicationKind::Join, ApplicationState::Open), &LIMITS), expected);
}

#[test]
fn an_invitation_says_who_invites_whom() {
    for (kind, number) in [(ApplicationKind::Consent, 1), (ApplicationKind::Approval, 2)] {
        let shown = shown(application(kind, ApplicationState::Open), &LIMITS);
        assert_eq!(shown["group_pendency_form_identifier"], "ida");
        assert_eq!(shown["group_pendency_to_identifier"], "bob b");
        assert_eq!(shown["group_pendency_pendency_type"], number);
    }
}

#[test]
fn a_decided_one_says_by_whom_and_how() {
    let state = |by, accepted| {
        let shown = shown(application(ApplicationKind::Join, decided(by, accepted)), &LIMITS);
        assert_eq!(shown["group_pendency_approval_msg"], "welcome");
        (shown["group_pendency_handled"].clone(), shown["group_pendency_handle_result"].clone())
    };
    assert_eq!(state("alice", true), (json!(2), json!(1)));
    assert_eq!(state("carol", false), (json!(1), json!(0)));
}

#[test]
fn one_that_is_too_old_is_shown_as_handled() {
    let limits = Limits { application_secs: Some(10), ..LIMITS };
    let open = application(ApplicationKind::Join, ApplicationState::Open);
    assert_eq!(shown(open.clone(), &limits)["group_pendency_handled"], 1);
    assert_eq!(shown(open, &LIMITS)["group_pendency_handled"], 0);
}

#[test]
fn pages_begin_with_0_and_end_with_0() {
    let asked = |params: Value| pendencies_asked(&request("TIMGroupGetPendencyList", &json!({ "params": params })));
    let first = asked(json!({})).unwrap();
    assert_eq!((first.before, first.limit), (None, 20));
    let next = asked(json!({ "group_pendency_option_start_time": 5, "group_pendency_option_max_limited": 7 })).unwrap();
    assert_eq!((next.before, next.limit), (Some(Millis(5)), 7));
    let huge = asked(json!({ "group_pendency_option_start_time": "0", "group_pendency_option_max_limited": 4_294_967_295_u32 }));
    assert_eq!(huge.map(|page| (page.before, page.limit)), Ok((None, 1000)));
    assert_eq!(said(asked(json!({ "group_pendency_option_start_time": -1 }))).0, 10004);
    assert_eq!(code("TIMGroupGetPendencyList", &json!({})), -4);
    assert_eq!(code("TIMGroupGetPendencyList", &json!({ "params": [] })), -3);
    let found = PendenciesFound { rows: &[], next: Some(Millis(9)), read_up_to: Millis(8), unread: 3, accounts: &Accounts::new() };
    let answer = serde_json::to_value(pendencies_found(found, &user("alice"), NOW, &LIMITS)).unwrap();
    assert_eq!(
        answer,
        json!({ "group_pendency_result_next_start_time": 9, "group_pendency_result_read_time_seq": 8,
            "group_pendency_result_unread_num": 3, "group_pendency_result_pendency_array": [] })
    );
}

#[test]
fn a_read_report_is_in_seconds_or_milliseconds() {
    let up_to = |time: Value| {
        let request = request("TIMGroupReportPendencyReaded", &json!({ "timeStamp": time, "data": 5 }));
        pendencies_read(&request, user("alice")).map(|command| command.up_to.0)
    };
    assert_eq!(up_to(json!(0)), Ok(0));
    assert_eq!(up_to(json!(1_700_000_000)), Ok(1_700_000_000_999), "the whole second");
    assert_eq!(up_to(json!(99_999_999_999_u64)), Ok(99_999_999_999_999));
    assert_eq!(up_to(json!(1_700_000_000_123_u64)), Ok(1_700_000_000_123));
    assert_eq!(up_to(json!("18446744073709551615")), Ok(u64::MAX));
    assert_eq!(up_to(json!(-1)).map_err(|failure| failure.code), Err(10004));
    assert_eq!(code("TIMGroupReportPendencyReaded", &json!({})), -4);
}

#[test]
fn an_entry_goes_back_as_it_came() {
    for kind in [ApplicationKind::Join, ApplicationKind::Consent, ApplicationKind::Approval] {
        let entry = shown(application(kind, ApplicationState::Open), &LIMITS);
        let params = json!({ "group_handle_pendency_param_is_accept": true, "group_handle_pendency_param_handle_msg": "ok",
            "group_handle_pendency_param_pendency": entry });
        let command = handle_pendency(&request("TIMGroupHandlePendency", &json!({ "params": params }))).unwrap();
        assert_eq!(command.group, group("g 1"));
        assert_eq!(command.applications, [(user("bob b"), Some(Millis(1_700_000_000_123)))]);
        assert_eq!((command.accept, command.reason.as_str()), (true, "ok"));
    }
}

#[test]
fn an_entry_without_its_parts_is_refused_with_words() {
    let handle = |entry: Value| {
        let params = json!({ "group_handle_pendency_param_pendency": entry });
        handle_pendency(&request("TIMGroupHandlePendency", &json!({ "params": params })))
    };
    let least = json!({ "group_pendency_group_id": "g", "group_pendency_form_identifier": "bob" });
    let command = handle(least).unwrap();
    assert_eq!((command.accept, command.applications[0].1), (false, None));
    assert_eq!(said(handle(json!({}))).0, 10015);
    let (code_, desc) = said(handle(json!({ "group_pendency_group_id": "g" })));
    assert_eq!((code_, desc.starts_with("group_pendency_form_identifier must not be empty")), (10004, true), "{desc}");
    let entry =
        json!({ "group_pendency_group_id": "g", "group_pendency_form_identifier": "bob", "group_pendency_pendency_type": 1 });
    assert!(said(handle(entry)).1.starts_with("group_pendency_to_identifier must not be empty"));
    let entry = json!({ "group_pendency_group_id": "g", "group_pendency_pendency_type": 3 });
    assert_eq!(said(handle(entry)).1, "group_pendency_pendency_type must be 0, 1 or 2, the number 3 was given");
    assert_eq!(said(handle(json!("x"))).0, 10004);
    assert_eq!(code("TIMGroupHandlePendency", &json!({ "params": {} })), -3);
}

#[test]
fn several_entries_become_one_command_for_each_group() {
    let entry = |group: &str, user: &str, at: u64| json!({ "group_pendency_group_id": group, "group_pendency_form_identifier": user, "group_pendency_add_time": at });
    let handle = |entries: Value| {
        let params = json!({ "group_handle_pendency_list_param_is_accept": true,
            "group_handle_pendency_list_param_pendency_array": entries });
        handle_pendencies(&request("opentimGroupHandlePendencyList", &json!({ "params": params })), &LIMITS)
    };
    let list = handle(json!([entry("g 1", "a", 1), entry("g 2", "a", 2), entry("g 1", "b", 3)])).unwrap();
    let commands: Vec<_> = list.commands.iter().map(|command| (command.group.as_str(), command.applications.clone())).collect();
    let at = |time| Some(Millis(time));
    assert_eq!(commands, [("g 1", vec![(user("a"), at(1)), (user("b"), at(3))]), ("g 2", vec![(user("a"), at(2))])]);
    let entries = [(group("g 1"), user("a"), at(1)), (group("g 2"), user("a"), at(2)), (group("g 1"), user("b"), at(3))];
    assert_eq!(list.entries, entries);
    let twice = handle(json!([entry("g", "a", 1), entry("g", "a", 2), entry("g", "a", 1), entry("g", "b", 3)])).unwrap();
    let commands: Vec<_> = twice.commands.into_iter().map(|command| command.applications).collect();
    let repeated = vec![(user("a"), at(1)), (user("a"), at(1)), (user("b"), at(3))];
    assert_eq!(commands, [repeated, vec![(user("a"), at(2))]], "what is said of one application is not said of another");
    assert_eq!(said(handle(json!([]))).0, 10004);
    let many: Vec<Value> = (0..101).map(|number| entry("g", &number.to_string(), 1)).collect();
    assert_eq!(said(handle(json!(many))).0, 10005);
    let (code, desc) = said(handle(json!([entry("g", "a", 1), entry("g", "群", 1)])));
    let place = "group_handle_pendency_list_param_pendency_array[1]: group_pendency_form_identifier may hold printable ASCII";
    assert!(code == 10004 && desc.starts_with(place), "{desc}");
}

#[test]
fn each_of_several_entries_has_its_own_answer() {
    let outcomes = vec![
        (group("g"), user("a"), Ok(())),
        (group("g"), user("b"), Err(Failure::new(10024, "handled before"))),
        (group("h"), user("c"), Err(Failure::new(10007, "no"))),
    ];
    let answers = serde_json::to_value(handled_pendencies(outcomes)).unwrap();
    let results: Vec<(&Value, &Value)> = answers
        .as_array()
        .unwrap()
        .iter()
        .map(|answer| (&answer["group_handle_pendency_result_result"], &answer["group_handle_pendency_result_code"]))
        .collect();
    assert_eq!(results, [(&json!(1), &json!(0)), (&json!(2), &json!(10024)), (&json!(0), &json!(10007))]);
    assert_eq!(answers[2]["group_handle_pendency_result_desc"], "no");
}

#[test]
fn an_entry_reads_what_it_writes() {
    let entry = shown(application(ApplicationKind::Join, ApplicationState::Open), &LIMITS);
    let read: GroupPendency = serde_json::from_value(entry.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), entry);
}
