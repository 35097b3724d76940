// The rows of the table: what is measured, beside what, and what is demanded. `better` says which way the ratio (or the bare
// figure, where nothing stands beside) should go.
export const rows = [
  row('create-64', 'addon', 'durable create with 4 members through the addon, 64 in flight', 'better-sqlite3 FULL, same rows', 'higher', 5, 10),
  row('create-1', 'addon', 'the same, one caller', 'better-sqlite3 FULL, same rows', 'higher', 1, 1.5),
  row('main-thread', 'addon', 'time the JS main thread is held per create', 'p50 of the synchronous call of better-sqlite3 FULL', 'lower', 0.2, 0.1),
  row('attribute-64', 'writes', 'durable write of an attribute through the addon, 64 callers in groups of their own', 'better-sqlite3 FULL, same rows', 'higher', 5, 10),
  row('counter-64', 'writes', 'durable increment of a counter, 64 callers in groups of their own', 'better-sqlite3 FULL, same rows', 'higher', 5, 10),
  row('counter-one', 'writes', 'durable increment of one counter by 64 callers who all hear of each', 'better-sqlite3 FULL, same rows', 'higher', 0.5, 1),
  row('rest-64', 'rest', 'REST durable create, 64 keep-alive connections', 'Fastify + better-sqlite3 FULL', 'higher', 8, 12),
  row('rest-p99', 'rest', 'the same, p99', 'the same, p99', 'lower', 0.1, 0.03),
  row('rest-256', 'rest', 'REST durable create, 256 connections', 'own rate at 64', 'higher', 0.8, 1.5),
  row('rest-log', 'rest', 'REST durable create, 64 connections', 'the same HTTP layer, append log with fdatasync', 'higher', 0.4, 0.7),
  row('get-group', 'reads', 'get one group by id, in process', 'plain rusqlite, same rows', 'higher', 1, 3),
  row('joined-list', 'reads', "a user's list of 100 joined groups with their names", 'plain rusqlite, same rows', 'higher', 1, 5),
  row('disk', 'scale', 'bytes on disk per group', 'all logical rows, events and notices included', 'lower', 3, 1.5),
  row('growth', 'scale', 'create rate at 1,000,000 groups', 'the same store at 100,000', 'higher', 0.45, 0.8),
  row('memory', 'memory', '100,000 addon calls: growth of memory, MiB', undefined, 'lower', 10, 1),
  row('steady', 'memory', '100,000 addon calls: p50 of the last 1,000', 'p50 of the first 1,000', 'lower', 1.3, 1),
  row('reopen-clean', 'reopen', 'reopen 100,000 groups, closed cleanly, ms', undefined, 'lower', 50, 15),
  row('reopen-killed', 'reopen', 'reopen 100,000 groups after kill -9, ms', undefined, 'lower', 100, 25),
  row('join', 'groups', 'join a group of 100,000 members, in process, without the sync', 'the same at 100', 'lower', 1.5, 1.1),
  row('kick', 'groups', 'kick somebody from it', 'the same at 100', 'lower', 1.5, 1.1),
  row('page', 'groups', 'a page of 50 members somewhere in it', 'the same at 100', 'lower', 1.5, 1.1),
  row('info', 'groups', 'its info', 'the same at 100', 'lower', 1.5, 1.1),
  row('info-own', 'groups', 'its info with the own membership of a member not seen lately', 'the same at 100', 'lower', 1.5, 1.1),
  row('disband', 'groups', 'disband it: time to the answer', 'the same at 100', 'lower', 1.5, 1.1),
  row('clean-up', 'groups', 'the clean-up in the background after that, durable', undefined, 'lower', 5000, 1000),
  row('paging', 'groups', 'memory that paging through 100,000 members takes, MiB', undefined, 'lower', 5, 1),
  row('idle', 'crowd', 'memory of a server with 10,000 idle sessions, MiB', undefined, 'lower', 300, 150),
  row('fan-p99', 'crowd', 'a tip reaches all 1,000 sessions of a group: p99 from the call', 'the same with one other session', 'lower', 10, 5),
  row('fan-rate', 'crowd', 'events told per second, 16 changes of a group of 1,000 under way', 'bare WebSocket broadcast of as many bytes', 'higher', 0.25, 0.5),
  row('muc', 'muc', 'join a group until the answer and the event at another member are there, over ws://', 'coming into a room of ejabberd (MUC), over TCP', 'lower', 2, 1),
];

function row(id, experiment, work, beside, better, floor, aim) {
  return { id, experiment, work, beside, better, floor, aim };
}

/** Whether a ratio keeps what is demanded. */
export function keeps({ better }, ratio, demanded) {
  return better === 'higher' ? ratio >= demanded : ratio <= demanded;
}
