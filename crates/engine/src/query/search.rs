//! Search in the caller's own groups (rule book 2.2; the SDK's local search).

use crate::call::{Call, Refusal};
use crate::live::is_stored;
use crate::run::Engine;
use opentim_domain::group::{Member, Profile};
use opentim_domain::{Account, Field, GroupId, Reject, UserId};
use opentim_store::JoinedFilter;
use std::sync::Arc;

/// Members read from the store at once.
const PAGE: usize = 1000;

/// What is looked for: a row is found when one of the fields contains one of the keywords, in whatever case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Search {
    /// The keywords.
    pub keywords: Vec<String>,
    /// Look into ids.
    pub id: bool,
    /// Look into names: of groups, or the name cards of members.
    pub name: bool,
    /// Look into the nicknames of members.
    pub nick: bool,
}

/// Where a search of members goes on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cursor {
    /// The group.
    pub group: GroupId,
    /// After this seat in it.
    pub seat: u64,
}

/// Members that were found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FoundMembers {
    /// By group, in the order of the groups' ids; groups without a find are left out.
    pub rows: Vec<(GroupId, Vec<Member>)>,
    /// Where to go on; nothing: these were all.
    pub next: Option<Cursor>,
}

impl Search {
    fn check(&self, most: usize) -> Result<Vec<String>, Reject> {
        let keywords: Vec<String> = self.keywords.iter().filter(|word| !word.is_empty()).map(|word| word.to_lowercase()).collect();
        if keywords.is_empty() {
            return Err(Reject::NobodyNamed { field: Field::Keywords });
        }
        if self.keywords.len() > most {
            return Err(Reject::TooMany { field: Field::Keywords, limit: most, given: self.keywords.len() });
        }
        Ok(keywords)
    }

    fn finds(&self, keywords: &[String], id: &str, name: &str) -> bool {
        let contains = |text: &str| {
            let text = text.to_lowercase();
            keywords.iter().any(|word| text.contains(word))
        };
        (self.id && contains(id)) || (self.name && contains(name))
    }

    /// Those of the members who fit.
    fn members(&self, keywords: &[String], members: Vec<Member>, accounts: &[Option<Arc<Account>>]) -> Vec<Member> {
        let nick = |place: usize| accounts.get(place).and_then(Option::as_ref).map(|account| account.nick.to_lowercase());
        let by_nick = |place| nick(place).is_some_and(|nick| keywords.iter().any(|word| nick.contains(word)));
        let fits = |place, member: &Member| self.finds(keywords, member.user.as_str(), &member.name_card) || by_nick(place);
        members.into_iter().enumerate().filter(|(place, member)| fits(*place, member)).map(|(_, member)| member).collect()
    }
}

impl Engine {
    /// The caller's groups that fit, in the order of joining.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub async fn search_groups(&self, call: &Call, search: &Search) -> Result<Vec<Profile>, Refusal> {
        let keywords = search.check(call.limits.search_keywords)?;
        let mut found = Vec::new();
        for topics in [false, true] {
            let filter = JoinedFilter { topics, ..JoinedFilter::default() };
            let rows = self.all_joined(call.app, &call.actor.user, filter).await?.into_iter();
            let fitting = rows.filter(|(group, _)| search.finds(&keywords, group.id.as_str(), &group.name));
            found.extend(fitting.map(|(group, own)| Profile { group, own: Some(own) }));
        }
        found.truncate(call.limits.search_rows);
        Ok(found)
    }

    /// Members that fit, of the caller's groups or of those named.
    ///
    /// # Errors
    /// A [`Refusal`]; also when a named group may not be seen.
    pub async fn search_members(
        &self,
        call: &Call,
        groups: Option<&[GroupId]>,
        search: &Search,
        after: Option<Cursor>,
    ) -> Result<FoundMembers, Refusal> {
        let keywords = search.check(call.limits.search_keywords)?;
        let groups = self.searched(call, groups).await?;
        let mut found = FoundMembers::default();
        let mut room = call.limits.search_rows.max(1);
        for group in groups {
            let mut seat = match &after {
                Some(cursor) if group < cursor.group => continue,
                Some(cursor) if group == cursor.group => cursor.seat,
                _ => 0,
            };
            let mut rows = Vec::new();
            loop {
                let page = self.store.members(call.app, &group, seat, PAGE).await?;
                let last = page.rows.last().map_or(seat, |member| member.seat);
                let accounts = self.accounts_searched(call, search, &page.rows).await?;
                for member in search.members(&keywords, page.rows, &accounts) {
                    if room == 0 {
                        found.next = Some(Cursor { group: group.clone(), seat });
                        break;
                    }
                    seat = member.seat;
                    room -= 1;
                    rows.push(member);
                }
                if !page.more || found.next.is_some() {
                    break;
                }
                seat = last;
            }
            if !rows.is_empty() {
                found.rows.push((group, rows));
            }
            if found.next.is_some() {
                break;
            }
        }
        Ok(found)
    }

    /// The accounts of members, as far as they are looked into.
    async fn accounts_searched(
        &self,
        call: &Call,
        search: &Search,
        members: &[Member],
    ) -> Result<Vec<Option<Arc<Account>>>, Refusal> {
        if !search.nick {
            return Ok(Vec::new());
        }
        let users: Vec<UserId> = members.iter().map(|member| member.user.clone()).collect();
        self.accounts(call.app, &users).await
    }

    /// The groups to look into, in the order of their ids.
    async fn searched(&self, call: &Call, named: Option<&[GroupId]>) -> Result<Vec<GroupId>, Refusal> {
        let mut groups = Vec::new();
        match named {
            Some(named) => {
                for group in named {
                    if is_stored(&self.seen_by(call, group).await?) {
                        groups.push(group.clone());
                    }
                }
            }
            None => {
                for topics in [false, true] {
                    let filter = JoinedFilter { topics, ..JoinedFilter::default() };
                    let rows = self.all_joined(call.app, &call.actor.user, filter).await?;
                    groups.extend(rows.into_iter().map(|(group, _)| group.id));
                }
            }
        }
        groups.sort();
        groups.dedup();
        Ok(groups)
    }
}
