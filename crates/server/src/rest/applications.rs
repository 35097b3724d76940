//! What a user has to decide on.

use super::{Asked, Reply, page};
use opentim_domain::{Actor, Face};
use opentim_engine::Call;
use opentim_wire::rest::application::list;

impl Asked<'_> {
    pub(super) async fn get_group_applications(&self, body: &[u8]) -> Reply {
        let query = list::read(body, self.call.limits.decide_applications)?;
        let call = Call { actor: Actor::app_admin(query.user, Face::Rest), ..self.call.clone() };
        let found = self.or_fail(self.server.engine.applications(&call, query.before, query.limit)).await?;
        let next = found.next.map_or(0, |next| next.0);
        page(&list::Reply { unread: found.unread, rows: &found.rows, next }, list::ADVICE)
    }
}
