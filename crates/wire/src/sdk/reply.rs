//! Replies as complete JSON text.

use super::codes::Failure;
use super::method::{Answer, Method};
use serde::Serialize;
use serde_json::value::RawValue;

/// What the caller wants back with the reply, exactly as he wrote it; empty text unless given.
#[derive(Clone, Debug)]
pub struct UserData(Option<Box<RawValue>>);

impl UserData {
    /// Nothing was given.
    pub const NONE: Self = Self(None);

    pub(super) fn new(raw: Box<RawValue>) -> Self {
        Self(Some(raw))
    }
}

impl Serialize for UserData {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(raw) => raw.serialize(serializer),
            None => serializer.serialize_str(""),
        }
    }
}

#[derive(Serialize)]
struct Envelope<'a, T, M> {
    code: i32,
    desc: &'a str,
    json_param: T,
    user_data: &'a UserData,
    #[serde(flatten)]
    more: M,
}

/// Nothing beside the four fields.
#[derive(Serialize)]
struct NoMore {}

/// A call that was done. `json_param` is an object or array where the method gives one parsed, and text where it gives it raw.
pub fn success(json_param: impl Serialize, user_data: &UserData) -> String {
    success_with(json_param, user_data, NoMore {})
}

/// A call that was done, with fields beside the usual four; `more` is a struct of them.
pub fn success_with(json_param: impl Serialize, user_data: &UserData, more: impl Serialize) -> String {
    text(&Envelope { code: 0, desc: "", json_param, user_data, more })
}

/// A call that gives a bare number or text instead of an object.
pub fn bare(value: impl Serialize) -> String {
    text(&value)
}

/// A call that was not done, in the form that its method answers with.
pub fn failure(method: &Method, failure: &Failure, user_data: &UserData) -> String {
    match method.answer {
        Answer::Object => refusal(failure, user_data),
        Answer::Number => bare(failure.code),
        Answer::Text => bare(""),
    }
}

/// A refused call as an object, also for a name that is no method.
pub fn refusal(failure: &Failure, user_data: &UserData) -> String {
    text(&Envelope { code: failure.code, desc: &failure.desc, json_param: "", user_data, more: NoMore {} })
}

/// Whether a reply says that its call was done; a bare number or text says nothing.
pub fn is_done(reply: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Code {
        code: i32,
    }
    serde_json::from_str::<Code>(reply).is_ok_and(|reply| reply.code == 0)
}

/// What is written here has only text for keys, so writing it cannot fail; if it ever does the caller learns that.
fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| {
        r#"{"code":7012,"desc":"the reply could not be written as JSON","json_param":"","user_data":""}"#.to_owned()
    })
}

#[cfg(test)]
mod tests;
