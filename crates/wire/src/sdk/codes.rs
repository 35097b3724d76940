//! Refusals in this dialect: number and sentence.

mod names;

use super::decode::BadField;
use super::method::Uses;
use crate::sentence::{FieldNames, sentence};
pub use names::NAMES;
use opentim_domain::{Action, Field, Reject};

/// `TIM_ERR_SDKUNINIT`: what `TIMInit` gives when it cannot open its folder.
pub const INIT_FAILED: i32 = -1;
/// `TIM_ERR_JSON`: JSON that cannot be parsed, of another type than wanted, or without a required key.
pub const BAD_JSON: i32 = -3;
/// `TIM_ERR_PARAM`: a required argument is missing, empty or no text.
pub const BAD_ARGUMENT: i32 = -4;
/// Request timed out: it is not known whether it was done.
pub const TIMED_OUT: i32 = 6012;
/// The client is not initialized.
pub const NOT_INITIALIZED: i32 = 6013;
/// Nobody is logged in.
pub const NOT_LOGGED_IN: i32 = 6014;
/// A parameter outside groups is not valid.
pub const INVALID_PARAMETER: i32 = 6017;
/// The local database failed.
pub const DATABASE_FAILED: i32 = 6019;
/// Local file input or output failed.
pub const FILES_FAILED: i32 = 6022;
/// A user id is not valid.
pub const BAD_USER_ID: i32 = 7003;
/// Something inside went wrong.
pub const INTERNAL: i32 = 7012;
/// opentim does not have this.
pub const NOT_SUPPORTED: i32 = 7013;
/// The operation is not possible now.
pub const INVALID_OPERATION: i32 = 7014;
/// More requests or logins in a second than are taken.
pub const TOO_OFTEN: i32 = 9506;
/// More requests wait than are taken.
pub const TOO_MANY_WAITING: i32 = 9507;
/// There is no connection to the server.
pub const NET_DISCONNECTED: i32 = 9508;
/// No connection to the server within the time.
pub const NET_CONNECT_TIMED_OUT: i32 = 9510;
/// The server's machine refuses connections.
pub const NET_REFUSED: i32 = 9511;
/// The address of the server's machine is not known.
pub const NET_UNKNOWN_HOST: i32 = 9516;
/// The request was sent and the connection lost before its answer came: it is not known whether it was done.
pub const NET_NO_ANSWER: i32 = 9520;
/// The request is longer than the server takes.
pub const NET_TOO_LONG: i32 = 9522;
/// The UserSig had expired when it was to log in.
pub const USERSIG_EXPIRED_AT_LOGIN: i32 = 6206;
/// A login elsewhere has ended this one.
pub const KICKED_OFFLINE: i32 = 6208;
/// The UserSig has expired.
pub const USERSIG_EXPIRED: i32 = 70001;
/// There is no account of this user (rule book 4.2).
pub const NO_SUCH_ACCOUNT: i32 = 70107;
/// Too many bad UserSigs came from this address; good ones are taken again in a minute (rule book 4.2).
pub const LOCKED: i32 = 70050;
/// A parameter of a group call is not valid.
pub const BAD_PARAMETER: i32 = 10004;

/// Why a call failed: the code, and the sentence for `desc`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The code.
    pub code: i32,
    /// What to mend.
    pub desc: String,
}

impl Failure {
    /// A failure of this code with this sentence.
    pub fn new(code: i32, desc: impl Into<String>) -> Self {
        Self { code, desc: desc.into() }
    }
}

impl From<BadField> for Failure {
    fn from(fault: BadField) -> Self {
        Self::new(BAD_PARAMETER, fault.to_string())
    }
}

impl Failure {
    /// A refusal of a rule, in the field names of the method that was called.
    pub fn of(reject: &Reject, method: Uses) -> Self {
        let failure = Self::named(reject, &names::of(method));
        match (method, failure.code) {
            // A profile is none of the groups' matters.
            (Uses::ProfileModifySelfUserProfile, BAD_PARAMETER | 8505) => Self::new(INVALID_PARAMETER, failure.desc),
            _ => failure,
        }
    }

    fn named(reject: &Reject, names: &FieldNames) -> Self {
        Self { code: code(reject), desc: sentence(reject, names) }
    }
}

impl From<Reject> for Failure {
    fn from(reject: Reject) -> Self {
        Self::named(&reject, &NAMES)
    }
}

/// The SDK's own number where it has one (rule book 5.2), else that of the group service.
fn code(reject: &Reject) -> i32 {
    match reject {
        Reject::BadId { field: Field::GroupId, .. } => 8501,
        Reject::TooLong { field: Field::Name, .. } => 8502,
        Reject::TooLong { field: Field::Introduction, .. } => 8503,
        Reject::TooLong { field: Field::Notification, .. } => 8504,
        Reject::TooLong { field: Field::FaceUrl, .. } => 8505,
        Reject::TooLong { field: Field::NameCard, .. } => 8506,
        Reject::OverCap { .. } => 8507,
        Reject::NoApplications(_) => 8508,
        Reject::OwnerRoleForAnother { .. } => 8509,
        Reject::NobodyNamed { field: Field::Members } => 8510,
        Reject::NotPermitted { action: Action::Mark, .. } | Reject::Outsider { action: Action::Mark } => 8515,
        other => other.number(),
    }
}

#[cfg(test)]
mod tests;
