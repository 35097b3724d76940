//! What happens to a login and its connection, as listeners hear it.

use crate::sdk::Failure;

/// State of the connection, as `TIMNetworkStatus` numbers it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NetworkStatus {
    /// There is one.
    Connected = 0,
    /// There is none.
    Disconnected = 1,
    /// It is tried.
    Connecting = 2,
    /// That did not succeed.
    ConnectFailed = 3,
}

/// The JSON text that a listener of the connection's state gets: the state, and why it is so as a code (0: no fault) and a sentence.
pub fn status_text(status: NetworkStatus, why: Option<&Failure>) -> Option<String> {
    let (code, desc) = why.map_or((0, ""), |why| (why.code, why.desc.as_str()));
    serde_json::to_string(&(status as u32, code, desc)).ok()
}

/// The JSON text that a listener gets who is told that the login has ended: it has no values.
pub const LOGIN_ENDED: &str = "[]";
