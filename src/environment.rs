//! The way back to JavaScript: one queue per JavaScript environment.
//!
//! Finished calls wait in the queue; the JavaScript thread is woken once and resolves all of them in one go. The waking function
//! is referenced only while calls are under way, so a pending promise keeps the process alive and an idle engine does not.
//! Every reload of a window and every worker is an environment of its own in the same process: nothing of JavaScript is kept in
//! statics, and the environment's end closes its queue.

use crate::json_text;
use crate::listeners::{Heard, Listeners};
use napi::{Env, Error, Result, Status, sys};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ffi::{CStr, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Turns a status into a result.
pub(crate) fn check(status: sys::napi_status, what: &str) -> Result<()> {
    if status == sys::Status::napi_ok { Ok(()) } else { Err(Error::new(Status::from(status), what.to_owned())) }
}

/// The form that a promise resolves to.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// The reply as a JavaScript value.
    Value,
    /// The reply as its JSON text.
    Text,
}

/// What waits for the JavaScript thread, in the order in which it happened.
pub(crate) enum Item {
    /// A promise to resolve.
    Finished { deferred: sys::napi_deferred, form: Form, reply: String },
    /// A listener to call.
    Heard(Heard),
    /// A listener that is no longer wanted.
    Unheard(u64),
}

struct Queue {
    items: Vec<Item>,
    /// Null once the environment has ended.
    wake: sys::napi_threadsafe_function,
}

// SAFETY: both handles may be used from any thread in the ways they are used here: the deferred is only carried, and a
// thread-safe function may be called from everywhere while the environment lives, which the mutex and the null guard.
unsafe impl Send for Queue {}

/// The part of an environment that other threads hold.
pub(crate) struct Shared(Mutex<Queue>);

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues an item and wakes the JavaScript thread. Once the environment has ended nothing happens but the answer false.
    pub(crate) fn push(&self, item: Item) -> bool {
        let mut queue = self.queue();
        if queue.wake.is_null() {
            return false;
        }
        queue.items.push(item);
        if queue.items.len() == 1 {
            // SAFETY: not null, so the environment lives; an unbounded queue never refuses a call.
            unsafe {
                sys::napi_call_threadsafe_function(queue.wake, ptr::null_mut(), sys::ThreadsafeFunctionCallMode::nonblocking)
            };
        }
        true
    }
}

/// A promise that is to be resolved from another thread.
pub(crate) struct Deferred {
    deferred: sys::napi_deferred,
    form: Form,
    shared: Arc<Shared>,
}

// SAFETY: the handle is carried back to the JavaScript thread and used only there.
unsafe impl Send for Deferred {}

impl Deferred {
    /// Resolves the promise with a reply's JSON text. Nothing happens once the environment has ended.
    pub(crate) fn resolve(self, reply: String) {
        self.shared.push(Item::Finished { deferred: self.deferred, form: self.form, reply });
    }
}

/// The part that only the JavaScript thread touches.
pub(crate) struct Local {
    pub(crate) shared: Arc<Shared>,
    /// Promises that are not resolved yet.
    pending: Cell<usize>,
    pub(crate) listeners: Listeners,
}

thread_local! {
    static ENVIRONMENTS: RefCell<HashMap<usize, &'static Local>> = RefCell::default();
}

/// The state of this environment, made at its first call.
pub(crate) fn local(env: &Env) -> Result<&'static Local> {
    let key = env.raw() as usize;
    if let Some(known) = ENVIRONMENTS.with_borrow(|all| all.get(&key).copied()) {
        return Ok(known);
    }
    let shared = Arc::new(Shared(Mutex::new(Queue { items: Vec::new(), wake: ptr::null_mut() })));
    let local: &'static Local = Box::leak(Box::new(Local { shared, pending: Cell::new(0), listeners: Listeners::default() }));
    let mut wake = ptr::null_mut();
    const NAME: &CStr = c"opentim replies";
    let mut name = ptr::null_mut();
    // SAFETY: plain Node-API calls on the environment's own thread; `local` stays until the environment's cleanup hook.
    unsafe {
        check(sys::napi_create_string_utf8(env.raw(), NAME.as_ptr(), NAME.count_bytes() as isize, &mut name), "name")?;
        check(
            sys::napi_create_threadsafe_function(
                env.raw(),
                ptr::null_mut(),
                ptr::null_mut(),
                name,
                0,
                1,
                ptr::null_mut(),
                None,
                ptr::from_ref(local).cast_mut().cast(),
                Some(drain),
                &mut wake,
            ),
            "a queue for replies could not be made",
        )?;
        check(sys::napi_unref_threadsafe_function(env.raw(), wake), "unref")?;
        // Hooks run in reverse order: this one closes the queue before the thread-safe function goes.
        let hook = Box::into_raw(Box::new((key, ptr::from_ref(local).cast_mut())));
        check(sys::napi_add_env_cleanup_hook(env.raw(), Some(ended), hook.cast()), "hook")?;
    }
    local.shared.queue().wake = wake;
    ENVIRONMENTS.with_borrow_mut(|all| all.insert(key, local));
    Ok(local)
}

