import { type Client, call } from './support/addon';
import { runChild } from './support/child';
import { endClients, folderWith, newClient } from './support/client';
import { created, Type } from './support/group';
import { caughtUp } from './support/life';
import { Heard, settled } from './support/listen';
import { userSig } from './support/usersig';

afterAll(endClients);

const rename = async (client: Client, group: string, name: string) => {
  const params = {
    group_modify_info_param_group_id: group,
    group_modify_info_param_modify_flag: 1,
    group_modify_info_param_group_name: name,
  };
  expect(await call(client, 'TIMGroupModifyGroupInfo', { params })).toMatchObject({ code: 0, desc: '' });
};

const renamedTo = (tip: Record<string, unknown>) =>
  (tip['group_tips_elem_group_change_info_array'] as Record<string, unknown>[])[0]!['group_tips_group_change_info_value'];

/** Anna with a group of hers. */
async function withGroup() {
  const { folder, clients } = await folderWith('anna', 'ben');
  return { folder, ...clients, id: await created(clients.anna, { type: Type.ChatRoom }) };
}

test('a tip comes as the array of all arguments whose text is the tip, and the user data follows', async () => {
  const { anna, id } = await withGroup();
  const heard = new Heard();
  const answer = await call(anna, 'TIMSetGroupTipsEventCallback', { callback: heard.callback, data: 'mine' });
  expect(answer).toEqual({ code: 0, desc: '', json_param: '', user_data: 'mine' });
  await rename(anna, id, 'new');
  const [[all, data]] = (await heard.take(1)) as [[[string, unknown], unknown]];
  expect(Array.isArray(all)).toBe(true);
  expect([...all]).toEqual([expect.any(String), 'mine']);
  expect(data).toBe('mine');
  const tip = JSON.parse(all[0]) as Record<string, unknown>;
  expect(JSON.parse(all as unknown as string)).toEqual(tip);
  expect(tip).toMatchObject({ group_tips_elem_tip_type: 6, group_tips_elem_group_id: id, group_tips_elem_op_user: 'anna' });
  expect(renamedTo(tip)).toBe('new');
});

test('another user hears what one does, and a report comes as a message of the system conversation', async () => {
  const { anna, ben, id } = await withGroup();
  const [tips, reports] = [new Heard(), new Heard()];
  await call(anna, 'TIMSetGroupTipsEventCallback', { callback: tips.callback });
  await call(ben, 'TIMAddRecvNewMsgCallback', { callback: reports.callback, user_data: 'of ben' });
  expect(await call(ben, 'TIMGroupJoin', { groupId: id })).toMatchObject({ code: 0 });
  expect(await tips.texts(1)).toMatchObject([{ group_tips_elem_tip_type: 1, group_tips_elem_user_array: ['ben'], group_tips_elem_member_num: 2 }]);
  const params = { group_delete_member_param_group_id: id, group_delete_member_param_identifier_array: ['ben'] };
  expect(await call(anna, 'TIMGroupDeleteMember', { params })).toMatchObject({ code: 0 });
  const [[all, data]] = (await reports.take(1)) as [[[string, unknown], unknown]];
  expect(data).toBe('of ben');
  expect(JSON.parse(all[0])).toMatchObject([
    {
      message_conv_id: '@TIM#SYSTEM',
      message_conv_type: 3,
      message_elem_array: [{ elem_type: 8, group_report_elem_report_type: 4, group_report_elem_group_id: id, group_report_elem_op_user: 'anna' }],
    },
  ]);
  expect(await tips.texts(1)).toMatchObject([{ group_tips_elem_tip_type: 3, group_tips_elem_user_array: ['ben'] }]);
});

