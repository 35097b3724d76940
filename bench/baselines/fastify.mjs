// A back end as it is usually written: Fastify and better-sqlite3, every create its own durable transaction. It checks no signature.
import Fastify from 'fastify';
import { PlainSqlite } from './plain-sqlite.mjs';

const store = new PlainSqlite(process.argv[2]);
const app = Fastify();
app.post('/v4/group_open_http_svc/create_group', async ({ body }) => {
  const members = (body.MemberList ?? []).map(({ Member_Account: user }) => user);
  const id = store.create({ name: body.Name, introduction: body.Introduction ?? '', owner: body.Owner_Account, members });
  return { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0, GroupId: id };
});
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(`http://127.0.0.1:${app.server.address().port}`);
process.on('SIGTERM', async () => {
  await app.close();
  store.close();
});
