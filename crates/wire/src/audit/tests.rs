use super::*;
use opentim_domain::{Actor, FieldChange, InfoChange};

fn entry(body: EventBody) -> Value {
    let actor = Actor::user(UserId::parse("alice").unwrap(), Face::Sdk);
    let event = EventDraft { actor, body };
    serde_json::to_value(AuditEntry { number: 3, at: Millis(1_500), member_count: 2, event: &event, hash: &[0xab; 32] }).unwrap()
}

#[test]
fn an_entry_says_who_what_when_and_by_which_face() {
    let told = entry(EventBody::RoleChanged { member: UserId::parse("bob").unwrap(), before: Role::Member, after: Role::Admin });
    assert_eq!(
        told,
        json!({
            "Number": 3, "TimeMs": 1500, "Actor_Account": "alice", "ActorType": "User", "Face": "Sdk", "Event": "RoleChanged",
            "Data": {"Member_Account": "bob", "Before": "Member", "After": "Admin"}, "MemberNum": 2, "Hash": "ab".repeat(32),
        })
    );
}

#[test]
fn values_come_with_what_they_were_and_what_they_are() {
    let fields = vec![FieldChange { key: "city".to_owned(), before: None, after: Some("Porto".to_owned()) }];
    let changes = vec![InfoChange::MuteAll(false, true), InfoChange::Fields(fields)];
    let told = entry(EventBody::InfoChanged { changes });
    assert_eq!(
        told["Data"]["Changes"],
        json!([
            {"Field": "MuteAllMember", "Before": false, "After": true},
            {"Field": "AppDefinedData", "Changes": [{"Key": "city", "Before": null, "After": "Porto"}]},
        ])
    );
}
