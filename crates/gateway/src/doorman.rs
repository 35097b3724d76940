//! Who may log in over frames is decided elsewhere: by keys in a server, by the socket's permissions in a folder's owner.

use opentim_domain::Limits;
use opentim_wire::frame::Login;
use opentim_wire::sdk::Failure;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

/// The other end of a connection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Peer {
    /// Came over a network, from this address.
    Address(IpAddr),
    /// Another process of the same user on this machine.
    Local,
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => address.fmt(f),
            Self::Local => f.write_str("local"),
        }
    }
}

/// Decides who may log in.
pub trait Doorman: Send + Sync {
    /// Looks at a login. The same connection may try again after a refusal, a few times; whoever tries often from one address is
    /// the doorman's matter.
    ///
    /// # Errors
    /// Why not, for the client.
    fn admit(&self, login: &Login, peer: Peer) -> Result<Admitted, Failure>;
}

/// What a login that was let in gets.
#[derive(Clone, Debug)]
pub struct Admitted {
    /// The numbers and choices that its calls live by.
    pub limits: Arc<Limits>,
    /// Last unix second of the session; absent: it does not end by time.
    pub expires_at: Option<u64>,
    /// Which other sessions of the user it ends.
    pub instances: Instances,
}

/// How many sessions a user may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Instances {
    /// One for each name of an instance: a login ends the older one of the same name.
    #[default]
    PerInstance,
    /// One: a login ends every older one.
    PerUser,
    /// As many as this: a login too many ends the oldest.
    Many(usize),
}

impl Instances {
    /// A login that ends no other one.
    pub const ANY: Self = Self::Many(usize::MAX);
}
