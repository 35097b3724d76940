//! How users become members, whatever the way.

use crate::application::{Application, ApplicationKind, ApplicationState};
use crate::draft::{Draft, listing};
use crate::group::{Group, Member};
use crate::{Actor, Assert, Change, Context, Millis, Notice, Outcome, Role, UserEffect, UserId, View};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A new member of a group.
pub(crate) fn newcomer(group: &Group, user: UserId, role: Role, now: Millis) -> Member {
    Member {
        user,
        role,
        joined_at: now.secs(),
        msg_flag: group.kind.rules().msg_flag,
        name_card: String::new(),
        fields: Vec::new(),
        muted_until: None,
        unread: 0,
        seat: 0,
    }
}

/// Lets users into one group while there is room.
pub(crate) struct Admission<'a> {
    group: &'a Group,
    view: &'a View,
    context: &'a Context<'a>,
    admitted: u32,
}

impl<'a> Admission<'a> {
    pub(crate) fn new(group: &'a Group, view: &'a View, context: &'a Context<'a>) -> Self {
        Self { group, view, context, admitted: 0 }
    }

    /// What became of a user who does not come in although the group would take him: the app's back end refused him, or he is in as
    /// many groups as he may.
    pub(crate) fn passed_over(&self, user: &UserId) -> Option<Outcome> {
        if self.context.refused.contains(user) {
            return Some(Outcome::Failed);
        }
        self.context.over_limit.contains(user).then_some(Outcome::OverLimit)
    }

    /// When this user's ban ends, if he is banned.
    pub(crate) fn banned(&self, user: &UserId) -> Option<crate::Secs> {
        self.view.sanction(user).and_then(|sanction| sanction.banned(self.view.now.secs()))
    }

    /// There is a place left.
    pub(crate) fn has_room(&self) -> bool {
        self.group.max_members.is_none_or(|cap| self.group.member_count.saturating_add(self.admitted) < cap)
    }

    /// A new application of this user. It is later than the one it takes the place of, so that both can be told apart.
    pub(crate) fn application(&self, user: &UserId, kind: ApplicationKind, inviter: Option<&UserId>, words: &str) -> Application {
        let earliest = self.view.application(user).map_or(0, |earlier| earlier.at.0 + 1);
        Application {
            user: user.clone(),
            kind,
            inviter: inviter.cloned(),
            at: Millis(self.view.now.0.max(earliest)),
            message: words.to_string(),
            state: ApplicationState::Open,
        }
    }

    /// This user's application, if it waits.
    pub(crate) fn open_application(&self, user: &UserId) -> Option<&'a Application> {
        self.view.application(user).filter(|application| application.is_open(self.view.now, self.context.limits))
    }

    /// Makes a user an ordinary member.
    pub(crate) fn admit(&mut self, draft: &mut Draft, actor: &Actor, user: &UserId, notice: Option<Notice>) {
        let newcomer = newcomer(self.group, user.clone(), Role::Member, self.view.now);
        self.bring(draft, actor, newcomer, notice);
    }

    /// Makes somebody a member as he is. An application that waits for him is decided by it.
    pub(crate) fn bring(&mut self, draft: &mut Draft, actor: &Actor, member: Member, notice: Option<Notice>) {
        let user = &member.user.clone();
        self.seat(draft, member, notice);
        draft.relies_on_application(user, self.view);
        if let Some(open) = self.open_application(user) {
            draft.changes.push(Change::PutApplication(Box::new(decided(open, actor, true, String::new(), self.view.now))));
        }
    }

    /// Adds a member as he is; a mute from before counts again.
    pub(crate) fn seat(&mut self, draft: &mut Draft, mut member: Member, notice: Option<Notice>) {
        let user = member.user.clone();
        draft.relies_on_role(&user, None);
        draft.relies_on_sanction(&user, self.view);
        member.muted_until = self.view.sanction(&user).and_then(|sanction| sanction.muted(self.view.now.secs()));
        draft.claim_membership(&user, self.context.limits);
        let joined = Some(listing(self.group, &member));
        draft.effects.push(UserEffect { user, joined, left: false, notice });
        draft.changes.push(Change::AddMember(member));
        self.admitted += 1;
    }

    /// The cap must hold at commit, however many others come in at the same time.
    pub(crate) fn close(self, draft: &mut Draft) {
        if let Some(cap) = self.group.max_members
            && self.admitted > 0
        {
            draft.asserts.push(Assert::Room { cap });
        }
    }

    /// Nobody comes in yet, but there must be a place for whoever asks.
    pub(crate) fn close_with_a_place_left(self, draft: &mut Draft) {
        if let Some(cap) = self.group.max_members {
            draft.asserts.push(Assert::Room { cap: cap.saturating_sub(1) });
        }
    }
}

/// An application after its decision.
pub(crate) fn decided(open: &Application, actor: &Actor, accepted: bool, reason: String, at: Millis) -> Application {
    Application { state: ApplicationState::Decided { accepted, by: actor.user.clone(), reason, at }, ..open.clone() }
}
