//! Random histories: the store and the oracle are asked the same things and must say the same.

use super::support::{FixedClock, app, create, decide_on, destroy, group, user, wait};
use crate::{JoinedFilter, MemoryStore, Outcome, Store};
use opentim_domain::group::CleanUp;
use opentim_domain::{Actor, Command, Face, Kind};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// A small generator: reproducible, and good enough to choose steps.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap_or(0)
    }
}

/// The seed of this run: `OPENTIM_SEED` when set, so that a failure can be seen again.
fn seed() -> u64 {
    let given = std::env::var("OPENTIM_SEED").ok().and_then(|text| text.parse().ok());
    given.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_nanos() as u64)).max(1)
}

const USERS: [&str; 5] = ["ann", "ben", "cat", "dan", "eve"];
const GROUPS: [&str; 6] = ["one", "two", "three", "four", "@TGS#_five", "@TGS#_six"];

fn step<C: Command>(store: &dyn Store, oracle: &MemoryStore, by: &str, command: &C) {
    let actor = Actor::user(user(by), Face::Sdk);
    let home = command.home(app());
    let reads = command.reads(&actor);
    let ours = wait(store.load(app(), &home, &reads, None));
    let theirs = wait(oracle.load(app(), &home, &reads, None));
    assert_eq!(ours, theirs, "the same home was loaded");
    let (ours, theirs) = (decide_on(&ours.view, &actor, command), decide_on(&theirs.view, &actor, command));
    assert_eq!(ours, theirs);
    let (Some(ours), Some(theirs)) = (ours, theirs) else { return };
    let (ours, theirs) = (wait(store.commit(ours)), wait(oracle.commit(theirs)));
    assert!(matches!(ours, Outcome::Done(_)));
    assert_eq!(ours, theirs);
}

fn compare(store: &dyn Store, oracle: &MemoryStore) {
    for id in USERS {
        for filter in [JoinedFilter::default(), JoinedFilter { huge: true, ..Default::default() }] {
            let ours = wait(store.joined(app(), &user(id), filter, 0, 100));
            assert_eq!(ours, wait(oracle.joined(app(), &user(id), filter, 0, 100)), "joined list of {id}");
        }
        let notices = wait(store.notices_after(app(), &user(id), 0, 1000));
        assert_eq!(notices, wait(oracle.notices_after(app(), &user(id), 0, 1000)), "notices of {id}");
    }
    let ids = GROUPS.map(group);
    for own in USERS {
        let ours = wait(store.groups(app(), &ids, Some(&user(own))));
        assert_eq!(ours, wait(oracle.groups(app(), &ids, Some(&user(own)))), "groups as {own} sees them");
    }
    for id in &ids {
        assert_eq!(wait(store.members(app(), id, 0, 100)), wait(oracle.members(app(), id, 0, 100)), "members of {id}");
        let events = wait(store.events_after(app(), id, 0, 1000));
        assert_eq!(events, wait(oracle.events_after(app(), id, 0, 1000)), "events of {id}");
    }
    let (ours, theirs) = (wait(store.all_groups(app(), None, 0, 100)), wait(oracle.all_groups(app(), None, 0, 100)));
    assert_eq!((ours.total, ours.ids), (theirs.total, theirs.ids), "all groups");
    let (mut ours, mut theirs) = (wait(store.closing(100)), wait(oracle.closing(100)));
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs, "groups to clean up");
}

/// 400 random steps; the store and the memory store agree after each tenth.
pub fn random_histories_agree_with_the_oracle(store: &dyn Store, clock: &Arc<FixedClock>) {
    let seed = seed();
    println!("seed {seed} (set OPENTIM_SEED to see this run again)");
    let mut dice = Dice(seed);
    let oracle = MemoryStore::new(clock.clone());
    for turn in 0..400 {
        clock.advance(dice.roll(3000) as u64);
        let id = GROUPS[dice.roll(GROUPS.len())];
        let by = USERS[dice.roll(USERS.len())];
        match dice.roll(4) {
            0 | 1 => {
                let kinds = [Kind::Public, Kind::Work, Kind::Meeting, Kind::BChatRoom, Kind::Live];
                let kind = if id.starts_with('@') { Kind::Community } else { kinds[dice.roll(kinds.len())] };
                let count = if kind.rules().initial_members { dice.roll(4) } else { 0 };
                let members: Vec<&str> = (0..count).map(|_| USERS[dice.roll(USERS.len())]).collect();
                let mut command = create(id, kind, by, &members);
                command.group.topics = dice.roll(2) == 0;
                step(store, &oracle, by, &command);
            }
            2 => step(store, &oracle, by, &destroy(id)),
            _ => {
                let rows = wait(oracle.members(app(), &group(id), 0, 2));
                let members = rows.rows.into_iter().map(|member| member.user).collect();
                step(store, &oracle, "@TIM#SYSTEM", &CleanUp { group: group(id), members, last: !rows.more });
            }
        }
        if turn % 10 == 9 {
            compare(store, &oracle);
        }
    }
}
