use super::{group, known, user};
use crate::sdk::event::removed_from;
use crate::sdk::event::{Known, Report, messages_text};
use opentim_domain::{MsgFlag, Notice, Role, Secs, UserId};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn message(notice: &Notice, by: Option<&UserId>, known: &Known) -> Value {
    let report = Report { number: 3, group: &group(), notice, by, at: Secs(1_700_000_123), rand: 9 };
    let text = messages_text(&[report.message(known)]).unwrap();
    let all: Vec<Value> = serde_json::from_str(&text).unwrap();
    let [message] = <[Value; 1]>::try_from(all).unwrap();
    message
}

fn elem(notice: &Notice) -> Value {
    message(notice, Some(&user("op")), &known(&[("op", Role::Owner)]))["message_elem_array"][0].clone()
}

fn every_notice() -> Vec<Notice> {
    let (anna, words) = (user("anna"), || "words".to_owned());
    vec![
        Notice::Applied { applicant: anna.clone(), message: words() },
        Notice::Accepted { reason: words() },
        Notice::Refused { reason: words() },
        Notice::Kicked { reason: words() },
        Notice::Disbanded,
        Notice::Created,
        Notice::Invited,
        Notice::Quit,
        Notice::AdminGranted,
        Notice::AdminRevoked,
        Notice::ConsentWanted { message: words() },
        Notice::InvitationAccepted { invitee: anna.clone(), reason: words() },
        Notice::InvitationRefused { invitee: anna.clone(), reason: words() },
        Notice::Muted { secs: 600 },
        Notice::MsgFlagChanged { flag: MsgFlag::Quiet },
        Notice::Banned { until: Secs(1_800_000_000), reason: words() },
        Notice::Unbanned,
        Notice::ApprovalWanted { invitee: anna, message: words() },
    ]
}

#[test]
fn reports_say_of_which_groups_somebody_is_out() {
    let removed = |kind: u32| {
        let text = format!(
            r#"[{{"message_elem_array":[{{"elem_type":8,"group_report_elem_report_type":{kind},"group_report_elem_group_id":"g"}}]}}]"#
        );
        removed_from(&text).len()
    };
    assert_eq!([4, 5, 8, 22].map(removed), [1; 4]);
    assert_eq!([1, 6, 7, 17].map(removed), [0; 4]);
    assert!(removed_from("[]").is_empty() && removed_from("no JSON").is_empty());
}

#[test]
fn a_notice_is_a_message_of_the_system_conversation() {
    let mut message = message(&Notice::Invited, Some(&user("op")), &known(&[]));
    let elements = message["message_elem_array"].take();
    assert_eq!(elements.as_array().unwrap().len(), 1);
    assert_eq!(
        message,
        json!({
            "message_elem_array": null,
            "message_conv_id": "@TIM#SYSTEM",
            "message_conv_type": 3,
            "message_sender": "@TIM#SYSTEM",
            "message_sender_profile": {
                "user_profile_identifier": "@TIM#SYSTEM", "user_profile_nick_name": "", "user_profile_face_url": ""
            },
            "message_client_time": 1_700_000_123,
            "message_server_time": 1_700_000_123,
            "message_is_from_self": false,
            "message_status": 2,
            "message_msg_id": "@TIM#SYSTEM-1700000123-3-9",
            "message_seq": 3,
            "message_rand": 9,
        })
    );
}

#[test]
fn every_notice_has_its_report_type_and_group() {
    let mut types = BTreeSet::new();
    for notice in every_notice() {
        let elem = elem(&notice);
        assert_eq!(elem["elem_type"], 8);
        assert_eq!(elem["group_report_elem_report_type"], notice.number());
        assert_eq!(elem["group_report_elem_group_id"], "club");
        assert_eq!(elem["group_report_elem_group_name"], "The club");
        types.insert(notice.number());
    }
    assert_eq!(types.into_iter().collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 17, 21, 22, 23, 24]);
}

#[test]
fn the_words_of_a_notice_are_its_message() {
    for notice in every_notice() {
        let silent = matches!(notice.number(), 5..=10 | 17 | 21 | 23);
        assert_eq!(elem(&notice)["group_report_elem_msg"], if silent { "" } else { "words" }, "{notice:?}");
    }
}

#[test]
fn the_operator_is_who_caused_it_but_whoever_applies_is_named_himself() {
    for notice in every_notice() {
        let operator = if notice.number() == 1 { "anna" } else { "op" };
        let elem = elem(&notice);
        assert_eq!(elem["group_report_elem_op_user"], operator, "{notice:?}");
        assert_eq!(elem["group_report_elem_op_user_info"]["user_profile_identifier"], operator);
        assert_eq!(elem["group_report_elem_op_group_memberinfo"]["group_member_info_identifier"], operator);
    }
    assert_eq!(elem(&Notice::Disbanded)["group_report_elem_op_group_memberinfo"]["group_member_info_member_role"], 400);
}

#[test]
fn the_system_is_no_operator() {
    let message = message(&Notice::Disbanded, None, &Known::default());
    let elem = &message["message_elem_array"][0];
    assert_eq!(elem["group_report_elem_op_user"], "");
    assert_eq!(elem["group_report_elem_op_user_info"]["user_profile_identifier"], "");
    assert_eq!(elem["group_report_elem_group_name"], "");
}

#[test]
fn an_invitee_is_named_where_somebody_else_is_told_of_him() {
    for notice in every_notice() {
        let told = matches!(notice.number(), 13 | 14 | 24);
        assert_eq!(elem(&notice)["group_report_elem_user_data"], if told { "anna" } else { "" }, "{notice:?}");
    }
}

#[test]
fn a_mute_has_its_seconds_and_a_receive_option_its_number() {
    for notice in every_notice() {
        let elem = elem(&notice);
        assert_eq!(elem["group_report_elem_shut_up_time"], if notice.number() == 17 { 600 } else { 0 });
        assert_eq!(elem["group_report_elem_group_message_receive_option"], if notice.number() == 21 { 2 } else { 0 });
    }
}
