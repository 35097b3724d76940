-- The logical rows of a group with its members, as one would write them down without further thought.
CREATE TABLE grp (id TEXT PRIMARY KEY, type INTEGER NOT NULL, name TEXT NOT NULL, introduction TEXT NOT NULL, notification TEXT NOT NULL,
  face_url TEXT NOT NULL, owner TEXT, created_at INTEGER NOT NULL, max_members INTEGER, join_option INTEGER NOT NULL,
  invite_option INTEGER NOT NULL, member_count INTEGER NOT NULL, info_seq INTEGER NOT NULL, event_seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE member (group_id TEXT NOT NULL, user TEXT NOT NULL, role INTEGER NOT NULL, joined_at INTEGER NOT NULL,
  msg_flag INTEGER NOT NULL, PRIMARY KEY (group_id, user)) WITHOUT ROWID;
CREATE TABLE joined (user TEXT NOT NULL, group_id TEXT NOT NULL, role INTEGER NOT NULL, joined_at INTEGER NOT NULL,
  msg_flag INTEGER NOT NULL, PRIMARY KEY (user, group_id)) WITHOUT ROWID;
CREATE TABLE event (group_id TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (group_id, number)) WITHOUT ROWID;
CREATE TABLE notice (user TEXT NOT NULL, number INTEGER NOT NULL, group_id TEXT NOT NULL, kind INTEGER NOT NULL, by TEXT,
  at INTEGER NOT NULL, PRIMARY KEY (user, number)) WITHOUT ROWID;
CREATE TABLE notice_count (user TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
