//! The argument of a call: parsed, and checked as far as the SDK does before it looks at its own state.

use super::codes::{BAD_ARGUMENT, BAD_JSON, Failure};
use super::decode::given;
use super::legacy;
use super::method::{Argument, Key, Method, Shape, UserDataAt};
use super::operation::{self, OwnOperation};
use super::reply::UserData;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Longest text of an argument, in bytes.
pub const MOST_ARGUMENT_BYTES: usize = 16 * 1024 * 1024;

/// A call whose argument has the shape that its method wants.
#[derive(Debug)]
pub struct Request {
    argument: Value,
    /// What the caller wants back.
    pub user_data: UserData,
    method: &'static str,
    user_data_at: UserDataAt,
    operation_id: Option<String>,
}

/// A call whose argument has not.
#[derive(Debug)]
pub struct Refused {
    /// -3 or -4.
    pub failure: Failure,
    /// What the caller wants back, as far as it could be read.
    pub user_data: UserData,
}

impl Request {
    /// Parses and checks the argument of `method`; absent text is an absent argument.
    ///
    /// # Errors
    /// -3 and -4 as the incumbent gives them (it gives no sentence, though).
    pub fn parse(method: &Method, text: Option<&str>) -> Result<Self, Refused> {
        let text = text.filter(|_| method.takes_argument()).unwrap_or("null");
        let mut argument = parse(text).map_err(|failure| Refused { failure, user_data: UserData::NONE })?;
        let user_data = user_data(method, &argument, text);
        legacy::take(&mut argument, text);
        let mut request = Self { user_data, argument, method: method.name, user_data_at: method.user_data, operation_id: None };
        match request.check(method).and_then(|()| operation::given_in(method, &request.argument)) {
            Ok(operation_id) => {
                request.operation_id = operation_id;
                Ok(request)
            }
            Err(failure) => Err(Refused { failure, user_data: request.user_data }),
        }
    }

    /// The caller's own id of what he does, if he gave one.
    ///
    /// # Errors
    /// 10004: it is too long, or not printable.
    pub fn own_operation(&self) -> Result<Option<OwnOperation>, Failure> {
        self.operation_id.as_deref().map(|id| OwnOperation::of(id, self.method, self.user_data_at, &self.argument)).transpose()
    }

    /// The whole argument; null when absent.
    pub fn argument(&self) -> &Value {
        &self.argument
    }

    /// The part at a dotted path; null when absent.
    pub fn part(&self, path: &str) -> &Value {
        path.split('.').fold(&self.argument, |value, name| value.get(name).unwrap_or(&Value::Null))
    }

    fn check(&self, method: &Method) -> Result<(), Failure> {
        let object_wanted = !method.arguments.is_empty();
        if object_wanted && !self.argument.is_null() && !self.argument.is_object() {
            let desc = format!("the argument must be an object, {} was given", given(&self.argument));
            return Err(Failure::new(BAD_ARGUMENT, desc));
        }
        method.arguments.iter().try_for_each(|wanted| wanted.check(self.part(wanted.path)))
    }
}

/// Valid JSON of a depth that serde_json takes (127) and without lone surrogates, which have no form in UTF-8.
fn parse(text: &str) -> Result<Value, Failure> {
    if text.len() > MOST_ARGUMENT_BYTES {
        let desc = format!("the argument has {} bytes of JSON, at most {MOST_ARGUMENT_BYTES} are allowed", text.len());
        return Err(Failure::new(BAD_JSON, desc));
    }
    serde_json::from_str(text).map_err(|error| {
        let error = error.to_string();
        let hint = if error.contains("hex escape") { "; a lone surrogate stands for no character" } else { "" };
        Failure::new(BAD_JSON, format!("the argument is not valid JSON: {error}{hint}"))
    })
}

