import { call, type Client, type Shown } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, joined, member, ownRole, refusal, Type } from './support/group';
import { disband, DONE, ears, handle, join, kick, modify, pendencies, prefixed, quit, report, tip, waiting } from './support/life';

let alice: Client;
let bob: Client;
let carol: Client;
let dave: Client;

// Everybody sees the applications to all of his groups, so each test has users of its own.
beforeEach(async () => {
  ({ clients: { alice, bob, carol, dave } } = await folderWith('alice', 'bob', 'carol', 'dave'));
});
afterAll(endClients);

/** Alice owns it, Bob is an admin, Mia a member. */
const open = (more = {}) => created(alice, { type: Type.Public, member_array: [member('bob', { member_role: 300 }), member('mia')], ...more });

const readUpTo = (client: Client, timeStamp: unknown, data?: unknown) => call(client, 'TIMGroupReportPendencyReaded', { timeStamp, data });

describe('TIMGroupGetPendencyList', () => {
  test('shows who asks to join, to owner and admins', async () => {
    const id = await open();
    const before = Date.now();
    await join(carol, id, '让我进来');
    const answer = await call(bob, 'TIMGroupGetPendencyList', {
      params: { group_pendency_option_start_time: 0, group_pendency_option_max_limited: 10 },
      data: 'mine',
    });
    const entry = {
      group_pendency_group_id: id,
      group_pendency_form_identifier: 'carol',
      group_pendency_from_nick_name: '',
      group_pendency_from_face_url: '',
      group_pendency_to_identifier: '',
      group_pendency_add_time: expect.any(Number) as number,
      group_pendency_pendency_type: 0,
      group_pendency_handled: 0,
      group_pendency_handle_result: 0,
      group_pendency_apply_invite_msg: '让我进来',
      group_pendency_form_user_defined_data: '',
      group_pendency_approval_msg: '',
      group_pendency_to_user_defined_data: '',
      group_pendency_key: '',
      group_pendency_authentication: '',
      group_pendency_self_identifier: 'bob',
    };
    expect(answer).toEqual({
      code: 0,
      desc: '',
      json_param: {
        group_pendency_result_next_start_time: 0,
        group_pendency_result_read_time_seq: 0,
        group_pendency_result_unread_num: 1,
        group_pendency_result_pendency_array: [entry],
      },
      user_data: 'mine',
    });
    const [seen] = await waiting(alice);
    expect(seen).toEqual({ ...entry, group_pendency_self_identifier: 'alice' });
    expect(seen!['group_pendency_add_time']).toBeGreaterThanOrEqual(before);
    expect(seen!['group_pendency_add_time']).toBeLessThanOrEqual(Date.now());
    for (const client of [carol, dave]) expect(await pendencies(client)).toMatchObject({ group_pendency_result_unread_num: 0, group_pendency_result_pendency_array: [] });
  });

  test('comes newest first, by pages, each entry once', async () => {
    const groups = await Promise.all(Array.from({ length: 7 }, () => open()));
    for (const id of groups) await join(carol, id);
    const seen: unknown[] = [];
    let start = 0;
    do {
      const result = await pendencies(alice, start, 3);
      seen.push(...result.group_pendency_result_pendency_array.map((entry) => entry['group_pendency_group_id']));
      start = result.group_pendency_result_next_start_time;
    } while (start !== 0);
    expect([...seen].sort()).toEqual([...groups].sort());
    const times = (await waiting(alice)).map((entry) => entry['group_pendency_add_time'] as number);
    expect(times).toEqual([...times].sort((left, right) => right - left));
  });

  test.each([
    [{ start_time: -1 }, 'start_time'],
    [{ start_time: 'now' }, 'start_time'],
    [{ max_limited: -1 }, 'max_limited'],
    [{ max_limited: 1.5 }, 'max_limited'],
  ])('is refused with 10004 for %j', async (fields, name) => {
    const answer = await call(alice, 'TIMGroupGetPendencyList', { params: prefixed('group_pendency_option_', fields) });
    expect(answer).toMatchObject(refusal(10004, `group_pendency_option_${name}`));
  });

  test('takes no page at all as the first one', async () => {
    const id = await open();
    await join(carol, id);
    expect(await call(alice, 'TIMGroupGetPendencyList', { params: {} })).toMatchObject({
      json_param: { group_pendency_result_pendency_array: [{ group_pendency_group_id: id }] },
    });
  });

  test('loses what belonged to a group that ended', async () => {
    const id = await open();
    await join(carol, id);
    const [entry] = await waiting(alice);
    await disband(alice, id);
    expect(await pendencies(alice)).toMatchObject({ group_pendency_result_unread_num: 0, group_pendency_result_pendency_array: [] });
    expect(await handle(alice, entry, true)).toMatchObject(refusal(10010));
  });

  test('is seen by a new owner and a new admin, and not by who is no more', async () => {
    const id = await open();
    await join(carol, id);
    await modify(alice, id, 2 ** 31, { owner: 'bob' });
    expect(await waiting(alice)).toEqual([]);
    expect(await waiting(bob)).toMatchObject([{ group_pendency_group_id: id }]);
    await kick(bob, id, ['mia']);
  });
});

