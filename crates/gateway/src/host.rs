//! What all sessions of one engine share.

use crate::registry::Registry;
use crate::render::Renderer;
use crate::session::{Session, Who};
use crate::stream::Stream;
use opentim_engine::{Cursors, Engine, Refusal};
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

    /// Opens a session: the user is online until the stream is dropped. The stream begins after `from`, or with what happens from
    /// now on.
    ///
    /// # Errors
    /// The store cannot.
    pub async fn open(self: &Arc<Self>, who: Who, from: Option<Cursors>) -> Result<(Arc<Session>, Stream), Refusal> {
        let feed = self.engine.feed(who.app, &who.user, who.limits.clone(), from).await?;
        let session = Arc::new(Session::new(self.clone(), who, feed.session()));
        Ok((session.clone(), Stream::new(self.clone(), session, feed)))
    }
}
