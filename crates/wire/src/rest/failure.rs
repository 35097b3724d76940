//! A refused call as the caller sees it: `ErrorCode` and `ErrorInfo`.

use super::Endpoint;
use super::names::{NAMES, names_of};
use super::words::kind_name;
use crate::sentence;
use opentim_domain::{Field, IdFault, Kind, Reject};

/// The number of a body that is not JSON (rule book 4.2; 10, row 23).
pub const NOT_JSON: i32 = 60003;
/// The number of a parameter that is not valid (rule book 5.1).
pub const BAD_PARAMETER: i32 = 10004;
/// The number of a reply that would be too large (rule book 2.2, "Response body").
pub const REPLY_TOO_LARGE: i32 = 10018;

/// Longest piece of a request that a sentence quotes, in characters.
const QUOTED: usize = 60;

/// Why a call was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// `ErrorCode`.
    pub number: i32,
    /// `ErrorInfo`: what is wrong and what to mend, never a secret.
    pub text: String,
}

impl Failure {
    /// A failure with this number and sentence.
    pub fn new(number: i32, text: impl Into<String>) -> Self {
        Self { number, text: text.into() }
    }

    /// A rule's refusal in the names that the command has for its fields.
    pub fn of(endpoint: Endpoint, reject: &Reject) -> Self {
        Self { number: reject.number(), text: sentence(reject, &names_of(endpoint)) }
    }

    /// A command about live groups met another one.
    pub fn not_live(endpoint: Endpoint, kind: Kind) -> Self {
        let number = Reject::NotOfKind { field: Field::OnlineCount, kind }.number();
        let live = format!("{} and {}", kind_name(Kind::Live), kind_name(Kind::BChatRoom));
        Self::new(number, format!("{} is about groups of types {live}; this one is of type {}", endpoint.name(), kind_name(kind)))
    }

    /// A parameter that is not valid.
    pub fn parameter(text: impl Into<String>) -> Self {
        Self::new(BAD_PARAMETER, text)
    }

    /// A word that is none of those a field knows.
    pub(super) fn word(field: &str, given: &str, known: &str) -> Self {
        Self::parameter(format!("{field} must be one of {known}; {:?} was given", quoted(given)))
    }

    /// An id of the wrong form, at its full place in the request.
    pub(super) fn id(field: &str, fault: IdFault) -> Self {
        Self::parameter(crate::sentence::id_sentence(field, fault))
    }

    /// A `Limit` above what one page may hold (rule book 2.2).
    pub(super) fn page(given: u64, limit: usize, turn: &str) -> Self {
        let text = format!("Limit is too high: {given} was given, at most {limit} rows fit one reply; {turn}");
        Self::new(REPLY_TOO_LARGE, text)
    }
}

impl From<Reject> for Failure {
    fn from(reject: Reject) -> Self {
        Self { number: reject.number(), text: sentence(&reject, &NAMES) }
    }
}

/// The start of a text, short enough for a sentence.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
