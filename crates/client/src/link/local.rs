//! Lines to the engine of this process.

use super::{Begin, Closed, Line, News, Opened, Opener, Opening};
use opentim_gateway::{Host, Who};
use std::sync::Arc;
use std::time::Duration;

/// Opens them.
pub(crate) struct Local {
    pub host: Arc<Host>,
    pub who: Who,
}

impl Opener for Local {
    fn open(&mut self, begin: Begin) -> Opening<'_> {
        Box::pin(async move {
            let opened = self.host.open(self.who.clone(), begin.cursors).await;
            let (session, stream) = opened.map_err(Closed::Over)?;
            Ok(Opened { line: Line::Local(session), news: News::Local(Box::new(stream)) })
        })
    }

    fn pause(&self, _: u32) -> Duration {
        Duration::ZERO
    }
}
