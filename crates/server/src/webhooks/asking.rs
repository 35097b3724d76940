//! Questions to the back ends, as the engine puts them.

use super::settings::OnFailure;
use super::{Target, Webhooks};
use opentim_domain::{Actor, AppId, Kind, Question, UserId};
use opentim_engine::{BackEnd, Signal, Verdict};
use opentim_store::{JoinedFilter, StoreError};
use opentim_wire::webhook::{Answer, Callback, Owned, REFUSED, before, callback, full, presence};
use std::collections::BTreeMap;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::Ordering;

/// Rows of a user's list read at once.
const PAGE: usize = 1000;

tokio::task_local! {
    /// Where the call comes from that is being done.
    static CLIENT: IpAddr;
}

/// Does a call; questions that it leads to name this address.
pub(crate) async fn with_client_address<T>(client: IpAddr, call: impl Future<Output = T>) -> T {
    CLIENT.scope(client, call).await
}

impl BackEnd for Webhooks {
    fn wants(&self, app: AppId) -> bool {
        self.of(app).is_some_and(|target| target.asks())
    }

    fn ask<'a>(
        &'a self,
        app: AppId,
        actor: &'a Actor,
        question: &'a Question,
    ) -> Pin<Box<dyn Future<Output = Verdict> + Send + 'a>> {
        Box::pin(async move {
            match self.of(app).filter(|target| target.wants(callback(question))) {
                Some(target) => self.verdict(target, actor, question).await,
                None => Verdict::Allowed { refused: Vec::new() },
            }
        })
    }

    fn committed(&self, app: AppId) {
        if let Some(target) = self.of(app) {
            target.news.notify_one();
        }
    }

    fn signal(&self, app: AppId, signal: Signal<'_>) {
        let Some(target) = self.of(app) else { return };
        let now = self.clock.now();
        match signal {
            Signal::Presence { group, users, online } if target.wants(Callback::OnMemberStateChange) => {
                target.pass(presence(group, users, online, now, target.form));
            }
            Signal::Full { group } if target.wants(Callback::AfterGroupFull) => target.pass(full(group, now, target.form)),
            Signal::Presence { .. } | Signal::Full { .. } => {}
        }
    }
}

impl Webhooks {
    async fn verdict(&self, target: &Target, actor: &Actor, question: &Question) -> Verdict {
        let owned = self.owned(target.app, actor, question).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "how many groups somebody owns could not be counted for a webhook");
            Owned::new()
        });
        let body = before(question, actor, &owned, self.clock.now(), target.form);
        let client = CLIENT.try_with(|client| *client).ok();
        let answer = match target.post(&body, actor.face, client, None).await {
            Ok(bytes) => Answer::decode(&bytes).inspect_err(|_| target.counts.fail(self.clock.now().0)),
            Err(fault) => Err(fault.to_string()),
        };
        match answer {
            Ok(Answer::Allowed { refused }) => Verdict::Allowed { refused: among(question, &refused) },
            Ok(Answer::Refused { number, text }) => {
                target.counts.refused.fetch_add(1, Ordering::Relaxed);
                let text = if text.is_empty() { "the app's back end refuses this".to_owned() } else { text };
                Verdict::Refused { number, text }
            }
            Err(fault) => {
                tracing::warn!(app = %target.app, event = body.callback.name(), fault, "the app's back end could not be asked");
                match target.on_failure {
                    OnFailure::Allow => Verdict::Allowed { refused: Vec::new() },
                    OnFailure::Refuse => {
                        let text = format!("the app's back end must be asked first and could not be: {fault}; try again later");
                        Verdict::Refused { number: REFUSED, text }
                    }
                }
            }
        }
    }

    /// Groups by type that the one for whom a group is created owns already.
    async fn owned(&self, app: AppId, actor: &Actor, question: &Question) -> Result<Owned, StoreError> {
        let Question::BeforeCreate { owner, .. } = question else { return Ok(Owned::new()) };
        let user = owner.as_ref().unwrap_or(&actor.user);
        let mut counts: BTreeMap<Kind, u64> = BTreeMap::new();
        for topics in [false, true] {
            let filter = JoinedFilter { kind: None, huge: true, topics };
            let mut skip = 0;
            loop {
                let page = self.store.joined(app, user, filter, skip, PAGE).await?;
                skip += page.rows.len();
                for (group, _) in page.rows.iter().filter(|(group, _)| group.owner.as_ref() == Some(user)) {
                    *counts.entry(group.kind).or_default() += 1;
                }
                if page.rows.is_empty() || skip >= page.total {
                    break;
                }
            }
        }
        Ok(counts.into_iter().collect())
    }
}

/// Those of the refused accounts that the question named.
fn among(question: &Question, refused: &[String]) -> Vec<UserId> {
    let named = match question {
        Question::BeforeInvite { users, .. } => users.as_slice(),
        Question::BeforeCreate { .. } | Question::BeforeApply { .. } | Question::BeforeCreateTopic { .. } => &[],
    };
    named.iter().filter(|user| refused.iter().any(|refused| refused == user.as_str())).cloned().collect()
}
