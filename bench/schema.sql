-- The same logical rows as one who knows SQLite would lay them out: small integer keys for groups, tables clustered by what they
-- are read by, no index that nothing reads.
CREATE TABLE grp(
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL, name TEXT NOT NULL, introduction TEXT NOT NULL,
  notification TEXT NOT NULL, face_url TEXT NOT NULL, owner TEXT, created_at INTEGER NOT NULL, info_changed_at INTEGER NOT NULL,
  max_members INTEGER, join_option INTEGER NOT NULL, invite_option INTEGER NOT NULL, mute_all INTEGER NOT NULL,
  topics INTEGER NOT NULL, permission_groups INTEGER NOT NULL, default_permissions INTEGER NOT NULL, fields TEXT,
  member_count INTEGER NOT NULL, info_number INTEGER NOT NULL, member_number INTEGER NOT NULL, attribute_number INTEGER NOT NULL,
  event_number INTEGER NOT NULL) STRICT;
CREATE TABLE member(
  grp INTEGER NOT NULL, user TEXT NOT NULL, role INTEGER NOT NULL, joined_at INTEGER NOT NULL, msg_flag INTEGER NOT NULL,
  name_card TEXT NOT NULL, fields TEXT, muted_until INTEGER, PRIMARY KEY(grp, user)) STRICT, WITHOUT ROWID;
CREATE TABLE joined(
  user TEXT NOT NULL, grp INTEGER NOT NULL, kind INTEGER NOT NULL, topics INTEGER NOT NULL, role INTEGER NOT NULL,
  joined_at INTEGER NOT NULL, msg_flag INTEGER NOT NULL, PRIMARY KEY(user, grp)) STRICT, WITHOUT ROWID;
CREATE TABLE event(
  grp INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, member_count INTEGER NOT NULL, actor TEXT NOT NULL,
  standing INTEGER NOT NULL, face INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY(grp, number)) STRICT, WITHOUT ROWID;
CREATE TABLE notice(
  user TEXT NOT NULL, number INTEGER NOT NULL, grp INTEGER NOT NULL, kind INTEGER NOT NULL, by TEXT, at INTEGER NOT NULL,
  PRIMARY KEY(user, number)) STRICT, WITHOUT ROWID;
CREATE TABLE counter(kind INTEGER PRIMARY KEY, groups INTEGER NOT NULL) STRICT;
CREATE TABLE attribute(grp INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(grp, key)) STRICT, WITHOUT ROWID;
CREATE TABLE tally(grp INTEGER NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(grp, key)) STRICT, WITHOUT ROWID;
