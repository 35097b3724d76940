//! Folders of older formats, made into the newest in place and in one transaction.

use crate::codec::{self, BURIED, Chain, GroupBody, low};
use crate::fault::store_error;
use crate::schema::{APPLICATIONS, APPLICATIONS_READ, EVENTS, FORMAT, MEMBERS, NOTICE_DETAIL, RECORDS, format};
use opentim_domain::{Role, UserId};
use opentim_store::StoreError;
use rusqlite::{Connection, params};

/// Brings a database to the newest format.
pub(crate) fn upgrade(conn: &Connection) -> Result<(), StoreError> {
    let found = format(conn)?;
    if found == FORMAT {
        return Ok(());
    }
    tracing::info!(found, to = FORMAT, "the data folder is brought to a newer format");
    conn.execute_batch("BEGIN IMMEDIATE").map_err(store_error)?;
    let older = if found == 1 { from_1(conn) } else { Ok(()) };
    match older.and_then(|()| from_2(conn)).and_then(|()| conn.execute_batch("COMMIT").map_err(store_error)) {
        Ok(()) => Ok(()),
        Err(error) => {
            // What is not rolled back here is when the connection closes.
            drop(conn.execute_batch("ROLLBACK"));
            Err(error)
        }
    }
}

/// Format 2 brought seats, admins, applications, sanctions and notices that carry data. Packed members need nothing: the bodies of
/// their groups are still read as they are.
fn from_1(conn: &Connection) -> Result<(), StoreError> {
    let tables = format!(
        "ALTER TABLE member RENAME TO member_1; {MEMBERS} {APPLICATIONS}
        ALTER TABLE usr ADD COLUMN {APPLICATIONS_READ};
        ALTER TABLE notice ADD COLUMN {NOTICE_DETAIL};
        INSERT INTO member(key, gid, user, place, body)
            SELECT gid << 32 | row_number() OVER (PARTITION BY gid ORDER BY user), gid, user, place, body FROM member_1
            ORDER BY gid, user;
        DROP TABLE member_1;"
    );
    conn.execute_batch(&tables).map_err(store_error)?;
    let mut statement = conn.prepare("SELECT DISTINCT gid FROM member").map_err(store_error)?;
    let gids = statement.query_map([], |row| row.get(0)).and_then(Iterator::collect::<rusqlite::Result<Vec<i64>>>);
    gids.map_err(store_error)?.into_iter().try_for_each(|gid| seat(conn, gid))
}

/// Gives a group whose members have rows its admins and its number of seats.
fn seat(conn: &Connection, gid: i64) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached("SELECT user, body FROM member WHERE gid = ?1 ORDER BY user").map_err(store_error)?;
    let mut rows = statement.query([gid]).map_err(store_error)?;
    let (mut seats, mut admins) = (0_u64, Vec::new());
    while let Some(row) = rows.next().map_err(store_error)? {
        seats += 1;
        let body: Vec<u8> = row.get(1).map_err(store_error)?;
        if codec::is_role(codec::content("member", &body)?, Role::Admin)? {
            let text: String = row.get(0).map_err(store_error)?;
            admins.push(UserId::parse(&text).map_err(|fault| crate::fault::unreadable("user id", format!("{fault:?}")))?);
        }
    }
    let body = conn.prepare_cached("SELECT body FROM grp WHERE gid = ?1");
    let body: Vec<u8> = body.and_then(|mut statement| statement.query_row([gid], |row| row.get(0))).map_err(store_error)?;
    let mut group = GroupBody::split(&body)?;
    group.numbers.seats = seats;
    let body = codec::group_body(group.numbers, &group.chain, group.member_count, &admins, group.profile, None);
    let change = conn.prepare_cached("UPDATE grp SET body = ?2 WHERE gid = ?1");
    change.and_then(|mut statement| statement.execute(params![gid, body])).map(drop).map_err(store_error)
}

/// Format 3 brought records, accounts, quotas, the log of an app, and hashes of events. Every event gets its hash, and every group
/// that of its newest one. The log of an app begins with the next commit.
fn from_2(conn: &Connection) -> Result<(), StoreError> {
    let tables = format!("ALTER TABLE event RENAME TO event_2; {EVENTS} {RECORDS}");
    conn.execute_batch(&tables).map_err(store_error)?;
    let mut insert = conn.prepare("INSERT INTO event(key, body, hash) VALUES(?1, ?2, ?3)").map_err(store_error)?;
    let mut statement = conn.prepare("SELECT key, body FROM event_2 ORDER BY key").map_err(store_error)?;
    let mut rows = statement.query([]).map_err(store_error)?;
    let mut newest: Option<(i64, Chain)> = None;
    while let Some(row) = rows.next().map_err(store_error)? {
        let (key, body): (i64, Vec<u8>) = (row.get(0).map_err(store_error)?, row.get(1).map_err(store_error)?);
        codec::content("event", &body)?;
        let before = match newest.filter(|(gid, _)| *gid != key >> 32) {
            Some((gid, chain)) => chain_group(conn, gid, &chain).map(|()| Chain::default())?,
            None => newest.map_or(Chain::default(), |(_, chain)| chain),
        };
        let hash = codec::chained(&before, low(key), &body);
        insert.execute(params![key, body, hash]).map_err(store_error)?;
        newest = Some((key >> 32, hash));
    }
    newest.map_or(Ok(()), |(gid, chain)| chain_group(conn, gid, &chain))?;
    drop(rows);
    drop(statement);
    conn.execute_batch(&format!("DROP TABLE event_2; PRAGMA user_version = {FORMAT};")).map_err(store_error)
}

/// Gives a group the hash of its newest event.
fn chain_group(conn: &Connection, gid: i64, chain: &Chain) -> Result<(), StoreError> {
    let mut read = conn.prepare_cached("SELECT state, body FROM grp WHERE gid = ?1").map_err(store_error)?;
    let (state, body): (i64, Vec<u8>) = read.query_row([gid], |row| Ok((row.get(0)?, row.get(1)?))).map_err(store_error)?;
    let body = codec::with_chain(&body, state == BURIED, chain)?;
    let mut write = conn.prepare_cached("UPDATE grp SET body = ?2 WHERE gid = ?1").map_err(store_error)?;
    write.execute(params![gid, body]).map(drop).map_err(store_error)
}
