//! Members: by pages, by ids, and how many are online.

use crate::call::{Call, Refusal};
use crate::hub::Present;
use crate::live::is_stored;
use crate::run::Engine;
use opentim_domain::group::{Group, Member, members_listable, online_countable};
use opentim_domain::{Action, AppId, GroupId, Home, Kind, MsgFlag, ReadSet, Reject, Role, UserId, View};

/// Members read from the store at once while a filter is applied.
const PAGE: usize = 500;

/// Which roles are wanted, as a set of bits: owner 1, admin 2, member 4. None of them is the same as all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Roles(pub u8);

impl Roles {
    /// Everybody.
    pub const ALL: Self = Self(0);

    /// Only this one.
    pub const fn only(role: Role) -> Self {
        Self(Self::bit(role))
    }

    const fn bit(role: Role) -> u8 {
        match role {
            Role::Owner => 1,
            Role::Admin => 2,
            Role::Member => 4,
        }
    }

    fn takes(self, role: Role) -> bool {
        self.0 & 7 == 0 || self.0 & Self::bit(role) != 0
    }

    fn only_staff(self) -> bool {
        self.0 & 7 != 0 && !self.takes(Role::Member)
    }
}

/// One question for members.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MembersQuery {
    /// Those after this seat; 0 first.
    pub after: u64,
    /// Rows left out.
    pub skip: usize,
    /// Most rows.
    pub limit: usize,
    /// Only these roles.
    pub roles: Roles,
    /// In a live group only those with this mark.
    pub mark: Option<u32>,
}

/// Members of a group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MembersPage {
    /// The rows: in the order of joining, in a live group the newest first.
    pub rows: Vec<Member>,
    /// The seat to go on after; 0: these were the last.
    pub next: u64,
    /// Members of the group, whatever was asked for.
    pub total: u32,
    /// Type of the group.
    pub kind: Kind,
}

