//! From the text of a message to a typed frame, and a sentence for every text that is none.

use crate::json::{EXACT, is_deeper};
use crate::sdk::Failure;
use crate::sdk::codes::{BAD_JSON, BAD_USER_ID, INVALID_PARAMETER, NOT_SUPPORTED};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Bytes of a parser's remark that a sentence repeats at most.
const REMARK: usize = 160;

/// A frame that cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadFrame {
    /// -3 no JSON object, 6017 a field, 7003 the user id, 7013 an unknown frame, version, dialect or method.
    pub code: i32,
    /// Which field, what was given, what to mend.
    pub desc: String,
    /// The request, when the frame names one: then only that request has failed.
    pub id: Option<u64>,
}

impl BadFrame {
    pub(super) fn new(code: i32, desc: impl Into<String>) -> Self {
        Self { code, desc: desc.into(), id: None }
    }

    /// As what a failed call or login gives.
    pub fn failure(&self) -> Failure {
        Failure::new(self.code, self.desc.clone())
    }
}

/// What every frame has.
#[derive(Deserialize)]
pub(super) struct Head<'a> {
    #[serde(borrow)]
    pub t: Option<Cow<'a, str>>,
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    v: Option<&'a RawValue>,
}

impl<'a> Head<'a> {
    /// Reads what a frame is.
    pub(super) fn of(text: &'a str) -> Result<Self, BadFrame> {
        match serde_json::from_str::<Self>(text) {
            Ok(head) if text.trim_ascii_start().starts_with('{') => Ok(head),
            Ok(_) => Err(BadFrame::new(BAD_JSON, "a frame must be a JSON object")),
            Err(error) => Err(match serde_json::from_str::<IgnoredAny>(text) {
                Err(syntax) => BadFrame::new(BAD_JSON, format!("the frame is not JSON: {syntax}")),
                Ok(_) if !text.trim_ascii_start().starts_with('{') => BadFrame::new(BAD_JSON, "a frame must be a JSON object"),
                Ok(_) => BadFrame::new(INVALID_PARAMETER, format!("the frame: {}", cut(&error.to_string()))),
            }),
        }
    }

    /// The name in `t`.
    pub(super) fn name(&self) -> Result<&str, BadFrame> {
        self.t.as_deref().ok_or_else(|| BadFrame::new(INVALID_PARAMETER, "t is required: it names the frame"))
    }

    /// The number of the request.
    pub(super) fn id(&self) -> Option<u64> {
        self.id.and_then(|raw| raw.get().parse().ok()).filter(|id| *id <= EXACT)
    }

    /// Refuses a version that is not spoken here, before its fields are looked at.
    pub(super) fn check_version(&self) -> Result<(), BadFrame> {
        let spoken = super::VERSION;
        match self.v.map(RawValue::get) {
            Some(given) if given == spoken.to_string() => Ok(()),
            Some(other) => {
                let desc = format!("v must be {spoken}: version {} of the protocol is not spoken here", cut(other));
                Err(BadFrame::new(NOT_SUPPORTED, desc))
            }
            None => Err(BadFrame::new(INVALID_PARAMETER, format!("v is required: the version of the protocol, {spoken}"))),
        }
    }
}

/// Reads the fields of a frame called `name`.
pub(super) fn fields<'a, T: Deserialize<'a>>(name: &str, text: &'a str) -> Result<T, BadFrame> {
    serde_json::from_str::<T>(text).map_err(|_| fault::<T>(name, text))
}

/// The same once more, for the place of the fault.
#[cold]
fn fault<'a, T: Deserialize<'a>>(name: &str, text: &'a str) -> BadFrame {
    let mut json = serde_json::Deserializer::from_str(text);
    match serde_path_to_error::deserialize::<_, T>(&mut json) {
        Ok(_) => BadFrame::new(BAD_JSON, format!("{name}: more follows after the object")),
        Err(error) => {
            let path = error.path().to_string();
            let code = if path == "user" { BAD_USER_ID } else { INVALID_PARAMETER };
            let dot = if path == "." { String::new() } else { format!(".{}", cut(&path)) };
            BadFrame::new(code, format!("{name}{dot}: {}", cut(&error.inner().to_string())))
        }
    }
}

/// A name that is no frame of this direction.
pub(super) fn unknown(name: &str) -> BadFrame {
    BadFrame::new(NOT_SUPPORTED, format!("{:?} is no frame of this side of protocol {}", cut(name), super::SUBPROTOCOL))
}

/// Refuses what is nested too deep.
pub(super) fn check_depth(text: &str) -> Result<(), BadFrame> {
    let most = super::MOST_NESTED;
    if !is_deeper(text.as_bytes(), most) {
        return Ok(());
    }
    Err(BadFrame::new(BAD_JSON, format!("the frame is nested more than {most} levels deep")))
}

/// The beginning of a text that a client gave, without the parser's count of columns.
fn cut(text: &str) -> String {
    let text = text.rfind(" at line ").map_or(text, |end| &text[..end]);
    if text.len() <= REMARK {
        return text.to_owned();
    }
    let end = (0..=REMARK).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    format!("{}...", &text[..end])
}
