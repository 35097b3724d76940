//! Join a group by an invite link.

use super::find;
use crate::application::{Applied, Joining};
use crate::draft::{Draft, nothing};
use crate::record::InviteLink;
use crate::text;
use crate::{
    Actor, AppId, Change, Command, Context, EventBody, Field, GroupId, Home, LinkId, ReadSet, Record, RecordKey, Reject, Secs,
    Step, View,
};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;

/// Takes the caller into a group because he shows a link of it, or asks those who decide. That the group takes nobody who asks does
/// not stop him; a ban and a full group do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JoinByLink {
    /// The group.
    pub group: GroupId,
    /// The public part of the token.
    pub id: LinkId,
    /// SHA-256 of the secret part of the token.
    pub digest: [u8; 32],
    /// His words, for those who decide.
    pub message: String,
}

impl JoinByLink {
    fn key(&self) -> RecordKey {
        RecordKey::InviteLink(self.id.clone())
    }

    /// The link, if it still lets somebody in. A wrong secret is answered like a link that does not exist.
    fn link<'a>(&self, view: &'a View, now: Secs) -> Result<&'a InviteLink, Reject> {
        let link = find(view, &self.id).filter(|link| same(&link.digest, &self.digest)).ok_or(Reject::NoSuchLink)?;
        match (link.expires_at, link.most_uses) {
            (Some(end), _) if end <= now => Err(Reject::LinkExpired { at: end.0 }),
            (_, Some(most)) if link.uses >= most => Err(Reject::LinkUsedUp { most }),
            _ => Ok(link),
        }
    }

    /// He has come by it. That nobody else has meanwhile is asserted, so that not one more comes than may.
    fn count(&self, draft: &mut Draft, link: &InviteLink, view: &View) {
        let used = InviteLink { uses: link.uses.saturating_add(1), ..link.clone() };
        draft.relies_on_record(self.key(), view);
        draft.events.push(EventBody::LinkUsed { link: self.id.clone(), uses: used.uses });
        draft.changes.push(Change::PutRecord(Box::new(Record::InviteLink(used))));
    }
}

/// Whether two digests are the same, in a time that does not say where they differ.
fn same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    one.iter().zip(other).fold(0, |differing, (one, other)| differing | (one ^ other)) == 0
}

impl Command for JoinByLink {
    type Reply = Applied;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let own = vec![actor.user.clone()];
        let records = vec![self.key()];
        ReadSet { applications: own.clone(), sanctions: own.clone(), records, ..ReadSet::head_and_members(own) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Applied>, Reject> {
        text::at_most(Field::ApplyMessage, &self.message, context.limits.apply_bytes)?;
        let group = view.group()?;
        let link = self.link(view, view.now.secs())?;
        let joining = Joining { actor, view, group, context, message: &self.message };
        let mut draft = Draft::on(group);
        if joining.lives_here()? {
            if context.ask_first {
                return Ok(Step::Ask(joining.question()));
            }
            draft.relies_on_sanction(&actor.user, view);
            self.count(&mut draft, link, view);
            return Ok(draft.done(actor, Applied::MayEnter));
        }
        joining.has_place()?;
        let open = joining.open_application();
        // Whoever was invited has been agreed to already.
        let asks = link.approval && joining.invitation().is_none();
        if asks && open.is_some() {
            return Ok(nothing(Applied::Waiting));
        }
        if context.ask_first {
            return Ok(Step::Ask(joining.question()));
        }
        self.count(&mut draft, link, view);
        let applied = if asks { joining.apply(&mut draft) } else { joining.enter(&mut draft)? };
        Ok(draft.done(actor, applied))
    }
}