impl Engine {
    /// Members of a group by pages. App admins and the members themselves may see them; live groups list the newest who are
    /// present.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub async fn members(&self, call: &Call, group: &GroupId, query: MembersQuery) -> Result<MembersPage, Refusal> {
        let seen = self.seen_by(call, group).await?;
        members_listable(call.actor.face, seen.kind)?;
        let limit = query.limit.clamp(1, call.limits.members_page.max(1));
        let (kind, total) = (seen.kind, seen.member_count);
        if !is_stored(&seen) {
            // There is no second page: the list changes with everybody who comes.
            let present = self.hub.newest(call.app, group, query.mark, call.limits.live_members);
            let total = u32::try_from(self.hub.present(call.app, group)).unwrap_or(u32::MAX);
            let mut rows = self.shown(call, &seen, present).await?;
            rows.retain(|member| query.roles.takes(member.role));
            return Ok(MembersPage { rows, next: 0, total, kind });
        }
        let (rows, next) = if query.roles.only_staff() {
            self.staff(call, &seen, &query, limit).await?
        } else {
            self.roster(call, group, &query, limit).await?
        };
        Ok(MembersPage { rows, next, total, kind })
    }

    /// Those present in a live group as members of it, with their mutes: these are all that is stored of them.
    async fn shown(&self, call: &Call, group: &Group, present: Vec<Present>) -> Result<Vec<Member>, Refusal> {
        let users: Vec<UserId> = present.iter().map(|present| present.user.clone()).collect();
        let view = self.view(call, &group.id, ReadSet { sanctions: users, ..ReadSet::default() }).await?;
        let shown = present.into_iter().map(|present| {
            let muted_until = view.sanction(&present.user).and_then(|sanction| sanction.muted_until);
            Member { muted_until, ..as_member(present, group) }
        });
        Ok(shown.collect())
    }

    /// Pages of the store, without those that are not wanted.
    async fn roster(
        &self,
        call: &Call,
        group: &GroupId,
        query: &MembersQuery,
        limit: usize,
    ) -> Result<(Vec<Member>, u64), Refusal> {
        let (mut after, mut skip) = (query.after, query.skip);
        let mut rows: Vec<Member> = Vec::new();
        loop {
            let page =
                self.store.members(call.app, group, after, PAGE.max(limit - rows.len()).min(limit.saturating_add(skip))).await?;
            let mut wanted = page.rows.iter().filter(|member| query.roles.takes(member.role)).peekable();
            while skip > 0 && wanted.next_if(|_| true).is_some() {
                skip -= 1;
            }
            rows.extend(wanted.by_ref().take(limit - rows.len()).cloned());
            if rows.len() == limit {
                let more = wanted.peek().is_some() || page.more;
                let next = if more { rows.last().map_or(0, |member| member.seat) } else { 0 };
                return Ok((rows, next));
            }
            match page.rows.last() {
                Some(last) if page.more => after = last.seat,
                _ => return Ok((rows, 0)),
            }
        }
    }

    /// Owner and admins, whom the group itself names.
    async fn staff(&self, call: &Call, group: &Group, query: &MembersQuery, limit: usize) -> Result<(Vec<Member>, u64), Refusal> {
        let users: Vec<UserId> = group.staff().cloned().collect();
        let view = self.view(call, &group.id, ReadSet { members: users.clone(), ..ReadSet::default() }).await?;
        let mut staff: Vec<Member> = users.iter().filter_map(|user| view.member(user)).cloned().collect();
        staff.retain(|member| query.roles.takes(member.role) && member.seat > query.after);
        staff.sort_by_key(|member| member.seat);
        let more = staff.len() > query.skip.saturating_add(limit);
        let rows: Vec<Member> = staff.into_iter().skip(query.skip).take(limit).collect();
        let next = if more { rows.last().map_or(0, |member| member.seat) } else { 0 };
        Ok((rows, next))
    }

    /// These users' memberships, in the order asked; nothing for who is no member.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub async fn members_by_id(&self, call: &Call, group: &GroupId, users: &[UserId]) -> Result<Vec<Option<Member>>, Refusal> {
        if users.len() > call.limits.role_members {
            return Err(Reject::TooManyAccounts { limit: call.limits.role_members, given: users.len() }.into());
        }
        let seen = self.seen_by(call, group).await?;
        members_listable(call.actor.face, seen.kind)?;
        if !is_stored(&seen) {
            let present = self.hub.some_present(call.app, group, users).into_iter().flatten().collect();
            let shown = self.shown(call, &seen, present).await?;
            return Ok(users.iter().map(|user| shown.iter().find(|member| member.user == *user).cloned()).collect());
        }
        let view = self.view(call, group, ReadSet { members: users.to_vec(), ..ReadSet::default() }).await?;
        Ok(users.iter().map(|user| view.member(user).cloned()).collect())
    }

    /// How many members are online; in a live group how many are present.
    ///
    /// # Errors
    /// A [`Refusal`]; over REST only live groups are counted (rule book 10, row 39).
    pub async fn online_count(&self, call: &Call, group: &GroupId) -> Result<u32, Refusal> {
        let seen = self.seen_by(call, group).await?;
        online_countable(call.actor.face, seen.kind)?;
        let count = if is_stored(&seen) { self.hub.online(call.app, group) } else { self.hub.present(call.app, group) };
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Whether somebody who is online is in a group: a member, or in a live group present.
    pub fn is_inside(&self, app: AppId, group: &GroupId, user: &UserId) -> bool {
        self.hub.is_inside(app, group, user)
    }

    /// The group, if the caller may see its members.
    pub(crate) async fn seen_by(&self, call: &Call, group: &GroupId) -> Result<Group, Refusal> {
        let view = self.allowed(call, group, Action::ListMembers, ReadSet::default()).await?;
        Ok(view.group()?.clone())
    }

    pub(crate) async fn view(&self, call: &Call, group: &GroupId, reads: ReadSet) -> Result<View, Refusal> {
        Ok(self.store.load(call.app, &Home::Group(group.clone()), &reads, None).await?.view)
    }
}

/// Somebody present in a live group as a member of it.
fn as_member(present: Present, group: &Group) -> Member {
    let role = if group.owner.as_ref() == Some(&present.user) {
        Role::Owner
    } else if group.admins.contains(&present.user) {
        Role::Admin
    } else {
        Role::Member
    };
    Member {
        user: present.user,
        role,
        joined_at: present.since,
        msg_flag: MsgFlag::Quiet,
        name_card: String::new(),
        fields: Vec::new(),
        muted_until: None,
        unread: 0,
        seat: present.seat,
    }
}
