import { EVENTS } from '../../dist/bridge.js';
import { Contents, Engine, MainProcess } from './stubs';

let electron: MainProcess;
let TimMain: ReturnType<MainProcess['load']>;

beforeEach(() => {
  electron = new MainProcess();
  TimMain = electron.load();
});

afterEach(() => {
  Reflect.deleteProperty(process, 'type');
});

function enabled(main: { enable(contents: never): void }): Contents {
  const contents = new Contents();
  main.enable(contents as never);
  return contents;
}

const engine = () => Engine.made.at(-1)!;
const happens = (event: string, ...values: unknown[]) => engine().heard.get(event)?.([...values, 'user data of the main process']);

test('the engine is listened to as long as a window wants it', async () => {
  const main = new TimMain();
  const [one, other] = [enabled(main), enabled(main)];
  expect([...engine().heard.keys()]).toEqual([]);
  expect(await electron.hear(one, ['groupTips'])).toEqual({ ok: true, text: '' });
  await electron.hear(other, ['groupTips', 'newMessages']);
  expect([...engine().heard.keys()]).toEqual(['groupTips', 'newMessages']);
  await electron.hear(other, []);
  expect([...engine().heard.keys()]).toEqual(['groupTips']);
  await electron.hear(one, ['log']);
  expect([...engine().heard.keys()]).toEqual(['log']);
});

test('an event goes to the windows that want it, without the user data of the main process', async () => {
  const main = new TimMain();
  const [one, other] = [enabled(main), enabled(main)];
  await electron.hear(one, ['groupTips']);
  await electron.hear(other, ['newMessages', 'log']);
  happens('groupTips', '{"tip":1}');
  happens('newMessages', '[]');
  happens('log', 4, 'a line');
  expect(one.sent).toEqual([['opentim:event', 'groupTips', ['{"tip":1}']]]);
  expect(other.sent).toEqual([['opentim:event', 'newMessages', ['[]']], ['opentim:event', 'log', [4, 'a line']]]);
});

test('events of the login and the connection go to every window that wants them, with their own values only', async () => {
  const main = new TimMain();
  const [one, other] = [enabled(main), enabled(main)];
  await electron.hear(one, ['networkStatus', 'kickedOffline']);
  await electron.hear(other, ['networkStatus', 'userSigExpired']);
  expect([...engine().heard.keys()].sort()).toEqual(['kickedOffline', 'networkStatus', 'userSigExpired']);
  happens('networkStatus', 1, 9508, 'gone');
  happens('kickedOffline');
  happens('userSigExpired');
  expect(one.sent).toEqual([['opentim:event', 'networkStatus', [1, 9508, 'gone']], ['opentim:event', 'kickedOffline', []]]);
  expect(other.sent).toEqual([['opentim:event', 'networkStatus', [1, 9508, 'gone']], ['opentim:event', 'userSigExpired', []]]);
  await electron.hear(one, []);
  expect([...engine().heard.keys()].sort()).toEqual(['networkStatus', 'userSigExpired']);
});

test('profiles and status go to every window that wants them, as their one value', async () => {
  const main = new TimMain();
  const [one, other] = [enabled(main), enabled(main)];
  await electron.hear(one, ['selfInfo', 'userStatus']);
  await electron.hear(other, ['userInfo', 'userStatus']);
  expect([...engine().heard.keys()].sort()).toEqual(['selfInfo', 'userInfo', 'userStatus']);
  happens('selfInfo', '{}');
  happens('userInfo', '[]');
  happens('userStatus', '[1]');
  expect(one.sent).toEqual([['opentim:event', 'selfInfo', ['{}']], ['opentim:event', 'userStatus', ['[1]']]]);
  expect(other.sent).toEqual([['opentim:event', 'userInfo', ['[]']], ['opentim:event', 'userStatus', ['[1]']]]);
  await electron.hear(one, []);
  await electron.hear(other, []);
  expect([...engine().heard.keys()]).toEqual([]);
});

const endings: [string, ...unknown[]][] = [
  ['destroyed'],
  ['render-process-gone'],
  ['did-navigate'],
  ['did-fail-load', {}, -105, 'ERR_NAME_NOT_RESOLVED', 'https://nowhere.invalid/', true],
];

test.each(endings)('the listeners of a page die with it: %s', async (end, ...values) => {
  const main = new TimMain();
  const window = enabled(main);
  for (const _page of [1, 2]) {
    await electron.hear(window, ['groupTips']);
    expect(main.activity.listeningWindows).toBe(1);
    window.emit(end, ...values);
    expect([...engine().heard.keys()]).toEqual([]);
    expect(main.activity).toEqual({ listeningWindows: 0, calls: 0 });
  }
});

