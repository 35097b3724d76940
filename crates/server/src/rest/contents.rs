//! Attributes and counters.

use super::{Asked, Reply, page, reply};
use opentim_domain::attribute::{DeleteAttributes, SetAttributes};
use opentim_wire::rest::Endpoint;
use opentim_wire::rest::attribute::{get, write};
use opentim_wire::rest::counter::{self, keys, update};
use opentim_wire::rest::group::Done;

/// How to ask for less of what always fits a reply.
const ADVICE: &str = "delete some of them";

impl Asked<'_> {
    pub(super) async fn answer_contents(self, body: &[u8]) -> Reply {
        match self.endpoint {
            Endpoint::SetGroupAttr => self.set_attributes(write::set(body, true)?).await,
            Endpoint::ModifyGroupAttr => self.set_attributes(write::set(body, false)?).await,
            Endpoint::DeleteGroupAttr => self.delete_attributes(write::delete(body)?).await,
            Endpoint::ClearGroupAttr => self.delete_attributes(write::clear(body)?).await,
            Endpoint::GetGroupAttr => {
                let group = get::read(body)?;
                let (attributes, sequence) = self.or_fail(self.server.engine.attributes(&self.call, &group, None)).await?;
                page(&get::Reply { attributes: &attributes, sequence }, ADVICE)
            }
            Endpoint::UpdateGroupCounter => {
                let counters = self.run(update::read(body)?).await?;
                page(&counter::Reply { counters: &counters }, ADVICE)
            }
            Endpoint::GetGroupCounter => {
                let keys::Query { group, keys } = keys::get(body)?;
                let counters = self.or_fail(self.server.engine.counters(&self.call, &group, keys.as_deref())).await?;
                page(&counter::Reply { counters: &counters }, ADVICE)
            }
            Endpoint::DeleteGroupCounter => {
                self.run(keys::delete(body)?).await?;
                reply(&Done {})
            }
            _ => self.answer_topics(body).await,
        }
    }

    async fn set_attributes(&self, command: SetAttributes) -> Reply {
        reply(&write::Reply { sequence: self.run(command).await? })
    }

    async fn delete_attributes(&self, command: DeleteAttributes) -> Reply {
        reply(&write::Reply { sequence: self.run(command).await? })
    }
}
