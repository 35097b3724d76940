use super::*;
use std::net::{IpAddr, Ipv4Addr};

fn visitor(user: &str, instance: &str) -> Visitor {
    Visitor {
        app: AppId::new(1).unwrap(),
        user: UserId::parse(user).unwrap(),
        instance: instance.to_owned(),
        client: String::new(),
        peer: Peer::Address(IpAddr::V4(Ipv4Addr::LOCALHOST)),
    }
}

fn enter(registry: &Arc<Registry>, user: &str, resume: Option<&str>) -> Seat {
    registry.enter(visitor(user, ""), Instances::PerInstance, resume).unwrap()
}

fn entries(registry: &Registry) -> usize {
    registry.state().users.values().map(Vec::len).sum()
}

#[test]
fn nothing_is_kept_of_a_session_that_logged_out() {
    let registry = Arc::new(Registry::default());
    let seat = enter(&registry, "alice", None);
    seat.leave();
    drop(seat);
    assert_eq!((entries(&registry), registry.state().gone.len()), (0, 0));
}

#[test]
fn a_cut_session_is_remembered_for_an_hour() {
    let registry = Arc::new(Registry::default());
    let token = enter(&registry, "alice", None).token().to_owned();
    assert_eq!((entries(&registry), registry.connected()), (1, 0));
    let now = SystemClock.now();
    registry.state().forget_old(Millis(now.0 + REMEMBERED_FOR - 60_000));
    assert!(enter(&registry, "alice", Some(&token)).resumed());
    registry.state().forget_old(Millis(now.0 + REMEMBERED_FOR + 60_000));
    assert_eq!((entries(&registry), registry.state().gone.len()), (0, 0));
    assert!(!enter(&registry, "alice", Some(&token)).resumed());
}

#[test]
fn a_connected_session_is_never_forgotten() {
    let registry = Arc::new(Registry::default());
    let seat = enter(&registry, "alice", None);
    let token = seat.token().to_owned();
    drop(seat);
    let seat = enter(&registry, "alice", Some(&token));
    registry.state().forget_old(Millis(u64::MAX - 1));
    assert_eq!((entries(&registry), registry.connected()), (1, 1));
    drop(seat);
}

#[test]
fn only_so_many_cut_sessions_are_remembered() {
    let registry = Arc::new(Registry::default());
    let first = enter(&registry, "first", None).token().to_owned();
    for at in 0..REMEMBERED {
        drop(enter(&registry, &format!("user-{at}"), None));
    }
    assert_eq!((entries(&registry), registry.state().gone.len()), (REMEMBERED, REMEMBERED));
    assert!(!enter(&registry, "first", Some(&first)).resumed());
}

#[test]
fn one_user_does_not_use_up_what_is_remembered() {
    let registry = Arc::new(Registry::default());
    let token = enter(&registry, "bob", None).token().to_owned();
    for _ in 0..REMEMBERED_OF_ONE + 10 {
        drop(registry.enter(visitor("alice", ""), Instances::ANY, None).unwrap());
    }
    assert_eq!((entries(&registry), registry.state().gone.len()), (REMEMBERED_OF_ONE + 1, REMEMBERED_OF_ONE + 1));
    assert!(enter(&registry, "bob", Some(&token)).resumed());
}

#[test]
fn a_connection_that_was_replaced_does_not_cut_the_one_that_replaced_it() {
    let registry = Arc::new(Registry::default());
    let older = enter(&registry, "alice", None);
    let newer = enter(&registry, "alice", Some(older.token()));
    assert_eq!((older.over(), newer.over()), (Some(&Over::Replaced), None));
    drop(older);
    assert_eq!(registry.connected(), 1);
    drop(newer);
    assert_eq!(registry.connected(), 0);
}

#[test]
fn an_end_stands_and_its_token_is_void() {
    let registry = Arc::new(Registry::default());
    let seat = enter(&registry, "alice", None);
    let (app, why) = (AppId::new(1).unwrap(), Failure::new(6014, "ended"));
    assert_eq!(registry.end_user(app, &UserId::parse("alice").unwrap(), &why), 1);
    assert_eq!(seat.over(), Some(&Over::Ended(why.clone())));
    let token = seat.token().to_owned();
    drop(seat);
    assert_eq!(registry.ended(app, &UserId::parse("alice").unwrap(), &token), Some(why.clone()));
    assert_eq!(registry.enter(visitor("alice", ""), Instances::PerInstance, Some(&token)).err(), Some(why));
    assert!(!enter(&registry, "alice", None).resumed());
}

#[test]
fn many_ends_the_oldest_that_still_live() {
    let registry = Arc::new(Registry::default());
    let enter = || registry.enter(visitor("alice", ""), Instances::Many(2), None).unwrap();
    let seats = [enter(), enter(), enter(), enter()];
    let over: Vec<bool> = seats.iter().map(|seat| seat.over().is_some()).collect();
    assert_eq!(over, [true, true, false, false]);
}
