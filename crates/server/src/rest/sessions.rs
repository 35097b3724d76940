//! Sessions of the gateway, as admins see and end them.

use super::{Asked, Reply, page};
use opentim_gateway::{Registry, SessionInfo};
use opentim_wire::rest::session::{end, list};
use opentim_wire::sdk;
use opentim_wire::sdk::codes::NOT_LOGGED_IN;
use std::sync::Arc;

impl Asked<'_> {
    pub(super) fn get_sessions(&self, body: &[u8]) -> Reply {
        let list::Query { user, limit, after } = list::read(body)?;
        let mut rows: Vec<list::Row> = match self.registry() {
            Some(registry) => registry.list(self.call.app, user.as_ref(), usize::MAX).into_iter().map(row).collect(),
            None => Vec::new(),
        };
        let total = rows.len();
        if let Some((user, session)) = after {
            rows.retain(|row| (&row.user, &row.session) > (&user, &session));
        }
        rows.sort_unstable_by(|left, right| (&left.user, &left.session).cmp(&(&right.user, &right.session)));
        let more = rows.len() > limit;
        rows.truncate(limit);
        page(&list::Reply::new(total, &rows, more), list::ADVICE)
    }

    pub(super) fn end_sessions(&self, body: &[u8]) -> Reply {
        let end::Request { which, reason } = end::read(body)?;
        // Nobody is logged in there any more (rule book 5.2).
        let why = sdk::Failure::new(NOT_LOGGED_IN, reason);
        let ended = self.registry().map_or(0, |registry| match which {
            end::Which::Of(user) => registry.end_user(self.call.app, &user, &why),
            end::Which::These(names) => names.iter().filter(|name| registry.end(self.call.app, name, &why)).count(),
        });
        tracing::info!(app = %self.call.app, by = %self.call.actor.user, ended, "sessions were ended by an admin");
        page(&end::Reply { ended }, "")
    }

    fn registry(&self) -> Option<&Arc<Registry>> {
        self.server.gateway.as_ref().map(|gateway| gateway.host().registry())
    }
}

fn row(info: SessionInfo) -> list::Row {
    let SessionInfo { session, visitor, since, heard, unacked } = info;
    list::Row {
        user: visitor.user,
        session,
        instance: visitor.instance,
        client: visitor.client,
        address: visitor.peer.to_string(),
        since,
        heard,
        waiting: unacked,
    }
}
