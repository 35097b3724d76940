//! Refusals of the engine in the caller's words.

use crate::exchange::INTERNAL;
use opentim_engine::Refusal;
use opentim_store::StoreError;
use opentim_wire::rest::{Endpoint, Failure};

/// A refusal as the command tells it. What went wrong inside is for the log, not for the caller.
pub(super) fn failure(endpoint: Endpoint, refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Rule(reject) => Failure::of(endpoint, &reject),
        Refusal::BackEnd { number, text } => Failure::new(number, text),
        Refusal::Store(error) => {
            tracing::error!(%error, "the store failed");
            let text = match error {
                StoreError::Unknown(_) => {
                    "internal error: it is not known whether the change was made; ask for it, or repeat the call with the same \
                     Idempotency-Key"
                }
                StoreError::Busy => "the server has too much to do; try again in a moment",
                StoreError::Locked { .. }
                | StoreError::NewerFormat { .. }
                | StoreError::Damaged(_)
                | StoreError::Unavailable(_)
                | StoreError::Closed => "internal error: the store could not do its work; try again later",
            };
            Failure::new(INTERNAL, text)
        }
    }
}
