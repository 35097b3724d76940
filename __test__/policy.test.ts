// The choices where the incumbent's documents disagree, as options of an instance.
import { type Client, TimRender } from './support/addon';
import { endClients, loggedIn } from './support/client';
import { temporaryFolder } from './support/folder';
import { created, joined, member, refusal, Type } from './support/group';
import { appoint, disband, DONE, ears, handle, ids, invite, invited, join, kick, modify, modifyMember, report, tip, waiting } from './support/life';

afterAll(endClients);

/** Users of one folder in an app that made these choices. */
async function users<const Names extends readonly string[]>(policy: Record<string, unknown>, ...names: Names): Promise<Record<Names[number], Client>> {
  const folder = temporaryFolder();
  const clients = {} as Record<string, Client>;
  for (const name of names) clients[name] = await loggedIn(folder, name, { policy });
  return clients as Record<Names[number], Client>;
}

describe('invitee_consent', () => {
  const consenting = () => users({ invitee_consent: true, invite_default: 'free' }, 'alice', 'bob', 'carol');

  test('lets the invited decide; he and the inviter are told', async () => {
    const { alice, bob, carol } = await consenting();
    const id = await created(alice, { member_array: [member('bob')] });
    const [toAlice, toBob, toCarol] = [await ears(alice, id), await ears(bob, id), await ears(carol, id)];
    expect(await invited(bob, id, ['carol'], '来吧')).toEqual({ carol: 3 });
    expect(await toCarol.nextReports(1)).toMatchObject([report(12, id, 'bob', { msg: '来吧' })]);
    await toAlice.silent();
    const [entry] = await waiting(carol);
    expect(entry).toMatchObject({ group_pendency_pendency_type: 1, group_pendency_form_identifier: 'bob', group_pendency_to_identifier: 'carol' });
    expect([await waiting(alice), await waiting(bob)]).toEqual([[], []]);
    for (const client of [alice, bob]) expect(await handle(client, entry, true)).toMatchObject({ code: 10007 });
    expect(await handle(carol, entry, true, '好')).toEqual(DONE);
    expect((await joined(carol)).has(id)).toBe(true);
    expect(await toAlice.nextTips(1)).toMatchObject([tip(1, id, 'carol', { user_array: ['carol'], join_type: 2 })]);
    expect(await toBob.nextReports(1)).toMatchObject([report(13, id, 'carol', { user_data: 'carol', msg: '好' })]);
    expect(await handle(carol, entry, false)).toMatchObject({ code: 10024 });
  });

  test('and refuse', async () => {
    const { alice, carol } = await consenting();
    const id = await created(alice);
    const toAlice = await ears(alice, id);
    await invited(alice, id, ['carol']);
    expect(await handle(carol, (await waiting(carol))[0], false, '不')).toEqual(DONE);
    expect(await toAlice.nextReports(1)).toMatchObject([report(14, id, 'carol', { user_data: 'carol', msg: '不' })]);
    expect((await joined(carol)).has(id)).toBe(false);
  });

  test('whoever asks to join was invited already, so he is in', async () => {
    const { alice, carol } = await consenting();
    const id = await created(alice);
    await invited(alice, id, ['carol']);
    const toAlice = await ears(alice, id);
    expect(await join(carol, id)).toEqual(DONE);
    expect(await toAlice.nextReports(1)).toMatchObject([report(13, id, 'carol', { user_data: 'carol' })]);
  });
});

test('invite_default and community_invite_default are what new groups have', async () => {
  const { alice } = await users({ invite_default: 'free', community_invite_default: 'disabled' }, 'alice');
  expect(await invited(alice, await created(alice), ['bob'])).toEqual({ bob: 1 });
  expect(await invite(alice, await created(alice, { type: Type.Community }), ['bob'])).toMatchObject({ code: 10007 });
});

test('admins_kick, admins_edit and admins_appoint move what admins may', async () => {
  const { alice, bob } = await users({ admins_kick: false, admins_edit: false, admins_appoint: true }, 'alice', 'bob');
  const id = await created(alice, { type: Type.ChatRoom, member_array: [member('bob', { member_role: 300 }), member('carol')] });
  expect(await kick(bob, id, ['carol'])).toMatchObject(refusal(10007, 'an admin', 'remove', 'only the owner'));
  expect(await modify(bob, id, 1, { group_name: 'x' })).toMatchObject(refusal(10007, 'an admin', 'only the owner'));
  await appoint(bob, id, 'carol');
  expect(await modifyMember(bob, id, 'carol', 2, { member_role: 200 })).toMatchObject(refusal(10007, 'stand', 'carol'));
});

test('meeting_tips and option_tips decide what members are told', async () => {
  const { alice, bob } = await users({ meeting_tips: false, option_tips: true }, 'alice', 'bob');
  const id = await created(alice, { type: Type.ChatRoom });
  const toAlice = await ears(alice, id);
  expect(await join(bob, id)).toEqual(DONE);
  await toAlice.silent();
  await modify(alice, id, 256 + 4096, { is_shutup_all: true, approve_option: 2 });
  const [told] = await toAlice.nextTips(1);
  expect(told!['group_tips_elem_group_change_info_array']).toMatchObject([
    { group_tips_group_change_info_flag: 12, group_tips_group_change_info_int_value: 2 },
    { group_tips_group_change_info_flag: 8, group_tips_group_change_info_bool_value: true },
  ]);
});

test('live_owner_edits, live_owner_disbands and many_live_groups', async () => {
  const { alice, bob } = await users({ live_owner_edits: false, live_owner_disbands: false, many_live_groups: true }, 'alice', 'bob');
  const groups = [await created(alice, { type: Type.AVChatRoom }), await created(alice, { type: Type.AVChatRoom })];
  for (const id of groups) expect(await join(bob, id)).toEqual(DONE);
  for (const id of groups) {
    expect(await ids(bob, id)).toEqual(['bob']);
    expect(await modify(alice, id, 1, { group_name: 'x' })).toMatchObject(refusal(10007, 'only the app admin'));
    expect(await disband(alice, id)).toMatchObject(refusal(10007, 'only the app admin'));
  }
});

test.each([
  [{ invite_default: 'always' }, /policy\.invite_default.*"always"/],
  [{ meeting_tips: 'yes' }, /policy\.meeting_tips/],
  ['open', /policy/],
])('the choices %j are refused with what to mend', (policy, words) => {
  expect(() => new TimRender({ dataDir: temporaryFolder(), policy })).toThrow(words);
});
