//! Who may call: the checks before the body is read, in the order of rule book 4.1 with the numbers of 4.2.

mod alarm;
mod lockout;
mod rate;
mod signature;
mod url;

pub(crate) use alarm::Alarms;
pub(crate) use lockout::Lockout;
pub(crate) use rate::Buckets;
pub use rate::Rates;
pub(crate) use signature::{SignatureCache, check};

use crate::compose::{App, Server};
use hyper::Method;
use hyper::http::request::Parts;
use opentim_domain::{AppId, UserId};
use opentim_wire::rest::{Endpoint, Failure, Unserved};
use opentim_wire::webhook::{Callback, over_limit};
use rate::TooOften;
use std::net::IpAddr;
use std::time::Instant;
use url::Query;

/// Numbers of rule book 4.2.
pub(crate) mod number {
    pub const URL: i32 = 60002;
    pub const IDENTIFIER: i32 = 60004;
    pub const USERSIG_MISSING: i32 = 60005;
    pub const APP_ID: i32 = 60006;
    pub const RESOURCE: i32 = 60009;
    pub const NOT_ADMIN: i32 = 60010;
    pub const APP_ID_MISSING: i32 = 60012;
    pub const UNKNOWN_APP: i32 = 70020;
    /// Rule book 5.1: command word not valid.
    pub const COMMAND: i32 = 10003;
}

/// A call that may go on.
pub(crate) struct Admitted<'s> {
    pub app: &'s App,
    pub admin: UserId,
    pub endpoint: Endpoint,
    /// The operation id of the URL.
    pub operation_id: Option<String>,
}

/// Lets a call through, or says why not.
pub(crate) fn admit<'s>(server: &'s Server, head: &Parts, source: IpAddr) -> Result<Admitted<'s>, Failure> {
    if head.method != Method::POST {
        let text = format!("the method must be POST; {} was given", head.method);
        return Err(Failure::new(number::URL, text));
    }
    let query = Query::read(head.uri.query().unwrap_or(""))?;
    let endpoint = endpoint(head.uri.path())?;
    let app = app(server, &query)?;
    let identifier = identifier(&query)?;
    check(server, &server.signatures, app, &identifier, query.usersig()?, source)?;
    if !app.admins.contains(&identifier) {
        let text = format!("identifier {identifier:?} is no admin of this app; sign and send the call as one of its admins");
        return Err(Failure::new(number::NOT_ADMIN, text));
    }
    app.buckets.admit(endpoint).map_err(|too_often| refused(server, app, endpoint, too_often))?;
    Ok(Admitted { app, admin: identifier, endpoint, operation_id: query.operation_id.map(|id| id.into_owned()) })
}

/// The refusal of a call that came too early. The app's back end hears of it now and then.
fn refused(server: &Server, app: &App, endpoint: Endpoint, TooOften { failure, rate }: TooOften) -> Failure {
    if let Some(target) = server.webhooks.of(app.id).filter(|target| target.wants(Callback::RequestOverLimit))
        && let Some(refused) = app.alarms.due(endpoint, Instant::now())
    {
        let row = Endpoint::all().find(|(_, _, of)| *of == endpoint);
        let (service, command) = row.map_or(("", endpoint.name()), |(service, command, _)| (service, command));
        target.pass(over_limit(service, command, refused, rate, server.clock.now(), target.form));
    }
    failure
}

fn endpoint(path: &str) -> Result<Endpoint, Failure> {
    let resource = || {
        let services = Endpoint::services().join(", ");
        let text = format!("the path must be /v4/SERVICE/COMMAND with a service that is served here: {services}");
        Failure::new(number::RESOURCE, text)
    };
    let (service, command) = path.strip_prefix("/v4/").and_then(|rest| rest.split_once('/')).ok_or_else(resource)?;
    Endpoint::find(service, command).map_err(|unserved| match unserved {
        Unserved::Service => resource(),
        Unserved::Command => {
            let known: Vec<_> = Endpoint::all().filter(|(of, ..)| *of == service).map(|(_, name, _)| name).collect();
            let text = format!("{service} has no command of this name here; it has {}", known.join(", "));
            Failure::new(number::COMMAND, text)
        }
    })
}

fn app<'s>(server: &'s Server, query: &Query<'_>) -> Result<&'s App, Failure> {
    let text = query.sdkappid.as_deref().filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| Failure::new(number::APP_ID_MISSING, "the URL lacks the parameter sdkappid"))?;
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let id = text.parse().ok().filter(|_| digits).and_then(AppId::new).ok_or_else(|| {
        Failure::new(number::APP_ID, "the parameter sdkappid must be the number of an app, 1 to 9007199254740991")
    })?;
    known_app(server, id)
}

/// An app that is configured.
pub(crate) fn known_app(server: &Server, id: AppId) -> Result<&App, Failure> {
    let unknown = || Failure::new(number::UNKNOWN_APP, format!("the app {id} is not known here; see [[app]] in the configuration"));
    server.apps.get(&id).ok_or_else(unknown)
}

fn identifier(query: &Query<'_>) -> Result<UserId, Failure> {
    let bad = |text: &str| Failure::new(number::IDENTIFIER, text);
    let text = query.identifier.as_deref().filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| bad("the URL lacks the parameter identifier: the account of an app admin"))?;
    UserId::parse(text).map_err(|_| bad("the parameter identifier is no account: 1 to 32 printable ASCII characters"))
}
