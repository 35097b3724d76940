import TimRender from '../../dist/renderer.js';

type Answer = { ok: true; text: string } | { ok: false; code: number; desc: string; older?: boolean };
type Call = (method: string, argText: string | undefined) => Promise<Answer>;
type Page = { __opentim?: { call: Call; hear(): Promise<Answer>; onEvent(): void } };

const page = globalThis as Page;
const sent: [string, string | undefined][] = [];
let answer: () => Promise<Answer>;
const tim = new TimRender();
const anything = tim as unknown as Record<string, (argument?: unknown) => Promise<unknown>>;
const call = (method: string, argument?: unknown) => anything[method]!(argument);

beforeEach(() => {
  sent.length = 0;
  answer = async () => ({ ok: true, text: '{"code":0}' });
  page.__opentim = {
    call: (method, argText) => {
      sent.push([method, argText]);
      return answer();
    },
    hear: async () => ({ ok: true, text: '' }),
    onEvent: () => {},
  };
  jest.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  delete page.__opentim;
  jest.restoreAllMocks();
});

test('an argument crosses as JSON text, without functions and with BigInt as decimal text', async () => {
  await call('TIMGroupCreate', { params: { n: 2n ** 60n, none: undefined, nan: NaN }, callback: () => {} });
  await call('TIMGetServerTime');
  await call('TIMGroupGetJoinedGroupList', 'user data');
  await call('TIMSetLogCallback', () => {});
  expect(sent).toEqual([
    ['TIMGroupCreate', '{"params":{"n":"1152921504606846976","nan":null}}'],
    ['TIMGetServerTime', undefined],
    ['TIMGroupGetJoinedGroupList', '"user data"'],
    ['TIMSetLogCallback', undefined],
  ]);
});

test('objects, bare numbers and bare texts come back as they are', async () => {
  for (const value of [{ code: 10021, desc: 'taken', json_param: '', user_data: 'mine' }, 0, '0.1.0']) {
    answer = async () => ({ ok: true, text: JSON.stringify(value) });
    expect(await call('TIMGroupCreate')).toEqual(value);
  }
});

test('a method works without its object', async () => {
  const { TIMGroupCreate } = anything;
  expect(await TIMGroupCreate!({})).toEqual({ code: 0 });
});

test('cycles, throwing getters and endless depth are refused with -3 and never thrown', async () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const nasty = {
    get params() {
      throw Object.defineProperty({}, 'message', { get: () => nasty.params });
    },
  };
  const throwing = {
    toJSON() {
      throw undefined;
    },
  };
  for (const argument of [circle, nasty, throwing, deepOf(1_000_000)]) {
    expect(await call('TIMGroupCreate', argument)).toMatchObject({ code: -3, json_param: '', user_data: '' });
  }
  expect(sent).toEqual([]);
});

function deepOf(depth: number): unknown {
  let value: unknown[] = [];
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

test('a refusal of the main process keeps its code and sentence', async () => {
  answer = async () => ({ ok: false, code: 7014, desc: 'this window may not call' });
  expect(await call('TIMGroupCreate', {})).toEqual({ code: 7014, desc: 'this window may not call', json_param: '', user_data: '' });
});

test('methods with bare results give the code, or an empty text, when a call fails', async () => {
  answer = async () => ({ ok: false, code: 7014, desc: 'this window may not call' });
  for (const method of ['TIMInit', 'TIMUninit', 'TIMGetServerTime', 'TIMGetLoginStatus']) expect(await call(method)).toBe(7014);
  expect(await call('TIMGetSDKVersion')).toBe('');
  expect(console.error).toHaveBeenCalledWith(expect.stringContaining('this window may not call'));
});

test('an answer that is lost or broken becomes 7012', async () => {
  answer = () => Promise.reject(new Error('the channel is closed'));
  expect(await call('TIMGroupCreate')).toMatchObject({ code: 7012, desc: expect.stringContaining('the channel is closed') });
  answer = () => {
    throw null;
  };
  expect(await call('TIMGroupCreate')).toMatchObject({ code: 7012 });
  answer = async () => ({ ok: true, text: '{"code":' });
  expect(await call('TIMGroupCreate')).toMatchObject({ code: 7012 });
  answer = async () => undefined as never;
  expect(await call('TIMGroupCreate')).toMatchObject({ code: 7012 });
});

test('without a bridge a call says what the application must do', async () => {
  delete page.__opentim;
  expect(await call('TIMGroupCreate')).toMatchObject({ code: 7012, desc: expect.stringContaining('enable(window.webContents)') });
});

test('an instance that asks for the older generation says so with each call, and the others do not', async () => {
  const older = new TimRender({ compat: '1.x' }) as unknown as typeof anything;
  await older['TIMGroupCreate']!({});
  await call('TIMGroupCreate', {});
  expect(sent).toEqual([['1.x:TIMGroupCreate', '{}'], ['TIMGroupCreate', '{}']]);
});

test('what the wrapper itself refuses is in the older form where that is spoken', async () => {
  const older = new TimRender({ compat: '1.x' }) as unknown as typeof anything;
  answer = async () => ({ ok: false, code: 7012, desc: 'gone' });
  const refused = { code: 7012, desc: 'gone', json_param: '', user_data: '' };
  expect(await older['TIMGroupCreate']!({})).toEqual({ ...refused, data: refused });
  expect(await older['TIMInit']!()).toEqual({ ...refused, data: 7012 });
  expect(await older['TIMGetSDKVersion']!()).toEqual({ ...refused, data: '' });
  answer = async () => ({ ok: false, code: 7012, desc: 'gone', older: true });
  expect(await call('TIMGroupCreate', {})).toEqual({ ...refused, data: refused });
});

test('another generation is refused when the instance is made', () => {
  expect(() => new TimRender({ compat: '2' as '1.x' })).toThrow('"1.x"');
  expect(() => [new TimRender(null), new TimRender({ compat: null })]).not.toThrow();
});
