//! The list of a user's groups, whole and as the difference to what a client has of it.

use super::Caller;
use crate::refusal::{NotDone, of_engine};
use crate::session::Session;
use opentim_domain::group::{Group, Member};
use opentim_engine::{Engine, Refusal};
use opentim_store::JoinedFilter;
use opentim_wire::sdk::group::{ChangedGroup, JoinedDifference, joined_groups, joined_row};
use opentim_wire::sdk::{Failure, Request, reply};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What a client has of the list: the version of each group's row.
pub type Known = BTreeMap<String, String>;

pub(super) async fn list(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let rows = rows(caller.session, JoinedFilter::default()).await?;
    Ok(reply::success(joined_groups(&rows), &request.user_data))
}

/// The list as JSON text, as the difference to what is known.
pub(crate) async fn sync(session: &Session, known: &Known) -> Result<String, Failure> {
    let rows = rows(session, JoinedFilter::default()).await.map_err(of_engine)?;
    let same = rows.len() == known.len() && rows.iter().all(|(group, _)| known.contains_key(group.id.as_str()));
    let order = (!same).then(|| rows.iter().map(|(group, _)| group.id.to_string()).collect());
    let changed = rows.iter().filter_map(|row| changed(row, known)).collect();
    Ok(reply::bare(JoinedDifference { changed, order }))
}

fn changed(row: &(Group, Member), known: &Known) -> Option<ChangedGroup> {
    let group = row.0.id.to_string();
    let row = joined_row(row)?;
    let hash = Sha256::digest(row.get());
    let version = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>();
    (known.get(&group) != Some(&version)).then_some(ChangedGroup { group, version, row })
}

/// The groups of the user that the filter takes.
pub(super) async fn rows(session: &Session, filter: JoinedFilter) -> Result<Vec<(Group, Member)>, Refusal> {
    let (engine, who): (&Engine, _) = (session.engine(), session.who());
    let page = who.limits.joined_page;
    let mut rows = Vec::new();
    loop {
        let next = engine.joined(who.app, &who.user, filter, rows.len(), page).await?;
        let done = next.rows.is_empty() || rows.len() + next.rows.len() >= next.total;
        rows.extend(next.rows);
        if done {
            return Ok(rows);
        }
    }
}
