//! Make an invite link.

use crate::draft::Draft;
use crate::record::InviteLink;
use crate::{
    Action, Actor, AppId, Asker, Assert, Change, Command, Context, EventBody, Field, GroupId, Home, InviteOption, LinkId,
    LinkLimits, ReadSet, Record, RecordClass, RecordKey, Reject, Secs, Step, View,
};
use alloc::boxed::Box;
use alloc::vec;

/// Makes an invite link. Whoever may make one could open the group by its options too, so these do not stand in his way; but where
/// owner or admins decide on invitations, the link of anybody below them wants approval, whatever it says itself. A link outlives
/// a later change of the options: owner, admins and the app revoke what they do not want.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CreateLink {
    /// The group.
    pub group: GroupId,
    /// The public part of its token.
    pub id: LinkId,
    /// SHA-256 of the secret part of its token.
    pub digest: [u8; 32],
    /// From then on it lets nobody in; nothing: it does not expire.
    pub expires_at: Option<Secs>,
    /// So many users come in by it, not more; nothing: as many as like.
    pub most_uses: Option<u32>,
    /// Whoever shows it asks to join: owner or admins decide.
    pub approval: bool,
}

impl CreateLink {
    fn check(&self, now: Secs, limits: &LinkLimits) -> Result<(), Reject> {
        if let Some(end) = self.expires_at {
            let (min, max) = (now.0.saturating_add(1), now.0.saturating_add(limits.longest_secs));
            if !(min..=max).contains(&end.0) {
                return Err(Reject::OutOfRange { field: Field::LinkExpiry, min, max, given: end.0 });
            }
        }
        match self.most_uses {
            Some(uses) if !(1..=limits.most_uses).contains(&uses) => {
                Err(Reject::OutOfRange { field: Field::LinkUses, min: 1, max: limits.most_uses.into(), given: uses.into() })
            }
            _ => Ok(()),
        }
    }

    fn key(&self) -> RecordKey {
        RecordKey::InviteLink(self.id.clone())
    }
}

impl Command for CreateLink {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { records: vec![self.key()], counts: vec![RecordClass::InviteLink], ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        let limits = &context.limits.links;
        self.check(view.now.secs(), limits)?;
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::MakeLinks)?;
        if view.record(&self.key()).is_some() {
            return Err(Reject::LinkTaken);
        }
        if view.count(RecordClass::InviteLink) >= limits.count {
            return Err(Reject::TooManyRecords { class: RecordClass::InviteLink, limit: limits.count });
        }
        let decides = context.allows(&asker, Action::Approve);
        let link = InviteLink {
            id: self.id.clone(),
            digest: self.digest,
            creator: actor.user.clone(),
            created_at: view.now.secs(),
            expires_at: self.expires_at,
            most_uses: self.most_uses,
            uses: 0,
            approval: self.approval || (group.invite == InviteOption::Approval && !decides),
        };
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        draft.relies_on_record(self.key(), view);
        draft.asserts.push(Assert::Records { class: RecordClass::InviteLink, most: limits.count });
        draft.changes.push(Change::PutRecord(Box::new(Record::InviteLink(link.clone()))));
        draft.events.push(EventBody::LinkCreated { link: Box::new(link) });
        Ok(draft.done(actor, ()))
    }
}
