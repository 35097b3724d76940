//! Listeners: JavaScript functions that are called for events.
//!
//! A listener is called with the array of all C arguments first, whose text is that of its first element, and with the remaining
//! arguments after it: code written for the incumbent's renderer (`args[0]`) and for its typings (`(level, log)`) both run.
//! Calls come through the environment's queue, in step with the replies; a listener never keeps a process alive.

use crate::environment::{Item, Shared, check, local};
use crate::json_text;
use crate::tim_render::TimRender;
use napi::bindgen_prelude::Unknown;
use napi::{Env, JsValue, Result, sys};
use napi_derive::napi;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ffi::CStr;
use std::ptr;
use std::sync::Arc;

/// One argument of a listener.
pub(crate) enum Value {
    /// A number of the C interface.
    Number(i32),
    /// A text of the C interface.
    Text(String),
}

/// A call of a listener that waits for the JavaScript thread.
pub(crate) struct Heard {
    listener: u64,
    arguments: Vec<Value>,
}

/// The functions of one environment; only its own thread touches them.
#[derive(Default)]
pub(crate) struct Listeners {
    functions: RefCell<HashMap<u64, sys::napi_ref>>,
    made: Cell<u64>,
}

/// A function that any thread may have called. Dropping it takes the function back.
pub(crate) struct Listener {
    id: u64,
    shared: Arc<Shared>,
}

impl Listener {
    fn call(&self, arguments: Vec<Value>) {
        self.shared.push(Item::Heard(Heard { listener: self.id, arguments }));
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.shared.push(Item::Unheard(self.id));
    }
}

const WITH_TEXT_OF_FIRST: &CStr = c"(all) => Object.defineProperty(all, 'toString', { value() { return String(this[0]) } })";

impl Listeners {
    fn add(&self, env: sys::napi_env, function: sys::napi_value) -> Result<u64> {
        let mut reference = ptr::null_mut();
        // SAFETY: a living function of this environment, and a place for the result.
        check(unsafe { sys::napi_create_reference(env, function, 1, &mut reference) }, "listener")?;
        let id = self.made.get() + 1;
        self.made.set(id);
        self.functions.borrow_mut().insert(id, reference);
        Ok(id)
    }

    pub(crate) fn remove(&self, env: sys::napi_env, id: u64) {
        if let Some(reference) = self.functions.borrow_mut().remove(&id) {
            // SAFETY: made in `add` for this environment, and removed from the map only here.
            unsafe { sys::napi_delete_reference(env, reference) };
        }
    }

    /// Calls a listener. What it throws goes where uncaught exceptions go.
    pub(crate) fn call(&self, env: sys::napi_env, heard: &Heard) {
        let Some(reference) = self.functions.borrow().get(&heard.listener).copied() else { return };
        if self.try_call(env, reference, &heard.arguments).is_err() {
            let mut error = ptr::null_mut();
            // SAFETY: hands a pending exception over as uncaught, as an event emitter would.
            unsafe {
                if sys::napi_get_and_clear_last_exception(env, &mut error) == sys::Status::napi_ok {
                    sys::napi_fatal_exception(env, error);
                }
            }
        }
    }

    fn try_call(&self, env: sys::napi_env, reference: sys::napi_ref, arguments: &[Value]) -> Result<()> {
        let mut function = ptr::null_mut();
        // SAFETY: the reference lives while it is in the map.
        check(unsafe { sys::napi_get_reference_value(env, reference, &mut function) }, "listener")?;
        let values = arguments.iter().map(|value| js(env, value)).collect::<Result<Vec<_>>>()?;
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
}

fn js(env: sys::napi_env, value: &Value) -> Result<sys::napi_value> {
    match value {
        Value::Text(text) => json_text::string(env, text),
        Value::Number(number) => {
            let mut value = ptr::null_mut();
            // SAFETY: a place for the result.
            check(unsafe { sys::napi_create_int32(env, *number, &mut value) }, "number")?;
            Ok(value)
        }
    }
}

/// The function in `callback` of a setter's argument, if it is one.
fn callback(env: &Env, argument: &Unknown<'_>) -> Result<Option<Listener>> {
    let raw = env.raw();
    if json_text::type_of(raw, argument.raw())? != sys::ValueType::napi_object {
        return Ok(None);
    }
    let Ok(function) = json_text::member(raw, argument.raw(), c"callback") else {
        json_text::take_exception(raw);
        return Ok(None);
    };
    if json_text::type_of(raw, function)? != sys::ValueType::napi_function {
        return Ok(None);
    }
    let local = local(env)?;
    Ok(Some(Listener { id: local.listeners.add(raw, function)?, shared: local.shared.clone() }))
}

/// The text in `user_data` of a setter's argument, or empty.
fn user_data(env: &Env, argument: &Unknown<'_>) -> String {
    let raw = env.raw();
    match json_text::member(raw, argument.raw(), c"user_data") {
        Ok(value) => json_text::text(raw, value).unwrap_or_default(),
        Err(_) => {
            json_text::take_exception(raw);
            String::new()
        }
    }
}

#[napi]
impl TimRender {
    #[napi(js_name = "TIMSetLogCallback")]
    pub fn set_log_callback<'env>(&self, env: &'env Env, argument: Option<Unknown<'_>>) -> Result<Unknown<'env>> {
        if let Some(argument) = &argument {
            let listener = callback(env, argument)?.map(|listener| {
                let data = user_data(env, argument);
                let hear = move |level: i32, text: String| {
                    listener.call(vec![Value::Number(level), Value::Text(text), Value::Text(data.clone())]);
                };
                Arc::new(hear) as Arc<dyn Fn(i32, String) + Send + Sync>
            });
            self.client().set_log_listener(listener);
        }
        self.call(env, "TIMSetLogCallback", argument)
    }
}
