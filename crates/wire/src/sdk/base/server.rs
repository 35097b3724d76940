//! The address of a server.

use std::fmt;
use std::net::Ipv6Addr;

/// Where a server answers clients unless its address says otherwise.
const PATH: &str = "/gateway";
/// Longest name of a host in the domain name system.
const MOST_HOST_BYTES: usize = 253;
/// Characters of a given address that a fault repeats at most.
const QUOTED: usize = 80;

/// Where a server takes clients.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ServerAddress {
    /// Over TLS.
    pub secure: bool,
    /// Name or IP address: ASCII in lower case, an IPv6 address without brackets.
    pub host: String,
    /// Port, 1 to 65535.
    pub port: u16,
    /// Path of the gateway, with its leading slash.
    pub path: String,
}

impl ServerAddress {
    /// The gateway of a host at its usual path.
    ///
    /// # Errors
    /// What is wrong with the host, as the rest of a sentence.
    pub fn new(secure: bool, host: &str, port: u16) -> Result<Self, String> {
        Ok(Self { secure, host: host_of(host)?, port, path: PATH.to_owned() })
    }

    /// Takes `ws://host`, `wss://host:8443/gateway` and the like; `http` and `https` mean the same. The port is that of the scheme
    /// (80, 443) and the path is `/gateway` unless given.
    ///
    /// # Errors
    /// What is wrong with it, as the rest of a sentence whose beginning is what the address was given as. A password is not repeated.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((scheme, rest)) = text.split_once("://") else {
            return Err(format!("must begin with ws:// or wss://, {} was given", quoted(text)));
        };
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "ws" | "http" => false,
            "wss" | "https" => true,
            _ => return Err(format!("must begin with ws:// or wss://, {} was given", quoted(text))),
        };
        let (authority, path) = rest.find(['/', '?', '#']).map_or((rest, ""), |at| rest.split_at(at));
        if authority.contains('@') {
            return Err("must not hold a user name or a password; users log in with TIMLogin".to_owned());
        }
        let (host, port) = split_port(authority).ok_or_else(|| {
            format!("must have an IPv6 address within [ and ] with nothing but :port after it, {} was given", quoted(text))
        })?;
        let port = match port {
            None if secure => 443,
            None => 80,
            Some(port) => port_of(port)?,
        };
        Ok(Self { secure, host: host_of(host)?, port, path: path_of(path)? })
    }
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { secure, host, port, path } = self;
        let scheme = if *secure { "wss" } else { "ws" };
        if host.contains(':') { write!(f, "{scheme}://[{host}]:{port}{path}") } else { write!(f, "{scheme}://{host}:{port}{path}") }
    }
}

/// Host and port of an authority; brackets stay. Nothing when a bracket is not closed.
fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    if authority.starts_with('[') {
        let (host, rest) = authority.split_at(authority.find(']')? + 1);
        return match rest.strip_prefix(':') {
            Some(port) => Some((host, Some(port))),
            None if rest.is_empty() => Some((host, None)),
            None => None,
        };
    }
    // An IPv6 address without its brackets has several colons; as a host it is refused with a sentence of its own.
    match authority.split_once(':') {
        Some((host, port)) if !port.contains(':') => Some((host, Some(port))),
        _ => Some((authority, None)),
    }
}

fn port_of(text: &str) -> Result<u16, String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let port = text.parse().ok().filter(|port| digits && *port != 0);
    port.ok_or_else(|| format!("must have a port from 1 to 65535, {} was given", quoted(text)))
}

fn host_of(text: &str) -> Result<String, String> {
    let bracketed = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if let Ok(address) = bracketed.unwrap_or(text).parse::<Ipv6Addr>() {
        return Ok(address.to_string());
    }
    let is_part = |part: &str| {
        let plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        plain && (1..=63).contains(&part.len())
    };
    let name = text.strip_suffix('.').unwrap_or(text);
    if text.is_empty() {
        Err("must name a host".to_owned())
    } else if !text.is_ascii() {
        Err(format!("must have a host in ASCII, {} was given; write it in the form that begins with xn--", quoted(text)))
    } else if name.len() > MOST_HOST_BYTES || !name.split('.').all(is_part) {
        Err(format!("must have the name or IP address of a host, {} was given", quoted(text)))
    } else {
        Ok(name.to_ascii_lowercase())
    }
}

fn path_of(text: &str) -> Result<String, String> {
    if text.contains(['?', '#']) {
        Err("must not hold ? or #".to_owned())
    } else if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Err(format!("must have a path of printable ASCII without blanks, {} was given", quoted(text)))
    } else if text.is_empty() || text == "/" {
        Ok(PATH.to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// What was given, cut; never the part before an `@`, which may be a password.
fn quoted(text: &str) -> String {
    let open = text.rsplit_once('@').map_or(text, |(_, rest)| rest);
    let cut: String = open.chars().take(QUOTED).collect();
    let more = if cut.len() < open.len() { "..." } else { "" };
    format!("{cut:?}{more}")
}

#[cfg(test)]
mod tests;
