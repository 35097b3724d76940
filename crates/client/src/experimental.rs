//! `callExperimentalAPI`.

use crate::session::State;
use opentim_wire::sdk::base::{self, Experimental};
use opentim_wire::sdk::codes::INVALID_OPERATION;
use opentim_wire::sdk::{Failure, Needs, Request, reply};

/// Does what the argument names.
pub(crate) fn answer(state: &State, request: &Request) -> Result<String, Failure> {
    match base::experimental(request)? {
        // Nothing of ours depends on the platform, and the incumbent's own log is not ours.
        Experimental::SetUiPlatform | Experimental::WriteLog => {}
        Experimental::SetCustomServer(_) if state.check(Needs::Init).is_ok() => {
            let why = "the server must be set before TIMInit; call TIMUninit first";
            return Err(Failure::new(INVALID_OPERATION, why));
        }
        Experimental::SetCustomServer(servers) => state.set_servers(servers),
    }
    Ok(reply::success("", &request.user_data))
}