test('when a change is answered, a read by the same client sees it', async () => {
  const { anna, ben, id } = await withGroup();
  expect(await call(ben, 'TIMGroupJoin', { groupId: id })).toMatchObject({ code: 0 });
  const { json_param } = await ben.TIMGroupGetGroupInfoList({ groupIds: [id] });
  expect(json_param[0]!.get_groups_info_result_info).toMatchObject({ group_detail_info_member_num: 2 });
  await rename(anna, id, 'seen');
  const after = await anna.TIMGroupGetGroupInfoList({ groupIds: [id] });
  expect(after.json_param[0]!.get_groups_info_result_info).toMatchObject({ group_detail_info_group_name: 'seen' });
});

test('a new listener of tips takes the place of the one before, and null drops it', async () => {
  const { anna, id } = await withGroup();
  const [first, second] = [new Heard(), new Heard()];
  await call(anna, 'TIMSetGroupTipsEventCallback', { callback: first.callback });
  await call(anna, 'TIMSetGroupTipsEventCallback', { callback: second.callback });
  await rename(anna, id, 'one');
  await second.take(1);
  for (const nothing of [{ callback: null }, { callback: undefined }, {}, null, undefined]) {
    await call(anna, 'TIMSetGroupTipsEventCallback', { callback: second.callback });
    await call(anna, 'TIMSetGroupTipsEventCallback', nothing);
    await rename(anna, id, `unheard ${JSON.stringify(nothing)}`);
    await caughtUp(anna);
  }
  expect([...first.calls, ...second.calls]).toEqual([]);
});

test('a listener that was dropped is not called for what waits already', async () => {
  const { anna, id } = await withGroup();
  const heard = new Heard();
  await call(anna, 'TIMSetGroupTipsEventCallback', { callback: heard.callback });
  const renamed = rename(anna, id, 'waiting');
  // The event is queued for this thread while it is busy.
  const end = Date.now() + 200;
  while (Date.now() < end);
  void call(anna, 'TIMSetGroupTipsEventCallback', { callback: null });
  await renamed;
  await settled();
  expect(heard.calls).toEqual([]);
});

test('several listeners of messages are called in order, each function once', async () => {
  const { anna } = await withGroup();
  const order: string[] = [];
  const first = () => order.push('first');
  const second = new Heard();
  const noting = (...given: Parameters<typeof second.callback>) => {
    order.push('second');
    second.callback(...given);
  };
  await call(anna, 'TIMAddRecvNewMsgCallback', { callback: first });
  await call(anna, 'recvNewMsgCallback', { callback: noting, user_data: 'old' });
  await call(anna, 'TIMAddRecvNewMsgCallback', { callback: noting, user_data: 'new' });
  await created(anna);
  expect((await second.take(1))[0]![1]).toBe('new');
  expect(order).toEqual(['first', 'second']);
});

test('a listener of messages is removed by its function, by its source text, or with all others', async () => {
  const { anna } = await withGroup();
  const heard = new Heard();
  const counts = { one: 0, same: 0, other: 0 };
  const one = () => counts.one++;
  const made = () => () => counts.same++;
  await call(anna, 'TIMAddRecvNewMsgCallback', { callback: one });
  await call(anna, 'TIMAddRecvNewMsgCallback', { callback: made() });
  await call(anna, 'TIMAddRecvNewMsgCallback', { callback: () => counts.other++ });
  await call(anna, 'TIMAddRecvNewMsgCallback', { callback: heard.callback });
  await created(anna);
  await heard.take(1);
  await call(anna, 'TIMRemoveRecvNewMsgCallback', { callback: one });
  await created(anna);
  await heard.take(1);
  await call(anna, 'deleteRecvNewMsgCallback', { callback: made() });
  await created(anna);
  await heard.take(1);
  expect(counts).toEqual({ one: 1, same: 2, other: 3 });
  await call(anna, 'TIMRemoveRecvNewMsgCallback');
  await created(anna);
  await settled();
  expect(counts.other).toBe(3);
  expect(heard.calls).toEqual([]);
});

