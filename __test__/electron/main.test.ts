import { Engine, MainProcess, Session } from './stubs';

let electron: MainProcess;
let TimMain: ReturnType<MainProcess['load']>;
const contents = () => ({ id: 1, session: new Session() });

beforeEach(() => {
  electron = new MainProcess();
  TimMain = electron.load();
});

afterEach(() => {
  Reflect.deleteProperty(process, 'type');
});

test('outside the main process TimMain says where it belongs', () => {
  Reflect.deleteProperty(process, 'type');
  expect(() => new TimMain()).toThrow('main process');
});

test('a second TimMain needs the first one destroyed', () => {
  const first = new TimMain();
  expect(() => new TimMain()).toThrow('destroy()');
  first.destroy();
  expect(() => new TimMain()).not.toThrow();
});

test('the preload is registered once for each session and removed by destroy', () => {
  const window = contents();
  const main = new TimMain();
  main.enable(window);
  main.enable(window);
  for (const session of [electron.defaultSession, window.session]) {
    expect(session.scripts).toEqual([{ id: 'opentim', type: 'frame', filePath: expect.stringMatching(/preload\.js$/) }]);
  }
  main.destroy();
  expect(electron.defaultSession.scripts).toEqual([]);
  expect(window.session.scripts).toEqual([]);
});

test('before the application is ready the preload waits, ahead of the listeners of the application', () => {
  electron.ready = false;
  const seen: number[] = [];
  electron.app.on('ready', () => seen.push(electron.defaultSession.scripts.length));
  new TimMain();
  expect(electron.defaultSession.scripts).toEqual([]);
  electron.app.emit('ready');
  expect(seen).toEqual([1]);
});

test('a TimMain destroyed before the application is ready registers nothing', () => {
  electron.ready = false;
  new TimMain().destroy();
  electron.app.emit('ready');
  expect(electron.defaultSession.scripts).toEqual([]);
});

test('enable refuses what is not the webContents of a window', () => {
  const main = new TimMain();
  for (const wrong of [undefined, null, 1, {}]) expect(() => main.enable(wrong as never)).toThrow(TypeError);
});

test('argument and reply pass through as text', async () => {
  const window = contents();
  new TimMain({ sdkappid: 1 }).enable(window);
  Engine.reply = async () => '  {"code": 0}';
  expect(await electron.invoke(window, 'TIMGroupCreate', '{"a": 1}')).toEqual({ ok: true, text: '  {"code": 0}' });
  expect(await electron.invoke(window, 'TIMGetServerTime')).toMatchObject({ ok: true });
  expect(Engine.made[0]?.calls).toEqual([['TIMGroupCreate', '{"a": 1}'], ['TIMGetServerTime', undefined]]);
});

test('a window that is not enabled and a frame inside a window are refused', async () => {
  const window = contents();
  new TimMain().enable(window);
  expect(await electron.invoke(contents(), 'TIMInit')).toMatchObject({ ok: false, code: 7014 });
  expect(await electron.invoke(window, 'TIMInit', undefined, { parent: {} })).toMatchObject({ ok: false, code: 7014 });
  expect(await electron.invoke(window, 'TIMInit', undefined, null)).toMatchObject({ ok: false, code: 7014 });
  expect(Engine.made[0]?.calls).toEqual([]);
});

test('only the methods of TimRender can be named', async () => {
  const window = contents();
  new TimMain().enable(window);
  for (const method of ['close', 'callText', 'constructor', '__proto__', '', 7, null, undefined, {}, Symbol('x')]) {
    expect(await electron.invoke(window, method)).toMatchObject({ ok: false, code: 7013 });
  }
  expect(Engine.made[0]?.calls).toEqual([]);
});

test('an argument must be text of at most 16 MiB', async () => {
  const window = contents();
  new TimMain().enable(window);
  const limit = 16 * 1024 * 1024;
  expect(await electron.invoke(window, 'TIMGroupCreate', {})).toMatchObject({ ok: false, code: -4 });
  expect(await electron.invoke(window, 'TIMGroupCreate', 'x'.repeat(limit + 1))).toMatchObject({ ok: false, code: -4 });
  expect(await electron.invoke(window, 'TIMGroupCreate', 'é'.repeat(limit / 2 + 1))).toMatchObject({ ok: false, code: -4 });
  expect(await electron.invoke(window, 'TIMGroupCreate', 'x'.repeat(limit))).toMatchObject({ ok: true });
});

