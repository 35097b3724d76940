//! Groups and their members.

use super::Look;
use crate::codec::{self, ALIVE, BURIED, CLOSING, GroupBody, low, pair, uncolumn};
use crate::fault::store_error;
use crate::fresh::ListingRow;
use crate::read;
use opentim_domain::group::{Group, Member};
use opentim_domain::{Role, UserId};
use opentim_store::StoreError;
use rusqlite::params;
use std::collections::HashSet;

/// A member and the place of the row in his own list.
struct Placed {
    member: Member,
    place: u64,
}

impl Look<'_> {
    /// Every group's record against its members.
    pub(super) fn groups(&mut self) -> Result<(), StoreError> {
        self.each("SELECT gid, id, state, body FROM grp", |look, row| {
            let gid: i64 = row.get(0).map_err(store_error)?;
            let id: String = row.get(1).map_err(store_error)?;
            let state: i64 = row.get(2).map_err(store_error)?;
            let body: Vec<u8> = row.get(3).map_err(store_error)?;
            match state {
                BURIED => codec::numbers(&body).map(drop),
                ALIVE | CLOSING => look.group(gid, &id, state == ALIVE, &body),
                other => Err(StoreError::Damaged(format!("group {id} has the unknown state {other}"))),
            }
        })?;
        let strays = "SELECT count(*) FROM member m LEFT JOIN grp g ON g.gid = m.gid
            WHERE m.gid <> m.key >> 32 OR g.state IS NULL OR g.state NOT IN (1, 2)";
        let strays = self.number(strays)?;
        self.report.demand(strays == 0, || format!("{strays} members belong to no group"));
        Ok(())
    }

    fn group(&mut self, gid: i64, id: &str, alive: bool, body: &[u8]) -> Result<(), StoreError> {
        let body = GroupBody::split(body)?;
        let group = body.group()?;
        self.report.demand(group.id.as_str() == id, || format!("group {id} has the record of {}", group.id));
        self.report.groups += u64::from(alive);
        let members = self.members(gid, id, &body)?;
        let count = members.len() as u64;
        self.report.members += count;
        self.report.demand(count == u64::from(body.member_count), || {
            format!("group {id} counts {} members and has {count}", body.member_count)
        });
        self.seats(id, &group, &members);
        self.staff(id, alive, &group, &members);
        self.places(gid, id, &group, &members)
    }

    /// The members of a group, packed or in rows.
    fn members(&mut self, gid: i64, id: &str, body: &GroupBody<'_>) -> Result<Vec<Placed>, StoreError> {
        let mut members = Vec::new();
        for row in body.packed.as_ref().map_or(Ok(Vec::new()), |packed| packed.rows())? {
            members.push(Placed { member: row.member()?, place: row.place });
        }
        let sql = "SELECT key, user, place, body FROM member WHERE key BETWEEN ?1 AND ?2";
        let mut statement = self.conn.prepare_cached(sql).map_err(store_error)?;
        let (first, last) = codec::span(gid);
        let mut rows = statement.query([first, last]).map_err(store_error)?;
        while let Some(row) = rows.next().map_err(store_error)? {
            let seat = low(row.get(0).map_err(store_error)?);
            let text: String = row.get(1).map_err(store_error)?;
            let place = uncolumn(row.get(2).map_err(store_error)?);
            let member = codec::member(seat, &row.get::<_, Vec<u8>>(3).map_err(store_error)?)?;
            self.report.demand(member.user.as_str() == text, || format!("member {text} of group {id} has another's record"));
            members.push(Placed { member, place });
        }
        Ok(members)
    }

    /// Seats are given once, by counting, and lists are in their order.
    fn seats(&mut self, id: &str, group: &Group, members: &[Placed]) {
        let mut before = 0;
        let mut users = HashSet::new();
        for Placed { member, .. } in members {
            let (user, seat) = (&member.user, member.seat);
            self.report
                .demand(seat > before, || format!("member {user} of group {id} has seat {seat} and comes after seat {before}"));
            self.report.demand(users.insert(user), || format!("{user} is a member of group {id} twice"));
            before = before.max(seat);
        }
        let given = group.numbers.seats;
        self.report.demand(before <= given, || format!("group {id} has given {given} seats, and one has number {before}"));
    }

    /// Owner and admins in the group's record are the members with these roles.
    fn staff(&mut self, id: &str, alive: bool, group: &Group, members: &[Placed]) {
        let with = |role: Role| {
            let mut users: Vec<&UserId> =
                members.iter().map(|row| &row.member).filter(|one| one.role == role).map(|one| &one.user).collect();
            users.sort_unstable();
            users
        };
        let admins: Vec<&UserId> = group.admins.iter().collect();
        let found = with(Role::Admin);
        self.report.demand(admins == found, || format!("group {id} names the admins {admins:?} and has {found:?}"));
        // While it is cleaned up the owner may have gone before the others.
        let (owner, found): (Vec<&UserId>, _) = (group.owner.iter().collect(), with(Role::Owner));
        self.report.demand(!alive || owner == found, || format!("group {id} names the owner {owner:?} and has {found:?}"));
    }

    /// Every member with a place has the row in his list.
    fn places(&mut self, gid: i64, id: &str, group: &Group, members: &[Placed]) -> Result<(), StoreError> {
        for Placed { member: Member { user, .. }, place } in members.iter().filter(|row| row.place != 0) {
            let sql = "SELECT uid FROM usr WHERE id = ?1 AND app = (SELECT app FROM grp WHERE gid = ?2)";
            let mut statement = self.conn.prepare_cached(sql).map_err(store_error)?;
            let uid: i64 = statement.query_row(params![user.as_str(), gid], |row| row.get(0)).map_err(store_error)?;
            let key = pair(uid, *place);
            let listed = self.listed_at(key)?;
            let tag = read::tag(group.kind, group.topics);
            let right = listed.is_some_and(|row| i64::from(row.gid) == gid && row.tag == tag);
            self.report.demand(right, || format!("member {user} of group {id} does not have it in his list"));
            let other = self.listed.insert(key, gid);
            self.report.demand(other.is_none(), || format!("two members share the place {place} in the list of {user}"));
        }
        Ok(())
    }

    /// A row of a user's list, where it waits or where it belongs.
    fn listed_at(&self, key: i64) -> Result<Option<ListingRow>, StoreError> {
        if let Some(row) = self.waiting.listings.get(&key) {
            return Ok(Some(row.clone()));
        }
        let sql = "SELECT gid, born, tag, number, joined_at FROM listing WHERE key = ?1";
        let mut statement = self.conn.prepare_cached(sql).map_err(store_error)?;
        let mut rows = statement.query([key]).map_err(store_error)?;
        let Some(row) = rows.next().map_err(store_error)? else { return Ok(None) };
        let get = || -> rusqlite::Result<ListingRow> {
            Ok(ListingRow {
                gid: row.get(0)?,
                born: row.get(1)?,
                tag: row.get(2)?,
                number: row.get(3)?,
                joined_at: row.get(4)?,
                notice: None,
            })
        };
        get().map(Some).map_err(store_error)
    }
}
