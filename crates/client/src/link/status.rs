//! The state of the connection, as listeners hear it.

use crate::listener::Listeners;
use opentim_wire::sdk::{Event, Failure};

/// Numbers of `TIMNetworkStatus`.
#[derive(Clone, Copy)]
pub(crate) enum Network {
    Connected = 0,
    Disconnected = 1,
    Connecting = 2,
    ConnectFailed = 3,
}

impl Network {
    /// Tells the listeners, and why it is so.
    pub(crate) fn tell(self, listeners: &Listeners, why: Option<&Failure>) {
        let (code, desc) = why.map_or((0, ""), |why| (why.code, why.desc.as_str()));
        // A number and two plain values can always be written.
        if let Ok(text) = serde_json::to_string(&(self as u32, code, desc)) {
            listeners.tell(Event::NetworkStatus, &text);
        }
    }
}
