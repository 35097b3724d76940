//! Folders of older formats, made into the newest in place and in one transaction.

use crate::codec::{self, GroupBody};
use crate::fault::store_error;
use crate::schema::{APPLICATIONS_READ, FORMAT, MEMBERS, NOTICE_DETAIL, RECORDS, format};
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
    match from_1(conn).and_then(|()| conn.execute_batch("COMMIT").map_err(store_error)) {
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
        "ALTER TABLE member RENAME TO member_1; {MEMBERS} {RECORDS}
        ALTER TABLE usr ADD COLUMN {APPLICATIONS_READ};
        ALTER TABLE notice ADD COLUMN {NOTICE_DETAIL};
        INSERT INTO member(key, gid, user, place, body)
            SELECT gid << 32 | row_number() OVER (PARTITION BY gid ORDER BY user), gid, user, place, body FROM member_1
            ORDER BY gid, user;
        DROP TABLE member_1;
        PRAGMA user_version = {FORMAT};"
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
    let body = codec::group_body(group.numbers, group.member_count, &admins, group.profile, None);
    let change = conn.prepare_cached("UPDATE grp SET body = ?2 WHERE gid = ?1");
    change.and_then(|mut statement| statement.execute(params![gid, body])).map(drop).map_err(store_error)
}
