//! A server that an app names by its addresses, as the incumbent's private deployments are named.

use super::server::ServerAddress;
use crate::sdk::decode::{BadField, decode};
use crate::sdk::described::described;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde_json::Value;
use std::fmt;

/// Where the operation has its parameter.
pub(super) const CUSTOM_SERVER_PARAM: &str = "request_set_custom_server_info_param";
/// Most addresses of a server.
const MOST_ADDRESSES: usize = 32;
/// The port whose servers speak TLS unless they say otherwise.
const TLS_PORT: u16 = 443;

described! {
    /// Your own server, by its addresses.
    #[derive(Clone, Debug, Deserialize)]
    pub struct CustomServerInfo as "CustomServerInfo" {
        /// Its addresses, 1 to 32: required. The first that answers is used.
        pub longconnection_address_array: Vec<ServerAddressInfo>,
        /// Accepted; opentim has one kind of connection.
        pub shortconnection_address_array: Option<Vec<ServerAddressInfo>>,
        /// Accepted; opentim protects connections with TLS.
        pub server_public_key: Option<String>,
    }
}

described! {
    /// An address of a server; its path is `/gateway`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct ServerAddressInfo as "ServerAddress" {
        /// IP address or name of the host: required.
        pub server_address_ip: String,
        /// Port, 1 to 65535: required.
        pub server_address_port: Port,
        /// true: `server_address_ip` is an IPv6 address. It is recognized without this, too.
        pub server_address_is_ipv6: Option<bool>,
        /// Whether the server speaks TLS; with port 443 unless given. Only in opentim.
        pub server_address_is_tls: Option<bool>,
    }
}

/// A port, which may come as decimal text.
#[derive(Clone, Copy, Debug)]
pub struct Port(u16);

impl<'de> Deserialize<'de> for Port {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PortVisitor)
    }
}

struct PortVisitor;

impl Visitor<'_> for PortVisitor {
    type Value = Port;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a port from 1 to 65535")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Port, E> {
        let port = u16::try_from(number).ok().filter(|port| *port != 0);
        port.map(Port).ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Port, E> {
        Err(E::invalid_value(Unexpected::Float(number), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Port, E> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            Ok(number) if digits => self.visit_u64(number),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<Port, E> {
        Err(E::invalid_value(Unexpected::Other("null"), &self))
    }
}

#[cfg(feature = "typings")]
impl crate::sdk::described::Typed for Port {
    fn type_name() -> String {
        "number | string".to_owned()
    }
}

/// The addresses that the parameter of the operation names.
///
/// # Errors
/// A sentence that names the field.
pub(super) fn custom_server(param: &Value) -> Result<Vec<ServerAddress>, String> {
    let parsed;
    let param = match param {
        Value::Null => return Err(format!("{CUSTOM_SERVER_PARAM} is required: give the addresses of the server")),
        Value::String(text) => {
            parsed = serde_json::from_str(text).map_err(|error| format!("{CUSTOM_SERVER_PARAM} is not valid JSON: {error}"))?;
            &parsed
        }
        other => other,
    };
    let info: CustomServerInfo = decode(param).map_err(|fault: BadField| fault.under(CUSTOM_SERVER_PARAM).to_string())?;
    let entries = info.longconnection_address_array;
    let array = format!("{CUSTOM_SERVER_PARAM}.longconnection_address_array");
    if !(1..=MOST_ADDRESSES).contains(&entries.len()) {
        return Err(format!("{array} must have 1 to {MOST_ADDRESSES} addresses, {} were given", entries.len()));
    }
    let addresses = entries.iter().enumerate();
    addresses.map(|(at, entry)| entry.address().map_err(|fault| format!("{array}[{at}].{fault}"))).collect()
}

impl ServerAddressInfo {
    fn address(&self) -> Result<ServerAddress, String> {
        let Port(port) = self.server_address_port;
        let secure = self.server_address_is_tls.unwrap_or(port == TLS_PORT);
        let address = ServerAddress::new(secure, &self.server_address_ip, port);
        let address = address.map_err(|fault| format!("server_address_ip {fault}"))?;
        if self.server_address_is_ipv6 == Some(true) && !address.host.contains(':') {
            return Err(format!(
                "server_address_ip must be an IPv6 address, as server_address_is_ipv6 says; {} was given",
                address.host
            ));
        }
        Ok(address)
    }
}

#[cfg(test)]
mod tests;
