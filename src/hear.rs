//! Methods that take listeners.

use crate::environment::{Form, check, local};
use crate::json_text::{self, Argument};
use crate::listeners::{Listener, Value, callback, user_data};
use crate::tim_render::TimRender;
use napi::bindgen_prelude::Unknown;
use napi::{Env, JsValue, Result, sys};
use napi_derive::napi;
use opentim_client::{Backlog, Client, Event, EventListener, ListenerId, LogListener};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::CStr;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Level of a warning, as in `TIMLogLevel`.
const WARN: i32 = 5;

/// The functions that one instance has called, by their numbers in its environment.
#[derive(Default)]
pub(crate) struct Hearing {
    log: RefCell<Option<u64>>,
    /// Where an instance has one for an event.
    single: RefCell<HashMap<Event, u64>>,
    /// Where it may have several, by their identities.
    messages: RefCell<HashMap<i64, Added>>,
}

/// A function that was added to others.
struct Added {
    function: u64,
    listener: ListenerId,
    /// What stands for its source text, once that was asked for.
    source: Option<u64>,
}

impl Hearing {
    /// Nothing is called any more.
    pub(crate) fn end(&self, env: &Env) -> Result<()> {
        let messages = self.messages.take().into_values().map(|added| added.function);
        forget(env, self.log.take().into_iter().chain(self.single.take().into_values()).chain(messages))
    }
}

/// Takes functions back at once, not only when the queue comes to it.
fn forget(env: &Env, functions: impl IntoIterator<Item = u64>) -> Result<()> {
    let local = local(env)?;
    functions.into_iter().for_each(|function| local.listeners.remove(env.raw(), function));
    Ok(())
}

/// The argument of a method that takes a listener.
struct Given {
    function: Option<sys::napi_value>,
    data: Value,
}

impl Given {
    fn of(env: &Env, argument: Option<&Unknown<'_>>, data: &CStr) -> Result<Self> {
        let Some(argument) = argument else { return Ok(Self { function: None, data: Value::Text(String::new()) }) };
        let (env, argument) = (env.raw(), argument.raw());
        Ok(Self { function: callback(env, argument)?, data: user_data(env, argument, data)? })
    }

    /// What the client calls for an event: the function gets what the event's text says, and the user data.
    fn listener(self, env: &Env, event: Event, client: &Client) -> Result<Option<(u64, EventListener)>> {
        let Some(function) = self.function else { return Ok(None) };
        let (listener, data) = (Listener::new(env, function)?, self.data);
        let id = listener.id();
        let said = if event.has_values() { Value::Several } else { Value::Text };
        let backlog = client.backlog().clone();
        let hear = move |text: &str| listener.call(vec![said(text.to_owned()), data.clone()], &backlog);
        Ok(Some((id, Arc::new(hear))))
    }
}