fn user_data(method: &Method, argument: &Value, text: &str) -> UserData {
    let name = match method.user_data {
        UserDataAt::Nowhere => return UserData::NONE,
        UserDataAt::Argument if argument.is_null() => return UserData::NONE,
        UserDataAt::Argument => return RawValue::from_string(text.to_owned()).map_or(UserData::NONE, UserData::new),
        UserDataAt::Field(name) => name,
    };
    let written = match argument.get(name) {
        None | Some(Value::Null) => return UserData::NONE,
        Some(Value::Array(_) | Value::Object(_)) => as_written(name, text),
        Some(_) => None,
    };
    let raw = written.or_else(|| serde_json::value::to_raw_value(&argument[name]).ok());
    raw.map_or(UserData::NONE, UserData::new)
}

/// The value of a member as it stands in the text, the order of its keys included. Nothing if some key has escapes in it.
fn as_written(name: &str, text: &str) -> Option<Box<RawValue>> {
    let members: BTreeMap<&str, &RawValue> = serde_json::from_str(text).ok()?;
    members.get(name).map(|raw| (*raw).to_owned())
}

impl Argument {
    fn check(&self, value: &Value) -> Result<(), Failure> {
        match (self.shape, value) {
            (Shape::OptionalText, Value::Null | Value::String(_)) | (Shape::MaybeEmptyText, Value::String(_)) => Ok(()),
            (Shape::OptionalText, other) => Err(self.wrong(BAD_ARGUMENT, "text", other)),
            (_, Value::Null) => Err(self.missing()),
            (Shape::Text, Value::String(text)) if !text.is_empty() => Ok(()),
            (Shape::Text, other) => Err(self.wrong(BAD_ARGUMENT, "text that is not empty", other)),
            (Shape::MaybeEmptyText, other) => Err(self.wrong(BAD_ARGUMENT, "text", other)),
            (Shape::NotZero, Value::Number(number)) if number.as_f64() == Some(0.0) => {
                Err(self.wrong(BAD_ARGUMENT, "above 0", value))
            }
            (Shape::Json | Shape::NotZero, _) | (Shape::Array, Value::Array(_)) => Ok(()),
            (Shape::Array, other) => Err(self.wrong(BAD_JSON, "an array", other)),
            (Shape::List, Value::Array(items)) if !items.is_empty() && !items.iter().any(Value::is_null) => Ok(()),
            (Shape::List, Value::Array(items)) => {
                let given = if items.is_empty() { "an empty one" } else { "one with null in it" };
                let desc = format!("{} must be an array of at least one entry and none of them null, {given} was given", self.path);
                Err(Failure::new(BAD_JSON, desc))
            }
            (Shape::List, other) => Err(self.wrong(BAD_JSON, "an array of at least one entry", other)),
            (Shape::Object(keys), Value::Object(_)) => keys.iter().try_for_each(|key| self.check_key(*key, value)),
            (Shape::Object(_), other) => Err(self.wrong(BAD_JSON, "an object", other)),
        }
    }

    fn check_key(&self, key: Key, object: &Value) -> Result<(), Failure> {
        let (Key::Any(name) | Key::Array(name)) = key;
        match (key, object.get(name).unwrap_or(&Value::Null)) {
            (_, Value::Null) => Err(Failure::new(BAD_JSON, format!("{}.{name} is required", self.path))),
            (Key::Any(_), _) | (Key::Array(_), Value::Array(_)) => Ok(()),
            (Key::Array(_), other) => {
                let desc = format!("{}.{name} must be an array, {} was given", self.path, given(other));
                Err(Failure::new(BAD_JSON, desc))
            }
        }
    }

    fn missing(&self) -> Failure {
        let wanted = match self.shape {
            Shape::Text | Shape::MaybeEmptyText | Shape::OptionalText => "give text",
            Shape::Json | Shape::NotZero => "give a value",
            Shape::Object(_) => "give an object",
            Shape::Array | Shape::List => "give an array",
        };
        Failure::new(BAD_ARGUMENT, format!("{} is required: {wanted}", self.path))
    }

    fn wrong(&self, code: i32, expected: &str, value: &Value) -> Failure {
        Failure::new(code, format!("{} must be {expected}, {} was given", self.path, given(value)))
    }
}

#[cfg(test)]
mod tests;
