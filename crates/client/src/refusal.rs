//! Failures of a UserSig as codes of the SDK.

use opentim_usersig::Fault;
use opentim_wire::sdk::Failure;

/// The code and sentence of a refused UserSig (rule book 6.2).
pub(crate) fn of_usersig(fault: &Fault) -> Failure {
    Failure::new(fault.number(), fault.to_string())
}
