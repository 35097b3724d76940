//! The commands about sessions: what is asked, pages, and every fault with what to mend.

use super::refused;
use crate::rest::session::end::{self, Which};
use crate::rest::session::list::{self, Reply, Row};
use crate::rest::{Failure, envelope};
use opentim_domain::{Millis, UserId};

fn user(name: &str) -> UserId {
    UserId::parse(name).unwrap()
}

fn listed(body: &str) -> Result<list::Query, Failure> {
    list::read(body.as_bytes())
}

fn ended(body: &str) -> Result<end::Request, Failure> {
    end::read(body.as_bytes())
}

fn row(name: &str, session: &str) -> Row {
    Row {
        user: user(name),
        session: session.into(),
        instance: "desk".into(),
        client: "opentim/0.1.0 linux".into(),
        address: "10.0.0.1".into(),
        since: Millis(5),
        heard: Millis(6),
        waiting: 7,
    }
}

#[test]
fn all_sessions_are_asked_for_or_those_of_one_account() {
    let all = list::Query { user: None, limit: 100, after: None };
    for body in ["{}", r#"{"To_Account":"","Limit":0,"Next":""}"#, r#"{"To_Account":null,"Limit":null,"Next":null}"#] {
        assert_eq!(listed(body).unwrap(), all, "{body}");
    }
    let one = listed(r#"{"To_Account":"alice","Limit":1000,"Next":"alice s1"}"#).unwrap();
    assert_eq!((one.user, one.limit, one.after), (Some(user("alice")), 1000, Some((user("alice"), "s1".to_owned()))));
    assert_eq!(refused(listed(r#"{"Limit":1001}"#)).0, 10018);
    for body in [r#"{"To_Account":"\u00e9"}"#, r#"{"To_Account":5}"#, r#"{"Limit":"5"}"#, r#"{"Next":"5"}"#, r#"{"Next":5}"#] {
        assert_eq!(refused(listed(body)).0, 10004, "{body}");
    }
}

#[test]
fn a_page_says_where_the_next_one_begins() {
    let rows = [row("alice", "s1"), row("bob", "s2")];
    let text = |reply: &Reply<'_>| String::from_utf8(envelope::done(reply, "").unwrap()).unwrap();
    let first = text(&Reply::new(3, &rows, true));
    assert!(
        first.contains(r#""TotalCount":3,"SessionList":[{"To_Account":"alice","SessionId":"s1","Instance":"desk","#),
        "{first}"
    );
    assert!(
        first.contains(r#""Client":"opentim/0.1.0 linux","Address":"10.0.0.1","LoginTime":5,"HeardTime":6,"WaitingEvents":7}"#),
        "{first}"
    );
    assert!(first.ends_with(r#""Next":"bob s2"}"#), "{first}");
    assert_eq!(listed(r#"{"Next":"bob s2"}"#).unwrap().after, Some((user("bob"), "s2".to_owned())));
    assert!(text(&Reply::new(3, &rows, false)).ends_with(r#""Next":""}"#));
    assert!(text(&Reply::new(0, &[], false)).ends_with(r#""TotalCount":0,"SessionList":[],"Next":""}"#));
}

#[test]
fn sessions_are_ended_by_account_or_by_name() {
    let of = ended(r#"{"To_Account":"alice"}"#).unwrap();
    assert_eq!((of.which, of.reason.as_str()), (Which::Of(user("alice")), "the session was ended by an administrator"));
    let these = ended(r#"{"To_Account":"","SessionIdList":["s1","s2"],"Reason":"moved"}"#).unwrap();
    assert_eq!((these.which, these.reason.as_str()), (Which::These(vec!["s1".into(), "s2".into()]), "moved"));
    let many = format!(r#"{{"SessionIdList":[{}]}}"#, vec![r#""s""#; 501].join(","));
    let long = format!(r#"{{"To_Account":"alice","Reason":"{}"}}"#, "r".repeat(301));
    for (body, words) in [
        ("{}", "To_Account or SessionIdList is required"),
        (r#"{"To_Account":"alice","SessionIdList":["s1"]}"#, "both filled in"),
        (r#"{"SessionIdList":[1]}"#, "SessionIdList[0] must be a string"),
        (r#"{"To_Account":"\u0007"}"#, "To_Account"),
        (&many, "501 were given, at most 500"),
        (&long, "301 bytes were given, at most 300"),
    ] {
        let (number, text) = refused(ended(body));
        assert_eq!(number, 10004, "{text}");
        assert!(text.contains(words), "{words:?} should be in {text:?}");
    }
}
