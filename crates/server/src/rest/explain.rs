//! What would become of a command: read by its own reader and decided by its own rule, and then nothing is done.

use super::{Asked, Reply, failure, reply};
use crate::exchange::INTERNAL;
use opentim_domain::{Actor, Check, Command, Face};
use opentim_engine::{Call, Explained};
use opentim_wire::rest::Failure;
use opentim_wire::rest::explain::{self, Explanation};

/// Why a call does not go on to its reply.
pub(super) enum Stop {
    /// It is refused.
    Refused(Failure),
    /// It was only to be explained.
    Explained(Explanations),
}

/// What would become of it: why it would be refused, and the rights that were looked at.
pub(super) struct Explanations {
    refusal: Option<Failure>,
    checks: Vec<Check>,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

impl Asked<'_> {
    pub(super) async fn explain(&self, body: &[u8]) -> Reply {
        let explain::Query { user, command, request } = explain::read(body)?;
        // A user acts through his client, not through the back end.
        let actor = user.map_or_else(|| self.call.actor.clone(), |user| Actor::user(user, Face::Sdk));
        let call = Call { actor, operation: None, ..self.call.clone() };
        let inner = Asked { server: self.server, endpoint: command, call, explaining: true };
        let explained = match Box::pin(inner.answer(request)).await {
            Err(Stop::Explained(explained)) => explained,
            Err(Stop::Refused(failure)) if failure.number == INTERNAL => return Err(failure.into()),
            // It is refused for what it says, before any rule is asked.
            Err(Stop::Refused(failure)) => Explanations { refusal: Some(failure), checks: Vec::new() },
            Ok(_) => Explanations { refusal: None, checks: Vec::new() },
        };
        reply(&Explanation::new(explained.refusal.as_ref(), &explained.checks))
    }

    /// Lets a command be done, unless it is only to be explained: then this is where it ends.
    pub(super) async fn unless_explaining<C: Command>(&self, command: &C) -> Result<(), Stop> {
        if !self.explaining {
            return Ok(());
        }
        let explained = self.server.engine.explain(&self.call, command).await;
        let Explained { reject, checks } = explained.map_err(|refusal| failure(self.endpoint, refusal))?;
        let refusal = reject.map(|reject| Failure::of(self.endpoint, &reject));
        Err(Stop::Explained(Explanations { refusal, checks }))
    }
}
