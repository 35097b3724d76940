//! JSON text across the boundary: stringify of the argument, parse of the reply; nothing else happens on the JavaScript thread.

use crate::environment::check;
use napi::{Result, sys};
use std::ffi::CStr;
use std::ptr;

/// An argument as it reached us.
pub(crate) enum Argument {
    /// Not given: `undefined`, or something that JSON leaves out, like a function.
    Missing,
    /// Its JSON text.
    Text(String),
    /// It cannot be written as JSON: a cycle, or a getter that throws.
    Broken(String),
}

/// Only used when plain JSON fails: BigInts become decimal text, which every 64-bit field understands.
const BIGINT_AS_TEXT: &CStr = c"(key, value) => typeof value === 'bigint' ? String(value) : value";

/// The argument's JSON text, by the page's own `JSON.stringify`.
pub(crate) fn stringify(env: sys::napi_env, value: sys::napi_value) -> Result<Argument> {
    let json = member(env, global(env)?, c"JSON")?;
    let function = member(env, json, c"stringify")?;
    if let Ok(text) = call(env, json, function, &[value]) {
        return argument(env, text);
    }
    take_exception(env);
    let replacer = run(env, BIGINT_AS_TEXT)?;
    match call(env, json, function, &[value, replacer]) {
        Ok(text) => argument(env, text),
        Err(_) => Ok(Argument::Broken(take_exception(env))),
    }
}

/// The value of a JSON text.
pub(crate) fn parse(env: sys::napi_env, text: &str) -> Result<sys::napi_value> {
    let json = member(env, global(env)?, c"JSON")?;
    let function = member(env, json, c"parse")?;
    let text = string(env, text)?;
    call(env, json, function, &[text]).inspect_err(|_| drop(take_exception(env)))
}

/// A JavaScript string.
pub(crate) fn string(env: sys::napi_env, text: &str) -> Result<sys::napi_value> {
    let mut value = ptr::null_mut();
    // SAFETY: the text is valid for its length; Node-API copies it.
    check(unsafe { sys::napi_create_string_utf8(env, text.as_ptr().cast(), text.len() as isize, &mut value) }, "string")?;
    Ok(value)
}

/// The text of a JavaScript string.
pub(crate) fn text(env: sys::napi_env, value: sys::napi_value) -> Result<String> {
    let mut length = 0;
    // SAFETY: asking for the length takes no buffer.
    check(unsafe { sys::napi_get_value_string_utf8(env, value, ptr::null_mut(), 0, &mut length) }, "string length")?;
    let mut bytes = vec![0u8; length + 1];
    // SAFETY: the buffer has room for the text and its closing NUL.
    check(unsafe { sys::napi_get_value_string_utf8(env, value, bytes.as_mut_ptr().cast(), bytes.len(), &mut length) }, "string")?;
    bytes.truncate(length);
    Ok(String::from_utf8(bytes).unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned()))
}

/// A property of an object.
pub(crate) fn member(env: sys::napi_env, object: sys::napi_value, name: &CStr) -> Result<sys::napi_value> {
    let mut value = ptr::null_mut();
    // SAFETY: the name ends in NUL.
    check(unsafe { sys::napi_get_named_property(env, object, name.as_ptr(), &mut value) }, "property")?;
    Ok(value)
}

/// The JavaScript type of a value.
pub(crate) fn type_of(env: sys::napi_env, value: sys::napi_value) -> Result<sys::napi_valuetype> {
    let mut kind = sys::ValueType::napi_undefined;
    // SAFETY: a place for the result.
    check(unsafe { sys::napi_typeof(env, value, &mut kind) }, "typeof")?;
    Ok(kind)
}

/// Clears a pending exception and says what it was.
pub(crate) fn take_exception(env: sys::napi_env) -> String {
    let (mut pending, mut error, mut words) = (false, ptr::null_mut(), ptr::null_mut());
    // SAFETY: places for the results; turning the error into a string may throw again, which is cleared too.
    unsafe {
        if sys::napi_is_exception_pending(env, &mut pending) != sys::Status::napi_ok || !pending {
            return String::new();
        }
        sys::napi_get_and_clear_last_exception(env, &mut error);
        if sys::napi_coerce_to_string(env, error, &mut words) != sys::Status::napi_ok {
            sys::napi_get_and_clear_last_exception(env, &mut error);
            return String::new();
        }
    }
    text(env, words).unwrap_or_default()
}

/// `undefined`.
pub(crate) fn undefined(env: sys::napi_env) -> sys::napi_value {
    let mut value = ptr::null_mut();
    // SAFETY: a place for the result.
    unsafe { sys::napi_get_undefined(env, &mut value) };
    value
}

fn argument(env: sys::napi_env, value: sys::napi_value) -> Result<Argument> {
    if type_of(env, value)? == sys::ValueType::napi_string { text(env, value).map(Argument::Text) } else { Ok(Argument::Missing) }
}

fn global(env: sys::napi_env) -> Result<sys::napi_value> {
    let mut value = ptr::null_mut();
    // SAFETY: a place for the result.
    check(unsafe { sys::napi_get_global(env, &mut value) }, "global")?;
    Ok(value)
}

/// The value of a script that is a constant of ours.
pub(crate) fn run(env: sys::napi_env, script: &CStr) -> Result<sys::napi_value> {
    let mut source = ptr::null_mut();
    let mut value = ptr::null_mut();
    // SAFETY: the script is a constant; places for the results.
    unsafe {
        let length = script.count_bytes() as isize;
        check(sys::napi_create_string_utf8(env, script.as_ptr(), length, &mut source), "script")?;
        check(sys::napi_run_script(env, source, &mut value), "script")?;
    }
    Ok(value)
}

/// Calls a JavaScript function.
pub(crate) fn call(
    env: sys::napi_env,
    this: sys::napi_value,
    function: sys::napi_value,
    arguments: &[sys::napi_value],
) -> Result<sys::napi_value> {
    let mut value = ptr::null_mut();
    // SAFETY: the arguments are living handles of this environment.
    check(
        unsafe { sys::napi_call_function(env, this, function, arguments.len(), arguments.as_ptr(), &mut value) },
        "a JavaScript function threw",
    )?;
    Ok(value)
}
