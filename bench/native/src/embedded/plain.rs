//! Plain rusqlite with the same logical rows (schema.sql): prepared statements, one connection, a cache that holds everything.

use crate::Fault;
use crate::work::people;
use opentim_bench::{INTRODUCTION, name};
use opentim_domain::GroupId;
use rusqlite::{Connection, params};
use std::path::Path;

/// A group as a reader gets it: all its columns.
#[expect(dead_code, reason = "it is made to be measured, nobody reads it")]
pub struct Row {
    pub id: String,
    pub texts: [String; 4],
    pub owner: Option<String>,
    pub fields: Option<String>,
    pub numbers: [i64; 15],
}

/// A row of a user's list.
#[expect(dead_code, reason = "it is made to be measured, nobody reads it")]
pub struct Listed {
    pub id: String,
    pub name: String,
    pub numbers: [i64; 4],
}

const COLUMNS: &str = "g.id, g.name, g.introduction, g.notification, g.face_url, g.owner, g.fields, g.kind, g.created_at, \
    g.info_changed_at, g.max_members, g.join_option, g.invite_option, g.mute_all, g.topics, g.permission_groups, \
    g.default_permissions, g.member_count, g.info_number, g.member_number, g.attribute_number, g.event_number";

pub struct Plain {
    connection: Connection,
    one: String,
    list_with_groups: String,
}

impl Plain {
    pub fn new(folder: &Path) -> Result<Self, Fault> {
        std::fs::create_dir_all(folder)?;
        let connection = Connection::open(folder.join("plain.db"))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "cache_size", -(256 << 10))?;
        connection.execute_batch(include_str!("../../../schema.sql"))?;
        let one = format!("SELECT {COLUMNS} FROM grp g WHERE g.id = ?1");
        let list_with_groups = format!(
            "SELECT {COLUMNS}, j.role, j.joined_at, j.msg_flag FROM joined j JOIN grp g ON g.row = j.grp WHERE j.user = ?1"
        );
        Ok(Self { connection, one, list_with_groups })
    }

    /// Writes the groups, in one transaction: this is not what is measured.
    pub fn fill(&mut self, ids: &[GroupId], users: u64) -> Result<(), Fault> {
        let transaction = self.connection.transaction()?;
        for (at, id) in (0..).zip(ids) {
            insert(&transaction, at, id.as_str(), users)?;
        }
        transaction.commit()?;
        Ok(self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?)
    }

    /// One group by id.
    pub fn group(&self, id: &str) -> Result<Option<Row>, Fault> {
        let mut statement = self.connection.prepare_cached(&self.one)?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(row).transpose()
    }

    /// A user's list with the names of the groups.
    pub fn list(&self, user: &str) -> Result<Vec<Listed>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT g.id, g.name, j.kind, j.role, j.joined_at, j.msg_flag FROM joined j JOIN grp g ON g.row = j.grp WHERE j.user = ?1",
        )?;
        let listed = |row: &rusqlite::Row<'_>| {
            Ok(Listed {
                id: row.get(0)?,
                name: row.get(1)?,
                numbers: [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?],
            })
        };
        Ok(statement.query_map([user], listed)?.collect::<Result<_, _>>()?)
    }

    /// The same with all columns of the groups.
    pub fn list_with_groups(&self, user: &str) -> Result<Vec<(Row, [i64; 3])>, Fault> {
        let mut statement = self.connection.prepare_cached(&self.list_with_groups)?;
        let mut rows = statement.query([user])?;
        let mut found = Vec::new();
        while let Some(next) = rows.next()? {
            found.push((row(next)?, [next.get(22)?, next.get(23)?, next.get(24)?]));
        }
        Ok(found)
    }
}

fn row(row: &rusqlite::Row<'_>) -> Result<Row, Fault> {
    let mut numbers = [0; 15];
    for (at, number) in numbers.iter_mut().enumerate() {
        *number = row.get::<_, Option<i64>>(7 + at)?.unwrap_or_default();
    }
    let texts = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
    Ok(Row { id: row.get(0)?, texts, owner: row.get(5)?, fields: row.get(6)?, numbers })
}

fn insert(connection: &Connection, at: u64, id: &str, users: u64) -> Result<(), Fault> {
    let (owner, members) = people(at, users)?;
    let now = 1_800_000_000_i64;
    let sql = |text| connection.prepare_cached(text);
    let group = params![id, name(at), INTRODUCTION, owner.as_str(), now];
    sql("INSERT INTO grp VALUES (NULL, ?1, 0, ?2, ?3, '', '', ?4, ?5, ?5, 2000, 1, 0, 0, 0, 0, 0, NULL, 5, 1, 1, 0, 1)")?
        .execute(group)?;
    let row = connection.last_insert_rowid();
    let body = format!("{{\"created\":{{\"owner\":\"{owner}\",\"members\":{}}}}}", members.len());
    sql("INSERT INTO event VALUES (?1, 1, ?2, 5, ?3, 0, 0, ?4)")?.execute(params![row, now, owner.as_str(), body])?;
    for (user, role) in std::iter::once((&owner, 2)).chain(members.iter().map(|user| (user, 0))) {
        let user = user.as_str();
        sql("INSERT INTO member VALUES (?1, ?2, ?3, ?4, 0, '', NULL, NULL)")?.execute(params![row, user, role, now])?;
        sql("INSERT INTO joined VALUES (?1, ?2, 0, 0, ?3, ?4, 0)")?.execute(params![user, row, role, now])?;
        sql("INSERT INTO notice VALUES (?1, coalesce((SELECT max(number) FROM notice WHERE user = ?1), 0) + 1, ?2, 7, ?3, ?4)")?
            .execute(params![user, row, owner.as_str(), now])?;
    }
    Ok(())
}