test('every kind of listener reaches its own event, in both generations, and dies with the page', async () => {
  const main = new TimMain();
  const window = enabled(main);
  await electron.hear(window, EVENTS.flatMap((event) => [event, `1.x:${event}`]));
  const [present, older] = Engine.made;
  for (const made of [present, older]) expect([...made!.heard.keys()].sort()).toEqual([...EVENTS].sort());
  for (const event of EVENTS) {
    present?.heard.get(event)?.(['id', event, 'user data']);
    older?.heard.get(event)?.(['id', event, 'user data']);
    expect(window.sent.splice(0)).toEqual([event, `1.x:${event}`].map((name) => ['opentim:event', name, ['id', event]]));
  }
  window.emit('destroyed');
  expect(Engine.made.map(({ heard }) => heard.size)).toEqual([0, 0]);
  expect(main.activity).toEqual({ listeningWindows: 0, calls: 0 });
});

test('a page stays when a load is stopped or a frame inside it fails to load', async () => {
  const window = enabled(new TimMain());
  await electron.hear(window, ['groupTips']);
  window.emit('did-fail-load', {}, -3, 'ERR_ABORTED', 'https://nowhere.invalid/', true);
  window.emit('did-fail-load', {}, -105, 'ERR_NAME_NOT_RESOLVED', 'https://nowhere.invalid/', false);
  expect([...engine().heard.keys()]).toEqual(['groupTips']);
});

test('no listener of ours stays on a window: after its end, and after destroy', async () => {
  const main = new TimMain();
  const [gone, staying] = [enabled(main), enabled(main)];
  for (const window of [gone, staying]) for (const _again of [1, 2]) await electron.hear(window, ['groupTips']);
  gone.emit('destroyed');
  main.destroy();
  expect(staying.eventNames()).toEqual([]);
  expect(main.activity.listeningWindows).toBe(0);
});

test('a page that asks for the older generation hears it from an instance of its own', async () => {
  const main = new TimMain({ sdkappid: 1 });
  const [one, other] = [enabled(main), enabled(main)];
  await electron.hear(one, ['1.x:groupTips']);
  await electron.hear(other, ['groupTips', '1.x:', '1.x:close', '1.x:1.x:groupTips']);
  const [present, older] = Engine.made;
  expect(older?.options).toEqual({ sdkappid: 1, compat: '1.x' });
  older?.heard.get('groupTips')?.(['older', 'user data']);
  present?.heard.get('groupTips')?.(['present', 'user data']);
  expect([one.sent, other.sent]).toEqual([
    [['opentim:event', '1.x:groupTips', ['older']]],
    [['opentim:event', 'groupTips', ['present']]],
  ]);
  main.destroy();
  expect(Engine.made.map(({ closed, heard }) => [closed, heard.size])).toEqual([[true, 0], [true, 0]]);
});

test('a window that is just going breaks nothing for the others', async () => {
  const main = new TimMain();
  const [gone, throwing, other] = [enabled(main), enabled(main), enabled(main)];
  for (const window of [gone, throwing, other]) await electron.hear(window, ['groupTips']);
  gone.destroyed = true;
  throwing.send = () => {
    throw new Error('Object has been destroyed');
  };
  happens('groupTips', '{}');
  expect(gone.sent).toEqual([]);
  expect(other.sent).toHaveLength(1);
});

test('a window that is not enabled and a frame inside a window hear nothing', async () => {
  const window = enabled(new TimMain());
  expect(await electron.hear(new Contents(), ['groupTips'])).toMatchObject({ ok: false, code: 7014 });
  expect(await electron.hear(window, ['groupTips'], { parent: {} })).toMatchObject({ ok: false, code: 7014 });
  expect([...engine().heard.keys()]).toEqual([]);
});

test('events that there are not are left out', async () => {
  const window = enabled(new TimMain());
  for (const wrong of [undefined, null, 'groupTips', {}, [1, null, 'close', '__proto__']]) {
    expect(await electron.hear(window, wrong)).toEqual({ ok: true, text: '' });
  }
  expect([...engine().heard.keys()]).toEqual([]);
});

test('the engine of a new app id is listened to in place of the one before', async () => {
  const main = new TimMain({ sdkappid: 1 });
  const window = enabled(main);
  await electron.hear(window, ['groupTips', 'newMessages']);
  main.setSDKAPPID(2);
  await electron.invoke(window, 'TIMInit');
  expect(Engine.made).toHaveLength(2);
  expect([...engine().heard.keys()].sort()).toEqual(['groupTips', 'newMessages']);
});

test('after destroy no window hears anything', async () => {
  const main = new TimMain();
  const window = enabled(main);
  await electron.hear(window, ['groupTips']);
  main.destroy();
  expect([...engine().heard.keys()]).toEqual([]);
  expect(await electron.hear(window, ['groupTips'])).toMatchObject({ ok: false, code: 7012 });
});