test('calls under way are counted, and a page cannot start any number of them', async () => {
  const [window, other] = [contents(), contents()];
  const main = new TimMain();
  main.enable(window);
  main.enable(other);
  let finish = () => {};
  Engine.reply = () => new Promise((done) => void ((finish = ((before) => () => (before(), done('{}')))(finish))));
  const first = Array.from({ length: 10_000 }, () => electron.invoke(window, 'TIMGroupCreate'));
  expect(main.activity.calls).toBe(10_000);
  const refused = await electron.invoke(window, 'TIMGroupCreate');
  expect(refused).toMatchObject({ ok: false, code: 9507, desc: expect.stringContaining('10000') });
  const another = electron.invoke(other, 'TIMGroupCreate');
  finish();
  expect(await Promise.all([...first, another])).toHaveLength(10_001);
  expect(main.activity.calls).toBe(0);
});

test('the arguments of calls under way are bounded together', async () => {
  const window = contents();
  const main = new TimMain();
  main.enable(window);
  Engine.reply = () => new Promise(() => {});
  const longest = 'x'.repeat(16 * 1024 * 1024);
  for (const _call of [1, 2, 3, 4]) void electron.invoke(window, 'TIMGroupCreate', longest);
  expect(await electron.invoke(window, 'TIMGroupCreate', '{}')).toMatchObject({ ok: false, code: 9507 });
  expect(main.activity.calls).toBe(4);
});

test('a call for the older generation goes to an instance of it, and a setting for all windows needs none', async () => {
  const window = contents();
  const main = new TimMain({ sdkappid: 1 });
  main.enable(window);
  await electron.invoke(window, '1.x:TIMGroupCreate', '{}');
  await electron.invoke(window, 'TIMGroupCreate', '{}');
  expect(Engine.made.map(({ options, calls }) => [options, calls.length])).toEqual([
    [{ sdkappid: 1 }, 1],
    [{ sdkappid: 1, compat: '1.x' }, 1],
  ]);
  main.setSDKAPPID(2);
  await electron.invoke(window, '1.x:TIMInit');
  expect(Engine.made.map(({ closed }) => closed)).toEqual([true, true, false, false]);
  for (const method of ['1.x:close', '1.x:', '1.x:1.x:TIMInit']) {
    expect(await electron.invoke(window, method)).toMatchObject({ ok: false, code: 7013 });
  }
  main.destroy();

  const older = new TimMain({ compat: '1.x' });
  older.enable(window);
  await electron.invoke(window, 'TIMInit');
  await electron.invoke(window, '1.x:TIMInit');
  expect(Engine.made.slice(4).map(({ calls }) => calls.length)).toEqual([2]);
  expect(await electron.invoke(window, 'close')).toMatchObject({ ok: false, code: 7013, older: true });
});

test('an engine that throws becomes a code', async () => {
  const window = contents();
  new TimMain().enable(window);
  Engine.reply = () => Promise.reject(new Error('out of order'));
  expect(await electron.invoke(window, 'TIMInit')).toEqual({ ok: false, code: 7012, desc: 'TIMInit: out of order' });
  Engine.reply = () => {
    throw 'at once';
  };
  expect(await electron.invoke(window, 'TIMInit')).toEqual({ ok: false, code: 7012, desc: 'TIMInit: at once' });
});

test('a new app id counts from the next TIMInit on', async () => {
  const window = contents();
  const main = new TimMain({ sdkappid: 1 });
  main.enable(window);
  await electron.invoke(window, 'TIMInit');
  main.setSDKAPPID(2);
  await electron.invoke(window, 'TIMGetServerTime');
  expect(Engine.made.map((engine) => [engine.options.sdkappid, engine.closed])).toEqual([[1, false]]);
  await electron.invoke(window, 'TIMInit');
  await electron.invoke(window, 'TIMInit');
  expect(Engine.made.map((engine) => [engine.options.sdkappid, engine.closed])).toEqual([[1, true], [2, false]]);
});

test('after destroy every window gets a code, and the engine is released', async () => {
  const window = contents();
  const main = new TimMain();
  main.enable(window);
  main.destroy();
  main.destroy();
  expect(Engine.made[0]?.closed).toBe(true);
  expect(await electron.invoke(window, 'TIMInit')).toMatchObject({ ok: false, code: 7012 });
});
