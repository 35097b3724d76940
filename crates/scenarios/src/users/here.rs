//! Users whose instances are in this process.

use super::Users;
use crate::board::Board;
use crate::puppet::listen;
use opentim_client::{Argument, Client, Settings, runtime};
use serde_json::Value;
use std::collections::BTreeMap;

/// They.
pub(crate) struct Here(BTreeMap<String, Client>);

impl Here {
    /// With these options each.
    pub(crate) fn new(users: &[(String, Value)], board: &Board) -> Self {
        let made = users.iter().map(|(user, options)| {
            let client = Client::new(Settings::from_json(Some(&options.to_string())).unwrap());
            let (board, name) = (board.clone(), user.clone());
            listen(&client, move |what, text| board.heard(&name, what, serde_json::from_str(text).unwrap()));
            (user.clone(), client)
        });
        Self(made.collect())
    }
}

impl Users for Here {
    fn call(&self, user: &str, method: &str, argument: Option<String>) -> String {
        let client = self.0.get(user).unwrap_or_else(|| panic!("the scenario does not name {user:?} among its users"));
        runtime().block_on(client.call(method, argument.map_or(Argument::Missing, Argument::Text)))
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        for client in self.0.values() {
            let _ = runtime().block_on(client.call("TIMUninit", Argument::Missing));
            client.close();
        }
    }
}
