// better-sqlite3 with WAL and synchronous=FULL: the same logical rows (schema.sql), prepared statements, one transaction per create.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const schema = readFileSync(new URL('../schema.sql', import.meta.url), 'utf8');
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const role = { member: 0, owner: 2 };
const notice = { created: 6, invited: 7 };

/** An id in the look of ours: 40 random bits. */
const drawId = () => `@TGS#2${Array.from(randomBytes(8), (byte) => alphabet[byte & 31]).join('')}`;

export class PlainSqlite {
  constructor(folder) {
    this.db = new Database(join(folder, 'plain.db'));
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.pragma('cache_size = -65536');
    this.db.exec(schema);
    this.create = this.db.transaction(this.#creation());
    this.write = this.db.transaction(this.#writing());
    this.count = this.db.transaction(this.#counting());
  }

  /** What every change of a group logs: the next event. */
  #logging() {
    const number = this.db.prepare('UPDATE grp SET event_number = event_number + 1 WHERE row = ? RETURNING event_number').pluck();
    const event = this.db.prepare('INSERT INTO event VALUES (?, ?, ?, 5, ?, 0, 0, ?)');
    return (row, body) => event.run(row, number.get(row), Date.now(), 'owner', JSON.stringify(body));
  }

  #writing() {
    const put = this.db.prepare('INSERT INTO attribute VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
    const log = this.#logging();
    return (row, key, value) => {
      put.run(row, key, value);
      log(row, { attributes: { [key]: value } });
    };
  }

  #counting() {
    const add = this.db.prepare('INSERT INTO tally VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1 RETURNING n').pluck();
    const log = this.#logging();
    return (row, key) => log(row, { counter: key, value: add.get(row, key) });
  }

  #creation() {
    const prepared = (sql) => this.db.prepare(sql);
    const group = prepared(`INSERT INTO grp VALUES (NULL, ?, 0, ?, ?, '', '', ?, ?, ?, 2000, 1, 0, 0, 0, 0, 0, NULL, ?, 1, 1, 0, 1)`);
    const member = prepared(`INSERT INTO member VALUES (?, ?, ?, ?, 0, '', NULL, NULL)`);
    const joined = prepared('INSERT INTO joined VALUES (?, ?, 0, 0, ?, ?, 0)');
    const event = prepared('INSERT INTO event VALUES (?, 1, ?, ?, ?, 0, 0, ?)');
    // Numbers of notices go up by one for each user, without gaps.
    const tell = prepared('INSERT INTO notice VALUES (?, coalesce((SELECT max(number) FROM notice WHERE user = ?), 0) + 1, ?, ?, ?, ?)');
    const count = prepared('INSERT INTO counter VALUES (0, 1) ON CONFLICT DO UPDATE SET groups = groups + 1');
    return ({ name, introduction, owner, members }) => {
      const id = drawId();
      const now = Math.floor(Date.now() / 1000);
      const row = group.run(id, name, introduction, owner, now, now, members.length + 1).lastInsertRowid;
      const add = (user, as, told) => {
        member.run(row, user, as, now);
        joined.run(user, row, as, now);
        tell.run(user, user, row, told, owner, now);
      };
      add(owner, role.owner, notice.created);
      for (const user of members) add(user, role.member, notice.invited);
      event.run(row, Date.now(), members.length + 1, owner, JSON.stringify({ created: { kind: 0, name, owner, members } }));
      count.run();
      return id;
    };
  }

  close() {
    this.db.close();
  }
}
