//! `callExperimentalAPI`.

use crate::sdk::VERSION;
use crate::sdk::codes::{BAD_JSON, Failure, INVALID_PARAMETER, NOT_SUPPORTED};
use crate::sdk::decode::{decode, given};
use crate::sdk::described::described;
use crate::sdk::request::Request;
use serde::Deserialize;
use serde_json::Value;

const SET_UI_PLATFORM: &str = "internal_operation_set_ui_platform";
const WRITE_LOG: &str = "internal_operation_write_log";

described! {
    /// An operation by name.
    #[derive(Clone, Debug, Deserialize)]
    pub struct CallExperimentalApiJsonParam as "callExperimentalAPIJsonParam" {
        /// Name of the operation: required. opentim has `internal_operation_set_ui_platform` and `internal_operation_write_log`,
        /// which change nothing.
        pub request_internal_operation: String,
        /// For `internal_operation_set_ui_platform`: number of the platform.
        pub request_set_ui_platform_param: Option<u32>,
    }
}

described! {
    /// Argument of `callExperimentalAPI`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct CallExperimentalApiParam as "callExperimentalAPIParam" {
        /// The operation: required.
        pub json_param: CallExperimentalApiJsonParam,
        /// Handed back untouched as `user_data`.
        pub user_data: Option<String>,
    }
}

/// An operation that opentim has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Experimental {
    /// Names the platform of the user interface; nothing depends on it.
    SetUiPlatform,
    /// Writes into the incumbent's own log; opentim does not log what it does not understand.
    WriteLog,
}

/// The operation that a `callExperimentalAPI` asks for.
///
/// # Errors
/// -3 for an operation that is missing, empty or no text, 7013 for one that opentim does not have, 6017 for a parameter of the wrong type.
pub fn experimental(request: &Request) -> Result<Experimental, Failure> {
    let name = match request.part("json_param.request_internal_operation") {
        Value::String(name) if !name.is_empty() => name.as_str(),
        other => {
            let desc = format!("json_param.request_internal_operation must be text that is not empty, {} was given", given(other));
            return Err(Failure::new(BAD_JSON, desc));
        }
    };
    match name {
        SET_UI_PLATFORM => {
            let param: Result<CallExperimentalApiJsonParam, _> = decode(request.part("json_param"));
            param.map_err(|fault| Failure::new(INVALID_PARAMETER, fault.to_string()))?;
            Ok(Experimental::SetUiPlatform)
        }
        WRITE_LOG => Ok(Experimental::WriteLog),
        // The incumbent answers -3 to names it does not know. Which names those are differs between its versions, so an app that
        // tries one out gets the same answer here for all that are not built.
        _ => {
            let name = given(&Value::String(name.to_owned()));
            Err(Failure::new(NOT_SUPPORTED, format!("callExperimentalAPI with {name} is not supported by opentim {VERSION}")))
        }
    }
}
