//! UserSig version 2: sign and verify.
//!
//! A UserSig is the login proof of one user of one app. It is a JSON document (who, which app, signed when,
//! valid how long, and an HMAC-SHA256 over these four) as a zlib stream, in base64 with `+ / =` written as
//! `* - _` (rule book 6.1). This crate is pure: it reads no clock and does no I/O, `now` is an argument.
//!
//! ```
//! use opentim_usersig::{Fault, sign, verify};
//!
//! let now = 1_700_000_000;
//! let sig = sign(b"secret", 1_400_000_000, "alice", now, 86_400);
//!
//! let claims = verify(&sig, &["secret"], 1_400_000_000, "alice", now)?;
//! assert_eq!(claims.identifier, "alice");
//! assert_eq!(claims.expires_at(), now + 86_400);
//!
//! // Several keys let an app move to a new key while signatures of the old one still run.
//! assert!(verify(&sig, &["new secret", "secret"], 1_400_000_000, "alice", now).is_ok());
//!
//! let refused = verify(&sig, &["secret"], 1_400_000_000, "bob", now);
//! assert_eq!(refused, Err(Fault::WrongUser));
//! # Ok::<(), Fault>(())
//! ```
//!
//! # What is accepted
//!
//! Whatever library signed it: any key order and spacing of the JSON, unknown members, any compression level
//! including stored blocks, integers as JSON numbers or as numeric strings, `+ / =` mapped or left as they are,
//! and `TLS.userbuf`, whose text is then part of the digest.
//!
//! # What the rule book leaves open
//!
//! * A signing time in the future is accepted, however far: only the owner of the key can write it, who could
//!   as well have chosen a longer lifetime, and refusing it would lock out users of a server whose clock is fast.
//! * A negative lifetime is expired at any time.
//! * `TLS.ver` other than `"2.0"` is [`Fault::Malformed`].
//! * Text that ends too early is [`Fault::Cut`], every other defect of the encoding is [`Fault::Malformed`].

mod document;
mod envelope;
mod fault;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};

use document::Document;
pub use envelope::{MAX_DOCUMENT_BYTES, MAX_TEXT_BYTES};
pub use fault::{Defect, Fault};

/// Block size of SHA-256 in bytes, which is the key size of its HMAC.
const BLOCK: usize = 64;

/// What a verified UserSig states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The user the signature was made for.
    pub identifier: String,
    /// The app the signature was made for.
    pub sdkappid: u64,
    /// When it was signed, in unix seconds of the signer's clock.
    pub time: u64,
    /// How long it is valid after `time`, in seconds.
    pub expire: u64,
}

impl Claims {
    /// The last unix second at which the signature is valid.
    #[must_use]
    pub fn expires_at(&self) -> u64 {
        self.time.saturating_add(self.expire)
    }
}

/// Signs a UserSig for `user_id`, valid from `now` (unix seconds) for `expire` seconds (rule book 6.1).
///
/// `user_id` is taken as it is: its rule (32 bytes at most) is the domain's. One of several thousand bytes gives
/// a text above [`MAX_TEXT_BYTES`], which [`verify`] refuses.
#[must_use]
pub fn sign(key: &[u8], sdkappid: u64, user_id: &str, now: u64, expire: u64) -> String {
    let content = document::content(user_id, sdkappid, now, i128::from(expire), None);
    let digest = STANDARD.encode(mac(key, &content).finalize().into_bytes());
    let json = serde_json::json!({
        "TLS.ver": document::VERSION,
        "TLS.identifier": user_id,
        "TLS.sdkappid": sdkappid,
        "TLS.expire": expire,
        "TLS.time": now,
        "TLS.sig": digest,
    });
    envelope::seal(json.to_string().as_bytes())
}

/// Verifies a UserSig of `user_id` in app `sdkappid` at `now` (unix seconds) against the keys of the app.
///
/// Any of `keys` may have signed it; empty keys are left out. Digests are compared in constant time.
///
/// # Errors
///
/// The first failing check in the order of rule book 6.2: empty, encoding, app, user, expiry, userbuf, and last
/// the key: [`Fault::NoKey`] if there is none, [`Fault::WrongKey`] if none fits. Until the digest is checked
/// nothing the signature states is proven, so a fault may quote what a forger wrote, but only numbers.
pub fn verify(sig: &str, keys: &[impl AsRef<[u8]>], sdkappid: u64, user_id: &str, now: u64) -> Result<Claims, Fault> {
    if sig.is_empty() {
        return Err(Fault::Empty);
    }
    let document = Document::parse(&envelope::open(sig)?)?;
    if document.sdkappid != sdkappid {
        return Err(Fault::WrongApp { signed: document.sdkappid, expected: sdkappid });
    }
    if document.identifier != user_id {
        return Err(Fault::WrongUser);
    }
    let expire = document.lifetime_at(now)?;
    let content = document.content()?;
    check_digest(keys, &content, &document.digest)?;
    Ok(Claims { identifier: document.identifier, sdkappid, time: document.time, expire })
}

/// Compares the base64 digest with those of all keys.
fn check_digest(keys: &[impl AsRef<[u8]>], content: &str, digest: &str) -> Result<(), Fault> {
    let mut usable = keys.iter().map(AsRef::as_ref).filter(|key| !key.is_empty()).peekable();
    if usable.peek().is_none() {
        return Err(Fault::NoKey);
    }
    let digest = STANDARD.decode(digest).map_err(|_| Fault::WrongKey)?;
    if usable.any(|key| mac(key, content).verify_slice(&digest).is_ok()) { Ok(()) } else { Err(Fault::WrongKey) }
}

/// The HMAC-SHA256 of `content`. The key is brought to block size here, as RFC 2104 says, because the
/// constructor for keys of any length can fail in its type though never in fact.
fn mac(key: &[u8], content: &str) -> Hmac<Sha256> {
    let mut block = [0; BLOCK];
    if let Some(start) = block.get_mut(..key.len()) {
        start.copy_from_slice(key);
    } else {
        let short: [u8; 32] = Sha256::digest(key).into();
        block[..short.len()].copy_from_slice(&short);
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(content.as_bytes());
    mac
}

#[cfg(test)]
mod tests;
