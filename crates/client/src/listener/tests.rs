use super::{EventListener, Listeners, Owner};
use opentim_wire::sdk::Event;
use std::sync::{Arc, Mutex};

/// Notes what it hears under a name.
fn noting(name: &'static str, heard: &Arc<Mutex<Vec<String>>>) -> EventListener {
    let heard = heard.clone();
    Arc::new(move |text| {
        heard.lock().unwrap().push(format!("{name}: {text}"));
        true
    })
}

fn heard(by: &Arc<Mutex<Vec<String>>>) -> Vec<String> {
    std::mem::take(&mut by.lock().unwrap())
}

#[test]
fn listeners_are_called_in_the_order_in_which_they_came_and_for_their_event_only() {
    let (listeners, owner, all) = (Listeners::default(), Owner::new(), Arc::default());
    listeners.add(owner, Event::NewMessages, noting("first", &all));
    listeners.add(owner, Event::GroupTips, noting("tips", &all));
    listeners.add(Owner::new(), Event::NewMessages, noting("second", &all));
    listeners.tell(Event::NewMessages, "a");
    assert_eq!(heard(&all), ["first: a", "second: a"]);
    listeners.tell(Event::GroupTips, "b");
    assert_eq!(heard(&all), ["tips: b"]);
}

#[test]
fn a_set_listener_replaces_that_of_the_same_owner_and_event() {
    let (listeners, owner, all) = (Listeners::default(), Owner::new(), Arc::default());
    listeners.set(Owner::new(), Event::GroupTips, Some(noting("other", &all)));
    listeners.set(owner, Event::NewMessages, Some(noting("messages", &all)));
    listeners.set(owner, Event::GroupTips, Some(noting("old", &all)));
    listeners.set(owner, Event::GroupTips, Some(noting("new", &all)));
    listeners.tell(Event::GroupTips, "a");
    assert_eq!(heard(&all), ["other: a", "new: a"]);
    listeners.set(owner, Event::GroupTips, None);
    listeners.tell(Event::GroupTips, "b");
    listeners.tell(Event::NewMessages, "c");
    assert_eq!(heard(&all), ["other: b", "messages: c"]);
}

#[test]
fn only_its_owner_removes_a_listener() {
    let (listeners, owner, all) = (Listeners::default(), Owner::new(), Arc::default());
    let id = listeners.add(owner, Event::GroupTips, noting("mine", &all));
    listeners.remove(Owner::new(), id);
    assert!(listeners.any(Event::GroupTips));
    listeners.remove(owner, id);
    listeners.remove(owner, id);
    assert!(listeners.is_empty());
}

#[test]
fn a_listener_that_panics_is_called_again_and_the_others_are_called_too() {
    let (listeners, owner, all) = (Listeners::default(), Owner::new(), Arc::default());
    listeners.add(owner, Event::GroupTips, Arc::new(|_| panic!("of a listener, on purpose")));
    listeners.add(owner, Event::GroupTips, noting("after", &all));
    listeners.tell(Event::GroupTips, "a");
    listeners.tell(Event::GroupTips, "b");
    assert_eq!(heard(&all), ["after: a", "after: b"]);
}

#[test]
fn a_listener_that_nobody_is_behind_is_dropped() {
    let (listeners, alive) = (Listeners::default(), Arc::new(()));
    let held = alive.clone();
    listeners.add(Owner::new(), Event::GroupTips, Arc::new(move |_| Arc::strong_count(&held) == 0));
    listeners.tell(Event::GroupTips, "a");
    assert!(listeners.is_empty());
    assert_eq!(Arc::strong_count(&alive), 1);
}

#[test]
fn a_listener_may_remove_itself_and_others_while_it_is_called() {
    let (listeners, owner, all) = (Arc::new(Listeners::default()), Owner::new(), Arc::default());
    let within = listeners.clone();
    listeners.add(
        owner,
        Event::GroupTips,
        Arc::new(move |_| {
            within.drop_all_of(owner);
            true
        }),
    );
    listeners.add(owner, Event::GroupTips, noting("removed", &all));
    listeners.add(Owner::new(), Event::GroupTips, noting("other", &all));
    listeners.tell(Event::GroupTips, "a");
    assert_eq!(heard(&all), ["other: a"]);
}

#[test]
fn ten_thousand_listeners_that_come_and_go_leave_nothing_behind() {
    let (listeners, owner, held) = (Listeners::default(), Owner::new(), Arc::new(()));
    for _ in 0..10_000 {
        let with = held.clone();
        let id = listeners.add(owner, Event::NewMessages, Arc::new(move |_| Arc::strong_count(&with) > 0));
        listeners.remove(owner, id);
        let with = held.clone();
        listeners.set(owner, Event::GroupTips, Some(Arc::new(move |_| Arc::strong_count(&with) > 0)));
    }
    assert_eq!(listeners.entries().len(), 1);
    assert_eq!(Arc::strong_count(&held), 2);
    listeners.drop_all_of(owner);
    assert_eq!(Arc::strong_count(&held), 1);
}
