//! From the bytes of a body to a request, and a sentence for every body that is none.

use super::failure::{Failure, NOT_JSON, quoted};
use super::value::Object;
use crate::json::is_deeper;
use serde::de::{Deserialize, IgnoredAny};
use serde_json::error::Category;

/// Deepest nesting of arrays and objects that is read; the deepest documented request has 5.
pub const MOST_NESTED: usize = 32;

/// Reads a request.
///
/// The plain parse comes first; only a body that fails it is parsed again for the place and kind of the fault.
pub(super) fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Failure> {
    let text = text(body)?;
    match serde_json::from_str::<Object<T>>(text) {
        Ok(Object(request)) => Ok(request),
        Err(error) => Err(fault::<T>(text, &error)),
    }
}

/// The body as text, without a byte order mark.
fn text(body: &[u8]) -> Result<&str, Failure> {
    let text = std::str::from_utf8(body).map_err(|error| {
        let at = error.valid_up_to();
        Failure::new(NOT_JSON, format!("the body is not UTF-8: the character at byte {at} is broken; send JSON as UTF-8"))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(Failure::new(NOT_JSON, "the body is empty; send a JSON object, {} when there is nothing to say"));
    }
    if is_deeper(text.as_bytes(), MOST_NESTED) {
        let text = format!("the body is nested more than {MOST_NESTED} levels deep; no request needs more than a few");
        return Err(Failure::new(NOT_JSON, text));
    }
    Ok(text)
}

/// What is wrong with a body: no JSON at all, or a field that is not as it must be.
#[cold]
fn fault<'a, T: Deserialize<'a>>(text: &'a str, error: &serde_json::Error) -> Failure {
    let syntax = match error.classify() {
        Category::Data => serde_json::from_str::<IgnoredAny>(text).err().map(|error| error.to_string()),
        Category::Syntax | Category::Eof | Category::Io => Some(error.to_string()),
    };
    if let Some(what) = syntax {
        return Failure::new(NOT_JSON, format!("the body is not JSON: {what}"));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    match serde_path_to_error::deserialize::<_, Object<T>>(&mut json) {
        Ok(_) => Failure::parameter(reword(".", &error.to_string())),
        Err(error) => {
            let path = error.path().to_string();
            if path == "." && !text.trim_ascii_start().starts_with('{') {
                return Failure::new(NOT_JSON, "the body must be a JSON object, {} when there is nothing to say");
            }
            Failure::parameter(reword(&path, &error.inner().to_string()))
        }
    }
}

/// The parser's remark as a sentence about a field.
fn reword(path: &str, remark: &str) -> String {
    // The parser counts lines and columns; the field's path says more.
    let remark = remark.rfind(" at line ").map_or(remark, |end| &remark[..end]);
    let (inside, dot) = if path == "." { ("", "") } else { (path, ".") };
    if let Some(field) = between(remark, "missing field `", "`") {
        return format!("{inside}{dot}{field} is required");
    }
    if let Some(field) = between(remark, "duplicate field `", "`") {
        return format!("{inside}{dot}{field} is given twice; give it once");
    }
    let wrong = remark.strip_prefix("invalid type: ").or_else(|| remark.strip_prefix("invalid value: "));
    match wrong.and_then(|wrong| wrong.rsplit_once(", expected ")) {
        Some(("sequence", expected)) => format!("{path} must be {expected}; an array was given"),
        Some(("map", expected)) => format!("{path} must be {expected}; an object was given"),
        Some((given, expected)) => format!("{path} must be {expected}; {} was given", quoted(given)),
        None => format!("{path} is not valid: {}", quoted(remark)),
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.strip_prefix(before)?.strip_suffix(after)
}
