//! Lines to the engine of this process.

use super::{Closed, Line, News, Opened, Opener, Opening};
use opentim_engine::Cursors;
use opentim_gateway::{Host, Who, of_engine};
use std::sync::Arc;

/// Opens them.
pub(crate) struct Local {
    pub host: Arc<Host>,
    pub who: Who,
}

impl Opener for Local {
    fn open(&mut self, from: Option<Cursors>) -> Opening<'_> {
        Box::pin(async move {
            let opened = self.host.open(self.who.clone(), from).await;
            let (session, stream) = opened.map_err(|refusal| Closed::Over(of_engine(refusal)))?;
            Ok(Opened { line: Line::Local(session), news: News::Local(Box::new(stream)) })
        })
    }
}