describe('TIMGroupReportPendencyReaded', () => {
  const unread = async (client: Client) => (await pendencies(client)).group_pendency_result_unread_num;

  test('counts what is newer, for each by himself', async () => {
    const id = await open();
    await join(carol, id);
    const at = (await waiting(alice))[0]!['group_pendency_add_time'] as number;
    expect(await readUpTo(alice, at - 1)).toEqual(DONE);
    expect(await unread(alice)).toBe(1);
    expect(await readUpTo(alice, at, 'mine')).toEqual({ ...DONE, user_data: 'mine' });
    expect([await unread(alice), await unread(bob)]).toEqual([0, 1]);
    expect(await pendencies(alice)).toMatchObject({ group_pendency_result_read_time_seq: at });
    expect(await waiting(alice)).toHaveLength(1);
    expect(await readUpTo(alice, at - 1000)).toEqual(DONE);
    expect(await unread(alice)).toBe(0);
    while (Date.now() <= at);
    await join(dave, id);
    expect(await unread(alice)).toBe(1);
  });

  test('takes seconds as the documents have it', async () => {
    const id = await open();
    await join(carol, id);
    expect(await readUpTo(alice, Math.floor(Date.now() / 1000))).toEqual(DONE);
    expect(await unread(alice)).toBe(0);
  });

  test('takes no time that has not come', async () => {
    await readUpTo(alice, 4_000_000_000_000);
    const id = await open();
    await join(carol, id);
    expect(await unread(alice)).toBe(1);
  });

  test.each([[-4, undefined], [-4, null], [10004, 'soon'], [10004, -1], [10004, 1.5], [10004, {}]])('gives %i for %j', async (code, timeStamp) => {
    expect(await readUpTo(alice, timeStamp)).toMatchObject(refusal(code, 'timeStamp'));
  });
});

