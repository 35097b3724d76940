//! Work that goes on after its call was answered: removing the members of disbanded groups, and erasing persons.
//!
//! The engine does not spawn. Its host runs [`Engine::clean_up`] when the store is opened and whenever
//! [`Engine::clean_up_wanted`] wakes it; what a crash interrupts is found again at the next open.

use crate::call::{Call, Refusal};
use crate::run::Engine;
use opentim_domain::group::CleanUp;
use opentim_domain::{Actor, AppId, Face, GroupId, Limits, Reject, Standing, UserId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Members removed in one commit.
const PAGE: usize = 1000;
/// Groups looked up at once.
const GROUPS: usize = 100;

impl Engine {
    /// Finishes the clean-up of every disbanded group and the erasure of every person whose account was deleted, and says how many
    /// there were. What cannot be finished does not keep the others waiting.
    ///
    /// # Errors
    /// The first [`Refusal::Store`]; what is done stays done, the rest is found again by the next call.
    pub async fn clean_up(&self) -> Result<usize, Refusal> {
        let groups = self.finish_groups().await;
        let persons = self.erase().await?;
        // The last member of a group may have been erased.
        let ended = if persons > 0 { self.finish_groups().await? } else { 0 };
        Ok(groups? + persons + ended)
    }

    pub(crate) async fn finish_groups(&self) -> Result<usize, Refusal> {
        let (mut done, mut failed) = (0, BTreeMap::new());
        loop {
            let groups = self.store.closing(GROUPS + failed.len()).await?;
            let waiting: Vec<_> = groups.into_iter().filter(|group| !failed.contains_key(group)).collect();
            if waiting.is_empty() {
                return failed.into_values().next().map_or(Ok(done), Err);
            }
            for (app, group) in waiting {
                match self.clean_up_group(app, &group).await {
                    Ok(()) => done += 1,
                    Err(refusal) => drop(failed.insert((app, group), refusal)),
                }
            }
        }
    }

    /// Waits until a group was disbanded or an account deleted since the last call.
    pub async fn clean_up_wanted(&self) {
        self.disbanded.notified().await;
    }

    async fn clean_up_group(&self, app: AppId, group: &GroupId) -> Result<(), Refusal> {
        loop {
            let page = self.store.members(app, group, 0, PAGE).await?;
            let members = page.rows.into_iter().map(|member| member.user).collect();
            let step = CleanUp { group: group.clone(), members, last: !page.more };
            match self.run(&system_call(app), step).await {
                Ok(()) if page.more => {}
                // Done, or somebody else finished the same job.
                Ok(()) | Err(Refusal::Rule(Reject::NoSuchGroup)) => return Ok(()),
                Err(other) => return Err(other),
            }
        }
    }
}

pub(crate) fn system_call(app: AppId) -> Call {
    Call {
        app,
        actor: Actor { user: system_user(), standing: Standing::AppAdmin, face: Face::System },
        limits: Arc::new(Limits::RECOMMENDED),
        operation: None,
    }
}

/// The name that the system's own work goes under.
fn system_user() -> UserId {
    UserId::parse("@TIM#SYSTEM").unwrap_or_else(|fault| unreachable!("the system's name is a valid id: {fault:?}"))
}
