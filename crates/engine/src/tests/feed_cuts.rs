//! A reader who is cut off anywhere and comes back hears what a reader hears who never was.

use super::support::{admin, app, call, chosen, cursors, engine, feed, id, said_now, store, unheard, user};
use crate::{Backlog, Cursors, Engine, Fed, Feed};
use opentim_domain::application::{HandleApplications, JoinGroup};
use opentim_domain::group::{DestroyGroup, GroupPatch, ImportGroup, ModifyGroup};
use opentim_domain::member::{AddMembers, ImportMembers, ImportedMember, KickMembers, QuitGroup};
use opentim_domain::sanction::{BanMembers, UnbanMembers};
use opentim_domain::{GroupId, Kind, Role, UserId};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

const USERS: [&str; 4] = ["ann", "bob", "cid", "dot"];
const GROUPS: [&str; 3] = ["g", "h", "i"];
const KINDS: [Kind; 5] = [Kind::Public, Kind::Public, Kind::Meeting, Kind::Work, Kind::Live];

struct Dice(Cell<u64>);

impl Dice {
    /// A number below `sides`.
    fn roll(&self, sides: usize) -> usize {
        let state = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap()
    }

    fn one_in(&self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn user(&self) -> &'static str {
        USERS[self.roll(USERS.len())]
    }

    fn group(&self) -> GroupId {
        id(GROUPS[self.roll(GROUPS.len())])
    }
}

/// Somebody does something. What is refused is as good as anything else.
async fn something_happens(engine: &Engine, dice: &Dice) {
    let (name, group) = (dice.user(), dice.group());
    let (own, users) = (call(name, None), vec![user(name), user(dice.user())]);
    let (reason, silent) = (String::new(), dice.one_in(3));
    match dice.roll(22) {
        0..3 => {
            let mut create = chosen(group.as_str(), &own);
            create.group.kind = KINDS[dice.roll(KINDS.len())];
            drop(engine.run(&own, create).await);
        }
        3 => {
            let mut create = chosen(group.as_str(), &own);
            create.group.kind = KINDS[dice.roll(3)];
            drop(engine.run(&admin(), ImportGroup { group: create.group, created_at: None }).await);
        }
        4..8 => drop(engine.run(&admin(), AddMembers { group, users, silent }).await),
        8 => {
            let row = |user: &UserId| ImportedMember { user: user.clone(), role: Role::Member, joined_at: None, unread: 0 };
            let members = users.iter().map(row).collect();
            drop(engine.run(&admin(), ImportMembers { group, members }).await);
        }
        9 => drop(engine.quit(&own, QuitGroup { group }).await),
        10..12 => {
            let ban_secs = if dice.one_in(3) { 60 } else { 0 };
            drop(engine.kick(&admin(), KickMembers { group, users, reason, silent, ban_secs }).await);
        }
        12 => drop(engine.ban(&admin(), BanMembers { group, users, secs: 70, description: reason }).await),
        13 => drop(engine.run(&admin(), UnbanMembers { group, users }).await),
        14 => drop(engine.join(&own, None, JoinGroup { group, message: reason }).await),
        15 => {
            let applications = users.into_iter().map(|user| (user, None)).collect();
            drop(engine.run(&admin(), HandleApplications { group, applications, accept: true, reason }).await);
        }
        16 => drop(engine.run(&admin(), DestroyGroup { group }).await),
        17 => drop(engine.clean_up().await),
        turn => {
            let patch = GroupPatch { name: Some(format!("{turn} {}", dice.roll(1000))), ..GroupPatch::default() };
            drop(engine.run(&admin(), ModifyGroup { group, patch }).await);
        }
    }
}

/// What somebody heard: per group the tips by their numbers, and his notices.
#[derive(Default, PartialEq, Debug)]
struct Heard {
    tips: BTreeMap<GroupId, Vec<(u64, String)>>,
    notices: Vec<(u64, String)>,
}

/// Gaps of numbers that were announced: of groups, and of notices.
type Skipped = (BTreeMap<GroupId, Vec<(u64, u64)>>, Vec<(u64, u64)>);

/// Somebody with an app that keeps his cursors.
struct Reader {
    name: &'static str,
    feed: Feed,
    heard: Heard,
    /// Cursors as an app keeps them that goes by what it is told.
    kept: Cursors,
    skipped: Skipped,
}

impl Reader {
    async fn new(engine: &Arc<Engine>, name: &'static str) -> Self {
        let feed = feed(engine, name, None).await;
        Self { name, feed, heard: Heard::default(), kept: cursors(0, &[]), skipped: Default::default() }
    }

    /// Takes what there is, at most so much.
    async fn listen(&mut self, most: usize) {
        for _ in 0..most {
            let Some(fed) = said_now(&mut self.feed).await else { return };
            self.hear(fed.unwrap());
        }
    }

    fn hear(&mut self, fed: Fed) {
        match fed {
            Fed::Tip { group, event, .. } => {
                self.heard.tips.entry(group.clone()).or_default().push((event.number, format!("{:?}", event.event)));
                self.kept.groups.insert(group, event.number);
            }
            Fed::Notice(notice) => {
                self.heard.notices.push((notice.number, format!("{notice:?}")));
                self.kept.notices = notice.number;
            }
            Fed::Refresh { group, number } => {
                let from = self.kept.groups.insert(group.clone(), number).unwrap_or(0);
                self.skipped.0.entry(group).or_default().push((from, number));
            }
            Fed::RefreshNotices { number } => {
                self.skipped.1.push((self.kept.notices, number));
                self.kept.notices = number;
            }
            // Nothing of it is owed to him.
            Fed::Passing(_) | Fed::Over => {}
            Fed::CaughtUp { gone } => self.kept.groups.retain(|group, _| !gone.contains(group)),
        }
    }

