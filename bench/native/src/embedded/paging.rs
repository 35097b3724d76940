//! Memory of a process that pages through all members of a group, which must not grow with their number.

use crate::Fault;
use crate::work::Opened;
use opentim_domain::{GroupId, UserId};
use opentim_engine::{MembersQuery, Roles};
use opentim_store_sqlite::Durability;
use serde_json::json;
use std::path::Path;
use std::time::Instant;

/// Pages through all members, `limit` at a time, and says how many bytes the process held at most above what it held after the
/// first page.
pub async fn measure(folder: &Path, group: &str, limit: usize) -> Result<(), Fault> {
    let opened = Opened::new(folder, Durability::Full)?;
    let group = GroupId::parse(group).map_err(|fault| format!("{fault:?}"))?;
    let call = opened.admin_call(UserId::parse("administrator").map_err(|fault| format!("{fault:?}"))?);
    let (mut after, mut rows, mut first, mut most) = (0, 0, None, None);
    let began = Instant::now();
    loop {
        let query = MembersQuery { after, skip: 0, limit, roles: Roles::ALL, mark: None };
        let page = opened.engine.members(&call, &group, query).await.map_err(|refusal| refusal.to_string())?;
        rows += page.rows.len();
        let own = own_bytes()?;
        first = first.or(own);
        most = most.max(own);
        after = page.next;
        if after == 0 {
            break;
        }
    }
    let ms = began.elapsed().as_secs_f64() * 1e3;
    let grown = most.zip(first).map(|(most, first)| most - first);
    println!("{}", json!({ "limit": limit, "rows": rows, "ms": ms, "first": first, "grown": grown }));
    Ok(())
}

/// Memory of this process that is in no file; on systems that do not tell, nothing.
fn own_bytes() -> Result<Option<u64>, Fault> {
    if !cfg!(target_os = "linux") {
        return Ok(None);
    }
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).ok_or("the system does not tell RssAnon")?;
    let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(Some(kib * 1024))
}
