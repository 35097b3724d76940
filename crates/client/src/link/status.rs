//! The state of the connection, told to listeners.

use crate::listener::Listeners;
use opentim_wire::sdk::event::{NetworkStatus, status_text};
use opentim_wire::sdk::{Event, Failure};

impl Listeners {
    /// Tells of the state of the connection, and why it is so.
    pub(crate) fn tell_status(&self, status: NetworkStatus, why: Option<&Failure>) {
        if let Some(text) = status_text(status, why) {
            self.tell(Event::NetworkStatus, &text);
        }
    }
}
