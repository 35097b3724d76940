//! Where a request comes from: the other end of the connection, or what a trusted proxy says (rule book 4.2, 70050).

use hyper::HeaderMap;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

/// An address, or all that begin with the same bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Network {
    first: IpAddr,
    bits: u8,
}

/// Why a text names no network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoNetwork;

impl fmt::Display for NoNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address such as \"10.0.0.7\", or a network such as \"10.0.0.0/8\" or \"fd00::/8\"")
    }
}

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let first: IpAddr = address.parse().map_err(|_| NoNetwork)?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.parse().map_err(|_| NoNetwork))?;
        if bits > most { Err(NoNetwork) } else { Ok(Self { first, bits }) }
    }
}

impl Network {
    fn holds(&self, address: IpAddr) -> bool {
        match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                same_start(u128::from(first.to_bits()) << 96, u128::from(address.to_bits()) << 96, self.bits)
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => same_start(first.to_bits(), address.to_bits(), self.bits),
            _ => false,
        }
    }
}

fn same_start(left: u128, right: u128, bits: u8) -> bool {
    (left ^ right).checked_shr(128 - u32::from(bits)).unwrap_or(0) == 0
}

/// The caller's address. Each proxy appends the address that it was called from to `X-Forwarded-For`, so the list is read from
/// its end for as long as trusted proxies speak; what stands before them, anybody may have written.
pub(crate) fn source(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.holds(address));
    let mut source = peer.to_canonical();
    let lines: Vec<&str> = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok()).collect();
    for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        if !is_trusted(source) {
            break;
        }
        let Some(address) = address(hop.trim()) else { break };
        source = address.to_canonical();
    }
    source
}

/// An address, perhaps with a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    text.parse().ok().or_else(with_port).or_else(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderValue;

    fn networks(texts: &[&str]) -> Vec<Network> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn seen(peer: &str, lines: &[&'static str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        lines.iter().for_each(|line| _ = headers.append("x-forwarded-for", HeaderValue::from_static(line)));
        source(peer.parse().unwrap(), &headers, &networks(trusted)).to_string()
    }

    #[test]
    fn networks_hold_what_begins_alike() {
        let holds = |network: &str, address: &str| networks(&[network])[0].holds(address.parse().unwrap());
        assert!(holds("10.0.0.7", "10.0.0.7") && !holds("10.0.0.7", "10.0.0.6"));
        assert!(holds("10.0.0.0/8", "10.255.0.1") && !holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("192.168.7.0/25", "192.168.7.127") && !holds("192.168.7.0/25", "192.168.7.128"));
        assert!(holds("fd00::/8", "fdff::1") && !holds("fd00::/8", "fe00::1"));
        assert!(holds("0.0.0.0/0", "1.2.3.4") && !holds("0.0.0.0/0", "::1"));
        for text in ["", "10.0.0", "10.0.0.0/33", "fd00::/129", "10.0.0.0/", "proxy.example", "10.0.0.0/-1"] {
            assert_eq!(text.parse::<Network>(), Err(NoNetwork), "{text}");
        }
    }

    #[test]
    fn strangers_do_not_choose_their_address() {
        assert_eq!(seen("9.9.9.9", &["1.1.1.1"], &[]), "9.9.9.9");
        assert_eq!(seen("9.9.9.9", &["1.1.1.1"], &["10.0.0.1"]), "9.9.9.9");
        assert_eq!(seen("10.0.0.1", &["6.6.6.6, 1.1.1.1"], &["10.0.0.1"]), "1.1.1.1", "what the proxy itself added counts");
    }

    #[test]
    fn a_chain_of_trusted_proxies_is_followed_to_its_start() {
        let proxies = ["10.0.0.0/8"];
        assert_eq!(seen("10.0.0.1", &["1.1.1.1, 10.0.0.3", "10.0.0.2"], &proxies), "1.1.1.1");
        assert_eq!(seen("10.0.0.1", &["10.0.0.3"], &proxies), "10.0.0.3");
        assert_eq!(seen("10.0.0.1", &[], &proxies), "10.0.0.1");
        assert_eq!(seen("::ffff:10.0.0.1", &["1.1.1.1:5000"], &proxies), "1.1.1.1");
        assert_eq!(seen("10.0.0.1", &["[2001:db8::1]:443"], &proxies), "2001:db8::1");
        assert_eq!(seen("10.0.0.1", &["1.1.1.1, unknown"], &proxies), "10.0.0.1");
    }
}