test('user data of any kind is handed back', async () => {
  const { anna, id } = await withGroup();
  const heard = new Heard();
  const cases: [given: unknown, back: unknown][] = [['text', 'text'], [7, 7], [{ a: [1] }, { a: [1] }], [undefined, ''], [null, '']];
  for (const [given, back] of cases) {
    await call(anna, 'TIMSetGroupTipsEventCallback', { callback: heard.callback, data: given });
    await rename(anna, id, `with ${JSON.stringify(given)}`);
    expect((await heard.take(1))[0]![1]).toEqual(back);
  }
});

test('every instance of a login hears, and a closed one no more', async () => {
  const { folder } = await withGroup();
  const instance = `shared ${process.pid}`;
  const [one, two] = [newClient(folder, { instance }), newClient(folder, { instance })];
  const heard = [new Heard(), new Heard()];
  await call(one, 'TIMSetGroupTipsEventCallback', { callback: heard[0]!.callback });
  await call(two, 'TIMSetGroupTipsEventCallback', { callback: heard[1]!.callback });
  await one.TIMInit();
  expect(await one.TIMLogin({ userID: 'carl', userSig: userSig('carl') })).toMatchObject({ code: 0 });
  const id = await created(one, { type: Type.ChatRoom });
  await rename(two, id, 'both');
  await Promise.all(heard.map((each) => each.take(1)));
  two.close();
  expect(await call(two, 'TIMSetGroupTipsEventCallback', { callback: heard[1]!.callback })).toMatchObject({ code: 7014 });
  await rename(one, id, 'one');
  await heard[0]!.take(1);
  await settled();
  expect(heard[1]!.calls).toEqual([]);
});

test('an argument that is no JSON is refused and its listener not taken', async () => {
  const { anna, id } = await withGroup();
  const [kept, refused] = [new Heard(), new Heard()];
  await call(anna, 'TIMSetGroupTipsEventCallback', { callback: kept.callback });
  const circle: Record<string, unknown> = { callback: refused.callback };
  circle['data'] = circle;
  expect(await call(anna, 'TIMSetGroupTipsEventCallback', circle)).toMatchObject({ code: -3 });
  await rename(anna, id, 'kept');
  await kept.take(1);
  expect(refused.calls).toEqual([]);
});

test('a listener that throws is an uncaught exception, and the events go on', async () => {
  const { folder } = await withGroup();
  const child = await runChild(
    `${folder}/throwing`,
    `const errors = [];
    process.on('uncaughtException', (error) => errors.push(error.message));
    (async () => {
      const client = new TimRender(settings);
      await client.TIMInit();
      await client.TIMLogin(login);
      let after = 0;
      await client.TIMAddRecvNewMsgCallback({ callback: () => { throw new Error('of the listener'); } });
      await client.TIMAddRecvNewMsgCallback({ callback: () => { after += 1; } });
      await client.TIMGroupCreate(group('one'));
      await client.TIMGroupCreate(group('two'));
      while (after < 2) await new Promise((later) => setTimeout(later, 5));
      await report({ after, errors });
    })()`,
  );
  expect(child).toMatchObject({ code: 0, reports: [{ after: 2, errors: ['of the listener', 'of the listener'] }] });
});

test('a process with listeners ends by itself', async () => {
  const { folder } = await withGroup();
  const child = await runChild(
    `${folder}/ending`,
    `(async () => {
      const client = new TimRender(settings);
      await client.TIMInit();
      await client.TIMLogin(login);
      await client.TIMSetGroupTipsEventCallback({ callback: () => {} });
      await client.TIMAddRecvNewMsgCallback({ callback: () => {} });
      await client.TIMGroupCreate(group('a group'));
      await report('done');
    })()`,
  );
  expect(child).toMatchObject({ code: 0, signal: null, reports: ['done'] });
});

