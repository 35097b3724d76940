//! Plain rusqlite with the same logical rows, as one would write it without further thought: prepared statements, WAL.

use crate::Fault;
use crate::work::{INTRODUCTION, name, people};
use opentim_domain::GroupId;
use rusqlite::{Connection, params};
use std::path::Path;

/// What a reader of one group gets.
#[expect(dead_code, reason = "it is made to be measured, nobody reads it")]
pub struct Row {
    pub name: String,
    pub introduction: String,
    pub notification: String,
    pub face_url: String,
    pub owner: Option<String>,
    pub numbers: [i64; 8],
}

pub struct Plain(Connection);

impl Plain {
    pub fn new(folder: &Path) -> Result<Self, Fault> {
        std::fs::create_dir_all(folder)?;
        let connection = Connection::open(folder.join("plain.db"))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "cache_size", -(256 << 10))?;
        connection.execute_batch(include_str!("../../../schema.sql"))?;
        Ok(Self(connection))
    }

    /// Writes the groups, in one transaction: this is not what is measured.
    pub fn fill(&mut self, ids: &[GroupId], users: usize) -> Result<(), Fault> {
        let transaction = self.0.transaction()?;
        for (at, id) in ids.iter().enumerate() {
            insert(&transaction, at, &id.to_string(), users)?;
        }
        transaction.commit()?;
        Ok(())
    }

    pub fn group(&self, id: &str) -> Result<Option<Row>, Fault> {
        let mut statement = self.0.prepare_cached(
            "SELECT name, introduction, notification, face_url, owner, type, created_at, max_members, join_option, invite_option, \
             member_count, info_seq, event_seq FROM grp WHERE id = ?1",
        )?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(row).transpose()
    }

    pub fn joined(&self, user: &str) -> Result<Vec<(String, Row)>, Fault> {
        let mut statement = self.0.prepare_cached(
            "SELECT g.name, g.introduction, g.notification, g.face_url, g.owner, g.type, g.created_at, g.max_members, g.join_option, \
             g.invite_option, g.member_count, g.info_seq, g.event_seq, g.id, j.role, j.joined_at, j.msg_flag \
             FROM joined j JOIN grp g ON g.id = j.group_id WHERE j.user = ?1",
        )?;
        let mut rows = statement.query([user])?;
        let mut found = Vec::new();
        while let Some(next) = rows.next()? {
            found.push((next.get(13)?, row(next)?));
        }
        Ok(found)
    }
}

fn row(row: &rusqlite::Row<'_>) -> Result<Row, Fault> {
    let mut numbers = [0; 8];
    for (at, number) in numbers.iter_mut().enumerate() {
        *number = row.get::<_, Option<i64>>(5 + at)?.unwrap_or_default();
    }
    Ok(Row {
        name: row.get(0)?,
        introduction: row.get(1)?,
        notification: row.get(2)?,
        face_url: row.get(3)?,
        owner: row.get(4)?,
        numbers,
    })
}

fn insert(connection: &Connection, at: usize, id: &str, users: usize) -> Result<(), Fault> {
    let (owner, members) = people(at, users)?;
    let now = 1_800_000_000_i64;
    let owner = owner.to_string();
    let body = format!("{{\"created\":{{\"owner\":\"{owner}\",\"members\":{}}}}}", members.len());
    connection.prepare_cached("INSERT INTO grp VALUES (?1, 0, ?2, ?3, '', '', ?4, ?5, 2000, 1, 0, 5, 1, 1)")?.execute(params![
        id,
        name(at),
        INTRODUCTION,
        owner,
        now
    ])?;
    connection.prepare_cached("INSERT INTO event VALUES (?1, 1, ?2, ?3, ?4)")?.execute(params![id, now, owner, body])?;
    let all = std::iter::once((owner.clone(), 2)).chain(members.iter().map(|user| (user.to_string(), 0)));
    for (user, role) in all {
        connection.prepare_cached("INSERT INTO member VALUES (?1, ?2, ?3, ?4, 0)")?.execute(params![id, user, role, now])?;
        connection.prepare_cached("INSERT INTO joined VALUES (?1, ?2, ?3, ?4, 0)")?.execute(params![user, id, role, now])?;
        let number: i64 = connection
            .prepare_cached("INSERT INTO notice_count VALUES (?1, 1) ON CONFLICT DO UPDATE SET n = n + 1 RETURNING n")?
            .query_row([&user], |row| row.get(0))?;
        connection
            .prepare_cached("INSERT INTO notice VALUES (?1, ?2, ?3, 1, ?4, ?5)")?
            .execute(params![user, number, id, owner, now])?;
    }
    Ok(())
}
