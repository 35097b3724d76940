//! What all sessions of one engine share.

use crate::refusal::of_engine;
use crate::registry::Registry;
use crate::render::Renderer;
use crate::session::{Session, Who};
use crate::stream::Stream;
use opentim_domain::{AppId, Reject, UserId};
use opentim_engine::{Cursors, Engine, Refusal};
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::codes::NO_SUCH_ACCOUNT;
use std::sync::Arc;

/// What all sessions of one engine share.
pub struct Host {
    engine: Arc<Engine>,
    pub(crate) renderer: Renderer,
    registry: Arc<Registry>,
}

impl Host {
    /// The host of an engine. One engine has one.
    pub fn new(engine: Arc<Engine>) -> Arc<Self> {
        Arc::new(Self { engine, renderer: Renderer::default(), registry: Arc::default() })
    }

    /// The engine.
    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    /// The sessions that came over frames.
    pub fn registry(&self) -> &Arc<Registry> {
        &self.registry
    }

    /// Ends all sessions of a user, those too that could go on after a cut, and tells their clients why; gives how many there were.
    pub fn end_user(&self, app: AppId, user: &UserId, why: &Failure) -> usize {
        let framed = self.registry.end_user(app, user, why);
        framed.max(self.engine.end_sessions(app, user))
    }

    async fn let_in(&self, who: &Who) -> Result<(), Failure> {
        match self.engine.may_log_in(who.app, &who.user, &who.limits).await {
            Ok(()) => Ok(()),
            Err(Refusal::Rule(Reject::NoSuchAccount { user })) => Err(Failure::new(
                NO_SUCH_ACCOUNT,
                format!("there is no account {user:?}: the app's back end has to import it first"),
            )),
            Err(refusal) => Err(of_engine(refusal)),
        }
    }

    /// Opens a session: the user is online until the stream is dropped. The stream begins after `from`, or with what happens from
    /// now on.
    ///
    /// # Errors
    /// 70107: the user's account is being erased, or the app takes only those it has imported and he is none; or the store cannot.
    pub async fn open(self: &Arc<Self>, who: Who, from: Option<Cursors>) -> Result<(Arc<Session>, Stream), Failure> {
        self.let_in(&who).await?;
        let feed = self.engine.feed(who.app, &who.user, who.limits.clone(), from).await.map_err(of_engine)?;
        // Whoever was deleted while his session was not there yet was not thrown out of it.
        self.let_in(&who).await?;
        let session = Arc::new(Session::new(self.clone(), who, feed.session()));
        Ok((session.clone(), Stream::new(self.clone(), session, feed)))
    }
}
