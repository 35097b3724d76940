//! Every statement of the writer, prepared once per connection and held for the length of a batch.

use crate::fault::store_error;
use opentim_store::StoreError;
use rusqlite::{CachedStatement, Connection};

macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident: $sql:literal,)*) => {
        /// The statements. Each is taken from the connection's cache when it is first asked for: a batch needs a part of them.
        pub(super) struct Statements<'c> {
            conn: &'c Connection,
            $($name: Option<CachedStatement<'c>>,)*
        }

        impl<'c> Statements<'c> {
            /// None of them yet.
            pub(super) fn new(conn: &'c Connection) -> Self {
                Self { conn, $($name: None,)* }
            }

            $($(#[$doc])* pub(super) fn $name(&mut self) -> Result<&mut CachedStatement<'c>, StoreError> {
                match &mut self.$name {
                    Some(statement) => Ok(statement),
                    empty => Ok(empty.insert(self.conn.prepare_cached($sql).map_err(store_error)?)),
                }
            })*
        }
    };
}

statements! {
    begin: "BEGIN IMMEDIATE",
    commit: "COMMIT",
    earlier: "SELECT request, reply FROM op WHERE app = ?1 AND caller = ?2 AND id = ?3",
    keep_answer: "INSERT INTO op(app, caller, id, request, reply, at) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    oldest_answer: "SELECT at FROM op ORDER BY row LIMIT 1",
    /// Rows are in the order of time, so the oldest are at the start.
    trim_answers: "DELETE FROM op WHERE row IN (SELECT row FROM (SELECT row, at FROM op ORDER BY row LIMIT 2048) WHERE at < ?1)",
    group: "SELECT g.gid, g.state, g.kind, g.born, g.body FROM grp_id i JOIN grp g ON g.gid = i.gid WHERE i.app = ?1 AND i.id = ?2",
    fresh_group: "SELECT gid, state, kind, born, body FROM grp WHERE gid = ?1",
    insert_group: "INSERT INTO grp(gid, app, id, kind, state, born, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    update_group: "UPDATE grp SET kind = ?2, state = ?3, born = ?4, body = ?5 WHERE gid = ?1",
    change_group: "UPDATE grp SET body = ?2 WHERE gid = ?1",
    member: "SELECT key, place, body FROM member WHERE gid = ?1 AND user = ?2",
    members: "SELECT user, place FROM member WHERE key BETWEEN ?1 AND ?2",
    insert_member: "INSERT INTO member(key, gid, user, place, body) VALUES(?1, ?2, ?3, ?4, ?5)",
    update_member: "UPDATE member SET place = ?2, body = ?3 WHERE key = ?1",
    delete_member: "DELETE FROM member WHERE key = ?1",
    delete_members: "DELETE FROM member WHERE key BETWEEN ?1 AND ?2",
    application: "SELECT body FROM application WHERE gid = ?1 AND user = ?2",
    put_application: "INSERT OR REPLACE INTO application(gid, user, invitee, at, open, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    delete_application: "DELETE FROM application WHERE gid = ?1 AND user = ?2",
    delete_applications: "DELETE FROM application WHERE gid = ?1",
    sanction: "SELECT body FROM sanction WHERE gid = ?1 AND user = ?2",
    put_sanction: "INSERT OR REPLACE INTO sanction(gid, user, muted, banned, body) VALUES(?1, ?2, ?3, ?4, ?5)",
    delete_sanction: "DELETE FROM sanction WHERE gid = ?1 AND user = ?2",
    delete_sanctions: "DELETE FROM sanction WHERE gid = ?1",
    record: "SELECT body FROM record WHERE gid = ?1 AND class = ?2 AND place = ?3",
    records_under: "SELECT place FROM record WHERE gid = ?1 AND class = ?2 AND place >= ?3 AND place < ?4",
    records_of: "SELECT class, place FROM record WHERE gid = ?1 AND owner = ?2",
    count_records: "SELECT count(*) FROM record WHERE gid = ?1 AND class = ?2",
    put_record: "INSERT OR REPLACE INTO record(gid, class, place, owner, body) VALUES(?1, ?2, ?3, ?4, ?5)",
    delete_record: "DELETE FROM record WHERE gid = ?1 AND class = ?2 AND place = ?3",
    delete_records: "DELETE FROM record WHERE gid = ?1",
    account: "SELECT a.body FROM usr u JOIN account a ON a.uid = u.uid WHERE u.app = ?1 AND u.id = ?2",
    put_account: "INSERT OR REPLACE INTO account(uid, erasing, body) VALUES(?1, ?2, ?3)",
    delete_account: "DELETE FROM account WHERE uid = ?1",
    delete_notices: "DELETE FROM notice WHERE key BETWEEN ?1 AND ?2",
    listings: "SELECT key, gid, born, joined_at, tag FROM listing WHERE key BETWEEN ?1 AND ?2",
    listed: "SELECT key FROM listing WHERE key BETWEEN ?1 AND ?2",
    living: "SELECT n FROM app_count WHERE app = ?1 AND kind = ?2",
    day: "SELECT n FROM day_count WHERE app = ?1 AND day = ?2",
    put_day: "INSERT OR REPLACE INTO day_count(app, day, n) VALUES(?1, ?2, ?3)",
    delete_days: "DELETE FROM day_count WHERE app = ?1 AND day < ?2",
    insert_log: "INSERT INTO app_log(app, row, gid, kind, first, n, at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    oldest_log: "SELECT at FROM app_log WHERE app = ?1 ORDER BY row LIMIT 1",
    /// Rows are in the order of time, so the oldest are at the start.
    trim_log: "DELETE FROM app_log WHERE app = ?1 AND at < ?2
        AND row IN (SELECT row FROM app_log WHERE app = ?1 ORDER BY row LIMIT ?3)",
    told: "INSERT INTO back_end(app, told) VALUES(?1, ?2) ON CONFLICT(app) DO UPDATE SET told = excluded.told",
    applications_read: "UPDATE usr SET applications_read = max(applications_read, ?2) WHERE uid = ?1",
    insert_event: "INSERT INTO event(key, body, hash) VALUES(?1, ?2, ?3)",
    user: "SELECT uid FROM usr WHERE app = ?1 AND id = ?2",
    newest_user: "SELECT max(uid) FROM usr",
    insert_user: "INSERT INTO usr(uid, app, id) VALUES(?1, ?2, ?3)",
    newest_listing: "SELECT key, number FROM listing WHERE key BETWEEN ?1 AND ?2 ORDER BY key DESC LIMIT 1",
    newest_notice: "SELECT key, number FROM notice WHERE key BETWEEN ?1 AND ?2 ORDER BY key DESC LIMIT 1",
    insert_fresh: "INSERT INTO fresh(row, body) VALUES(?1, ?2)",
    delete_fresh: "DELETE FROM fresh WHERE row <= ?1",
    put_id: "INSERT OR REPLACE INTO grp_id(app, id, gid) VALUES(?1, ?2, ?3)",
    put_listing: "INSERT OR REPLACE INTO listing(key, gid, born, joined_at, tag, number, notice, by, at)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    /// What a membership carried outlives it.
    keep_notice: "INSERT INTO notice(key, gid, number, notice, by, at)
        SELECT key, gid, number, notice, by, at FROM listing WHERE key = ?1 AND notice IS NOT NULL",
    delete_listing: "DELETE FROM listing WHERE key = ?1",
    insert_notice: "INSERT INTO notice(key, gid, number, notice, by, at, detail) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    count: "INSERT INTO app_count(app, kind, n) VALUES(?1, ?2, ?3) ON CONFLICT(app, kind) DO UPDATE SET n = n + excluded.n",
    mark: "UPDATE log SET batch = ?1, births = ?2, events = ?3, sum = ?4 WHERE one = 1",
}