/// A new promise and the handle that resolves it.
pub(crate) fn promise(env: &Env, form: Form) -> Result<(Deferred, sys::napi_value)> {
    let local = local(env)?;
    let (mut deferred, mut promise) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: called on the environment's own thread with places for the results.
    check(unsafe { sys::napi_create_promise(env.raw(), &mut deferred, &mut promise) }, "a promise could not be made")?;
    if local.pending.replace(local.pending.get() + 1) == 0 {
        let wake = local.shared.queue().wake;
        // SAFETY: as above; the function lives as long as the environment.
        check(unsafe { sys::napi_ref_threadsafe_function(env.raw(), wake) }, "ref")?;
    }
    Ok((Deferred { deferred, form, shared: local.shared.clone() }, promise))
}

/// Runs on the JavaScript thread: resolves everything that has finished.
unsafe extern "C" fn drain(env: sys::napi_env, _: sys::napi_value, context: *mut c_void, _: *mut c_void) {
    if env.is_null() {
        return;
    }
    // SAFETY: the context is the environment's `Local`, which outlives the thread-safe function's last call with an environment.
    let local = unsafe { &*context.cast::<Local>() };
    let items = std::mem::take(&mut local.shared.queue().items);
    for item in items {
        let before = local.pending.get();
        local.pending.set(before.saturating_sub(usize::from(matches!(item, Item::Finished { .. }))));
        // A panic must not cross into C++.
        let _ = catch_unwind(AssertUnwindSafe(|| handle(env, local, item)));
    }
    if local.pending.get() == 0 {
        let wake = local.shared.queue().wake;
        if !wake.is_null() {
            // SAFETY: on the environment's own thread, with its living function.
            unsafe { sys::napi_unref_threadsafe_function(env, wake) };
        }
    }
}

fn handle(env: sys::napi_env, local: &Local, item: Item) {
    let mut scope = ptr::null_mut();
    // SAFETY: on the environment's own thread; the scope frees the handles of one item before the next is handled.
    unsafe { sys::napi_open_handle_scope(env, &mut scope) };
    match item {
        Item::Finished { deferred, form, reply } => resolve(env, deferred, form, &reply),
        Item::Heard(heard) => local.listeners.call(env, &heard),
        Item::Unheard(id) => local.listeners.remove(env, id),
    }
    // SAFETY: the scope that was opened above.
    unsafe { sys::napi_close_handle_scope(env, scope) };
}

fn resolve(env: sys::napi_env, deferred: sys::napi_deferred, form: Form, reply: &str) {
    let value = match form {
        Form::Value => json_text::parse(env, reply),
        Form::Text => json_text::string(env, reply),
    };
    // Our own reply always parses; if memory runs out, undefined is all that is left to say.
    let value = value.unwrap_or_else(|_| json_text::undefined(env));
    // SAFETY: every deferred is resolved once, here.
    unsafe { sys::napi_resolve_deferred(env, deferred, value) };
}

/// The environment ends: nobody may wake it any more.
unsafe extern "C" fn ended(data: *mut c_void) {
    // SAFETY: made by `Box::into_raw` in `local` and given to exactly one hook.
    let (key, local) = *unsafe { Box::from_raw(data.cast::<(usize, *mut Local)>()) };
    ENVIRONMENTS.with_borrow_mut(|all| all.remove(&key));
    // SAFETY: `local` was leaked in `local()`; other threads hold only its `shared`.
    let shared = unsafe { (*local).shared.clone() };
    let mut queue = shared.queue();
    queue.wake = ptr::null_mut();
    queue.items.clear();
    // `Local` itself stays: Node may still hand its address to `drain` while the function is torn down.
}
