//! Who may read what: by the same rules as who may change what.

use crate::call::{Call, Refusal};
use crate::run::Engine;
use opentim_domain::{Action, Asker, Context, GroupId, ReadSet, View};

impl Engine {
    /// The group and what was asked for of it, in one snapshot, if the caller may do this there.
    pub(crate) async fn allowed(&self, call: &Call, group: &GroupId, action: Action, mut reads: ReadSet) -> Result<View, Refusal> {
        let ReadSet { head, members, granted, .. } = ReadSet::acting(&call.actor);
        reads.head |= head;
        reads.members.extend(members);
        reads.granted = granted;
        let view = self.view(call, group, reads).await?;
        let asker = Asker::of(&call.actor, &view, view.group()?);
        let present = self.hub.is_present(call.app, group, &call.actor.user);
        let context = Context { present, ..Context::new(view.now, &call.limits) };
        context.demand(&asker, action)?;
        Ok(view)
    }
}
