use super::{code, group, request, said, user};
use crate::InviteToken;
use crate::sdk::group::{LinkWanted, link_created, link_shown, link_to_revoke, link_wanted, links_found};
use opentim_domain::record::InviteLink;
use opentim_domain::{LinkId, Secs};
use serde_json::json;

fn token() -> InviteToken {
    InviteToken { group: group("club"), link: LinkId::parse("l1").unwrap(), secret: "S3cret".into() }
}

#[test]
fn a_link_is_wanted_with_an_end_uses_and_approval_or_without() {
    let plain = LinkWanted { group: group("club"), secs: None, most_uses: None, approval: false };
    let method = "opentimCreateInviteLink";
    assert_eq!(link_wanted(&request(method, &json!({ "group_id": "club", "need_approval": null }))).unwrap(), plain);
    let all = json!({ "group_id": "club", "expire_seconds": 60, "max_uses": 3, "need_approval": true });
    let wanted = LinkWanted { secs: Some(60), most_uses: Some(3), approval: true, ..plain };
    assert_eq!(link_wanted(&request(method, &all)).unwrap(), wanted);
    for field in ["expire_seconds", "max_uses"] {
        for wrong in [json!(0), json!(-1), json!(1.5), json!(4_294_967_296_u64), json!("1")] {
            let (code, desc) = said(link_wanted(&request(method, &json!({ "group_id": "club", field: wrong }))));
            assert!(code == 10004 && desc.starts_with(&format!("{field} must be ")), "{desc}");
        }
    }
}

#[test]
fn the_token_is_shown_once_and_taken_back() {
    let created = serde_json::to_value(link_created(&token())).unwrap();
    assert_eq!(created, json!({ "link_id": "l1", "token": token().to_string(), "group_id": "club" }));
    let shown = request("opentimJoinByInviteLink", &json!({ "token": token().to_string(), "message": "let me in" }));
    assert_eq!(link_shown(&shown).unwrap(), (token(), "let me in".into()));
    let (code, desc) = said(link_shown(&request("opentimJoinByInviteLink", &json!({ "token": "oti1.club" }))));
    assert!(code == 10004 && desc.starts_with("token: it must be a whole token"), "{desc}");
}

#[test]
fn a_list_of_links_shows_no_secret() {
    let link = InviteLink {
        id: LinkId::parse("l1").unwrap(),
        digest: [7; 32],
        creator: user("alice"),
        created_at: Secs(5),
        expires_at: Some(Secs(65)),
        most_uses: None,
        uses: 2,
        approval: true,
    };
    let shown = serde_json::to_value(links_found(&group("club"), &[link])).unwrap();
    let wanted = json!([{ "link_id": "l1", "group_id": "club", "creator": "alice", "create_time": 5, "expire_time": 65,
        "max_uses": 0, "use_count": 2, "need_approval": true }]);
    assert_eq!(shown, wanted);
}

#[test]
fn a_link_is_revoked_by_its_id() {
    let method = "opentimRevokeInviteLink";
    let named = request(method, &json!({ "group_id": "club", "link_id": "l1" }));
    assert_eq!(link_to_revoke(&named).unwrap(), (group("club"), LinkId::parse("l1").unwrap()));
    assert_eq!(code(method, &json!({ "group_id": "club" })), -4);
    let (code, desc) = said(link_to_revoke(&request(method, &json!({ "group_id": "club", "link_id": "a.b" }))));
    assert!(code == 10004 && desc.contains("link_id"), "{desc}");
}
