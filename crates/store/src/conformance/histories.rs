//! Random histories: the store and the oracle are asked the same things and must say the same.

mod compare;
mod records;

use super::news::Listener;
use super::support::{FixedClock, app, create, decide_with, destroy, group, user, wait};
use crate::{Commit, MemoryStore, Outcome, Store};
use compare::compare;
use opentim_domain::application::{HandleApplications, JoinGroup, ReadApplications};
use opentim_domain::group::{ChangeOwner, CleanUp, GroupPatch, ModifyGroup};
use opentim_domain::member::{
    AddMembers, ImportMembers, ImportedMember, InviteMembers, KickMembers, MemberPatch, ModifyMember, QuitGroup, SetUnread,
};
use opentim_domain::sanction::{BanMembers, MuteMembers, UnbanMembers};
use opentim_domain::{Actor, Assert, Command, Face, InviteOption, JoinOption, Kind, Limits, Millis, Policy, Role, Secs, UserId};
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

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.roll(choices.len())]
    }

    fn coin(&mut self) -> bool {
        self.roll(2) == 0
    }
}

/// The seed of this run: `OPENTIM_SEED` when set, so that a failure can be seen again.
fn seed() -> u64 {
    let given = std::env::var("OPENTIM_SEED").ok().and_then(|text| text.parse().ok());
    given.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_nanos() as u64)).max(1)
}

/// Those who act.
const USERS: [&str; 6] = ["ann", "ben", "cat", "dan", "eve", "Fay"];
/// Where they do.
const GROUPS: [&str; 6] = ["one", "@TGS#_two", "three", "four", "five", "@TGS#_six"];
/// Others, who come in crowds: more of them than small groups hold.
const CROWD: usize = 45;

/// What a step came to.
#[derive(Default)]
struct Tally {
    done: usize,
    conflicts: usize,
    over: usize,
    refused: usize,
}

struct World<'s> {
    store: &'s dyn Store,
    oracle: MemoryStore,
    /// What the watchers of both hear.
    ours: Arc<Listener>,
    theirs: Arc<Listener>,
    limits: Limits,
    dice: Dice,
    /// Decided, and not committed yet: by then the group is another.
    held: Vec<Commit>,
    /// Days that went by.
    days: usize,
    tally: Tally,
}

