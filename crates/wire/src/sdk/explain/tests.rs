use super::{call_to_explain, explained};
use crate::sdk::codes::Failure;
use crate::sdk::{METHODS, Method, Request, Uses};
use opentim_domain::{Action, Check, GivenBy, Kind, Place, Right, Role};
use serde_json::{Value, json};

fn asked(argument: &Value) -> Result<(Uses, Result<Request, Failure>), Failure> {
    call_to_explain(&Request::parse(Method::named("explain").unwrap(), Some(&argument.to_string())).unwrap())
}

#[test]
fn the_argument_is_read_as_the_method_reads_it() {
    let (uses, request) = asked(&json!({ "method": "TIMGroupQuit", "params": { "groupId": "g" } })).unwrap();
    assert_eq!((uses, request.unwrap().part("groupId").as_str()), (Uses::GroupQuit, Some("g")));
    for params in [json!(null), json!({}), json!({ "groupId": "" })] {
        let (_, request) = asked(&json!({ "method": "TIMGroupQuit", "params": params })).unwrap();
        assert_eq!(request.unwrap_err().code, -4, "{params}");
    }
}

#[test]
fn only_what_changes_something_is_explained() {
    for method in METHODS.iter().copied().flatten() {
        let answer = asked(&json!({ "method": method.name, "params": null }));
        assert_eq!(answer.is_ok(), method.is_change(), "{}", method.name);
    }
    let failure = asked(&json!({ "method": "no such method" })).unwrap_err();
    assert_eq!(failure.code, -4);
    assert!(failure.desc.ends_with("\"no such method\" was given"), "{}", failure.desc);
}

#[test]
fn an_explanation_names_code_sentence_and_rights() {
    let check = Check {
        action: Action::Kick,
        kind: Kind::Community,
        place: Place::Inside(Role::Member),
        needed: Some(Place::Inside(Role::Owner)),
        ruled: true,
        given_by: GivenBy { community: Some(Right::Members), topic: None },
        masks: Some((0, 0)),
        allowed: false,
    };
    let answer = explained(Some(Failure::new(10007, "no")), &[check]);
    let rule =
        json!({ "action": "kick", "allowed": false, "group_type": 5, "place": "member", "needed": "owner", "permission_bit": 1 });
    let wanted = json!({ "allowed": false, "code": 10007, "desc": "no", "rules": [rule] });
    assert_eq!(serde_json::to_value(answer).unwrap(), wanted);
    let allowed = serde_json::to_value(explained(None, &[])).unwrap();
    assert_eq!(allowed, json!({ "allowed": true, "code": 0, "desc": "", "rules": [] }));
}
