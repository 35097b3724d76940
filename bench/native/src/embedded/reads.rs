//! Reads beside plain rusqlite.

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

const GROUPS: usize = 20_000;
/// So many that each is in 100 groups.
const USERS: usize = 1_000;

pub async fn measure(folder: &Path, rounds: usize, gets: usize, lists: usize) -> Result<(), Fault> {
    let opened = Arc::new(Opened::new(&folder.join("engine"), Durability::Relaxed)?);
    let ids = opened.create(0, GROUPS, USERS).await?;
    let mut plain = Plain::new(&folder.join("plain"))?;
    plain.fill(&ids, USERS)?;
    let mut result = json!({ "get": { "ours": [], "beside": [] }, "list": { "ours": [], "beside": [] } });
    for _ in 0..rounds {
        push(&mut result, "get", "ours", gets_ours(&opened, &ids, gets).await?);
        push(&mut result, "get", "beside", gets_beside(&plain, &ids, gets)?);
        push(&mut result, "list", "ours", lists_ours(&opened, lists).await?);
        push(&mut result, "list", "beside", lists_beside(&plain, lists)?);
    }
    println!("{result}");
    Ok(())
}

fn push(result: &mut serde_json::Value, what: &str, side: &str, rate: f64) {
    if let Some(list) = result[what][side].as_array_mut() {
        list.push(json!(rate));
    }
}

/// Spread over all without an order that a cache likes.
fn scattered(at: usize, of: usize) -> usize {
    at.wrapping_mul(7_919) % of
}

async fn gets_ours(opened: &Opened, ids: &[GroupId], count: usize) -> Result<f64, Fault> {
    let start = Instant::now();
    for at in 0..count {
        let id = &ids[scattered(at, ids.len())];
        let found = opened.engine.profiles(opened.app, std::slice::from_ref(id), None).await;
        let found = found.map_err(|refusal| refusal.to_string())?;
        black_box(found.first().and_then(Option::as_ref).ok_or("a group is missing")?);
    }
    Ok(count as f64 / start.elapsed().as_secs_f64())
}

fn gets_beside(plain: &Plain, ids: &[GroupId], count: usize) -> Result<f64, Fault> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let start = Instant::now();
    for at in 0..count {
        black_box(plain.group(&ids[scattered(at, ids.len())])?.ok_or("a group is missing")?);
    }
    Ok(count as f64 / start.elapsed().as_secs_f64())
}

async fn lists_ours(opened: &Opened, count: usize) -> Result<f64, Fault> {
    let users = users()?;
    let start = Instant::now();
    for at in 0..count {
        let user = &users[scattered(at, users.len())];
        let found = opened.engine.joined(opened.app, user, JoinedFilter::default(), 0, 5_000).await;
        let found = found.map_err(|refusal| refusal.to_string())?;
        if black_box(found).rows.len() != 100 {
            return Err("a list does not hold 100 groups".into());
        }
    }
    Ok(count as f64 / start.elapsed().as_secs_f64())
}

fn lists_beside(plain: &Plain, count: usize) -> Result<f64, Fault> {
    let users: Vec<String> = users()?.iter().map(ToString::to_string).collect();
    let start = Instant::now();
    for at in 0..count {
        let found = plain.joined(&users[scattered(at, users.len())])?;
        if black_box(found).len() != 100 {
            return Err("a list does not hold 100 groups".into());
        }
    }
    Ok(count as f64 / start.elapsed().as_secs_f64())
}

fn users() -> Result<Vec<UserId>, Fault> {
    (0..USERS).map(|at| Ok(people(at, USERS)?.0)).collect()
}
