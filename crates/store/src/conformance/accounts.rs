//! Accounts, in their users' own homes.

use super::support::{FixedClock, app, bare, commit, group_of, operation, user, wait};
use crate::{Commit, JoinedFilter, Outcome, Store};
use opentim_domain::{Account, AccountState, AppId, Assert, Change, Home, ReadSet};
use std::sync::Arc;

fn account(who: &str, nick: &str) -> Account {
    Account { nick: nick.to_owned(), imported: true, gender: 2, ..Account::new(user(who)) }
}

/// A commit to somebody's own home, if his account is this one.
fn own(who: &str, is: Option<&Account>, change: Change) -> Commit {
    Commit {
        home: Home::User(user(who)),
        asserts: vec![Assert::Account { is: is.cloned().map(Box::new) }],
        changes: vec![change],
        events: Vec::new(),
        ..bare("none", who)
    }
}

fn put(account: &Account) -> Change {
    Change::PutAccount(Box::new(account.clone()))
}

fn read(store: &dyn Store, who: &str) -> Option<Account> {
    let reads = ReadSet { account: true, ..ReadSet::default() };
    let loaded = wait(store.load(app(), &Home::User(user(who)), &reads, None)).view.account().cloned();
    assert_eq!(wait(store.accounts(app(), &[user(who)])), std::slice::from_ref(&loaded));
    loaded
}

pub fn an_account_is_read_back_replaced_and_removed(store: &dyn Store, _: &Arc<FixedClock>) {
    let (first, second) = (account("ann", "first"), account("ann", "second"));
    assert_eq!(read(store, "ann"), None);
    commit(store, own("ann", None, put(&first)));
    assert_eq!(read(store, "ann"), Some(first.clone()));
    for (is, late) in [(None, &second), (Some(&second), &second)] {
        assert_eq!(wait(store.commit(own("ann", is, put(late)))), Outcome::Conflict);
        assert_eq!(read(store, "ann"), Some(first.clone()));
    }
    let done = Commit { operation: Some(operation("ann", "k", 1)), reply: vec![7], ..own("ann", Some(&first), put(&second)) };
    commit(store, done.clone());
    assert_eq!(wait(store.commit(done)), Outcome::Earlier { request: [1; 16], reply: vec![7] });
    assert_eq!(read(store, "ann"), Some(second.clone()));
    let other = AppId::new(9).expect("a valid app id");
    assert_eq!(wait(store.accounts(other, &[user("ann")])), [None], "every app has its own");
    let many = [user("nobody"), user("ann"), user("nobody"), user("ann")];
    assert_eq!(wait(store.accounts(app(), &many)), [None, Some(second.clone()), None, Some(second.clone())]);
    commit(store, own("ann", Some(&second), Change::RemoveAccount));
    assert_eq!(read(store, "ann"), None);
    commit(store, own("ann", None, Change::RemoveAccount));
    commit(store, own("nobody", None, Change::RemoveAccount));
    commit(store, own("ann", None, put(&first)));
    assert_eq!(read(store, "ann"), Some(first));
}

pub fn accounts_under_erasure_are_found(store: &dyn Store, _: &Arc<FixedClock>) {
    let users = ["a", "b", "c", "d"];
    for who in users {
        commit(store, own(who, None, put(&account(who, "n"))));
    }
    assert!(wait(store.erasing(10)).is_empty());
    let erasing = |who: &str| Account { state: AccountState::Erasing, ..account(who, "n") };
    for who in ["b", "d"] {
        commit(store, own(who, Some(&account(who, "n")), put(&erasing(who))));
    }
    let mut found = wait(store.erasing(10));
    found.sort();
    assert_eq!(found, [(app(), user("b")), (app(), user("d"))]);
    assert_eq!(wait(store.erasing(1)).len(), 1);
    commit(store, own("b", Some(&erasing("b")), Change::RemoveAccount));
    assert_eq!(wait(store.erasing(10)), [(app(), user("d"))]);
    commit(store, own("d", Some(&erasing("d")), put(&account("d", "n"))));
    assert!(wait(store.erasing(10)).is_empty());
}

pub fn notices_go_with_an_account_and_begin_anew(store: &dyn Store, _: &Arc<FixedClock>) {
    let notices = |who: &str| -> Vec<(u64, String)> {
        wait(store.notices_after(app(), &user(who), 0, 100)).into_iter().map(|told| (told.number, told.group.to_string())).collect()
    };
    group_of(store, "one", 2);
    group_of(store, "two", 2);
    commit(store, own("m 000", None, put(&account("m 000", "n"))));
    assert_eq!((notices("m 000").len(), notices("m 001").len()), (2, 2));
    commit(store, own("m 000", Some(&account("m 000", "n")), Change::RemoveAccount));
    assert!(notices("m 000").is_empty());
    assert_eq!(notices("m 001").len(), 2, "others keep theirs");
    let listed = wait(store.joined(app(), &user("m 000"), JoinedFilter::default(), 0, 10)).total;
    assert_eq!(listed, 2, "memberships end by other commits");
    group_of(store, "three", 1);
    assert_eq!(notices("m 000"), [(1, "three".into())]);
    group_of(store, "four", 1);
    assert_eq!(notices("m 000"), [(1, "three".into()), (2, "four".into())]);
}
