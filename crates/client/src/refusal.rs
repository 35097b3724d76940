//! Failures of engine, store and UserSig as codes of the SDK.

use opentim_engine::Refusal;
use opentim_store::StoreError;
use opentim_usersig::Fault;
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::codes::{DATABASE_FAILED, FILES_FAILED, NOT_INITIALIZED, TIMED_OUT, TOO_MANY_WAITING};

/// The code and sentence of a refused command.
pub(crate) fn of_engine(refusal: Refusal) -> Failure {
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

/// The code and sentence of a refused UserSig (rule book 6.2).
pub(crate) fn of_usersig(fault: &Fault) -> Failure {
    let code = match fault {
        Fault::Expired { .. } => 70001,
        Fault::Empty => 70002,
        Fault::Cut => 70003,
        Fault::Malformed(_) | Fault::UserBuf => 70005,
        Fault::WrongKey => 70009,
        Fault::WrongUser => 70013,
        Fault::WrongApp { .. } => 70014,
        Fault::NoKey => 70016,
    };
    Failure::new(code, fault.to_string())
}
