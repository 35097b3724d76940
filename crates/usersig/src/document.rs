//! The JSON document of a UserSig and the content its digest covers (rule book 6.1).

#![allow(clippy::disallowed_types, reason = "what a foreign library put into a UserSig is of any shape until it is checked here")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::fault::{Defect, Fault};

/// The only version there is.
pub const VERSION: &str = "2.0";

/// Above this a double no longer tells neighbouring integers apart.
const MAX_EXACT_DOUBLE: f64 = 9_007_199_254_740_992.0;

/// A parsed but unproven document.
pub struct Document {
    pub identifier: String,
    pub sdkappid: u64,
    pub time: u64,
    /// Standard base64 of the HMAC, as found.
    pub digest: String,
    /// Signed, because a signing library takes a negative lifetime without complaint.
    expire: i128,
    userbuf: Option<Value>,
}

impl Document {
    /// Reads the document; nothing in it is checked against anything yet.
    pub fn parse(json: &[u8]) -> Result<Self, Fault> {
        let mut members: Map<String, Value> = serde_json::from_slice(json).map_err(|_| Fault::Malformed(Defect::Json))?;
        if text(&mut members, "TLS.ver")? != VERSION {
            return Err(Fault::Malformed(Defect::Version));
        }
        Ok(Self {
            identifier: text(&mut members, "TLS.identifier")?,
            sdkappid: natural(&members, "TLS.sdkappid")?,
            time: natural(&members, "TLS.time")?,
            expire: integer(&members, "TLS.expire")?,
            digest: text(&mut members, "TLS.sig")?,
            userbuf: members.remove("TLS.userbuf").filter(|userbuf| !userbuf.is_null()),
        })
    }

    /// The lifetime in seconds, if it is not over: the last second is `time + expire` (rule book 6.2).
    pub fn lifetime_at(&self, now: u64) -> Result<u64, Fault> {
        let last = i128::from(self.time).saturating_add(self.expire).clamp(0, u64::MAX.into());
        let at = u64::try_from(last).unwrap_or(u64::MAX);
        match u64::try_from(self.expire) {
            Ok(expire) if now <= at => Ok(expire),
            _ => Err(Fault::Expired { at }),
        }
    }

    /// The text the digest covers. Refuses a userbuf that is not base64: with line feeds in it, the content of
    /// one identifier could be passed off as that of another.
    pub fn content(&self) -> Result<String, Fault> {
        let userbuf = match &self.userbuf {
            None => None,
            Some(Value::String(base64)) if STANDARD.decode(base64).is_ok() => Some(base64.as_str()),
            Some(_) => return Err(Fault::UserBuf),
        };
        Ok(content(&self.identifier, self.sdkappid, self.time, self.expire, userbuf))
    }
}

/// The text the digest covers: one line per member in this order, the userbuf only if there is one.
pub fn content(identifier: &str, sdkappid: u64, time: u64, expire: i128, userbuf: Option<&str>) -> String {
    let mut content = format!("TLS.identifier:{identifier}\nTLS.sdkappid:{sdkappid}\nTLS.time:{time}\nTLS.expire:{expire}\n");
    if let Some(userbuf) = userbuf {
        content.push_str("TLS.userbuf:");
        content.push_str(userbuf);
        content.push('\n');
    }
    content
}

fn text(members: &mut Map<String, Value>, name: &'static str) -> Result<String, Fault> {
    match members.remove(name) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(Fault::Malformed(Defect::Member(name))),
    }
}

fn natural(members: &Map<String, Value>, name: &'static str) -> Result<u64, Fault> {
    u64::try_from(integer(members, name)?).map_err(|_| Fault::Malformed(Defect::Member(name)))
}

/// An integer as JSON number (`86400`, `86400.0`) or numeric string.
fn integer(members: &Map<String, Value>, name: &'static str) -> Result<i128, Fault> {
    let integer = match members.get(name) {
        Some(Value::Number(number)) => number.as_i128().or_else(|| number.as_f64().and_then(exact)),
        Some(Value::String(digits)) => digits.parse().ok(),
        _ => None,
    };
    integer.ok_or(Fault::Malformed(Defect::Member(name)))
}

fn exact(number: f64) -> Option<i128> {
    (number.fract() == 0.0 && number.abs() <= MAX_EXACT_DOUBLE).then_some(number as i128)
}
