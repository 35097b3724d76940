// A back end as it is usually written: Fastify and better-sqlite3, every create its own durable transaction. It checks no
// signature and no limit.
import Fastify from 'fastify';
import { PlainSqlite } from './plain-sqlite.mjs';

const text = { type: 'string' };
const body = {
  type: 'object',
  required: ['Type', 'Name', 'Owner_Account'],
  properties: {
    Type: text,
    Name: text,
    Introduction: text,
    Owner_Account: text,
    MemberList: { type: 'array', items: { type: 'object', required: ['Member_Account'], properties: { Member_Account: text } } },
  },
};
const reply = { type: 'object', properties: { ActionStatus: text, ErrorInfo: text, ErrorCode: { type: 'integer' }, GroupId: text } };

const store = new PlainSqlite(process.argv[2]);
const app = Fastify();
app.post('/v4/group_open_http_svc/create_group', { schema: { body, response: { 200: reply } } }, (request, response) => {
  const { Name: name, Introduction: introduction = '', Owner_Account: owner, MemberList = [] } = request.body;
  const members = MemberList.map(({ Member_Account: user }) => user);
  const GroupId = store.create({ name, introduction, owner, members });
  response.send({ ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0, GroupId });
});
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(`http://127.0.0.1:${app.server.address().port}`);
process.on('SIGTERM', async () => {
  await app.close();
  store.close();
});
