//! Why a UserSig is refused.

use std::fmt;

use crate::envelope::{MAX_DOCUMENT_BYTES, MAX_TEXT_BYTES};

/// Why a UserSig is refused. The sentences of `Display` say what to mend and hold neither signature nor key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The text is empty.
    Empty,
    /// The text ends too early.
    Cut,
    /// The text cannot be decoded, inflated or parsed for another reason than being cut short.
    Malformed(Defect),
    /// Signed for another app.
    WrongApp {
        /// The app the signature names.
        signed: u64,
        /// The app it was used in.
        expected: u64,
    },
    /// Signed for another user. Neither is quoted: the signed one is unproven text of any length.
    WrongUser,
    /// The lifetime is over.
    Expired {
        /// The last unix second at which it was valid.
        at: u64,
    },
    /// `TLS.userbuf` is not base64 text.
    UserBuf,
    /// The app has no key to verify with.
    NoKey,
    /// The digest fits none of the app's keys.
    WrongKey,
}

impl Fault {
    /// Its number, which is the same in the SDK and over REST (rule book 6.2).
    pub const fn number(&self) -> i32 {
        match self {
            Self::Expired { .. } => 70001,
            Self::Empty => 70002,
            Self::Cut => 70003,
            Self::Malformed(_) | Self::UserBuf => 70005,
            Self::WrongKey => 70009,
            Self::WrongUser => 70013,
            Self::WrongApp { .. } => 70014,
            Self::NoKey => 70016,
        }
    }
}

/// What makes a UserSig [`Fault::Malformed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defect {
    /// The text is longer than [`MAX_TEXT_BYTES`].
    TextTooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// Not base64 with `+ / =` written as `* - _`.
    Base64,
    /// Not a zlib stream, or one with a wrong checksum.
    Zlib,
    /// Bytes follow the zlib stream.
    TrailingBytes,
    /// The zlib stream holds more than [`MAX_DOCUMENT_BYTES`].
    DocumentTooLarge,
    /// The zlib stream does not hold one JSON object.
    Json,
    /// A member of the JSON object is missing or of the wrong type or range.
    Member(&'static str),
    /// `TLS.ver` is not `"2.0"`.
    Version,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the UserSig is empty; pass the one your server signed for this user"),
            Self::Cut => {
                f.write_str("the UserSig is cut short; pass it whole and check that no field or column on its way is too short")
            }
            Self::Malformed(defect) => write!(f, "the UserSig is malformed: {defect}"),
            Self::WrongApp { signed, expected } => write!(
                f,
                "the UserSig was signed for SDKAppID {signed} but is used with SDKAppID {expected}; \
                 sign it for the SDKAppID it is used with"
            ),
            Self::WrongUser => {
                f.write_str("the UserSig was signed for another identifier; sign one for the identifier that logs in")
            }
            Self::Expired { at } => {
                write!(f, "the UserSig expired at unix second {at}; sign a new one, and check both clocks if it is new")
            }
            Self::UserBuf => {
                f.write_str("the UserSig is malformed: TLS.userbuf is not base64 text; write it as standard base64 or leave it out")
            }
            Self::NoKey => {
                f.write_str("no key is stored for this SDKAppID, so no UserSig can be verified; configure its secret key")
            }
            Self::WrongKey => f.write_str(
                "the digest of the UserSig fits no key of this SDKAppID; \
                 sign it with the secret key of this SDKAppID and pass it unaltered",
            ),
        }
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TextTooLong { bytes } => {
                write!(f, "it has {bytes} bytes, at most {MAX_TEXT_BYTES} are allowed; pass only the signature")
            }
            Self::Base64 => {
                f.write_str("it is not base64 with + / = written as * - _; pass it unaltered, without spaces, quotes or escapes")
            }
            Self::Zlib => f.write_str("its content is not a sound zlib stream; pass it unaltered"),
            Self::TrailingBytes => f.write_str("bytes follow its zlib stream; pass one signature alone"),
            Self::DocumentTooLarge => {
                write!(f, "it inflates to more than {MAX_DOCUMENT_BYTES} bytes; sign only the documented members")
            }
            Self::Json => f.write_str("its content is not one JSON object; sign it with a UserSig version 2 library"),
            Self::Member(name) => {
                write!(f, "{name} is missing, or not of its type or range; sign it with a UserSig version 2 library")
            }
            Self::Version => f.write_str("TLS.ver is not \"2.0\"; sign it with a UserSig version 2 library"),
        }
    }
}

impl std::error::Error for Fault {}
