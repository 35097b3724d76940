import { SETTERS } from '../../dist/bridge.js';
import TimRender from '../../dist/renderer.js';

type Taker = (event: unknown, values: unknown) => void;

const page = globalThis as { __opentim?: unknown };
const wanted: (readonly string[])[] = [];
let happens: Taker;

beforeEach(() => {
  wanted.length = 0;
  page.__opentim = {
    call: async () => ({ ok: true, text: '{"code":0}' }),
    hear: async (events: readonly string[]) => {
      wanted.push(events);
      return { ok: true, text: '' };
    },
    onEvent: (taker: Taker) => {
      happens = taker;
    },
  };
});

afterEach(() => {
  delete page.__opentim;
});

test('a listener gets the array of all values first, whose text is the first of them, and the others after it', async () => {
  const tim = new TimRender();
  const heard: unknown[][] = [];
  await tim.TIMSetGroupTipsEventCallback({ callback: (...given: unknown[]) => heard.push(given), data: 'mine' });
  happens('groupTips', ['{"tip":1}']);
  expect(heard).toEqual([[['{"tip":1}', 'mine'], 'mine']]);
  expect(JSON.parse(String(heard[0]![0]))).toEqual({ tip: 1 });
  await tim.TIMSetGroupTipsEventCallback({ callback: null });
});

test('a log line has three values', async () => {
  const tim = new TimRender();
  const heard = jest.fn();
  await tim.TIMSetLogCallback({ callback: heard });
  happens('log', [4, 'a line']);
  expect(heard).toHaveBeenCalledWith([4, 'a line', ''], 'a line', '');
  await tim.TIMSetLogCallback({});
});

test('a listener of the connection has four values, those of the login only the user data', async () => {
  const tim = new TimRender();
  const [status, kicked, expired] = [jest.fn(), jest.fn(), jest.fn()];
  await tim.TIMSetNetworkStatusListenerCallback({ callback: status, userData: 'mine' });
  await tim.TIMSetKickedOfflineCallback({ callback: kicked, userData: { any: 'thing' } });
  await tim.TIMSetUserSigExpiredCallback({ callback: expired });
  expect(wanted.at(-1)).toEqual(['networkStatus', 'kickedOffline', 'userSigExpired']);
  happens('networkStatus', [1, 9508, 'gone']);
  happens('kickedOffline', []);
  happens('userSigExpired', []);
  expect(status.mock.calls).toEqual([[[1, 9508, 'gone', 'mine'], 9508, 'gone', 'mine']]);
  expect(kicked.mock.calls).toEqual([[[{ any: 'thing' }]]]);
  expect(expired.mock.calls).toEqual([[['']]]);
  await tim.TIMSetNetworkStatusListenerCallback({ callback: null });
  await tim.TIMSetKickedOfflineCallback(null);
  await tim.TIMSetUserSigExpiredCallback();
  expect(wanted.at(-1)).toEqual([]);
});

test('a listener of profiles or of status has its one value and the user data', async () => {
  const tim = new TimRender();
  const [own, others, status] = [jest.fn(), jest.fn(), jest.fn()];
  await tim.TIMSetSelfInfoUpdatedCallback({ callback: own, user_data: 'mine' });
  await tim.TIMSetUserInfoChangedCallback({ callback: others });
  await tim.TIMSetUserStatusChangedCallback({ callback: status, user_data: 5 });
  expect(wanted.at(-1)).toEqual(['selfInfo', 'userInfo', 'userStatus']);
  happens('selfInfo', ['{}']);
  happens('userInfo', ['[]']);
  happens('userStatus', ['[1]']);
  expect(own.mock.calls).toEqual([[['{}', 'mine'], 'mine']]);
  expect(others.mock.calls).toEqual([[['[]', ''], '']]);
  expect(status.mock.calls).toEqual([[['[1]', 5], 5]]);
  await tim.TIMSetSelfInfoUpdatedCallback({ callback: null });
  await tim.TIMSetUserInfoChangedCallback(null);
  await tim.TIMSetUserStatusChangedCallback();
  expect(wanted.at(-1)).toEqual([]);
});