test('listeners of an instance that nobody holds any more are called on', async () => {
  const { folder } = await withGroup();
  const child = await runChild(
    `${folder}/collected`,
    `require('node:v8').setFlagsFromString('--expose-gc');
    const gc = require('node:vm').runInNewContext('gc');
    let heard = 0;
    let collected = false;
    const watch = new FinalizationRegistry(() => { collected = true; });
    (async () => {
      await (() => {
        const client = new TimRender(settings);
        watch.register(client);
        return client.TIMAddRecvNewMsgCallback({ callback: () => { heard += 1; } });
      })();
      for (let tries = 0; !collected && tries < 100; tries += 1) {
        gc();
        await new Promise((later) => setTimeout(later, 10));
      }
      const client = new TimRender(settings);
      await client.TIMInit();
      await client.TIMLogin(login);
      await client.TIMGroupCreate(group('a group'));
      for (let tries = 0; heard === 0 && tries < 500; tries += 1) await new Promise((later) => setTimeout(later, 10));
      await report({ collected, heard });
    })()`,
  );
  expect(child).toMatchObject({ code: 0, reports: [{ collected: true, heard: 1 }] });
});

test('ten thousand listeners that come and go leave no memory behind', async () => {
  const { folder } = await withGroup();
  const child = await runChild(
    `${folder}/memory`,
    `require('node:v8').setFlagsFromString('--expose-gc');
    const gc = require('node:vm').runInNewContext('gc');
    (async () => {
      const client = new TimRender(settings);
      let left = 0;
      let made = 0;
      const watch = new FinalizationRegistry(() => { left -= 1; });
      const round = async () => {
        for (let times = 0; times < 5000; times += 1) {
          const callback = () => made;
          watch.register(callback);
          left += 1;
          made += 1;
          const added = client.TIMAddRecvNewMsgCallback({ callback });
          const set = client.TIMSetGroupTipsEventCallback({ callback });
          if (times % 100 === 0) await Promise.all([added, set]);
          void client.TIMRemoveRecvNewMsgCallback({ callback });
        }
        await client.TIMSetGroupTipsEventCallback({ callback: null });
      };
      await round();
      await round();
      for (let tries = 0; left > 0 && tries < 100; tries += 1) {
        gc();
        await new Promise((later) => setTimeout(later, 10));
      }
      await report({ made, left });
    })()`,
  );
  expect(child).toMatchObject({ code: 0, reports: [{ made: 10_000, left: 0 }] });
});

test('listeners of a worker end with it, and those of others are called on', async () => {
  const { folder } = await withGroup();
  const child = await runChild(
    `${folder}/worker`,
    `const { Worker } = require('node:worker_threads');
    const inWorker = \`
      const { parentPort, workerData } = require('node:worker_threads');
      const TimRender = require(workerData.addon);
      const client = new TimRender(workerData.settings);
      client.TIMAddRecvNewMsgCallback({ callback: ([messages]) => parentPort.postMessage(JSON.parse(messages).length) })
        .then(() => parentPort.postMessage('listening'));
      setInterval(() => {}, 1000);
    \`;
    (async () => {
      const client = new TimRender(settings);
      await client.TIMInit();
      await client.TIMLogin(login);
      let heard = 0;
      await client.TIMAddRecvNewMsgCallback({ callback: () => { heard += 1; } });
      const worker = new Worker(inWorker, { eval: true, workerData: { settings, addon: process.cwd() } });
      const said = [];
      const next = () => new Promise((take) => worker.once('message', take));
      said.push(await next());
      const message = next();
      await client.TIMGroupCreate(group('one'));
      said.push(await message);
      await worker.terminate();
      await client.TIMGroupCreate(group('two'));
      await client.TIMGroupCreate(group('three'));
      while (heard < 3) await new Promise((later) => setTimeout(later, 5));
      await report({ said, heard });
    })()`,
  );
  expect(child).toMatchObject({ code: 0, reports: [{ said: ['listening', 1], heard: 3 }] });
});
