//! The query of a webhook's URL (rule book 7.1).

use super::Callback;
use opentim_domain::{AppId, Face};
use std::fmt::Write as _;
use std::net::IpAddr;

/// Proof that a webhook comes from here: `Sign` is SHA-256 of token and `RequestTime`, in hex.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// The hash, in hex.
    pub sign: String,
    /// When, in seconds.
    pub request_time: u64,
}

/// The word for the way a call came (`OptPlatform`). The system that an SDK runs on is not known.
pub const fn platform(face: Face) -> &'static str {
    match face {
        Face::Rest => "RESTAPI",
        Face::Web => "Web",
        Face::Sdk | Face::System => "Unknown",
    }
}

/// Path and query of a call: those of the configured URL and the parameters of rule book 7.1. Nothing else is ever in it.
pub fn address(
    path_and_query: &str,
    app: AppId,
    callback: Callback,
    client: Option<IpAddr>,
    face: Face,
    signature: Option<&Signature>,
) -> String {
    let first = if path_and_query.contains('?') { '&' } else { '?' };
    let client = client.map(|client| client.to_canonical().to_string()).unwrap_or_default();
    let (name, platform) = (callback.name(), platform(face));
    let mut text = format!(
        "{path_and_query}{first}SdkAppid={app}&CallbackCommand={name}&contenttype=json&ClientIP={client}&OptPlatform={platform}"
    );
    if let Some(Signature { sign, request_time }) = signature {
        // Writing to a text cannot fail.
        let _ = write!(text, "&Sign={sign}&RequestTime={request_time}");
    }
    text
}
