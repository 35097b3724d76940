//! Methods that need no session.

use crate::{log, usersig};
use opentim_wire::sdk::base;
use opentim_wire::sdk::{Failure, Plain, Request, VERSION, reply};

/// Does the work of one.
pub(crate) fn answer(method: Plain, request: &Request) -> Result<String, Failure> {
    match method {
        Plain::GetSdkVersion => Ok(reply::bare(VERSION)),
        Plain::GetServerTime => Ok(reply::bare(usersig::now())),
        Plain::SetConfig => {
            let config = base::config(request)?;
            log::configure(&config);
            Ok(reply::success(base::accepted(&config), &request.user_data))
        }
        // A function cannot cross as JSON: the border hands it over with `Client::set_log_listener`.
        Plain::TestDoc | Plain::SetLogCallback => Ok(reply::success("", &request.user_data)),
    }
}
