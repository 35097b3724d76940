// better-sqlite3 with WAL and synchronous=FULL: the same logical rows, one transaction per create.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const schema = readFileSync(new URL('../schema.sql', import.meta.url), 'utf8');

export class PlainSqlite {
  constructor(folder) {
    this.db = new Database(join(folder, 'plain.db'));
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.exec(schema);
    const insert = (table, count) => this.db.prepare(`INSERT INTO ${table} VALUES (${Array(count).fill('?').join(', ')})`);
    const grp = insert('grp', 14);
    const member = insert('member', 5);
    const joined = insert('joined', 5);
    const event = insert('event', 5);
    const notice = insert('notice', 6);
    const count = this.db.prepare('INSERT INTO notice_count VALUES (?, 1) ON CONFLICT DO UPDATE SET n = n + 1 RETURNING n').pluck();
    this.create = this.db.transaction(({ name, introduction, owner, members }) => {
      const id = `@TGS#2${randomBytes(6).toString('hex').toUpperCase()}`;
      const now = Math.floor(Date.now() / 1000);
      grp.run(id, 0, name, introduction, '', '', owner, now, 2000, 1, 0, members.length + 1, 1, 1);
      event.run(id, 1, now, owner, JSON.stringify({ created: { kind: 0, name, owner, members } }));
      for (const [user, role] of [[owner, 2], ...members.map((member) => [member, 0])]) {
        member.run(id, user, role, now, 0);
        joined.run(user, id, role, now, 0);
        notice.run(user, count.get(user), id, 1, owner, now);
      }
      return id;
    });
  }

  close() {
    this.db.close();
  }
}
