//! The way of a call: argument, state, work, reply.

use crate::link::Call;
use crate::session::{Leaving, Session, State, Turn};
use crate::settings::Settings;
use crate::{experimental, life, plain};
use opentim_gateway::caught;
use opentim_wire::sdk::base::LoginStatus;
use opentim_wire::sdk::codes::{BAD_JSON, INTERNAL, INVALID_OPERATION, NOT_SUPPORTED};
use opentim_wire::sdk::{Changes, Does, Failure, Method, Plain, Refused, Request, UserData, Uses, VERSION, reply};
use std::sync::Arc;
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard};

/// An argument as it reached the border.
#[derive(Clone, Debug)]
pub enum Argument {
    /// Not given.
    Missing,
    /// Its JSON text.
    Text(String),
    /// It cannot be written as JSON (a cycle, a getter that throws), and why.
    Broken(String),
}

/// What the calls of one instance share.
pub(crate) struct Instance {
    pub settings: Settings,
    pub session: Session,
}

/// What a call will do, with its place in the order of the session's calls.
enum Work {
    Plain(Plain),
    Experiment(Turn<OwnedRwLockReadGuard<State>>),
    Use(Uses, Turn<OwnedRwLockReadGuard<State>>),
    Change(Changes, Turn<OwnedRwLockWriteGuard<State>>, Option<Leaving>),
    Listen,
    Refuse(Turn<OwnedRwLockReadGuard<State>>),
}

impl Work {
    fn of(method: &Method, session: &Session) -> Self {
        match method.does {
            Does::Plain(plain) => Self::Plain(plain),
            Does::Experiments => Self::Experiment(session.turn_to_use()),
            Does::Uses(uses) => Self::Use(uses, session.turn_to_use()),
            Does::Changes(changes) => {
                let leaving = matches!(changes, Changes::Logout | Changes::Uninit).then(|| session.leave());
                Self::Change(changes, session.turn_to_change(), leaving)
            }
            Does::Hears(_) | Does::Listens => Self::Listen,
            Does::NotBuilt => Self::Refuse(session.turn_to_use()),
        }
    }

    /// Waits for the call's turn, checks the state, and does the work.
    async fn done(
        self,
        instance: &Instance,
        method: &'static Method,
        request: &Request,
        text: Option<&str>,
    ) -> Result<String, Failure> {
        match self {
            Self::Plain(plain) => plain::answer(plain, request),
            Self::Experiment(turn) => experimental::answer(&*turn.come().await, request),
            Self::Use(uses, turn) => {
                let state = turn.come().await;
                state.check(method.needs)?;
                used(&Call { method, uses, request, text }, &state).await
            }
            Self::Change(changes, turn, _leaving) => {
                let mut state = turn.come().await;
                state.check(method.needs)?;
                life::answer(changes, instance, &mut state, request).await
            }
            Self::Listen => Ok(reply::success("", &request.user_data)),
            Self::Refuse(turn) => {
                turn.come().await.check(method.needs)?;
                Err(Failure::new(NOT_SUPPORTED, format!("{} is not supported by opentim {VERSION}", method.name)))
            }
        }
    }
}

async fn used(call: &Call<'_>, state: &State) -> Result<String, Failure> {
    match (call.uses, state.link()) {
        (Uses::GetLoginStatus, Err(_)) => Ok(LoginStatus::LoggedOut.reply()),
        (Uses::GetLoginUserId, Err(_)) => Ok(reply::success("", &call.request.user_data)),
        (_, link) => link?.call(call).await,
    }
}

/// Starts a call: it has its place when this returns.
pub(crate) fn start(
    instance: &Arc<Instance>,
    closed: bool,
    name: &str,
    argument: Argument,
) -> impl Future<Output = String> + Send + 'static + use<> {
    let method = Method::named(name).ok_or_else(|| {
        let name: String = name.chars().take(80).collect();
        Failure::new(NOT_SUPPORTED, format!("{name:?} is not a method of opentim {VERSION}"))
    });
    let method = method.map(|method| (method, Work::of(method, &instance.session)));
    let instance = instance.clone();
    async move {
        let generation = instance.settings.generation;
        match method {
            Ok((method, work)) => {
                let text = caught(answer(&instance, closed, method, work, argument), || panicked(method)).await;
                generation.answer(Some(method), text)
            }
            Err(failure) => generation.answer(None, reply::refusal(&failure, &UserData::NONE)),
        }
    }
}

fn panicked(method: &Method) -> String {
    tracing::error!(method = method.name, "the call failed inside; this is a fault of opentim");
    let failure = Failure::new(INTERNAL, format!("{} failed inside opentim {VERSION}; the log says more", method.name));
    reply::failure(method, &failure, &UserData::NONE)
}

async fn answer(instance: &Instance, closed: bool, method: &'static Method, work: Work, argument: Argument) -> String {
    let request = match request(closed, method, &argument) {
        Ok(request) => request,
        Err(Refused { failure, user_data }) => return reply::failure(method, &failure, &user_data),
    };
    let text = match &argument {
        Argument::Text(text) => Some(text.as_str()),
        Argument::Missing | Argument::Broken(_) => None,
    };
    match work.done(instance, method, &request, text).await {
        Ok(text) => text,
        Err(failure) => reply::failure(method, &failure, &request.user_data),
    }
}

fn request(closed: bool, method: &Method, argument: &Argument) -> Result<Request, Refused> {
    let refused = |code, desc: String| Refused { failure: Failure::new(code, desc), user_data: UserData::NONE };
    if closed {
        return Err(refused(INVALID_OPERATION, "this instance was closed; make a new one".to_owned()));
    }
    match argument {
        Argument::Missing => Request::parse(method, None),
        Argument::Text(text) => Request::parse(method, Some(text)),
        Argument::Broken(why) => Err(refused(BAD_JSON, format!("the argument cannot be written as JSON: {why}"))),
    }
}
