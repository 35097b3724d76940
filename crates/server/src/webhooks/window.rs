//! The part of an app's log that is being told: in order within each group, groups beside each other.

use opentim_domain::GroupId;
use opentim_store::Logged;
use std::collections::{BTreeMap, VecDeque};

/// Events that are taken out of the log before the first of them is told.
const WIDTH: usize = 1024;

/// Events that are on their way, and how far the log is done with.
pub(super) struct Window {
    /// Each group's events; the first is on its way.
    groups: BTreeMap<GroupId, VecDeque<Logged>>,
    /// Their places, and when they happened.
    waiting: BTreeMap<u64, u64>,
    /// Up to which place the log was read.
    read: u64,
}

impl Window {
    /// Nothing is on its way; everything up to `told` is done with.
    pub fn after(told: u64) -> Self {
        Self { groups: BTreeMap::new(), waiting: BTreeMap::new(), read: told }
    }

    /// Whether there is room for another event.
    pub fn has_room(&self) -> bool {
        self.waiting.len() < WIDTH
    }

    /// Whether it is time to read more of the log.
    pub fn is_half_empty(&self) -> bool {
        self.waiting.len() <= WIDTH / 2
    }

    /// Up to which place the log was read.
    pub fn read(&self) -> u64 {
        self.read
    }

    /// Events in it.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// When the first event that waits happened, in milliseconds.
    pub fn oldest(&self) -> Option<u64> {
        self.waiting.values().next().copied()
    }

    /// Everything up to this place is done with, and nothing that waits is.
    pub fn told(&self) -> u64 {
        self.waiting.keys().next().map_or(self.read, |first| first - 1)
    }

    /// An event that nobody wants to hear of.
    pub fn skip(&mut self, place: u64) {
        self.read = place;
    }

    /// The next event of the log; it is given back when it can be told at once.
    pub fn push(&mut self, logged: Logged) -> Option<Logged> {
        self.read = logged.place;
        self.waiting.insert(logged.place, logged.event.at.0);
        let group = self.groups.entry(logged.group.clone()).or_default();
        group.push_back(logged);
        if group.len() == 1 { group.front().cloned() } else { None }
    }

    /// The event at the head of a group is done with; the group's next one can be told now.
    pub fn done(&mut self, group: &GroupId) -> Option<Logged> {
        let events = self.groups.get_mut(group)?;
        if let Some(done) = events.pop_front() {
            self.waiting.remove(&done.place);
        }
        let next = events.front().cloned();
        if next.is_none() {
            self.groups.remove(group);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opentim_domain::{Actor, EventBody, EventDraft, Face, Millis, UserId};
    use opentim_store::StoredEvent;

    fn logged(place: u64, group: &str) -> Logged {
        let actor = Actor::user(UserId::parse("ada").unwrap(), Face::Rest);
        let event = EventDraft { actor, body: EventBody::Unbanned { users: Vec::new() } };
        let event = StoredEvent { number: place, at: Millis(place * 10), member_count: 1, event };
        Logged { place, group: GroupId::parse(group).unwrap(), kind: None, event }
    }

    fn place(logged: Option<Logged>) -> Option<u64> {
        logged.map(|logged| logged.place)
    }

    #[test]
    fn the_events_of_a_group_go_one_by_one_and_those_of_others_beside_them() {
        let mut window = Window::after(3);
        assert_eq!(place(window.push(logged(5, "a"))), Some(5));
        assert_eq!(place(window.push(logged(6, "a"))), None);
        assert_eq!(place(window.push(logged(8, "b"))), Some(8));
        let b = GroupId::parse("b").unwrap();
        let a = GroupId::parse("a").unwrap();
        assert_eq!(place(window.done(&b)), None);
        assert_eq!(place(window.done(&a)), Some(6));
        assert_eq!(place(window.done(&a)), None);
        assert_eq!((window.told(), window.len()), (8, 0));
    }

    #[test]
    fn the_log_is_done_with_up_to_the_first_event_that_waits() {
        let mut window = Window::after(3);
        assert_eq!((window.told(), window.oldest()), (3, None));
        window.skip(4);
        assert_eq!(window.told(), 4);
        window.push(logged(6, "a"));
        window.push(logged(9, "b"));
        assert_eq!((window.told(), window.oldest(), window.read()), (5, Some(60), 9));
        window.done(&GroupId::parse("b").unwrap());
        assert_eq!(window.told(), 5);
        window.done(&GroupId::parse("a").unwrap());
        assert_eq!(window.told(), 9);
    }

    #[test]
    fn it_takes_no_more_than_its_width() {
        let mut window = Window::after(0);
        for place in 1..=WIDTH as u64 {
            assert!(window.has_room());
            window.push(logged(place, "a"));
        }
        assert!(!window.has_room());
        window.done(&GroupId::parse("a").unwrap());
        assert!(window.has_room());
    }
}
