//! Reads beside plain rusqlite. All of them happen on one thread; the rounds take turns.

use crate::Fault;
use crate::plain::Plain;
use crate::work::{Opened, people};
use opentim_domain::{GroupId, UserId};
use opentim_store::JoinedFilter;
use opentim_store_sqlite::Durability;
use serde_json::json;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Groups in which each user is.
const LIST: u64 = 100;

/// How much is measured.
pub struct Size {
    /// Groups in the folder.
    pub groups: u64,
    /// Rounds of each.
    pub rounds: usize,
    /// Reads of one group per round.
    pub gets: usize,
    /// Lists per round.
    pub lists: usize,
}

/// Reads per second of every round.
#[derive(Default)]
struct Rates {
    get: Vec<f64>,
    get_plain: Vec<f64>,
    list: Vec<f64>,
    list_plain: Vec<f64>,
    list_plain_with_groups: Vec<f64>,
}

pub async fn measure(folder: &Path, size: &Size) -> Result<(), Fault> {
    let pool = size.groups * 5 / LIST;
    let opened = Arc::new(Opened::new(&folder.join("engine"), Durability::Relaxed)?);
    let ids = opened.create(0, size.groups, pool).await?;
    // Opened again, so that nothing is read from a log.
    opened.store.close();
    drop(opened);
    let opened = Opened::new(&folder.join("engine"), Durability::Full)?;
    let mut plain = Plain::new(&folder.join("plain"))?;
    plain.fill(&ids, pool)?;
    let users: Vec<UserId> = (0..pool).map(|at| Ok(people(at, pool)?.0)).collect::<Result<_, Fault>>()?;
    let mut rates = Rates::default();
    for _ in 0..size.rounds {
        rates.get.push(gets(&opened, &ids, size.gets).await?);
        rates.get_plain.push(each(&ids, size.gets, |id| Ok(plain.group(id.as_str())?.is_some()))?);
        rates.list.push(lists(&opened, &users, size.lists).await?);
        rates.list_plain.push(each(&users, size.lists, |user| Ok(black_box(plain.list(user.as_str())?).len() == 100))?);
        let with_groups = each(&users, size.lists, |user| Ok(black_box(plain.list_with_groups(user.as_str())?).len() == 100))?;
        rates.list_plain_with_groups.push(with_groups);
    }
    println!(
        "{}",
        json!({
            "get": { "ours": rates.get, "beside": rates.get_plain },
            "list": { "ours": rates.list, "beside": rates.list_plain, "besideWithGroups": rates.list_plain_with_groups },
        })
    );
    Ok(())
}

/// In an order that no cache likes.
fn scattered<T>(all: &[T], count: usize) -> impl Iterator<Item = &T> {
    (0..count).map(|at| &all[at.wrapping_mul(7_919) % all.len()])
}

async fn gets(opened: &Opened, ids: &[GroupId], count: usize) -> Result<f64, Fault> {
    let start = Instant::now();
    for id in scattered(ids, count) {
        let found = opened.engine.profiles(opened.app, std::slice::from_ref(id), None).await;
        let found = found.map_err(|refusal| refusal.to_string())?;
        black_box(found.first().and_then(Option::as_ref).ok_or("a group is missing")?);
    }
    Ok(count as f64 / start.elapsed().as_secs_f64())
}

async fn lists(opened: &Opened, users: &[UserId], count: usize) -> Result<f64, Fault> {
    let start = Instant::now();
    for user in scattered(users, count) {
        let found = opened.engine.joined(opened.app, user, JoinedFilter::default(), 0, 5_000).await;
        let found = found.map_err(|refusal| refusal.to_string())?;
        if black_box(found).rows.len() as u64 != LIST {
            return Err("a list does not hold 100 groups".into());
        }
    }
    Ok(count as f64 / start.elapsed().as_secs_f64())
}

fn each<T>(all: &[T], count: usize, read: impl Fn(&T) -> Result<bool, Fault>) -> Result<f64, Fault> {
    let start = Instant::now();
    for one in scattered(all, count) {
        if !black_box(read(one)?) {
            return Err("plain rusqlite does not hold the same rows".into());
        }
    }
    Ok(count as f64 / start.elapsed().as_secs_f64())
}
