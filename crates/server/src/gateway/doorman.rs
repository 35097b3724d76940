//! Who may log in: users of the apps that are configured, with a UserSig of one of the app's keys (rule book 6.2).

use crate::compose::Server;
use crate::gate;
use crate::metrics::count;
use opentim_gateway::{Admitted, Doorman, Peer};
use opentim_wire::frame::Login;
use opentim_wire::{rest, sdk};
use std::net::{IpAddr, Ipv4Addr};

impl Doorman for Server {
    fn admit(&self, login: &Login, peer: Peer) -> Result<Admitted, sdk::Failure> {
        let admitted = self.let_in(login, peer);
        count(if admitted.is_ok() { &self.counts.logins } else { &self.counts.logins_refused });
        admitted
    }
}

impl Server {
    fn let_in(&self, login: &Login, peer: Peer) -> Result<Admitted, sdk::Failure> {
        let Some(gateway) = &self.gateway else {
            return Err(sdk::Failure::new(gate::number::UNKNOWN_APP, "there is no gateway here"));
        };
        let source = match peer {
            Peer::Address(source) => source,
            Peer::Local => IpAddr::V4(Ipv4Addr::LOCALHOST),
        };
        let app = gate::known_app(self, login.sdkappid).map_err(in_sdk)?;
        let valid_until = gate::check(self, &self.logins, app, &login.user, &login.usersig, source).map_err(in_sdk)?;
        Ok(Admitted { limits: app.limits.clone(), expires_at: Some(valid_until), instances: gateway.settings.instances })
    }
}

/// The numbers of UserSigs are the same in both dialects.
fn in_sdk(failure: rest::Failure) -> sdk::Failure {
    sdk::Failure::new(failure.number, failure.text)
}
