//! How the rate of creates and the size of the folder grow with the number of groups.

use crate::Fault;
use crate::work::{INTRODUCTION, Opened, name, people};
use opentim_store_sqlite::Durability;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Groups per user stay about the same at every size.
const USERS: usize = 100_000;

pub async fn measure(folder: &Path, at: &[usize], creates: usize) -> Result<(), Fault> {
    let mut held = 0;
    let mut rates = Vec::new();
    for &size in at {
        // What comes before the measurement need not wait for the disk.
        fill(folder, held, size.saturating_sub(held)).await?;
        held = held.max(size);
        let opened = Arc::new(Opened::new(folder, Durability::Full)?);
        let start = Instant::now();
        opened.create(held, creates, USERS).await?;
        let rate = creates as f64 / start.elapsed().as_secs_f64();
        opened.store.close();
        held += creates;
        rates.push(json!({ "groups": size, "rate": rate }));
    }
    let bytes = size_of(folder)?;
    println!("{}", json!({ "rates": rates, "groups": held, "bytes": bytes, "logicalBytes": logical_bytes(held)? }));
    Ok(())
}

pub async fn fill_only(folder: &Path, groups: usize) -> Result<(), Fault> {
    fill(folder, 0, groups).await?;
    println!("{}", json!({ "groups": groups, "bytes": size_of(folder)? }));
    Ok(())
}

async fn fill(folder: &Path, from: usize, count: usize) -> Result<(), Fault> {
    let opened = Arc::new(Opened::new(folder, Durability::Relaxed)?);
    opened.create(from, count, USERS).await?;
    opened.store.close();
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
const ID: usize = "@TGS#2J4SZEAEL".len();
const NUMBER: usize = 8;
const WORD: usize = 1;

/// All logical rows of so many groups: texts by their bytes, times and numbers by 8, choices by 1.
fn logical_bytes(groups: usize) -> Result<usize, Fault> {
    let (owner, members) = people(0, USERS)?;
    let user = owner.to_string().len();
    let five = members.len() + 1;
    let group = ID + name(0).len() + INTRODUCTION.len() + user + 5 * NUMBER + 4 * WORD;
    let member = ID + user + NUMBER + 2 * WORD;
    let joined = user + ID + NUMBER + 2 * WORD;
    let event = ID + 3 * NUMBER + user + 2 * WORD + WORD + name(0).len() + user + members.len() * (user + WORD);
    let notice = user + NUMBER + ID + WORD + user + NUMBER;
    let counters = USERS.min(groups * five) * (user + NUMBER);
    Ok(groups * (group + five * (member + joined + notice) + event) + counters)
}
