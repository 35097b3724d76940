//! Class `TimRender`: its constructor, its end, and the one `call` that all methods go through.

use crate::environment::{Form, promise};
use crate::hear::Hearing;
use crate::json_text::{self, Argument};
use napi::bindgen_prelude::Unknown;
use napi::{Env, Error, JsValue, Result};
use napi_derive::napi;
use opentim_client::{Client, Settings};

/// The SDK's entry point.
#[napi]
pub struct TimRender {
    client: Client,
    hearing: Hearing,
}

#[napi]
impl TimRender {
    #[napi(constructor)]
    pub fn new(env: &Env, options: Option<Unknown<'_>>) -> Result<Self> {
        let options = options_text(env, options)?;
        let settings = Settings::from_json(options.as_deref()).map_err(Error::from_reason)?;
        Ok(Self { client: Client::new(settings), hearing: Hearing::default() })
    }

    #[napi(js_name = "genTestUserSig")]
    pub fn gen_test_user_sig(env: &Env, options: Option<Unknown<'_>>) -> Result<String> {
        let options = options_text(env, options)?.unwrap_or_else(|| "{}".to_owned());
        opentim_client::gen_test_usersig(&options).map_err(Error::from_reason)
    }

    /// A call as JSON text both ways, for a process that only passes it on.
    #[napi(js_name = "callText")]
    pub fn call_text<'env>(&self, env: &'env Env, method: String, argument: Option<String>) -> Result<Unknown<'env>> {
        let argument = argument.map_or(Argument::Missing, Argument::Text);
        self.start(env, &method, argument, Form::Text)
    }

    /// Releases this instance: its listeners are not called any more, the data folder is released with the last one.
    #[napi]
    pub fn close(&self, env: &Env) -> Result<()> {
        self.client.close();
        self.hearing.end(env)
    }
}

impl TimRender {
    /// Every method: the argument's text goes to the client, the promise is resolved with its reply.
    pub(crate) fn call<'env>(&self, env: &'env Env, method: &str, argument: Option<Unknown<'_>>) -> Result<Unknown<'env>> {
        let argument = match argument {
            Some(value) => json_text::stringify(env.raw(), value.raw())?,
            None => Argument::Missing,
        };
        self.start(env, method, argument, Form::Value)
    }

    pub(crate) fn start<'env>(&self, env: &'env Env, method: &str, argument: Argument, form: Form) -> Result<Unknown<'env>> {
        let (deferred, promise) = promise(env, form)?;
        let argument = match argument {
            Argument::Missing => opentim_client::Argument::Missing,
            Argument::Text(text) => opentim_client::Argument::Text(text),
            Argument::Broken(why) => opentim_client::Argument::Broken(why),
        };
        let reply = self.client.call(method, argument);
        opentim_client::runtime().spawn(async move { deferred.resolve(reply.await) });
        // SAFETY: the promise was made in this environment a moment ago.
        Ok(unsafe { Unknown::from_raw_unchecked(env.raw(), promise) })
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn hearing(&self) -> &Hearing {
        &self.hearing
    }
}

/// The names of all methods.
#[napi]
pub fn methods() -> Vec<String> {
    opentim_client::methods().map(str::to_owned).collect()
}

fn options_text(env: &Env, options: Option<Unknown<'_>>) -> Result<Option<String>> {
    let Some(options) = options else { return Ok(None) };
    match json_text::stringify(env.raw(), options.raw())? {
        Argument::Missing => Ok(None),
        Argument::Text(text) => Ok(Some(text)),
        Argument::Broken(why) => Err(Error::from_reason(format!("the options cannot be written as JSON: {why}"))),
    }
}

/// Makes the methods of one family: the name in Rust, the name in JavaScript.
macro_rules! timrender_methods {
    ($($name:ident = $js:tt;)*) => {
        #[napi_derive::napi]
        impl TimRender {
            $(
                #[napi(js_name = $js)]
                pub fn $name<'env>(
                    &self,
                    env: &'env napi::Env,
                    argument: Option<napi::bindgen_prelude::Unknown<'_>>,
                ) -> napi::Result<napi::bindgen_prelude::Unknown<'env>> {
                    self.call(env, $js, argument)
                }
            )*
        }
    };
}
pub(crate) use timrender_methods;
