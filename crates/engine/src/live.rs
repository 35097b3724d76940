//! Commands that also concern live groups: their members live with the sessions (decision record 0003).

use crate::call::{Call, Refusal};
use crate::hub::{Entrance, SessionId};
use crate::run::Engine;
use opentim_domain::application::{Applied, JoinGroup};
use opentim_domain::group::{Group, Member};
use opentim_domain::link::JoinByLink;
use opentim_domain::member::{KickMembers, Left, MarkMembers, QuitGroup};
use opentim_domain::sanction::BanMembers;
use opentim_domain::{Action, AppId, Field, GroupId, Notice, Outcome, Reject, StoredMembers, Target, UserId};
use opentim_store::JoinedFilter;

/// Rows of a user's list read at once when he comes online.
const PAGE: usize = 1000;

impl Engine {
    /// Finds out which groups a session's user is in: from then on he hears of these and of no others.
    ///
    /// # Errors
    /// [`Refusal::Store`]; what he is told goes by what was known before, and it may be tried again.
    pub(crate) async fn load_groups(&self, app: AppId, user: &UserId, session: SessionId) -> Result<(), Refusal> {
        loop {
            self.hub.reload(app, user, session);
            let groups = self.stored_groups(app, user).await.inspect_err(|_| self.hub.not_loaded(app, user, session))?;
            if self.hub.loaded(app, user, session, groups.into_iter().map(|group| group.id).collect()) {
                return Ok(());
            }
        }
    }

    /// All of a user's groups whose members are stored.
    pub(crate) async fn stored_groups(&self, app: AppId, user: &UserId) -> Result<Vec<Group>, Refusal> {
        let mut groups = Vec::new();
        for topics in [false, true] {
            let filter = JoinedFilter { kind: None, huge: true, topics };
            let rows = self.all_joined(app, user, filter).await?.into_iter();
            groups.extend(rows.map(|(group, _)| group).filter(is_stored));
        }
        Ok(groups)
    }

    /// Joins a group, or asks to. Members of live groups are present with the session that joined.
    ///
    /// # Errors
    /// A [`Refusal`]; a live group needs a session.
    pub async fn join(&self, call: &Call, session: Option<SessionId>, command: JoinGroup) -> Result<Applied, Refusal> {
        let applied = self.run(call, command.clone()).await?;
        self.enter(call, session, applied, command).await
    }

    /// Joins a group by an invite link, or asks to.
    ///
    /// # Errors
    /// As [`Engine::join`].
    pub async fn join_by_link(&self, call: &Call, session: Option<SessionId>, command: JoinByLink) -> Result<Applied, Refusal> {
        // He has come by the link once: whether he is still welcome is asked as of everybody.
        let again = JoinGroup { group: command.group.clone(), message: command.message.clone() };
        let applied = self.run(call, command).await?;
        self.enter(call, session, applied, again).await
    }

    /// Whoever may be present is so from now on.
    async fn enter(&self, call: &Call, session: Option<SessionId>, applied: Applied, again: JoinGroup) -> Result<Applied, Refusal> {
        if applied != Applied::MayEnter {
            return Ok(applied);
        }
        let id = again.group.clone();
        // A group of another type may have taken the id meanwhile: nobody is present there.
        let group = self.group(call.app, &id).await?.filter(|group| !is_stored(group));
        let Some(group) = group else { return Err(Reject::NoSuchGroup.into()) };
        if let Some(session) = session {
            let stays = call.limits.policy.many_live_groups;
            let entrance = Entrance { app: call.app, group: &id, owner: group.owner.as_ref(), stays };
            self.hub.enter(&entrance, &call.actor.user, session);
            // A ban or the group's end that was decided meanwhile did not find him here: what it says counts. An answer that was
            // kept under the operation id says nothing about now, and the app's back end has been asked.
            let refused = match self.explain(call, &again).await {
                Ok(now) => now.reject.map(Refusal::Rule),
                Err(refusal) => Some(refusal),
            };
            if let Some(refusal) = refused {
                self.hub.leave(call.app, &id, &call.actor.user);
                return Err(refusal);
            }
        }
        Ok(Applied::Joined)
    }

