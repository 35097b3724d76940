//! How the rate of creates and the size of the folder grow with the number of groups in one store that goes on and on.

use crate::Fault;
use crate::work::{Opened, people};
use opentim_bench::{INTRODUCTION, name};
use opentim_store_sqlite::Durability;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Users: a million groups put each of them into 100.
const USERS: u64 = 50_000;

/// Creates up to the largest of `at`, 64 callers at once, durable. Says the rate over the `creates` groups around each size.
pub async fn measure(folder: &Path, at: &[u64], creates: u64) -> Result<(), Fault> {
    let opened = Arc::new(Opened::new(folder, Durability::Full)?);
    let mut held = 0;
    let mut rates = Vec::new();
    for &size in at {
        let from = size.saturating_sub(creates / 2);
        opened.create(held, from.saturating_sub(held), USERS).await?;
        let start = Instant::now();
        opened.create(from, creates, USERS).await?;
        rates.push(json!({ "groups": size, "rate": creates as f64 / start.elapsed().as_secs_f64() }));
        held = from + creates;
    }
    opened.store.close();
    println!("{}", json!({ "rates": rates, "groups": held, "bytes": size_of(folder)?, "logicalBytes": logical_bytes(held)? }));
    Ok(())
}

/// Only fills a folder; says the id of its first group.
pub async fn fill_only(folder: &Path, groups: u64) -> Result<(), Fault> {
    let opened = Arc::new(Opened::new(folder, Durability::Relaxed)?);
    let ids = opened.create(0, groups, USERS).await?;
    opened.store.close();
    println!("{}", json!({ "groups": groups, "bytes": size_of(folder)?, "first": ids.first().map(ToString::to_string) }));
    Ok(())
}

fn size_of(folder: &Path) -> Result<u64, Fault> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}

/// Length of a generated id.
const ID: u64 = "@TGS#2J4SZEAEL".len() as u64;
/// A time, a number or a set of bits.
const NUMBER: u64 = 8;
/// A count.
const COUNT: u64 = 4;
/// A choice out of few.
const CHOICE: u64 = 1;

/// All logical rows of so many groups, without any overhead: texts by their bytes, times and numbers by 8, counts by 4, choices
/// by 1. Ids are counted in every row that names one.
fn logical_bytes(groups: u64) -> Result<u64, Fault> {
    let (owner, members) = people(0, USERS)?;
    let (user, name, introduction) = (owner.as_str().len() as u64, name(0).len() as u64, INTRODUCTION.len() as u64);
    let five = members.len() as u64 + 1;
    // created, info changed, default permissions, four versions; cap and member count; kind, join, invite, mute, topics, permission groups
    let group = ID + name + introduction + user + 7 * NUMBER + 2 * COUNT + 6 * CHOICE;
    // joined at; role, flag
    let member = ID + user + NUMBER + 2 * CHOICE;
    // joined at; kind, topics, role, flag
    let joined = user + ID + NUMBER + 4 * CHOICE;
    // number, time; member count; actor with standing and face; kind, name, owner, the others with their roles
    let event = ID + 2 * NUMBER + COUNT + user + 2 * CHOICE + CHOICE + name + user + (five - 1) * (user + CHOICE);
    // number, time; what; by whom
    let notice = user + ID + 2 * NUMBER + CHOICE + user;
    Ok(groups * (group + event + five * (member + joined + notice)))
}
