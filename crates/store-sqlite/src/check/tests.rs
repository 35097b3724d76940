//! A folder in which something does not agree: every rule that the look goes by is broken once.

use super::check;
use crate::{Options, SqliteStore};
use opentim_domain::group::{Group, Member, Numbers};
use opentim_domain::record::PermissionMember;
use opentim_domain::{
    Account, Actor, AppId, Application, ApplicationKind, ApplicationState, Assert, Change, Entry, EventBody, EventDraft, Face,
    GroupId, Home, InviteOption, JoinOption, Kind, Millis, MsgFlag, Notice, PermissionGroupId, Record, Role, Sanction, Secs,
    UserEffect, UserId,
};
use opentim_store::conformance::wait;
use opentim_store::{Commit, Outcome, Store, SystemClock};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn user(id: &str) -> UserId {
    UserId::parse(id).expect("a valid user id")
}

fn member(id: &str, role: Role) -> Member {
    Member {
        user: user(id),
        role,
        joined_at: Secs(1),
        msg_flag: MsgFlag::Notify,
        name_card: String::new(),
        fields: Vec::new(),
        muted_until: None,
        unread: 0,
        seat: 0,
    }
}

fn group(id: &str) -> Group {
    Group {
        id: GroupId::parse(id).expect("a valid group id"),
        kind: Kind::Public,
        name: id.to_owned(),
        introduction: String::new(),
        notification: String::new(),
        face_url: String::new(),
        owner: Some(user("owner")),
        created_at: Secs(1),
        info_changed_at: Secs(1),
        max_members: None,
        join: JoinOption::Approval,
        invite: InviteOption::Free,
        mute_all: false,
        topics: false,
        permission_groups: false,
        default_permissions: 0,
        fields: Vec::new(),
        member_count: 0,
        numbers: Numbers::default(),
        admins: Vec::new(),
        visible: None,
        searchable: None,
        early_history: None,
    }
}

fn commit(id: &str, changes: Vec<Change>) -> Commit {
    Commit {
        app: AppId::new(7).expect("a valid app id"),
        home: Home::Group(group(id).id),
        operation: None,
        asserts: vec![Assert::GroupAbsent],
        changes,
        events: vec![EventDraft {
            actor: Actor::user(user("owner"), Face::Sdk),
            body: EventBody::MembersAdded { members: Vec::new(), how: Entry::Invited, silent: true },
        }],
        effects: vec![UserEffect::told(user("ann"), Notice::Refused { reason: "no".into() })],
        reply: Vec::new(),
    }
}

/// A group with 40 members in rows and one with three packed, each with an application and a sanction.
fn filled() -> Folder {
    let folder = Folder(std::env::temp_dir().join(format!("opentim-check-{}", std::process::id())));
    drop(std::fs::remove_dir_all(&folder.0));
    let store = SqliteStore::open(&folder.0, Options::default(), Arc::new(SystemClock)).expect("an empty folder opens");
    for (id, count) in [("large", 39), ("small", 2)] {
        let mut changes = vec![Change::Create(Box::new(group(id))), Change::AddMember(member("owner", Role::Owner))];
        let role = |n: usize| if n == 1 { Role::Admin } else { Role::Member };
        changes.extend((0..count).map(|n| Change::AddMember(member(&format!("member {n:02}"), role(n)))));
        for kind in [ApplicationKind::Join, ApplicationKind::Consent] {
            let applicant = user(if kind == ApplicationKind::Join { "ann" } else { "ben" });
            let (inviter, message, state) = (None, String::new(), ApplicationState::Open);
            changes.push(Change::PutApplication(Box::new(Application {
                user: applicant,
                kind,
                inviter,
                at: Millis(5),
                message,
                state,
            })));
        }
        changes.push(Change::PutRecord(Box::new(Record::Counters([("n".to_owned(), 7)].into()))));
        changes.push(Change::PutRecord(Box::new(Record::PermissionMember(PermissionMember {
            permission_group: PermissionGroupId::parse("@PMG#_p").expect("a valid id"),
            user: user("member 01"),
            since: Secs(1),
        }))));
        changes.push(Change::PutSanction(Box::new(Sanction { muted_until: Some(Secs(9)), ..Sanction::none(user("cat")) })));
        assert!(matches!(wait(store.commit(commit(id, changes))), Outcome::Done(_)));
    }
    let changes = vec![Change::PutAccount(Box::new(Account::new(user("ann"))))];
    let own = Commit {
        home: Home::User(user("ann")),
        asserts: Vec::new(),
        events: Vec::new(),
        effects: Vec::new(),
        ..commit("none", changes)
    };
    assert!(matches!(wait(store.commit(own)), Outcome::Done(_)));
    let late = Commit { asserts: vec![Assert::Alive], effects: Vec::new(), ..commit("small", Vec::new()) };
    assert!(matches!(wait(store.commit(late)), Outcome::Done(_)));
    folder
}

