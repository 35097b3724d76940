//! The caller's own id of what he does: under it he may repeat a call, which is then done once and answered the same every time.

use super::codes::{BAD_ARGUMENT, BAD_PARAMETER, Failure};
use super::decode::given;
use super::method::{Method, UserDataAt};
use serde_json::Value;

/// The member of an argument that holds it.
pub(super) const OPERATION_ID: &str = "operation_id";
/// Longest one, in bytes.
const MOST_BYTES: usize = 64;

/// An operation id with what is asked for under it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnOperation {
    /// The id, 1 to 64 bytes of printable ASCII.
    pub id: String,
    /// The method.
    pub method: &'static str,
    /// The argument without the id and the user data, which may differ when the call is repeated.
    pub asked: String,
}

/// What is given as operation id; what is no text, or empty, is refused before anything else.
pub(super) fn given_in(method: &Method, argument: &Value) -> Result<Option<String>, Failure> {
    if !method.is_change() {
        return Ok(None);
    }
    match argument.get(OPERATION_ID) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) if !id.is_empty() => Ok(Some(id.clone())),
        Some(other) => {
            let desc = format!("{OPERATION_ID} must be text that is not empty, or be left out, {} was given", given(other));
            Err(Failure::new(BAD_ARGUMENT, desc))
        }
    }
}

impl OwnOperation {
    pub(super) fn of(id: &str, method: &'static str, user_data: UserDataAt, argument: &Value) -> Result<Self, Failure> {
        if id.len() > MOST_BYTES || !id.bytes().all(|byte| byte.is_ascii_graphic()) {
            let given = given(&Value::from(id));
            let desc =
                format!("{OPERATION_ID} must be 1 to {MOST_BYTES} characters of printable ASCII without spaces, {given} was given");
            return Err(Failure::new(BAD_PARAMETER, desc));
        }
        let mut asked = argument.clone();
        if let Value::Object(members) = &mut asked {
            members.remove(OPERATION_ID);
            if let UserDataAt::Field(name) = user_data {
                members.remove(name);
            }
        }
        Ok(Self { id: id.to_owned(), method, asked: asked.to_string() })
    }
}
