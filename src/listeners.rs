//! Listeners: JavaScript functions that are called for events.
//!
//! A listener is called with the array of all C arguments first, whose text is that of its first element, and with the remaining
//! arguments after it: code written for the incumbent's renderer (`args[0]`) and for its typings (`(level, log)`) both run.
//! Calls come through the environment's queue, in step with the replies; a listener never keeps a process alive.

use crate::environment::{Item, Shared, check, local};
use crate::json_text::{self, Argument};
use napi::{Env, Result, sys};
use opentim_client::{Backlog, WaitingCall};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ffi::CStr;
use std::ptr;
use std::sync::Arc;

/// One argument of a listener.
#[derive(Clone)]
pub(crate) enum Value {
    /// A number of the C interface.
    Number(i32),
    /// A text of the C interface.
    Text(String),
    /// What an app wants handed back and is no text, as JSON.
    Json(String),
    /// Several arguments of the C interface, as a JSON array.
    Several(String),
}

/// A call of a listener that waits for the JavaScript thread.
pub(crate) struct Heard {
    listener: u64,
    arguments: Vec<Value>,
    _waits: WaitingCall,
}

/// The functions of one environment; only its own thread touches them.
pub(crate) struct Listeners {
    functions: RefCell<HashMap<u64, sys::napi_ref>>,
    made: Cell<u64>,
    /// What `identity` asks; null until it is first needed.
    identities: Cell<sys::napi_ref>,
}

impl Default for Listeners {
    fn default() -> Self {
        Self { functions: RefCell::default(), made: Cell::default(), identities: Cell::new(ptr::null_mut()) }
    }
}

/// A function that any thread may have called. Dropping it takes the function back.
pub(crate) struct Listener {
    id: u64,
    shared: Arc<Shared>,
}

impl Listener {
    /// A listener that calls this function.
    pub(crate) fn new(env: &Env, function: sys::napi_value) -> Result<Self> {
        let local = local(env)?;
        Ok(Self { id: local.listeners.add(env.raw(), function)?, shared: local.shared.clone() })
    }

    /// Its number in its environment.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// Has the function called, and until that is done counts the call in `backlog`; false when its environment has ended.
    pub(crate) fn call(&self, arguments: Vec<Value>, backlog: &Arc<Backlog>) -> bool {
        self.shared.push(Item::Heard(Heard { listener: self.id, arguments, _waits: backlog.add() }))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.shared.push(Item::Unheard(self.id));
    }
}

const WITH_TEXT_OF_FIRST: &CStr = c"(all) => Object.defineProperty(all, 'toString', { value() { return String(this[0]) } })";

/// Numbers functions and keeps none of them alive.
const IDENTITIES: &CStr = c"(() => {
    const known = new WeakMap();
    let made = 0;
    return (listener) => {
        let number = known.get(listener);
        if (number === undefined) known.set(listener, number = ++made);
        return number;
    };
})()";

impl Listeners {
    /// A number that the same function has always and no other one has: thousands of functions are told apart by it, where
    /// comparing each with each would take seconds.
    pub(crate) fn identity(&self, env: sys::napi_env, function: sys::napi_value) -> Result<i64> {
        let mut numbers = ptr::null_mut();
        if self.identities.get().is_null() {
            numbers = json_text::run(env, IDENTITIES)?;
            let mut reference = ptr::null_mut();
            // SAFETY: a living function of this environment, and a place for the result.
            check(unsafe { sys::napi_create_reference(env, numbers, 1, &mut reference) }, "listener")?;
            self.identities.set(reference);
        } else {
            // SAFETY: the reference stays as long as the environment, and a place for the result.
            check(unsafe { sys::napi_get_reference_value(env, self.identities.get(), &mut numbers) }, "listener")?;
        }
        let number = json_text::call(env, json_text::undefined(env), numbers, &[function])?;
        let mut identity = 0;
        // SAFETY: a place for the result.
        check(unsafe { sys::napi_get_value_int64(env, number, &mut identity) }, "listener")?;
        Ok(identity)
    }

    fn add(&self, env: sys::napi_env, function: sys::napi_value) -> Result<u64> {
        let mut reference = ptr::null_mut();
        // SAFETY: a living function of this environment, and a place for the result.
        check(unsafe { sys::napi_create_reference(env, function, 1, &mut reference) }, "listener")?;
        let id = self.made.get() + 1;
        self.made.set(id);
        self.functions.borrow_mut().insert(id, reference);
        Ok(id)
    }

    /// Takes a function back; it is not called any more, also for what waits in the queue.
    pub(crate) fn remove(&self, env: sys::napi_env, id: u64) {
        if let Some(reference) = self.functions.borrow_mut().remove(&id) {
            // SAFETY: made in `add` for this environment, and removed from the map only here.
            unsafe { sys::napi_delete_reference(env, reference) };
        }
    }

