//! What the size of a group costs: the same calls in a small group and in larger ones, in turns.

use crate::Fault;
use crate::work::{Opened, group};
use opentim_domain::application::{Applied, JoinGroup};
use opentim_domain::group::CreateGroup;
use opentim_domain::member::{AddMembers, KickMembers};
use opentim_domain::{GroupId, Kind, Outcome, UserId};
use opentim_engine::{MembersQuery, Roles};
use opentim_store_sqlite::Durability;
use serde_json::{Map, Value, json};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// Rows of a page.
const PAGE: usize = 50;
/// Users who join and are kicked in turn; members of nothing else.
const GUESTS: u64 = 500;
/// Accounts that exist at most: the prime scatters their names, so that neighbours in time are not neighbours in any table.
const ACCOUNTS: u64 = 1_000_003;

/// How much is measured.
pub struct Amount {
    /// Rounds; in each all sizes take turns.
    pub rounds: usize,
    /// Calls of each kind per size and round.
    pub calls: usize,
}

/// A community with its owner and its other members, who are the accounts number 1, 2 and so on.
pub struct Filled {
    pub id: GroupId,
    pub owner: UserId,
    /// All members.
    pub size: u64,
}

/// Account number `at`.
pub fn account(at: u64) -> Result<UserId, Fault> {
    UserId::parse(&format!("user{:07}", at * 7919 % ACCOUNTS)).map_err(|fault| format!("{fault:?}").into())
}

impl Filled {
    /// Makes group number `at` and adds its members, as many per call as the back end may.
    pub async fn new(opened: &Opened, at: u64, size: u64) -> Result<Self, Fault> {
        let owner = UserId::parse("owner").map_err(|fault| format!("{fault:?}"))?;
        let call = opened.call(owner.clone());
        let new = group(at, Kind::Community, owner.clone(), opened.engine.draw(&call, Kind::Community));
        let made = opened.engine.run(&call, CreateGroup { group: new, members: Vec::new() }).await;
        let id = made.map_err(|refusal| refusal.to_string())?.group;
        let users: Vec<UserId> = (1..size).map(account).collect::<Result<_, Fault>>()?;
        let admin = opened.admin_call(UserId::parse("administrator").map_err(|fault| format!("{fault:?}"))?);
        for users in users.chunks(admin.limits.add_members) {
            let add = AddMembers { group: id.clone(), users: users.to_vec(), silent: true };
            let added = opened.engine.run(&admin, add).await.map_err(|refusal| refusal.to_string())?;
            if added.iter().any(|target| target.outcome != Outcome::Done) {
                return Err("not everybody became a member".into());
            }
        }
        Ok(Self { id, owner, size })
    }

    /// A member other than the owner, another one each time, in an order that no cache likes.
    fn member(&self, nth: usize) -> Result<UserId, Fault> {
        account(1 + nth as u64 * 7_877 % (self.size - 1))
    }

    pub async fn join(&self, opened: &Opened, guest: &UserId) -> Result<(), Fault> {
        let join = JoinGroup { group: self.id.clone(), message: String::new() };
        let applied = opened.engine.join(&opened.call(guest.clone()), None, join).await;
        if applied.map_err(|refusal| refusal.to_string())? != Applied::Joined {
            return Err("a guest did not become a member".into());
        }
        Ok(())
    }

    pub async fn kick(&self, opened: &Opened, guest: &UserId) -> Result<(), Fault> {
        let users = vec![guest.clone()];
        let kick = KickMembers { group: self.id.clone(), users, reason: String::new(), silent: false, ban_secs: 0 };
        let kicked = opened.engine.kick(&opened.call(self.owner.clone()), kick).await.map_err(|refusal| refusal.to_string())?;
        if kicked.iter().any(|target| target.outcome != Outcome::Done) {
            return Err("a guest was not kicked".into());
        }
        Ok(())
    }

    /// Reads a full page somewhere in the group, as one of its members.
    async fn page(&self, opened: &Opened, nth: usize) -> Result<(), Fault> {
        let after = nth as u64 * 6_997 % (self.size - PAGE as u64 + 1);
        let query = MembersQuery { after, skip: 0, limit: PAGE, roles: Roles::ALL, mark: None };
        let page = opened.engine.members(&opened.call(self.member(nth)?), &self.id, query).await;
        let page = black_box(page.map_err(|refusal| refusal.to_string())?);
        if page.rows.len() == PAGE { Ok(()) } else { Err("a page is not full".into()) }
    }

