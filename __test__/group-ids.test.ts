import { type Client } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, group, info, refusal, shown, Type } from './support/group';

let alice: Client;
let bob: Client;

beforeAll(async () => {
  ({ clients: { alice, bob } } = await folderWith('alice', 'bob'));
});
afterAll(endClients);

test.each([
  ['Public', /^@TGS#2[0-9A-Z]{8}$/],
  ['Private', /^@TGS#1[0-9A-Z]{8}$/],
  ['ChatRoom', /^@TGS#3[0-9A-Z]{8}$/],
  ['BChatRoom', /^@TGS#[0-9A-Za-z][0-9A-Z]{8}$/],
  ['AVChatRoom', /^@TGS#a[0-9A-Z]{8}$/],
  ['Community', /^@TGS#_@TGS#c[0-9A-Z]{11}$/],
] as const)('a made id of %s has the documented look', async (type, look) => {
  for (let again = 0; again < 5; again += 1) expect(await created(alice, { type: Type[type] })).toMatch(look);
});

test('made ids do not repeat', async () => {
  const ids = await Promise.all(Array.from({ length: 200 }, () => created(alice)));
  expect(new Set(ids).size).toBe(200);
});

test('an empty own id means that one is made', async () => {
  expect(await created(alice, { id: '' })).toMatch(/^@TGS#2/);
});

test.each(['with blanks in it', ' leading and trailing ', `~!@#$%^&*()_+{}|:"<>?[];',./\\`, '../../etc/passwd', '%s%n', '0'])(
  'the own id %j is kept exactly as sent',
  async (id) => {
    expect(await created(alice, { id })).toBe(id);
    expect(await shown(bob, id)).toMatchObject({ group_detail_info_group_id: id });
  },
);

test('ids are case-sensitive', async () => {
  const id = unique('case');
  await created(alice, { id, name: 'lower' });
  await created(alice, { id: id.toUpperCase(), name: 'upper' });
  expect(await shown(alice, id)).toMatchObject({ group_detail_info_group_name: 'lower' });
});

test('a community takes an own id with its prefix', async () => {
  const id = `@TGS#_${unique('community')}`;
  expect(await created(alice, { id, type: Type.Community })).toBe(id);
});

test('an id that is taken is refused: 10025 for its owner, 10021 for everybody else', async () => {
  const id = await created(alice, { id: unique('taken'), name: 'first' });
  expect(await alice.TIMGroupCreate(group({ id, name: 'second' }))).toMatchObject(refusal(10025, 'id'));
  expect(await bob.TIMGroupCreate(group({ id, name: 'third' }))).toMatchObject(refusal(10021, 'id'));
  expect(await shown(bob, id)).toMatchObject({ group_detail_info_group_name: 'first', group_detail_info_owner_identifier: 'alice' });
});

test('an id is taken whatever type the new group would have', async () => {
  const id = await created(alice, { id: unique('taken') });
  for (const type of [Type.Private, Type.ChatRoom, Type.AVChatRoom, Type.BChatRoom]) {
    expect(await bob.TIMGroupCreate(group({ id, type }))).toMatchObject({ code: 10021 });
  }
});

test('a refused create does not take its id', async () => {
  const id = unique('later');
  expect(await alice.TIMGroupCreate(group({ id, name: '' }))).toMatchObject({ code: 10004 });
  expect(await info(alice, id)).toMatchObject({ get_groups_info_result_code: 10010 });
  expect(await bob.TIMGroupCreate(group({ id }))).toMatchObject({ code: 0 });
});
