use super::support::{call, drawn, engine, store};
use opentim_domain::Kind;

#[tokio::test]
async fn generated_ids_have_the_documented_look() {
    let engine = engine(store(), 0, None);
    let alice = call("alice", None);
    let looks = [
        (Kind::Work, "@TGS#1", 14),
        (Kind::Public, "@TGS#2", 14),
        (Kind::Meeting, "@TGS#3", 14),
        (Kind::Live, "@TGS#a", 14),
        (Kind::Community, "@TGS#_@TGS#c", 23),
    ];
    for (kind, start, length) in looks {
        let id = engine.run(&alice, drawn(&engine, &alice, kind)).await.unwrap().group;
        assert!(id.as_str().starts_with(start) && id.as_str().len() == length, "{kind:?}: {id}");
        let body = &id.as_str()[start.len()..];
        assert!(body.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()), "{id}");
    }
}

#[tokio::test]
async fn a_generated_id_that_is_taken_is_drawn_again() {
    let engine = engine(store(), 3, None);
    let alice = call("alice", None);
    let first = engine.run(&alice, drawn(&engine, &alice, Kind::Public)).await.unwrap();
    let second = engine.run(&alice, drawn(&engine, &alice, Kind::Public)).await.unwrap();
    assert_ne!(first.group, second.group);
}
