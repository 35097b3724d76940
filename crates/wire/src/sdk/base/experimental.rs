//! `callExperimentalAPI`.

use super::custom_server::{CUSTOM_SERVER_PARAM, CustomServerInfo, custom_server};
use super::server::ServerAddress;
use crate::sdk::VERSION;
use crate::sdk::codes::{BAD_JSON, Failure, INVALID_PARAMETER, NOT_SUPPORTED};
use crate::sdk::decode::{decode, given};
use crate::sdk::described::described;
use crate::sdk::request::Request;
use serde::Deserialize;
use serde_json::Value;

const SET_UI_PLATFORM: &str = "internal_operation_set_ui_platform";
const WRITE_LOG: &str = "internal_operation_write_log";
const SET_CUSTOM_SERVER: &str = "internal_operation_set_custom_server_info";

described! {
    /// An operation by name.
    #[derive(Clone, Debug, Deserialize)]
    pub struct CallExperimentalApiJsonParam as "callExperimentalAPIJsonParam" {
        /// Name of the operation: required. opentim has `internal_operation_set_custom_server_info`, and
        /// `internal_operation_set_ui_platform` and `internal_operation_write_log`, which change nothing.
        pub request_internal_operation: String,
        /// For `internal_operation_set_ui_platform`: number of the platform.
        pub request_set_ui_platform_param: Option<u32>,
        /// For `internal_operation_set_custom_server_info`: the server, also as JSON text. To be set before `TIMInit` (7014); it
        /// counts for all instances with the same settings and in place of their option `server`.
        pub request_set_custom_server_info_param: Option<CustomServerInfo>,
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
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Experimental {
    /// Names the platform of the user interface; nothing depends on it.
    SetUiPlatform,
    /// Writes into the incumbent's own log; opentim does not log what it does not understand.
    WriteLog,
    /// Names the server by its addresses, at least one, best first.
    SetCustomServer(Vec<ServerAddress>),
}

/// The operation that a `callExperimentalAPI` asks for.
///
/// # Errors
/// -3 for an operation that is missing, empty or no text, 7013 for one that opentim does not have, 6017 for a parameter that cannot
/// be used.
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
        SET_CUSTOM_SERVER => {
            let param = request.part("json_param").get(CUSTOM_SERVER_PARAM).unwrap_or(&Value::Null);
            let servers = custom_server(param).map_err(|fault| Failure::new(INVALID_PARAMETER, fault))?;
            Ok(Experimental::SetCustomServer(servers))
        }
        // The incumbent answers -3 to names it does not know. Which names those are differs between its versions, so an app that
        // tries one out gets the same answer here for all that are not built.
        _ => {
            let name = given(&Value::String(name.to_owned()));
            Err(Failure::new(NOT_SUPPORTED, format!("callExperimentalAPI with {name} is not supported by opentim {VERSION}")))
        }
    }
}