describe('TIMGroupHandlePendency', () => {
  test('accepts: the applicant is in and told why, all are told that he came', async () => {
    const id = await open();
    await join(carol, id);
    const [toBob, toCarol] = [await ears(bob, id), await ears(carol, id)];
    const params = {
      group_handle_pendency_param_is_accept: true,
      group_handle_pendency_param_handle_msg: '欢迎',
      group_handle_pendency_param_pendency: (await waiting(bob))[0],
    };
    expect(await call(bob, 'TIMGroupHandlePendency', { params, data: 'mine' })).toEqual({ ...DONE, user_data: 'mine' });
    expect((await joined(carol)).has(id)).toBe(true);
    expect(await ownRole(carol, id)).toBe(200);
    const told = tip(1, id, 'bob', { user_array: ['carol'], join_type: 1, member_num: 4 });
    expect(await toBob.nextTips(1)).toMatchObject([told]);
    expect(await toCarol.nextTips(1)).toMatchObject([told]);
    expect(await toCarol.nextReports(1)).toMatchObject([report(2, id, 'bob', { msg: '欢迎' })]);
  });

  test.each([[false], [undefined]])('refuses with is_accept %p: the applicant is told, nobody else', async (is_accept) => {
    const id = await open();
    await join(carol, id);
    const [toAlice, toBob, toCarol] = [await ears(alice, id), await ears(bob, id), await ears(carol, id)];
    expect(await handle(alice, (await waiting(alice))[0], is_accept, '不行')).toEqual(DONE);
    expect(await toCarol.nextReports(1)).toMatchObject([report(3, id, 'alice', { msg: '不行' })]);
    await toAlice.silent();
    await toBob.silent();
    expect((await joined(carol)).has(id)).toBe(false);
    expect(await join(carol, id)).toMatchObject({ joined_status: 'WaitAdminApproval' });
  });

  test('counts once: the second who decides gets 10024, and the entry stays listed', async () => {
    const id = await open();
    await join(carol, id);
    const [entry] = await waiting(alice);
    expect(await handle(bob, entry, true, 'words')).toEqual(DONE);
    for (const client of [alice, bob]) {
      for (const accept of [true, false]) expect(await handle(client, entry, accept)).toMatchObject(refusal(10024, 'carol', 'decided'));
    }
    const state = async (client: Client) => (await waiting(client))[0];
    const decided = { group_pendency_handle_result: 1, group_pendency_approval_msg: 'words' };
    expect(await state(bob)).toMatchObject({ ...decided, group_pendency_handled: 2 });
    expect(await state(alice)).toMatchObject({ ...decided, group_pendency_handled: 1 });
  });

  test('by two at once: exactly one decides', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await open();
      await join(carol, id);
      const [entry] = await waiting(alice);
      const [accepted, refused] = await Promise.all([handle(alice, entry, true), handle(bob, entry, false)]);
      expect([accepted.code, refused.code].sort((left, right) => left - right)).toEqual([0, 10024]);
      expect((await joined(carol)).has(id)).toBe(accepted.code === 0);
    }
  });

  test('is for owner and admins (10007)', async () => {
    const id = await open({ member_array: [member('dave')] });
    await join(carol, id);
    const [entry] = await waiting(alice);
    expect(await handle(dave, entry, true)).toMatchObject(refusal(10007, 'an ordinary member', 'decide'));
    expect(await handle(bob, entry, true)).toMatchObject(refusal(10007, 'not a member', 'decide'));
    expect(await handle(carol, entry, true)).toMatchObject(refusal(10007, 'not a member', 'decide'));
    expect((await joined(carol)).has(id)).toBe(false);
  });

  test('needs an entry that waits', async () => {
    const id = await open();
    await join(carol, id);
    const [entry] = await waiting(alice);
    expect(await handle(alice, { ...entry, group_pendency_form_identifier: 'nobody' }, true)).toMatchObject(refusal(10004, 'nobody'));
    expect(await handle(alice, { ...entry, group_pendency_group_id: unique('never') }, true)).toMatchObject(refusal(10010));
    expect(await handle(alice, { ...entry, group_pendency_group_id: '群' }, true)).toMatchObject(refusal(10015));
    expect(await handle(alice, { ...entry, group_pendency_pendency_type: 3 }, true)).toMatchObject(refusal(10004, 'group_pendency_pendency_type'));
    expect(await handle(alice, {}, true)).toMatchObject(refusal(10015));
    expect(await handle(alice, 'entry', true)).toMatchObject(refusal(10004, 'group_handle_pendency_param_pendency'));
    expect(await handle(alice, entry, 'yes')).toMatchObject(refusal(10004, 'group_handle_pendency_param_is_accept'));
    expect(await handle(alice, entry, true, 'x'.repeat(301))).toMatchObject(refusal(10004, 'group_handle_pendency_param_handle_msg', '301'));
    expect(await handle(alice, entry, true)).toEqual(DONE);
  });

  test('lets nobody into a full group, nor a banned one (10014, 10007), and can still refuse', async () => {
    const id = await open({ max_member_num: 3, member_array: [member('dave')] });
    await join(carol, id);
    await join(bob, id);
    const [ofBob, ofCarol] = await waiting(alice);
    expect(await handle(alice, ofBob, true)).toEqual(DONE);
    expect(await handle(alice, ofCarol, true)).toMatchObject(refusal(10014, 'full', '3'));
    expect(await handle(alice, ofCarol, false)).toEqual(DONE);
  });

  test('once an applicant came in by another way, has nothing to decide', async () => {
    const id = await open();
    await join(carol, id);
    const [entry] = await waiting(alice);
    await modify(alice, id, 16, { add_option: 2 });
    expect(await join(carol, id)).toEqual(DONE);
    expect(await handle(alice, entry, true)).toMatchObject({ code: 10024 });
    expect(await quit(carol, id)).toEqual(DONE);
    expect(await handle(alice, entry, true)).toMatchObject({ code: 10024 });
  });

  test('takes an old entry for what it is, not for the next application', async () => {
    const id = await open();
    await join(carol, id, 'first');
    const [first] = await waiting(alice);
    await handle(alice, first, false);
    while (Date.now() <= (first!['group_pendency_add_time'] as number));
    await join(carol, id, 'second');
    expect(await handle(bob, first, true)).toMatchObject(refusal(10024));
    expect((await joined(carol)).has(id)).toBe(false);
    expect(await handle(bob, (await waiting(bob))[0], true)).toEqual(DONE);
  });
});