    /// Reads the group, for `reader` with his own membership.
    async fn info(&self, opened: &Opened, reader: Option<&UserId>) -> Result<(), Fault> {
        let found = opened.engine.profiles(opened.app, std::slice::from_ref(&self.id), reader).await;
        let found = black_box(found.map_err(|refusal| refusal.to_string())?);
        match found.first() {
            Some(Some(profile)) if profile.own.is_some() == reader.is_some() => Ok(()),
            _ => Err("a group or a membership is missing".into()),
        }
    }
}

/// Microseconds that calls took.
#[derive(Default)]
struct Times([Vec<f64>; NAMES.len()]);

/// Kinds of calls.
const NAMES: [&str; 5] = ["join", "kick", "page", "info", "info-own"];

impl Times {
    fn note(&mut self, at: usize, began: Instant) {
        self.0[at].push(began.elapsed().as_secs_f64() * 1e6);
    }

    fn medians(self) -> [f64; NAMES.len()] {
        self.0.map(|mut times| {
            times.sort_unstable_by(f64::total_cmp);
            times[times.len() / 2]
        })
    }
}

/// Fills groups of these sizes, then says for each kind of call and each size the median of every round, in microseconds.
pub async fn measure(folder: &Path, sizes: &[u64], amount: &Amount, durability: Durability) -> Result<(), Fault> {
    let opened = Opened::new(folder, Durability::Relaxed)?;
    let began = Instant::now();
    let mut groups = Vec::new();
    for (at, size) in (0..).zip(sizes) {
        // The guest is the last who fits in.
        groups.push(Filled::new(&opened, at, size - 1).await?);
    }
    let filled = began.elapsed().as_secs_f64();
    // Opened again, so that nothing is read from a log.
    opened.store.close();
    drop(opened);
    let opened = Opened::new(folder, durability)?;
    let largest = groups.iter().max_by_key(|group| group.size).ok_or("no size was given")?;
    let guests: Vec<UserId> = (largest.size..largest.size + GUESTS).map(account).collect::<Result<_, Fault>>()?;
    // Their accounts exist before they are measured, and every group has been met.
    for guest in &guests {
        largest.join(&opened, guest).await?;
        largest.kick(&opened, guest).await?;
    }
    let mut medians: Vec<[Vec<f64>; NAMES.len()]> = groups.iter().map(|_| Default::default()).collect();
    for round in 0..amount.rounds {
        for (medians, of_round) in medians.iter_mut().zip(in_turns(&opened, &groups, &guests, round, amount.calls).await?) {
            medians.iter_mut().zip(of_round.medians()).for_each(|(all, one)| all.push(one));
        }
    }
    let calls = NAMES.iter().enumerate().map(|(at, name)| {
        let by_size = medians.iter().map(|of_size| json!(of_size[at])).collect();
        ((*name).to_owned(), Value::Array(by_size))
    });
    let calls: Map<String, Value> = calls.collect();
    opened.store.close();
    println!("{}", json!({ "sizes": sizes, "filledSeconds": filled, "medians": calls, "largest": largest.id.as_str() }));
    Ok(())
}

/// Every call in every group, one group after the other; who comes first changes from call to call.
async fn in_turns(opened: &Opened, groups: &[Filled], guests: &[UserId], round: usize, calls: usize) -> Result<Vec<Times>, Fault> {
    let mut times: Vec<Times> = groups.iter().map(|_| Times::default()).collect();
    for call in 0..calls {
        let nth = round * calls + call;
        let guest = &guests[nth % guests.len()];
        for turn in 0..groups.len() {
            let at = (nth + turn) % groups.len();
            let (group, times) = (&groups[at], &mut times[at]);
            let began = Instant::now();
            group.join(opened, guest).await?;
            times.note(0, began);
            let began = Instant::now();
            group.kick(opened, guest).await?;
            times.note(1, began);
            let began = Instant::now();
            group.page(opened, nth).await?;
            times.note(2, began);
            let began = Instant::now();
            group.info(opened, None).await?;
            times.note(3, began);
            // Not the member who has just read a page.
            let reader = group.member(nth + 31)?;
            let began = Instant::now();
            group.info(opened, Some(&reader)).await?;
            times.note(4, began);
        }
    }
    Ok(times)
}