impl TimRender {
    /// A call with a listener in its argument: `work` takes it, unless the argument cannot be read and the call is refused.
    fn hear<'env>(
        &self,
        env: &'env Env,
        method: &str,
        argument: Option<Unknown<'_>>,
        data: &CStr,
        work: impl FnOnce(Given) -> Result<()>,
    ) -> Result<Unknown<'env>> {
        let text = match &argument {
            Some(value) => json_text::stringify(env.raw(), value.raw())?,
            None => Argument::Missing,
        };
        if !matches!(text, Argument::Broken(_)) {
            work(Given::of(env, argument.as_ref(), data)?)?;
        }
        self.start(env, method, text, Form::Value)
    }

    /// A method whose listener takes the place of the one before.
    fn set<'env>(
        &self,
        env: &'env Env,
        method: &str,
        event: Event,
        argument: Option<Unknown<'_>>,
        data: &CStr,
    ) -> Result<Unknown<'env>> {
        self.hear(env, method, argument, data, |given| {
            let (id, listener) = given.listener(env, event, self.client())?.unzip();
            let before = match id {
                Some(id) => self.hearing().single.borrow_mut().insert(event, id),
                None => self.hearing().single.borrow_mut().remove(&event),
            };
            self.client().listen(event, listener);
            forget(env, before)
        })
    }

    fn add_messages(&self, env: &Env, given: Given) -> Result<()> {
        let Some(function) = given.function else { return Ok(()) };
        let identity = local(env)?.listeners.identity(env.raw(), function)?;
        self.remove_message(env, identity)?;
        let Some((function, listener)) = given.listener(env, Event::NewMessages, self.client())? else { return Ok(()) };
        match self.client().add_listener(Event::NewMessages, listener) {
            Some(listener) => {
                self.hearing().messages.borrow_mut().insert(identity, Added { function, listener, source: None });
            }
            None => forget(env, [function])?,
        }
        Ok(())
    }

    fn drop_messages(&self, env: &Env, given: &Given) -> Result<()> {
        let Some(function) = given.function else {
            let all = self.hearing().messages.take();
            return self.give_up(env, all.into_values());
        };
        let identity = local(env)?.listeners.identity(env.raw(), function)?;
        if !self.remove_message(env, identity)? {
            // The incumbent compares source texts: apps give it a function that was made anew.
            let wanted = source(env.raw(), function)?;
            for identity in self.messages_with_source(env, wanted)? {
                self.remove_message(env, identity)?;
            }
        }
        Ok(())
    }

    /// Removes the listener of new messages with this function, if there is one.
    fn remove_message(&self, env: &Env, identity: i64) -> Result<bool> {
        let gone = self.hearing().messages.borrow_mut().remove(&identity);
        let was_there = gone.is_some();
        self.give_up(env, gone)?;
        Ok(was_there)
    }

    fn give_up(&self, env: &Env, gone: impl IntoIterator<Item = Added>) -> Result<()> {
        let functions = gone.into_iter().map(|Added { function, listener, .. }| {
            self.client().remove_listener(listener);
            function
        });
        forget(env, functions)
    }

    /// The listeners of new messages whose functions have this source text.
    fn messages_with_source(&self, env: &Env, wanted: u64) -> Result<Vec<i64>> {
        let messages = &self.hearing().messages;
        let unread = |(identity, added): (&i64, &Added)| added.source.is_none().then_some((*identity, added.function));
        let unread: Vec<(i64, u64)> = messages.borrow().iter().filter_map(unread).collect();
        for (identity, function) in unread {
            // A function may have a `toString` of its own, which may call us: nothing is borrowed meanwhile.
            let read = local(env)?.listeners.function(env.raw(), function).and_then(|function| source(env.raw(), function).ok());
            if let Some(added) = messages.borrow_mut().get_mut(&identity) {
                added.source = read;
            }
        }
        Ok(messages.borrow().iter().filter(|(_, added)| added.source == Some(wanted)).map(|(identity, _)| *identity).collect())
    }
}

/// What stands for the source text of a function.
fn source(env: sys::napi_env, function: sys::napi_value) -> Result<u64> {
    let mut text = std::ptr::null_mut();
    // SAFETY: a living handle, and a place for the result.
    let read = check(unsafe { sys::napi_coerce_to_string(env, function, &mut text) }, "source");
    let text = read.and_then(|()| json_text::text(env, text)).inspect_err(|_| drop(json_text::take_exception(env)))?;
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    Ok(hasher.finish())
}

/// Hands log lines to a listener. Nobody can be asked to log less, so lines are left out while too many wait, and that is said.
fn log_lines(listener: Listener, data: Value) -> impl Fn(i32, String) + Send + Sync {
    let (backlog, left_out) = (Arc::new(Backlog::default()), AtomicUsize::new(0));
    move |level, text| {
        if !backlog.has_room() {
            left_out.fetch_add(1, Ordering::Relaxed);
            return;
        }
        let say = |level, text| listener.call(vec![Value::Number(level), Value::Text(text), data.clone()], &backlog);
        match left_out.swap(0, Ordering::Relaxed) {
            0 => {}
            count => drop(say(WARN, format!("{count} log lines were left out: the listener of log lines is behind"))),
        }
        say(level, text);
    }
}

#[napi]
impl TimRender {
    #[napi(js_name = "TIMSetLogCallback")]
    pub fn set_log_callback<'env>(&self, env: &'env Env, argument: Option<Unknown<'_>>) -> Result<Unknown<'env>> {
        self.hear(env, "TIMSetLogCallback", argument, c"user_data", |Given { function, data }| {
            let listener = function.map(|function| Listener::new(env, function)).transpose()?;
            let before = self.hearing().log.replace(listener.as_ref().map(Listener::id));
            let hear = listener.map(|listener| Arc::new(log_lines(listener, data)) as LogListener);
            self.client().set_log_listener(hear);
            forget(env, before)
        })
    }

    #[napi(js_name = "TIMAddRecvNewMsgCallback")]
    pub fn add_recv_new_msg_callback<'env>(&self, env: &'env Env, argument: Option<Unknown<'_>>) -> Result<Unknown<'env>> {
        self.hear(env, "TIMAddRecvNewMsgCallback", argument, c"user_data", |given| self.add_messages(env, given))
    }

