//! What can be set about sessions.

use super::Origin;
use opentim_gateway::{Instances, Settings};
use std::time::Duration;

/// What can be set about sessions.
#[derive(Clone, Debug)]
pub struct GatewaySettings {
    /// Most sessions at the same time.
    pub sessions: usize,
    /// Which other sessions of a user a login ends.
    pub instances: Instances,
    /// Web pages that may open sessions; other programs always may.
    pub origins: Vec<Origin>,
    /// The limits of a connection.
    pub connection: Settings,
}

impl Default for GatewaySettings {
    fn default() -> Self {
        let (instances, connection) = (Instances::default(), Settings::default());
        Self { sessions: 20_000, instances, origins: Vec::new(), connection }
    }
}

impl GatewaySettings {
    /// The same, done before the server cuts off what is under way when it stops.
    pub(crate) fn within(mut self, drain: Duration) -> Self {
        self.connection.drain = self.connection.drain.min(drain.mul_f32(0.8));
        self
    }
}