impl World<'_> {
    fn actor(&mut self) -> Actor {
        match self.dice.roll(3) {
            0 => Actor::app_admin(user("administrator"), Face::Rest),
            _ => Actor::user(user(self.dice.of(&USERS)), Face::Sdk),
        }
    }

    /// Up to three users, perhaps one of them twice.
    fn some(&mut self) -> Vec<UserId> {
        (0..=self.dice.roll(3)).map(|_| user(self.dice.of(&USERS))).collect()
    }

    fn crowd(&mut self) -> Vec<UserId> {
        let from = self.dice.roll(CROWD);
        (from..CROWD).map(|n| user(&format!("crowd {n:02}"))).collect()
    }

    fn step<C: Command>(&mut self, actor: &Actor, command: &C) {
        let home = command.home(app());
        let reads = command.reads(actor);
        let ours = wait(self.store.load(app(), &home, &reads, None));
        let theirs = wait(self.oracle.load(app(), &home, &reads, None));
        assert_eq!(ours, theirs, "the same home was loaded");
        let Some(mut commit) = decide_with(&self.limits, &ours.view, actor, command) else {
            self.tally.refused += 1;
            return;
        };
        commit.asserts.extend(self.claims().into_iter().map(Assert::Within));
        if self.dice.roll(6) == 0 {
            self.held.push(commit);
        } else {
            assert_ne!(self.commit(commit), "conflict", "nothing came in between");
        }
    }

    fn commit(&mut self, commit: Commit) -> &'static str {
        let (ours, theirs) = (wait(self.store.commit(commit.clone())), wait(self.oracle.commit(commit.clone())));
        assert_eq!(ours, theirs, "{commit:?}");
        assert_eq!(self.ours.take(), self.theirs.take(), "news of {commit:?}");
        match ours {
            Outcome::Done(_) => {
                self.tally.done += 1;
                "done"
            }
            Outcome::Over(_) => {
                self.tally.over += 1;
                "over"
            }
            _ => {
                self.tally.conflicts += 1;
                "conflict"
            }
        }
    }

    /// Commits one of those that were held back.
    fn late(&mut self) {
        if !self.held.is_empty() {
            let at = self.dice.roll(self.held.len());
            let commit = self.held.swap_remove(at);
            self.commit(commit);
        }
    }

    fn turn(&mut self) {
        // Most happens in two groups, so that much of it meets.
        let most = if self.dice.roll(3) == 0 { GROUPS.len() } else { 2 };
        let id = self.dice.of(&GROUPS[..most]);
        match self.dice.roll(52) {
            0..4 => self.create(id),
            4 => {
                let by = self.dice.of(&USERS);
                self.step(&Actor::user(user(by), Face::Sdk), &destroy(id));
            }
            5..8 => self.clean_up(id),
            8..18 => self.members(id),
            18..28 => self.applications(id),
            28..34 => self.sanctions(id),
            34 => self.profile(id),
            35..44 => self.records(id),
            44..47 => self.account(),
            47 => self.tell_back_end(),
            _ => self.late(),
        }
    }

    fn create(&mut self, id: &str) {
        let kinds = [Kind::Public, Kind::Public, Kind::Work, Kind::Meeting, Kind::BChatRoom, Kind::Live];
        let kind = if id.starts_with('@') { Kind::Community } else { self.dice.of(&kinds) };
        let count = if kind.rules().initial_members { self.dice.roll(4) } else { 0 };
        let members: Vec<&str> = (0..count).map(|_| self.dice.of(&USERS)).collect();
        let by = self.dice.of(&USERS);
        let mut command = create(id, kind, by, &members);
        command.group.topics = self.dice.coin();
        if kind.rules().join_settable {
            command.group.join = Some(self.dice.of(&[JoinOption::Free, JoinOption::Approval, JoinOption::Approval]));
        }
        if kind.rules().invite_settable {
            command.group.invite = Some(self.dice.of(&[InviteOption::Free, InviteOption::Approval]));
        }
        self.step(&Actor::user(user(by), Face::Sdk), &command);
    }

    fn clean_up(&mut self, id: &str) {
        let most = self.dice.of(&[2, 30]);
        let rows = wait(self.oracle.members(app(), &group(id), 0, most));
        let members = rows.rows.into_iter().map(|member| member.user).collect();
        let actor = Actor::user(user("@TIM#SYSTEM"), Face::System);
        self.step(&actor, &CleanUp { group: group(id), members, last: !rows.more });
    }

    fn members(&mut self, id: &str) {
        let (id, actor, someone) = (group(id), self.actor(), user(self.dice.of(&USERS)));
        match self.dice.roll(9) {
            0 => self.step(&actor, &QuitGroup { group: id }),
            1 => {
                let users = if self.dice.roll(3) == 0 { self.crowd() } else { self.some() };
                let ban_secs = self.dice.of(&[0, 0, 7]);
                self.step(&actor, &KickMembers { group: id, users, reason: "a reason".into(), silent: false, ban_secs });
            }
            2 | 3 => {
                let role = self.dice.of(&[None, Some(Role::Admin), Some(Role::Admin), Some(Role::Member)]);
                let card = self.dice.coin().then(|| format!("card {}", self.dice.roll(3)));
                let patch = MemberPatch { role, name_card: card, ..MemberPatch::default() };
                self.step(&actor, &ModifyMember { group: id, user: someone, patch });
            }
            4 => self.step(&actor, &ChangeOwner { group: id, owner: someone }),
            5 | 6 => {
                let users = if self.dice.coin() { self.crowd() } else { self.some() };
                let silent = self.dice.coin();
                self.step(&Actor::app_admin(user("administrator"), Face::Rest), &AddMembers { group: id, users, silent });
            }
            7 => {
                let role = self.dice.of(&[Role::Member, Role::Admin]);
                let joined_at = self.dice.coin().then_some(Secs(1_800_000_000));
                let row = |user| ImportedMember { user, role, joined_at, unread: 3 };
                let members = self.some().into_iter().map(row).collect();
                self.step(&Actor::app_admin(user("administrator"), Face::Rest), &ImportMembers { group: id, members });
            }
            _ => self.step(&actor, &SetUnread { group: id, user: someone, unread: 5 }),
        }
    }

    fn applications(&mut self, id: &str) {
        let (id, actor) = (group(id), self.actor());
        match self.dice.roll(6) {
            0 | 1 => self.step(&actor, &JoinGroup { group: id, message: "let me in".into() }),
            2 => {
                let users = self.some();
                self.step(&actor, &InviteMembers { group: id, users, message: "come in".into() });
            }
            3 | 4 => {
                let applications = self.some().into_iter().map(|user| (user, None)).collect();
                let accept = self.dice.coin();
                self.step(&actor, &HandleApplications { group: id, applications, accept, reason: "so be it".into() });
            }
            _ => {
                let (user, up_to) = (user(self.dice.of(&USERS)), Millis(1_800_000_000_000 + self.dice.roll(1_000_000) as u64));
                self.step(&Actor::user(user.clone(), Face::Sdk), &ReadApplications { user, up_to });
            }
        }
    }

    fn sanctions(&mut self, id: &str) {
        let (id, actor, users) = (group(id), self.actor(), self.some());
        let secs = self.dice.of(&[0, 5, 60, u32::MAX]);
        match self.dice.roll(4) {
            0 | 1 => self.step(&actor, &MuteMembers { group: id, users, secs }),
            2 => self.step(&actor, &BanMembers { group: id, users, secs: secs.max(1), description: "a reason".into() }),
            _ => self.step(&actor, &UnbanMembers { group: id, users }),
        }
    }

    fn profile(&mut self, id: &str) {
        let (id, actor) = (group(id), self.actor());
        let name = Some(format!("name {}", self.dice.roll(3)));
        let max_members = self.dice.coin().then_some(self.dice.of(&[3, 20, 150]));
        let patch = GroupPatch { name, max_members, ..GroupPatch::default() };
        self.step(&actor, &ModifyGroup { group: id, patch });
    }
}

