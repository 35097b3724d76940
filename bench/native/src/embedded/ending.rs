//! How soon a disband is answered, how long its clean-up takes, and what others notice of that.

use crate::Fault;
use crate::growing::{Filled, account};
use crate::work::Opened;
use opentim_domain::group::DestroyGroup;
use opentim_store_sqlite::Durability;
use serde_json::json;
use std::path::Path;
use std::time::Instant;

fn ms(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1e3
}

async fn disband(opened: &Opened, group: &Filled) -> Result<f64, Fault> {
    let call = opened.call(group.owner.clone());
    let command = DestroyGroup { group: group.id.clone() };
    let began = Instant::now();
    opened.engine.run(&call, command).await.map_err(|refusal| refusal.to_string())?;
    Ok(ms(began))
}

async fn clean_up(opened: &Opened) -> Result<f64, Fault> {
    let began = Instant::now();
    match opened.engine.clean_up().await.map_err(|refusal| refusal.to_string())? {
        1 => Ok(ms(began)),
        other => Err(format!("{other} groups were cleaned up, not one").into()),
    }
}

/// Disbands `rounds` groups of each size in turns; after each the clean-up. Then one more of the largest, with others joining
/// another group meanwhile. All times in milliseconds.
pub async fn measure(folder: &Path, sizes: &[u64], rounds: usize, durability: Durability) -> Result<(), Fault> {
    let opened = Opened::new(folder, Durability::Relaxed)?;
    let mut groups = Vec::new();
    let mut at = 0..;
    let mut number = || at.next().unwrap_or_default();
    for _ in 0..rounds {
        for size in sizes {
            groups.push(Filled::new(&opened, number(), *size).await?);
        }
    }
    let largest = *sizes.iter().max().ok_or("no size was given")?;
    let last = Filled::new(&opened, number(), largest).await?;
    let other = Filled::new(&opened, number(), 100).await?;
    opened.store.close();
    drop(opened);
    let opened = Opened::new(folder, durability)?;
    // The first commits after an opening also put rows in place that waited when it was closed: not what is compared.
    joins(&opened, &other, 200).await?;
    let mut answers: Vec<Vec<f64>> = sizes.iter().map(|_| Vec::new()).collect();
    let mut clean_ups = answers.clone();
    for (at, group) in groups.iter().enumerate() {
        answers[at % sizes.len()].push(disband(&opened, group).await?);
        clean_ups[at % sizes.len()].push(clean_up(&opened).await?);
    }
    let quiet = joins(&opened, &other, 200).await?;
    disband(&opened, &last).await?;
    let meanwhile = joins_meanwhile(&opened, &other).await?;
    println!(
        "{}",
        json!({ "sizes": sizes, "answers": answers, "cleanUps": clean_ups, "joins": quiet, "joinsMeanwhile": meanwhile })
    );
    Ok(())
}

/// Times of so many joins, one after the other, each by somebody who is kicked again.
async fn joins(opened: &Opened, group: &Filled, count: usize) -> Result<Vec<f64>, Fault> {
    let guest = account(group.size)?;
    let mut times = Vec::new();
    for _ in 0..count {
        let began = Instant::now();
        group.join(opened, &guest).await?;
        times.push(ms(began));
        group.kick(opened, &guest).await?;
    }
    Ok(times)
}

/// Joins until the clean-up that is due has ended.
async fn joins_meanwhile(opened: &Opened, group: &Filled) -> Result<Vec<f64>, Fault> {
    let engine = opened.engine.clone();
    let clean_up = tokio::spawn(async move { engine.clean_up().await });
    let mut times = Vec::new();
    while !clean_up.is_finished() {
        times.extend(joins(opened, group, 1).await?);
    }
    clean_up.await?.map_err(|refusal| refusal.to_string())?;
    Ok(times)
}
