//! Failures of a UserSig as codes of the SDK.

use opentim_usersig::Fault;
use opentim_wire::sdk::Failure;

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
