import { endClients, initialized, loggedIn, newClient } from './support/client';
import { temporaryFolder } from './support/folder';
import { created, group, joined, refusal } from './support/group';
import { type Signed, userSig } from './support/usersig';

afterAll(endClients);

test('status and user id follow login and logout', async () => {
  const client = newClient(temporaryFolder());
  expect(await client.TIMGetLoginStatus()).toBe(3);
  await client.TIMInit();
  expect(await client.TIMGetLoginStatus()).toBe(3);
  expect(await client.TIMGetLoginUserID()).toEqual({ code: 0, desc: '', json_param: '', user_data: '' });
  await client.TIMLogin({ userID: 'alice', userSig: userSig('alice') });
  expect(await client.TIMGetLoginStatus()).toBe(1);
  expect(await client.TIMGetLoginUserID()).toEqual({ code: 0, desc: '', json_param: 'alice', user_data: '' });
  await client.TIMLogout();
  expect(await client.TIMGetLoginStatus()).toBe(3);
  expect(await client.TIMGetLoginUserID()).toEqual({ code: 0, desc: '', json_param: '', user_data: '' });
});

test('login and logout answer the full shape and hand user data back', async () => {
  const client = await initialized(temporaryFolder());
  const answer = await client.TIMLogin({ userID: 'alice', userSig: userSig('alice'), userData: 'mine' });
  expect(answer).toEqual({ code: 0, desc: '', json_param: '', user_data: 'mine' });
  expect(await client.TIMLogout({ userData: 'too' })).toEqual({ code: 0, desc: '', json_param: '', user_data: 'too' });
  expect(await client.TIMLogout()).toEqual({ code: 0, desc: '', json_param: '', user_data: '' });
});

test.each<[string, number, Partial<Signed>]>([
  ['has expired', 70001, { time: 1000, expire: 60 }],
  ['was made for another user', 70013, { user: 'bob' }],
  ['was made for another app', 70014, { app: 1400000001 }],
  ['was made with another key', 70009, { secret: 'not the key' }],
])('a UserSig that %s is refused with %i', async (_, code, signed) => {
  const client = await initialized(temporaryFolder());
  const answer = await client.TIMLogin({ userID: 'alice', userSig: userSig({ user: 'alice', ...signed }) });
  expect(answer).toMatchObject(refusal(code, 'UserSig'));
  expect(await client.TIMGetLoginStatus()).toBe(3);
});

test.each([
  ['no base64', 'not a sig!'],
  ['base64 of nothing useful', 'aGVsbG8_'],
  ['a single letter', 'x'],
])('a UserSig that is %s is refused as damaged', async (_, sig) => {
  const client = await initialized(temporaryFolder());
  const answer = await client.TIMLogin({ userID: 'alice', userSig: sig });
  expect([70003, 70005]).toContain(answer.code);
  expect(answer.desc).toContain('UserSig');
});

test('a UserSig that was cut at any place is refused, and never logs anybody in', async () => {
  const client = await initialized(temporaryFolder());
  const whole = userSig('alice');
  for (let length = 1; length < whole.length; length += 7) {
    const { code } = await client.TIMLogin({ userID: 'alice', userSig: whole.slice(0, length) });
    expect({ length, code: [70003, 70005].includes(code) ? 'damaged' : code }).toEqual({ length, code: 'damaged' });
  }
  expect(await client.TIMLogin({ userID: 'alice', userSig: whole })).toMatchObject({ code: 0 });
});

test('a UserSig that inflates without end is refused', async () => {
  const { deflateSync } = await import('node:zlib');
  const bomb = deflateSync(Buffer.alloc(50_000_000, 32)).toString('base64');
  const client = await initialized(temporaryFolder());
  const answer = await client.TIMLogin({ userID: 'alice', userSig: bomb.replace(/\+/g, '*').replace(/\//g, '-').replace(/=/g, '_') });
  expect([70003, 70005]).toContain(answer.code);
});

test.each([
  ['33 bytes', 'u'.repeat(33)],
  ['not ASCII', '用户'],
  ['only blanks', '   '],
  ['with NUL in it', 'al\0ice'],
  ['with a line feed in it', 'al\nice'],
])('a user id that is %s is refused with 7003', async (_, userID) => {
  const client = await initialized(temporaryFolder());
  expect(await client.TIMLogin({ userID, userSig: userSig(userID) })).toMatchObject(refusal(7003, 'userID'));
});

test('a user id of 32 bytes, with blanks in it, is a user id', async () => {
  const userID = `${'~!@# $%^&*()_+'.padEnd(31, 'x')} `;
  const client = await initialized(temporaryFolder());
  expect(await client.TIMLogin({ userID, userSig: userSig(userID) })).toMatchObject({ code: 0 });
  expect(await client.TIMGetLoginUserID()).toMatchObject({ json_param: userID });
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'alice'],
  ['no user id', { userSig: 'x' }],
  ['an empty user id', { userID: '', userSig: 'x' }],
  ['a user id that is a number', { userID: 5, userSig: 'x' }],
  ['no UserSig', { userID: 'alice' }],
  ['an empty UserSig', { userID: 'alice', userSig: '' }],
  ['a UserSig that is null', { userID: 'alice', userSig: null }],
])('TIMLogin with %s is refused with -4', async (_, argument) => {
  const client = await initialized(temporaryFolder());
  const answer = await client.TIMLogin(argument);
  expect(answer).toMatchObject({ code: -4, desc: expect.stringMatching(/userID|userSig|argument/) as string });
});

test('a failed login does not end the one before', async () => {
  const client = await loggedIn(temporaryFolder(), 'alice');
  expect(await client.TIMLogin({ userID: 'bob', userSig: 'x' })).not.toMatchObject({ code: 0 });
  expect(await client.TIMGetLoginUserID()).toMatchObject({ json_param: 'alice' });
});

test('a login of another user takes the place of the one before', async () => {
  const client = await loggedIn(temporaryFolder(), 'alice');
  const id = await created(client);
  expect(await client.TIMLogin({ userID: 'bob', userSig: userSig('bob') })).toMatchObject({ code: 0 });
  expect(await client.TIMGetLoginUserID()).toMatchObject({ json_param: 'bob' });
  expect((await joined(client)).has(id)).toBe(false);
});

test('a repeated login of the same user is fine', async () => {
  const client = await loggedIn(temporaryFolder(), 'alice');
  expect(await client.TIMLogin({ userID: 'alice', userSig: userSig('alice') })).toMatchObject({ code: 0 });
  expect(await client.TIMGetLoginStatus()).toBe(1);
});

test('after logout group calls are refused with 6014', async () => {
  const client = await loggedIn(temporaryFolder(), 'alice');
  await client.TIMLogout();
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(6014, 'not login'));
  expect(await client.TIMGroupGetJoinedGroupList()).toMatchObject(refusal(6014));
});

test('no refusal repeats the UserSig', async () => {
  const client = await initialized(temporaryFolder());
  for (const sig of [userSig('bob'), userSig({ user: 'alice', secret: 'other' }), userSig('alice').slice(0, -9)]) {
    const { desc } = await client.TIMLogin({ userID: 'alice', userSig: sig });
    expect(desc).not.toContain(sig.slice(0, 20));
  }
});
