//! Invite links.

use super::{Asked, Reply, page, reply};
use opentim_domain::link::{CreateLink, JoinByLink};
use opentim_domain::{Actor, Face, GroupId, Reject, StoredMembers};
use opentim_wire::InviteToken;
use opentim_wire::rest::link::{create, join, list, revoke};
use opentim_wire::rest::{Endpoint, Failure};
use sha2::{Digest, Sha256};

impl Asked<'_> {
    pub(super) async fn answer_links(self, body: &[u8]) -> Reply {
        match self.endpoint {
            Endpoint::CreateInviteLink => self.create_invite_link(body).await,
            Endpoint::RevokeInviteLink => {
                let revoke::Request { stand_in, command } = revoke::read(body)?;
                self.in_place_of(stand_in).await?.done(command).await
            }
            Endpoint::GetInviteLinks => {
                let group = list::read(body)?;
                let links = self.or_fail(self.server.engine.links(&self.call, &group)).await?;
                page(&list::Reply { links: &links }, list::ADVICE)
            }
            Endpoint::JoinByInviteLink => self.join_by_invite_link(body).await,
            _ => self.answer_live(body).await,
        }
    }

    async fn create_invite_link(self, body: &[u8]) -> Reply {
        let create::Request { stand_in, group, expires_at, most_uses, approval } = create::read(body)?;
        let asked = self.in_place_of(stand_in).await?;
        let (id, secret) = asked.server.engine.draw_link(&asked.call);
        let token = InviteToken { group, link: id, secret };
        let digest = digest(&token);
        let InviteToken { group, link: id, .. } = token.clone();
        asked.run(CreateLink { group, id, digest, expires_at, most_uses, approval }).await?;
        reply(&create::Reply::from(&token))
    }

    async fn join_by_invite_link(mut self, body: &[u8]) -> Reply {
        let join::Request { user, token, message } = join::read(body)?;
        // He joins himself: the link lets him in, not the rights of the app.
        self.call.actor = Actor::user(user, Face::Rest);
        let digest = digest(&token);
        let InviteToken { group, link: id, .. } = token;
        self.takes_members(&group).await?;
        let command = JoinByLink { group: group.clone(), id, digest, message };
        self.unless_explaining(&command).await?;
        let applied = self.or_fail(self.server.engine.join_by_link(&self.call, None, command)).await?;
        reply(&join::Reply::new(&group, applied))
    }

    /// Refuses live groups: whoever is in one is there with a session of his own, so that nobody else can bring him in.
    async fn takes_members(&self, group: &GroupId) -> Result<(), Failure> {
        let found = self.server.engine.store().groups(self.call.app, std::slice::from_ref(group), None);
        let found = self.or_fail(async { Ok(found.await?) }).await?.into_iter().next().flatten();
        match found.map(|(group, _)| group.kind) {
            Some(kind) if kind.rules().stored_members == StoredMembers::Staff => {
                Err(Failure::of(self.endpoint, &Reject::MembersNotListed(kind)))
            }
            _ => Ok(()),
        }
    }
}

/// What a group keeps of a secret.
fn digest(token: &InviteToken) -> [u8; 32] {
    Sha256::digest(token.secret.as_bytes()).into()
}