    #[napi(js_name = "recvNewMsgCallback")]
    pub fn recv_new_msg_callback<'env>(&self, env: &'env Env, argument: Option<Unknown<'_>>) -> Result<Unknown<'env>> {
        self.hear(env, "recvNewMsgCallback", argument, c"user_data", |given| self.add_messages(env, given))
    }

    #[napi(js_name = "TIMRemoveRecvNewMsgCallback")]
    pub fn remove_recv_new_msg_callback<'env>(&self, env: &'env Env, argument: Option<Unknown<'_>>) -> Result<Unknown<'env>> {
        self.hear(env, "TIMRemoveRecvNewMsgCallback", argument, c"user_data", |given| self.drop_messages(env, &given))
    }

    #[napi(js_name = "deleteRecvNewMsgCallback")]
    pub fn delete_recv_new_msg_callback<'env>(&self, env: &'env Env, argument: Option<Unknown<'_>>) -> Result<Unknown<'env>> {
        self.hear(env, "deleteRecvNewMsgCallback", argument, c"user_data", |given| self.drop_messages(env, &given))
    }
}

/// Makes the methods whose listener takes the place of the one before: the name in Rust, the name in JavaScript, the event, and
/// where the user data is.
macro_rules! setters {
    ($($name:ident = $js:tt, $event:ident, $data:literal;)*) => {
        #[napi]
        impl TimRender {
            $(
                #[napi(js_name = $js)]
                pub fn $name<'env>(&self, env: &'env Env, argument: Option<Unknown<'_>>) -> Result<Unknown<'env>> {
                    self.set(env, $js, Event::$event, argument, $data)
                }
            )*
        }
    };
}

setters! {
    set_group_tips_event_callback = "TIMSetGroupTipsEventCallback", GroupTips, c"data";
    set_network_status_listener_callback = "TIMSetNetworkStatusListenerCallback", NetworkStatus, c"userData";
    set_kicked_offline_callback = "TIMSetKickedOfflineCallback", KickedOffline, c"userData";
    set_user_sig_expired_callback = "TIMSetUserSigExpiredCallback", UserSigExpired, c"userData";
    set_group_attribute_changed_callback = "TIMSetGroupAttributeChangedCallback", GroupAttributes, c"data";
    set_group_counter_changed_callback = "TIMSetGroupCounterChangedCallback", GroupCounters, c"user_data";
    set_group_topic_created_callback = "TIMSetGroupTopicCreatedCallback", TopicCreated, c"user_data";
    set_group_topic_deleted_callback = "TIMSetGroupTopicDeletedCallback", TopicDeleted, c"user_data";
    set_group_topic_changed_callback = "TIMSetGroupTopicChangedCallback", TopicChanged, c"user_data";
    set_community_receive_topic_rest_custom_data_callback = "TIMSetCommunityReceiveTopicRESTCustomDataCallback", TopicCustomData, c"user_data";
    set_community_create_permission_group_callback = "TIMSetCommunityCreatePermissionGroupCallback", PermissionGroupCreated, c"user_data";
    set_community_delete_permission_group_callback = "TIMSetCommunityDeletePermissionGroupCallback", PermissionGroupDeleted, c"user_data";
    set_community_change_permission_group_info_callback = "TIMSetCommunityChangePermissionGroupInfoCallback", PermissionGroupChanged, c"user_data";
    set_community_add_members_to_permission_group_callback = "TIMSetCommunityAddMembersToPermissionGroupCallback", PermissionMembersAdded, c"user_data";
    set_community_remove_members_from_permission_group_callback = "TIMSetCommunityRemoveMembersFromPermissionGroupCallback", PermissionMembersRemoved, c"user_data";
    set_community_add_topic_permission_callback = "TIMSetCommunityAddTopicPermissionCallback", TopicRightsAdded, c"user_data";
    set_community_delete_topic_permission_callback = "TIMSetCommunityDeleteTopicPermissionCallback", TopicRightsDeleted, c"user_data";
    set_community_modify_topic_permission_callback = "TIMSetCommunityModifyTopicPermissionCallback", TopicRightsModified, c"user_data";
    set_self_info_updated_callback = "TIMSetSelfInfoUpdatedCallback", SelfInfo, c"user_data";
    set_user_info_changed_callback = "TIMSetUserInfoChangedCallback", UserInfo, c"user_data";
    set_user_status_changed_callback = "TIMSetUserStatusChangedCallback", UserStatus, c"user_data";
}