test.each(Object.entries(SETTERS))('%s has the values and its user data, and null drops it', async (method, { event, data }) => {
  const tim = new TimRender() as unknown as Record<string, (argument: unknown) => Promise<unknown>>;
  const heard = jest.fn();
  await tim[method]!({ callback: heard, [data]: 'mine' });
  expect(wanted.at(-1)).toEqual([event]);
  happens(event, ['@TGS#_town', '{"a":1}', 7]);
  expect(heard.mock.calls).toEqual([[['@TGS#_town', '{"a":1}', 7, 'mine'], '{"a":1}', 7, 'mine']]);
  expect(String(heard.mock.calls[0]![0])).toBe('@TGS#_town');
  await tim[method]!({ callback: null });
  expect(wanted.at(-1)).toEqual([]);
});

test('each instance has its own listener of tips, a new one replaces it and null drops it', async () => {
  const [tim, other] = [new TimRender(), new TimRender()];
  const [first, second, third] = [jest.fn(), jest.fn(), jest.fn()];
  await tim.TIMSetGroupTipsEventCallback({ callback: first });
  await tim.TIMSetGroupTipsEventCallback({ callback: second });
  await other.TIMSetGroupTipsEventCallback({ callback: third });
  happens('groupTips', ['{}']);
  expect([first, second, third].map((one) => one.mock.calls.length)).toEqual([0, 1, 1]);
  await tim.TIMSetGroupTipsEventCallback({ callback: null });
  await other.TIMSetGroupTipsEventCallback(null);
  happens('groupTips', ['{}']);
  expect([first, second, third].map((one) => one.mock.calls.length)).toEqual([0, 1, 1]);
  expect(wanted.at(-1)).toEqual([]);
});

test('several listeners of messages are called in their order, each function once', async () => {
  const tim = new TimRender();
  const calls: string[] = [];
  const first = () => calls.push('first');
  const second = () => calls.push('second');
  await tim.TIMAddRecvNewMsgCallback({ callback: first });
  await tim.recvNewMsgCallback({ callback: second });
  await tim.TIMAddRecvNewMsgCallback({ callback: second });
  happens('newMessages', ['[]']);
  expect(calls).toEqual(['first', 'second']);
  await tim.TIMRemoveRecvNewMsgCallback({ callback: first });
  happens('newMessages', ['[]']);
  expect(calls).toEqual(['first', 'second', 'second']);
  await tim.deleteRecvNewMsgCallback({ callback: (() => () => calls.push('second'))() });
  expect(wanted.at(-1)).toEqual([]);
});

test('without a function all of the instance are removed', async () => {
  const [tim, other] = [new TimRender(), new TimRender()];
  const heard = [jest.fn(), jest.fn(), jest.fn()];
  await tim.TIMAddRecvNewMsgCallback({ callback: heard[0]! });
  await tim.TIMAddRecvNewMsgCallback({ callback: heard[1]! });
  await other.TIMAddRecvNewMsgCallback({ callback: heard[2]! });
  await tim.TIMRemoveRecvNewMsgCallback();
  happens('newMessages', ['[]']);
  expect(heard.map((one) => one.mock.calls.length)).toEqual([0, 0, 1]);
  await other.TIMRemoveRecvNewMsgCallback();
});

test('a listener may remove another, and one that throws does not keep the event from the others', async () => {
  const tim = new TimRender();
  const [removed, last] = [jest.fn(), jest.fn()];
  const thrown: unknown[] = [];
  jest.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => {
    try {
      task();
    } catch (error) {
      thrown.push(error);
    }
  });
  await tim.TIMAddRecvNewMsgCallback({
    callback: () => {
      void tim.TIMRemoveRecvNewMsgCallback({ callback: removed });
      throw 'of the listener';
    },
  });
  await tim.TIMAddRecvNewMsgCallback({ callback: removed });
  await tim.TIMAddRecvNewMsgCallback({ callback: last });
  happens('newMessages', ['[]']);
  jest.restoreAllMocks();
  expect(thrown).toEqual(['of the listener']);
  expect(removed).not.toHaveBeenCalled();
  expect(last).toHaveBeenCalledTimes(1);
  await tim.TIMRemoveRecvNewMsgCallback();
});

test('what the main process never sends breaks nothing', async () => {
  const tim = new TimRender();
  const heard = jest.fn();
  await tim.TIMSetGroupTipsEventCallback({ callback: heard });
  for (const values of [undefined, null, 'text', {}]) happens('groupTips', values);
  happens('unknown', []);
  expect(heard).not.toHaveBeenCalled();
  await tim.TIMSetGroupTipsEventCallback();
});
