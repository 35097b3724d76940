//! Failures of engine and store as codes of the SDK.

use opentim_engine::Refusal;
use opentim_store::StoreError;
use opentim_wire::sdk::codes::{DATABASE_FAILED, FILES_FAILED, NOT_INITIALIZED, TIMED_OUT, TOO_MANY_WAITING};
use opentim_wire::sdk::{Failure, Uses};

/// Why a call was not done: its argument, or the engine.
pub(crate) enum NotDone {
    /// Said already.
    Said(Failure),
    /// The engine's refusal, still without words.
    Refused(Refusal),
}

impl From<Failure> for NotDone {
    fn from(failure: Failure) -> Self {
        Self::Said(failure)
    }
}

impl From<Refusal> for NotDone {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl NotDone {
    /// The code and sentence, in the field names of the method that was called.
    pub(crate) fn named(self, method: Uses) -> Failure {
        match self {
            Self::Said(failure) => failure,
            Self::Refused(Refusal::Rule(reject)) => Failure::of(&reject, method),
            Self::Refused(refusal) => of_engine(refusal),
        }
    }
}

/// The code and sentence of a refusal that no method's argument is to blame for.
pub fn of_engine(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Rule(reject) => reject.into(),
        Refusal::BackEnd { number, text } => Failure::new(number, text),
        Refusal::Store(error) => of_store(&error),
    }
}

fn of_store(error: &StoreError) -> Failure {
    let code = match error {
        StoreError::Locked { .. } | StoreError::NewerFormat { .. } | StoreError::Damaged(_) => DATABASE_FAILED,
        StoreError::Unavailable(_) => FILES_FAILED,
        StoreError::Unknown(_) => TIMED_OUT,
        StoreError::Closed => NOT_INITIALIZED,
        StoreError::Busy => TOO_MANY_WAITING,
    };
    Failure::new(code, error.to_string())
}