/// 1,000 random steps of all operations, some of them late; the store and the memory store say the same of every one, tell their
/// watchers the same, and show the same after each twentieth.
pub fn random_histories_agree_with_the_oracle(store: &dyn Store, clock: &Arc<FixedClock>) {
    let seed = seed();
    println!("seed {seed} (set OPENTIM_SEED to see this run again)");
    let mut dice = Dice(seed);
    let policy = Policy { invitee_consent: dice.coin(), ..Policy::RECOMMENDED };
    let (ours, theirs) = (Listener::of(app()), Listener::of(app()));
    let oracle = MemoryStore::new(clock.clone());
    store.watch(ours.clone());
    oracle.watch(theirs.clone());
    let limits = Limits { admins: 3, policy, ..Limits::RECOMMENDED };
    let mut world = World { store, oracle, ours, theirs, limits, dice, held: Vec::new(), days: 0, tally: Tally::default() };
    for turn in 0..1000 {
        // Several steps may happen in one millisecond.
        if world.dice.coin() {
            clock.advance(world.dice.roll(3000) as u64);
        }
        // Not so many days that a store may forget.
        if world.days < 5 && world.dice.roll(150) == 0 {
            world.days += 1;
            clock.advance(24 * 3600 * 1000);
        }
        world.turn();
        if turn % 20 == 19 {
            compare(store, &world.oracle, clock);
        }
    }
    let Tally { done, conflicts, over, refused } = world.tally;
    println!("{done} done, {conflicts} conflicts, {over} over quotas, {refused} refused by the rules");
    assert!(done > 50);
}