    /// Leaves a group.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub async fn quit(&self, call: &Call, command: QuitGroup) -> Result<(), Refusal> {
        let group = command.group.clone();
        match self.run(call, command).await? {
            Left::Membership => Ok(()),
            Left::Presence if self.hub.leave(call.app, &group, &call.actor.user) => Ok(()),
            Left::Presence => Err(Reject::Outsider { action: Action::Quit }.into()),
        }
    }

    /// Removes members.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub async fn kick(&self, call: &Call, command: KickMembers) -> Result<Vec<Target>, Refusal> {
        let (group, reason, banned) = (command.group.clone(), command.reason.clone(), command.ban_secs > 0);
        let targets = self.run(call, command).await?;
        let notice = Notice::Kicked { reason };
        self.out_of_live(call, &group, targets, Some(&notice), banned).await
    }

    /// Removes users and keeps them out.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub async fn ban(&self, call: &Call, command: BanMembers) -> Result<Vec<Target>, Refusal> {
        let group = command.group.clone();
        let targets = self.run(call, command).await?;
        // They have been told of the ban already.
        self.out_of_live(call, &group, targets, None, true).await
    }

    /// Marks members of a live group.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub async fn mark(&self, call: &Call, command: MarkMembers) -> Result<(), Refusal> {
        let MarkMembers { group, users, mark, on } = command.clone();
        self.run(call, command).await?;
        let limits = &call.limits;
        let marked = self.hub.mark(call.app, &group, &call.actor, (&users, mark, on), (limits.marks, limits.marked_members));
        marked.map_err(|marks| {
            let (field, limit) = if marks { (Field::Mark, limits.marks) } else { (Field::Members, limits.marked_members) };
            Reject::TooMany { field, limit, given: limit + 1 }.into()
        })
    }

    /// Takes those out of a live group who were removed from it; whoever was not there and is not banned either was none.
    async fn out_of_live(
        &self,
        call: &Call,
        group: &GroupId,
        mut targets: Vec<Target>,
        notice: Option<&Notice>,
        banned: bool,
    ) -> Result<Vec<Target>, Refusal> {
        if self.group(call.app, group).await?.is_none_or(|group| is_stored(&group)) {
            return Ok(targets);
        }
        let done = targets.iter().filter(|target| target.outcome == Outcome::Done);
        let users: Vec<UserId> = done.map(|target| target.user.clone()).collect();
        let gone = self.hub.throw_out(call.app, group, &call.actor, &users, notice);
        for target in &mut targets {
            if target.outcome == Outcome::Done && !banned && !gone.contains(&target.user) {
                target.outcome = Outcome::Already;
            }
        }
        Ok(targets)
    }

    /// All of a user's groups. There are at most as many as one user may be in.
    pub(crate) async fn all_joined(
        &self,
        app: AppId,
        user: &UserId,
        filter: JoinedFilter,
    ) -> Result<Vec<(Group, Member)>, Refusal> {
        let mut rows = Vec::new();
        loop {
            let page = self.store.joined(app, user, filter, rows.len(), PAGE).await?;
            // A page is shorter than asked for also when a group of it has just ended.
            let last = page.rows.is_empty() || rows.len() + page.rows.len() >= page.total;
            rows.extend(page.rows);
            if last {
                return Ok(rows);
            }
        }
    }

    /// A living group.
    pub(crate) async fn group(&self, app: AppId, id: &GroupId) -> Result<Option<Group>, Refusal> {
        let found = self.store.groups(app, std::slice::from_ref(id), None).await?;
        Ok(found.into_iter().next().flatten().map(|(group, _)| group))
    }
}

/// All members of groups of this type are stored.
pub(crate) fn is_stored(group: &Group) -> bool {
    group.kind.rules().stored_members == StoredMembers::All
}