    /// Is cut off and comes back, with the cursors of the feed or with those that his app kept.
    async fn cut(&mut self, engine: &Arc<Engine>, dice: &Dice) {
        let from = if dice.one_in(2) { self.feed.cursors().clone() } else { self.kept.clone() };
        self.feed = feed(engine, self.name, Some(from)).await;
    }
}

/// Lets a history happen to readers who are cut and to others who are not, and gives back the engine and both of each user.
async fn history(seed: u64, backlog: Backlog, losses: bool) -> (Arc<Engine>, Vec<(Reader, Reader)>) {
    println!("seed {seed}");
    let dice = Dice(Cell::new(seed));
    let engine = Arc::new(engine(store(), 0, None).with_backlog(backlog));
    let mut readers = Vec::new();
    for name in USERS {
        readers.push((Reader::new(&engine, name).await, Reader::new(&engine, name).await));
    }
    for _ in 0..60 + dice.roll(100) {
        if losses && dice.one_in(15) {
            for (_, whole) in &mut readers {
                whole.listen(usize::MAX).await;
            }
            let work = async {
                for _ in 0..dice.roll(4) {
                    something_happens(&engine, &dice).await;
                }
            };
            unheard(&engine, work).await;
        }
        something_happens(&engine, &dice).await;
        for (cut, whole) in &mut readers {
            whole.listen(usize::MAX).await;
            if dice.one_in(3) {
                cut.listen(dice.roll(6)).await;
            }
            if dice.one_in(6) {
                cut.cut(&engine, &dice).await;
            }
        }
    }
    engine.clean_up().await.unwrap();
    for (cut, whole) in &mut readers {
        cut.cut(&engine, &dice).await;
        cut.listen(usize::MAX).await;
        whole.listen(usize::MAX).await;
        assert_eq!(cut.feed.cursors().notices, whole.feed.cursors().notices);
        assert!(engine.joined(app(), &user(cut.name), Default::default(), 0, 9).await.unwrap().rows.iter().all(|(group, _)| {
            group.kind == Kind::Live || cut.feed.cursors().groups.get(&group.id) == Some(&group.numbers.events)
        }));
    }
    (engine, readers)
}

#[tokio::test]
async fn whoever_is_cut_off_anywhere_hears_what_everybody_hears() {
    for seed in 0..150 {
        for (cut, whole) in history(seed, Backlog { page: 4, ..Backlog::default() }, true).await.1 {
            assert_eq!(cut.heard.notices, whole.heard.notices, "seed {seed}, {}", cut.name);
            assert_eq!(cut.heard.tips, whole.heard.tips, "seed {seed}, {}", cut.name);
            assert_eq!(cut.skipped, Default::default());
        }
    }
}

#[tokio::test]
async fn whoever_was_away_too_long_is_told_what_he_did_not_hear() {
    for seed in 0..150 {
        for (cut, whole) in history(seed, Backlog { events: 6, notices: 6, page: 2 }, false).await.1 {
            let (tips, notices) = &cut.skipped;
            let mut missing = whole.heard.notices;
            missing.retain(|told| !notices.iter().any(|(from, to)| (from + 1..=*to).contains(&told.0)));
            assert_eq!(cut.heard.notices, missing, "seed {seed}, {}", cut.name);
            for (group, mut due) in whole.heard.tips {
                let heard = cut.heard.tips.get(&group).cloned().unwrap_or_default();
                let gaps = tips.get(&group).cloned().unwrap_or_default();
                let strange = heard.iter().find(|tip| !due.contains(tip));
                assert_eq!(strange, None, "seed {seed}, {}", cut.name);
                assert!(heard.is_sorted_by(|one, next| one.0 < next.0), "seed {seed}, {}: {heard:?}", cut.name);
                due.retain(|tip| !heard.contains(tip) && !gaps.iter().any(|(from, to)| (from + 1..=*to).contains(&tip.0)));
                assert!(due.is_empty() || !notices.is_empty(), "seed {seed}, {}: {group} misses {due:?}", cut.name);
            }
        }
    }
}

#[tokio::test]
async fn no_cursors_open_what_happened_while_somebody_was_no_member() {
    for seed in 0..80 {
        let dice = Dice(Cell::new(seed ^ 0xf0e));
        let (engine, readers) = history(seed, Backlog { page: 4, ..Backlog::default() }, false).await;
        for (_, whole) in readers {
            for _ in 0..5 {
                let number = || dice.roll(40) as u64;
                let groups: Vec<_> = GROUPS.into_iter().filter(|_| dice.one_in(2)).map(|group| (group, number())).collect();
                let mut forger = Reader::new(&engine, whole.name).await;
                forger.feed = feed(&engine, whole.name, Some(cursors(number(), &groups))).await;
                forger.listen(usize::MAX).await;
                for (group, heard) in &forger.heard.tips {
                    let due = whole.heard.tips.get(group).cloned().unwrap_or_default();
                    let strange = heard.iter().find(|tip| !due.contains(tip));
                    assert_eq!(strange, None, "seed {seed}, {} with {groups:?}", whole.name);
                }
            }
        }
    }
}