fn tampered(database: &Path, sql: &str) {
    let conn = Connection::open(database).expect("the file is there");
    assert!(conn.execute(sql, []).expect("the statement is right") > 0, "{sql} changed nothing");
}

#[test]
fn what_does_not_agree_is_found() {
    let sound = filled();
    let report = check(&sound.0).expect("the folder can be read");
    assert!(report.is_good() && report.members == 43, "{report}");
    let cases = [
        ("UPDATE member SET key = key + 1000 WHERE user = 'member 38'", "has given 40 seats"),
        ("DELETE FROM member WHERE user = 'member 20'", "counts 40 members and has 39"),
        ("DELETE FROM member WHERE user = 'member 01'", "names the admins"),
        ("DELETE FROM member WHERE user = 'owner'", "names the owner"),
        ("UPDATE member SET user = 'nobody' WHERE user = 'member 05'", "has another's record"),
        ("UPDATE member SET gid = 77 WHERE user = 'member 05'", "belong to no group"),
        ("UPDATE member SET body = x'00' WHERE user = 'member 05'", "too short"),
        ("UPDATE application SET open = 0 WHERE user = 'ann'", "application of ann"),
        ("UPDATE application SET at = 6 WHERE user = 'ann'", "application of ann"),
        ("UPDATE application SET invitee = NULL WHERE user = 'ben'", "application of ben"),
        ("UPDATE application SET gid = 77 WHERE user = 'ann' AND gid = 1", "belongs to no group"),
        ("UPDATE application SET body = substr(body, 1, 12) WHERE user = 'ann'", "checksum"),
        ("UPDATE sanction SET muted = 0", "sanction of cat"),
        ("UPDATE sanction SET body = zeroblob(20)", "version 0"),
        ("UPDATE notice SET detail = NULL", "nothing is kept of number 3"),
        ("UPDATE notice SET notice = 2", "its detail is another's"),
        ("DELETE FROM event WHERE key = 2 << 32 | 1", "has no event between"),
        ("UPDATE event SET hash = zeroblob(32) WHERE key = (SELECT min(key) FROM event)", "is not chained"),
        (
            "UPDATE event SET body = (SELECT body FROM event ORDER BY key LIMIT 1) WHERE key = (SELECT max(key) FROM event)",
            "is not chained",
        ),
        ("DELETE FROM event WHERE key = (SELECT max(key) FROM event)", "does not keep the hash of its newest event"),
        ("UPDATE app_log SET n = 2 WHERE first = 2", "are not there"),
        ("UPDATE app_log SET app = 8 WHERE first = 2", "the log of app 8"),
        ("UPDATE app_log SET row = 100 WHERE first = 2", "has no place 100"),
        ("UPDATE record SET place = 'x' WHERE class = 2", "a record of class 2"),
        ("UPDATE record SET class = 1 WHERE class = 2", "a record of class 1"),
        ("UPDATE record SET owner = 'member 02' WHERE class = 6", "a record of class 6"),
        ("UPDATE record SET owner = NULL WHERE class = 6", "a record of class 6"),
        ("UPDATE record SET gid = 77 WHERE class = 2 AND gid = 1", "belongs to no group"),
        ("UPDATE record SET body = x'00' WHERE class = 2", "too short"),
        ("UPDATE account SET erasing = 1", "the account of user number"),
        ("UPDATE account SET uid = uid + 1", "the account of user number"),
        ("UPDATE account SET body = zeroblob(20)", "version 0"),
    ];
    let database = sound.0.join("opentim.db");
    let bytes = std::fs::read(&database).expect("the file is there");
    for (sql, said) in cases {
        tampered(&database, sql);
        let report = check(&sound.0).expect("the folder can be read");
        assert!(report.findings.iter().any(|finding| finding.contains(said)), "{sql}: {report}");
        std::fs::write(&database, &bytes).expect("the file can be written");
    }
}