    /// The function of this number.
    pub(crate) fn function(&self, env: sys::napi_env, id: u64) -> Option<sys::napi_value> {
        let reference = self.functions.borrow().get(&id).copied()?;
        let mut function = ptr::null_mut();
        // SAFETY: the reference lives while it is in the map.
        check(unsafe { sys::napi_get_reference_value(env, reference, &mut function) }, "listener").ok()?;
        (!function.is_null()).then_some(function)
    }

    /// Calls a listener. What it throws goes where uncaught exceptions go.
    pub(crate) fn call(&self, env: sys::napi_env, heard: &Heard) {
        let Some(function) = self.function(env, heard.listener) else { return };
        if try_call(env, function, &heard.arguments).is_err() {
            let mut error = ptr::null_mut();
            // SAFETY: hands a pending exception over as uncaught, as an event emitter would.
            unsafe {
                if sys::napi_get_and_clear_last_exception(env, &mut error) == sys::Status::napi_ok {
                    sys::napi_fatal_exception(env, error);
                }
            }
        }
    }
}

fn try_call(env: sys::napi_env, function: sys::napi_value, arguments: &[Value]) -> Result<()> {
    let mut values = Vec::with_capacity(arguments.len());
    for argument in arguments {
        match argument {
            Value::Several(array) => values.extend(elements(env, array)?),
            Value::Json(text) => values.push(json_text::parse(env, text)?),
            Value::Text(text) => values.push(json_text::string(env, text)?),
            Value::Number(number) => values.push(int(env, *number)?),
        }
    }
    let mut all = ptr::null_mut();
    // SAFETY: places for the results; the values are living handles.
    unsafe {
        check(sys::napi_create_array_with_length(env, values.len(), &mut all), "array")?;
        for (at, value) in (0u32..).zip(&values) {
            check(sys::napi_set_element(env, all, at, *value), "array")?;
        }
    }
    let this = json_text::undefined(env);
    let with_text = json_text::run(env, WITH_TEXT_OF_FIRST)?;
    let mut given = vec![json_text::call(env, this, with_text, &[all])?];
    given.extend(values.into_iter().skip(1));
    json_text::call(env, this, function, &given).map(drop)
}

fn int(env: sys::napi_env, number: i32) -> Result<sys::napi_value> {
    let mut value = ptr::null_mut();
    // SAFETY: a place for the result.
    check(unsafe { sys::napi_create_int32(env, number, &mut value) }, "number")?;
    Ok(value)
}

/// The elements of a JSON array.
fn elements(env: sys::napi_env, array: &str) -> Result<Vec<sys::napi_value>> {
    let array = json_text::parse(env, array)?;
    let mut length = 0;
    // SAFETY: a place for the result; what is no array is refused.
    check(unsafe { sys::napi_get_array_length(env, array, &mut length) }, "array")?;
    (0..length)
        .map(|at| {
            let mut value = ptr::null_mut();
            // SAFETY: a living array and a place for the result.
            check(unsafe { sys::napi_get_element(env, array, at, &mut value) }, "array")?;
            Ok(value)
        })
        .collect()
}

/// The function in `callback` of a setter's argument, if it is one.
pub(crate) fn callback(env: sys::napi_env, argument: sys::napi_value) -> Result<Option<sys::napi_value>> {
    let Some(function) = part(env, argument, c"callback")? else { return Ok(None) };
    Ok((json_text::type_of(env, function)? == sys::ValueType::napi_function).then_some(function))
}

/// What a setter's argument wants handed back, or empty text.
pub(crate) fn user_data(env: sys::napi_env, argument: sys::napi_value, name: &CStr) -> Result<Value> {
    let Some(data) = part(env, argument, name)? else { return Ok(Value::Text(String::new())) };
    match json_text::type_of(env, data)? {
        sys::ValueType::napi_string => json_text::text(env, data).map(Value::Text),
        sys::ValueType::napi_undefined | sys::ValueType::napi_null => Ok(Value::Text(String::new())),
        _ => Ok(match json_text::stringify(env, data)? {
            Argument::Text(text) => Value::Json(text),
            Argument::Missing | Argument::Broken(_) => Value::Text(String::new()),
        }),
    }
}

/// A member of a setter's argument; nothing if that is no object, or looking at the member throws.
fn part(env: sys::napi_env, argument: sys::napi_value, name: &CStr) -> Result<Option<sys::napi_value>> {
    if json_text::type_of(env, argument)? != sys::ValueType::napi_object {
        return Ok(None);
    }
    match json_text::member(env, argument, name) {
        Ok(value) => Ok(Some(value)),
        Err(_) => {
            json_text::take_exception(env);
            Ok(None)
        }
    }
}