describe('opentimGroupHandlePendencyList', () => {
  const decide = (client: Client, pendency_array: unknown, is_accept: unknown, handle_msg?: unknown) =>
    call(client, 'opentimGroupHandlePendencyList', {
      params: prefixed('group_handle_pendency_list_param_', { pendency_array, is_accept, handle_msg }),
      data: 'mine',
    });

  test('decides on entries of several groups, each answered for itself', async () => {
    const [one, two] = [await open(), await open({ max_member_num: 4 })];
    for (const client of [carol, dave]) for (const id of [one, two]) await join(client, id);
    const entries = await waiting(alice);
    expect(entries).toHaveLength(4);
    const toCarol = await ears(carol, one);
    const answer = await decide(alice, entries, true, '好');
    expect(answer).toMatchObject({ code: 0, desc: '', user_data: 'mine' });
    const rows = answer.json_param as Shown[];
    expect(rows.map((row) => [row['group_handle_pendency_result_group_id'], row['group_handle_pendency_result_identifier']])).toEqual(
      entries.map((entry) => [entry['group_pendency_group_id'], entry['group_pendency_form_identifier']]),
    );
    const codes = rows.map((row) => `${row['group_handle_pendency_result_result']} ${row['group_handle_pendency_result_code']}`);
    expect(codes.sort()).toEqual(['0 10014', '1 0', '1 0', '1 0']);
    for (const row of rows) expect(row['group_handle_pendency_result_desc'] === '').toBe(row['group_handle_pendency_result_code'] === 0);
    expect(await toCarol.nextReports(1)).toMatchObject([report(2, one, 'alice', { msg: '好' })]);
    expect(await toCarol.nextTips(1)).toMatchObject([{ group_tips_elem_user_array: expect.arrayContaining(['carol', 'dave']) as unknown }]);
    const again = (await decide(bob, entries.filter((entry) => entry['group_pendency_group_id'] === one), false)).json_param;
    expect(again).toMatchObject([1, 2].map(() => ({ group_handle_pendency_result_result: 2, group_handle_pendency_result_code: 10024 })));
  });

  test('tells each refusal', async () => {
    const id = await open();
    await join(carol, id);
    const [entry] = await waiting(alice);
    const gone = { ...entry, group_pendency_group_id: unique('never') };
    const nobody = { ...entry, group_pendency_form_identifier: 'nobody' };
    const rows = async (client: Client) => (await decide(client, [entry, gone, nobody], true)).json_param as Shown[];
    expect((await rows(dave)).map((row) => row['group_handle_pendency_result_code'])).toEqual([10007, 10010, 10007]);
    expect((await rows(alice)).map((row) => row['group_handle_pendency_result_code'])).toEqual([0, 10010, 10004]);
  });

  test('tells an entry from a later or an earlier one of the same user', async () => {
    const id = await open();
    for (const order of [0, 1]) {
      const applicant = [carol, dave][order]!;
      await join(applicant, id);
      const [entry] = await waiting(alice);
      const stale = { ...entry, group_pendency_add_time: 5 };
      const rows = (await decide(alice, order ? [stale, entry] : [entry, stale], true)).json_param as Shown[];
      const codes = rows.map((row) => row['group_handle_pendency_result_code']);
      expect(codes).toEqual(order ? [10024, 0] : [0, 10024]);
      expect((await joined(applicant)).has(id)).toBe(true);
    }
  });

  test('is refused as a whole for what is malformed, empty or too much', async () => {
    const id = await open();
    await join(carol, id);
    const [entry] = await waiting(alice);
    const field = 'group_handle_pendency_list_param_pendency_array';
    expect(await decide(alice, [], true)).toMatchObject({ ...refusal(10004, field), user_data: 'mine' });
    expect(await decide(alice, Array.from({ length: 101 }, () => entry), true)).toMatchObject(refusal(10005, '100', '101'));
    expect(await decide(alice, [entry, {}], true)).toMatchObject(refusal(10015, `${field}[1]`));
    expect(await decide(alice, [entry, { ...entry, group_pendency_form_identifier: '' }], true)).toMatchObject(refusal(10004, `${field}[1]`));
    expect(await decide(alice, [entry], true, 'x'.repeat(301))).toMatchObject({ code: 0, json_param: [{ group_handle_pendency_result_code: 10004 }] });
    expect(await decide(alice, 'entries', true)).toMatchObject(refusal(-3, field));
    expect(await decide(alice, undefined, true)).toMatchObject(refusal(-3, field));
    expect((await joined(carol)).has(id)).toBe(false);
  });
});
